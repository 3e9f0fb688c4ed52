"""Actions as people ask for them: typed, by a form, a button or a message's shortcut."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from firebell.app.errors import ChatError
from firebell.app.incidents import Handled
from firebell.domain.actions import ActionPart
from firebell.domain.commands import AddAction, AskTicket, Command, FinishAction, RemoveAction
from firebell.domain.incident import Incident, Person
from firebell.domain.named import first_word
from firebell.domain.open_actions import to_do
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused
from firebell.domain.typed_due import due_in
from firebell.domain.typed_text import one_line
from firebell.slack.client.payloads import Interaction, first_mention, without_markup
from firebell.slack.inbound.people_typed import person_in
from firebell.slack.inbound.responses import (
    NoReply,
    OpenView,
    Response,
    in_drill,
    reply,
    sentence_view,
)
from firebell.slack.inbound.services import Services, label_and_rest
from firebell.slack.views.blocks import lines
from firebell.slack.views.forms import action as forms
from firebell.slack.views.forms import action_list
from firebell.slack.views.forms.action_list import Page
from firebell.slack.views.messages.actions import line
from firebell.words.en.typed import FOR
from firebell.words.reading import wanted_in
from firebell.words.say import say
from firebell.words.text import Text

log = logging.getLogger(__name__)

Button = Callable[[Services, Interaction], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed behind `action`: whose it is and until when, as far as it says it; `nobody`
    is a name that nobody has, or several."""

    owner: Person | None = None
    due: datetime | None = None
    words: str = ""
    nobody: str = ""


async def action_or_form(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    """Write it down; without words, or for a name that nobody has, open the form. What can't be
    written down is given back."""
    try:
        typed = _typed(services, interaction, incident, words)
        if not typed.words or typed.nobody:
            return open_form(services, interaction, incident, typed)
        command = AddAction(
            by=interaction.user,
            where=interaction.channel,
            text=typed.words,
            owner=typed.owner,
            due=typed.due,
        )
        handled = await services.handle(
            interaction, incident.id, command, interaction.trigger or None
        )
    except Refused as why:
        if not words:
            raise
        return reply(lines(services.refusal(why), say("note.no_action", words=words)))
    return reply(_written(services, handled, command))


def _typed(services: Services, interaction: Interaction, incident: Incident, words: str) -> Typed:
    """`@bob by friday call the supplier`; either may come first. Raises Refused."""
    owner, nobody, rest = _owner(services, interaction, incident, words)
    found = due_in(rest, services.now(), services.playbook.time_zone, services.playbook.hours)
    if owner is None and not nobody and found.at is not None:
        owner, nobody, behind = _owner(services, interaction, incident, found.words)
        return Typed(owner=owner, due=found.at, words=behind, nobody=nobody)
    return Typed(owner=owner, due=found.at, words=found.words, nobody=nobody)


def _owner(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> tuple[Person | None, str, str]:
    """Who is named with `@` at the beginning, or a name that nobody has; and the words behind."""
    before, behind = first_word(words)
    named = behind if before in FOR and behind.startswith("@") else words
    mention = first_mention(interaction.markup)
    marked = mention is not None and named.startswith(without_markup(mention.markup))
    if not named.startswith("@") and not marked:
        return None, "", words
    person, rest = person_in(services, interaction, incident, named)
    if person is not None:
        return person, "", rest.lstrip(" ,;:–—-")
    name, _, rest = named.partition(" ")
    return None, name, rest


def open_form(
    services: Services, interaction: Interaction, incident: Incident, typed: Typed
) -> Response:
    """The form, with what was typed in it."""
    view = forms.add_view(
        incident,
        services.playbook,
        key=services.new_key(),
        where=interaction.channel,
        words=typed.words,
        owner=typed.owner,
        due=typed.due,
        said=say("note.owner_unknown", name=typed.nobody) if typed.nobody else (),
    )
    return in_drill(OpenView(view, kept=typed.words), incident)


def _written(services: Services, handled: Handled, command: AddAction) -> Text:
    """That it is on the list, and how it was understood."""
    found = handled.incident
    if handled.repeated or not found.actions:
        return say("note.done_already", label=found.label)
    words = line(found.actions[-1], services.playbook, services.now())
    key = "note.action_ticket" if command.ticket else "note.action"
    return say(key, label=found.label, action=words)


def is_wanted(words: str, _: Playbook) -> bool:
    """Whether all of it says which of the actions: else it begins a title."""
    return not wanted_in(words).words


async def actions_(services: Services, interaction: Interaction, rest: str) -> Response:
    """What is to be done: of the incident whose channel this is or that is numbered, else all."""
    number, which = label_and_rest(rest)
    only = await services.here(interaction) if number is None else None
    if number is not None:
        only = await services.numbered(number, interaction)
        if only is None:
            return reply(say("note.no_match", label=f"INC-{number}"))
    page = Page(incident=only.id if only else "", which=which)
    return await show(services, interaction, page)


async def list_of(
    services: Services, interaction: Interaction, incident: Incident, _: str
) -> Response:
    """What is to be done in this incident."""
    return await show(services, interaction, Page(incident=incident.id))


async def turned(services: Services, interaction: Interaction) -> Response:
    """Another page of it, or others of them."""
    return await show(services, interaction, action_list.page_of(interaction.values))


async def show(services: Services, interaction: Interaction, page: Page) -> Response:
    """In a view, as this person may see it. Raises Refused."""
    caller = await services.caller(interaction)
    only = await services.incidents.by_id(page.incident, caller) if page.incident else None
    shown = [only] if only else await services.incidents.with_actions(caller)
    now = services.now()
    view = action_list.view(to_do(shown), page, interaction.user, services.playbook, now, only=only)
    found = OpenView(view)
    return in_drill(found, only) if only else found


async def _given(services: Services, interaction: Interaction, command: Command) -> Response:
    """Carry it out; the list in which it was pressed follows, all else does by itself."""
    await services.handle(interaction, interaction.incident, command, interaction.trigger)
    return await _list_again(services, interaction)


async def _list_again(services: Services, interaction: Interaction) -> Response:
    if interaction.view.get("callback_id") != action_list.CALLBACK:
        return NoReply()
    carried = str(interaction.view.get("private_metadata") or "").split("|")
    return await show(services, interaction, action_list.page_of(carried))


async def done(services: Services, interaction: Interaction) -> Response:
    """It is done."""
    command = FinishAction(by=interaction.user, where=interaction.channel, action=interaction.about)
    return await _given(services, interaction, command)


async def undo(services: Services, interaction: Interaction) -> Response:
    """It is not done after all."""
    command = FinishAction(
        by=interaction.user, where=interaction.channel, action=interaction.about, done=False
    )
    return await _given(services, interaction, command)


async def remove(services: Services, interaction: Interaction) -> Response:
    """It is not to be done any more; in place of its form stands what is left."""
    command = RemoveAction(by=interaction.user, where=interaction.channel, action=interaction.about)
    handled = await services.handle(interaction, interaction.incident, command, interaction.trigger)
    return await show(services, interaction, Page(incident=handled.incident.id))


async def ticket(services: Services, interaction: Interaction) -> Response:
    """Have a ticket made of it."""
    command = AskTicket(by=interaction.user, where=interaction.channel, action=interaction.about)
    return await _given(services, interaction, command)


async def look(services: Services, interaction: Interaction) -> Response:
    """Ask the tracker now how its tickets stand."""
    found = await services.by_id(interaction)
    await services.look_at_tickets(found.id)
    return await _list_again(services, interaction)


def changes(*parts: ActionPart) -> Button:
    """A button that opens the form of these parts of an action; of all where none is named."""

    async def pressed(services: Services, interaction: Interaction) -> Response:
        incident = await services.by_id(interaction)
        action = incident.action(interaction.about)
        if action is None:
            raise Refused("no_such_action")
        view = forms.change_view(
            incident,
            action,
            key=services.new_key(),
            where=interaction.channel,
            parts=parts or tuple(ActionPart),
        )
        return in_drill(OpenView(view), incident)

    return pressed


async def submitted(services: Services, interaction: Interaction) -> Response:
    """The form of a new one: it is on the list."""
    incident, command, key = forms.read_add(interaction.view, interaction.user)
    handled = await services.handle(interaction, incident, command, f"form:{key}" if key else None)
    return OpenView(sentence_view(_written(services, handled, command)))


async def from_message(services: Services, interaction: Interaction) -> Response:
    """The form, with the words of a message as they read now, and a link to it."""
    own = await services.here(interaction)
    if own is None or interaction.channel is None:
        return reply(say("note.no_incident_for_action"))
    ts = str(interaction.message.get("ts") or "")
    try:
        message = await services.notes.message_at(interaction.channel, ts)
        if message is None:
            return reply(say("note.message_no_action"))
        said = await services.notes.note(
            message, interaction.user, interaction.channel, marked=False
        )
    except ChatError as error:
        log.warning("A message could not be read for an action (%s)", error.code)
        return reply(say("note.message_unread_action"))
    view = forms.add_view(
        own,
        services.playbook,
        key=services.new_key(),
        where=interaction.channel,
        words=one_line(said.text),
        link=said.link,
    )
    return in_drill(OpenView(view), own)
