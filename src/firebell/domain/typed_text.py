"""What people typed, as one line; and whether there is anything in it to read."""

from __future__ import annotations

import unicodedata


def one_line(words: str) -> str:
    """Line ends and runs of blanks become one blank; empty when nothing in it can be seen."""
    line = " ".join(words.split())
    return line if any(_shows(character) for character in line) else ""


def _shows(character: str) -> bool:
    """Neither a blank nor a character that only steers others (joiners, marks of direction)."""
    return unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Mn", "Me")
