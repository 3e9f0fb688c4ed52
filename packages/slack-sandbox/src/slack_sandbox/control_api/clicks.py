"""What people press: buttons and menus, in messages, notices, forms and the Home."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from slack_sandbox.control_api.choices import PersonsChoices
from slack_sandbox.control_api.context import Context
from slack_sandbox.control_api.elements import FoundElement, find_element
from slack_sandbox.control_api.forms import fill_in
from slack_sandbox.control_api.requests import Refused, origin, read_body
from slack_sandbox.delivery import payloads
from slack_sandbox.state.element_values import entered_value
from slack_sandbox.state.entities import Json, Person, View
from slack_sandbox.state.form_state import State, keep_entered_values

ECHOED = ("placeholder", "confirm", "style", "url", "min_query_length")
"""What an action repeats of its element (recorded in BlockActionPayload)."""


class ClickHandlers:
    """Handlers of clicks: whoever clicks must see what they click."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.workspace = context.workspace

    async def click(self, request: web.Request) -> Json:
        """Presses a button or picks an option, in a message or a form.

        Of a field the app hears only where `dispatch_action` says so; of each character (`by`)
        only where the field's `dispatch_action_config` does. `values`: what was typed so far.
        """
        person, body = self.context.actor(request), await read_body(request)
        if body.get("view_id"):
            view = self.seen(person, body["view_id"])
            fill_in(self.context, person, view, body)
            pressed = find_element(view.payload["blocks"], [], body)
            action = self._action(person, pressed, body.get("value"), view.state, view.id)
            payload = payloads.click_in_view(self.workspace, person, view, action)
        else:
            channel = self.context.conversation(person, body.get("channel"))
            target = self.context.clickable(person, channel, body.get("message_ts"))
            pressed = find_element(target.blocks, target.attachments, body)
            state = self._chosen_state(person, channel.id, target)
            action = self._action(person, pressed, body.get("value"), state, target.ts)
            payload = payloads.click_in_message(
                self.workspace, person, channel, target, action, state, origin(request)
            )
            if pressed.attachment is not None:
                more = {"attachment_id": pressed.attachment, "is_app_unfurl": False}
                payload["container"] |= {"type": "message_attachment", **more}
        if pressed.notifies_app(by_character=body.get("by") == "character"):
            await self.context.deliver("interactive", payload)
        return {}

    def seen(self, person: Person, view_id: Any) -> View:
        """The form on top or the Home; nobody presses what lies beneath or is put away."""
        view = self.workspace.views.get(str(view_id))
        stack = self.workspace.view_stacks.get(person.id) or [""]
        home = self.workspace.homes.get(person.id)
        if view is None or view.user != person.id or (view.id != stack[-1] and view is not home):
            raise Refused("view_not_found")
        return view

    def _chosen_state(self, person: Person, channel: str, target: payloads.Target) -> State:
        """What this person has chosen in a message so far."""
        blocks = [*target.blocks]
        for attachment in target.attachments:
            blocks += attachment.get("blocks") or []
        key = (person.id, channel, target.ts)
        found = keep_entered_values(self.workspace.chosen_values.get(key, {}), blocks)
        self.workspace.chosen_values[key] = found
        return found

    def _action(
        self, person: Person, pressed: FoundElement, wanted: Any, state: State, where: str
    ) -> Json:
        """The element as the payload has it; what it holds from now on stands in the state."""
        element, block = pressed.element, str(pressed.block.get("block_id", ""))
        kind = {"type": element["type"], "action_id": element["action_id"], "block_id": block}
        if pressed.is_button:
            found = {key: element.get(key) for key in ("text", "value", "icon")}
        elif element["type"] == "overflow":
            options = [option for option in element["options"] if option["value"] == wanted]
            if not options:
                raise Refused("no_such_option")
            found = {"selected_option": options[0]}
        else:
            found = entered_value(
                element, wanted, PersonsChoices(self.context, person, where, block)
            )
            state.setdefault(block, {})[element["action_id"]] = found
        echoed = {
            key: element.get(key) for key in element if key in ECHOED or key[:8] == "initial_"
        }
        action = {**kind, **echoed, **found}
        return {key: value for key, value in action.items() if value is not None}
