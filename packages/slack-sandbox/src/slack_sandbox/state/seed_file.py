"""Reading a `team.toml`: each mistake is told with its line, and all of them at once."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slack_sandbox.state.input_files import BadFile, read_text

Tables = Mapping[str, Sequence[Mapping[str, Any]]]

KEYS = {
    "person": (
        "name",
        "real_name",
        "email",
        "is_bot",
        "is_restricted",
        "is_ultra_restricted",
        "deleted",
        "dnd_hours",
        "team",
    ),
    "channel": ("name", "is_private", "is_archived", "members", "topic"),
    "group": ("handle", "name", "members"),
}
TYPES: Mapping[str, Any] = {
    **dict.fromkeys(("name", "real_name", "email", "topic", "handle", "team"), str),
    **dict.fromkeys(
        ("is_bot", "is_restricted", "is_ultra_restricted", "deleted", "is_private", "is_archived"),
        bool,
    ),
    "members": list | tuple,
    "dnd_hours": int | float,
}
NAME_KEYS = {"person": "name", "channel": "name", "group": "handle"}
EXPECTED = {
    str: "a text",
    bool: "true or false",
    list | tuple: 'names: ["alice"]',
    int | float: "a number",
}
NAME_PATTERNS = {
    "person": (r"[\w.-]{1,80}", "letters, digits, ., - and _, at most 80; real_name may be any"),
    "channel": (r"[a-z0-9_-]{1,80}", "lower-case letters, digits, - and _, at most 80"),
    "group": (r"[\w.-]{1,80}", "letters, digits, ., - and _, at most 80"),
}


class BadSeed(BadFile):
    """It can't be a team; the message says where and why, a line for each mistake."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """In the so manieth table of a kind, at this key (empty: the table), about this value."""

    kind: str
    number: int
    key: str
    text: str
    value: str = ""


def parse_seed_file(path: Path) -> Tables:
    """The tables of a seed file. Raises BadSeed."""
    text = read_text(path, BadSeed)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        said, _, place = str(wrong).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        at = line[1] if line else len(text.splitlines())
        raise BadSeed(f"{path}:{at}: this is not TOML: {said}.") from wrong
    lines = text.splitlines()
    found = sorted((_line(lines, mistake), mistake.text) for mistake in mistakes(tables))
    if found:
        raise BadSeed("\n".join(f"{path}:{at}: {said}" for at, said in found))
    return tables


def check_seed(tables: Tables) -> Tables:
    """The tables of a seed in a mapping, unchanged. Raises BadSeed."""
    found = [
        f"seed, {mistake.kind} {mistake.number + 1}: {mistake.text}" for mistake in mistakes(tables)
    ]
    if found:
        raise BadSeed("\n".join(found))
    return tables


def mistakes(tables: Mapping[str, Any]) -> Iterator[Mistake]:
    """Every mistake in the tables of a seed, in no particular order."""
    rows_by_kind: dict[str, Sequence[Mapping[str, Any]]] = {}
    for kind, rows in tables.items():
        if kind not in KEYS:
            yield Mistake(kind, 0, "", f"[[{kind}]] is not person, channel or group.")
        elif not isinstance(rows, list | tuple) or not all(
            isinstance(row, Mapping) for row in rows
        ):
            yield Mistake(kind, 0, "", f"{kind} is {rows!r}. It would be a table: [[{kind}]].")
        else:
            rows_by_kind[kind] = rows
    if not tables.get("person"):
        yield Mistake("", 0, "", 'there is nobody in it. It would have [[person]], name = "alice".')
    people = [row.get("name") for row in rows_by_kind.get("person", [])]
    for kind, rows in rows_by_kind.items():
        names: list[str] = []
        for number, row in enumerate(rows):
            for key, text, value in _row_mistakes(kind, row, names, people):
                yield Mistake(kind, number, key, text, value)
            names.append(str(row.get(NAME_KEYS[kind])))


def _row_mistakes(
    kind: str, row: Mapping[str, Any], names: Sequence[str], people: Sequence[Any]
) -> Iterator[tuple[str, str, str]]:
    """Key, what is wrong, and the word that it is about; `names`: of its kind before it."""
    for key, value in row.items():
        if key not in KEYS[kind]:
            yield key, f"a {kind} has no {key!r}. It has {', '.join(KEYS[kind])}.", ""
        elif not _has_type(value, TYPES[key]):
            yield key, f"{key} is {value!r}. It would be {EXPECTED[TYPES[key]]}.", ""
        else:
            yield from ((key, said, word) for said, word in _value_mistakes(key, value, people))
    key = NAME_KEYS[kind]
    name = row.get(key)
    pattern, right = NAME_PATTERNS[kind]
    if not name:
        yield "", f"a {kind} needs a {key}.", ""
    elif isinstance(name, str) and not re.fullmatch(pattern, name):
        yield key, f"a {kind} can't be called {name!r}. It has {right}.", ""
    elif name in names:
        yield key, f"there are two {kind}s {name!r}.", ""


def _value_mistakes(key: str, value: Any, people: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with a value of the right type, and the word that it is about."""
    if key == "members":
        yield from (
            (f"there is no person {name!r}.", str(name)) for name in value if name not in people
        )
        twice = [name for name in dict.fromkeys(map(str, value)) if list(value).count(name) > 1]
        yield from ((f"{name!r} is there twice.", name) for name in twice)
    if key == "dnd_hours" and not 0 <= value <= 8760:
        yield f"dnd_hours is {value}. It would be from 0 to 8760, a year.", ""
    if key == "email" and not re.fullmatch(r"[^@\s]+@[^@\s]+", value):
        yield f"email is {value!r}. It would be an address, such as alice@example.com.", ""
    if key == "topic" and len(value) > 250:
        yield f"topic has {len(value)} characters. It would have at most 250.", ""


def _has_type(value: object, wanted: Any) -> bool:
    """Of the type; true and false are no numbers, nor is what TOML calls nan."""
    if isinstance(value, float) and math.isnan(value):
        return False
    return isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))


def _line(lines: Sequence[str], mistake: Mistake) -> int:
    """Of the word in the key, else of the key, else of the table; the first where none is found."""
    heading = re.compile(rf"\s*(\[\[?\s*)?{re.escape(mistake.kind)}\b" if mistake.kind else r"\A")
    tables = [at for at, line in enumerate(lines) if heading.match(line)]
    if not tables:
        return 1
    start = tables[min(mistake.number, len(tables) - 1)]
    after = range(start + 1, len(lines))
    end = next((at for at in after if lines[at].startswith("[")), len(lines))
    key = re.compile(rf"\s*{re.escape(mistake.key)}\s*=")
    at = next((at for at in range(start + 1, end) if mistake.key and key.match(lines[at])), None)
    if at is None:
        return start + 1
    word = re.compile(rf"""["']{re.escape(mistake.value)}["']""")
    said = (number for number in range(at, end) if mistake.value and word.search(lines[number]))
    return next(said, at) + 1
