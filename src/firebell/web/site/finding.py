"""All incidents: which of them are asked for, by words and by what they are, and the page of them.

Everything that narrows the list stands in the address, so that it can be sent. What there is to
choose comes from the playbook that is in force, never from incidents: nothing private shows in it.
What is chosen and stands there no more (an old link) is still looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from firebell.domain.playbook import UNSURE, Playbook
from firebell.domain.searching import MOST, STATUSES, Wanted, folded
from firebell.domain.typed_text import one_line
from firebell.web.site import guard
from firebell.web.site.parts import Parts
from firebell.web.site.present import rows
from firebell.web.site.templates import Templates
from firebell.words.catalogue import SITE
from firebell.words.catalogue import STATUSES as STATUS_WORDS
from firebell.words.times import date as day_words

SIZE = 50
"""Incidents on a page of many."""
FIELDS = ("words", "service", "severity", "status", "from", "to")
LONGEST_KEY = 255
"""Characters of a key of the playbook."""
QUOTED = 100
"""Characters of what was typed that are said again."""
YEARS = range(1970, 9999)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of a list: what stands in the address, and what a person reads."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was typed and chosen, as it was; what of it can be looked for; and what can't, in words.
    `said` are the ways in which the list is narrowed, as pairs of what it is and what it says."""

    typed: Mapping[str, str]
    wanted: Wanted
    problems: tuple[str, ...]
    said: tuple[tuple[str, str], ...]
    choices: Mapping[str, tuple[Choice, ...]]

    def link(self, before: int | None = None) -> str:
        """The address of this, or of what comes after that number."""
        facts = {key: value for key, value in self.typed.items() if value}
        if before is not None:
            facts["before"] = str(before)
        return f"/incidents?{urlencode(facts)}" if facts else "/incidents"


def finding(parts: Parts, templates: Templates) -> APIRouter:
    """Its route."""
    router = APIRouter()
    library = parts.library

    @router.get("/incidents")
    async def all_of_them(
        request: Request, before: Annotated[int | None, Query(ge=1, le=2**31)] = None
    ) -> Response:
        caller = await guard.caller_of(parts, request)
        playbook = library.playbook()
        asked = ask(request.query_params, playbook)
        page = None if asked.problems else await library.page(caller, SIZE, before, asked.wanted)
        shown = rows(page.incidents, page.names, playbook, library.now()) if page else ()
        return await templates.answer(
            request,
            "all.html",
            caller,
            here="all",
            rows=shown,
            asked=asked,
            newest=asked.link() if before is not None else "",
            older=asked.link(page.before) if page and page.before else "",
        )

    return router


def ask(given: Mapping[str, str], playbook: Playbook) -> Asked:
    """What an address asks for."""
    typed = {name: _typed(name, given) for name in FIELDS}
    words = folded(typed["words"])
    zone = ZoneInfo(playbook.time_zone)
    since, until = _day(typed["from"]), _day(typed["to"])
    wanted = Wanted(
        words=words[:MOST],
        service=typed["service"],
        severity=typed["severity"],
        status=typed["status"],
        since=_begins(since, zone),
        until=_begins(until + timedelta(days=1) if until else None, zone),
    )
    return Asked(
        typed=typed,
        wanted=wanted,
        problems=tuple(_problems(typed, words, since, until)),
        said=tuple(_said(typed, wanted, playbook, len(words))),
        choices={
            "service": _choices(_services(playbook), typed["service"]),
            "severity": _choices(_severities(playbook), typed["severity"]),
            "status": _choices(_statuses(), typed["status"]),
        },
    )


def _typed(name: str, given: Mapping[str, str]) -> str:
    """On one line, without what no person sees and no database takes."""
    line = one_line(given.get(name, ""))
    return line if name == "words" else line[:LONGEST_KEY]


def _day(typed: str) -> date | None:
    """None for none, and for what is no day."""
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _begins(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, time.min, zone) if day else None


def _problems(
    typed: Mapping[str, str], words: tuple[str, ...], since: date | None, until: date | None
) -> Iterator[str]:
    """What can't be looked for is said: neither everything nor nothing is the answer to it."""
    if typed["words"] and not words:
        yield SITE["find.no_words"].format(typed=_cut(typed["words"]))
    if typed["status"] and typed["status"] not in STATUSES:
        yield SITE["find.no_status"].format(typed=_cut(typed["status"]))
    for name, day in (("from", since), ("to", until)):
        if typed[name] and day is None:
            yield SITE["find.no_day"].format(typed=_cut(typed[name]))
    if since and until and until < since:
        yield SITE["find.days_swapped"]


def _said(
    typed: Mapping[str, str], wanted: Wanted, playbook: Playbook, words: int
) -> Iterator[tuple[str, str]]:
    if wanted.words:
        said = SITE["find.quoted"].format(words=_cut(typed["words"]))
        yield SITE["find.words"], said
        if words > MOST:
            yield SITE["find.words"], SITE["find.first_words"].format(n=MOST)
    for name, known in (
        ("service", _services(playbook)),
        ("severity", _severities(playbook)),
        ("status", _statuses()),
    ):
        if typed[name]:
            yield SITE[name], known.get(typed[name], _cut(typed[name]))
    if wanted.since:
        yield SITE["find.from"], day_words(wanted.since, playbook.time_zone)
    if wanted.until:
        last = wanted.until - timedelta(hours=12)
        yield SITE["find.to"], day_words(last, playbook.time_zone)


def _cut(typed: str) -> str:
    return typed if len(typed) <= QUOTED else f"{typed[: QUOTED - 1]}…"


def _services(playbook: Playbook) -> Mapping[str, str]:
    named = {service.key: service.name for service in playbook.services}
    return {**named, UNSURE: SITE["unsure"]}


def _severities(playbook: Playbook) -> Mapping[str, str]:
    return {severity.key: severity.key for severity in playbook.severities}


def _statuses() -> Mapping[str, str]:
    return {key: STATUS_WORDS.get(key) or SITE["find.open"] for key in STATUSES}


def _choices(known: Mapping[str, str], chosen: str) -> tuple[Choice, ...]:
    there = known if not chosen or chosen in known else {**known, chosen: _cut(chosen)}
    return tuple(
        Choice(value=value, words=words, chosen=value == chosen) for value, words in there.items()
    )
