"""What people typed as Markdown (CommonMark with tables): escaped by where it stands, so that a
document has the same structure whatever is in it, and can still be read as it is written.
"""

from __future__ import annotations

import re

from firebell.domain.typed_text import clean, set_apart

_ANYWHERE = re.compile(r"[\\`*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
"""Emphasis, code, links, pictures, HTML, entities, cells; `_` within a word is none of them."""
_AT_THE_START = re.compile(r"^(?=[-+=#>])|^(?P<number>\d{1,9})(?=[.)](?:\s|$))")
"""Headings, lists, quotes, rules and underlines."""
_AT_THE_END = re.compile(r"(?=#$)")
"""The signs that may close a heading."""


def inline(words: str) -> str:
    """For the middle of a line: one line in which nothing is markup."""
    return set_apart(_ANYWHERE.sub(r"\\\g<0>", " ".join(clean(words).split())))


def block(words: str) -> str:
    """For the beginning of a paragraph or of a list's item."""
    return _AT_THE_START.sub(lambda match: f"{match['number'] or ''}\\", inline(words))


def heading(words: str) -> str:
    """For the end of a heading."""
    return _AT_THE_END.sub(r"\\", inline(words))
