"""What people press: buttons and menus, in messages, notices, forms and the Home."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from slack_sandbox import forms, payloads
from slack_sandbox.block_kit import flat, pressable
from slack_sandbox.entities import Channel, Json, Message, Person
from slack_sandbox.people.given import Impossible, body, origin
from slack_sandbox.people.reach import People

BUTTONS = ("button", "icon_button", "feedback_buttons")
"""Elements that carry a `value` of their own."""


class Pressing:
    """Whoever presses must see what they press."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.workspace = people.workspace

    async def click(self, request: web.Request) -> Json:
        """Presses a button or picks an option, in a message or a form."""
        person, given = self.people.person(request), await body(request)
        if given.get("view_id"):
            view = self.workspace.views.get(str(given["view_id"]))
            if view is None or view.user != person.id:
                raise Impossible("view_not_found")
            action = self._action(person, view.payload["blocks"], given)
            block, chosen = action["block_id"], action["action_id"]
            if block in view.state and chosen in view.state[block]:
                offered = self.workspace.suggested.get(person.id, [])
                forms.enter(view, block, given.get("value"), self.people.find, offered, chosen)
            payload = payloads.click_in_view(self.workspace, person, view, action)
        else:
            channel = self.people.place(person, given.get("channel"))
            target = self._pressed(person, channel, given.get("message_ts"))
            blocks = target["blocks"] if isinstance(target, dict) else target.blocks
            action = self._action(person, blocks, given)
            payload = payloads.click_in_message(
                self.workspace, person, channel, target, action, origin(request)
            )
        await self.people.ask("interactive", payload)
        return {}

    async def suggest(self, request: web.Request) -> Json:
        """Types into a menu whose options come from the app."""
        person, given = self.people.person(request), await body(request)
        asked = {key: str(given.get(key, "")) for key in ("action_id", "block_id", "value")}
        view = self.workspace.views.get(str(given.get("view_id", "")))
        channel = None if view else self.people.place(person, given.get("channel"))
        payload = payloads.suggestion(self.workspace, person, asked, view, channel)
        answer = await self.people.ask("interactive", payload) or {}
        groups = answer.get("option_groups") or []
        found = list(answer.get("options") or [])
        found += [one for group in groups for one in group.get("options") or []]
        self.workspace.suggested.setdefault(person.id, []).extend(found)
        return {"options": found}

    def _pressed(self, person: Person, channel: Channel, ts: Any) -> Message | Json:
        for one in self.workspace.ephemerals.get(person.id, []):
            if one["ts"] == ts:
                return one
        return self.people.message(channel, ts)

    def _action(self, person: Person, blocks: list[Json], given: Json) -> Json:
        """The element that is pressed, as the payload has it."""
        for block in flat(blocks):
            if given.get("block_id") not in (None, block.get("block_id")):
                continue
            for element in [piece for one in pressable(block) for piece in _pieces(one)]:
                if element.get("action_id") != given.get("action_id"):
                    continue
                if element["type"] == "workflow_button":
                    raise Impossible("workflows_not_run")
                wanted = given.get("value")
                if element["type"] in BUTTONS:
                    if wanted not in (None, element.get("value")):
                        continue
                    found = {key: element.get(key) for key in ("text", "value", "icon")}
                elif element["type"] == "overflow":
                    options = [o for o in element["options"] if o["value"] == wanted]
                    if not options:
                        raise Impossible("no_such_option")
                    found = {"selected_option": options[0]}
                else:
                    offered = self.workspace.suggested.get(person.id, [])
                    found = forms.entry(element, wanted, self.people.find, offered)
                found = {key: value for key, value in found.items() if value is not None}
                kind = {"type": element["type"], "action_id": element["action_id"]}
                return {**found, **kind, "block_id": block.get("block_id", "")}
        raise Impossible("no_such_element")


def _pieces(element: Json) -> list[Json]:
    """Feedback is two buttons under one `action_id`."""
    if element["type"] != "feedback_buttons":
        return [element]
    return [{**element[one], **element} for one in ("positive_button", "negative_button")]
