"""A review as its pages show it: what was typed, what the record says, who saved what, comments.

People who wrote, read and comment are called by their names here, whatever the document calls them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from markupsafe import Markup

from firebell.app.library import Told
from firebell.domain.events import ReviewCommented, ReviewPublished, ReviewWritten
from firebell.domain.incident import Incident, Person
from firebell.domain.mine import OwnReview, Part
from firebell.domain.pseudonyms import is_pseudonym
from firebell.domain.review import comments, versions, written
from firebell.web.site.cleaned import html
from firebell.web.site.present import Moment, moment
from firebell.words import document as d
from firebell.words.catalogue import REVIEW, SITE
from firebell.words.record import name
from firebell.words.review import document, state_words, title_of
from firebell.words.times import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A comment."""

    who: str
    at: Moment
    version: int
    text: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A section: what its writer typed, then what the record or the question says, as parts with
    the name of what they are; and what was said about it."""

    key: str
    title: str
    typed: Markup
    rest: tuple[tuple[str, d.Part], ...]
    comments: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """One version: who saved which sections, when."""

    version: int
    who: str
    by: Person
    at: Moment
    sections: tuple[str, ...]
    was_published: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The review as one page; `facts_here` are those that stand nowhere else on it."""

    title: str
    state: str
    writes: str
    notes: tuple[str, ...]
    facts: tuple[tuple[str, ...], ...]
    chapters: tuple[Chapter, ...]
    saved: tuple[Saved, ...]
    writers: tuple[str, ...]
    facts_here: tuple[tuple[str, ...], ...]
    comments: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What changed in a section: runs of lines, each with what became of it (`added`, `removed`, or
    `left`, of which only the number is said)."""

    title: str
    runs: tuple[tuple[str, tuple[str, ...]], ...]


def whole(told: Told, now: datetime, version: int | None = None) -> Whole:
    """As it stands, or as it stood in a version."""
    review = document(told.incident, told.events, told.names, told.playbook, now, version)
    chapters = tuple(
        Chapter(
            key=chapter.key,
            title=chapter.title,
            typed=html(chapter.typed),
            rest=tuple((type(part).__name__.lower(), part) for part in chapter.rest),
            comments=said_about(told, now, chapter.key),
        )
        for chapter in review.chapters
    )
    found = saved(told, now)
    known = {chapter.key for chapter in chapters}
    others = [each for each in comments(told.events) if each.section not in known]
    return Whole(
        title=review.title,
        state=state_words(told.incident.review, version),
        writes=_writes(told),
        notes=review.notes,
        facts=review.facts.rows,
        facts_here=tuple(row for row in review.facts.rows if row[0] not in _said_above()),
        chapters=chapters,
        saved=found,
        writers=tuple(dict.fromkeys(each.who for each in found)),
        comments=tuple(_said(each, told, now) for each in others),
    )


def _said_above() -> frozenset[str]:
    return frozenset({REVIEW["state"], REVIEW["writer"]})


def _writes(told: Told) -> str:
    """Who was named to write it, and by when; nothing once people were told of it."""
    ending, review = told.incident.ending, told.incident.review
    if ending is None or ending.reviewer is None or (review is not None and review.is_done):
        return ""
    who = name(ending.reviewer, told.names)
    if ending.review_due is None:
        return SITE["rev.writes"].format(who=who)
    day = date(ending.review_due, told.playbook.time_zone)
    return SITE["rev.writes_by"].format(who=who, day=day)


def said_about(told: Told, now: datetime, section: str) -> tuple[Said, ...]:
    """The comments on a section, the first one first."""
    found = (each for each in comments(told.events) if each.section == section)
    return tuple(_said(each, told, now) for each in found)


def _said(comment: ReviewCommented, told: Told, now: datetime) -> Said:
    return Said(
        who=name(comment.by, told.names),
        at=moment(comment.at, told.playbook, now),
        version=comment.version,
        text=html(comment.text),
    )


def saved(told: Told, now: datetime) -> tuple[Saved, ...]:
    """All versions, the newest first."""
    titles = titles_of(told)
    published = {event.version for event in told.events if isinstance(event, ReviewPublished)}
    return tuple(
        Saved(
            version=version,
            who=name(events[0].by, told.names),
            by=events[0].by,
            at=moment(events[0].at, told.playbook, now),
            sections=tuple(titles.get(each.section, each.section) for each in events),
            was_published=version in published,
        )
        for version, events in sorted(versions(told.events).items(), reverse=True)
    )


def titles_of(told: Told) -> Mapping[str, str]:
    """The sections of the template, in order, each with its heading."""
    sections = told.playbook.review_rules.sections
    return {each.key: title_of(each, told.playbook) for each in sections}


def since(told: Told, now: datetime, base: int, person: Person) -> tuple[Saved, ...]:
    """What others saved after this version, before the one that this person saved last."""
    found = saved(told, now)
    own = max((each.version for each in found if each.by == person), default=0)
    return tuple(each for each in found if base < each.version < own and each.by != person)


def changed(told: Told, first: int, last: int) -> tuple[Changed, ...]:
    """What reads otherwise in the second of two versions, by sections."""
    before, after = written(told.events, first), written(told.events, last)
    titles = titles_of(told)
    keys = dict.fromkeys([*titles, *before, *after])
    return tuple(
        Changed(
            title=titles.get(key, key),
            runs=tuple(runs(before.get(key, ""), after.get(key, ""))),
        )
        for key in keys
        if before.get(key, "") != after.get(key, "")
    )


def runs(before: str, after: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Lines that stayed, were removed, were added, in the order in which they stand."""
    old, new = (text.split("\n") if text else [] for text in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, a, b, c, d_ in matcher.get_opcodes():
        if what == "equal":
            yield "left", tuple(old[a:b])
            continue
        if b > a:
            yield "removed", tuple(old[a:b])
        if d_ > c:
            yield "added", tuple(new[c:d_])


def meanwhile(told: Told, base: int, sections: frozenset[str]) -> ReviewWritten | None:
    """What was saved last in these sections after this version."""
    found = [
        event
        for event in told.events
        if isinstance(event, ReviewWritten) and event.version > base and event.section in sections
    ]
    return found[-1] if found else None


def readers(told: Told, person: Person) -> tuple[tuple[Person, str], ...]:
    """Who can be asked to read it: people with a part in it, by their names."""
    incident = told.incident
    found = [
        (each, name(each, told.names))
        for each in _people(incident)
        if each != person and not is_pseudonym(each)
    ]
    return tuple(sorted(found, key=lambda each: each[1].casefold()))


def _people(incident: Incident) -> list[Person]:
    ending = incident.ending
    writer = [ending.reviewer] if ending and ending.reviewer else []
    everybody = dict.fromkeys([*incident.people(), *writer])
    return [each for each in everybody if not incident.private or incident.is_in(each)]


def mine(found: list[OwnReview], time_zone: str, now: datetime) -> tuple[dict[str, str], ...]:
    """Those of one person, as lines that lead to them."""
    words = {Part.WRITES: "writes", Part.READS: "reads", Part.AWAITS: "awaits"}
    lines = []
    for each in found:
        incident = each.incident
        key = "rev.mine_late" if each.is_late(now) else "rev.mine_due"
        due = SITE[key].format(day=date(each.due, time_zone)) if each.due else ""
        lines.append(
            {
                "address": f"/incidents/{incident.number}/review",
                "title": f"{incident.label} {incident.title}",
                "what": SITE[f"rev.mine_{words[each.part]}"],
                "due": due,
                "late": "late" if each.is_late(now) else "",
            }
        )
    return tuple(lines)
