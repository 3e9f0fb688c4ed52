"""What asked for something shows its answer: which messages follow which event."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain import events as e
from firebell.domain.effects import (
    ABOUT_A_ROLE,
    WHILE_OPEN,
    ChannelMessage,
    DirectMessage,
    ShowAnswers,
)
from firebell.domain.incident import Incident


def answers(before: Incident | None, event: e.Event, after: Incident) -> Iterator[ShowAnswers]:
    """Nothing before there is a channel, or a thread: until then nobody was asked."""
    waits = after.tells and not after.private
    if before is None or (after.channel is None and not waits):
        return
    if before.handover is not None and before.handover != after.handover:
        yield ShowAnswers(of=frozenset({DirectMessage.HANDOVER}))
    if before.watch.nudges and not after.watch.nudges:
        yield ShowAnswers(of=frozenset({ChannelMessage.NUDGED, DirectMessage.NUDGED}))
    match event:
        case e.RoleAsked() | e.RoleTaken() | e.RoleDeclined() | e.RoleEmptied():
            yield ShowAnswers(of=ABOUT_A_ROLE, role=event.role)
        case e.PeopleInvited() | e.MemberLeft() if before.roles != after.roles:
            yield ShowAnswers(of=ABOUT_A_ROLE)
        case e.SeverityChanged() | e.SeverityConfirmed() if not before.severity_confirmed:
            yield ShowAnswers(of=frozenset({DirectMessage.SEVERITY_ASKED}))
        case e.Updated() if before.reminders:
            yield ShowAnswers(of=frozenset({DirectMessage.UPDATE_DUE}))
        case e.Closed():
            yield ShowAnswers(of=WHILE_OPEN)
        case e.Reopened():
            yield ShowAnswers(of=frozenset({ChannelMessage.CLOSED, DirectMessage.TIMES_ASKED}))
            # Whoever was asked before it was closed is asked still.
            yield ShowAnswers(of=frozenset({DirectMessage.ASK}), again=True)
        case e.TimesSaid():
            yield ShowAnswers(of=frozenset({DirectMessage.TIMES_ASKED}))
        case _:
            pass
