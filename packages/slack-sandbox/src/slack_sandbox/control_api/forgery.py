"""Payloads that Slack's client would never let anybody send, signed as Slack signs them.

So that a test can play whoever has an old button, a copied form, or no account any more. Nothing of
it happens in the workspace; what the app answers is the answer. `trigger_id` and response URL are
good: what the app opens or says by them lies before the person that the payload names.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from aiohttp import web

from slack_sandbox.block_kit import check_blocks
from slack_sandbox.control_api.clicks import ClickHandlers
from slack_sandbox.control_api.context import Context
from slack_sandbox.control_api.elements import find_element
from slack_sandbox.control_api.forms import fill_in
from slack_sandbox.control_api.requests import Refused, origin, read_body
from slack_sandbox.delivery import payloads
from slack_sandbox.delivery.dispatch import Undelivered
from slack_sandbox.state.entities import Channel, Json, Person, View
from slack_sandbox.state.form_state import State

KINDS = ("interactive", "slash_commands", "events_api")
Forged = tuple[str, Json]
"""Its kind, and the payload."""


class ForgeryHandlers:
    """Handlers that ask nobody whether they may; `{"do": …}` is looked up in `FORGERIES`."""

    def __init__(self, clicks: ClickHandlers) -> None:
        self.clicks = clicks
        self.context: Context = clicks.context
        self.workspace = clicks.workspace

    async def deliver(self, request: web.Request) -> Json:
        """Hands the app a `payload` of this `type`; an event on its own is put in its envelope."""
        body = await read_body(request)
        kind, payload = body.get("type"), body.get("payload")
        if kind not in KINDS:
            raise Refused("unknown_type")
        if not isinstance(payload, dict):
            raise Refused("invalid_payload")
        if kind == "events_api" and "event" not in payload:
            if not isinstance(payload.get("type"), str):
                raise Refused("invalid_payload")
            stamp = {"event_ts": self.workspace.clock.ts()}
            payload = payloads.event(self.workspace, {**stamp, **payload})
        return await self._send(kind, payload)

    async def forge(self, request: web.Request) -> Json:
        """What this person would send if nothing held them back; they may be deactivated."""
        person, body = self.context.person(request), await read_body(request)
        make = FORGERIES.get(str(body.get("do", "")))
        if make is None:
            raise Refused("unknown_deed")
        kind, payload = make(self, person, body, origin(request))
        return await self._send(kind, payload)

    async def _send(self, kind: str, payload: Json) -> Json:
        try:
            answer = await self.context.delivery.deliver(kind, payload, forged=True)
        except Undelivered as undelivered:
            raise Refused(undelivered.code) from undelivered
        return {"answer": answer}

    def command(self, person: Person, body: Json, here: str) -> Forged:
        """A command (`text`) in any `channel`."""
        command, _, text = str(body.get("text", "")).partition(" ")
        channel = self._channel(body)
        payload = payloads.slash_command(
            self.workspace, person, channel, command, text.strip(), here
        )
        return "slash_commands", payload

    def shortcut(self, person: Person, body: Json, here: str) -> Forged:
        """A shortcut (`callback_id`), of a message where one is named."""
        callback = str(body.get("callback_id", ""))
        if not body.get("message_ts"):
            return "interactive", payloads.shortcut(self.workspace, person, callback)
        channel = self._channel(body)
        message = self.context.message(channel, body["message_ts"])
        payload = payloads.message_shortcut(
            self.workspace, person, channel, message, callback, here
        )
        return "interactive", payload

    def press(self, person: Person, body: Json, here: str) -> Forged:
        """A press in a copied `view`, or in any message; of a button that may not be there."""
        if body.get("view"):
            view = self._view(person, body)
            action = _action(view.payload["blocks"], [], body)
            return "interactive", payloads.click_in_view(self.workspace, person, view, action)
        channel = self._channel(body)
        target = self._target(channel, body.get("message_ts"))
        action = _action(target.blocks, target.attachments, body)
        payload = payloads.click_in_message(
            self.workspace, person, channel, target, action, {}, here
        )
        return "interactive", payload

    def suggest(self, person: Person, body: Json, _: str) -> Forged:
        """What is typed (`value`) into a menu of a copied `view`, or of any message."""
        asked = {key: str(body.get(key, "")) for key in ("action_id", "block_id", "value")}
        if body.get("view"):
            view = self._view(person, body)
            payload = payloads.suggestion_in_view(self.workspace, person, view)
        else:
            channel = self._channel(body)
            target = self._target(channel, body.get("message_ts"))
            payload = payloads.suggestion_in_message(self.workspace, person, channel, target)
        return "interactive", {**payload, **asked}

    def submit(self, person: Person, body: Json, here: str) -> Forged:
        """A copied `view` sent off, with `values` filled in; what it holds may be changed."""
        view = self._view(person, body)
        fill_in(self.context, person, view, body)
        return "interactive", payloads.submission(self.workspace, person, view, here)

    def close(self, person: Person, body: Json, _: str) -> Forged:
        """A copied `view` put away."""
        view = self._view(person, body)
        return "interactive", payloads.view_closed(self.workspace, person, view, cleared=False)

    def _channel(self, body: Json) -> Channel:
        """Any channel, whether they see it or not."""
        found = self.workspace.channel(str(body.get("channel") or ""))
        if found is None:
            raise Refused("channel_not_found")
        return found

    def _target(self, channel: Channel, ts: Any) -> payloads.Target:
        """Any message, a notice that only somebody else sees, or one that never was."""
        for user, notices in self.workspace.ephemerals.items():
            if any(notice["ts"] == ts for notice in notices):
                return self.context.clickable(self.workspace.people[user], channel, ts)
        message = channel.message(str(ts))
        return payloads.Target(
            ts=str(ts),
            blocks=message.blocks if message else [],
            attachments=message.attachments if message else [],
            thread_ts=message.thread_ts if message else None,
            message=message,
        )

    def _view(self, person: Person, body: Json) -> View:
        """A view of this person's, made of a copy as a form's or Home's address shows it."""
        copied = copy.deepcopy(body["view"]) if isinstance(body.get("view"), dict) else {}
        kind = copied.setdefault("type", "modal")
        wrong = check_blocks(copied.get("blocks"), kind) if kind in ("modal", "home") else [kind]
        if wrong:
            raise Refused("invalid_view", messages=wrong)
        id = str(copied.get("id", "V0"))
        return View(
            id=id,
            user=person.id,
            payload=copied,
            hash=str(copied.get("hash", "")),
            root=str(copied.get("root_view_id", id)),
            previous=copied.get("previous_view_id"),
            state=_state(copied),
        )


def _state(copied: Json) -> State:
    """What is filled in where a copied view says so, field by field."""
    state = copied.get("state")
    values = state.get("values") if isinstance(state, dict) else None
    found = values if isinstance(values, dict) else {}
    fields = [field for fields in found.values() for field in _values(fields)]
    if any(not isinstance(field, dict) for field in fields):
        raise Refused("invalid_view", messages=["state.values is not by block and by action"])
    return found


def _values(fields: object) -> Iterable[object]:
    return fields.values() if isinstance(fields, dict) else (None,)


def _action(blocks: list[Json], attachments: list[Json], body: Json) -> Json:
    """The action of the element that is meant; of one that is nowhere, a button's.

    `action`: what it says besides, or instead.
    """
    asked = {key: str(body.get(key, "")) for key in ("action_id", "block_id")}
    found: Json = {"type": "button", **asked}
    try:
        pressed = find_element(blocks, attachments, body)
    except Refused:
        found["text"] = {"type": "plain_text", "text": "Press", "emoji": True}
    else:
        found |= {"type": pressed.element["type"], "block_id": pressed.block.get("block_id", "")}
        found |= {key: pressed.element[key] for key in ("text", "value") if key in pressed.element}
    if body.get("value") is not None:
        found["value"] = body["value"]
    more = body.get("action")
    return found | (more if isinstance(more, dict) else {})


FORGERIES: Mapping[str, Callable[[ForgeryHandlers, Person, Json, str], Forged]] = {
    "command": ForgeryHandlers.command,
    "shortcut": ForgeryHandlers.shortcut,
    "press": ForgeryHandlers.press,
    "suggest": ForgeryHandlers.suggest,
    "submit": ForgeryHandlers.submit,
    "close": ForgeryHandlers.close,
}
