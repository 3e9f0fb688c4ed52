"""Who acts, and what they can reach: people, channels, messages, files (DESIGN.md, the sandbox)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from aiohttp import web

from slack_sandbox import forms
from slack_sandbox.delivery import Delivery, Undelivered
from slack_sandbox.entities import Channel, Json, Message, Person
from slack_sandbox.methods.files import shape as file_shape
from slack_sandbox.people.given import Impossible
from slack_sandbox.typed import markup, rich_text
from slack_sandbox.workspace import Workspace


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

    def place(self, person: Person, given: Any) -> Channel:
        """A channel that this person can see, or their direct messages with the app."""
        found = self.workspace.channel(str(given or ""))
        if found is None and self.workspace.person(str(given or "")):
            target = self.workspace.person(str(given))
            if target and target.id == self.workspace.app.bot_user:
                found = self.workspace.direct(person.id)
        if found is None or (found.is_private and person.id not in found.members):
            raise Impossible("channel_not_found")
        return found

    def message(self, channel: Channel, ts: Any) -> Message:
        """What was said then."""
        found = channel.message(str(ts))
        if found is None:
            raise Impossible("message_not_found")
        return found

    def user_id(self, given: str) -> str:
        """A person's id from id, name or address."""
        found = self.workspace.person(given) or next(
            (one for one in self.workspace.people.values() if one.email == given), None
        )
        if found is None:
            raise forms.BadEntry(f"There is no person {given!r}.")
        return found.id

    def find(self, kind: str, given: str) -> Any:
        """What a person named in a form: somebody, a channel, or a file that they uploaded."""
        if kind == "user":
            return self.user_id(given)
        if kind == "channel":
            channel = self.workspace.channel(given)
            if channel is None:
                raise forms.BadEntry(f"There is no channel {given!r}.")
            return channel.id
        file = self.workspace.files.get(given)
        if file is None:
            raise forms.BadEntry(f"There is no file {given!r}.")
        return file_shape(file, "")

    def write(self, channel: Channel, person: Person, text: str, **more: Any) -> Message:
        """Somebody's message, as Slack's client sends it."""
        said = markup(self.workspace, text)
        blocks = rich_text(said, self.workspace.secret()[:5])
        if "files" not in more:
            more["client_msg_id"] = str(UUID(self.workspace.secret()))
        return self.workspace.post(channel, person.id, said, blocks=blocks, **more)

    def keep_file(self, person: Person, given: Json) -> Json:
        """What somebody uploads: `filename` and `content`, a text."""
        content = str(given.get("content", "")).encode()
        file: Json = {"id": self.workspace.new_id("F"), "user": person.id, "content": content}
        file |= {"name": str(given.get("filename", "file.txt")), "size": len(content)}
        file |= {"created": int(self.workspace.clock.now()), "shared": True}
        self.workspace.files[file["id"]] = file
        return file

    async def ask(self, kind: str, payload: Json) -> Json | None:
        """Deliver to the app and wait."""
        try:
            return await self.delivery.ask(kind, payload)
        except Undelivered as undelivered:
            raise Impossible(undelivered.code) from undelivered
