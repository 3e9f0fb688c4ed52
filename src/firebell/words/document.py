"""A document of headings, paragraphs, lists and tables, whatever it is written to. Nothing in it is
markup: what is set off says so beside the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a line: whether they are strong, stressed, or as a machine has them; and where
    they lead to, if anywhere."""

    words: str
    strong: bool = False
    stressed: bool = False
    code: bool = False
    link: str = ""


Rich = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words by themselves; `rich` are the same with what is set off in them, where anything is."""

    words: str
    rich: Rich = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section, of its first level or of a lower one."""

    words: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Quotation:
    """What the writer quotes."""

    words: str


@dataclass(frozen=True, slots=True)
class Code:
    """Lines that stand as they were typed."""

    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """What its writer is asked, since the record does not know it."""

    words: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `rich` are its items with what is set off in them, where anything is."""

    items: tuple[str, ...]
    rich: tuple[Rich, ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as `head` has."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = Paragraph | Heading | Quotation | Code | Question | Bullets | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A section with its heading: what its writer typed (Markdown), the same in parts, and what the
    record or the question says after that."""

    key: str
    title: str
    typed: str = ""
    own: tuple[Part, ...] = ()
    rest: tuple[Part, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """All that stands in it."""
        return (*self.own, *self.rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The whole review. `notes` stand first: that it is private, or a drill. `fields` are single
    facts by their keys, for whoever puts them into a form of their own."""

    title: str
    notes: tuple[str, ...]
    facts: Table
    chapters: tuple[Chapter, ...]
    fields: Mapping[str, str]
