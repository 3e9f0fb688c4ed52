"""French for what English does not have yet: each sentence is taken as soon as English has it.
And what English has that nobody has said in French yet.

Once English has all of it, a subject's dictionaries go where the others are and leave this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")

AWAITED: frozenset[str] = frozenset()
"""Keys that French lacks, for whoever adds a sentence and speaks none: it is said in English until
somebody translates it. Empty in a release."""

SENTENCES = {
    "say.worse_than_assumed": (
        "{label} est désormais {severity}, plus grave. "
        "Auparavant : {before}, que personne n'avait confirmé."
    ),
    "say.better_than_assumed": (
        "{label} est désormais {severity}, moins grave. "
        "Auparavant : {before}, que personne n'avait confirmé."
    ),
    "say.not_reached_gone": "Firebell n'a pas pu écrire directement à {who}.",
}
PARTS = {
    "picture_not_kept": "{name} : non conservée avec le journal. Slack la montre peut-être encore.",
}


def taken(
    french: Mapping[K, str], coming: Mapping[K, str], english: Mapping[K, str]
) -> dict[K, str]:
    """A catalogue with what has come."""
    return {**french, **{key: words for key, words in coming.items() if key in english}}
