"""What people do, over HTTP: say, type commands, press, fill in, look (DESIGN.md, the sandbox).

JSON in, JSON out: `{"ok": true, …}` or `{"ok": false, "error": …}`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

from aiohttp import web

from slack_sandbox import forms, payloads
from slack_sandbox.block_kit import check_view, flat, name, pressable
from slack_sandbox.call import Call
from slack_sandbox.delivery import Delivery, Undelivered
from slack_sandbox.entities import Channel, Json, Message, Person, View
from slack_sandbox.methods import views
from slack_sandbox.methods.file import shape as file_shape
from slack_sandbox.methods.files import share
from slack_sandbox.typed import markup, rich_text
from slack_sandbox.workspace import Workspace


class Impossible(Exception):
    """That can't be done here; the message is the error's code."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


Handler = Callable[[web.Request], Awaitable[Json]]


LARGEST = 1e11
"""Seconds: a moment of three thousand years hence is as far as anybody goes."""
BUTTONS = ("button", "icon_button", "feedback_buttons")
"""Elements that carry a `value` of their own."""


class People:
    """The hands of everybody in the workspace."""

    def __init__(self, workspace: Workspace, delivery: Delivery) -> None:
        self.workspace = workspace
        self.delivery = delivery

    async def say(self, request: web.Request) -> Json:
        """A message, or a command when it begins with a slash.

        With `thread_ts` a reply, with `broadcast` one for the whole channel.
        """
        person, given = self.person(request), await body(request)
        channel = self.place(person, given.get("channel"))
        text = str(given.get("text", ""))
        thread = given.get("thread_ts")
        if text.startswith("/"):
            if thread:
                raise Impossible("not_supported_in_threads")
            return await self._command(request, person, channel, text)
        if channel.is_archived:
            raise Impossible("is_archived")
        if person.id not in channel.members:
            raise Impossible("not_in_channel")
        if not text:
            raise Impossible("no_text")
        more: Json = {}
        if thread:
            root, broadcast = self.message(channel, thread), bool(given.get("broadcast"))
            more = self.workspace.in_thread(channel, root, broadcast=broadcast)
        return {"ts": self.write(channel, person, text, **more).ts}

    def write(self, channel: Channel, person: Person, text: str, **more: Any) -> Message:
        """Somebody's message, as Slack's client sends it."""
        said = markup(self.workspace, text)
        blocks = rich_text(said, self.workspace.secret()[:5])
        if "files" not in more:
            more["client_msg_id"] = str(UUID(self.workspace.secret()))
        return self.workspace.post(channel, person.id, said, blocks=blocks, **more)

    async def _command(
        self, request: web.Request, person: Person, channel: Channel, text: str
    ) -> Json:
        command, _, rest = text.partition(" ")
        known = self.workspace.app.commands
        if known is not None and command not in known:
            raise Impossible("unknown_command")
        payload = payloads.slash_command(
            self.workspace, person, channel, command, rest.strip(), origin(request)
        )
        answer = await self._ask("slash_commands", payload)
        if answer and (answer.get("text") or answer.get("blocks")):
            self.respond(person.id, channel, answer)
        return {}

    def respond(self, user: str, channel: Channel, said: Json) -> None:
        """What an app answers to one person, or to the channel."""
        text, blocks = str(said.get("text", "")), said.get("blocks") or []
        name(blocks)
        if said.get("response_type") == "in_channel":
            app = self.workspace.app
            self.workspace.post(channel, app.bot_user, text, blocks=blocks, bot_id=app.bot_id)
        else:
            self.workspace.whisper(user, channel.id, text, blocks)

    async def shortcut(self, request: web.Request) -> Json:
        """Global, or from a message's menu."""
        person, given = self.person(request), await body(request)
        callback = str(given.get("callback_id", ""))
        if not given.get("message_ts"):
            payload = payloads.shortcut(self.workspace, person, callback)
        else:
            channel = self.place(person, given.get("channel"))
            message = self.message(channel, given.get("message_ts"))
            payload = payloads.message_shortcut(
                self.workspace, person, channel, message, callback, origin(request)
            )
        await self._ask("interactive", payload)
        return {}

    async def click(self, request: web.Request) -> Json:
        """Presses a button or picks an option, in a message or a form."""
        person, given = self.person(request), await body(request)
        if given.get("view_id"):
            view = self.workspace.views.get(str(given["view_id"]))
            if view is None or view.user != person.id:
                raise Impossible("view_not_found")
            action = self._action(person, view.payload["blocks"], given)
            block, chosen = action["block_id"], action["action_id"]
            if block in view.state and chosen in view.state[block]:
                offered = self.workspace.suggested.get(person.id, [])
                forms.enter(view, block, given.get("value"), self.find, offered, chosen)
            payload = payloads.click_in_view(self.workspace, person, view, action)
        else:
            channel = self.place(person, given.get("channel"))
            target = self._pressed(person, channel, given.get("message_ts"))
            blocks = target["blocks"] if isinstance(target, dict) else target.blocks
            action = self._action(person, blocks, given)
            payload = payloads.click_in_message(
                self.workspace, person, channel, target, action, origin(request)
            )
        await self._ask("interactive", payload)
        return {}

    async def suggest(self, request: web.Request) -> Json:
        """Types into a menu whose options come from the app."""
        person, given = self.person(request), await body(request)
        asked = {key: str(given.get(key, "")) for key in ("action_id", "block_id", "value")}
        view = self.workspace.views.get(str(given.get("view_id", "")))
        channel = None if view else self.place(person, given.get("channel"))
        payload = payloads.suggestion(self.workspace, person, asked, view, channel)
        answer = await self._ask("interactive", payload) or {}
        groups = answer.get("option_groups") or []
        found = list(answer.get("options") or [])
        found += [one for group in groups for one in group.get("options") or []]
        self.workspace.suggested.setdefault(person.id, []).extend(found)
        return {"options": found}

    def _pressed(self, person: Person, channel: Channel, ts: Any) -> Message | Json:
        for one in self.workspace.ephemerals.get(person.id, []):
            if one["ts"] == ts:
                return one
        return self.message(channel, ts)

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
                    found = forms.entry(element, wanted, self.find, offered)
                found = {key: value for key, value in found.items() if value is not None}
                kind = {"type": element["type"], "action_id": element["action_id"]}
                return {**found, **kind, "block_id": block.get("block_id", "")}
        raise Impossible("no_such_element")

    async def view(self, request: web.Request) -> Json:
        """The form on top."""
        view = self._top(self.person(request))
        return {"view": self.workspace.view_shape(view) if view else None}

    async def submit(self, request: web.Request) -> Json:
        """Enters values and sends the form off."""
        person, given = self.person(request), await body(request)
        view = self._top(person)
        if view is None:
            raise Impossible("no_view")
        values = given.get("values") or {}
        if not isinstance(values, dict):
            raise Impossible("invalid_values")
        for block_id, value in values.items():
            offered = self.workspace.suggested.get(person.id, [])
            forms.enter(view, block_id, value, self.find, offered)
        errors = forms.missing(view)
        if errors:
            return {"errors": errors}
        answer = await self._ask("interactive", payloads.submission(self.workspace, person, view))
        return await self._answered(person, view, answer or {})

    async def _answered(self, person: Person, view: View, answer: Json) -> Json:
        stack = self.workspace.stacks.get(person.id, [])
        match answer.get("response_action"):
            case "errors":
                return {"errors": answer.get("errors") or {}}
            case "clear":
                gone = [self.workspace.views[one] for one in stack if one != view.id]
                stack.clear()
                await self._closed(person, gone, cleared=True)
            case "update" | "push" as action:
                payload = answer.get("view") or {}
                wrong = check_view(payload)
                if wrong:
                    raise Impossible("invalid_view", messages=wrong)
                call = Call(workspace=self.workspace, arguments={})
                if action == "update":
                    views.replace(self.workspace, view, payload)
                else:
                    stack.append(views.add(call, payload, person.id, previous=view.id).id)
            case _:
                if view.id in stack:
                    stack.remove(view.id)
        self.workspace.changed()
        return {}

    async def close(self, request: web.Request) -> Json:
        """Puts the form on top away; the app hears of it where it asked to."""
        person = self.person(request)
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
                await self._ask("interactive", payload)

    async def home(self, request: web.Request) -> Json:
        """The app's Home as this person last saw it."""
        view = self.workspace.homes.get(self.person(request).id)
        return {"view": self.workspace.view_shape(view) if view else None}

    async def open_home(self, request: web.Request) -> Json:
        """Opens it, or with `tab` its messages; the app hears of that and may publish it anew."""
        person = self.person(request)
        tab = "messages" if (await body(request)).get("tab") == "messages" else "home"
        direct = self.workspace.direct(person.id)
        event: Json = {"type": "app_home_opened", "user": person.id, "channel": direct.id}
        view = self.workspace.homes.get(person.id)
        if view is not None and tab == "home":
            event["view"] = self.workspace.view_shape(view)
        self.workspace.emit({**event, "tab": tab, "event_ts": self.workspace.clock.ts()})
        return {"view": event.get("view")}

    async def notices(self, request: web.Request) -> Json:
        """What only this person sees: whispers, and what the app said directly."""
        person = self.person(request)
        found = list(self.workspace.ephemerals.get(person.id, []))
        for channel in self.workspace.channels.values():
            if channel.im == person.id:
                found += [_direct(channel, one) for one in channel.messages if one.bot_id]
        return {"notices": sorted(found, key=lambda one: one["ts"])}

    async def channels(self, request: web.Request) -> Json:
        """What this person sees."""
        person = self.person(request)
        found = [
            {
                "id": one.id,
                "name": one.name,
                "is_private": one.is_private,
                "is_archived": one.is_archived,
                "is_member": person.id in one.members,
                "last_ts": one.messages[-1].ts if one.messages else None,
            }
            for one in self.workspace.channels.values()
            if not one.is_direct
            and (person.id in one.members or not (one.is_private or person.is_restricted))
        ]
        direct = next(
            (one for one in self.workspace.channels.values() if one.im == person.id), None
        )
        last = direct.messages[-1].ts if direct and direct.messages else None
        groups = [
            {
                "id": one.id,
                "members": one.members,
                "last_ts": one.messages[-1].ts if one.messages else None,
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

    async def _ask(self, kind: str, payload: Json) -> Json | None:
        try:
            return await self.delivery.ask(kind, payload)
        except Undelivered as undelivered:
            raise Impossible(undelivered.code) from undelivered

    def _top(self, person: Person) -> View | None:
        stack = self.workspace.stacks.get(person.id) or []
        return self.workspace.views[stack[-1]] if stack else None

    def person(self, request: web.Request) -> Person:
        """Whose hands these are."""
        found = self.workspace.person(request.match_info["user"])
        if found is None:
            raise Impossible("person_not_found")
        return found

    def find(self, kind: str, given: str) -> Any:
        """What a person named in a form: somebody, a channel, or a file that they uploaded."""
        if kind == "user":
            return self.user_id(given)
        if kind == "channel":
            channel = self.workspace.channel(given)
            if channel is None:
                raise forms.BadEntry(f"There is no channel {given!r}.")
            return channel.id
        file = self.workspace.files.get(given)
        if file is None:
            raise forms.BadEntry(f"There is no file {given!r}.")
        return file_shape(file, "")

    async def upload(self, request: web.Request) -> Json:
        """A file for a form; its id is what is entered there."""
        person, given = self.person(request), await body(request)
        file = self.keep_file(person, given)
        share(self.workspace, file)
        return {"file": file["id"]}

    def keep_file(self, person: Person, given: Json) -> Json:
        """What somebody uploads: `filename` and `content`, a text."""
        content = str(given.get("content", "")).encode()
        file: Json = {"id": self.workspace.new_id("F"), "user": person.id, "content": content}
        file |= {"name": str(given.get("filename", "file.txt")), "size": len(content)}
        file |= {"created": int(self.workspace.clock.now()), "shared": True}
        self.workspace.files[file["id"]] = file
        return file

    async def open_direct(self, request: web.Request) -> Json:
        """The direct messages with others (`users`: ids or names), which the app does not see."""
        person, given = self.person(request), await body(request)
        wanted = given.get("users") or []
        if not isinstance(wanted, list):
            raise Impossible("invalid_users")
        users = {self.user_id(str(one)) for one in wanted}
        if not users - {person.id}:
            raise Impossible("users_list_not_supplied")
        everyone = frozenset({*users, person.id})
        found = self.workspace.group_of(everyone) or self.workspace.add_group(everyone)
        return {"channel": found.id}

    def user_id(self, given: str) -> str:
        """A person's id from id, name or address."""
        found = self.workspace.person(given) or next(
            (one for one in self.workspace.people.values() if one.email == given), None
        )
        if found is None:
            raise forms.BadEntry(f"There is no person {given!r}.")
        return found.id

    def place(self, person: Person, given: Any) -> Channel:
        """A channel that this person can see, or their direct messages with the app."""
        found = self.workspace.channel(str(given or ""))
        if found is None and self.workspace.person(str(given or "")):
            target = self.workspace.person(str(given))
            if target and target.id == self.workspace.app.bot_user:
                found = self.workspace.direct(person.id)
        if found is None or (found.is_private and person.id not in found.members):
            raise Impossible("channel_not_found")
        return found

    def message(self, channel: Channel, ts: Any) -> Message:
        """What was said then."""
        found = channel.message(str(ts))
        if found is None:
            raise Impossible("message_not_found")
        return found


def _pieces(element: Json) -> list[Json]:
    """Feedback is two buttons under one `action_id`."""
    if element["type"] != "feedback_buttons":
        return [element]
    return [{**element[one], **element} for one in ("positive_button", "negative_button")]


def _direct(channel: Channel, message: Message) -> Json:
    return {
        "kind": "direct",
        "channel": channel.id,
        "ts": message.ts,
        "text": message.text,
        "blocks": message.blocks,
        "files": message.files,
    }


def origin(request: web.Request) -> str:
    """The server's own address."""
    return f"http://{request.host}"


def number(given: Json, key: str) -> float:
    """A number that is neither negative nor endless; 0 where there is none."""
    try:
        found = float(given.get(key) or 0)
    except (TypeError, ValueError, OverflowError):
        raise Impossible(f"invalid_{key}") from None
    if not 0 <= found <= LARGEST:
        raise Impossible(f"invalid_{key}")
    return found


async def body(request: web.Request) -> Json:
    """The JSON object that was sent; an empty one where there is none."""
    raw = await request.read()
    if not raw:
        return {}
    try:
        found = await request.json()
    except ValueError:
        raise Impossible("invalid_json") from None
    if not isinstance(found, dict):
        raise Impossible("invalid_json")
    return found
