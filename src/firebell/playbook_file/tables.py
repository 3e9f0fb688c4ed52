"""One table of the file: its keys read one by one, each fault noted with its line.

A fault never stops the reading: the default stands in, so that all faults come at once. A key
that is nearly one that Firebell knows is a fault and is read as the one that was meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from firebell.playbook_file.faults import Fault
from firebell.playbook_file.keys import KEYS, TOP
from firebell.playbook_file.lines import Path
from firebell.playbook_file.values import Reader, T, Wrong, choices, nearest, shown

_NAMES = ("key", "name", "title", "words")


@dataclass(slots=True)
class Source:
    """The file that is read: where its keys stand, and what was found wrong so far."""

    file: str
    lines: Mapping[Path, int]
    incomplete: bool = False
    """Whether lines could not be read; what seems missing may be one of those."""
    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: Path, what: str, right: str) -> None:
        """Notes what is wrong at this path, or at the nearest thing that contains it."""
        while path and path not in self.lines:
            path = path[:-1]
        self.faults.append(Fault(self.file, self.lines.get(path, 1), what, right))


class Table:
    """The keys of `[name]`, `[[name]]` or the top; unknown ones are noted when it is made."""

    def __init__(
        self, source: Source, name: str, path: Path, contents: Mapping[str, object]
    ) -> None:
        self.source = source
        self.path = path
        self.contents = dict(contents)
        self.label = _label(name, path, contents)
        self._written: dict[str, str] = {}
        for key in contents:
            if key not in KEYS[name]:
                self._unknown(name, key)

    def fault(self, key: str | None, what: str, right: str, *inside: str | int) -> None:
        """Notes a fault of this key, or of the table itself."""
        at = self.path if key is None else (*self.at(key), *inside)
        self.source.fault(at, f"{self.label}{what}", right)

    def at(self, key: str) -> Path:
        """Where this key stands, by the name it was written with."""
        return (*self.path, self._written.get(key, key))

    def line(self, key: str) -> int:
        """The line of this key."""
        return self.source.lines.get(self.at(key), 1)

    def read(self, key: str, reader: Reader[T], default: T) -> T:
        """The key's value; the default when it is absent or wrong."""
        return (
            self._one(key, self.contents[key], reader, default) if key in self.contents else default
        )

    def need(self, key: str, reader: Reader[T], instead: T, such_as: str) -> T:
        """The key's value, which must be there; `such_as` shows how it is written."""
        if key not in self.contents:
            self._missing(key, such_as)
            return instead
        return self._one(key, self.contents[key], reader, instead)

    def several(self, key: str, reader: Reader[T]) -> tuple[T, ...]:
        """A list without doubles; what is wrong in it is left out."""
        if key not in self.contents:
            return ()
        value = self.contents[key]
        if not isinstance(value, list):
            right = f"[{shown(value)}]" if isinstance(value, str) else "a list in [ ]"
            self.fault(key, f"{key} is {shown(value)}", f"{right}, with brackets around it")
            return ()
        if not value:
            self.fault(key, f"{key} is an empty list", "a list of one or more, or left out")
        found: dict[T, None] = {}
        for number, item in enumerate(value):
            for thing in self._item(key, number, item, reader):
                if thing in found:
                    self.fault(key, f"{key} has {shown(item)} twice", "there once", number)
                found[thing] = None
        return tuple(found)

    def inner(
        self, key: str, such_as: str = '{technical = "bob@example.com"}'
    ) -> Iterator[tuple[str, object]]:
        """What stands in `key = {name = value, …}`; `such_as` shows how it is written."""
        value = self.contents.get(key, {})
        if isinstance(value, dict):
            if key in self.contents and not value:
                self.fault(key, f"{key} is empty", "{ } with something in it, or left out")
            yield from value.items()
        else:
            self.fault(key, f"{key} is {shown(value)}", such_as)

    def tables(self, name: str, most: int) -> tuple[Table, ...]:
        """Each `[[name]]`, at most this many."""
        value = self.contents.get(name, [])
        once = isinstance(value, dict)
        if not isinstance(value, list) or any(not isinstance(item, dict) for item in value):
            written = "has one pair of brackets" if once else f"is {shown(value)}"
            self.fault(name, f"{name} {written}", f"[[{name}]], once for each")
            value = [value] if once else []
        if len(value) > most:
            self.fault(name, f"there are {len(value)} of [[{name}]]", f"at most {most}", most)
        base = self.at(name)
        paths: list[Path] = [base] if once else [(*base, number) for number in range(len(value))]
        pairs = zip(paths, value, strict=True)
        return tuple(Table(self.source, name, path, contents) for path, contents in pairs)

    def table(self, name: str) -> Table:
        """`[name]`; an empty one when it is absent."""
        value = self.contents.get(name, {})
        if not isinstance(value, dict):
            self.fault(
                name, f"{name} is {shown(value)}", f"[{name}], once, with one pair of brackets"
            )
            value = {}
        return Table(self.source, name, self.at(name), value)

    def _one(self, key: str, value: object, reader: Reader[T], default: T) -> T:
        try:
            return reader(value)
        except Wrong as wrong:
            self.fault(key, f"{key} {wrong.what or f'is {shown(value)}'}", wrong.right)
            return default

    def _item(self, key: str, number: int, item: object, reader: Reader[T]) -> Iterator[T]:
        try:
            yield reader(item)
        except Wrong as wrong:
            what = f"{key} {wrong.what or f'has {shown(item)}'}"
            self.fault(key, what, wrong.right, number)

    def _missing(self, key: str, such_as: str) -> None:
        if not self.source.incomplete:
            self.fault(None, f"{key} is missing", such_as)

    def _unknown(self, name: str, key: str) -> None:
        meant = nearest(key, KEYS[name])
        if meant is not None:
            right = f'"{meant}"'
            if meant not in self.contents:
                self.contents[meant] = self.contents[key]
                self._written[meant] = key
        elif key in KEYS[TOP]:
            right = "at the top of the file, above the first line in brackets"
        else:
            right = choices(KEYS[name])
        self.fault(key, f'"{key}" is no key that Firebell knows here', right)


def _label(name: str, path: Path, contents: Mapping[str, object]) -> str:
    """`severity "P1": `, or `severity 2: ` when it has no name, or nothing at the top."""
    if name == TOP:
        return ""
    for key in _NAMES:
        called = contents.get(key)
        if isinstance(called, str) and called:
            return f"{name} {shown(called)}: "
    last = path[-1] if path else name
    return f"{name} {last + 1}: " if isinstance(last, int) else f"{name}: "
