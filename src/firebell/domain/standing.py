"""How an incident stands, out of its record alone: what is known, what was tried, what is open.

For whoever takes over or comes late. Nothing is made up: each part is words that somebody gave,
under their name and with their time, or it is empty; what nobody has said is not filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from firebell.domain import events as e
from firebell.domain.actions import Action, still_open
from firebell.domain.events import Event, Words
from firebell.domain.incident import Incident, Person, StepState
from firebell.domain.typed_words import Record, removed

Removed = Mapping[tuple[str, Words], e.Redacted]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words of somebody's, and when; `step`: they are a line of the playbook that was done."""

    at: datetime
    by: Person | None
    words: str
    step: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`known` is of the last update, `reason` says why the severity changed last, `marked` what
    people put on the record, `doing` is being done, `tried` was done before, `handed` is the last
    line of a handover, `waiting` are steps that nobody has done. Lists go from early to late.
    `actions` are to be done still; of those that are steps too the steps say it."""

    known: Said | None = None
    reason: Said | None = None
    marked: tuple[Said, ...] = ()
    doing: Said | None = None
    tried: tuple[Said, ...] = ()
    handed: Said | None = None
    waiting: tuple[StepState, ...] = ()
    actions: tuple[Action, ...] = ()


def standing(incident: Incident, record: Record) -> Standing:
    """What the record says of it now. Words that were removed are passed over."""
    gone = removed(record)
    doings = list(_doings(record, gone))
    last = incident.last_update
    doing = doings[-1] if doings and last and last.doing and incident.is_open else None
    known = Said(at=last.at, by=last.by, words=last.known) if last else None
    tried = [*(doings[:-1] if doing else doings), *_done(incident)]
    return Standing(
        known=known,
        reason=_last(_reasons(record, gone)),
        marked=tuple(_marked(record, gone)),
        doing=doing,
        tried=tuple(sorted(tried, key=lambda said: said.at)),
        handed=_last(_handed(record, gone)),
        waiting=tuple(step for step in incident.steps if step.ticked_at is None),
        actions=tuple(each for each in still_open(incident.actions) if each.step is None),
    )


def _doings(record: Record, gone: Removed) -> Iterator[Said]:
    """Each thing that was being done, once, since when it was said first."""
    seen: dict[str, Said] = {}
    for id, event in record.items():
        if isinstance(event, e.Updated) and event.doing and (id, Words.UPDATE) not in gone:
            first = seen.get(event.doing)
            seen.pop(event.doing, None)
            seen[event.doing] = first or _said(event, event.doing)
    return iter(seen.values())


def _done(incident: Incident) -> Iterator[Said]:
    for step in incident.steps:
        if step.ticked_at is not None:
            yield Said(at=step.ticked_at, by=step.ticked_by, words=step.words, step=True)


def _reasons(record: Record, gone: Removed) -> Iterator[Said]:
    for id, event in record.items():
        if isinstance(event, e.SeverityChanged) and event.why and (id, Words.REASON) not in gone:
            yield _said(event, event.why)


def _marked(record: Record, gone: Removed) -> Iterator[Said]:
    for id, event in record.items():
        if isinstance(event, e.Noted) and event.text and (id, Words.NOTE) not in gone:
            yield Said(at=event.at, by=event.author or event.by, words=event.text)


def _handed(record: Record, gone: Removed) -> Iterator[Said]:
    for id, event in record.items():
        if isinstance(event, e.HandoverOffered) and event.line and (id, Words.HANDOVER) not in gone:
            yield _said(event, event.line)


def _said(event: Event, words: str) -> Said:
    return Said(at=event.at, by=event.by, words=words)


def _last(said: Iterable[Said]) -> Said | None:
    return next(reversed(list(said)), None)
