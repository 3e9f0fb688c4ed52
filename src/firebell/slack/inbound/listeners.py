"""What Slack hears from us within three seconds: every listener, and the last resort.

A form opens first, since a trigger lives three seconds; the acknowledgement follows as soon as the
form stands, or after ACK_AFTER at the latest. What comes after an acknowledgement goes to the
response URL. Nothing that people typed is lost without a word.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt.async_app import AsyncApp

from firebell.app.errors import ChatError
from firebell.domain.refusals import Refused
from firebell.slack.client import payloads
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.buttons import BUTTONS
from firebell.slack.inbound.commands import COMMANDS
from firebell.slack.inbound.inbox import Inbox
from firebell.slack.inbound.responses import (
    FieldErrors,
    OpenView,
    PushView,
    Reply,
    Response,
    notice,
    reply,
)
from firebell.slack.inbound.services import Services
from firebell.slack.inbound.shortcuts import SHORTCUTS
from firebell.slack.inbound.submissions import SUBMISSIONS, Submission, refused, stays_open
from firebell.slack.views.blocks import Message, said
from firebell.words.say import say

log = logging.getLogger(__name__)

ACK_AFTER = 1.5
"""Seconds: late enough for a form to open, early enough for Slack's three."""

FORM_WITHIN = 2.0
"""Seconds for a form that was sent off: Slack shows trouble of its own after three."""

Ack = Callable[..., Awaitable[Any]]
Work = Callable[[], Awaitable[Response]]


def listen(app: AsyncApp, services: Services, inbox: Inbox) -> Listeners:
    """Register everything; the tables say what there is. What comes out knows what is under way.

    Bolt asks one after the other whether a payload is for it, and each question costs: what a
    hundred may send at once comes first.
    """
    listeners = Listeners(services)
    app.use(inbox.store_first)
    app.view(re.compile(".*"))(listeners.submitted)
    for command in COMMANDS:
        app.command(command.name)(listeners.without_markup(command.run))
    app.action(re.compile(".*"))(listeners.pressed)
    for name, shortcut in SHORTCUTS.items():
        app.shortcut(name)(listeners.shortcut_listener(shortcut))
    app.event(re.compile(".*"))(_stored_already)
    return listeners


async def _stored_already() -> None:
    """Events were stored before this; the worker handles them."""


class Listeners:
    """From a payload to an answer, and the answer to the person."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._under_way: set[asyncio.Task[Any]] = set()

    @property
    def idle(self) -> bool:
        """Whether all that people asked for has been answered, also what was only acknowledged."""
        return not self._under_way

    async def finished(self) -> None:
        """Until what is under way has been done and said."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """What this task does is under way until the block ends."""
        task = asyncio.current_task()
        assert task is not None, "a listener runs in a task"
        self._under_way.add(task)
        try:
            yield
        finally:
            self._under_way.discard(task)

    def without_markup(
        self, run: Callable[[Services, Interaction], Awaitable[Response]]
    ) -> Callable[..., Awaitable[None]]:
        """A listener for a command, whose acknowledgement may carry words."""

        async def listener(ack: Ack, body: dict[str, Any]) -> None:
            interaction = payloads.command(body)
            with self._noted():
                await self._answer(
                    ack, interaction, lambda: run(self.services, interaction), with_ack=True
                )

        return listener

    def shortcut_listener(
        self, run: Callable[[Services, Interaction], Awaitable[Response]]
    ) -> Callable[..., Awaitable[None]]:
        """A listener for a shortcut."""

        async def listener(ack: Ack, body: dict[str, Any]) -> None:
            interaction = payloads.shortcut(body)
            with self._noted():
                await self._answer(
                    ack, interaction, lambda: run(self.services, interaction), with_ack=False
                )

        return listener

    async def pressed(self, ack: Ack, body: dict[str, Any]) -> None:
        """A button. It is acknowledged when its form stands, or at once when there is none."""
        interaction = payloads.press(body)
        name = interaction.action.partition(":")[0]
        button = BUTTONS.get(name)
        if button is None:
            if not interaction.action.startswith("role."):
                log.warning("Nothing is behind a button that was pressed")
            await ack()
            return
        found = button
        with self._noted():
            await self._answer(
                ack, interaction, lambda: found(self.services, interaction), with_ack=False
            )
            if interaction.in_home:
                await self._home_again(interaction.user)

    async def _home_again(self, person: str) -> None:
        """Who pressed something in their Home sees at once what came of it."""
        try:
            await self.services.homes.opened(person)
        except ChatError as error:
            log.warning("A Home was not published (%s)", error.code)

    async def submitted(self, ack: Ack, body: dict[str, Any]) -> None:
        """A form. Its acknowledgement says what becomes of it."""
        interaction = payloads.submission(body)
        submission = SUBMISSIONS.get(interaction.view.get("callback_id", ""))
        if submission is None:
            await ack()
            return
        answer = await self._in_time(interaction, submission)
        match answer:
            case FieldErrors(at):
                await ack(response_action="errors", errors=dict(at))
            case OpenView(view):
                await ack(response_action="update", view=view)
            case PushView(view):
                await ack(response_action="push", view=view)
            case Reply(message):
                await ack(response_action="update", view=notice(message))
            case _:
                await ack()

    async def _in_time(self, interaction: Interaction, submission: Submission) -> Response:
        """What becomes of a form. What takes too long is called off, as far as it can be: the form
        stays as it was filled in, and its key sees to it that nothing is done twice."""
        work = asyncio.create_task(self._sent_off(interaction, submission))
        await asyncio.wait({work}, timeout=FORM_WITHIN)
        if work.done():
            return work.result()
        log.warning("A form took too long and was called off")
        work.cancel()
        return stays_open(interaction, say("note.form_kept"))

    async def _sent_off(self, interaction: Interaction, submission: Submission) -> Response:
        try:
            return await submission(self.services, interaction)
        except Refused as why:
            return refused(self.services, interaction, why)
        except Exception:  # the last resort: the person hears of it and the form stays open
            log.exception("A form could not be handled")
            return stays_open(interaction, say("note.failed"))

    async def _answer(
        self, ack: Ack, interaction: Interaction, work: Work, *, with_ack: bool
    ) -> None:
        """Work, show, acknowledge; what takes too long is acknowledged before it is done."""
        if interaction.channel is not None:
            self.services.met(interaction.channel, interaction.channel_name)
        showing = asyncio.create_task(self._outcome(interaction, work))
        await asyncio.wait({showing}, timeout=ACK_AFTER)
        if not showing.done():
            await ack()
            await self._say_later(interaction, await showing)
            return
        message = showing.result()
        if message is not None and with_ack and interaction.respond_to:
            await ack(response_type="ephemeral", **message.arguments())
            return
        await ack()
        await self._say_later(interaction, message)

    async def _outcome(self, interaction: Interaction, work: Work) -> Message | None:
        """What is still to be said; forms have been opened."""
        try:
            answer = await work()
            if isinstance(answer, OpenView):
                return await self._open(interaction, answer)
        except Refused as why:
            answer = reply(self.services.refusal(why))
        except Exception:  # the last resort: the person hears of it and nothing is lost
            log.exception("What a person asked for could not be handled")
            answer = reply(say("note.failed"))
        return answer.message if isinstance(answer, Reply) else None

    async def _open(self, interaction: Interaction, answer: OpenView) -> Message | None:
        """Opens the form, or changes the one in which it was asked for."""
        try:
            if interaction.view and interaction.view.get("type") == "modal":
                await self.services.slack.call(
                    "views.update", view_id=interaction.view["id"], view=answer.view
                )
            else:
                await self.services.slack.call(
                    "views.open", trigger_id=interaction.trigger, view=answer.view
                )
        except ChatError as error:
            log.warning("A form did not open (%s)", error.code)
            if answer.kept:
                return said(say("note.too_slow_kept", text=answer.kept))
            return said(say("note.too_slow"))
        return None

    async def _say_later(self, interaction: Interaction, message: Message | None) -> None:
        """To the response URL; where a form stands, in its place."""
        if message is None:
            return
        try:
            if interaction.view and interaction.view.get("type") == "modal":
                view = notice(message)
                await self.services.slack.call(
                    "views.update", view_id=interaction.view["id"], view=view
                )
            elif interaction.respond_to:
                await self.services.slack.respond(interaction.respond_to, _ephemeral(message))
            else:
                await self.services.slack.call(
                    "chat.postMessage",
                    channel=interaction.user,
                    **message.posted(),
                    unfurl_links=False,
                    unfurl_media=False,
                )
        except ChatError as error:
            log.warning("A direct answer did not arrive (%s)", error.code)


def _ephemeral(message: Message) -> dict[str, object]:
    return {"response_type": "ephemeral", "replace_original": False, **message.arguments()}
