"""What is typed: the table of subcommands. A word that is none is the beginning of a title.

Words that may well begin a title (`update is broken`) count as a subcommand only alone, with an
incident's number behind them, or in an incident's own channel.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from firebell.domain.incident import Incident
from firebell.slack.client.payloads import Heard
from firebell.slack.inbound.form_opening import (
    VERBS,
    help_message,
    to_close_which,
    to_declare,
    to_menu,
)
from firebell.slack.inbound.responses import Answer, Open, note
from firebell.slack.inbound.services import Desk, label_and_rest
from firebell.slack.inbound.summary import standing
from firebell.slack.views.blocks import button, section
from firebell.slack.views.forms import short
from firebell.slack.views.messages.parts import place, severity_words, title_words, value
from firebell.words.say import form, say
from firebell.words.text import Strong, joined, text

Subcommand = Callable[[Desk, Heard, str], Awaitable[Answer]]


async def incident(desk: Desk, heard: Heard) -> Answer:
    """`/incident`, with whatever is behind it."""
    word, _, rest = heard.text.partition(" ")
    subcommand = SUBCOMMANDS.get(word.casefold())
    if subcommand is not None:
        own = await desk.here(heard)
        number, _ = label_and_rest(rest.strip())
        if not rest.strip() or number is not None or own is not None or word == "drill":
            return await subcommand(desk, heard, rest.strip())
        if word.casefold() in ("close", "severity"):
            return await subcommand(desk, heard, rest.strip())
    if not heard.text:
        own = await desk.here(heard)
        if own is not None:
            return await to_menu(desk, heard, own, "")
    return await to_declare(desk, heard, heard.text)


async def closeincident(desk: Desk, heard: Heard) -> Answer:
    """`/closeincident` is `/incident close`."""
    return await close(desk, heard, heard.text)


async def close(desk: Desk, heard: Heard, rest: str) -> Answer:
    """In its channel or with its number at once; elsewhere the form asks which."""
    found, words = await _meant(desk, heard, rest)
    if isinstance(found, Incident):
        return await VERBS["close"](desk, heard, found, words)
    return found or await to_close_which(desk, heard, rest)


async def help_(_: Desk, __: Heard, ___: str) -> Answer:
    """What can be typed."""
    return help_message()


async def list_(desk: Desk, heard: Heard, _: str) -> Answer:
    """What is open, as far as this person may see it."""
    opened = await desk.incidents.open_for(heard.user)
    if not opened:
        return note(say("note.none_open"))
    blocks = []
    for one in opened[:20]:
        words = joined([one.label, severity_words(one), title_words(one), place(one)], " · ")
        blocks.append(section(words, button(form("declare.join"), "join", value(one))))
    return note(text(Strong(form("declare.open"))), *blocks)


async def status(desk: Desk, heard: Heard, rest: str) -> Answer:
    """How one incident stands."""
    found, _ = await _meant(desk, heard, rest)
    if found is None:
        found = await _only_or_asked(desk, heard, "status")
    if not isinstance(found, Incident):
        return found
    return note(standing(desk, found))


async def drill(desk: Desk, heard: Heard, rest: str) -> Answer:
    """The form for practice."""
    return await to_declare(desk, heard, rest, drill=True)


def of_one(verb: str) -> Subcommand:
    """A subcommand that is about one incident: this channel's, the numbered, the only one."""

    async def subcommand(desk: Desk, heard: Heard, rest: str) -> Answer:
        found, words = await _meant(desk, heard, rest)
        if found is None:
            found = await _only_or_asked(desk, heard, verb)
        if not isinstance(found, Incident):
            return found
        return await VERBS[verb](desk, heard, found, words)

    return subcommand


async def _meant(desk: Desk, heard: Heard, rest: str) -> tuple[Incident | Answer | None, str]:
    """The incident that is numbered, else this channel's own; None where it must be asked."""
    number, words = label_and_rest(rest)
    if number is not None:
        found = await desk.numbered(number, heard.user)
        if found is None:
            return note(say("note.no_match", label=f"INC-{number}")), words
        return found, words
    return await desk.here(heard), rest


async def _only_or_asked(desk: Desk, heard: Heard, verb: str) -> Incident | Answer:
    """The only one that is open; with several, the question which."""
    if verb == "reopen":
        return note(say("note.not_here", word=verb))
    opened = await desk.incidents.open_for(heard.user)
    if not opened:
        return note(say("note.none_open"))
    return opened[0] if len(opened) == 1 else Open(short.which_view(verb, opened))


SUBCOMMANDS: Mapping[str, Subcommand] = {
    "help": help_,
    "list": list_,
    "status": status,
    "update": of_one("update"),
    "edit": of_one("edit"),
    "severity": of_one("severity"),
    "close": close,
    "reopen": of_one("reopen"),
    "record": of_one("record"),
    "drill": drill,
}


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command as Slack knows it."""

    name: str
    description: str
    usage_hint: str
    run: Callable[[Desk, Heard], Awaitable[Answer]]


COMMANDS = (
    Command("/incident", "Raise an incident", "[what is going wrong] or help", incident),
    Command("/closeincident", "Close an incident", "[how it ended]", closeincident),
)
