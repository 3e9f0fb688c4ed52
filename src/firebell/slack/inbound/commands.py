"""What is typed: the table of subcommands. A word that is none is the beginning of a title.

Words that may well begin a title (`update is broken`) count as a subcommand only alone, with an
incident's number behind them, or in an incident's own channel. There, words that are none open its
menu: a near miss is offered, and to raise another comes last. Case does not matter anywhere.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from firebell.domain.incident import Incident
from firebell.domain.named import first_word
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.acting import actions_, is_wanted
from firebell.slack.inbound.adopting import adopt
from firebell.slack.inbound.closing_forms import (
    open_close_form_asking_which,
    open_close_form_with_words,
)
from firebell.slack.inbound.form_opening import (
    VERBS,
    Opener,
    help_message,
    open_declare_form,
    open_menu,
    open_severity_form,
    open_update_form,
)
from firebell.slack.inbound.listing import list_
from firebell.slack.inbound.past import is_practice, open_past_form
from firebell.slack.inbound.responses import OpenView, Reply, Response, reply
from firebell.slack.inbound.services import Services, label_and_rest
from firebell.slack.inbound.summary import status_summary
from firebell.slack.views.blocks import context
from firebell.slack.views.forms import open_list, other_words
from firebell.slack.views.forms.open_list import Page
from firebell.words import spelling
from firebell.words.reading import is_which, names_only
from firebell.words.say import form, say
from firebell.words.text import text

Run = Callable[[Services, Interaction, str], Awaitable[Response]]
Takes = Callable[[str, Playbook], bool]
"""Whether words behind a subcommand are for it; else they are what somebody wants to say."""


def anything(_: str, __: Playbook) -> bool:
    """All words are for it."""
    return True


def nothing(_: str, __: Playbook) -> bool:
    """It wants no words."""
    return False


@dataclass(frozen=True, slots=True)
class Subcommand:
    """A row of the table: what it does, which words it `takes` in an incident's own channel, and
    which `anywhere`, and whether it is about one incident."""

    run: Run
    takes: Takes = anything
    anywhere: Takes = nothing
    about_one: bool = True


async def incident(services: Services, interaction: Interaction) -> Response:
    """`/incident`, with whatever is behind it."""
    number, behind = label_and_rest(interaction.text)
    if number is not None:
        answer = await _about_number(services, interaction, number, behind)
        if answer is not None:
            return answer
    word, rest = first_word(interaction.text)
    name = spelling.command(word, SUBCOMMANDS, alone=not rest)
    if name is not None and await _is_for(services, interaction, name, word, rest):
        return await SUBCOMMANDS[name].run(services, interaction, rest)
    own = await _own(services, interaction)
    if own is None or len(interaction.text) > other_words.LONGEST:
        return await open_declare_form(services, interaction, interaction.text)
    if not interaction.text:
        return await open_menu(services, interaction, own, "")
    return await _other_words(services, interaction, own)


async def _is_for(
    services: Services, interaction: Interaction, name: str, word: str, rest: str
) -> bool:
    """Whether it is this subcommand, or a title that begins with its word."""
    subcommand, playbook = SUBCOMMANDS[name], services.playbook
    number, _ = label_and_rest(rest)
    if not rest or number is not None or (word == name and subcommand.anywhere(rest, playbook)):
        return True
    return subcommand.takes(rest, playbook) and await _own(services, interaction) is not None


async def _own(services: Services, interaction: Interaction) -> Incident | None:
    """The incident whose channel this is, unless it has let it go; where nobody can tell whether
    this person may see it, they can raise one all the same."""
    try:
        own = await services.here(interaction)
        return None if own is not None and own.has_let_go else own
    except Refused:
        if not interaction.text:
            raise
        return None


async def _about_number(
    services: Services, interaction: Interaction, number: int, behind: str
) -> Response | None:
    """`INC-1` is how it stands; `INC-1 close` is `close INC-1`. None where it begins a title."""
    word, rest = first_word(behind)
    if not word:
        return await status(services, interaction, interaction.text)
    name = spelling.command(word, SUBCOMMANDS, alone=not rest)
    if name is None or not SUBCOMMANDS[name].takes(f"INC-{number} {rest}", services.playbook):
        return None
    return await SUBCOMMANDS[name].run(services, interaction, f"INC-{number} {rest}".strip())


async def _other_words(services: Services, interaction: Interaction, own: Incident) -> Response:
    """Words in an incident's own channel that are no command: what they name is chosen in its
    form, what may be meant is offered, and the last thing offered is to raise another."""
    words = interaction.text
    verb = names_only(words, services.playbook)
    if verb is not None:
        return await OPENING[verb](services, interaction, own, words)
    if words.isdecimal() and await services.numbered(int(words[:9]), interaction):
        return await status(services, interaction, f"INC-{words}")
    word, rest = first_word(words)
    meant = spelling.meant(word, SUBCOMMANDS)
    if meant in DONE_AT_ONCE and not rest:
        return read_as(meant, await SUBCOMMANDS[meant].run(services, interaction, ""))
    if meant is None or meant == "raise":
        return OpenView(other_words.view(own, words, interaction.channel))
    line = _corrected(meant, own, rest, services.playbook)
    return OpenView(other_words.view(own, words, interaction.channel, meant, line))


def _corrected(meant: str, own: Incident, rest: str, playbook: Playbook) -> str:
    """As it would be typed, with a number, since a press in a view comes from no channel."""
    subcommand = SUBCOMMANDS[meant]
    label = own.number_label if subcommand.about_one else ""
    kept = rest if subcommand.takes(rest, playbook) else ""
    return " ".join(filter(None, (meant, label, kept)))


def read_as(command: str, answer: Response) -> Response:
    """The answer, with a line that names the command."""
    if not isinstance(answer, Reply):
        return answer
    line = context(text(form("meant.read_as", command=command)))
    return Reply(replace(answer.message, blocks=[line, *answer.message.blocks]))


async def as_meant(services: Services, interaction: Interaction) -> Response:
    """What was offered was meant: it is as if it had been typed so."""
    meant = replace(interaction, text="|".join(interaction.values))
    return await incident(services, meant)


async def closeincident(services: Services, interaction: Interaction) -> Response:
    """Answer `/closeincident`, which is `/incident close`."""
    return await close(services, interaction, interaction.text)


async def close(services: Services, interaction: Interaction, rest: str) -> Response:
    """In its channel or with its number at once; elsewhere the form asks which."""
    found, words = await _named_or_here(services, interaction, rest)
    if isinstance(found, Incident):
        return await VERBS["close"](services, interaction, found, words)
    return found or await open_close_form_asking_which(services, interaction, rest)


def _names_how_it_stands(words: str, playbook: Playbook) -> bool:
    return names_only(words, playbook) is not None


async def help_(services: Services, __: Interaction, ___: str) -> Response:
    """Show what can be typed."""
    return help_message(services.playbook)


async def status(services: Services, interaction: Interaction, rest: str) -> Response:
    """Say how one incident stands, in a few lines; a name behind it says how it stands now."""
    found, words = await _named_or_here(services, interaction, rest)
    if found is None:
        found = await _only_or_asked(services, interaction, "status", words)
    if not isinstance(found, Incident):
        return found
    verb = names_only(words, services.playbook)
    if verb is not None:
        return await OPENING[verb](services, interaction, found, words)
    return reply(status_summary(services, found))


async def raise_(services: Services, interaction: Interaction, rest: str) -> Response:
    """Open the form of /incident, in the words of other bots."""
    return await open_declare_form(services, interaction, rest)


async def drill(services: Services, interaction: Interaction, rest: str) -> Response:
    """Open the form of /incident for practice."""
    return await open_declare_form(services, interaction, rest, drill=True)


def on_one_incident(verb: str, takes: Takes = anything, anywhere: Takes = nothing) -> Subcommand:
    """A subcommand that is about one incident: this channel's, the numbered, the only one."""

    async def subcommand(services: Services, interaction: Interaction, rest: str) -> Response:
        found, words = await _named_or_here(services, interaction, rest)
        if found is None:
            found = await _only_or_asked(services, interaction, verb, words)
        if not isinstance(found, Incident):
            return found
        return await VERBS[verb](services, interaction, found, words)

    return Subcommand(subcommand, takes, anywhere)


async def _named_or_here(
    services: Services, interaction: Interaction, rest: str
) -> tuple[Incident | Response | None, str]:
    """The incident that is numbered, else this channel's own, else, for a bare command, the only
    one in its threads; None where it must be asked."""
    number, words = label_and_rest(rest)
    if number is not None:
        found = await services.numbered(number, interaction)
        if found is None:
            return reply(say("note.no_match", label=f"INC-{number}")), words
        return found, words
    found = await services.here(interaction)
    if found is None and not rest:
        found = await services.in_a_thread_here(interaction)
    return found, rest


async def _only_or_asked(
    services: Services, interaction: Interaction, verb: str, words: str
) -> Incident | Response:
    """The only one that is open; with several, the question which."""
    if verb in ("reopen", "review"):
        return reply(say("note.not_here", word=verb))
    opened = await services.incidents.open_for(await services.caller(interaction))
    if not opened:
        return reply(say("note.none_open"))
    if len(opened) == 1:
        return opened[0]
    asked = Page(verb=verb)
    return OpenView(open_list.view(opened, asked, interaction.user, services.playbook, words))


SUBCOMMANDS: Mapping[str, Subcommand] = {
    "help": Subcommand(help_, nothing, about_one=False),
    "list": Subcommand(list_, is_which, is_which, about_one=False),
    "status": Subcommand(status, _names_how_it_stands),
    "update": on_one_incident("update"),
    "edit": on_one_incident("edit"),
    "severity": on_one_incident("severity", anywhere=anything),
    "close": Subcommand(close, anywhere=anything),
    "handover": on_one_incident("handover"),
    "catchup": on_one_incident("catch_up", nothing),
    "reopen": on_one_incident("reopen"),
    "roles": on_one_incident("roles"),
    "steps": on_one_incident("steps", nothing),
    "redact": on_one_incident("redact", nothing),
    "private": on_one_incident("private"),
    "channel": on_one_incident("channel", nothing),
    "note": on_one_incident("note"),
    "action": on_one_incident("action"),
    "actions": Subcommand(actions_, anywhere=is_wanted),
    "record": on_one_incident("record", nothing),
    "review": on_one_incident("review"),
    "menu": on_one_incident("menu", nothing),
    "drill": Subcommand(drill, anywhere=anything, about_one=False),
    "raise": Subcommand(raise_, about_one=False),
    "past": Subcommand(open_past_form, anywhere=is_practice, about_one=False),
    "adopt": Subcommand(adopt, anywhere=anything, about_one=False),
}
"""What is behind each word; `spelling` knows what else it is called."""
DONE_AT_ONCE = ("help", "list", "status", "actions")
"""What changes nothing is done even if its word is misspelt."""
OPENING: Mapping[str, Opener] = {
    "severity": open_severity_form,
    "update": open_update_form,
    "close": open_close_form_with_words,
}
"""What opens for a name that was typed without a command."""


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
