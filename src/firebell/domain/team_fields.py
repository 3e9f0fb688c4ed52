"""What a team asks besides Firebell's own questions: the playbook's fields, and what was answered.

An answer keeps the question as it was put, so that it can be read when the playbook asks otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Person = str


class FieldKind(StrEnum):
    """What an answer is made of."""

    TEXT = "text"
    CHOICE = "choice"
    PEOPLE = "people"
    DATE = "date"


class AskedIn(StrEnum):
    """The forms that ask."""

    RAISE = "raise"
    EDIT = "edit"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamField:
    """One question. `choices` are those of a choice; `required` is the form that is not sent off
    without an answer; `card`: the answer stands on the card."""

    key: str
    question: str
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[str, ...] = ()
    hint: str = ""
    asked: tuple[AskedIn, ...] = tuple(AskedIn)
    required: AskedIn | None = None
    card: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered: words (a choice is words too), people, or a day as `2026-11-27`. Empty
    where somebody took the answer back."""

    question: str
    text: str = ""
    people: tuple[Person, ...] = ()
    day: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is answered."""
        return not (self.text or self.people or self.day)


Answers = Mapping[str, Answer]
"""By the fields' keys."""
