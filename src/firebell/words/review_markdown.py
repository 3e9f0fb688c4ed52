"""A review as Markdown (CommonMark with tables). What people typed can't change its structure."""

from __future__ import annotations

from firebell.words.markdown import block, heading, inline
from firebell.words.review import Bullets, Document, Paragraph, Part, Question, Table


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
        case Paragraph(words):
            return block(words)
        case Question(words):
            return f"> {block(words)}"
        case Bullets(items):
            return "\n".join(f"- {block(item)}" for item in items)
        case Table():
            return _table(part)


def _table(table: Table) -> str:
    rows = [table.head, ("---",) * len(table.head)]
    lines = [_row(rows[0]), "| " + " | ".join(rows[1]) + " |"]
    return "\n".join([*lines, *map(_row, table.rows)])


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(inline, cells)) + " |"
