"""What the world must hear, as data: one reaction an event, a file a subject.

`reactions(before, event, after, playbook)` is the only door. An event without a row here is on
the record and nothing else follows from it; `SILENT` names them, so that none is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from firebell.domain import events as e
from firebell.domain.effects import Effect, KeepPictures, Rank, Reaction, ShareRecord
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.domain.reactions import (
    actions,
    alerts,
    answering,
    closing,
    failing,
    handover,
    in_thread,
    making_private,
    members,
    paging,
    places,
    process,
    publishing,
    raising,
    redaction,
    review,
    roles,
    silence,
    stakeholders,
    telling,
    unresolved,
)
from firebell.domain.reactions.common import invite, show_card

Reactor = Callable[[Any, Any, Incident, Playbook], Iterable[Reaction]]


def _joined(
    before: Incident, event: e.Joined, after: Incident, playbook: Playbook
) -> Iterable[Reaction]:
    if after.channel is not None:
        yield from invite([event.by], "join")


def _noted(
    before: Incident, event: e.Noted, after: Incident, playbook: Playbook
) -> Iterable[Reaction]:
    if event.pictures:
        yield Effect(body=KeepPictures(), reaction="keep", target="pictures", rank=Rank.DECORATE)


def _record_asked(
    before: Incident, event: e.RecordAsked, after: Incident, playbook: Playbook
) -> Iterable[Reaction]:
    yield Effect(
        body=ShareRecord(channel=event.channel), reaction="share-record", target=event.channel
    )


def _similar_over(
    before: Incident, event: e.SimilarOver, after: Incident, playbook: Playbook
) -> Iterable[Reaction]:
    yield from show_card(after)


ROWS: dict[type[e.Event], Reactor] = {
    e.Declared: raising.declared,
    e.ChannelNameTaken: raising.channel_name_taken,
    e.ChannelCreated: raising.channel_created,
    e.ChannelAdopted: raising.channel_adopted,
    e.ChannelWaits: raising.channel_waits,
    e.PlaceKnown: places.place_known,
    e.PingRefused: places.ping_refused,
    e.GroupRead: raising.group_read,
    e.PeopleInvited: raising.people_invited,
    e.StakeholdersRead: stakeholders.stakeholders_read,
    e.ToldOutside: stakeholders.told_outside,
    e.PublicUpdatePublished: publishing.published,
    e.Paged: paging.paged,
    e.PagesSettled: paging.settled,
    e.MemberCame: members.member_came,
    e.MemberLeft: members.member_left,
    e.PrivacyChanged: making_private.privacy_changed,
    e.MadePrivate: making_private.made_private,
    e.ChannelPutAside: making_private.channel_put_aside,
    e.ChannelCleared: making_private.channel_cleared,
    e.DataClockReminded: making_private.data_clock_reminded,
    e.AlertJoined: alerts.joined,
    e.AlertEnded: alerts.ended,
    e.MessagePosted: raising.message_posted,
    e.MessageGone: raising.message_gone,
    e.NamesUnresolved: unresolved.names_unresolved,
    e.NamesAwaited: unresolved.names_awaited,
    e.NamesFound: unresolved.names_found,
    e.MadeReal: raising.made_real,
    e.MovedToChannel: in_thread.moved_to_channel,
    e.RoleAsked: roles.role_asked,
    e.RoleTaken: roles.role_taken,
    e.RoleDeclined: roles.role_declined,
    e.RoleEmptied: roles.role_emptied,
    e.AnswerMissed: roles.answer_missed,
    e.HandoverOffered: handover.offered,
    e.HandoverDeclined: handover.declined,
    e.HandoverMissed: handover.missed,
    e.Updated: telling.updated,
    e.StatusChanged: telling.status_changed,
    e.Edited: telling.edited,
    e.FactorsTicked: process.shown_on_card,
    e.SeverityKept: process.shown_on_card,
    e.FieldAnswered: process.shown_on_card,
    e.NeighbourTold: process.neighbour_told,
    e.SeverityChanged: telling.severity_changed,
    e.SeverityConfirmed: telling.severity_confirmed,
    e.SeverityAsked: telling.severity_asked,
    e.UpdateReminded: telling.update_reminded,
    e.TimePassed: telling.time_passed,
    e.StepsLate: telling.steps_late,
    e.ActionAdded: actions.added,
    e.ActionChanged: actions.changed,
    e.ActionFinished: actions.finished,
    e.ActionRemoved: actions.removed,
    e.ActionsReminded: actions.reminded,
    e.ActionsLeft: actions.left,
    e.TicketAsked: actions.ticket_asked,
    e.TicketMade: actions.ticket_made,
    e.Nudged: silence.nudged,
    e.StepTicked: telling.step_ticked,
    e.Joined: _joined,
    e.Noted: _noted,
    e.RecordAsked: _record_asked,
    e.Redacted: redaction.redacted,
    e.NoteChanged: redaction.note_changed,
    e.Closed: closing.closed,
    e.TimesSaid: closing.times_said,
    e.SimilarOver: _similar_over,
    e.Reopened: closing.reopened,
    e.ArchiveAsked: closing.archive_asked,
    e.EffectFailed: failing.effect_failed,
    e.ChannelArchived: failing.channel_archived,
    e.ReviewBegun: review.begun,
    e.ReviewAssigned: review.assigned,
    e.ReviewSent: review.sent,
    e.ReviewCommented: review.commented,
    e.ReviewPublished: review.published,
    e.ReviewAsked: review.asked,
    e.ReviewReminded: review.reminded,
    e.ReviewNotMade: review.not_made,
}

SILENT = (
    e.Expired,
    e.Exported,
    e.DuplicateClosed,
    e.OngoingConfirmed,
    e.PublicTold,
    e.PlaybookChanged,
    e.ReviewWritten,
    e.ReviewNaming,
)


def reactions(
    before: Incident | None, event: e.Event, after: Incident, playbook: Playbook
) -> list[Reaction]:
    """What the world must hear of this event, stakeholders last. A keep named twice is one, the
    first wins its loudness: it is the more particular one."""
    playbook = after.process(playbook)
    found: list[Reaction] = []
    kept: set[str] = set()
    row = () if isinstance(event, SILENT) else ROWS[type(event)](before, event, after, playbook)
    looked_after = [
        *silence.looked_after(before, event, after, playbook),
        *actions.reminded_next(before, event, after, playbook),
        *publishing.for_the_public(event, after, playbook),
    ]
    for reaction in (*row, *looked_after, *stakeholders.news(before, event, after, playbook)):
        if isinstance(reaction, Effect) and reaction.keep:
            if reaction.target in kept:
                continue
            kept.add(reaction.target)
        found.append(reaction)
    return [*found, *answering.answers(before, event, after)]
