"""Which form opens for what: one function a form, each with the facts that it needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from firebell.domain.commands import MoveToChannel
from firebell.domain.incident import Incident, Person
from firebell.domain.open_incidents import in_order
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused
from firebell.domain.typed_text import one_line
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound import acting, catching_up, handing_over, reviewing
from firebell.slack.inbound.closing_forms import close_or_open_form
from firebell.slack.inbound.people_typed import asked_in, people_in
from firebell.slack.inbound.record_forms import note_or_open_form, open_redact_list, send_record
from firebell.slack.inbound.responses import OpenView, Reply, Response, in_drill, reply
from firebell.slack.inbound.services import Services
from firebell.slack.views.blocks import Block, Message, marked
from firebell.slack.views.forms import (
    declare,
    edit,
    private,
    publishing,
    short,
    times,
    update,
)
from firebell.slack.views.messages.parts import feedback
from firebell.words.catalogue import FORMS
from firebell.words.reading import severity_in, stand_in
from firebell.words.say import form, say
from firebell.words.text import text

Opener = Callable[[Services, Interaction, Incident, str], Awaitable[Response]]
"""The last is what was typed behind the verb."""


async def open_declare_form(
    services: Services, interaction: Interaction, words: str = "", *, drill: bool = False
) -> Response:
    """Open the form of /incident, with the open incidents on top."""
    opened = await services.incidents.open_publicly(await services.caller(interaction))
    opened = in_order(opened, interaction.user, services.playbook)
    draft = declare.draft(
        words, services.new_key(), interaction.channel, services.playbook, drill=drill
    )
    view = declare.view(draft, services.playbook, opened, services.now())
    return OpenView(view, kept=words)


async def open_update_form(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    """Open the form that tells people what is known; words typed behind it stand in it, and the
    severity or status that they begin with is chosen."""
    _still_open(incident, "Update")
    typed = stand_in(words, services.process_of(incident))
    view = update.view(
        incident,
        services.process_of(incident),
        services.now(),
        key=services.new_key(),
        where=interaction.channel,
        person=interaction.user,
        known=typed.words,
        severity=typed.severity,
        status=typed.status,
    )
    return OpenView(view, kept=words)


async def open_edit_form(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    """Open the form that corrects title, description, service and leads. Who is named with words
    typed behind it is chosen; other words stand in it as the title."""
    typed = asked_in(services, interaction, incident, words)
    view = edit.view(
        incident,
        services.process_of(incident),
        key=services.new_key(),
        where=interaction.channel,
        title=one_line(typed.words),
        asked=typed.chosen,
    )
    return OpenView(view, kept=words)


async def open_severity_form(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    """Open the form that says how bad it is; a severity that the words name is chosen."""
    _still_open(incident, "ChangeSeverity")
    typed = severity_in(words, incident, services.process_of(incident))
    view = short.severity_view(
        incident,
        services.process_of(incident),
        key=services.new_key(),
        where=interaction.channel,
        why=typed.words,
        severity=typed.severity,
    )
    return OpenView(view, kept=words)


async def open_reopen_form(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    """Open the form that reopens a closed incident. Raises Refused where it is open."""
    if incident.is_open:
        raise Refused("still_open", number=incident.number)
    if incident.past:
        raise Refused("past_not_reopened", number=incident.number)
    view = short.reopen_view(
        incident,
        services.process_of(incident),
        key=services.new_key(),
        where=interaction.channel,
        person=interaction.user,
        why=words,
    )
    return OpenView(view, kept=words)


async def open_public_form(
    services: Services, interaction: Interaction, incident: Incident, _: str
) -> Response:
    """Open the form that tells the public of the end, for whoever speaks to them. What goes on is
    told of with an update."""
    if incident.is_open:
        return await open_update_form(services, interaction, incident, "")
    view = publishing.view(
        incident,
        services.process_of(incident),
        key=services.new_key(),
        where=interaction.channel,
        person=interaction.user,
    )
    if view is None:
        raise Refused("public_no_page")
    return OpenView(view)


async def open_roles_form(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    """Open the view of who has which role, where each can be taken or given; whom the words name
    is chosen."""
    _still_open(incident, "TakeRole")
    typed = asked_in(services, interaction, incident, words)
    view = short.roles_view(
        incident,
        services.process_of(incident),
        services.now(),
        key=services.new_key(),
        where=interaction.channel,
        asked=typed.chosen,
        unknown=typed.words,
    )
    return OpenView(view, kept=words)


async def open_steps_view(
    services: Services, _: Interaction, incident: Incident, __: str
) -> Response:
    """Open the view of all steps, each with its button."""
    return OpenView(short.steps_view(incident, services.process_of(incident), services.now()))


async def open_times_form(
    services: Services, interaction: Interaction, incident: Incident, _: str
) -> Response:
    """Open the form that says when users were affected, where somebody was."""
    if not times.has_times(incident):
        return reply(say("note.times_none", label=incident.label))
    return OpenView(times.view(incident, key=services.new_key(), where=interaction.channel))


async def open_menu(_: Services, __: Interaction, incident: Incident, ___: str) -> Response:
    """Open the menu of everything that can be done with this incident."""
    return OpenView(short.menu_view(incident))


async def move_to_channel(
    services: Services, interaction: Interaction, incident: Incident, _: str
) -> Response:
    """What lives in a thread gets a channel, at once. Raises Refused."""
    command = MoveToChannel(by=interaction.user, where=interaction.channel)
    handled = await services.handle(interaction, incident.id, command, interaction.trigger)
    return reply(say("note.moving", label=handled.incident.label))


async def open_private_form(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    """Open the form that makes this incident private; whom the words name comes along. Raises
    Refused where it is private."""
    named = people_in(services, interaction, incident, words)
    return OpenView(private_view(services, interaction, incident, named=named))


def private_view(
    services: Services,
    interaction: Interaction,
    incident: Incident,
    *,
    on_top: bool = False,
    named: Sequence[Person] = (),
) -> Block:
    """The form that makes this incident private, by itself or on top of another."""
    if incident.private:
        raise Refused("private_already", number=incident.number)
    return private.view(
        incident,
        interaction.user,
        key=services.new_key(),
        where=interaction.channel,
        on_top=on_top,
        named=named,
    )


def help_message(playbook: Playbook) -> Response:
    """The help: plain sentences for a voice, code for the eye; and where to say how it worked."""
    plain = text(FORMS["help"].replace("*", "").replace("`", ""))
    shown = {"type": "section", "text": marked(FORMS["help"])}
    here = {"type": "context", "elements": [marked(form("help.here"))]}
    return Reply(Message(words=plain, blocks=[shown, here, *feedback(playbook)]))


def _still_open(incident: Incident, command: str) -> None:
    if not incident.is_open:
        raise Refused(
            "not_possible", status=incident.status, command=command, number=incident.number
        )


def _says_what_it_is(opener: Opener) -> Opener:
    """Whatever opens for a drill says that it is one."""

    async def opened(
        services: Services, interaction: Interaction, incident: Incident, words: str
    ) -> Response:
        return in_drill(await opener(services, interaction, incident, words), incident)

    return opened


OPENERS: Mapping[str, Opener] = {
    "update": open_update_form,
    "edit": open_edit_form,
    "close": close_or_open_form,
    "reopen": open_reopen_form,
    "public": open_public_form,
    "severity": open_severity_form,
    "roles": open_roles_form,
    "steps": open_steps_view,
    "handover": handing_over.handover_or_form,
    "catch_up": catching_up.show,
    "times": open_times_form,
    "redact": open_redact_list,
    "private": open_private_form,
    "channel": move_to_channel,
    "note": note_or_open_form,
    "action": acting.action_or_form,
    "actions": acting.list_of,
    "record": send_record,
    "review": reviewing.review_or_form,
    "menu": open_menu,
}
"""What can be asked of one incident, from a command, a menu or the question which."""

VERBS: Mapping[str, Opener] = {verb: _says_what_it_is(each) for verb, each in OPENERS.items()}
