"""What stands in a person's place once they are not to be named any more.

No id of the chat begins as a pseudonym does, so nobody is mentioned, invited, written to or asked
for by one. What a pseudonym was made of can't be worked out from it (`docs/personal-data.md`).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from firebell.domain.incident import Person

FORMER = "former-"
"""Of somebody who was erased: the same in every incident."""
SOMEBODY = "person-"
"""Of somebody in an incident whose time has passed: another one in each incident."""
ALERT = "alert-rule"
"""Stands where a person would who raised an incident, where a rule of the playbook raised it from
an alert. Nobody is behind it, so that nobody leads what it raised."""
MARK = 12
"""Hexadecimal digits that tell one from another."""
SHORT = 4
"""As many as people read."""
COST = 2**16
"""A guess takes a fifth of a second and 64 MB, so that nobody tries all ids that there can be."""


def erased(person: Person, salt: bytes) -> Person:
    """The same for the same person and salt. Slow on purpose: ids are short."""
    made = hashlib.scrypt(person.encode(), salt=salt, n=COST, r=8, p=1, maxmem=2**27)
    return f"{FORMER}{made.hex()[:MARK]}"


def within_one_incident(people: Iterable[Person], key: bytes) -> dict[Person, Person]:
    """One for each. Whoever throws the key away can't make them again."""
    return {
        person: f"{SOMEBODY}{hmac.digest(key, person.encode(), 'sha256').hex()[:MARK]}"
        for person in people
        if person != ALERT
    }


def is_pseudonym(person: Person | None) -> bool:
    """Whether nobody can be reached by it."""
    return person is not None and (person == ALERT or person.startswith((FORMER, SOMEBODY)))


def prefix(person: Person) -> str:
    """Which kind of pseudonym it is: `FORMER`, `SOMEBODY`, or that of a rule."""
    return person[: person.index("-") + 1]


def short(person: Person) -> str:
    """The few digits that people read."""
    return person.partition("-")[2][:SHORT]
