"""Handing over, from what is typed or pressed: `/incident handover`, its form, its two answers.

Whoever is named is asked at once; without a name, or with one that nobody or several have, the
form asks to whom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firebell.domain.commands import DeclineHandover, HandOver, TakeHandover, TakeRole
from firebell.domain.events import Event, HandoverOffered, RoleTaken
from firebell.domain.incident import Incident, Person
from firebell.domain.moves.handover import is_gone
from firebell.domain.permissions import OUTSIDE
from firebell.domain.refusals import Refused
from firebell.slack.client.payloads import Interaction, first_mention, without_markup
from firebell.slack.inbound.responses import FieldErrors, OpenView, Response, reply, sentence_view
from firebell.slack.inbound.services import Services
from firebell.slack.views.blocks import plainly, section
from firebell.slack.views.forms import handover
from firebell.slack.views.messages.summary import ten_lines
from firebell.words.say import say
from firebell.words.text import Mention, Text

MOST_OF_A_NAME = 2
"""Words that nobody is called by count as a name up to here, and as the line from there on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stood behind the verb: a person, or why there is none, and the line."""

    person: Person | None = None
    line: str = ""
    wrong: Text = ()


async def handover_or_form(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    """Ask whoever is named; else open the form. Raises Refused."""
    if not incident.is_open:
        raise Refused(
            "not_possible", status=incident.status, command="HandOver", number=incident.number
        )
    typed = read_words(services, interaction, incident, words)
    if typed.person is None:
        return await _form(services, interaction, incident, typed, words)
    command = HandOver(
        by=interaction.user, where=interaction.channel, person=typed.person, line=typed.line
    )
    return reply(*await _given(services, interaction, incident.id, command))


def read_words(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Typed:
    """`@Charlie the rest`, `to charlie`, or a line alone."""
    named = words.removeprefix("to ").strip() if words != "to" else ""
    mention = first_mention(interaction.markup)
    if mention is not None and words:
        shown = without_markup(mention.markup)
        line = named.removeprefix(shown) if named.startswith(shown) else words
        return Typed(person=mention.person, line=line.strip(" ,:"))
    found = services.called(named)
    people = found.people
    if len(people) > 1:
        people = tuple(who for who in people if incident.is_in(who)) or people
    if len(people) == 1:
        return Typed(person=people[0], line=found.rest)
    if people:
        return Typed(line=found.rest, wrong=say("form.handover_several", words=found.name))
    if named != words or 0 < len(words.split()) <= MOST_OF_A_NAME or words.startswith("@"):
        return Typed(wrong=say("form.handover_nobody", words=named))
    return Typed(line=words)


async def _form(
    services: Services, interaction: Interaction, incident: Incident, typed: Typed, words: str
) -> Response:
    view = handover.view(
        incident,
        await ten_lines_of(services, interaction, incident.id),
        interaction.user,
        key=services.new_key(),
        where=interaction.channel,
        gone=is_gone(incident, services.playbook),
        said=typed.wrong,
        line=typed.line,
    )
    return OpenView(view, kept=words)


async def ten_lines_of(services: Services, interaction: Interaction, incident: str) -> Text:
    """An incident in ten lines, for whoever asks. Raises Refused."""
    caller = await services.caller(interaction)
    found, record = await services.incidents.with_record(incident, caller)
    return ten_lines(found, record, services.process_of(found), services.now())


async def submitted(services: Services, interaction: Interaction) -> Response:
    """The form was sent off: whoever was chosen is asked."""
    incident, command, key = handover.read(interaction.view, interaction.user)
    if command.person == services.slack.bot_user:
        return FieldErrors({"person": plainly(say("form.pick_person"), {})})
    words, *_ = await _given(services, interaction, incident, command, key)
    return OpenView(sentence_view(words))


async def _given(
    services: Services,
    interaction: Interaction,
    incident: str,
    command: HandOver,
    key: str | None = None,
) -> tuple[Text, dict[str, object]]:
    """Hand over, and say what became of it, with the lines that the other reads."""
    account = (await services.who(command.person, None)).account
    if account in OUTSIDE or command.person == services.slack.bot_user:
        raise Refused("person_gone", field="person")
    handled = await services.handle(
        interaction, incident, command, f"form:{key}" if key else interaction.trigger or None
    )
    after = handled.incident
    words = _became(after, command, handled.events)
    stands = await ten_lines_of(services, interaction, incident)
    return words, section(stands)


def _became(incident: Incident, command: HandOver, events: Sequence[Event]) -> Text:
    label, person = incident.label, Mention(command.person)
    found = [type(event) for event in events]
    if incident.in_charge == command.person:
        return say("note.in_charge", label=label)
    if HandoverOffered not in found:
        return say("note.handover_again", label=label, person=person)
    if RoleTaken in found:
        return say("note.handover_gone", label=label, person=person)
    if incident.in_charge == command.by:
        return say("note.handover", label=label, person=person)
    holder = Mention(incident.in_charge)
    return say("note.handover_other", label=label, person=person, holder=holder)


async def take(services: Services, interaction: Interaction) -> Response:
    """Whoever was offered it takes it."""
    command = TakeHandover(by=interaction.user, where=interaction.channel)
    handled = await services.handle(interaction, interaction.incident, command, interaction.trigger)
    return reply(say("note.in_charge", label=handled.incident.label))


async def take_at_once(services: Services, interaction: Interaction) -> Response:
    """*I'll take over*, in the form: nobody has to offer it."""
    role = services.playbook.leading_role.key
    command = TakeRole(by=interaction.user, where=interaction.channel, role=role)
    handled = await services.handle(interaction, interaction.incident, command, interaction.trigger)
    return reply(say("note.in_charge", label=handled.incident.label))


async def decline(services: Services, interaction: Interaction) -> Response:
    """Whoever was offered it can't."""
    command = DeclineHandover(by=interaction.user, where=interaction.channel)
    handled = await services.handle(interaction, interaction.incident, command, interaction.trigger)
    return reply(say("note.handover_declined", holder=Mention(handled.incident.in_charge)))
