"""A long list, a page at a time: what its buttons carry, and the way from page to page."""

from __future__ import annotations

from collections.abc import Sequence

from firebell.domain.typed_text import clean
from firebell.slack.views.blocks import Block, button
from firebell.words.say import form


def carried(subject: str, number: int, which: str) -> str:
    """What the list is about, the page's number (from 0), and the words that choose from it, as a
    button carries them."""
    return f"{subject}|{number}|{clean(which)}"


def read(values: Sequence[str]) -> tuple[str, int, str]:
    """The same three from what a button carried, at its bars."""
    subject, number, *which = [*values, "", ""][: max(3, len(values))]
    asked = int(number) if number.isdecimal() else 0
    return subject, asked, "|".join(which).strip("|")


def turning(action: str, subject: str, number: int, which: str, left: int) -> list[Block]:
    """Buttons to the next page, where some are `left`, and back to the first."""
    elements = []
    if left > 0:
        following = carried(subject, number + 1, which)
        elements.append(button(more_words(left), f"{action}:more", following))
    if number > 0:
        back = carried(subject, 0, which)
        elements.append(button(form("list.first"), f"{action}:first", back))
    return elements


def more_words(count: int) -> str:
    """`40 more`."""
    return form("list.more", count=str(count))
