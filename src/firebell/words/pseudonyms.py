"""How people are read who are not named any more."""

from __future__ import annotations

from firebell.domain.incident import Person
from firebell.domain.pseudonyms import is_pseudonym, prefix, short
from firebell.words.catalogue import PARTS


def shown(person: Person | None) -> str | None:
    """`a former colleague (7f3a)`; None for everybody who has an id of the chat."""
    if person is None or not is_pseudonym(person):
        return None
    return PARTS[prefix(person)].format(mark=short(person))
