"""What is pressed: the table of buttons. An action's name may end in `:` and an argument."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from firebell.domain.commands import (
    ChangeSeverity,
    DeclineRole,
    Join,
    MakeReal,
    TakeRole,
    TickStep,
    Update,
)
from firebell.slack.client.payloads import Heard
from firebell.slack.inbound.copy_as_text import outside_words
from firebell.slack.inbound.form_opening import (
    VERBS,
    help_message,
    to_close_form,
    to_declare,
    to_roles,
)
from firebell.slack.inbound.responses import Answer, Nothing, Open, note
from firebell.slack.inbound.services import Desk
from firebell.slack.inbound.summary import standing
from firebell.slack.views.forms import short
from firebell.words.say import say
from firebell.words.text import Channel

Button = Callable[[Desk, Heard], Awaitable[Answer]]


def opens(verb: str) -> Button:
    """A button that opens the form of this verb."""

    async def pressed(desk: Desk, heard: Heard) -> Answer:
        return await VERBS[verb](desk, heard, await desk.by_id(heard.incident), "")

    return pressed


async def open_declare(desk: Desk, heard: Heard) -> Answer:
    """The form of /incident."""
    return await to_declare(desk, heard)


async def open_drill(desk: Desk, heard: Heard) -> Answer:
    """The form for practice."""
    return await to_declare(desk, heard, drill=True)


async def open_help(_: Desk, __: Heard) -> Answer:
    """What can be typed."""
    return help_message()


async def which(desk: Desk, heard: Heard) -> Answer:
    """This one was meant."""
    found = await desk.by_id(heard.incident)
    if heard.about == "status":
        return note(standing(desk, found))
    return await VERBS[heard.about](desk, heard, found, "")


async def join(desk: Desk, heard: Heard) -> Answer:
    """Come to help."""
    command = Join(by=heard.user, where=heard.channel)
    handled = await desk.incidents.handle(heard.incident, command, heard.trigger)
    own = handled.incident.channel
    if own is None:
        return note(say("note.joining_soon", label=handled.incident.label))
    return note(say("note.joining", channel=Channel(own.id, own.name)))


async def tick(desk: Desk, heard: Heard) -> Answer:
    """A step is done; the card, or the list of all steps, shows it."""
    return await _ticked(desk, heard, done=True)


async def untick(desk: Desk, heard: Heard) -> Answer:
    """It is not done after all."""
    return await _ticked(desk, heard, done=False)


async def _ticked(desk: Desk, heard: Heard, *, done: bool) -> Answer:
    command = TickStep(by=heard.user, where=heard.channel, step=heard.about, done=done)
    handled = await desk.incidents.handle(heard.incident, command, heard.trigger)
    if heard.view:
        return Open(short.steps_view(handled.incident, desk.playbook, desk.now()))
    return Nothing()


async def on_it(desk: Desk, heard: Heard) -> Answer:
    """A lead who was asked says yes, or somebody else takes the role."""
    command = TakeRole(by=heard.user, where=heard.channel, role=heard.about)
    handled = await desk.incidents.handle(heard.incident, command, heard.trigger)
    if heard.view:
        return await to_roles(desk, heard, handled.incident, "")
    role = desk.playbook.role(heard.about).name
    return note(say("note.on_it", role=role, label=handled.incident.label))


async def cannot(desk: Desk, heard: Heard) -> Answer:
    """A lead who was asked says no."""
    command = DeclineRole(by=heard.user, where=heard.channel, role=heard.about)
    await desk.incidents.handle(heard.incident, command, heard.trigger)
    return note(say("note.declined"))


async def set_severity(desk: Desk, heard: Heard) -> Answer:
    """The one in charge says how bad it is."""
    severity = heard.about or heard.action.partition(":")[2]
    command = ChangeSeverity(by=heard.user, where=heard.channel, severity=severity)
    handled = await desk.incidents.handle(heard.incident, command, heard.trigger)
    found = handled.incident
    return note(say("note.severity", label=found.label, severity=found.severity))


async def no_change(desk: Desk, heard: Heard) -> Answer:
    """Nothing new; the next time is promised."""
    command = Update(by=heard.user, where=heard.channel, no_change=True)
    handled = await desk.incidents.handle(heard.incident, command, heard.trigger)
    return note(say("note.updated", label=handled.incident.label))


async def make_real(desk: Desk, heard: Heard) -> Answer:
    """The drill turned out not to be one."""
    command = MakeReal(by=heard.user, where=heard.channel)
    await desk.incidents.handle(heard.incident, command, heard.trigger)
    return Nothing()


async def same_as(desk: Desk, heard: Heard) -> Answer:
    """It is the same as an earlier one: the form to close it says so already."""
    found = await desk.by_id(heard.incident)
    number = int(heard.about) if heard.about.isdigit() else None
    return await to_close_form(desk, heard, found, duplicate_of=number)


async def retry(desk: Desk, heard: Heard) -> Answer:
    """Take up again what was given up."""
    again = await desk.incidents.retry(heard.about)
    return note(say("note.retrying" if again else "note.nothing_to_retry"))


async def copy_text(desk: Desk, heard: Heard) -> Answer:
    """What was said, fit for an e-mail."""
    plain = await outside_words(desk, heard.incident, heard.about)
    return Open(short.copy_view(say("copy.hint"), plain))


async def passed_over(_: Desk, __: Heard) -> Answer:
    """A choice in a form, which counts when the form is sent off; a link that opens by itself."""
    return Nothing()


BUTTONS: Mapping[str, Button] = {
    "join": join,
    "tick": tick,
    "untick": untick,
    "on_it": on_it,
    "take_role": on_it,
    "cannot": cannot,
    "set_severity": set_severity,
    "no_change": no_change,
    "make_real": make_real,
    "same_as": same_as,
    "retry": retry,
    "copy_text": copy_text,
    "which": which,
    "menu": opens("menu"),
    "open_declare": open_declare,
    "open_drill": open_drill,
    "open_help": open_help,
    "open_update": opens("update"),
    "open_severity": opens("severity"),
    "open_roles": opens("roles"),
    "open_close": opens("close"),
    "open_reopen": opens("reopen"),
    "menu_update": opens("update"),
    "menu_edit": opens("edit"),
    "menu_roles": opens("roles"),
    "menu_severity": opens("severity"),
    "menu_steps": opens("steps"),
    "menu_record": opens("record"),
    "menu_close": opens("close"),
    "menu_reopen": opens("reopen"),
    "value": passed_over,
}
