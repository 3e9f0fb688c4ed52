"""A review as a document in words, whatever it is written to: headings, tables, lists, questions.

Nothing in it is markup. Facts come from the record as it is now; people are called by their roles,
unless the writer chose their names. What somebody typed can't change the structure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from firebell.domain import events as e
from firebell.domain.events import Event
from firebell.domain.incident import Incident, Person, Review
from firebell.domain.playbook import Playbook
from firebell.domain.review import (
    Kept,
    decisions,
    promised_updates,
    roles_of,
    time_in_each_severity,
    written,
)
from firebell.domain.review_template import WITHOUT_A_QUESTION, Holds, Section
from firebell.domain.timeline import timeline
from firebell.words import export_actions
from firebell.words.catalogue import HEADINGS, REVIEW
from firebell.words.document import Bullets, Chapter, Document, Paragraph, Part, Question, Table
from firebell.words.export import affected, milestones, moment
from firebell.words.record import Names, name, people_in, sentence
from firebell.words.say import labelled
from firebell.words.times import date, duration, local
from firebell.words.typed_markdown import typed_parts

NOT_SHOWN = frozenset(
    {
        *("invited", "not_added", "came", "left", "unresolved", "found", "stakeholders"),
        *(
            "channel",
            "channel_waits",
            "moved_to_channel",
            "thread_lost",
            "archived",
            "unarchived",
            "failed",
            "exported",
        ),
        *("moved", "moved_line", "made_private_since", "cleared", "cleared_but", "cleared_late"),
        *("put_aside", "redacted", "note_deleted", "note_unmarked", "note_changed"),
        *("note_corrected", "expired", "review_begun", "review_assigned"),
        *("review_assigned_open", "review_unassigned", "review_sent", "review_sent_all"),
        "review_published",
    }
)
"""Lines of the record that tell nothing of what happened, or only who was where."""


def document(
    incident: Incident,
    events: Sequence[Event],
    names: Names,
    playbook: Playbook,
    now: datetime,
    version: int | None = None,
) -> Document:
    """The review up to this version of its words."""
    called = called_in(incident, events, names, playbook)
    texts = written(events, version)
    facts = _facts(incident, called, playbook, version)
    chapters = [
        Chapter(
            key=section.key,
            title=title_of(section, playbook),
            typed=texts.get(section.key, ""),
            own=tuple(typed_parts(texts.get(section.key, ""))),
            rest=tuple(_rest(section, texts, incident, events, called, playbook, now)),
        )
        for section in playbook.review_rules.sections
    ]
    flags = ((incident.private, "private"), (incident.drill, "drill"))
    return Document(
        title=REVIEW["title"].format(label=incident.label, title=incident.title),
        notes=tuple(REVIEW[key] for flag, key in flags if flag),
        facts=Table(("", ""), tuple((words, value) for _, words, value in facts)),
        chapters=tuple(chapters),
        fields={
            "label": incident.label,
            "number": str(incident.number),
            "title": incident.title,
            **{key: value for key, _, value in facts},
        },
    )


def title_of(section: Section, playbook: Playbook) -> str:
    """Its heading: the playbook's, else the language's for its key."""
    own = section.key.replace("_", " ").capitalize()
    usual = REVIEW.get(f"heading.{section.key}", own)
    return section.title or usual.format(severity_word=playbook.severity_word)


def question_of(section: Section) -> str:
    """What its writer is asked; nothing where the record knows all of it."""
    if section.ask or section.holds in WITHOUT_A_QUESTION:
        return section.ask
    return REVIEW.get(f"ask.{section.key}", REVIEW["ask.other"])


def suggestion(section: Section, incident: Incident) -> str:
    """What the form shows where nobody has written anything: what was said when it was closed."""
    if section.holds is not Holds.SUMMARY:
        return ""
    return (incident.ending.summary if incident.ending else "") or incident.description


def state_words(review: Review | None, version: int | None = None) -> str:
    """`Draft, version 2`."""
    if review is None or (not review.version and not review.is_done):
        return REVIEW["state.draft"]
    shown = review.version if version is None else version
    if review.published is not None and shown == review.published:
        key = review.state if review.is_done else "published"
        return REVIEW[f"state.{key}"].format(version=shown)
    if review.state == "in_review":
        return REVIEW["state.in_review"].format(version=shown)
    key = "state.draft_version" if review.published is None else "state.draft_after"
    return REVIEW[key].format(version=shown, published=review.published)


def called_in(
    incident: Incident, events: Sequence[Event], names: Names, playbook: Playbook
) -> Names:
    """What people are called in it."""
    if incident.review is not None and incident.review.names:
        return names
    roles = roles_of(incident, events)
    everybody = {*people_in(events), *incident.people()}
    called = dict.fromkeys(everybody, REVIEW["colleague"])
    called[incident.declarer] = REVIEW["declarer"]
    for person, role in roles.items():
        called[person] = REVIEW["role"].format(role=playbook.role(role).name)
    channels = {id: known for id, known in names.items() if known.startswith("#")}
    return {**channels, **called}


def _rest(
    section: Section,
    texts: Mapping[str, str],
    incident: Incident,
    events: Sequence[Event],
    called: Names,
    playbook: Playbook,
    now: datetime,
) -> Iterator[Part]:
    """The question to the writer, where nothing is written; then what the record knows."""
    own = texts.get(section.key, "")
    question = question_of(section)
    if question and not own:
        yield Question(REVIEW["question"].format(question=question))
    facts = list(_held(section.holds, incident, events, called, playbook, now))
    if section.holds is Holds.SUMMARY:
        if own or not (said := suggestion(section, incident)):
            return
        yield Paragraph(REVIEW["from_record"])
        yield from typed_parts(said)
        return
    yield from facts
    if not facts and not own and not question:
        yield Paragraph(REVIEW["nothing"])


def _held(
    holds: Holds,
    incident: Incident,
    events: Sequence[Event],
    called: Names,
    playbook: Playbook,
    now: datetime,
) -> Iterator[Part]:
    match holds:
        case Holds.IMPACT:
            rows = [*milestones(incident, playbook.time_zone)]
            yield Table(("", ""), (*rows, (HEADINGS["affected"], affected(incident))))
        case Holds.TIMELINE:
            yield from _timeline(events, called, playbook)
        case Holds.SEVERITIES:
            times = time_in_each_severity(events, now)
            rows = [(severity, duration(length)) for severity, length in times.items()]
            head = (playbook.severity_word.capitalize(), REVIEW["time_column"])
            yield Table(head, tuple(rows))
        case Holds.PROMISES:
            yield from _promises(events, playbook)
        case Holds.DECISIONS:
            yield from _decisions(events, called, playbook)
        case Holds.ACTIONS:
            yield from _actions(incident, called, playbook)
        case Holds.DOCUMENTS:
            yield from _documents(incident, playbook)
        case _:
            pass


def _timeline(events: Sequence[Event], called: Names, playbook: Playbook) -> Iterator[Part]:
    """A list for each day."""
    day = None
    items: list[str] = []
    for line in timeline(events):
        if line.key in NOT_SHOWN:
            continue
        there = local(line.at, playbook.time_zone)
        if there.date() != day:
            if items:
                yield Bullets(tuple(items))
            day, items = there.date(), []
            yield Paragraph(f"{date(line.at, playbook.time_zone)} ({there.tzname()})")
        items.append(f"{there:%H:%M} {_capital(sentence(line, called, playbook))}")
    if items:
        yield Bullets(tuple(items))


def _promises(events: Sequence[Event], playbook: Playbook) -> Iterator[Part]:
    found = promised_updates(events)
    if not found:
        return
    count = {kept: sum(1 for each in found if each.kept is kept) for kept in Kept}
    yield Paragraph(
        REVIEW["kept_in_all"].format(
            all=len(found),
            kept=count[Kept.IN_TIME],
            late=count[Kept.LATE],
            missed=count[Kept.MISSED],
        )
    )
    rows = [
        (
            moment(each.due, playbook.time_zone),
            REVIEW[each.kept].format(length=duration(each.by)),
        )
        for each in found
    ]
    yield Table((REVIEW["promise_column"], REVIEW["kept_column"]), tuple(rows))


def _decisions(events: Sequence[Event], called: Names, playbook: Playbook) -> Iterator[Part]:
    items = []
    for decision in decisions(events):
        (line,) = timeline([decision.event])
        there = local(decision.at, playbook.time_zone)
        items.append(f"{there:%H:%M} {_capital(sentence(line, called, playbook))}")
    if items:
        yield Bullets(tuple(items))


def _actions(incident: Incident, called: Names, playbook: Playbook) -> Iterator[Part]:
    """What was written down to be done, each with where it stands in a tracker; and the steps of
    the playbook that nobody ticked, unless one of the actions is the same."""
    items = []
    for action in incident.actions:
        words = export_actions.line(action, incident, called, playbook)
        ticket = action.ticket
        items.append(f"{words} {ticket.number}: {ticket.link}" if ticket else words)
    followed = {action.step for action in incident.actions}
    for step in incident.steps:
        if step.ticked_at is None and step.key not in followed:
            role = labelled(playbook.role(step.role).short) if step.role else ""
            items.append(REVIEW["step_open"].format(step=f"{role}{step.words}"))
    if items:
        yield Bullets(tuple(items))


def _documents(incident: Incident, playbook: Playbook) -> Iterator[Part]:
    items = [
        REVIEW["document"].format(title=each.title, url=each.url) for each in playbook.documents
    ]
    if incident.channel is not None:
        items.append(REVIEW["channel"].format(name=incident.channel.name))
    if items:
        yield Bullets(tuple(items))


def _facts(
    incident: Incident, called: Names, playbook: Playbook, version: int | None
) -> list[tuple[str, str, str]]:
    """Single facts: the key, what it is called, what it is."""
    ending = incident.ending
    writer = ending.reviewer if ending else None
    rows = [
        ("organisation", HEADINGS["organisation"], playbook.organisation),
        ("service", HEADINGS["service"], incident.service_name or HEADINGS["not_sure"]),
        ("severity", playbook.severity_word.capitalize(), incident.severity),
        ("raised", HEADINGS["raised"], moment(incident.milestones.raised, playbook.time_zone)),
    ]
    if ending is not None:
        closed = moment(ending.at, playbook.time_zone)
        rows.append(("closed", HEADINGS["closed"], closed))
    rows.append(("affected", HEADINGS["affected"], affected(incident)))
    rows.append(("state", REVIEW["state"], state_words(incident.review, version)))
    if writer is not None:
        rows.append(("writer", REVIEW["writer"], _capital(name(writer, called))))
    return rows


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def writer_of(incident: Incident) -> Person | None:
    """Who was named to write it."""
    return incident.ending.reviewer if incident.ending else None


def saved_by(events: Sequence[Event], version: int) -> Person | None:
    """Who wrote this version."""
    found = (
        each.by for each in events if isinstance(each, e.ReviewWritten) and each.version == version
    )
    return next(found, None)
