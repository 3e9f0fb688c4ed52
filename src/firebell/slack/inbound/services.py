"""What every listener works with: the use cases, Slack, the process, the time, and who may see."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from firebell.app.incidents import Handled, Incidents
from firebell.app.ports import Roster
from firebell.domain.alerts import AlertGroup
from firebell.domain.commands import Command
from firebell.domain.incident import Incident, thread_key
from firebell.domain.permissions import Caller
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused
from firebell.slack.client.called import Called
from firebell.slack.client.gateway import Gateway
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.message_notes import AsRead, MessageNotes
from firebell.slack.views.home.publisher import HomePublisher
from firebell.words.say import refusal
from firebell.words.text import Mention, Text, Value
from firebell.words.times import clock

_LABEL = re.compile(r"(?:inc[- ]?|#)?(\d{1,9})\b[:,]?\s*", re.IGNORECASE)


async def _no_alert(_: str) -> AlertGroup | None:
    """Where there are no alerts."""
    return None


async def _nothing_to_ask(_: str) -> None:
    """Where there is no tracker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """`new_key` makes what recognises a form that is sent twice; `who` knows whoever asks, by
    their id and the workspace that the payload says they belong to; `called` finds whom a typed
    name means; `roster` says who is in a channel; `met` takes note of what a channel is called;
    `look_at_tickets` asks the tracker how those of an incident stand; `homes` publishes people's
    Homes; `alert` finds a group of alerts by its opaque id."""

    incidents: Incidents
    slack: Gateway
    process: Callable[[], Playbook]
    now: Callable[[], datetime]
    new_key: Callable[[], str]
    as_read: AsRead
    called: Callable[[str], Called]
    who: Callable[[str, str | None], Awaitable[Caller]]
    roster: Roster
    homes: HomePublisher
    met: Callable[[str, str], None] = lambda _, __: None
    look_at_tickets: Callable[[str], Awaitable[None]] = _nothing_to_ask
    alert: Callable[[str], Awaitable[AlertGroup | None]] = _no_alert

    @property
    def playbook(self) -> Playbook:
        """The process as it is now."""
        return self.process()

    def process_of(self, incident: Incident) -> Playbook:
        """What of it concerns this incident."""
        return incident.process(self.playbook)

    @property
    def notes(self) -> MessageNotes:
        """Messages on their way to the record."""
        return MessageNotes(self.slack, self.as_read, self.process)

    async def caller(self, interaction: Interaction) -> Caller:
        """Who asks."""
        return await self.who(interaction.user, interaction.team)

    async def here(self, interaction: Interaction) -> Incident | None:
        """The incident whose own channel this is, or in whose thread the message stands that it is
        about, for whoever may see it."""
        if interaction.channel is None:
            return None
        channel, caller = interaction.channel, await self.caller(interaction)
        found = await self.incidents.by_channel(channel, caller)
        first = interaction.message.get("thread_ts") or interaction.message.get("ts")
        if found is not None or first is None:
            return found
        return await self.incidents.by_channel(thread_key(channel, str(first)), caller)

    async def in_a_thread_here(self, interaction: Interaction) -> Incident | None:
        """The only open incident that lives in a thread of this channel, for whoever may see it:
        Slack does not say in which thread a command was typed."""
        opened = await self.incidents.open_for(await self.caller(interaction))
        here = [each for each in opened if each.home and each.home == interaction.channel]
        return here[0] if len(here) == 1 else None

    async def numbered(self, number: int, interaction: Interaction) -> Incident | None:
        """By what people call it, for whoever may see it."""
        return await self.incidents.by_number(number, await self.caller(interaction))

    async def by_id(self, interaction: Interaction) -> Incident:
        """By the opaque id that a button or a form carries. Raises Refused."""
        return await self.incidents.by_id(interaction.incident, await self.caller(interaction))

    async def handle(
        self, interaction: Interaction, incident: str, command: Command, key: str | None = None
    ) -> Handled:
        """Carry out what this person asks for. Raises Refused."""
        caller = await self.caller(interaction)
        return await self.incidents.handle(incident, command, caller, key)

    def when(self, at: datetime, incident: Incident | None = None) -> str:
        """A moment on the clock of this incident's people, else on the organisation's."""
        process = self.process_of(incident) if incident else self.playbook
        return clock(at, process.time_zone, self.now())

    def refusal(self, refused: Refused) -> Text:
        """Why it can't be done, with people and times as people say them."""
        facts: dict[str, Value] = {}
        for key, fact in refused.facts.items():
            if isinstance(fact, datetime):
                facts[key] = self.when(fact)
            elif key == "by" and isinstance(fact, str):
                facts[key] = Mention(fact)
            elif key == "role" and isinstance(fact, str):
                facts[key] = self.playbook.role(fact).name
        return refusal(refused, **facts)


def label_and_rest(text: str) -> tuple[int | None, str]:
    """`INC-42 undone` as 42 and the words behind it; no number where there is none."""
    match = _LABEL.match(text)
    if match is None or not (match[0][:1].isalpha() or match[0][0] == "#"):
        return None, text
    return int(match[1]), text[match.end() :]
