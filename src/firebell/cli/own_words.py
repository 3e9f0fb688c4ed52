"""The strings that stand in a package's own code: to repeat one of them tells nobody's secret."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.abc import InspectLoader
from types import CodeType


class OwnWords:
    """Of one package, of whose modules those count that are loaded by the time that one asks."""

    def __init__(self, package: str) -> None:
        self._package = package
        self._read: set[str] = set()
        self._strings: set[str] = set()

    def holds(self, words: str) -> bool:
        """Whether this very string is a constant somewhere in the package."""
        loaded = {name for name in tuple(sys.modules) if name.partition(".")[0] == self._package}
        for name in loaded - self._read:
            self._read.add(name)
            loader = getattr(sys.modules[name], "__loader__", None)
            code = loader.get_code(name) if isinstance(loader, InspectLoader) else None
            self._strings.update(_strings(code))
        return words in self._strings


def _strings(constant: object) -> Iterator[str]:
    if isinstance(constant, str):
        yield constant
    elif isinstance(constant, CodeType):
        yield from _strings(constant.co_consts)
    elif isinstance(constant, tuple | frozenset):
        for inner in constant:
            yield from _strings(inner)
