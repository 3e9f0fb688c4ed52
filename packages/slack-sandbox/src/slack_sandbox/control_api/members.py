"""Who belongs to the workspace, over HTTP: people join, and what is known of them changes."""

from __future__ import annotations

import re
from dataclasses import replace

from aiohttp import web

from slack_sandbox.control_api.context import Context
from slack_sandbox.control_api.requests import Refused, read_body, read_number
from slack_sandbox.state import channels, guests
from slack_sandbox.state.entities import Json, Person
from slack_sandbox.state.shapes.people import do_not_disturb, person_shape
from slack_sandbox.state.slack_connect import team_named

TEXTS = ("real_name", "email", "status_text", "status_emoji")
FLAGS = ("deleted", "is_restricted", "is_ultra_restricted")
UNSTAMPED = ("team_join", "user_change")
"""Slack's have no `event_ts` of their own (recorded in java-slack-sdk's samples)."""


class MemberHandlers:
    """Handlers of who belongs to the workspace; they emit `team_join`, `user_change` …."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.workspace = context.workspace

    async def join(self, request: web.Request) -> Json:
        """Somebody new: a `name`, and what else a seed may say of a person.

        With `team` somebody of another workspace, who joins nothing here until they are invited.
        """
        body = await read_body(request)
        name = str(body.get("name", ""))
        if not re.fullmatch(r"[\w.-]{1,80}", name):
            raise Refused("invalid_name")
        if self.workspace.person(name):
            raise Refused("name_taken")
        person = Person(id=self.workspace.new_id("U"), name=name, real_name=name)
        person.email, person.is_bot = f"{name}@example.com", bool(body.get("is_bot"))
        if body.get("team"):
            person.team = team_named(self.workspace, str(body["team"]))
        self._set(person, body)
        self.workspace.people[person.id] = person
        if not person.team:
            self._tell("team_join", user=self._shape(person))
            self._into_general(person)
        self.workspace.changed()
        return {"person": person.brief()}

    async def change(self, request: web.Request) -> Json:
        """Another name or status, deactivated, a guest, silent (`dnd_until`, in Unix seconds).

        Who becomes a guest of a single channel is left in one: `channel`, else their first.
        """
        person, body = self.context.person(request), await read_body(request)
        kept = self._kept(person, body)
        before, status = self._shape(person), (person.status_text, person.status_emoji)
        self._set(person, body)
        if "dnd_until" in body:
            person.dnd_until = read_number(body, "dnd_until")
            silent = do_not_disturb(self.workspace, person)
            self._tell("dnd_updated_user", user=person.id, dnd_status=silent)
        now = self._shape(person)
        if now != before:
            self._tell("user_change", user=now)
        if person.deleted:
            channels.forget_member(self.workspace, person.id)
        if person.is_ultra_restricted:
            guests.keep_to_one(self.workspace, person, kept)
        if now["profile"] != before["profile"]:
            self._tell("user_profile_changed", user=now)
        if (person.status_text, person.status_emoji) != status:
            self._tell("user_status_changed", user=now)
        self.workspace.changed()
        return {"person": person.brief()}

    def _kept(self, person: Person, body: Json) -> str | None:
        """The channel that a guest of a single one is to keep, if one is named. Raises Refused."""
        if not body.get("channel"):
            return None
        found = self.workspace.channel(str(body["channel"]))
        if found is None or person.id not in found.members:
            raise Refused("not_in_channel")
        return found.id

    def _into_general(self, person: Person) -> None:
        """Where Slack puts everybody; bots and guests of a single channel are let in by hand."""
        general = next(
            (channel for channel in self.workspace.channels.values() if channel.is_general), None
        )
        elsewhere = person.is_bot or person.deleted or person.is_ultra_restricted
        if general is not None and not elsewhere:
            channels.join(self.workspace, general, person.id)

    def _set(self, person: Person, body: Json) -> None:
        before = replace(person)
        for key in TEXTS:
            if key in body:
                setattr(person, key, str(body[key] or ""))
        for key in FLAGS:
            if key in body:
                setattr(person, key, bool(body[key]))
        guests.agree(person, body)
        if person != before:
            person.updated = int(self.workspace.clock.now())

    def _tell(self, kind: str, **about: object) -> None:
        stamp = {} if kind in UNSTAMPED else {"event_ts": self.workspace.clock.ts()}
        self.workspace.emit({"type": kind, **about, **stamp})

    def _shape(self, person: Person) -> Json:
        scopes = self.workspace.app.scopes
        return person_shape(
            self.workspace, person, with_email=scopes is None or "users:read.email" in scopes
        )
