"""An incident as a document that a person wants to keep, and as data that a program can read.

What people typed can't change the document's structure (`markdown.py`). JSON holds it unchanged,
with what a terminal would obey as an escape.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from types import MappingProxyType

from firebell.domain.events import Event, Noted, PeopleInvited, Picture
from firebell.domain.incident import Incident, Outcome
from firebell.domain.playbook import Playbook
from firebell.domain.review import comments, versions, written
from firebell.domain.team_fields import Answer
from firebell.domain.timeline import (
    Line,
    is_lasted_assumed,
    lasted,
    promises,
    timeline,
)
from firebell.words import export_actions
from firebell.words.catalogue import HEADINGS, LINES, PARTS, STATUSES
from firebell.words.markdown import block, heading, inline
from firebell.words.outcome import label, outcome_words
from firebell.words.record import (
    Names,
    as_data,
    beside,
    iso,
    listed,
    name,
    person_or_none,
    sentence,
)
from firebell.words.say import labelled
from firebell.words.times import date, day_words, duration, local

NO_PICTURES: Mapping[str, str] = MappingProxyType({})
MILESTONES = (
    *("affected_from", "raised", "first_answer", "first_update", "working_since", "closed"),
)
MILESTONES_OF_THE_PAST = ("affected_from", "noticed", "working_since", "closed", "raised")
OTHERWISE = {"raised": "recorded", "closed": "over"}
"""What two of them are called of what was over before it was raised."""
_STEERING = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""What a terminal obeys, or a reader does not see, and JSON does not escape by itself."""


def to_markdown(
    incident: Incident,
    events: Sequence[Event],
    names: Names,
    playbook: Playbook,
    now: datetime,
    pictures: Mapping[str, str] = NO_PICTURES,
) -> str:
    """An incident and its timeline as Markdown (CommonMark with tables). `pictures` are those that
    are kept, each with where it stands beside the document, if it does."""
    zone = playbook.time_zone
    parts = [f"# {incident.label} {heading(incident.title)}", ""]
    flags = (incident.private, "private"), (incident.drill, "drill"), (incident.past, "past")
    for flag, key in flags:
        if flag:
            parts += [f"> {HEADINGS[key]}", ""]
    parts += _section("facts", table(_facts(incident, names, playbook)))
    summary = incident.ending.summary if incident.ending else ""
    for key, typed in (("happened", incident.description), ("ended", summary)):
        if paragraph := block(typed):
            parts += _section(key, [paragraph])
    if incident.answers:
        parts += _section("answers", table(_answers(incident, names)))
    parts += _section("milestones", table(milestones(incident, zone)))
    parts += _section("people", [f"- {line}" for line in _people(incident, names, playbook)])
    if incident.steps:
        parts += _section("steps", list(_steps(incident, names, playbook)))
    if incident.actions:
        parts += _section("actions", list(export_actions.lines(incident, names, playbook)))
    promised = [promise for promise in promises(events, now) if promise.kept is not None]
    if promised:
        kept = sum(1 for promise in promised if promise.kept)
        words = HEADINGS["kept"].format(kept=kept, all=len(promised))
        parts += _section("promises", [words])
    parts += _section("timeline", list(_timeline(events, names, playbook)))
    shown = [_picture(picture, pictures) for picture in _kept(events, pictures)]
    shown += [_not_kept(picture) for picture in _pictures(events) if picture.file not in pictures]
    if shown:
        parts += _section("pictures", shown)
    return "\n".join(parts).rstrip() + "\n"


def to_json(
    incident: Incident,
    events: Sequence[Event],
    names: Names,
    playbook: Playbook,
    now: datetime,
    pictures: Mapping[str, str] = NO_PICTURES,
) -> str:
    """Stable keys; times in ISO 8601 with their offset; people by id and name."""
    marks = incident.milestones
    ending = incident.ending
    people = sorted(set(incident.people()))
    found = {
        "number": incident.number,
        "label": incident.number_label,
        "organisation": playbook.organisation,
        "title": incident.title,
        "description": incident.description,
        "service": incident.service_name or None,
        "severity": incident.severity,
        "severity_confirmed": incident.severity_confirmed,
        "status": incident.status.value,
        "outcome": ending.outcome.value if ending else None,
        "duplicate_of": ending.duplicate_of if ending else None,
        "summary": ending.summary if ending else None,
        "private": incident.private,
        "drill": incident.drill,
        "past": incident.past,
        "channel": incident.channel.name if incident.channel else None,
        "raised_by": as_data(incident.declarer, names),
        "in_charge": as_data(incident.in_charge, names),
        "closed_by": person_or_none(ending.by if ending else None, names),
        "reviewer": person_or_none(ending.reviewer if ending else None, names),
        "people": [as_data(person, names) for person in people],
        "roles": {
            role: {**as_data(held.person, names), "on_it": held.on_it}
            for role, held in incident.roles.items()
        },
        "status_page": _status_page(incident, playbook),
        "factors": list(incident.factors),
        "severity_suggested": incident.suggested or None,
        "answers": {
            key: {"question": answer.question, "answer": answer_words(answer, names)}
            for key, answer in incident.answers.items()
        },
        "playbook": {
            "version": incident.playbook_version or None,
            "since": iso(incident.playbook_since),
        },
        "milestones": {
            key: iso(getattr(marks, key))
            for key in (
                "affected_from",
                "noticed",
                "raised",
                "first_answer",
                "first_update",
                "working_since",
                "closed",
            )
        },
        "assumed": [time.value for time in marks.assumed],
        "affected_seconds": _seconds(incident),
        "affected_seconds_assumed": lasted(incident) is not None and is_lasted_assumed(incident),
        "steps": [
            {
                "words": step.words,
                "role": step.role,
                "due": iso(step.due),
                "done_by": person_or_none(step.ticked_by, names),
                "done_at": iso(step.ticked_at),
            }
            for step in incident.steps
        ],
        "actions": list(export_actions.rows(incident, names)),
        "updates_promised": [
            {"due": iso(promise.due), "kept": promise.kept} for promise in promises(events, now)
        ],
        "timeline": [
            {
                "at": iso(line.at),
                "what": line.key,
                "by": person_or_none(line.by, names),
                "words": sentence(line, names, playbook),
                **({"link": line.facts["link"]} if line.facts.get("link") else {}),
            }
            for line in timeline(events)
        ],
        "review": _reviewed(incident, events, names),
        "pictures": [
            {"file": pictures[picture.file] or None, "title": picture.title}
            for picture in _kept(events, pictures)
        ],
    }
    return _STEERING.sub(_code_point, json.dumps(found, ensure_ascii=False, indent=2)) + "\n"


def _reviewed(
    incident: Incident, events: Sequence[Event], names: Names
) -> dict[str, object] | None:
    """How far the review has come, its words as they are, each version as it was saved, and what
    was said about it."""
    review, ending = incident.review, incident.ending
    if review is None:
        return None
    return {
        "state": review.state.value,
        "version": review.version,
        "published_version": review.published,
        "published_at": iso(review.published_at),
        "due": iso(ending.review_due) if ending else None,
        "sections": written(events),
        "versions": [
            {
                "version": version,
                "at": iso(saved[0].at),
                "by": person_or_none(saved[0].by, names),
                "sections": {each.section: each.text for each in saved},
            }
            for version, saved in versions(events).items()
        ],
        "comments": [
            {
                "at": iso(each.at),
                "by": person_or_none(each.by, names),
                "section": each.section,
                "version": each.version,
                "text": each.text,
            }
            for each in comments(events)
        ],
    }


def capital(words: str) -> str:
    """As the beginning of a line."""
    return block(words[:1].upper() + words[1:])


def table(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Two columns without a heading of their own."""
    body = [f"| {inline(key)} | {value} |" for key, value in rows]
    return ["| | |", "| --- | --- |", *body]


def moment(at: datetime, zone: str) -> str:
    """`23 November 2026, 03:04 GMT`."""
    there = local(at, zone)
    return f"{date(at, zone)}, {there:%H:%M} {there.tzname()}"


def _status_page(incident: Incident, playbook: Playbook) -> dict[str, str | None] | None:
    """Where the public reads of it, and under which title; None where nothing is published."""
    there = incident.public
    if there is None:
        return None
    page = playbook.status_page(there.page)
    name = page.name if page else there.page
    return {"page": name, "title": there.title or None, "link": there.link or None}


def _section(key: str, lines: Sequence[str], between: str = "\n") -> list[str]:
    return [f"## {HEADINGS[key]}", "", between.join(lines), ""]


def _facts(incident: Incident, names: Names, playbook: Playbook) -> list[tuple[str, str]]:
    ending = incident.ending
    rows = [
        (HEADINGS["organisation"], inline(playbook.organisation)),
        (HEADINGS["status"], STATUSES[incident.status]),
    ]
    if ending:
        rows.append((HEADINGS["outcome"], outcome_words(ending.outcome, ending.duplicate_of)))
    rows += [
        (HEADINGS["service"], inline(incident.service_name or HEADINGS["not_sure"])),
        (playbook.severity_word.capitalize(), inline(incident.severity)),
        (
            HEADINGS["recorded_by" if incident.past else "raised_by"],
            inline(name(incident.declarer, names)),
        ),
        (HEADINGS["in_charge"], inline(name(incident.in_charge, names))),
    ]
    if ending:
        if not incident.past:
            rows.append((HEADINGS["closed_by"], inline(name(ending.by, names))))
        if ending.reviewer:
            rows.append((HEADINGS["reviewer"], _review(incident, names, playbook)))
    if incident.factors:
        rows.append((HEADINGS["factors"], inline("; ".join(incident.factors))))
    if incident.channel:
        rows.append((HEADINGS["channel"], inline(f"{incident.channel.name}")))
    elif incident.thread_message is not None and incident.thread_message.link:
        rows.append((HEADINGS["thread"], inline(incident.thread_message.link)))
    if incident.playbook_version:
        rows.append((HEADINGS["playbook"], inline(_version(incident, playbook.time_zone))))
    return [*rows, (HEADINGS["affected"], affected(incident))]


def _version(incident: Incident, zone: str) -> str:
    """The playbook that held for it last."""
    since = incident.playbook_since
    return HEADINGS["playbook_since"].format(
        version=incident.playbook_version, since=moment(since, zone) if since else ""
    )


def _answers(incident: Incident, names: Names) -> list[tuple[str, str]]:
    """The team's own questions, as they were put, with their answers."""
    return [
        (answer.question, inline(answer_words(answer, names)))
        for answer in incident.answers.values()
    ]


def answer_words(answer: Answer, names: Names) -> str:
    """An answer as people read it: words, names, or a day."""
    if answer.people:
        return listed([name(person, names) for person in answer.people])
    return day_words(answer.day) if answer.day else answer.text


def affected(incident: Incident) -> str:
    """How long users were; of what affected nobody, and of what another one tells of, just that."""
    ending, length = incident.ending, lasted(incident)
    if ending is not None and ending.outcome is Outcome.FALSE_ALARM:
        return HEADINGS["affected_nobody"]
    if ending is not None and ending.duplicate_of is not None:
        return HEADINGS["affected_there"].format(other=label(ending.duplicate_of))
    if length is None:
        return HEADINGS["affected_still"]
    words = duration(length)
    assumed = is_lasted_assumed(incident)
    return HEADINGS["affected_assumed"].format(length=words) if assumed else words


def _review(incident: Incident, names: Names, playbook: Playbook) -> str:
    ending = incident.ending
    assert ending is not None, "only a closed incident has a review"
    who = inline(name(ending.reviewer, names))
    if ending.review_due is None:
        return who
    due = date(ending.review_due, playbook.time_zone)
    return HEADINGS["reviewer_due"].format(who=who, day=due)


def milestones(incident: Incident, zone: str) -> list[tuple[str, str]]:
    """The moments that are known, each with whether somebody said it."""
    marks = incident.milestones
    keys = MILESTONES_OF_THE_PAST if incident.past else MILESTONES
    assumed = {time.value for time in marks.assumed}
    found = []
    for key in keys:
        if (at := getattr(marks, key)) is not None:
            when = moment(at, zone)
            words = HEADINGS["assumed"].format(when=when) if key in assumed else when
            heading_of = OTHERWISE.get(key, key) if incident.past else key
            found.append((HEADINGS[heading_of], words))
    return found


def _people(incident: Incident, names: Names, playbook: Playbook) -> Iterator[str]:
    yield f"{labelled(HEADINGS['declarer'])}{inline(name(incident.declarer, names))}"
    for role in playbook.roles:
        held = incident.roles.get(role.key)
        if held is None:
            yield f"{labelled(capital(role.name))}{HEADINGS['nobody']}"
            continue
        who = inline(name(held.person, names))
        words = who if held.on_it else HEADINGS["asked"].format(who=who)
        yield f"{labelled(capital(role.name))}{words}"
    with_part = {incident.declarer, *(held.person for held in incident.roles.values())}
    others = [name(person, names) for person in incident.members if person not in with_part]
    if others:
        yield f"{labelled(HEADINGS['joined'])}{listed([inline(words) for words in sorted(others)])}"


def _steps(incident: Incident, names: Names, playbook: Playbook) -> Iterator[str]:
    for step in incident.steps:
        role = labelled(inline(playbook.role(step.role).short)) if step.role else ""
        words = f"{role}{inline(step.words)}"
        if step.ticked_at is None:
            yield f"- [ ] {words}"
        else:
            at = beside(step.ticked_at, incident.milestones.raised, playbook.time_zone)
            yield f"- [x] {words} ({inline(name(step.ticked_by, names))}, {at})"


def _timeline(events: Sequence[Event], names: Names, playbook: Playbook) -> Iterator[str]:
    zone = playbook.time_zone
    lines = list(timeline(events))
    refused = [event for event in events if isinstance(event, PeopleInvited) and event.refused]
    for _, grouped in groupby(lines, key=lambda line: local(line.at, zone).date()):
        of_day = list(grouped)
        first = of_day[0].at
        yield f"### {date(first, zone)} ({local(first, zone).tzname()})"
        yield ""
        for line in of_day:
            for words in _words(line, refused, names, playbook):
                yield f"- {local(line.at, zone):%H:%M} {words}"
        yield ""


def _words(
    line: Line, refused: Sequence[PeopleInvited], names: Names, playbook: Playbook
) -> Iterator[str]:
    """A line; of invitations who came and who could not be added."""
    if line.key != "invited":
        yield sentence(line, names, playbook, inline) + _link(line)
        return
    event = next((event for event in refused if event.at == line.at), None)
    outside = set(event.refused) if event else set()
    inside = [inline(name(person, names)) for person in line.people if person not in outside]
    if inside:
        yield LINES["invited"].format(people=listed(inside))
    if outside:
        who = sorted(name(person, names) for person in outside)
        yield LINES["not_added"].format(people=listed([inline(words) for words in who]))


def _kept(events: Sequence[Event], pictures: Mapping[str, str]) -> Iterator[Picture]:
    """The pictures on the record that are kept."""
    return (picture for picture in _pictures(events) if picture.file in pictures)


def _pictures(events: Sequence[Event]) -> Iterator[Picture]:
    for event in events:
        if isinstance(event, Noted):
            yield from event.pictures


def _picture(picture: Picture, pictures: Mapping[str, str]) -> str:
    title, place = inline(picture.title), pictures[picture.file]
    return f"- ![{title}](<{place}>)" if place else f"- {title}"


def _not_kept(picture: Picture) -> str:
    return f"- {PARTS['picture_not_kept'].format(name=inline(picture.title))}"


def _link(line: Line) -> str:
    """Where it was said, for whoever may read it there."""
    address = str(line.facts.get("link") or "")
    return f" ([{PARTS['in_slack']}](<{address}>))" if address else ""


def _code_point(character: re.Match[str]) -> str:
    """As JSON writes what it would not show."""
    return f"\\u{ord(character[0]):04x}"


def _seconds(incident: Incident) -> int | None:
    length = lasted(incident)
    return None if length is None else int(length.total_seconds())
