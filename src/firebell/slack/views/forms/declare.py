"""The form of /incident: three answers are enough, everything else is optional and last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from firebell.domain.commands import Declare, ThereAlready
from firebell.domain.incident import Incident, Source
from firebell.domain.moves.declare import announce_in
from firebell.domain.playbook import UNSURE, Playbook
from firebell.domain.team_fields import Answer, AskedIn
from firebell.domain.typed_text import one_line
from firebell.slack.client import limits
from firebell.slack.client.limits import fit
from firebell.slack.client.payloads import Payload
from firebell.slack.views.blocks import (
    Block,
    button,
    choice,
    context,
    divider,
    input_block,
    modal,
    option,
    person_input,
    section,
    text_input,
)
from firebell.slack.views.forms import factors, team_fields
from firebell.slack.views.forms.form_state import Values, form_context, private_metadata, values
from firebell.slack.views.forms.stakeholders import FIELD, stakeholders_field
from firebell.slack.views.messages.parts import criteria, severity_words, title_words, value
from firebell.words.catalogue import FORMS
from firebell.words.reading import severity_before
from firebell.words.say import form
from firebell.words.text import ChannelLink, Strong, Text, fill, joined, text
from firebell.words.times import clock

CALLBACK = "declare"
MOST_OPEN = 5
RADIO_BUTTONS = 10
LONGEST_TITLE = 150
"""Characters that a message gives to the title: it is read in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the form begins with, or what was entered in it. `origin` is where it was asked for,
    `source` the message that it is raised from; `about` are lines that the form says, by
    key. It `adopts` the channel where it was asked for, which is private where it is
    `sensitive`. `alert` is the group of alerts that it is raised from, `offered` the severity that
    an alert says."""

    key: str
    origin: str | None = None
    drill: bool = False
    similar: int | None = None
    quiet: bool = False
    title: str = ""
    service: str | None = None
    severity: str | None = None
    sensitive: bool = False
    description: str = ""
    outside: str = ""
    roles: dict[str, str] = field(default_factory=dict)
    source: Source | None = None
    about: tuple[str, ...] = ()
    adopts: bool = False
    factors: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    alert: str | None = None
    offered: str | None = None


def draft(words: str, key: str, origin: str | None, playbook: Playbook, *, drill: bool) -> Draft:
    """From what was typed behind the command; what a line can't hold becomes the description."""
    service = playbook.service_of_channel(origin) if origin else None
    line, _, rest = words.partition("\n")
    if len(line) > limits.TEXT_INPUT:
        line, rest = line[: limits.TEXT_INPUT], f"{line[limits.TEXT_INPUT :]}\n{rest}"
    return Draft(
        key=key,
        origin=origin,
        drill=drill,
        title=line.strip(),
        description=rest.strip()[: limits.TEXT_INPUT],
        severity=severity_before(words, playbook),
        service=service.key if service else None,
    )


def draft_from(
    words: str, key: str, where: str | None, source: Source | None, playbook: Playbook
) -> Draft:
    """From a message: its first line is the title, and all of it the description. The channel where
    it stands says which service it is; people are told in the thread, and not in the channel."""
    service = playbook.service_of_channel(where) if where else None
    return Draft(
        key=key,
        title=fit(one_line(words.strip().partition("\n")[0]), LONGEST_TITLE),
        description=fit(words.strip(), limits.TEXT_INPUT),
        service=service.key if service else None,
        source=source,
    )


def draft_here(
    words: str, key: str, there: ThereAlready, playbook: Playbook, *, drill: bool
) -> Draft:
    """For a channel that was there before: what is said of it, and that it decides who reads it."""
    found = draft(words, key, there.channel, playbook, drill=drill)
    about = ("adopt.private" if there.private else "adopt.open", "adopt.keeps")
    return replace(found, adopts=True, sensitive=there.private, about=about)


def view(
    given: Draft,
    playbook: Playbook,
    opened: Sequence[Incident],
    now: datetime,
    similar: Incident | None = None,
) -> Block:
    """The form. With `similar` it names that one, and sending it again raises anyway; a draft that
    is `quiet` says that it will ping nobody."""
    playbook = playbook.of(given.service or UNSURE)
    blocks: list[Block] = []
    if given.quiet:
        blocks += [section(text(form("declare.quiet"))), divider()]
    if similar is not None:
        blocks += [_similar(similar, playbook, now), divider()]
    elif opened and not given.drill:
        blocks += _open(opened)
    blocks += [
        input_block(
            "title",
            form("declare.title"),
            text_input(given.title, focus=True),
            hint=form("declare.title.hint"),
        ),
        _service(given, playbook),
        severity_choice(playbook, given.severity),
        *factors.blocks(playbook, given.factors, given.service or UNSURE),
        *([] if given.adopts else [sensitive_choice(given.sensitive)]),
        *_roles(given, playbook),
        *team_fields.inputs(playbook, AskedIn.RAISE, given.answers),
        input_block(
            "description",
            form("declare.description"),
            text_input(given.description, multiline=True),
            optional=True,
        ),
        *([] if given.drill else stakeholders_field(playbook, entered=given.outside)),
        *(context(text(form(key))) for key in given.about),
        context(_tells(given, playbook)),
    ]
    return modal(
        CALLBACK,
        form(_title(given)),
        blocks,
        submit=form(_submit(given, similar)),
        data=private_metadata(
            key=given.key,
            origin=given.origin,
            drill=given.drill or None,
            similar=similar.number if similar else given.similar,
            quiet=given.quiet or None,
            source=asdict(given.source) if given.source else None,
            about=given.about or None,
            alert=given.alert,
            offered=given.offered,
            adopts=("private" if given.sensitive else "open") if given.adopts else None,
        ),
    )


def _title(given: Draft) -> str:
    if given.adopts:
        return "adopt.drill" if given.drill else "adopt"
    return "declare.drill" if given.drill else "declare"


def _submit(given: Draft, similar: Incident | None) -> str:
    if given.quiet:
        return "declare.quietly"
    return "declare.anyway" if similar else "declare.submit"


def severity_choice(playbook: Playbook, initial: str | None, *, unsure: bool = True) -> Block:
    """The playbook's own names, with all criteria in full beneath."""
    options = [option(severity.key, severity.key) for severity in playbook.severities]
    if unsure:
        boxes = any(severity.factors for severity in playbook.severities)
        words = form(
            "declare.severity.unsure_boxes" if boxes else "declare.severity.unsure",
            severity=playbook.when_unsure,
        )
        options.append(option(words, UNSURE))
    kind = "radio_buttons" if len(options) <= RADIO_BUTTONS else "static_select"
    chosen = choice(options, initial, kind=kind)
    return input_block("severity", form("declare.severity"), chosen, hint=criteria(playbook))


def service_choice(playbook: Playbook, initial: str | None, kept: str = "") -> Block:
    """All services and *Not sure*; `kept` is the name of one that the playbook has lost."""
    options = [option(service.name, service.key) for service in playbook.services]
    if initial and kept and initial not in {listed["value"] for listed in options}:
        options.insert(0, option(kept, initial))
    options = [*options[: limits.OPTIONS - 1], option(form("declare.unsure"), UNSURE)]
    return choice(options, initial, kind="static_select")


def read(view: Payload, user: str) -> tuple[Draft, Declare]:
    """What was entered, as a draft to show again and as the command."""
    entered: Values = values(view)
    unseen = form_context(view)
    roles = {role: person for role, person in entered.roles().items() if person}
    ticked = factors.read(view)
    answers, asked = team_fields.read(view)
    given = Draft(
        key=str(unseen.get("key") or ""),
        origin=unseen.get("origin"),
        drill=bool(unseen.get("drill")),
        similar=unseen.get("similar"),
        quiet=bool(unseen.get("quiet")),
        title=entered.text("title"),
        service=entered.choice("service"),
        severity=entered.choice("severity"),
        sensitive=entered.choice("sensitive") == "yes" or unseen.get("adopts") == "private",
        description=entered.text("description"),
        outside=entered.text(FIELD),
        roles=roles,
        source=Source(**unseen["source"]) if unseen.get("source") else None,
        about=tuple(unseen.get("about") or ()),
        adopts=bool(unseen.get("adopts")),
        factors=ticked or (),
        answers=answers,
        alert=unseen.get("alert"),
        offered=unseen.get("offered"),
    )
    command = Declare(
        by=user,
        where=given.origin,
        key=given.key,
        title=given.title,
        service=given.service or UNSURE,
        severity=given.severity or UNSURE,
        description=given.description,
        outside=given.outside,
        private=given.sensitive,
        drill=given.drill,
        roles=roles,
        source=given.source,
        factors=ticked,
        answers=answers,
        asked_fields=asked,
        alert=given.alert or "",
        assumed=given.offered is not None and given.offered == given.severity,
    )
    return given, command


def _open(opened: Sequence[Incident]) -> list[Block]:
    blocks = [section(text(Strong(form("declare.open"))))]
    for incident in opened[:MOST_OPEN]:
        words = joined([incident.label, title_words(incident), severity_words(incident)], " · ")
        blocks.append(section(words, button(form("declare.join"), "join", value(incident))))
    left = len(opened) - MOST_OPEN
    if left > 0:
        blocks.append(context(text(form("list.more_typed", count=str(left)))))
    return [*blocks, divider()]


def _similar(similar: Incident, playbook: Playbook, now: datetime) -> Block:
    words = fill(
        FORMS["declare.similar"],
        label=similar.label,
        when=clock(similar.milestones.raised, playbook.time_zone, now),
        title=similar.title,
    )
    join = button(
        f"{form('declare.join')} {similar.label}", "join", value(similar), style="primary"
    )
    return section(words, join)


def _service(given: Draft, playbook: Playbook) -> Block:
    return input_block("service", form("declare.service"), service_choice(playbook, given.service))


def sensitive_choice(initially: bool) -> Block:
    """The question that a person can answer; it makes the incident private."""
    options = [
        option(form("declare.sensitive.no"), "no"),
        option(form("declare.sensitive.yes"), "yes"),
    ]
    initial = "yes" if initially else "no"
    return input_block(
        "sensitive",
        form("declare.sensitive"),
        choice(options, initial, kind="radio_buttons"),
        optional=True,
    )


def _roles(given: Draft, playbook: Playbook) -> list[Block]:
    return [
        input_block(
            f"role.{role.key}",
            form("declare.role", role=capital(role.name)),
            person_input(given.roles.get(role.key)),
            optional=True,
            hint=form("declare.role.hint") if playbook.has_usual_lead(role.key) else "",
        )
        for role in playbook.roles
    ]


def capital(words: str) -> str:
    """As the beginning of a label."""
    return words[:1].upper() + words[1:]


def _tells(given: Draft, playbook: Playbook) -> Text:
    if given.drill:
        return text(form("declare.tells_drill"))
    if given.adopts and given.sensitive:
        return text(form("declare.tells_nobody"))
    origin = None if given.adopts else given.origin
    places = announce_in(playbook, playbook.when_unsure, origin, False, False)
    if not places:
        return text(form("declare.tells_nobody"))
    return fill(FORMS["declare.tells"], channels=joined(map(_channel, places)))


def _channel(reference: str) -> ChannelLink:
    """One that could not be resolved is named as the playbook names it."""
    if reference.startswith("#"):
        return ChannelLink("", reference.removeprefix("#"))
    return ChannelLink(reference)
