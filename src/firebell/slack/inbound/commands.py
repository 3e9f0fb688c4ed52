"""What is typed: the table of subcommands. A word that is none is the beginning of a title.

Words that may well begin a title (`update is broken`) count as a subcommand only alone, with an
incident's number behind them, or in an incident's own channel.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from firebell.domain.incident import Incident
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.form_opening import (
    VERBS,
    help_message,
    open_close_form_asking_which,
    open_declare_form,
    open_menu,
)
from firebell.slack.inbound.responses import OpenView, Response, reply
from firebell.slack.inbound.services import Services, label_and_rest
from firebell.slack.inbound.summary import status_summary
from firebell.slack.views.blocks import button, section
from firebell.slack.views.forms import short
from firebell.slack.views.messages.parts import place, severity_words, title_words, value
from firebell.words.say import form, say
from firebell.words.text import Strong, joined, text

Subcommand = Callable[[Services, Interaction, str], Awaitable[Response]]


async def incident(services: Services, interaction: Interaction) -> Response:
    """`/incident`, with whatever is behind it."""
    word, _, rest = interaction.text.partition(" ")
    subcommand = SUBCOMMANDS.get(word.casefold())
    if subcommand is not None:
        own = await services.here(interaction)
        number, _ = label_and_rest(rest.strip())
        if not rest.strip() or number is not None or own is not None or word == "drill":
            return await subcommand(services, interaction, rest.strip())
        if word.casefold() in ("close", "severity"):
            return await subcommand(services, interaction, rest.strip())
    if not interaction.text:
        own = await services.here(interaction)
        if own is not None:
            return await open_menu(services, interaction, own, "")
    return await open_declare_form(services, interaction, interaction.text)


async def closeincident(services: Services, interaction: Interaction) -> Response:
    """Answer `/closeincident`, which is `/incident close`."""
    return await close(services, interaction, interaction.text)


async def close(services: Services, interaction: Interaction, rest: str) -> Response:
    """In its channel or with its number at once; elsewhere the form asks which."""
    found, words = await _named_or_here(services, interaction, rest)
    if isinstance(found, Incident):
        return await VERBS["close"](services, interaction, found, words)
    return found or await open_close_form_asking_which(services, interaction, rest)


async def help_(_: Services, __: Interaction, ___: str) -> Response:
    """Show what can be typed."""
    return help_message()


async def list_(services: Services, interaction: Interaction, _: str) -> Response:
    """What is open, as far as this person may see it."""
    opened = await services.incidents.open_for(await services.caller(interaction))
    if not opened:
        return reply(say("note.none_open"))
    blocks = []
    for incident in opened[:20]:
        words = joined(
            [incident.label, severity_words(incident), title_words(incident), place(incident)],
            " · ",
        )
        blocks.append(section(words, button(form("declare.join"), "join", value(incident))))
    return reply(text(Strong(form("declare.open"))), *blocks)


async def status(services: Services, interaction: Interaction, rest: str) -> Response:
    """Say how one incident stands, in a few lines."""
    found, _ = await _named_or_here(services, interaction, rest)
    if found is None:
        found = await _only_or_asked(services, interaction, "status")
    if not isinstance(found, Incident):
        return found
    return reply(status_summary(services, found))


async def drill(services: Services, interaction: Interaction, rest: str) -> Response:
    """Open the form of /incident for practice."""
    return await open_declare_form(services, interaction, rest, drill=True)


def on_one_incident(verb: str) -> Subcommand:
    """A subcommand that is about one incident: this channel's, the numbered, the only one."""

    async def subcommand(services: Services, interaction: Interaction, rest: str) -> Response:
        found, words = await _named_or_here(services, interaction, rest)
        if found is None:
            found = await _only_or_asked(services, interaction, verb)
        if not isinstance(found, Incident):
            return found
        return await VERBS[verb](services, interaction, found, words)

    return subcommand


async def _named_or_here(
    services: Services, interaction: Interaction, rest: str
) -> tuple[Incident | Response | None, str]:
    """The incident that is numbered, else this channel's own; None where it must be asked."""
    number, words = label_and_rest(rest)
    if number is not None:
        found = await services.numbered(number, interaction)
        if found is None:
            return reply(say("note.no_match", label=f"INC-{number}")), words
        return found, words
    return await services.here(interaction), rest


async def _only_or_asked(
    services: Services, interaction: Interaction, verb: str
) -> Incident | Response:
    """The only one that is open; with several, the question which."""
    if verb == "reopen":
        return reply(say("note.not_here", word=verb))
    opened = await services.incidents.open_for(await services.caller(interaction))
    if not opened:
        return reply(say("note.none_open"))
    return opened[0] if len(opened) == 1 else OpenView(short.which_view(verb, opened))


SUBCOMMANDS: Mapping[str, Subcommand] = {
    "help": help_,
    "list": list_,
    "status": status,
    "update": on_one_incident("update"),
    "edit": on_one_incident("edit"),
    "severity": on_one_incident("severity"),
    "close": close,
    "handover": on_one_incident("handover"),
    "catchup": on_one_incident("catch_up"),
    "reopen": on_one_incident("reopen"),
    "redact": on_one_incident("redact"),
    "private": on_one_incident("private"),
    "record": on_one_incident("record"),
    "note": on_one_incident("note"),
    "drill": drill,
}


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command as Slack knows it."""

    name: str
    description: str
    usage_hint: str
    run: Callable[[Services, Interaction], Awaitable[Response]]


COMMANDS = (
    Command("/incident", "Raise an incident", "[what is going wrong] or help", incident),
    Command("/closeincident", "Close an incident", "[how it ended]", closeincident),
)
