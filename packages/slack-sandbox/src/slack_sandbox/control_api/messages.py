"""What people say: messages, and commands when they begin with a slash; shortcuts too.

Commands and shortcuts are not shared: people of other workspaces don't have them.
"""

from __future__ import annotations

from aiohttp import web

from slack_sandbox.control_api.context import Context
from slack_sandbox.control_api.posting import own_files, post_as, share_files
from slack_sandbox.control_api.requests import Refused, origin, read_body
from slack_sandbox.delivery import payloads
from slack_sandbox.state import messages
from slack_sandbox.state.entities import Channel, Json, Person
from slack_sandbox.web_api.call import SlackError
from slack_sandbox.web_api.responses import has_content, read_response, respond


class MessageHandlers:
    """Handlers of messages, slash commands and shortcuts."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.workspace = context.workspace

    async def say(self, request: web.Request) -> Json:
        """A message, or a command when it begins with a slash.

        With `thread_ts` a reply, with `broadcast` one for the whole channel; `files`: ids.
        """
        person, body = self.context.actor(request), await read_body(request)
        channel = self.context.conversation(person, body.get("channel"))
        text = str(body.get("text", ""))
        thread = body.get("thread_ts")
        self.context.writable(person, channel)
        files = own_files(self.workspace, person, body.get("files"))
        if text.startswith("/"):
            if thread or files:
                where = "in_threads" if thread else "with_files"
                raise Refused(f"not_supported_{where}")
            return await self._command(request, person, channel, text)
        if not (text or files):
            raise Refused("no_text")
        more: Json = {}
        if files and body.get("broadcast"):
            raise Refused("files_not_broadcast")
        if thread:
            root, broadcast = self.context.message(channel, thread), bool(body.get("broadcast"))
            more = messages.thread_fields(self.workspace, channel, root, broadcast=broadcast)
        if files:
            more["origin"] = origin(request)
            return {"ts": share_files(self.workspace, channel, person, text, files, **more).ts}
        return {"ts": post_as(self.workspace, channel, person, text, **more).ts}

    async def _command(
        self, request: web.Request, person: Person, channel: Channel, text: str
    ) -> Json:
        command, *rest = text.split(maxsplit=1)
        known = self.workspace.app.commands
        if person.team or (known is not None and command not in known):
            raise Refused("unknown_command")
        payload = payloads.slash_command(
            self.workspace, person, channel, command, "".join(rest).strip(), origin(request)
        )
        answer = await self.context.deliver("slash_commands", payload)
        self.workspace.hint = ""
        if answer and has_content(answer):
            try:
                respond(self.workspace, person.id, channel, read_response(self.workspace, answer))
            except SlackError as refused:
                said = "The app answered with something that can't be shown."
                code, reason = "invalid_command_response", refused.answer()
                raise Refused(code, message=said, reason=reason) from refused
        return {}

    def _known(self, callback: str, kind: str) -> None:
        """With a manifest only its own are in the menus."""
        app = self.workspace.app
        known = [(shortcut.get("callback_id"), shortcut.get("type")) for shortcut in app.shortcuts]
        if app.commands is not None and (callback, kind) not in known:
            raise Refused("unknown_shortcut")

    async def shortcut(self, request: web.Request) -> Json:
        """Uses a shortcut: a global one, or one from the menu of a message."""
        person, body = self.context.actor(request), await read_body(request)
        callback = str(body.get("callback_id", ""))
        if person.team:
            raise Refused("unknown_shortcut")
        self._known(callback, "message" if body.get("message_ts") else "global")
        if not body.get("message_ts"):
            payload = payloads.shortcut(self.workspace, person, callback)
        else:
            channel = self.context.conversation(person, body.get("channel"))
            message = self.context.message(channel, body.get("message_ts"))
            payload = payloads.message_shortcut(
                self.workspace, person, channel, message, callback, origin(request)
            )
        await self.context.deliver("interactive", payload)
        return {}
