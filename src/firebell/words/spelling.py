"""Which command a word is: its name, what others call it, or, misspelt, what may be meant.

Nearness is difflib's ratio: hands swap, drop, double and miss letters (`clsoe`, `udpate`). What is
only near is offered, never done, since a word may just as well begin what somebody wants to say.
"""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from firebell.words.en.typed import ALIASES, ALONE, OFFERED

NEAR = 0.7
SHORTEST = 3
"""Letters of a word that is compared; of shorter ones half a word is wrong with one letter."""


def command(word: str, known: Collection[str], *, alone: bool = True) -> str | None:
    """The command that this word (folded) is, by its name or by what others call it."""
    if word in known:
        return word
    if word in ALONE and not alone:
        return None
    return next(
        (name for name, others in ALIASES.items() if word in others and name in known), None
    )


def meant(word: str, known: Collection[str]) -> str | None:
    """The command that may be meant by a word that is none."""
    found = OFFERED.get(word) or command(word, known)
    if found in known:
        return found
    if len(word) < SHORTEST:
        return None
    names = [*known, *(other for name in known for other in ALIASES.get(name, ()))]
    near = get_close_matches(_ordered(word, names), names, n=1, cutoff=NEAR)
    return command(near[0], known) if near else None


def _ordered(word: str, names: Collection[str]) -> str:
    """The name with the same letters in another order, where there is one: that is nearest."""
    letters = sorted(word)
    return next((name for name in names if sorted(name) == letters), word)
