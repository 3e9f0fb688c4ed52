"""TOML that is no TOML: every line that can't be read, in words for who never saw TOML.

A line that stands alone (`key = value`) is blanked and the reading goes on, so that one missing
quote does not hide the next mistake. Anything else that is broken ends the reading there.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_ALONE = re.compile(r"\s*(?!key\b)[A-Za-z_][A-Za-z0-9_]*\s*(?:=|$|[\"'])")
_MOST = 50

_WORDS = (
    (
        "Unterminated string",
        "a text in quotes is not closed",
        "closed with the quote it began with",
    ),
    (
        "Illegal character '\\n'",
        "a text in quotes is not closed",
        'closed with a " on the same line',
    ),
    (
        "Invalid value",
        "the value can't be read",
        'a text in quotes, such as "here", a list, true or false',
    ),
    ("Expected '=' after a key", "there is no = after the first word", 'written as key = "value"'),
    ("Cannot overwrite a value", "this key stands twice in its table", "written once"),
    (
        "Cannot declare",
        "this table is written twice",
        "written once, or with [[two brackets]] each time",
    ),
    ("Unclosed array", "a list is not closed, or misses a comma", '["one", "two"]'),
    (
        "Unclosed inline table",
        "a { is not closed, or misses a comma",
        '{comms = "alice@example.com"}',
    ),
    (
        "Expected newline or end of document",
        "something stands behind the value",
        "alone on its line",
    ),
    ("Expected ']", "the brackets around a table's name don't match", "[[service]] or [private]"),
    ("Invalid initial character", "the line begins with no key", 'written as key = "value"'),
    (
        "Unescaped '\\'",
        "a backslash begins no character that TOML knows",
        "two backslashes, or '…' quotes",
    ),
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that can't be read; `line` is None where the text ended too early."""

    line: int
    what: str
    would_be_right: str


def parse(text: str) -> tuple[dict[str, object] | None, str, list[Broken]]:
    """The values, the text they were read from, and what could not be read.

    The values are None when something broke that no single line can be blamed for.
    """
    broken: list[Broken] = []
    while True:
        try:
            return tomllib.loads(text), text, broken
        except tomllib.TOMLDecodeError as error:
            found = _explained(str(error), text)
            broken.append(found)
            lines = text.split("\n")
            at = found.line - 1
            if len(broken) == _MOST or not _ALONE.match(lines[at]):
                return None, text, broken
            lines[at] = ""
            text = "\n".join(lines)


def _explained(message: str, text: str) -> Broken:
    place = _PLACE.search(message)
    # Where the text ends too early, its last line that holds anything is the one to look at.
    line = int(place[1]) if place and place[1] else text.rstrip().count("\n") + 1
    message = _PLACE.sub("", message)
    for beginning, what, right in _WORDS:
        if message.startswith(beginning):
            return Broken(line, what, right)
    return Broken(line, f"this is not TOML: {message}", "as docs/playbook.md shows it")
