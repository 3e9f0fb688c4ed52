"""What was said while nobody listened: open incidents' channels are read back when the bot starts
and whenever its line to Slack stands anew.

Everything here may be handled again without harm: what is known is no event.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from firebell.app.background import Survive
from firebell.app.errors import ChatError
from firebell.app.incidents import Incidents
from firebell.domain.commands import Command, ReportMessageGone, TakeRole
from firebell.domain.incident import CARD, THREAD, Incident, MessageRef
from firebell.domain.refusals import Refused
from firebell.slack.client.accounts import Accounts
from firebell.slack.client.gateway import ApiResponse, Gateway
from firebell.slack.inbound.channel_state import ChannelState
from firebell.slack.inbound.inbox import SPOKEN, joined_by_writing
from firebell.slack.inbound.message_notes import MessageNotes

log = logging.getLogger(__name__)


class Backfill:
    """`read_back` is one of the worker's chores; it does something when it is `due`."""

    def __init__(
        self,
        incidents: Incidents,
        slack: Gateway,
        state: ChannelState,
        accounts: Accounts,
        notes: MessageNotes,
        survive: Survive,
    ) -> None:
        self._incidents = incidents
        self._slack = slack
        self._state = state
        self._accounts = accounts
        self._notes = notes
        self._survive = survive
        self._due = False

    def due(self) -> None:
        """Nobody listened for a while, or it can't be told: read everything back."""
        self._due = True

    async def read_back(self) -> None:
        """Each open incident's channel, as far back as it was raised. None stops the others."""
        if not self._due:
            return
        self._due = False
        for incident in await self._incidents.all_open():
            await self._survive(partial(self._read_channel, incident))

    async def _read_channel(self, incident: Incident) -> None:
        try:
            if incident.thread_message is not None:
                await self._read_thread(incident, incident.thread_message)
            elif await self._state.compare(incident):
                messages = await _history(self._slack, incident)
                assert incident.channel is not None, "it was compared"
                own = incident.channel.id
                await self._look_for(incident, incident.messages.get(CARD), messages)
                await self._follow(incident, messages, own)
                for command in await _said(self._notes, incident, messages, own):
                    await self._give(incident, command)
        except ChatError as error:
            log.warning("A channel could not be read back (%s)", error.code)

    async def _read_thread(self, incident: Incident, above: MessageRef) -> None:
        """What was said in the thread where it lives, the newest first, as that of a channel."""
        messages = list(reversed(await self._notes.thread_at(above.channel, above.ts)))
        for ref in (above, incident.messages.get(THREAD)):
            await self._look_for(incident, ref, messages)
        await self._follow(incident, messages, above.channel)
        for command in await _said(self._notes, incident, messages, above.channel):
            await self._give(incident, command)

    async def _look_for(
        self, incident: Incident, lasting: MessageRef | None, messages: Sequence[ApiResponse]
    ) -> None:
        """Whether somebody deleted it."""
        there = [each["ts"] for each in messages if each.get("subtype") != "tombstone"]
        if lasting is None or lasting.ts in there:
            return
        report = ReportMessageGone(where=lasting.channel, channel=lasting.channel, ts=lasting.ts)
        await self._incidents.report(incident.id, report)

    async def _follow(
        self, incident: Incident, messages: Sequence[ApiResponse], where: str
    ) -> None:
        """What is on the record and was edited, deleted or unmarked in the meantime.

        What is not in the history is asked for by itself: it may be an answer in a thread.
        """
        found = {str(message["ts"]): message for message in messages if "subtype" not in message}
        for ts in await self._incidents.notes_of(incident, where):
            if ts in found:
                report = await self._notes.standing(found[ts], where)
            else:
                report = await self._notes.as_it_stands(where, ts)
            await self._incidents.report(incident.id, report)

    async def _give(self, incident: Incident, command: Command) -> None:
        assert command.by is not None, "a person did it"
        caller = await self._accounts.caller(command.by)
        try:
            await self._incidents.handle(incident.id, command, caller)
        except Refused as refused:
            log.info("What was read back changed nothing (%s)", refused.key)


async def _history(slack: Gateway, incident: Incident) -> Sequence[ApiResponse]:
    """What was said in its channel since it was raised, the newest first."""
    assert incident.channel is not None, "it was compared"
    since = incident.milestones.raised.timestamp()
    return await slack.pages(
        "conversations.history", "messages", channel=incident.channel.id, oldest=f"{since:.6f}"
    )


async def _said(
    notes: MessageNotes, incident: Incident, messages: Sequence[ApiResponse], channel: str
) -> list[Command]:
    """What people wrote and marked, as commands, in the order in which they wrote."""
    found: list[Command] = []
    for message in reversed(messages):
        found += _taken(incident, message, channel)
        by = notes.who_marked(message)
        if by is not None and message["ts"] not in incident.noted:
            found.append(await notes.marked(message, by, channel))
    return found


def _taken(incident: Incident, message: ApiResponse, channel: str) -> list[Command]:
    """Whoever was asked and has written since is on it."""
    if message.get("subtype") not in SPOKEN or message.get("bot_id"):
        return []
    user = str(message.get("user", ""))
    said_at = datetime.fromtimestamp(float(message["ts"]), UTC)
    taken = [
        TakeRole(by=user, where=channel, role=role)
        for role, held in incident.roles.items()
        if incident.is_open and held.person == user and not held.on_it and said_at > held.asked_at
    ]
    return [*joined_by_writing(incident, user, channel), *taken]
