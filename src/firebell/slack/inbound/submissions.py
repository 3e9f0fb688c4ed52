"""Forms that are sent off: the table of what becomes of each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from firebell.domain.commands import Command, Declare
from firebell.domain.playbook import UNSURE
from firebell.domain.refusals import Refused
from firebell.slack.client.payloads import Heard, Payload
from firebell.slack.inbound.responses import Answer, Errors, Nothing, Open, sentence
from firebell.slack.inbound.services import Desk
from firebell.slack.views.blocks import plainly
from firebell.slack.views.forms import close, declare, edit, short, update
from firebell.words.say import say

Submission = Callable[[Desk, Heard], Awaitable[Answer]]
Read = Callable[[Payload, str], tuple[str, Any, str]]


async def declared(desk: Desk, heard: Heard) -> Answer:
    """Raise it; once, when it looks like another, ask whether it is the same."""
    given, command = declare.read(heard.view, heard.user)
    wrong = _not_people(desk, {f"role.{key}": who for key, who in given.roles.items()})
    if wrong:
        return Errors(wrong)
    if given.similar is None and await _may_be_similar(desk, command):
        similar = await desk.incidents.similar(command.service)
        if similar is not None:
            return Open(declare.view(given, desk.playbook, [], desk.now(), similar))
    handled = await desk.incidents.declare(command)
    if not handled.repeated:
        return Nothing()
    key = "note.corrected" if handled.events else "note.repeated"
    return Open(sentence(say(key, label=handled.incident.label)))


async def _may_be_similar(desk: Desk, command: Declare) -> bool:
    """Not for practice, nothing that is private, and not the same form once more."""
    if command.private or command.drill or command.service == UNSURE:
        return False
    return await desk.incidents.read(lambda reads: reads.by_key(command.key)) is None


def _not_people(desk: Desk, chosen: Mapping[str, str]) -> dict[str, str]:
    """An app can't lead; the picker offers apps all the same. The bot's own id is known."""
    words = plainly(say("form.pick_person"), {})
    return {block: words for block, person in chosen.items() if person == desk.slack.bot_user}


def commands(read: Read) -> Submission:
    """A form that is one command on one incident."""

    async def submitted(desk: Desk, heard: Heard) -> Answer:
        incident, command, key = read(heard.view, heard.user)
        assert isinstance(command, Command), "forms are read as commands"
        await desk.incidents.handle(incident, command, f"form:{key}" if key else None)
        return Nothing()

    return submitted


async def put_away(_: Desk, __: Heard) -> Answer:
    """A form that only shows something."""
    return Nothing()


SUBMISSIONS: Mapping[str, Submission] = {
    declare.CALLBACK: declared,
    close.CALLBACK: commands(close.read),
    update.CALLBACK: commands(update.read),
    edit.CALLBACK: commands(edit.read),
    short.SEVERITY: commands(short.read_severity),
    short.REOPEN: commands(short.read_reopen),
    short.ROLES: commands(edit.read),
    "copy": put_away,
}


def refused(desk: Desk, heard: Heard, why: Refused) -> Answer:
    """At its field where the form has it, else in place of the form."""
    words = desk.refusal(why)
    blocks = {block.get("block_id") for block in heard.view.get("blocks") or []}
    if why.field in blocks and why.field is not None:
        return Errors({why.field: plainly(words, {})})
    return Open(sentence(words))
