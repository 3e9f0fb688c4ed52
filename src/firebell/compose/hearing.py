"""What Firebell hears from Slack: events that are stored first, and what was missed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firebell.app.background import Work, every
from firebell.app.incoming import Incoming
from firebell.compose.base import Base
from firebell.slack.inbound import channel_state
from firebell.slack.inbound.backfill import Backfill
from firebell.slack.inbound.catching_up import Latecomers
from firebell.slack.inbound.channel_state import ChannelState
from firebell.slack.inbound.inbox import Inbox
from firebell.slack.inbound.message_notes import MessageNotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """`chores` are what is asked of Slack now and then, since not everything is heard."""

    inbox: Inbox
    backfill: Backfill
    incoming: Incoming
    chores: Sequence[Work]


def listening(base: Base) -> Hearing:
    """Whoever takes what Slack tells."""
    incidents, slack, accounts = base.incidents, base.slack, base.accounts
    notes = MessageNotes(slack, base.directory.as_read, base.directory.playbook)
    latecomers = Latecomers(incidents, slack, base.directory.playbook, base.clock.now)

    async def came(person: str, channel: str) -> None:
        await latecomers.came(await accounts.caller(person), channel)

    survive = base.wake.survive
    inbox = Inbox(base.store, incidents, slack, base.homes, accounts, notes, latecomers, base.wake)
    state = ChannelState(incidents, slack, base.roster, survive, came)
    backfill = Backfill(incidents, slack, state, accounts, notes, survive)
    return Hearing(
        inbox=inbox,
        backfill=backfill,
        incoming=Incoming(base.store, inbox.handle),
        chores=[
            backfill.read_back,
            every(channel_state.EVERY, state.compare_all, at_once=False),
        ],
    )
