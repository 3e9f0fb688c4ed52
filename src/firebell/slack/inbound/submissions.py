"""Forms that are sent off: the table of what becomes of each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from firebell.app.incidents import Handled
from firebell.domain.commands import Command
from firebell.domain.events import FactorsTicked, SeverityConfirmed, SeverityKept
from firebell.domain.refusals import Refused
from firebell.slack.client import limits
from firebell.slack.client.payloads import Interaction, Payload
from firebell.slack.inbound import acting, handing_over, reviewing
from firebell.slack.inbound.adopting import channel_there
from firebell.slack.inbound.form_opening import private_view
from firebell.slack.inbound.past import record_past
from firebell.slack.inbound.record_forms import noted_words
from firebell.slack.inbound.responses import (
    FieldErrors,
    NoReply,
    OpenView,
    PushView,
    Response,
    sentence_view,
)
from firebell.slack.inbound.services import Services
from firebell.slack.views.blocks import plainly, section
from firebell.slack.views.forms import (
    action,
    close,
    declare,
    edit,
    handover,
    note,
    past,
    private,
    publishing,
    redact,
    review,
    short,
    times,
    update,
)
from firebell.words.say import say
from firebell.words.text import Text

Submission = Callable[[Services, Interaction], Awaitable[Response]]
Read = Callable[[Payload, str], tuple[str, Any, str]]


async def raise_incident(services: Services, interaction: Interaction) -> Response:
    """Raise an incident; once, when it looks like another, ask whether it is the same."""
    given, command = declare.read(interaction.view, interaction.user)
    wrong = _not_people(services, {f"role.{key}": who for key, who in given.roles.items()})
    if wrong:
        return FieldErrors(wrong)
    if given.adopts:
        there = await channel_there(services, interaction.user, given.origin or "")
        command = replace(command, there=there, private=there.private)
    caller = await services.caller(interaction)
    if given.similar is None:
        similar = await services.incidents.similar(command, caller)
        if similar is not None:
            return OpenView(declare.view(given, services.playbook, [], services.now(), similar))
    try:
        handled = await services.incidents.declare(replace(command, aloud=not given.quiet), caller)
    except Refused as why:
        match why.key:
            case "raised_openly":
                return await _offer_private(services, interaction, int(str(why.facts["number"])))
            case "pings_too_often":
                again = replace(given, quiet=True)
                return OpenView(declare.view(again, services.playbook, [], services.now()))
            case _:
                raise
    if not handled.repeated:
        return NoReply()
    key = "note.corrected" if handled.events else "note.repeated"
    return OpenView(sentence_view(say(key, label=handled.incident.label)))


async def _offer_private(services: Services, interaction: Interaction, number: int) -> Response:
    """The form stays beneath, as it was filled in: nothing of it is read by others before."""
    found = await services.numbered(number, interaction)
    if found is None:
        raise Refused("no_such_incident")
    return PushView(private_view(services, interaction, found, on_top=True))


async def correct(services: Services, interaction: Interaction) -> Response:
    """Correct it; where it says that personal data is involved, it becomes private first."""
    incident, command, key = edit.read(interaction.view, interaction.user)
    if edit.is_sensitive(interaction.view):
        caller = await services.caller(interaction)
        found = await services.incidents.by_id(incident, caller)
        if not found.private:
            return PushView(private_view(services, interaction, found, on_top=True))
    handled = await services.handle(interaction, incident, command, f"form:{key}" if key else None)
    return answered(handled)


async def make_private(services: Services, interaction: Interaction) -> Response:
    """Make it private, and say what comes next."""
    incident, command, key = private.read(interaction.view, interaction.user)
    if services.slack.bot_user in command.people:
        return FieldErrors({"people": plainly(say("form.pick_person"), {})})
    handled = await services.handle(interaction, incident, command, f"form:{key}")
    on_top = private.is_on_top(interaction.view)
    note = "note.made_private_on_top" if on_top else "note.made_private"
    return OpenView(sentence_view(say(note, label=handled.incident.label)))


def _not_people(services: Services, chosen: Mapping[str, str]) -> dict[str, str]:
    """An app can't lead; the picker offers apps all the same. The bot's own id is known."""
    words = plainly(say("form.pick_person"), {})
    return {block: words for block, person in chosen.items() if person == services.slack.bot_user}


def command_form(read: Read) -> Submission:
    """The handler of a form that is one command on one incident."""

    async def submitted(services: Services, interaction: Interaction) -> Response:
        incident, command, key = read(interaction.view, interaction.user)
        assert isinstance(command, Command), "forms are read as commands"
        handled = await services.handle(
            interaction, incident, command, f"form:{key}" if key else None
        )
        return answered(handled)

    return submitted


def answered(handled: Handled) -> Response:
    """What happened is seen elsewhere; where nothing did, it is said in place of the form."""
    found = handled.incident
    if handled.repeated:
        return OpenView(sentence_view(say("note.done_already", label=found.label)))
    if not handled.events:
        return OpenView(sentence_view(say("note.nothing_changed", label=found.label)))
    first = [event for event in handled.events if not isinstance(event, FactorsTicked)][:1]
    kept = any(isinstance(event, SeverityKept) for event in handled.events)
    if kept or any(isinstance(event, SeverityConfirmed) for event in first):
        return OpenView(sentence_view(severity_said(handled)))
    return NoReply()


def severity_said(handled: Handled) -> Text:
    """How bad it is now; and why that is not what was chosen, where its service has a bound."""
    found = handled.incident
    for event in handled.events:
        if isinstance(event, SeverityKept):
            return say(
                "note.severity_kept",
                label=found.label,
                chosen=event.chosen,
                severity=event.severity,
                service=event.service_name,
            )
    return say("note.severity", label=found.label, severity=found.severity)


async def remove_words(services: Services, interaction: Interaction) -> Response:
    """Words leave the record; sent once more, the form says the same."""
    incident, command, key = redact.read(interaction.view, interaction.user)
    handled = await services.handle(interaction, incident, command, f"form:{key}" if key else None)
    return OpenView(sentence_view(say("note.removed", label=handled.incident.label)))


async def put_on_record(services: Services, interaction: Interaction) -> Response:
    """A note, and at which time it stands."""
    incident, command, key = note.read(interaction.view, interaction.user)
    handled = await services.handle(interaction, incident, command, f"form:{key}" if key else None)
    return OpenView(sentence_view(noted_words(services, handled.incident, command.happened)))


async def dismissed(_: Services, __: Interaction) -> Response:
    """Take note of nothing: a view that only shows something was put away."""
    return NoReply()


SUBMISSIONS: Mapping[str, Submission] = {
    declare.CALLBACK: raise_incident,
    past.CALLBACK: record_past,
    close.CALLBACK: command_form(close.read),
    update.CALLBACK: command_form(update.read),
    edit.CALLBACK: correct,
    times.CALLBACK: command_form(times.read),
    private.CALLBACK: make_private,
    handover.CALLBACK: handing_over.submitted,
    short.SEVERITY: command_form(short.read_severity),
    short.REOPEN: command_form(short.read_reopen),
    short.ROLES: command_form(edit.read),
    publishing.CALLBACK: command_form(publishing.read),
    redact.CALLBACK: remove_words,
    note.CALLBACK: put_on_record,
    action.ADD: acting.submitted,
    action.CHANGE: command_form(action.read_change),
    note.CORRECT: command_form(note.read_correction),
    review.CALLBACK: reviewing.submitted,
    "copy": dismissed,
}


def refused(services: Services, interaction: Interaction, why: Refused) -> Response:
    """At its field where the form has it, else in place of the form."""
    words = services.refusal(why)
    blocks = {block.get("block_id") for block in interaction.view.get("blocks") or []}
    if why.field in blocks and why.field is not None:
        return FieldErrors({why.field: plainly(words, {})})
    return OpenView(sentence_view(words))


def stays_open(interaction: Interaction, words: Text) -> Response:
    """The form with all that was entered in it, and a line; one without fields is shown anew."""
    blocks = interaction.view.get("blocks") or []
    fields = [block["block_id"] for block in blocks if block["type"] == "input"]
    if fields:
        return FieldErrors({fields[0]: plainly(words, {})})
    shown = limits.SHOWN_OF_A_VIEW
    kept = {key: interaction.view[key] for key in shown if interaction.view.get(key)}
    return OpenView({**kept, "blocks": [section(words), *blocks]})
