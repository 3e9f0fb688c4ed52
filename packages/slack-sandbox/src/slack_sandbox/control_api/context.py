"""Who acts, and what they can reach: people, channels, messages, files."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from slack_sandbox.control_api.requests import Refused
from slack_sandbox.delivery.dispatch import Delivery, Undelivered
from slack_sandbox.delivery.payloads import Target
from slack_sandbox.state.element_values import InvalidValue
from slack_sandbox.state.entities import Channel, Json, Message, Person
from slack_sandbox.state.slack_connect import is_stranger
from slack_sandbox.state.workspace import Workspace

MOST_FILES = 10
"""In one message (Slack's help on adding files)."""


class Context:
    """What every handler needs: who acts, what they can reach, and the way to the app."""

    def __init__(self, workspace: Workspace, delivery: Delivery) -> None:
        self.workspace = workspace
        self.delivery = delivery

    def person(self, request: web.Request) -> Person:
        """The person that the address names. Raises Refused."""
        found = self.workspace.person(request.match_info["user"])
        if found is None:
            raise Refused("person_not_found")
        return found

    def actor(self, request: web.Request) -> Person:
        """The same, of somebody who does something: who is deactivated does nothing more."""
        found = self.person(request)
        if found.deleted:
            raise Refused("account_inactive")
        return found

    def conversation(self, person: Person, name_or_id: Any) -> Channel:
        """A channel that this person can see, or their direct messages with the app."""
        found = self.workspace.channel(str(name_or_id or ""))
        if found is None and self.workspace.person(str(name_or_id or "")):
            target = self.workspace.person(str(name_or_id))
            hidden = is_stranger(self.workspace, person)
            if target and target.id == self.workspace.app.bot_user and not hidden:
                found = self.workspace.direct_conversation(person.id)
        if found is None or not person.sees(found):
            raise Refused("channel_not_found")
        self.workspace.current_channel[person.id] = found.id
        return found

    def writable(self, person: Person, channel: Channel) -> None:
        """Raises Refused where this person can't write in the channel."""
        if channel.is_archived:
            raise Refused("is_archived")
        if person.id not in channel.members:
            raise Refused("not_in_channel")

    def message(self, channel: Channel, ts: Any) -> Message:
        """The message with this time stamp. Raises Refused."""
        found = channel.message(str(ts))
        if found is None:
            raise Refused("message_not_found")
        return found

    def clickable(self, person: Person, channel: Channel, ts: Any) -> Target:
        """What may hold buttons: a message, or a notice that only this person sees."""
        for notice in self.workspace.ephemerals.get(person.id, []):
            if notice["ts"] == ts and notice["channel"] == channel.id:
                boxes, thread = notice.get("attachments") or [], notice.get("thread_ts")
                return Target(
                    ts=notice["ts"], blocks=notice["blocks"], attachments=boxes, thread_ts=thread
                )
        message = self.message(channel, ts)
        return Target(
            ts=message.ts,
            blocks=message.blocks,
            attachments=message.attachments,
            thread_ts=message.thread_ts,
            message=message,
        )

    def user_id(self, name_or_id: str) -> str:
        """A person's id from their id, name or e-mail address. Raises InvalidValue."""
        found = self.workspace.person(name_or_id) or next(
            (person for person in self.workspace.people.values() if person.email == name_or_id),
            None,
        )
        if found is None:
            raise InvalidValue(f"There is no person {name_or_id!r}.")
        return found.id

    async def deliver(self, kind: str, payload: Json) -> Json | None:
        """Sends a payload to the app and waits for its answer. Raises Refused."""
        try:
            return await self.delivery.deliver(kind, payload)
        except Undelivered as undelivered:
            raise Refused(undelivered.code) from undelivered

    async def notify(self, kind: str, payload: Json) -> None:
        """Sends a payload to the app; whether it acknowledges makes no difference."""
        try:
            await self.delivery.deliver(kind, payload)
        except Undelivered:
            return
