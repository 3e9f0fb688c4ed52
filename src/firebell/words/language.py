"""What a language is: everything that Firebell says in it, as data. It is read by `catalogue`.

A catalogue maps keys to templates; `{name}` in them is a fact. A draft says in English what it
does not have yet.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from firebell.domain.effect_names import EffectName

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A length that is said: `one` of it, or `many`, where `{n}` is how many."""

    one: str
    many: str

    def of(self, number: int) -> str:
        """So many of it."""
        return (self.one if number == 1 else self.many).format(n=number)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """Times in words. Days begin with Monday, months with January; `long_months` are for a date
    that stands by itself, `first_day` is how the first of a month is written. Templates name
    their facts: `{weekday}`, `{day}`, `{month}`, `{year}`, `{time}`, `{length}`, `{hours}`,
    `{minutes}`. `lasted_` is a length in short, for a table.
    """

    days: Sequence[str]
    months: Sequence[str]
    long_months: Sequence[str]
    first_day: str = "1"
    day: str = "{weekday} {day} {month}"
    day_and_time: str = "{day}, {time}"
    short_date: str = "{day} {month} {time}"
    date: str = "{day} {month} {year}"
    now: str
    ahead: str
    past: str
    about: str
    minutes: Counted
    hours: Counted
    whole_days: Counted
    lasted_nothing: str
    lasted_minutes: str
    lasted_hours: str
    lasted_days: Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """`code` is what the playbook says (ISO 639-1), `name` what people who speak it call it,
    `english` what whoever runs Firebell calls it.

    `lines`, `parts` and `headings` are the record's; `news` is what stakeholders read, `review`
    what stands in a review, `site` what stands on the pages, `public` on our own status page;
    `last_and` and `last_or` stand before the last of several.
    """

    code: str
    name: str
    english: str
    draft: bool = False
    sentences: Words
    forms: Words
    statuses: Words
    outcomes: Words
    audiences: Words
    effects: Mapping[EffectName, str]
    reasons: Words
    lines: Words
    parts: Words
    headings: Words
    news: Words
    review: Words
    site: Words
    public: Words
    times: TimeWords


def completed(draft: Language, whole: Language) -> Language:
    """The draft, with the words of another language where it has none."""
    catalogues: dict[str, Any] = {
        field.name: ChainMap(dict(mine), dict(getattr(whole, field.name)))
        for field in fields(draft)
        if isinstance(mine := getattr(draft, field.name), Mapping)
    }
    return replace(draft, **catalogues)
