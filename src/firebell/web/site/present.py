"""Incidents as the pages show them: words and moments, nothing that a template has to decide.

People are names, moments stand on the organisation's clock and carry what a machine reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from firebell.app.library import Told
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.domain.pseudonyms import ALERT
from firebell.domain.timeline import timeline
from firebell.words.catalogue import HEADINGS, SITE, STATUSES
from firebell.words.export import affected, answer_words, milestones
from firebell.words.outcome import outcome_words
from firebell.words.record import Names, name, sentence
from firebell.words.times import clock, date, local


@dataclass(frozen=True, slots=True)
class Moment:
    """`iso` for a machine, `words` for a person."""

    iso: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One incident in a list."""

    number: int
    label: str
    title: str
    severity: str
    status: str
    service: str
    in_charge: str
    raised: Moment
    promise: str
    late: bool
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the timeline, with where it was said for whoever may read it there."""

    at: Moment
    words: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The lines of one day."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """One incident by itself. `facts`, `times` and `people` are pairs of what it is and what it
    says; `steps` and `actions` say whether they are done."""

    row: Row
    summary: str
    description: str
    known: str
    facts: tuple[tuple[str, str], ...]
    times: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    steps: tuple[tuple[bool, str], ...]
    actions: tuple[tuple[bool, str], ...]
    days: tuple[Day, ...]


def moment(at: datetime, playbook: Playbook, now: datetime) -> Moment:
    """`03:04 GMT`, with the day where it is another one."""
    return Moment(local(at, playbook.time_zone).isoformat(), clock(at, playbook.time_zone, now))


def row(incident: Incident, names: Names, playbook: Playbook, now: datetime) -> Row:
    """It as a line of a list."""
    severity = incident.severity
    if not incident.severity_confirmed and incident.is_open:
        severity = SITE["unconfirmed"].format(severity=severity)
    ending = incident.ending
    status = (
        outcome_words(ending.outcome, ending.duplicate_of) if ending else STATUSES[incident.status]
    )
    due = incident.next_update if incident.is_open else None
    late = due is not None and due < now
    promise = SITE["no_promise"]
    if due is not None:
        words = SITE["promise_late" if late else "promise_by"]
        promise = words.format(when=clock(due, playbook.time_zone, now))
    return Row(
        number=incident.number,
        label=incident.label,
        title=incident.title,
        severity=severity,
        status=status,
        service=incident.service_name or SITE["unsure"],
        in_charge=_in_charge(incident, names),
        raised=moment(incident.milestones.raised, playbook, now),
        promise=promise,
        late=late,
        marks=tuple(SITE[key] for key in ("private", "drill") if getattr(incident, key)),
    )


def _in_charge(incident: Incident, names: Names) -> str:
    if incident.in_charge == ALERT:
        return SITE["in_charge_nobody"]
    who = name(incident.in_charge, names)
    held = {each.person for each in incident.roles.values() if each.on_it}
    if incident.is_open and incident.in_charge not in held:
        return SITE["until_taken"].format(who=who)
    return who


def rows(
    found: Sequence[Incident], names: Names, playbook: Playbook, now: datetime
) -> tuple[Row, ...]:
    """Those of a list, each in the words of the process that holds for it."""
    return tuple(row(each, names, each.process(playbook), now) for each in found)


def whole(told: Told, now: datetime) -> Whole:
    """All of one incident."""
    incident, names, playbook = told.incident, told.names, told.playbook
    ending = incident.ending
    return Whole(
        row=row(incident, names, playbook, now),
        summary=ending.summary if ending else "",
        description=incident.description,
        known=incident.last_update.known if incident.last_update else "",
        facts=tuple(_facts(incident, names)),
        times=tuple(milestones(incident, playbook.time_zone)),
        people=tuple(_people(incident, names, playbook)),
        steps=tuple(_steps(incident, playbook)),
        actions=tuple(_actions(incident, names, playbook)),
        days=tuple(_days(told)),
    )


def _facts(incident: Incident, names: Names) -> Iterator[tuple[str, str]]:
    yield HEADINGS["affected"], affected(incident)
    yield HEADINGS["raised_by"], name(incident.declarer, names)
    if incident.ending:
        yield HEADINGS["closed_by"], name(incident.ending.by, names)
        if incident.ending.reviewer:
            yield HEADINGS["reviewer"], name(incident.ending.reviewer, names)
    for answer in incident.answers.values():
        yield answer.question, answer_words(answer, names)


def _people(incident: Incident, names: Names, playbook: Playbook) -> Iterator[tuple[str, str]]:
    for role in playbook.roles:
        held = incident.roles.get(role.key)
        if held is None:
            yield role.name, HEADINGS["nobody"]
            continue
        who = name(held.person, names)
        yield role.name, who if held.on_it else HEADINGS["asked"].format(who=who)


def _steps(incident: Incident, playbook: Playbook) -> Iterator[tuple[bool, str]]:
    for step in incident.steps:
        role = f"{playbook.role(step.role).short}: " if step.role else ""
        yield step.ticked_at is not None, f"{role}{step.words}"


def _actions(incident: Incident, names: Names, playbook: Playbook) -> Iterator[tuple[bool, str]]:
    for action in incident.actions:
        who = name(action.owner, names) if action.owner else HEADINGS["action_nobody"]
        parts = [action.text or action.words, who]
        if action.due:
            day = date(action.due, playbook.time_zone)
            parts.append(HEADINGS["action_due"].format(when=day))
        yield not action.is_open, " · ".join(parts)


def _days(told: Told) -> Iterator[Day]:
    zone = told.playbook.time_zone
    for _, grouped in groupby(timeline(told.events), key=lambda line: local(line.at, zone).date()):
        lines = list(grouped)
        first = lines[0].at
        yield Day(
            title=f"{date(first, zone)} ({local(first, zone).tzname()})",
            entries=tuple(
                Entry(
                    at=Moment(local(line.at, zone).isoformat(), f"{local(line.at, zone):%H:%M}"),
                    words=sentence(line, told.names, told.playbook),
                    link=_safe(str(line.facts.get("link") or "")),
                )
                for line in lines
            ),
        )


def _safe(link: str) -> str:
    """An address of the web, or none: whatever else an event holds is no link (CWE-79)."""
    return link if link.startswith(("https://", "http://")) else ""
