"""What people fill in: the form on top of a stack, and the app's Home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiohttp import web

from slack_sandbox.block_kit import check_view
from slack_sandbox.control_api.choices import PersonsChoices
from slack_sandbox.control_api.context import People
from slack_sandbox.control_api.requests import Impossible, body, origin
from slack_sandbox.delivery import payloads
from slack_sandbox.state import form_state
from slack_sandbox.state.entities import Json, Person, View
from slack_sandbox.state.shapes.views import view_shape
from slack_sandbox.state.views import MOST_STACKED, DuplicateExternalId, add_view, replace_view


class Filling:
    """A form stays as it is until the app has taken it."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.workspace = people.workspace

    async def view(self, request: web.Request) -> Json:
        """The form on top."""
        view = self._top(self.people.person(request))
        return {"view": view_shape(self.workspace, view) if view else None}

    async def submit(self, request: web.Request) -> Json:
        """Enters values and sends the form off."""
        person, given = self.people.actor(request), await body(request)
        view = self._top(person)
        if view is None:
            raise Impossible("no_view")
        if not view.payload.get("submit"):
            raise Impossible("no_submit_button")
        fill_in(self.people, person, view, given)
        errors = form_state.missing(view)
        if errors:
            return {"errors": errors}
        self._give(view)
        payload = payloads.submission(self.workspace, person, view, origin(request))
        answer = await self.people.ask("interactive", payload)
        return await self._answered(person, view, answer or {})

    def _give(self, view: View) -> None:
        """Files in a form are the app's to read once it is sent off."""
        for entries in view.state.values():
            for entry in entries.values():
                for file in entry.get("files") or []:
                    self.workspace.files[file["id"]]["submitted"] = True

    async def _answered(self, person: Person, view: View, answer: Json) -> Json:
        stack = self.workspace.stacks.get(person.id, [])
        match answer.get("response_action"):
            case "errors":
                return {"errors": _errors(view, answer.get("errors"))}
            case "clear":
                gone = [self.workspace.views[one] for one in stack if one != view.id]
                stack.clear()
                await self._closed(person, gone, cleared=True)
            case "update" | "push" as action:
                payload = answer.get("view")
                wrong = check_view(payload, "modal")
                if wrong:
                    raise trouble("invalid_view", messages=wrong)
                self._show(view, payload, on_top=action == "push")
            case None if not answer:
                if view.id in stack:
                    stack.remove(view.id)
            case _:
                raise trouble("invalid_response_action")
        self.workspace.changed()
        return {}

    def _show(self, view: View, payload: Any, *, on_top: bool) -> None:
        """In its place, or as another on top; three at most."""
        stack = self.workspace.stacks.setdefault(view.user, [])
        try:
            if not on_top:
                replace_view(self.workspace, view, payload)
            elif len(stack) >= MOST_STACKED:
                raise trouble("push_limit_reached")
            else:
                stack.append(add_view(self.workspace, payload, view.user, previous=view.id).id)
        except DuplicateExternalId:
            raise trouble("duplicate_external_id") from None

    async def close(self, request: web.Request) -> Json:
        """Puts the form on top away; the app hears of it where it asked to."""
        person = self.people.actor(request)
        view = self._top(person)
        if view is None:
            raise Impossible("no_view")
        stack = self.workspace.stacks[person.id]
        gone = [view]
        if view.payload.get("clear_on_close"):
            gone = [self.workspace.views[one] for one in reversed(stack)]
        for one in gone:
            stack.remove(one.id)
        self.workspace.changed()
        cleared = bool(view.payload.get("clear_on_close"))
        await self._closed(person, gone, cleared=cleared)
        return {}

    async def _closed(self, person: Person, gone: Sequence[View], *, cleared: bool) -> None:
        """The app hears of those for which it asked to."""
        for view in gone:
            if view.payload.get("notify_on_close"):
                payload = payloads.closing(self.workspace, person, view, cleared=cleared)
                await self.people.tell("interactive", payload)

    def _top(self, person: Person) -> View | None:
        stack = self.workspace.stacks.get(person.id) or []
        return self.workspace.views[stack[-1]] if stack else None

    async def upload(self, request: web.Request) -> Json:
        """A file for a form or a message, of any size; its id is what is given there."""
        person, given = self.people.actor(request), await body(request, any_size=True)
        file = self.people.keep_file(person, given)
        return {"file": file["id"]}

    async def home(self, request: web.Request) -> Json:
        """The app's Home as this person last saw it."""
        view = self.workspace.homes.get(self.people.person(request).id)
        return {"view": view_shape(self.workspace, view) if view else None}

    async def open_home(self, request: web.Request) -> Json:
        """Opens it, or with `tab` its messages; the app hears of that and may publish it anew."""
        person = self.people.actor(request)
        tab = "messages" if (await body(request)).get("tab") == "messages" else "home"
        direct = self.workspace.direct(person.id)
        event: Json = {"type": "app_home_opened", "user": person.id, "channel": direct.id}
        view = self.workspace.homes.get(person.id)
        if view is not None and tab == "home":
            event["view"] = view_shape(self.workspace, view)
        self.workspace.emit({**event, "tab": tab, "event_ts": self.workspace.clock.ts()})
        return {"view": event.get("view")}


def fill_in(people: People, person: Person, view: View, given: Json) -> None:
    """Puts what somebody has typed so far (`values`) into the fields of a form or of Home."""
    values = given.get("values") or {}
    if not isinstance(values, dict):
        raise Impossible("invalid_values")
    for block_id, value in values.items():
        choices = PersonsChoices(people, person, view.id, block_id)
        form_state.enter(view, block_id, value, choices)


def _errors(view: View, given: object) -> dict[str, str]:
    """They stand at fields; of anything else Slack says that it had trouble."""
    fields = {one["block_id"] for one in view.payload["blocks"] if one["type"] == "input"}
    if not isinstance(given, dict) or not given or not given.keys() <= fields:
        raise trouble("invalid_errors")
    return {block: str(text) for block, text in given.items()}


def trouble(error: str, **more: Any) -> Impossible:
    """What a person reads in a form when the app has answered what can't be."""
    return Impossible(error, message="We had some trouble connecting. Try again?", **more)
