"""Text as parts: what we say, what people typed, and what has a form of its own in each medium.

A sentence is a template in a language's catalogue with named facts. Facts that are people,
channels, links or moments become parts, so that Slack can mention, an export can name, and only
the edge decides how: escaping is the edge's work and happens to every plain string.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from string import Formatter

from firebell.words.pseudonyms import shown


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, to be mentioned or named."""

    id: str


@dataclass(frozen=True, slots=True)
class ChannelLink:
    """A channel, to be linked or named; `name` for where it can't be linked."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An address that is shown as words."""

    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out from the others."""

    words: str


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`channel` or `here`: everybody, or those who are there."""

    to: str


@dataclass(frozen=True, slots=True)
class Emoji:
    """An emoji, by the name that people give it: of ours, since what people type stays text."""

    name: str


Part = str | Mention | ChannelLink | Link | Strong | Broadcast | Emoji
Text = tuple[Part, ...]
Value = Part | Text | int | datetime | None


def text(*parts: Value) -> Text:
    """Parts and texts as one text; None and empty strings fall out."""
    found: list[Part] = []
    for part in parts:
        if isinstance(part, tuple):
            found.extend(part)
        elif isinstance(part, (int, datetime)):
            found.append(str(part))
        elif part is not None and part != "":
            found.append(part)
    return tuple(found)


def fill(template: str, **facts: Value) -> Text:
    """A template with its facts in place. Raises KeyError for a fact that is missing."""
    found: list[Value] = []
    for literal, name, _, _ in Formatter().parse(template):
        found.append(literal)
        if name is not None:
            found.append(facts[name])
    return text(*found)


def joined(texts: Iterable[Value], between: str = ", ") -> Text:
    """Texts in a row, with something between them."""
    found: list[Value] = []
    for part in texts:
        if part is None or part in ((), ""):
            continue
        if found:
            found.append(between)
        found.append(part)
    return text(*found)


def plain(given: Text, names: dict[str, str] | None = None) -> str:
    """The text for where nothing can be linked: logs, exports, a voice."""
    known = names or {}
    return "".join(_plain(part, known) for part in given)


def _plain(part: Part, names: dict[str, str]) -> str:
    match part:
        case Mention(id):
            return names.get(id) or shown(id) or id
        case ChannelLink(id, name):
            return f"#{name or id}"
        case Link(_, words) | Strong(words):
            return words
        case Broadcast(to):
            return f"@{to}"
        case Emoji(name):
            return f":{name}:"
        case _:
            return part
