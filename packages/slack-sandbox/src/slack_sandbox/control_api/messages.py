"""What people say: messages, and commands when they begin with a slash; shortcuts too."""

from __future__ import annotations

from aiohttp import web

from slack_sandbox.control_api.context import People
from slack_sandbox.control_api.requests import Impossible, body, origin
from slack_sandbox.delivery import payloads
from slack_sandbox.state import messages
from slack_sandbox.state.entities import Channel, Json, Person
from slack_sandbox.web_api.call import SlackError
from slack_sandbox.web_api.responses import read_response, respond, says_something


class Saying:
    """Words, typed or chosen from a menu."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.workspace = people.workspace

    async def say(self, request: web.Request) -> Json:
        """A message, or a command when it begins with a slash.

        With `thread_ts` a reply, with `broadcast` one for the whole channel; `files`: ids.
        """
        person, given = self.people.actor(request), await body(request)
        channel = self.people.place(person, given.get("channel"))
        text = str(given.get("text", ""))
        thread = given.get("thread_ts")
        self.people.writable(person, channel)
        files = self.people.own_files(person, given.get("files"))
        if text.startswith("/"):
            if thread or files:
                where = "in_threads" if thread else "with_files"
                raise Impossible(f"not_supported_{where}")
            return await self._command(request, person, channel, text)
        if not (text or files):
            raise Impossible("no_text")
        more: Json = {}
        if files and given.get("broadcast"):
            raise Impossible("files_not_broadcast")
        if thread:
            root, broadcast = self.people.message(channel, thread), bool(given.get("broadcast"))
            more = messages.in_thread(self.workspace, channel, root, broadcast=broadcast)
        if files:
            more["origin"] = origin(request)
            return {"ts": self.people.share_files(channel, person, text, files, **more).ts}
        return {"ts": self.people.write(channel, person, text, **more).ts}

    async def _command(
        self, request: web.Request, person: Person, channel: Channel, text: str
    ) -> Json:
        command, *rest = text.split(maxsplit=1)
        known = self.workspace.app.commands
        if known is not None and command not in known:
            raise Impossible("unknown_command")
        payload = payloads.slash_command(
            self.workspace, person, channel, command, "".join(rest).strip(), origin(request)
        )
        answer = await self.people.ask("slash_commands", payload)
        if answer and says_something(answer):
            try:
                respond(self.workspace, person.id, channel, read_response(self.workspace, answer))
            except SlackError as refused:
                said = "The app answered with something that can't be shown."
                code, reason = "invalid_command_response", refused.answer()
                raise Impossible(code, message=said, reason=reason) from refused
        return {}

    def _known(self, callback: str, kind: str) -> None:
        """With a manifest only its own are in the menus."""
        app = self.workspace.app
        known = [(one.get("callback_id"), one.get("type")) for one in app.shortcuts]
        if app.commands is not None and (callback, kind) not in known:
            raise Impossible("unknown_shortcut")

    async def shortcut(self, request: web.Request) -> Json:
        """Global, or from a message's menu."""
        person, given = self.people.actor(request), await body(request)
        callback = str(given.get("callback_id", ""))
        self._known(callback, "message" if given.get("message_ts") else "global")
        if not given.get("message_ts"):
            payload = payloads.shortcut(self.workspace, person, callback)
        else:
            channel = self.people.place(person, given.get("channel"))
            message = self.people.message(channel, given.get("message_ts"))
            payload = payloads.message_shortcut(
                self.workspace, person, channel, message, callback, origin(request)
            )
        await self.people.ask("interactive", payload)
        return {}
