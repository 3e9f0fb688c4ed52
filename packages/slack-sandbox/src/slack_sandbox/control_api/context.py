"""Who acts, and what they can reach: people, channels, messages, files."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aiohttp import web

from slack_sandbox.control_api.requests import Impossible
from slack_sandbox.delivery.dispatch import Delivery, Undelivered
from slack_sandbox.delivery.payloads import Target
from slack_sandbox.state import messages
from slack_sandbox.state.element_values import BadEntry
from slack_sandbox.state.entities import Channel, Json, Message, Person
from slack_sandbox.state.files import share
from slack_sandbox.state.mrkdwn import markup
from slack_sandbox.state.rich_text import rich_text
from slack_sandbox.state.shapes.files import file_shape
from slack_sandbox.state.workspace import Workspace

MOST_FILES = 10
"""In one message (Slack's help on adding files)."""


class People:
    """The hands of everybody in the workspace."""

    def __init__(self, workspace: Workspace, delivery: Delivery) -> None:
        self.workspace = workspace
        self.delivery = delivery

    def person(self, request: web.Request) -> Person:
        """Whose hands these are."""
        found = self.workspace.person(request.match_info["user"])
        if found is None:
            raise Impossible("person_not_found")
        return found

    def actor(self, request: web.Request) -> Person:
        """The same, of somebody who does something: who is deactivated does nothing more."""
        found = self.person(request)
        if found.deleted:
            raise Impossible("account_inactive")
        return found

    def place(self, person: Person, given: Any) -> Channel:
        """A channel that this person can see, or their direct messages with the app."""
        found = self.workspace.channel(str(given or ""))
        if found is None and self.workspace.person(str(given or "")):
            target = self.workspace.person(str(given))
            if target and target.id == self.workspace.app.bot_user:
                found = self.workspace.direct(person.id)
        if found is None or not person.sees(found):
            raise Impossible("channel_not_found")
        self.workspace.looking[person.id] = found.id
        return found

    def writable(self, person: Person, channel: Channel) -> None:
        """Raises Impossible where this person can't write."""
        if channel.is_archived:
            raise Impossible("is_archived")
        if person.id not in channel.members:
            raise Impossible("not_in_channel")

    def message(self, channel: Channel, ts: Any) -> Message:
        """What was said then."""
        found = channel.message(str(ts))
        if found is None:
            raise Impossible("message_not_found")
        return found

    def pressable(self, person: Person, channel: Channel, ts: Any) -> Target:
        """What may hold buttons: a message, or a notice that only this person sees."""
        for one in self.workspace.ephemerals.get(person.id, []):
            if one["ts"] == ts and one["channel"] == channel.id:
                boxes, thread = one.get("attachments") or [], one.get("thread_ts")
                return Target(
                    ts=one["ts"], blocks=one["blocks"], attachments=boxes, thread_ts=thread
                )
        message = self.message(channel, ts)
        return Target(
            ts=message.ts,
            blocks=message.blocks,
            attachments=message.attachments,
            thread_ts=message.thread_ts,
            message=message,
        )

    def user_id(self, given: str) -> str:
        """A person's id from id, name or address."""
        found = self.workspace.person(given) or next(
            (one for one in self.workspace.people.values() if one.email == given), None
        )
        if found is None:
            raise BadEntry(f"There is no person {given!r}.")
        return found.id

    def write(self, channel: Channel, person: Person, text: str, **more: Any) -> Message:
        """Somebody's message, as Slack's client sends it."""
        said = markup(self.workspace, person, text)
        blocks = rich_text(said, self.workspace.secret()[:5])
        if "files" not in more:
            more["client_msg_id"] = str(UUID(self.workspace.secret()))
        return messages.post(self.workspace, channel, person.id, said, blocks=blocks, **more)

    def keep_file(self, person: Person, given: Json) -> Json:
        """What somebody uploads: `filename` and `content`, a text or bytes in base64."""
        content = _bytes(str(given.get("content", "")), given.get("encoding"))
        file: Json = {"id": self.workspace.new_id("F"), "user": person.id, "content": content}
        file |= {"name": str(given.get("filename") or "file.txt"), "size": len(content)}
        file |= {"created": int(self.workspace.clock.now()), "shared": True}
        self.workspace.files[file["id"]] = file
        return file

    def own_files(self, person: Person, given: Any) -> list[Json]:
        """Files that this person has uploaded, by their ids."""
        ids = given if isinstance(given, list) else [given] if given else []
        found = [self.workspace.files.get(one) for one in dict.fromkeys(map(str, ids))]
        if any(one is None or one["user"] != person.id for one in found):
            raise Impossible("file_not_found")
        if len(found) > MOST_FILES:
            raise Impossible("too_many_files")
        return [one for one in found if one is not None]

    def share_files(
        self,
        channel: Channel,
        person: Person,
        text: str,
        files: Sequence[Json],
        origin: str,
        **more: Any,
    ) -> Message:
        """Somebody's message with files in it, as Slack's client sends it."""
        shown = [file_shape(one, origin) for one in files]
        kind = {"subtype": "file_share", **more}
        message = self.write(channel, person, text, files=shown, **kind)
        for one in files:
            share(self.workspace, one, channel)
        return message

    async def ask(self, kind: str, payload: Json) -> Json | None:
        """Deliver to the app and wait."""
        try:
            return await self.delivery.ask(kind, payload)
        except Undelivered as undelivered:
            raise Impossible(undelivered.code) from undelivered

    async def tell(self, kind: str, payload: Json) -> None:
        """The same, where nobody minds if the app does not answer."""
        try:
            await self.delivery.ask(kind, payload)
        except Undelivered:
            return


def _bytes(content: str, encoding: Any) -> bytes:
    if encoding != "base64":
        return content.encode()
    try:
        return base64.b64decode(content, validate=True)
    except ValueError:
        raise Impossible("invalid_content") from None
