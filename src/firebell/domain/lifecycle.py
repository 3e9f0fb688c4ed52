"""The table of moves. All moves live here; this file knows no Slack, no clock, no database.

An illegal move is a missing key. It becomes one refusal that names the status, the command and
what is possible now. What a person needs in order to ask for a move stands in the same row; reports
and what comes due need nothing. `docs/lifecycle.md` is drawn from this table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from firebell.domain import commands as c
from firebell.domain import events as e
from firebell.domain import paging
from firebell.domain.incident import OPEN, Incident, Status
from firebell.domain.moves import (
    actions,
    adopting,
    affected,
    alerts,
    answering,
    channel_waits,
    closing,
    correcting,
    declare,
    edits,
    factors,
    follow_ups,
    handover,
    in_thread,
    likeness,
    making_private,
    members,
    neighbouring,
    past,
    places,
    playbooks,
    publishing,
    record,
    redaction,
    reports,
    retention,
    review,
    roles,
    severity,
    silence,
    stakeholders,
    steps,
    team_fields,
    unresolved,
    updates,
)
from firebell.domain.permissions import Caller, Permission, may
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused

# Rules and changes are typed in their own files; the table pairs each with its command or event.
Rule = Callable[[Any, Any, datetime, Playbook], list[e.Event]]
Change = Callable[[Any, Any], Incident]
Standing = Status | None

NOTHING_YET: tuple[Standing, ...] = (None,)
CLOSED: tuple[Standing, ...] = (Status.CLOSED,)
ALWAYS: tuple[Standing, ...] = (*OPEN, Status.CLOSED)

ROWS: tuple[tuple[Iterable[Standing], type[c.Command], Permission | None, Rule], ...] = (
    (NOTHING_YET, c.Declare, Permission.RAISE, declare.declare),
    (NOTHING_YET, c.RecordPast, Permission.RAISE, past.record),
    (OPEN, c.Update, Permission.UPDATE, updates.update),
    (OPEN, c.ChangeSeverity, Permission.UPDATE, severity.change),
    (OPEN, c.TakeRole, Permission.TAKE_PART, roles.take),
    (OPEN, c.DeclineRole, Permission.ANSWER, roles.decline),
    (OPEN, c.AskSomeone, Permission.UPDATE, roles.ask),
    (OPEN, c.HandOver, Permission.UPDATE, handover.offer),
    (OPEN, c.TakeHandover, Permission.TAKE_PART, handover.accept),
    (OPEN, c.DeclineHandover, Permission.ANSWER, handover.decline),
    (OPEN, c.MakeReal, Permission.UPDATE, declare.make_real),
    (OPEN, c.MoveToChannel, Permission.TAKE_PART, in_thread.move),
    (ALWAYS, c.MakePrivate, Permission.UPDATE, making_private.make_private),
    (OPEN, c.Close, Permission.CLOSE, closing.close),
    (CLOSED, c.Close, Permission.CLOSE, closing.already_closed),
    (CLOSED, c.Reopen, Permission.CLOSE, closing.reopen),
    (OPEN, c.Reopen, Permission.CLOSE, closing.not_closed),
    (CLOSED, c.TellPublic, Permission.UPDATE, closing.tell_public),
    (ALWAYS, c.Edit, Permission.UPDATE, edits.edit),
    (ALWAYS, c.TickStep, Permission.TAKE_PART, steps.tick),
    (OPEN, c.TellNeighbour, Permission.UPDATE, neighbouring.tell),
    (OPEN, c.ConfirmOngoing, Permission.TAKE_PART, silence.confirm),
    (ALWAYS, c.Join, Permission.SEE, record.join),
    (ALWAYS, c.Note, Permission.TAKE_PART, record.note),
    (ALWAYS, c.NoteThread, Permission.TAKE_PART, record.note_thread),
    (ALWAYS, c.CorrectNote, Permission.TAKE_PART, correcting.correct),
    (ALWAYS, c.ShowRecord, Permission.SEE, record.show),
    (ALWAYS, c.Redact, Permission.REDACT, redaction.redact),
    (ALWAYS, c.AddAction, Permission.TAKE_PART, actions.add),
    (ALWAYS, c.ChangeAction, Permission.TAKE_PART, actions.change),
    (ALWAYS, c.FinishAction, Permission.TAKE_PART, actions.finish),
    (ALWAYS, c.RemoveAction, Permission.TAKE_PART, actions.remove),
    (ALWAYS, c.AskTicket, Permission.TAKE_PART, actions.ask_ticket),
    (CLOSED, c.StartReview, Permission.WRITE_REVIEW, review.start),
    (OPEN, c.StartReview, Permission.WRITE_REVIEW, review.not_over),
    (CLOSED, c.AssignReview, Permission.WRITE_REVIEW, review.assign),
    (OPEN, c.AssignReview, Permission.WRITE_REVIEW, review.not_over),
    (ALWAYS, c.SaveReview, Permission.WRITE_REVIEW, review.save),
    (CLOSED, c.SendForReview, Permission.WRITE_REVIEW, review.send),
    (OPEN, c.SendForReview, Permission.WRITE_REVIEW, review.not_over),
    (ALWAYS, c.CommentOnReview, Permission.SEE, review.comment),
    (CLOSED, c.PublishReview, Permission.PUBLISH_REVIEW, review.publish),
    (OPEN, c.PublishReview, Permission.PUBLISH_REVIEW, review.not_over),
    (ALWAYS, c.ShowReview, Permission.SEE, review.show),
    # What comes due. Where there is no row, it makes no sense any more.
    (OPEN, c.RemindOfUpdate, None, updates.remind),
    (OPEN, c.PassTime, None, updates.pass_time),
    (ALWAYS, c.RemindOfSteps, None, steps.remind),
    (ALWAYS, c.RemindOfActions, None, follow_ups.remind),
    (OPEN, c.LookIn, None, silence.look),
    (OPEN, c.ChaseAnswer, None, roles.chase),
    (OPEN, c.ChaseHandover, None, handover.chase),
    (OPEN, c.AskSeverity, None, severity.ask),
    (CLOSED, c.ArchiveDue, None, closing.archive),
    (CLOSED, c.Expire, None, retention.expire),
    (ALWAYS, c.RemindOfDataClock, None, making_private.remind),
    (CLOSED, c.RemindOfReview, None, review.remind),
    # Reports.
    (ALWAYS, c.ReportChannel, None, reports.channel),
    (ALWAYS, c.ReportNameTaken, None, reports.name_taken),
    (ALWAYS, c.ReportInvited, None, reports.invited),
    (ALWAYS, c.ReportGroup, None, reports.group),
    (OPEN, c.ReportNames, None, unresolved.asked_again),
    (ALWAYS, c.ReportStakeholders, None, stakeholders.read),
    (ALWAYS, c.ReportToldOutside, None, stakeholders.told),
    (ALWAYS, c.ReportPublished, None, publishing.published),
    (ALWAYS, c.ReportMessage, None, reports.message),
    (ALWAYS, c.ReportMessageGone, None, reports.message_gone),
    (ALWAYS, c.ReportFailure, None, reports.failure),
    (ALWAYS, c.ReportChannelWaits, None, channel_waits.waits),
    (ALWAYS, c.ReportPlace, None, places.known),
    (ALWAYS, c.ReportPingRefused, None, places.ping_refused),
    (ALWAYS, c.ReportArchived, None, reports.archived),
    (ALWAYS, c.ReportCleared, None, making_private.cleared),
    (ALWAYS, c.ReportDuplicate, None, likeness.duplicate),
    (ALWAYS, c.ReportSimilarOver, None, likeness.similar_over),
    (OPEN, c.ReportAlertJoined, None, alerts.joined),
    (OPEN, c.ReportAlertEnded, None, alerts.ended),
    (ALWAYS, c.ReportMember, None, members.came),
    (ALWAYS, c.ReportMemberLeft, None, members.left),
    (ALWAYS, c.ReportMembers, None, members.compared),
    (ALWAYS, c.ReportPrivacy, None, members.privacy),
    (ALWAYS, c.ReportExported, None, retention.export),
    (ALWAYS, c.ReportNote, None, redaction.follow),
    (ALWAYS, c.ReportPlaybook, None, playbooks.changed),
    (ALWAYS, c.ReportGone, None, follow_ups.gone),
    (ALWAYS, c.ReportTicket, None, actions.made),
    (ALWAYS, c.ReportTicketClosed, None, actions.closed_there),
    (ALWAYS, c.ReportReviewNotMade, None, review.not_made),
)

MOVES: dict[tuple[Standing, type[c.Command]], Rule] = {
    (standing, command): rule for standings, command, _, rule in ROWS for standing in standings
}

NEEDS: dict[type[c.Command], Permission] = {
    command: needs for _, command, needs, _ in ROWS if needs is not None
}
"""What a person needs for each command that people give."""

DUE = (
    c.RemindOfUpdate,
    c.PassTime,
    c.RemindOfSteps,
    c.RemindOfActions,
    c.LookIn,
    c.ChaseAnswer,
    c.ChaseHandover,
    c.AskSeverity,
    c.ArchiveDue,
    c.Expire,
    c.RemindOfDataClock,
    c.RemindOfReview,
)

CHANGES: dict[type[e.Event], Change] = {
    e.Declared: declare.declared,
    e.MadeReal: declare.made_real,
    e.MovedToChannel: in_thread.moved_to_channel,
    e.Edited: edits.edited,
    e.RoleAsked: roles.role_asked,
    e.RoleTaken: roles.role_taken,
    e.RoleDeclined: roles.role_declined,
    e.RoleEmptied: roles.role_emptied,
    e.AnswerMissed: roles.answer_missed,
    e.HandoverOffered: handover.offered,
    e.HandoverDeclined: handover.declined,
    e.NamesUnresolved: unresolved.names_unresolved,
    e.NamesAwaited: unresolved.names_awaited,
    e.NamesFound: unresolved.names_found,
    e.SeverityChanged: severity.severity_changed,
    e.SeverityConfirmed: severity.severity_confirmed,
    e.SeverityAsked: severity.severity_asked,
    e.FactorsTicked: factors.factors_ticked,
    e.SeverityKept: factors.severity_kept,
    e.FieldAnswered: team_fields.field_answered,
    e.NeighbourTold: neighbouring.told,
    e.PlaybookChanged: playbooks.playbook_changed,
    e.StatusChanged: updates.status_changed,
    e.Updated: updates.updated,
    e.UpdateReminded: updates.update_reminded,
    e.StepTicked: steps.step_ticked,
    e.StepsLate: steps.steps_late,
    e.ActionAdded: actions.action_added,
    e.ActionChanged: actions.action_changed,
    e.ActionFinished: actions.action_finished,
    e.ActionRemoved: actions.action_removed,
    e.ActionsReminded: follow_ups.reminded,
    e.ActionsLeft: follow_ups.actions_left,
    e.TicketAsked: actions.ticket_asked,
    e.TicketMade: actions.ticket_made,
    e.Joined: record.joined,
    e.Noted: record.noted,
    e.Redacted: redaction.redacted,
    e.MemberCame: members.member_came,
    e.MemberLeft: members.member_left,
    e.PrivacyChanged: members.privacy_changed,
    e.MadePrivate: making_private.made_private,
    e.ChannelPutAside: making_private.channel_put_aside,
    e.ChannelCleared: making_private.channel_cleared,
    e.DataClockReminded: making_private.clock_reminded,
    e.Closed: closing.closed,
    e.TimesSaid: affected.times_said,
    e.SimilarOver: likeness.without_similar,
    e.AlertJoined: alerts.unchanged,
    e.AlertEnded: alerts.unchanged,
    e.Reopened: closing.reopened,
    e.PublicTold: publishing.was_marked,
    e.ChannelCreated: reports.channel_created,
    e.ChannelAdopted: adopting.channel_adopted,
    e.ChannelNameTaken: reports.channel_name_taken,
    e.ChannelWaits: channel_waits.channel_waits,
    e.PlaceKnown: places.place_known,
    e.PingRefused: places.was_ping_refused,
    e.EffectFailed: reports.effect_failed,
    e.PeopleInvited: reports.people_invited,
    e.GroupRead: reports.group_read,
    e.StakeholdersRead: stakeholders.stakeholders_read,
    e.ToldOutside: stakeholders.told_outside,
    e.PublicUpdatePublished: publishing.was_published,
    e.Paged: paging.paged,
    e.PagesSettled: paging.settled,
    e.MessagePosted: reports.message_posted,
    e.MessageGone: reports.message_gone_from,
    e.ChannelArchived: reports.channel_archived,
    e.Expired: retention.expired,
    e.ReviewBegun: review.begun,
    e.ReviewAssigned: review.assigned,
    e.ReviewWritten: review.was_written,
    e.ReviewNaming: review.naming,
    e.ReviewCommented: review.was_commented,
    e.ReviewSent: review.sent,
    e.ReviewPublished: review.published,
    e.ReviewNotMade: review.was_not_made,
}

UNCHANGED = (
    e.HandoverMissed,
    e.TimePassed,
    e.Nudged,
    e.OngoingConfirmed,
    e.ArchiveAsked,
    e.RecordAsked,
    e.ReviewAsked,
    e.ReviewReminded,
    e.Exported,
    e.NoteChanged,
    e.DuplicateClosed,
)
"""Events that are on the record and change nothing but how long nobody was heard."""


NAMES_NOBODY = (
    e.Expired,
    e.Exported,
    e.ArchiveAsked,
    e.ChannelWaits,
    e.PlaceKnown,
    e.PlaybookChanged,
)
"""Events without a person or a text of somebody's in them."""


def permit(
    caller: Caller, command: c.Command, incident: Incident | None, playbook: Playbook
) -> None:
    """Raises Refused where this person may not ask for this of this incident."""
    assert command.by == caller.person, "whoever asks is asked for"
    may(caller, NEEDS[type(command)], incident, playbook)


def decide(
    incident: Incident | None, command: c.Command, now: datetime, playbook: Playbook
) -> Sequence[e.Event]:
    """What happens when this is asked now. Raises Refused; never for a report."""
    try:
        return _decide(incident, command, now, playbook)
    except Refused as refused:
        refused.of_drill = incident is not None and incident.drill
        raise


def _decide(
    incident: Incident | None, command: c.Command, now: datetime, playbook: Playbook
) -> Sequence[e.Event]:
    playbook = _process(incident, command, playbook)
    standing = incident.status if incident else None
    rule = MOVES.get((standing, type(command)))
    if rule is None:
        if isinstance(command, DUE):
            return []
        raise Refused(
            "not_possible",
            status=standing or "nothing",
            command=type(command).__name__,
            number=incident.number if incident else None,
        )
    before = incident
    answers = answering.answered(incident, command, now, playbook)
    for event in answers:
        incident = apply(incident, event)
    events = [*answers, *rule(incident, command, now, playbook)]
    return _by_token(command, [*events, *_follows(before, events, playbook)])


def _by_token(command: c.Command, events: list[e.Event]) -> list[e.Event]:
    """With the token that they were asked by; what Firebell does in consequence is its own."""
    if not command.token:
        return events
    return [replace(event, token=command.token) if event.by else event for event in events]


def _process(incident: Incident | None, command: c.Command, playbook: Playbook) -> Playbook:
    """What of the playbook concerns this one, or the one that is to be."""
    if incident is not None:
        return incident.process(playbook)
    return playbook.of(command.service) if isinstance(command, c.Declare) else playbook


def _follows(
    incident: Incident | None, events: Sequence[e.Event], playbook: Playbook
) -> list[e.Event]:
    """The steps that Firebell knows to be done by these events, what becomes of pages, and whether
    what lives in a thread goes on in a channel."""
    if not events:
        return []
    after = incident
    for event in events:
        after = apply(after, event)
    assert after is not None, "an event leaves an incident"
    done = steps.known_done(incident, after, events[-1], playbook)
    moved = in_thread.followed(after, events, playbook)
    return [*done, *paging.followed(after, events, playbook), *moved]


def waits_until(
    incident: Incident, command: c.Command, now: datetime, playbook: Playbook
) -> datetime:
    """When what has come due is carried out: now, or when its time really comes. What was put off
    needs no memory: it is asked again then."""
    playbook = incident.process(playbook)
    match command:
        case c.LookIn(watch=incident.watch.number) if incident.is_open:
            return max(now, silence.next_look(incident, playbook))
        case c.AskSeverity():
            at = severity.when_asked(incident, now, playbook)
            return playbook.when_reminded(at, incident.severity)
        case c.RemindOfActions(look=incident.actions_look):
            return max(now, follow_ups.earliest(incident, playbook) or now)
        case c.RemindOfUpdate() | c.RemindOfSteps() | c.ChaseAnswer():
            return playbook.when_reminded(now, incident.severity)
        case c.RemindOfReview() if not incident.expired:
            return playbook.working_time(now)
        case _:
            return now


def apply(incident: Incident | None, event: e.Event) -> Incident:
    """The incident as the event leaves it; None before it is for `Declared` alone.

    What happens to one that has expired brings a name or a text that is to go again.
    """
    if incident is not None and incident.expired and not isinstance(event, NAMES_NOBODY):
        incident = replace(incident, expired=False)
    if isinstance(event, UNCHANGED):
        assert incident is not None, "only Declared comes before everything"
        return silence.followed(incident, event)
    after = CHANGES[type(event)](incident, event)
    return silence.followed(follow_ups.followed(incident, after), event)


def possible(standing: Standing) -> list[str]:
    """The commands of people that have a row here, by name."""
    return [command.__name__ for at, command in MOVES if at == standing and command in NEEDS]
