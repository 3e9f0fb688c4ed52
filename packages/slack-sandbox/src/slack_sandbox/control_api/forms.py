"""What people fill in: the form on top of a stack, and the app's Home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiohttp import web

from slack_sandbox.block_kit import check_view
from slack_sandbox.control_api.choices import PersonsChoices
from slack_sandbox.control_api.context import Context
from slack_sandbox.control_api.posting import store_file
from slack_sandbox.control_api.requests import Refused, origin, read_body
from slack_sandbox.delivery import payloads
from slack_sandbox.state import form_state
from slack_sandbox.state.entities import Json, Person, View
from slack_sandbox.state.shapes.views import view_shape
from slack_sandbox.state.views import MOST_STACKED, DuplicateExternalId, add_view, replace_view


class FormHandlers:
    """Handlers of modals and the Home; a modal stays until the app has accepted its submission."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.workspace = context.workspace

    async def view(self, request: web.Request) -> Json:
        """The modal on top of this person's stack, or null."""
        view = self._top_view(self.context.person(request))
        return {"view": view_shape(self.workspace, view) if view else None}

    async def submit(self, request: web.Request) -> Json:
        """Enters values and submits the modal on top."""
        person, body = self.context.actor(request), await read_body(request)
        view = self._top_view(person)
        if view is None:
            raise Refused("no_view")
        if not view.payload.get("submit"):
            raise Refused("no_submit_button")
        fill_in(self.context, person, view, body)
        errors = form_state.validation_errors(view)
        if errors:
            return {"errors": errors}
        self._release_files(view)
        payload = payloads.submission(self.workspace, person, view, origin(request))
        answer = await self.context.deliver("interactive", payload)
        return await self._apply_response(person, view, answer or {})

    def _release_files(self, view: View) -> None:
        """Files in a form are the app's to read once it is sent off."""
        for values_by_action in view.state.values():
            for value in values_by_action.values():
                for file in value.get("files") or []:
                    self.workspace.files[file["id"]]["submitted"] = True

    async def _apply_response(self, person: Person, view: View, answer: Json) -> Json:
        stack = self.workspace.view_stacks.get(person.id, [])
        match answer.get("response_action"):
            case "errors":
                return {"errors": _checked_errors(view, answer.get("errors"))}
            case "clear":
                closed = [self.workspace.views[view_id] for view_id in stack if view_id != view.id]
                stack.clear()
                await self._notify_closed(person, closed, cleared=True)
            case "update" | "push" as action:
                payload = answer.get("view")
                wrong = check_view(payload, "modal")
                if wrong:
                    raise connection_trouble("invalid_view", messages=wrong)
                self._show_view(view, payload, on_top=action == "push")
            case None if not answer:
                if view.id in stack:
                    stack.remove(view.id)
            case _:
                raise connection_trouble("invalid_response_action")
        self.workspace.changed()
        return {}

    def _show_view(self, view: View, payload: Any, *, on_top: bool) -> None:
        """In its place, or as another on top; three at most."""
        stack = self.workspace.view_stacks.setdefault(view.user, [])
        try:
            if not on_top:
                replace_view(self.workspace, view, payload)
            elif len(stack) >= MOST_STACKED:
                raise connection_trouble("push_limit_reached")
            else:
                stack.append(add_view(self.workspace, payload, view.user, previous=view.id).id)
        except DuplicateExternalId:
            raise connection_trouble("duplicate_external_id") from None

    async def close(self, request: web.Request) -> Json:
        """Closes the modal on top; the app is told if it asked for that (`notify_on_close`)."""
        person = self.context.actor(request)
        view = self._top_view(person)
        if view is None:
            raise Refused("no_view")
        stack = self.workspace.view_stacks[person.id]
        closed = [view]
        if view.payload.get("clear_on_close"):
            closed = [self.workspace.views[view_id] for view_id in reversed(stack)]
        for closed_view in closed:
            stack.remove(closed_view.id)
        self.workspace.changed()
        cleared = bool(view.payload.get("clear_on_close"))
        await self._notify_closed(person, closed, cleared=cleared)
        return {}

    async def _notify_closed(
        self, person: Person, closed: Sequence[View], *, cleared: bool
    ) -> None:
        """Tells the app of those views for which it asked to be told."""
        for view in closed:
            if view.payload.get("notify_on_close"):
                payload = payloads.view_closed(self.workspace, person, view, cleared=cleared)
                await self.context.notify("interactive", payload)

    def _top_view(self, person: Person) -> View | None:
        stack = self.workspace.view_stacks.get(person.id) or []
        return self.workspace.views[stack[-1]] if stack else None

    async def upload(self, request: web.Request) -> Json:
        """A file for a form or a message, of any size; its id is what is given there."""
        person, body = self.context.actor(request), await read_body(request, any_size=True)
        file = store_file(self.workspace, person, body)
        return {"file": file["id"]}

    async def home(self, request: web.Request) -> Json:
        """The app's Home as this person last saw it."""
        view = self.workspace.homes.get(self.context.person(request).id)
        return {"view": view_shape(self.workspace, view) if view else None}

    async def open_home(self, request: web.Request) -> Json:
        """Opens it, or with `tab` its messages; the app hears of that and may publish it anew."""
        person = self.context.actor(request)
        tab = "messages" if (await read_body(request)).get("tab") == "messages" else "home"
        direct = self.workspace.direct_conversation(person.id)
        event: Json = {"type": "app_home_opened", "user": person.id, "channel": direct.id}
        view = self.workspace.homes.get(person.id)
        if view is not None and tab == "home":
            event["view"] = view_shape(self.workspace, view)
        self.workspace.emit({**event, "tab": tab, "event_ts": self.workspace.clock.ts()})
        return {"view": event.get("view")}


def fill_in(context: Context, person: Person, view: View, body: Json) -> None:
    """Puts what somebody has typed so far (`values`) into the fields of a form or of Home."""
    values = body.get("values") or {}
    if not isinstance(values, dict):
        raise Refused("invalid_values")
    for block_id, value in values.items():
        choices = PersonsChoices(context, person, view.id, block_id)
        form_state.enter_value(view, block_id, value, choices)


def _checked_errors(view: View, errors: object) -> dict[str, str]:
    """They stand at fields; of anything else Slack says that it had trouble."""
    fields = {block["block_id"] for block in view.payload["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= fields:
        raise connection_trouble("invalid_errors")
    return {block: str(text) for block, text in errors.items()}


def connection_trouble(error: str, **more: Any) -> Refused:
    """What a person reads in a form when the app has answered what can't be."""
    return Refused(error, message="We had some trouble connecting. Try again?", **more)
