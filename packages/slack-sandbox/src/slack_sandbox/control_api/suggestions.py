"""What people type into a menu whose options come from the app."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from slack_sandbox.block_kit import add_text_defaults, check_blocks
from slack_sandbox.control_api.clicks import ClickHandlers
from slack_sandbox.control_api.elements import FoundElement, find_element
from slack_sandbox.control_api.requests import Refused, read_body
from slack_sandbox.delivery import payloads
from slack_sandbox.state.entities import Channel, Json, Person

SHORTEST = 3
"""Characters after which Slack asks where the menu does not say."""


class SuggestionHandlers:
    """Handlers of menus whose options come from the app; only what it offered can be chosen."""

    def __init__(self, clicks: ClickHandlers) -> None:
        self.clicks = clicks
        self.context = clicks.context
        self.workspace = clicks.workspace

    async def suggest(self, request: web.Request) -> Json:
        """The options for `value`; none where it is shorter than the menu wants it."""
        person, body = self.context.actor(request), await read_body(request)
        query = str(body.get("value") or "")
        if body.get("view_id"):
            view = self.clicks.seen(person, body["view_id"])
            menu = find_element(view.payload["blocks"], [], {**body, "value": None})
            payload, where = payloads.suggestion_in_view(self.workspace, person, view), view.id
        else:
            channel = self.context.conversation(person, body.get("channel"))
            target, menu = self._shown(person, channel, {**body, "value": None})
            payload = payloads.suggestion_in_message(self.workspace, person, channel, target)
            where = target.ts
        if "external_select" not in menu.element["type"]:
            raise Refused("no_such_element")
        if len(query) < menu.element.get("min_query_length", SHORTEST):
            return {"options": []}
        asked = {"action_id": menu.element["action_id"], "block_id": menu.block["block_id"]}
        answer = await self.context.deliver("interactive", {**payload, **asked, "value": query})
        return self._offer(person, where, menu, answer or {})

    def _offer(self, person: Person, where: str, menu: FoundElement, answer: Json) -> Json:
        options, groups = answer.get("options") or [], answer.get("option_groups") or []
        if groups:
            _check({"option_groups": groups})
        elif options:
            _check({"options": options})
        add_text_defaults([options, groups])
        found = [*options, *(option for group in groups for option in group["options"])]
        self._forget_forms(person)
        key = (person.id, where, str(menu.block["block_id"]), menu.element["action_id"])
        offered = self.workspace.offered_options.setdefault(key, {})
        # What was offered before stays, because it may be chosen already.
        offered |= {option["value"]: option for option in found}
        return {"options": found, **({"option_groups": groups} if groups else {})}

    def _forget_forms(self, person: Person) -> None:
        """What was offered in forms that this person has put away."""
        home = self.workspace.homes.get(person.id)
        open_ones = {*self.workspace.view_stacks.get(person.id, []), home.id if home else ""}
        gone = self.workspace.views.keys() - open_ones
        for key in list(self.workspace.offered_options):
            if key[0] == person.id and key[1] in gone:
                del self.workspace.offered_options[key]

    def _shown(
        self, person: Person, channel: Channel, body: Json
    ) -> tuple[payloads.Target, FoundElement]:
        """The message that is named, else the last one here with such a menu."""
        if body.get("message_ts"):
            target = self.context.clickable(person, channel, body["message_ts"])
            return target, find_element(target.blocks, target.attachments, body)
        stamps = [notice["ts"] for notice in self.workspace.ephemerals.get(person.id, [])]
        for ts in sorted([*stamps, *(message.ts for message in channel.messages)], reverse=True):
            try:
                target = self.context.clickable(person, channel, ts)
                return target, find_element(target.blocks, target.attachments, body)
            except Refused:
                continue
        raise Refused("no_such_element")


def _check(choices: dict[str, Any]) -> None:
    """Checks options as those of any menu are checked. Raises Refused."""
    menu = {"type": "static_select", "action_id": "menu", **choices}
    wrong = check_blocks([{"type": "actions", "elements": [menu]}], "message")
    if wrong:
        raise Refused("invalid_options", messages=wrong)
