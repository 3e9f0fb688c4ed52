"""What people type into a menu whose options come from the app."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from slack_sandbox.block_kit import check_blocks, complete
from slack_sandbox.control_api.clicks import Pressing
from slack_sandbox.control_api.elements import Part, part
from slack_sandbox.control_api.requests import Impossible, body
from slack_sandbox.delivery import payloads
from slack_sandbox.state.entities import Channel, Json, Person

SHORTEST = 3
"""Characters after which Slack asks where the menu does not say."""


class Asking:
    """Only what the app has offered can be chosen later."""

    def __init__(self, pressing: Pressing) -> None:
        self.pressing = pressing
        self.people = pressing.people
        self.workspace = pressing.workspace

    async def suggest(self, request: web.Request) -> Json:
        """The options for `value`; none where it is shorter than the menu wants it."""
        person, given = self.people.actor(request), await body(request)
        typed = str(given.get("value") or "")
        if given.get("view_id"):
            view = self.pressing.seen(person, given["view_id"])
            menu = part(view.payload["blocks"], [], {**given, "value": None})
            payload, where = payloads.suggestion_in_view(self.workspace, person, view), view.id
        else:
            channel = self.people.place(person, given.get("channel"))
            target, menu = self._shown(person, channel, {**given, "value": None})
            payload = payloads.suggestion_in_message(self.workspace, person, channel, target)
            where = target.ts
        if "external_select" not in menu.element["type"]:
            raise Impossible("no_such_element")
        if len(typed) < menu.element.get("min_query_length", SHORTEST):
            return {"options": []}
        asked = {"action_id": menu.element["action_id"], "block_id": menu.block["block_id"]}
        answer = await self.people.ask("interactive", {**payload, **asked, "value": typed})
        return self._offer(person, where, menu, answer or {})

    def _offer(self, person: Person, where: str, menu: Part, answer: Json) -> Json:
        options, groups = answer.get("options") or [], answer.get("option_groups") or []
        if groups:
            _check({"option_groups": groups})
        elif options:
            _check({"options": options})
        complete([options, groups])
        found = [*options, *(one for group in groups for one in group["options"])]
        self._forget_forms(person)
        key = (person.id, where, str(menu.block["block_id"]), menu.element["action_id"])
        offered = self.workspace.suggested.setdefault(key, {})
        offered |= {one["value"]: one for one in found}  # what came before may be chosen already
        return {"options": found, **({"option_groups": groups} if groups else {})}

    def _forget_forms(self, person: Person) -> None:
        """What was offered in forms that this person has put away."""
        home = self.workspace.homes.get(person.id)
        open_ones = {*self.workspace.stacks.get(person.id, []), home.id if home else ""}
        gone = self.workspace.views.keys() - open_ones
        for key in list(self.workspace.suggested):
            if key[0] == person.id and key[1] in gone:
                del self.workspace.suggested[key]

    def _shown(self, person: Person, channel: Channel, given: Json) -> tuple[payloads.Target, Part]:
        """The message that is named, else the last one here with such a menu."""
        if given.get("message_ts"):
            target = self.people.pressable(person, channel, given["message_ts"])
            return target, part(target.blocks, target.attachments, given)
        stamps = [one["ts"] for one in self.workspace.ephemerals.get(person.id, [])]
        for ts in sorted([*stamps, *(one.ts for one in channel.messages)], reverse=True):
            try:
                target = self.people.pressable(person, channel, ts)
                return target, part(target.blocks, target.attachments, given)
            except Impossible:
                continue
        raise Impossible("no_such_element")


def _check(choices: dict[str, Any]) -> None:
    """As those of any menu. Raises Impossible."""
    menu = {"type": "static_select", "action_id": "menu", **choices}
    wrong = check_blocks([{"type": "actions", "elements": [menu]}], "message")
    if wrong:
        raise Impossible("invalid_options", messages=wrong)
