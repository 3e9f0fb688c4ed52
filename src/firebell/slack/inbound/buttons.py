"""What is pressed: the table of buttons. An action's name may end in `:` and an argument."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime

from firebell.domain.actions import ActionPart
from firebell.domain.commands import (
    ChangeSeverity,
    ConfirmOngoing,
    DeclineRole,
    Edit,
    Join,
    MakeReal,
    TakeRole,
    TellNeighbour,
    TickStep,
    Update,
)
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound import acting, handing_over
from firebell.slack.inbound.closing_forms import open_close_form
from firebell.slack.inbound.commands import as_meant
from firebell.slack.inbound.copy_as_text import plain_words
from firebell.slack.inbound.form_opening import (
    VERBS,
    help_message,
    open_declare_form,
    open_roles_form,
)
from firebell.slack.inbound.listing import turned
from firebell.slack.inbound.raising_from_alert import raise_alert
from firebell.slack.inbound.record_forms import (
    open_note_correction,
    open_redact_confirmation,
    open_redact_page,
)
from firebell.slack.inbound.responses import NoReply, OpenView, Response, reply
from firebell.slack.inbound.services import Services
from firebell.slack.inbound.submissions import severity_said
from firebell.slack.inbound.summary import status_summary
from firebell.slack.views.blocks import actions, button
from firebell.slack.views.forms import factors, short
from firebell.slack.views.forms.open_list import words_kept
from firebell.slack.views.forms.times import has_times
from firebell.slack.views.messages.ending import affected_words
from firebell.slack.views.messages.parts import place, value
from firebell.words.say import form, say
from firebell.words.text import ChannelLink, Mention, joined

Button = Callable[[Services, Interaction], Awaitable[Response]]


def opens(verb: str) -> Button:
    """A button that opens the form of this verb."""

    async def pressed(services: Services, interaction: Interaction) -> Response:
        return await VERBS[verb](services, interaction, await services.by_id(interaction), "")

    return pressed


async def open_declare(services: Services, interaction: Interaction) -> Response:
    """Open the form of /incident, from Home or from a menu."""
    return await open_declare_form(services, interaction)


async def raise_words(services: Services, interaction: Interaction) -> Response:
    """Open the form of /incident with words that were no command, as if typed where they were."""
    where, words = interaction.incident or None, interaction.about
    return await open_declare_form(services, replace(interaction, channel=where), words)


async def open_drill(services: Services, interaction: Interaction) -> Response:
    """Open the form of /incident for practice."""
    return await open_declare_form(services, interaction, drill=True)


async def open_help(services: Services, _: Interaction) -> Response:
    """Show what can be typed."""
    return help_message(services.playbook)


async def chosen_incident(services: Services, interaction: Interaction) -> Response:
    """Go on with the incident that was chosen when several could be meant."""
    found = await services.by_id(interaction)
    if interaction.about == "status":
        return reply(status_summary(services, found))
    words = words_kept(interaction.view)
    return await VERBS[interaction.about](services, interaction, found, words)


async def join(services: Services, interaction: Interaction) -> Response:
    """Bring the person who pressed *Join* into the incident's channel."""
    command = Join(by=interaction.user, where=interaction.channel)
    handled = await services.handle(interaction, interaction.incident, command, interaction.trigger)
    own = handled.incident.channel
    if handled.incident.home is not None and handled.incident.is_somewhere:
        there = place(handled.incident)
        label = handled.incident.label
        return reply(say("note.joining_thread", label=label, channel=there))
    if own is None:
        return reply(say("note.joining_soon", label=handled.incident.label))
    return reply(say("note.joining", channel=ChannelLink(own.id, own.name)))


async def tick(services: Services, interaction: Interaction) -> Response:
    """A step is done; the card, or the list of all steps, shows it."""
    return await _ticked(services, interaction, done=True)


async def untick(services: Services, interaction: Interaction) -> Response:
    """It is not done after all."""
    return await _ticked(services, interaction, done=False)


async def _ticked(services: Services, interaction: Interaction, *, done: bool) -> Response:
    command = TickStep(
        by=interaction.user, where=interaction.channel, step=interaction.about, done=done
    )
    handled = await services.handle(interaction, interaction.incident, command, interaction.trigger)
    if interaction.view and not interaction.in_home:
        playbook = services.process_of(handled.incident)
        return OpenView(short.steps_view(handled.incident, playbook, services.now()))
    return NoReply()


async def on_it(services: Services, interaction: Interaction) -> Response:
    """A lead who was asked says yes, or somebody else takes the role."""
    command = TakeRole(
        by=interaction.user,
        where=interaction.channel,
        role=interaction.about,
        asked=interaction.action.partition(":")[0] == "on_it",
    )
    handled = await services.handle(interaction, interaction.incident, command, interaction.trigger)
    if interaction.in_home:
        return NoReply()
    if interaction.view:
        return await open_roles_form(services, interaction, handled.incident, "")
    role = services.playbook.role(interaction.about).name
    return reply(say("note.on_it", role=role, label=handled.incident.label))


async def cannot(services: Services, interaction: Interaction) -> Response:
    """A lead who was asked says no, and reads what comes of it."""
    role = interaction.about
    command = DeclineRole(by=interaction.user, where=interaction.channel, role=role)
    handled = await services.handle(interaction, interaction.incident, command, interaction.trigger)
    found = handled.incident
    held = found.roles.get(role)
    if held is not None and held.on_it:
        return reply(say("note.declined.over", who=Mention(held.person)))
    if found.in_charge != interaction.user:
        return reply(say("note.declined", who=Mention(found.in_charge)))
    leads = services.playbook.role(role)
    words = say("note.declined.in_charge", role=leads.name, label=found.label)
    still = say("note.declined.still") if leads.in_charge else ()
    ask = button(form("button.ask_other"), "open_roles", value(found, role))
    return reply(joined([words, still], " "), actions([ask]))


async def set_severity(services: Services, interaction: Interaction) -> Response:
    """The one in charge says how bad it is."""
    severity = interaction.about or interaction.action.partition(":")[2]
    command = ChangeSeverity(
        by=interaction.user, where=interaction.channel, severity=severity, asked=True
    )
    handled = await services.handle(interaction, interaction.incident, command, interaction.trigger)
    return reply(severity_said(handled))


async def no_change(services: Services, interaction: Interaction) -> Response:
    """Nothing new; the next time is promised. Once it was said, whoever said it, the press of the
    same reminder says nothing more."""
    promised = datetime.fromisoformat(interaction.about) if interaction.about else None
    command = Update(
        by=interaction.user, where=interaction.channel, no_change=True, promised=promised
    )
    handled = await services.handle(interaction, interaction.incident, command, interaction.trigger)
    if not handled.events and not handled.repeated:
        return reply(say("note.answered_already"))
    return reply(say("note.updated", label=handled.incident.label))


async def still_going(services: Services, interaction: Interaction) -> Response:
    """It is not over, whatever else there is to say."""
    command = ConfirmOngoing(by=interaction.user, where=interaction.channel)
    handled = await services.handle(interaction, interaction.incident, command, interaction.trigger)
    return reply(say("note.still_going", label=handled.incident.label))


async def make_real(services: Services, interaction: Interaction) -> Response:
    """The drill turned out not to be one."""
    command = MakeReal(by=interaction.user, where=interaction.channel)
    await services.handle(interaction, interaction.incident, command, interaction.trigger)
    return NoReply()


async def same_as(services: Services, interaction: Interaction) -> Response:
    """It is the same as an earlier one: the form to close it says so already."""
    found = await services.by_id(interaction)
    number = int(interaction.about) if interaction.about.isdigit() else None
    return await open_close_form(services, interaction, found, duplicate_of=number)


async def times_right(services: Services, interaction: Interaction) -> Response:
    """What was assumed is so: it is said now. Where other times stand meanwhile, they are shown."""
    found = await services.by_id(interaction)
    marks = found.milestones
    shown = {str(int(at.timestamp())) for at in (marks.affected_from, marks.working_since) if at}
    if not has_times(found) or shown != set(interaction.about.split("|")):
        return await VERBS["times"](services, interaction, found, "")
    command = Edit(
        by=interaction.user,
        where=interaction.channel,
        affected_from=marks.affected_from,
        working_since=marks.working_since,
    )
    handled = await services.handle(interaction, found.id, command, interaction.trigger)
    known = handled.incident.milestones
    span = affected_words(known, services.process_of(found).time_zone, services.now())
    return reply(say("note.times", times=span))


async def home_filter(services: Services, interaction: Interaction) -> Response:
    """Other open incidents are to be shown in Home, or all of them again."""
    homes, person = services.homes.homes, interaction.user
    if interaction.incident == "all":
        await homes.unfiltered(person)
    else:
        await homes.chosen(person, interaction.values[0], interaction.about)
    return NoReply()


async def retry(services: Services, interaction: Interaction) -> Response:
    """Take up again what was given up."""
    again = await services.incidents.retry(interaction.about, await services.caller(interaction))
    return reply(say("note.retrying" if again else "note.nothing_to_retry"))


async def redact_page(services: Services, interaction: Interaction) -> Response:
    """Turn a page in the list of what was typed."""
    found = await services.by_id(interaction)
    page = int(interaction.about) if interaction.about.isdecimal() else 0
    return await open_redact_page(services, interaction, found, page)


async def redact_entry(services: Services, interaction: Interaction) -> Response:
    """Some of it was chosen, to be removed."""
    found = await services.by_id(interaction)
    return await open_redact_confirmation(services, interaction, found, interaction.about)


async def note_correct(services: Services, interaction: Interaction) -> Response:
    """A note was chosen, to be corrected."""
    return await open_note_correction(services, interaction, interaction.about)


async def copy_text(services: Services, interaction: Interaction) -> Response:
    """What was said, fit for an e-mail."""
    plain = await plain_words(services, interaction)
    found = await services.by_id(interaction)
    hint = say("copy.hint.private", label=found.label) if found.private else say("copy.hint")
    return OpenView(short.copy_view(hint, plain))


async def entered(services: Services, interaction: Interaction) -> Response:
    """A choice in a form, which counts when it is sent off; what boxes suggest is seen at once."""
    if factors.read(interaction.view) is None:
        return NoReply()
    return OpenView(factors.followed(interaction.view, services.playbook))


async def tell_service(services: Services, interaction: Interaction) -> Response:
    """The team of a service before or behind this one is told, once."""
    service = interaction.action.partition(":")[2]
    command = TellNeighbour(by=interaction.user, where=interaction.channel, service=service)
    handled = await services.handle(interaction, interaction.incident, command, interaction.trigger)
    found, known = handled.incident, services.playbook.service(service)
    key = "note.would_tell_service" if found.drill else "note.told_service"
    return reply(say(key, service=known.name if known else service, label=found.label))


BUTTONS: Mapping[str, Button] = {
    "join": join,
    "tick": tick,
    "untick": untick,
    "on_it": on_it,
    "take_role": on_it,
    "cannot": cannot,
    "take_handover": handing_over.take,
    "decline_handover": handing_over.decline,
    "take_charge": handing_over.take_at_once,
    "set_severity": set_severity,
    "no_change": no_change,
    "still_going": still_going,
    "make_real": make_real,
    "same_as": same_as,
    "times_right": times_right,
    "open_times": opens("times"),
    "retry": retry,
    "copy_text": copy_text,
    "redact_page": redact_page,
    "redact_entry": redact_entry,
    "note_correct": note_correct,
    "which": chosen_incident,
    "open_list": turned,
    "home_filter": home_filter,
    "meant": as_meant,
    "raise_words": raise_words,
    "menu": opens("menu"),
    "open_declare": open_declare,
    "open_drill": open_drill,
    "open_help": open_help,
    "open_update": opens("update"),
    "open_severity": opens("severity"),
    "open_roles": opens("roles"),
    "open_handover": opens("handover"),
    "catch_up": opens("catch_up"),
    "open_close": opens("close"),
    "open_reopen": opens("reopen"),
    "tell_public": opens("public"),
    "open_private": opens("private"),
    "open_review": opens("review"),
    "menu_review": opens("review"),
    "menu_update": opens("update"),
    "menu_edit": opens("edit"),
    "menu_roles": opens("roles"),
    "menu_severity": opens("severity"),
    "menu_handover": opens("handover"),
    "menu_catch_up": opens("catch_up"),
    "menu_steps": opens("steps"),
    "menu_redact": opens("redact"),
    "menu_record": opens("record"),
    "menu_note": opens("note"),
    "menu_action": opens("action"),
    "menu_actions": opens("actions"),
    "open_action": opens("action"),
    "open_actions": acting.turned,
    "action_done": acting.done,
    "action_undo": acting.undo,
    "action_edit": acting.changes(),
    "action_day": acting.changes(ActionPart.DUE),
    "action_other": acting.changes(ActionPart.OWNER),
    "action_remove": acting.remove,
    "action_ticket": acting.ticket,
    "action_look": acting.look,
    "menu_private": opens("private"),
    "menu_channel": opens("channel"),
    "move_to_channel": opens("channel"),
    "menu_close": opens("close"),
    "menu_reopen": opens("reopen"),
    "value": entered,
    "tell_service": tell_service,
    "alert_raise": raise_alert,
}
