"""The record as people read it: its events in order, without what only machines care about.

Figures come from the same events: milestones, how long it took, which promised updates came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from firebell.domain import events as e
from firebell.domain.incident import Incident, Nudge, Person
from firebell.domain.refusals import Fact
from firebell.domain.timeline_actions import actions_said, is_said_otherwise, told_of_actions

LATE = timedelta(minutes=1)
"""A promise that is kept within a minute is kept."""

SILENT = (
    e.MessagePosted,
    e.MessageGone,
    e.GroupRead,
    e.NamesAwaited,
    e.ChannelNameTaken,
    e.UpdateReminded,
    e.TimePassed,
    e.StepsLate,
    e.TicketAsked,
    e.SeverityAsked,
    e.RecordAsked,
    e.ArchiveAsked,
    e.DataClockReminded,
    e.SimilarOver,
    e.PlaceKnown,
    e.PingRefused,
    e.ReviewWritten,
    e.ReviewNaming,
    e.ReviewCommented,
    e.ReviewAsked,
    e.ReviewReminded,
    e.ReviewNotMade,
)
"""What nobody who reads the record wants to know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that happened. `key` names the sentence; facts in `people` are ids; `token` is what
    it was done by, where a program did it for somebody."""

    at: datetime
    key: str
    by: Person | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    people: tuple[Person, ...] = ()
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An update that was promised; `kept` says whether one came in time, None if not due yet."""

    due: datetime
    kept: bool | None


def timeline(events: Sequence[e.Event]) -> tuple[Line, ...]:
    """The lines of the record, in order: as they were written, but for a note of what happened at
    another time, which stands there."""
    said = actions_said(events)
    told = [each for each in events if not isinstance(each, SILENT)]
    lines = [_line(event, said) for event in told if not is_said_otherwise(event, events)]
    placed: list[tuple[datetime, Line]] = []
    latest: datetime | None = None
    for line in lines:
        own = "written" in line.facts
        if not own:
            latest = line.at if latest is None else max(latest, line.at)
        placed.append((line.at if own or latest is None else latest, line))
    return tuple(line for _, line in sorted(placed, key=lambda each: each[0]))


def _line(event: e.Event, said: Mapping[str, str]) -> Line:
    key, facts, people = _told(event, said)
    at = event.happened if isinstance(event, e.Noted) and event.happened else event.at
    return Line(at=at, by=event.by, key=key, facts=facts, people=people, token=event.token)


def _told(
    event: e.Event, said: Mapping[str, str]
) -> tuple[str, Mapping[str, Fact], tuple[Person, ...]]:
    """The sentence's key, its facts, and the people in it."""
    match event:
        case e.Declared():
            return _told_of_raising(event)
        case e.Edited():
            return "edited", {"what": _edited(event)}, ()
        case e.RoleAsked():
            return "role_asked", {"role": event.role}, (event.person,)
        case e.RoleTaken():
            key = "charge_taken" if event.in_charge else "role_taken"
            return key, {"role": event.role}, (event.person,)
        case e.RoleDeclined():
            return "role_declined", {"role": event.role}, (event.person,)
        case e.RoleEmptied():
            return "role_emptied", {"role": event.role}, (event.before,)
        case e.AnswerMissed():
            return "answer_missed", {"role": event.role}, (event.person,)
        case e.HandoverOffered() | e.HandoverDeclined() | e.HandoverMissed():
            return _told_of_handover(event)
        case e.SeverityChanged():
            key = "severity_why" if event.why else "severity"
            facts = {"severity": event.severity, "before": event.before, "why": event.why}
            return key, facts, ()
        case e.SeverityConfirmed():
            return "severity_confirmed", {"severity": event.severity}, ()
        case e.StatusChanged():
            return "status", {"status": event.status.value}, ()
        case e.Updated():
            key = "no_change" if event.no_change else "updated"
            said = {"known": event.known, "doing": event.doing, "outside": event.outside}
            return key, {**said, "next": event.next_update, **_public(event)}, ()
        case _:
            return _told_rarely(event, said)


def _told_of_raising(event: e.Declared) -> tuple[str, Mapping[str, Fact], tuple[Person, ...]]:
    """With the address of the message that it was raised from."""
    facts = {"title": event.title, "severity": event.severity, "outside": event.outside}
    return (
        "recorded" if event.past else "declared",
        {**facts, "link": event.source.link if event.source else ""},
        (),
    )


def _told_of_alert(
    event: e.AlertJoined | e.AlertEnded,
) -> tuple[str, Mapping[str, Fact], tuple[Person, ...]]:
    """With the moment that the sender gives for its end."""
    facts: dict[str, Fact] = {"title": event.title, "sender": event.sender, "more": event.more}
    many = "_many" if event.more else ""
    if isinstance(event, e.AlertJoined):
        return f"alert_joined{many}", facts, ()
    return f"alert_ended{many}", {**facts, "over": event.ended}, ()


def _told_of_handover(
    event: e.HandoverOffered | e.HandoverDeclined | e.HandoverMissed,
) -> tuple[str, Mapping[str, Fact], tuple[Person, ...]]:
    match event:
        case e.HandoverOffered(line=line) if line:
            return "handover_offered_line", {"line": line}, (event.person,)
        case e.HandoverOffered():
            return "handover_offered", {}, (event.person,)
        case e.HandoverDeclined():
            return "handover_declined", {}, (event.person,)
        case _:
            return "handover_missed", {}, (event.person,)


def _told_of_process(
    event: e.FactorsTicked | e.SeverityKept | e.FieldAnswered | e.NeighbourTold | e.PlaybookChanged,
) -> tuple[str, Mapping[str, Fact], tuple[Person, ...]]:
    match event:
        case e.FactorsTicked(factors=()):
            return "factors_none", {}, ()
        case e.FactorsTicked():
            key = "factors_suggest" if event.suggests else "factors"
            return key, {"factors": "; ".join(event.factors), "severity": event.suggests}, ()
        case e.SeverityKept():
            facts = {"chosen": event.chosen, "severity": event.severity}
            return "severity_kept", {**facts, "service": event.service_name}, ()
        case e.FieldAnswered():
            said = event.text or event.day
            key = "answered" if said else "answered_people" if event.people else "answer_none"
            facts = {"question": event.question, "answer": event.text, "day": event.day}
            return key, facts, event.people
        case e.NeighbourTold():
            told = event.channel is not None or event.person is not None
            key = "neighbour_told" if told else "neighbour_would"
            return key, {"service": event.service_name}, ()
        case e.PlaybookChanged():
            return "playbook_changed", {"version": event.playbook_version}, ()


def _told_rarely(
    event: e.Event, said: Mapping[str, str]
) -> tuple[str, Mapping[str, Fact], tuple[Person, ...]]:
    match event:
        case (
            e.FactorsTicked()
            | e.SeverityKept()
            | e.FieldAnswered()
            | e.NeighbourTold()
            | e.PlaybookChanged()
        ):
            return _told_of_process(event)
        case (
            e.ActionAdded()
            | e.ActionChanged()
            | e.ActionFinished()
            | e.ActionRemoved()
            | e.ActionsLeft()
            | e.ActionsReminded()
            | e.TicketMade()
        ):
            return told_of_actions(event, said)
        case e.StepTicked():
            return ("step_done" if event.done else "step_undone"), {"step": event.words}, ()
        case e.Joined():
            return "joined", {}, ()
        case e.Nudged():
            key = "nudged_last" if event.nudge is Nudge.STOPPED else "nudged"
            return key, {}, ()
        case e.OngoingConfirmed():
            return "ongoing", {}, ()
        case e.Noted():
            return _note(event)
        case e.Redacted():
            return _removal(event)
        case e.NoteChanged():
            return (
                ("note_corrected", {"of": event.of}, ()) if event.of else ("note_changed", {}, ())
            )
        case e.Closed():
            return _told_of_ending(event)
        case e.TimesSaid():
            return _told_of_times(event)
        case e.DuplicateClosed():
            return "duplicate_closed", {"number": event.number}, ()
        case e.Reopened():
            key = "reopened_why" if event.why else "reopened"
            return key, {"why": event.why, **_public(event)}, ()
        case e.MadeReal():
            return "made_real", {}, ()
        case e.MovedToChannel():
            return ("moved_to_channel" if event.by else "thread_lost"), {}, ()
        case e.ChannelCreated():
            return "channel", {"name": event.name}, ()
        case e.ChannelAdopted():
            return "adopted", {"name": event.name}, ()
        case e.ChannelWaits():
            return "channel_waits", {}, ()
        case e.PeopleInvited():
            return "invited", {}, (*event.people, *event.refused)
        case e.NamesUnresolved():
            return "unresolved", {"names": ", ".join(event.names)}, ()
        case e.NamesFound():
            return "found", {"names": ", ".join(event.names)}, ()
        case e.MemberCame():
            return "came", {}, (event.person,)
        case e.MemberLeft():
            return "left", {}, (event.person,)
        case e.PrivacyChanged() | e.MadePrivate() | e.ChannelCleared() | e.ChannelPutAside():
            return _told_of_privacy(event)
        case e.ChannelArchived():
            return ("archived" if event.archived else "unarchived"), {}, ()
        case e.Expired():
            return "expired", {}, ()
        case e.Exported():
            return "exported", {}, ()
        case e.StakeholdersRead():
            return "stakeholders", {}, event.people
        case e.ToldOutside():
            key = "told_outside" if event.sure else "told_outside_unsure"
            return key, {"place": event.place}, ()
        case e.AlertJoined() | e.AlertEnded():
            return _told_of_alert(event)
        case e.PublicTold():
            return "public_told", _public(event), ()
        case e.PublicUpdatePublished():
            return "published", {"page": event.page_name, "link": event.published.link}, ()
        case e.Paged():
            return "paged", {"pages": ",".join(event.places)}, ()
        case e.PagesSettled():
            key = "pages_answered" if event.answered else "pages_over"
            return key, {"pages": ",".join(event.places)}, ()
        case e.ReviewBegun():
            return "review_begun", {}, ()
        case e.ReviewAssigned():
            return _told_of_writer(event)
        case e.ReviewSent():
            return ("review_sent" if event.readers else "review_sent_all"), {}, event.readers
        case e.ReviewPublished():
            return "review_published", {"version": event.version}, ()
        case e.EffectFailed():
            return "failed", {"what": event.what, "reason": event.reason}, ()
        case _:
            raise TypeError(f"{type(event).__name__} has no line in the record")


def _public(event: e.Telling) -> Mapping[str, Fact]:
    """Words that were marked for the public, with their title where it was the first."""
    return {"public": ": ".join(filter(None, [event.public_title, event.public]))}


def _note(event: e.Noted) -> tuple[str, Mapping[str, Fact], tuple[Person, ...]]:
    """What was typed says when it was written, where it is about another time."""
    author = event.author or (event.by if event.ts is None else None)
    facts: dict[str, Fact] = {"text": event.text, "author_name": event.author_name}
    facts["link"] = event.link
    if event.happened is not None:
        facts["written"] = event.at
    typed_later = event.ts is None and event.happened is not None
    return ("noted_later" if typed_later else "noted"), facts, (author,) if author else ()


def _told_of_ending(event: e.Closed) -> tuple[str, Mapping[str, Fact], tuple[Person, ...]]:
    if event.ended is not None:
        return _told_of_what_is_past(event, event.ended)
    facts = {
        "outcome": event.outcome.value,
        "summary": event.summary,
        "outside": event.outside,
        "other": event.duplicate_of,
        **_public(event),
    }
    key = "closed_how" if event.summary else "closed"
    return key, facts, (event.reviewer,) if event.reviewer else ()


def _told_of_what_is_past(
    event: e.Closed, ended: datetime
) -> tuple[str, Mapping[str, Fact], tuple[Person, ...]]:
    """All that its writer said of it."""
    times = {"start": event.affected_from, "end": event.working_since, "over": ended}
    key = "past_noticed" if event.noticed else "past"
    facts: dict[str, Fact] = {**times, "noticed": event.noticed, "summary": event.summary}
    return key, facts, ()


def _told_of_writer(
    event: e.ReviewAssigned,
) -> tuple[str, Mapping[str, Fact], tuple[Person, ...]]:
    if event.writer is None:
        return "review_unassigned", {}, ()
    key = "review_assigned" if event.due else "review_assigned_open"
    return key, {"due": event.due}, (event.writer,)


def _told_of_times(event: e.TimesSaid) -> tuple[str, Mapping[str, Fact], tuple[Person, ...]]:
    key = "times_said" if event.affected_from and event.working_since else "affected_said"
    if event.affected_from is None:
        key = "working_said"
    return key, {"start": event.affected_from, "end": event.working_since}, ()


def _removal(event: e.Redacted) -> tuple[str, Mapping[str, Fact], tuple[Person, ...]]:
    match event.how:
        case e.Removal.DELETED:
            return "note_deleted", {}, ()
        case e.Removal.UNMARKED:
            return "note_unmarked", {}, ()
        case _:
            return "redacted", {"part": event.part.value, "of": event.of}, ()


def _told_of_privacy(
    event: e.PrivacyChanged | e.MadePrivate | e.ChannelCleared | e.ChannelPutAside,
) -> tuple[str, Mapping[str, Fact], tuple[Person, ...]]:
    match event:
        case e.MadePrivate():
            key = "moved_line" if event.line else "moved"
            return key, _exposed(event.since, event.places, event.line), event.readers
        case e.ChannelCleared():
            key = "cleared_but" if event.left else "cleared"
            return ("cleared_late" if event.archived else key), {"left": event.left}, ()
        case e.ChannelPutAside():
            return "put_aside", {}, ()
        case e.PrivacyChanged(private=True, since=datetime() as since):
            return "made_private_since", _exposed(since, event.places), ()
        case _:
            return ("made_private" if event.private else "made_public"), {}, ()


def _exposed(since: datetime, places: Sequence[str], line: str = "") -> Mapping[str, Fact]:
    """Since when it could be read, and where; ids of channels with commas between."""
    return {"since": since, "places": ",".join(places), "line": line}


def _edited(event: e.Edited) -> str:
    """Which parts, as keys with commas between."""
    parts = {"title": event.title, "description": event.description, "service": event.service}
    return ",".join(part for part, value in parts.items() if value is not None)


def promises(events: Sequence[e.Event], now: datetime) -> tuple[Promise, ...]:
    """Each time that an update was promised for, and whether something was said by then."""
    found: list[Promise] = []
    due: datetime | None = None
    for event in events:
        match event:
            case e.Declared() | e.Reopened() | e.SeverityChanged() | e.MadeReal():
                due = event.next_update or due
            case e.Updated() | e.Closed():
                if due is not None:
                    found.append(Promise(due=due, kept=event.at <= due + LATE))
                due = event.next_update if isinstance(event, e.Updated) else None
            case _:
                pass
    if due is not None:
        found.append(Promise(due=due, kept=False if now > due + LATE else None))
    return tuple(found)


def lasted(incident: Incident) -> timedelta | None:
    """How long users were affected; None while they are, where nobody knows, and for what affected
    nobody."""
    marks = incident.milestones
    if marks.working_since is None:
        return None
    return max(marks.working_since - (marks.affected_from or marks.raised), timedelta())


def is_lasted_assumed(incident: Incident) -> bool:
    """Whether nobody has said it all: then how long it was is an assumption too."""
    marks = incident.milestones
    return marks.affected_from is None or bool(marks.assumed)
