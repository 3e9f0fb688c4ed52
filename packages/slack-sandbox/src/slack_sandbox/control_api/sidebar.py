"""What people see: their channels, direct messages and notices."""

from __future__ import annotations

from aiohttp import web

from slack_sandbox.control_api.context import Context
from slack_sandbox.control_api.requests import Refused, read_body
from slack_sandbox.state.entities import Channel, Json, Message, Person
from slack_sandbox.state.slack_connect import meet

SAID = (None, "bot_message", "file_share", "me_message", "thread_broadcast")
"""Subtypes of what somebody says; that somebody joined or set the topic is no news."""


class SidebarHandlers:
    """Handlers of what a person's sidebar shows; nothing that they may not see."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.workspace = context.workspace

    async def notices(self, request: web.Request) -> Json:
        """The ephemeral messages of this person, and what the app wrote to them directly."""
        person = self.context.person(request)
        found = list(self.workspace.ephemerals.get(person.id, []))
        for channel in self.workspace.channels.values():
            if channel.im == person.id:
                found += [
                    _direct(channel, message) for message in channel.messages if message.bot_id
                ]
        return {"notices": sorted(found, key=lambda notice: notice["ts"])}

    async def channels(self, request: web.Request) -> Json:
        """The channels and direct messages of this person, and when each last had news."""
        person = self.context.person(request)
        found = [
            {
                "id": channel.id,
                "name": channel.name,
                "is_private": channel.is_private,
                "is_archived": channel.is_archived,
                "connected_team_ids": list(channel.connected_teams),
                "is_member": person.id in channel.members,
                "last_ts": _news(channel, person),
            }
            for channel in self.workspace.channels.values()
            if not channel.is_direct and person.sees(channel)
        ]
        direct = next(
            (channel for channel in self.workspace.channels.values() if channel.im == person.id),
            None,
        )
        last = _news(direct, person) if direct else None
        groups = [
            {
                "id": channel.id,
                "members": channel.members,
                "last_ts": _news(channel, person),
            }
            for channel in self.workspace.channels.values()
            if channel.mpim and person.id in channel.members
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
        users = {self.context.user_id(str(name)) for name in wanted}
        if not users - {person.id}:
            raise Refused("users_list_not_supplied")
        if any(self._hidden(person, user) for user in users - {person.id}):
            raise Refused("user_not_visible")
        if users - {person.id} == {self.workspace.app.bot_user}:
            return {"channel": self.workspace.direct_conversation(person.id).id}
        everyone = frozenset({*users, person.id})
        found = self.workspace.group_conversation(
            everyone
        ) or self.workspace.add_group_conversation(everyone)
        return {"channel": found.id}

    def _hidden(self, person: Person, user: str) -> bool:
        """Guests and people of other workspaces reach, and are reached by, those with whom they
        share a channel.
        """
        apart = any(one.is_restricted or one.team for one in (person, self.workspace.people[user]))
        return apart and not meet(self.workspace, person.id, user)


def _news(channel: Channel, person: Person) -> str | None:
    """When somebody else last said something there."""
    said = (message for message in reversed(channel.messages) if message.subtype in SAID)
    return next((message.ts for message in said if message.user != person.id), None)


def _direct(channel: Channel, message: Message) -> Json:
    return {
        "kind": "direct",
        "channel": channel.id,
        "ts": message.ts,
        "text": message.text,
        "blocks": message.blocks,
        "files": message.files,
    }
