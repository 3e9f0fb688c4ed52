"""A review as Markdown (CommonMark with tables). What people typed can't change its structure."""

from __future__ import annotations

import re
from collections.abc import Callable

from firebell.domain.typed_text import clean
from firebell.words.document import (
    Bullets,
    Code,
    Document,
    Heading,
    Paragraph,
    Part,
    Question,
    Quotation,
    Rich,
    Span,
    Table,
)
from firebell.words.markdown import block, heading, inline


def to_markdown(review: Document) -> str:
    """The whole document."""
    parts = [f"# {heading(review.title)}"]
    parts += [f"> {block(note)}" for note in review.notes]
    parts.append(_table(review.facts))
    for chapter in review.chapters:
        parts.append(f"## {heading(chapter.title)}")
        parts += [_part(part) for part in chapter.parts]
    return "\n\n".join(parts) + "\n"


def _part(part: Part) -> str:
    match part:
        case Paragraph(words, rich):
            return _line(words, rich)
        case Heading(words, level):
            return f"{'#' * min(level + 2, 6)} {heading(words)}"
        case Question(words) | Quotation(words):
            return f"> {block(words)}"
        case Code(words):
            return _fenced(words)
        case Bullets(items, rich, numbered):
            lines = map(_line, items, rich or ((),) * len(items))
            marks = (f"{at}." if numbered else "-" for at in range(1, len(items) + 1))
            return "\n".join(f"{mark} {line}" for mark, line in zip(marks, lines, strict=True))
        case Table():
            return _table(part)


def _line(words: str, rich: Rich) -> str:
    """The beginning of a paragraph or of an item, with what is set off in it."""
    if not rich:
        return block(words)
    first, *others = rich
    return _span(first, block) + "".join(_span(span, inline) for span in others)


def _span(span: Span, escaped: Callable[[str], str]) -> str:
    """Marks stand at words: blanks at the ends stay outside of them."""
    words = span.words.strip()
    if not words:
        return " " if span.words else ""
    if span.code:
        return _code(words)
    if span.link and span.link == span.words:
        return f"<{span.link}>"
    said = escaped(words)
    mark = "**" * span.strong + "*" * span.stressed
    said = f"{mark}{said}{mark}"
    if span.link:
        said = f"[{said}](<{span.link}>)"
    before = " " * span.words.startswith(" ")
    return f"{before}{said}{' ' * span.words.endswith(' ')}"


def _code(words: str) -> str:
    """Between more of its signs than are in it (CommonMark 0.31, 6.1)."""
    words = " ".join(clean(words).split())
    longest = max(map(len, re.findall("`+", words)), default=0)
    sign, room = "`" * (longest + 1), " " * ("`" in words)
    return f"{sign}{room}{words}{room}{sign}"


def _fenced(words: str) -> str:
    """Between more signs than are in it. Indented it would belong to the list before it, and what
    is in it would be read as Markdown (CommonMark 0.31, 5.2)."""
    longest = max(map(len, re.findall("`+", words)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{words}\n{fence}"


def _table(table: Table) -> str:
    rows = [table.head, ("---",) * len(table.head)]
    lines = [_row(rows[0]), "| " + " | ".join(rows[1]) + " |"]
    return "\n".join([*lines, *map(_row, table.rows)])


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(inline, cells)) + " |"
