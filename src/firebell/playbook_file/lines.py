"""On which line a key of a TOML text stands; the standard library's reader does not say.

The text is known to be TOML when this reads it, so nothing is checked here: only keys, brackets,
texts and comments are told apart. A path is the keys and positions that lead to a value:
`("severity", 0, "loud")`. Lines count from 1. Proved against generated TOML.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable

Path = tuple[str | int, ...]

_BLANK = re.compile(r"[ \t]*")
_BETWEEN = re.compile(r"(?:[ \t\r\n,]|#[^\n]*)*")
_KEY_PART = re.compile(r'[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|' r"'[^'\n]*'")
_TEXT = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})|' r"'''.*?'''(?:'{0,2})|" r'"(?:[^"\\]|\\.)*"|' r"'[^']*'",
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}#\n]*")


def find_lines(text: str) -> dict[Path, int]:
    """The line of each key, each table's header and each item of a list."""
    return _Scan(text).run()


class _Scan:
    """One walk over the text, from its first statement to its last."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def run(self) -> dict[Path, int]:
        """Statement after statement; a header says where the keys that follow belong."""
        table: Path = ()
        while self.skip(_BETWEEN) < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
        return self.found

    def header(self) -> Path:
        """`[a.b]`, or `[[a.b]]` which begins one more of them."""
        line = self.line()
        repeated = self.text.startswith("[[", self.at)
        self.at += 2 if repeated else 1
        *parents, last = self.key()
        self.at += 2 if repeated else 1
        path: Path = ()
        for part in parents:
            path = self.newest((*path, part))
            self.found.setdefault(path, line)
        path = (*path, last)
        if not repeated:
            path = self.newest(path)
            # An implied table (by a header below it) is found at its own header from here on.
            self.found[path] = line
            return path
        self.found.setdefault(path, line)
        self.counts[path] = self.counts.get(path, -1) + 1
        path = self.newest(path)
        self.found[path] = line
        return path

    def newest(self, path: Path) -> Path:
        """The path itself, or its latest item when it is a list of tables."""
        return (*path, self.counts[path]) if path in self.counts else path

    def pair(self, table: Path) -> None:
        """Step over a key and its value, `a.b = value`, noting their lines."""
        line = self.line()
        path = table
        for part in self.key():
            path = (*path, part)
            self.found.setdefault(path, line)
        self.at += 1  # the equals sign
        self.skip(_BLANK)
        self.value(path)

    def key(self) -> list[str]:
        """Bare, quoted or dotted; stands behind it and the blanks that follow."""
        parts: list[str] = []
        while True:
            self.skip(_BLANK)
            parts.append(_unquoted(self.take(_KEY_PART)))
            self.skip(_BLANK)
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def value(self, path: Path) -> None:
        """A list and an inline table have lines of their own inside; all else is stepped over."""
        opening = self.text[self.at]
        if opening == "[":
            self.items("]", lambda number: self.item((*path, number)))
        elif opening == "{":
            self.items("}", lambda _: self.pair(path))
        elif opening in "\"'":
            self.take(_TEXT)
        else:
            self.take(_BARE)

    def items(self, closing: str, read: Callable[[int], None]) -> None:
        """What stands between brackets, one after the other."""
        self.at += 1
        number = 0
        while self.text[self.skip(_BETWEEN)] != closing:
            read(number)
            number += 1
        self.at += 1

    def item(self, path: Path) -> None:
        self.found[path] = self.line()
        self.value(path)

    def line(self) -> int:
        return bisect_right(self.starts, self.at)

    def skip(self, pattern: re.Pattern[str]) -> int:
        self.take(pattern)
        return self.at

    def take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        assert match is not None, f"not TOML at line {self.line()}, though it was read as TOML"
        self.at = match.end()
        return match.group()


def _unquoted(part: str) -> str:
    """A key as it is meant: escapes are read by the reader that read the file."""
    return next(iter(tomllib.loads(f"{part} = 0")))
