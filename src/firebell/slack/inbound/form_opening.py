"""Which form opens for what: one function a form, each with the facts that it needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from firebell.domain.commands import Close, ShowRecord
from firebell.domain.incident import Incident
from firebell.domain.refusals import Refused
from firebell.slack.client.payloads import Heard
from firebell.slack.inbound.responses import Answer, Note, Open, note
from firebell.slack.inbound.services import Desk
from firebell.slack.views.blocks import Message
from firebell.slack.views.forms import close, declare, edit, short, update
from firebell.words.en_forms import FORMS
from firebell.words.say import form, say
from firebell.words.text import text

Opener = Callable[[Desk, Heard, Incident, str], Awaitable[Answer]]
"""The last is what was typed behind the verb."""


async def to_declare(desk: Desk, heard: Heard, words: str = "", *, drill: bool = False) -> Answer:
    """The form of /incident, with what is open on top."""
    opened = await desk.incidents.open_publicly()
    draft = declare.draft(words, desk.new_key(), heard.channel, desk.playbook, drill=drill)
    view = declare.view(draft, desk.playbook, opened, desk.now())
    return Open(view, kept=words)


async def to_update(desk: Desk, heard: Heard, incident: Incident, words: str) -> Answer:
    """Tell people."""
    _still_open(incident, "Update")
    view = update.view(
        incident,
        desk.playbook,
        desk.now(),
        key=desk.new_key(),
        where=heard.channel,
        known=words,
    )
    return Open(view, kept=words)


async def to_edit(desk: Desk, heard: Heard, incident: Incident, words: str) -> Answer:
    """Correct it."""
    view = edit.view(incident, desk.playbook, key=desk.new_key(), where=heard.channel)
    return Open(view, kept=words)


async def to_close(desk: Desk, heard: Heard, incident: Incident, words: str) -> Answer:
    """With words it is closed at once, without them the form asks."""
    if words:
        command = Close(by=heard.user, where=heard.channel, summary=words)
        handled = await desk.incidents.handle(incident.id, command, heard.trigger or None)
        return note(say("note.closed", label=handled.incident.label))
    return await to_close_form(desk, heard, incident)


async def to_close_form(
    desk: Desk, heard: Heard, incident: Incident, duplicate_of: int | None = None
) -> Answer:
    """The form for one incident."""
    if not incident.is_open and incident.ending is not None:
        ending = incident.ending
        raise Refused("already_closed", number=incident.number, by=ending.by, at=ending.at)
    view = close.view(
        incident,
        [],
        desk.playbook,
        key=desk.new_key(),
        where=heard.channel,
        duplicate_of=duplicate_of,
    )
    return Open(view)


async def to_close_which(desk: Desk, heard: Heard, words: str) -> Answer:
    """The form with the question which."""
    opened = await desk.incidents.open_for(heard.user)
    if not opened:
        return note(say("note.none_to_close"))
    view = close.view(
        None, opened, desk.playbook, key=desk.new_key(), where=heard.channel, summary=words
    )
    return Open(view, kept=words)


async def to_severity(desk: Desk, heard: Heard, incident: Incident, words: str) -> Answer:
    """How bad it really is."""
    _still_open(incident, "ChangeSeverity")
    view = short.severity_view(
        incident, desk.playbook, key=desk.new_key(), where=heard.channel, why=words
    )
    return Open(view, kept=words)


async def to_reopen(desk: Desk, heard: Heard, incident: Incident, _: str) -> Answer:
    """It is not over."""
    if incident.is_open:
        raise Refused("still_open", number=incident.number)
    return Open(short.reopen_view(incident, key=desk.new_key(), where=heard.channel))


async def to_roles(desk: Desk, heard: Heard, incident: Incident, _: str) -> Answer:
    """Who does what."""
    _still_open(incident, "TakeRole")
    view = short.roles_view(
        incident, desk.playbook, desk.now(), key=desk.new_key(), where=heard.channel
    )
    return Open(view)


async def to_steps(desk: Desk, _: Heard, incident: Incident, __: str) -> Answer:
    """All steps."""
    return Open(short.steps_view(incident, desk.playbook, desk.now()))


async def to_menu(_: Desk, __: Heard, incident: Incident, ___: str) -> Answer:
    """Everything that can be done."""
    return Open(short.menu_view(incident))


async def to_record(desk: Desk, heard: Heard, incident: Incident, _: str) -> Answer:
    """The record as a file."""
    command = ShowRecord(by=heard.user, where=heard.channel)
    await desk.incidents.handle(incident.id, command, heard.trigger or None)
    return note(say("note.record", label=incident.label))


def help_message() -> Answer:
    """What can be typed: as plain sentences for a voice, as code for the eye."""
    plain = text(FORMS["help"].replace("*", "").replace("`", ""))
    shown = {"type": "section", "text": {"type": "mrkdwn", "text": FORMS["help"]}}
    here = {"type": "mrkdwn", "text": form("help.here")}
    return Note(Message(words=plain, blocks=[shown, {"type": "context", "elements": [here]}]))


def _still_open(incident: Incident, command: str) -> None:
    if not incident.is_open:
        raise Refused(
            "not_possible", status=incident.status, command=command, number=incident.number
        )


VERBS: Mapping[str, Opener] = {
    "update": to_update,
    "edit": to_edit,
    "close": to_close,
    "reopen": to_reopen,
    "severity": to_severity,
    "roles": to_roles,
    "steps": to_steps,
    "record": to_record,
    "menu": to_menu,
}
"""What can be asked of one incident, from a command, a menu or the question which."""
