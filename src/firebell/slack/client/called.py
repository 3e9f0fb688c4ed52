"""Whom a typed name means: handles, full names, shown names, and first names where they are alone.

People are learnt as Slack lists them (`Accounts`); apps and who has left are not found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from firebell.domain.incident import Person
from firebell.slack.client.gateway import ApiResponse

MOST_WORDS = 4
"""Of a name; behind it stand other words."""
_AROUND = "@,;:.!?\"'()"
"""What may stand around a name that is typed in passing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Whoever is called so, as it was typed; `rest` are the words behind the name."""

    people: tuple[Person, ...] = ()
    name: str = ""
    rest: str = ""


class Names:
    """`note` takes what Slack says of a person; `find` answers what is typed."""

    def __init__(self) -> None:
        self._whole: dict[Person, frozenset[str]] = {}
        self._first: dict[Person, frozenset[str]] = {}

    def note(self, user: ApiResponse) -> None:
        """These are their names from now on, and no others."""
        person = str(user["id"])
        self._whole.pop(person, None)
        self._first.pop(person, None)
        if user.get("deleted") or user.get("is_bot") or person == "USLACKBOT":
            return
        whole = frozenset(filter(None, map(_folded, _names(user))))
        self._whole[person] = whole
        self._first[person] = frozenset(name.split()[0] for name in whole)

    def find(self, words: str) -> Called:
        """Whom the words begin with: the longest name first, a whole one before a first name."""
        parts = words.split()
        for known in (self._whole, self._first):
            for count in range(min(MOST_WORDS, len(parts)), 0, -1):
                name = " ".join(parts[:count])
                people = tuple(sorted(who for who in known if _folded(name) in known[who]))
                if people:
                    return Called(people=people, name=name, rest=" ".join(parts[count:]))
        return Called(rest=words)


def _names(user: ApiResponse) -> Iterator[str]:
    profile = user.get("profile") or {}
    for fields in (user, profile):
        for key in ("name", "real_name", "display_name"):
            yield str(fields.get(key) or "")


def _folded(name: str) -> str:
    return " ".join(part.strip(_AROUND) for part in name.split()).casefold().strip()
