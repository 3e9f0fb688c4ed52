"""Which form opens for what: one function a form, each with the facts that it needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from firebell.domain.commands import Close, ShowRecord
from firebell.domain.incident import Incident
from firebell.domain.refusals import Refused
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.responses import OpenView, Reply, Response, reply
from firebell.slack.inbound.services import Services
from firebell.slack.views.blocks import Message
from firebell.slack.views.forms import close, declare, edit, short, update
from firebell.words.en_forms import FORMS
from firebell.words.say import form, say
from firebell.words.text import text

Opener = Callable[[Services, Interaction, Incident, str], Awaitable[Response]]
"""The last is what was typed behind the verb."""


async def to_declare(
    services: Services, interaction: Interaction, words: str = "", *, drill: bool = False
) -> Response:
    """The form of /incident, with what is open on top."""
    opened = await services.incidents.open_publicly()
    draft = declare.draft(
        words, services.new_key(), interaction.channel, services.playbook, drill=drill
    )
    view = declare.view(draft, services.playbook, opened, services.now())
    return OpenView(view, kept=words)


async def to_update(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    """Tell people."""
    _still_open(incident, "Update")
    view = update.view(
        incident,
        services.playbook,
        services.now(),
        key=services.new_key(),
        where=interaction.channel,
        known=words,
    )
    return OpenView(view, kept=words)


async def to_edit(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    """Correct it."""
    view = edit.view(incident, services.playbook, key=services.new_key(), where=interaction.channel)
    return OpenView(view, kept=words)


async def to_close(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    """With words it is closed at once, without them the form asks."""
    if words:
        command = Close(by=interaction.user, where=interaction.channel, summary=words)
        handled = await services.incidents.handle(incident.id, command, interaction.trigger or None)
        return reply(say("note.closed", label=handled.incident.label))
    return await to_close_form(services, interaction, incident)


async def to_close_form(
    services: Services,
    interaction: Interaction,
    incident: Incident,
    duplicate_of: int | None = None,
) -> Response:
    """The form for one incident."""
    if not incident.is_open and incident.ending is not None:
        ending = incident.ending
        raise Refused("already_closed", number=incident.number, by=ending.by, at=ending.at)
    view = close.view(
        incident,
        [],
        services.playbook,
        key=services.new_key(),
        where=interaction.channel,
        duplicate_of=duplicate_of,
    )
    return OpenView(view)


async def to_close_which(services: Services, interaction: Interaction, words: str) -> Response:
    """The form with the question which."""
    opened = await services.incidents.open_for(interaction.user)
    if not opened:
        return reply(say("note.none_to_close"))
    view = close.view(
        None,
        opened,
        services.playbook,
        key=services.new_key(),
        where=interaction.channel,
        summary=words,
    )
    return OpenView(view, kept=words)


async def to_severity(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    """How bad it really is."""
    _still_open(incident, "ChangeSeverity")
    view = short.severity_view(
        incident, services.playbook, key=services.new_key(), where=interaction.channel, why=words
    )
    return OpenView(view, kept=words)


async def to_reopen(
    services: Services, interaction: Interaction, incident: Incident, _: str
) -> Response:
    """It is not over."""
    if incident.is_open:
        raise Refused("still_open", number=incident.number)
    return OpenView(short.reopen_view(incident, key=services.new_key(), where=interaction.channel))


async def to_roles(
    services: Services, interaction: Interaction, incident: Incident, _: str
) -> Response:
    """Who does what."""
    _still_open(incident, "TakeRole")
    view = short.roles_view(
        incident,
        services.playbook,
        services.now(),
        key=services.new_key(),
        where=interaction.channel,
    )
    return OpenView(view)


async def to_steps(services: Services, _: Interaction, incident: Incident, __: str) -> Response:
    """All steps."""
    return OpenView(short.steps_view(incident, services.playbook, services.now()))


async def to_menu(_: Services, __: Interaction, incident: Incident, ___: str) -> Response:
    """Everything that can be done."""
    return OpenView(short.menu_view(incident))


async def to_record(
    services: Services, interaction: Interaction, incident: Incident, _: str
) -> Response:
    """The record as a file."""
    command = ShowRecord(by=interaction.user, where=interaction.channel)
    await services.incidents.handle(incident.id, command, interaction.trigger or None)
    return reply(say("note.record", label=incident.label))


def help_message() -> Response:
    """What can be typed: as plain sentences for a voice, as code for the eye."""
    plain = text(FORMS["help"].replace("*", "").replace("`", ""))
    shown = {"type": "section", "text": {"type": "mrkdwn", "text": FORMS["help"]}}
    here = {"type": "mrkdwn", "text": form("help.here")}
    return Reply(Message(words=plain, blocks=[shown, {"type": "context", "elements": [here]}]))


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
