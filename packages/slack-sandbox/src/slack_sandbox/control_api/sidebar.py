"""What people see: their channels, direct messages and notices."""

from __future__ import annotations

from aiohttp import web

from slack_sandbox.control_api.context import Context
from slack_sandbox.control_api.requests import Refused, read_body
from slack_sandbox.state.entities import Channel, Json, Message, Person

SAID = (None, "bot_message", "file_share", "me_message", "thread_broadcast")
"""Subtypes of what somebody says; that somebody joined or set the topic is no news."""


class SidebarHandlers:
    """Nothing that the person may not see."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.workspace = context.workspace

    async def notices(self, request: web.Request) -> Json:
        """What only this person sees: whispers, and what the app said directly."""
        person = self.context.person(request)
        found = list(self.workspace.ephemerals.get(person.id, []))
        for channel in self.workspace.channels.values():
            if channel.im == person.id:
                found += [_direct(channel, one) for one in channel.messages if one.bot_id]
        return {"notices": sorted(found, key=lambda one: one["ts"])}

    async def channels(self, request: web.Request) -> Json:
        """What this person sees."""
        person = self.context.person(request)
        found = [
            {
                "id": one.id,
                "name": one.name,
                "is_private": one.is_private,
                "is_archived": one.is_archived,
                "is_member": person.id in one.members,
                "last_ts": _news(one, person),
            }
            for one in self.workspace.channels.values()
            if not one.is_direct and person.sees(one)
        ]
        direct = next(
            (one for one in self.workspace.channels.values() if one.im == person.id), None
        )
        last = _news(direct, person) if direct else None
        groups = [
            {
                "id": one.id,
                "members": one.members,
                "last_ts": _news(one, person),
            }
            for one in self.workspace.channels.values()
            if one.mpim and person.id in one.members
        ]
        return {
            "channels": found,
            "groups": groups,
            "direct": direct.id if direct else None,
            "direct_last_ts": last,
        }

    async def open_direct(self, request: web.Request) -> Json:
        """The direct messages with others (`users`: ids or names), or with the app alone.

        The app sees only those that it is in.
        """
        person, body = self.context.actor(request), await read_body(request)
        wanted = body.get("users") or []
        if not isinstance(wanted, list):
            raise Refused("invalid_users")
        users = {self.context.user_id(str(one)) for one in wanted}
        if not users - {person.id}:
            raise Refused("users_list_not_supplied")
        if users - {person.id} == {self.workspace.app.bot_user}:
            return {"channel": self.workspace.direct_conversation(person.id).id}
        everyone = frozenset({*users, person.id})
        found = self.workspace.group_conversation(
            everyone
        ) or self.workspace.add_group_conversation(everyone)
        return {"channel": found.id}


def _news(channel: Channel, person: Person) -> str | None:
    """When somebody else last said something there."""
    said = (one for one in reversed(channel.messages) if one.subtype in SAID)
    return next((one.ts for one in said if one.user != person.id), None)


def _direct(channel: Channel, message: Message) -> Json:
    return {
        "kind": "direct",
        "channel": channel.id,
        "ts": message.ts,
        "text": message.text,
        "blocks": message.blocks,
        "files": message.files,
    }
