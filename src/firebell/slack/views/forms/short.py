"""The short forms: how bad it is, open it again, who does what, steps, which one, copy as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from firebell.domain.commands import ChangeSeverity, Reopen
from firebell.domain.incident import Incident, Person, StepState
from firebell.domain.playbook import Playbook
from firebell.slack.client.payloads import Payload
from firebell.slack.views.blocks import (
    Block,
    actions,
    button,
    context,
    input_block,
    modal,
    section,
    text_input,
)
from firebell.slack.views.forms import factors
from firebell.slack.views.forms.declare import severity_choice
from firebell.slack.views.forms.edit import NOBODY, role_inputs
from firebell.slack.views.forms.form_state import form_context, private_metadata, values
from firebell.slack.views.forms.publishing import public_fields, public_shown, read_public
from firebell.slack.views.messages.parts import offer, role_words, title_words, value
from firebell.words.catalogue import FORMS
from firebell.words.say import form, labelled, say
from firebell.words.text import Mention, Text, fill, joined, text
from firebell.words.times import clock

SEVERITY = "severity"
REOPEN = "reopen"
ROLES = "roles"
MOST_STEPS = 90
MOST_ROLES = 20
"""With a button of their own; a form holds 100 blocks, and every role has a field besides."""


def severity_view(
    incident: Incident,
    playbook: Playbook,
    *,
    key: str,
    where: str | None,
    why: str = "",
    severity: str | None = None,
) -> Block:
    """Anybody may say it, with a line of why."""
    blocks = [
        severity_choice(playbook, severity or incident.severity, unsure=False),
        *factors.blocks(playbook, incident.factors, incident.service),
        input_block(
            "why",
            form("severity.why"),
            text_input(why),
            optional=True,
            hint=form("severity.why.hint"),
        ),
    ]
    data = private_metadata(key=key, incident=incident.id, where=where, service=incident.service)
    return modal(SEVERITY, form("severity"), blocks, submit=form("severity.submit"), data=data)


def read_severity(view: Payload, user: str) -> tuple[str, ChangeSeverity, str]:
    """The incident's opaque id, the command, and the form's key."""
    entered, unseen = values(view), form_context(view)
    severity, why = entered.choice("severity") or "", entered.text("why")
    command = ChangeSeverity(
        by=user,
        where=unseen.get("where"),
        severity=severity,
        why=why,
        factors=factors.read(view),
    )
    return str(unseen.get("incident", "")), command, str(unseen.get("key", ""))


def reopen_view(
    incident: Incident,
    playbook: Playbook,
    *,
    key: str,
    where: str | None,
    person: Person | None = None,
    why: str = "",
) -> Block:
    """With a line of what happened, and what the public reads of it."""
    field = input_block("why", form("reopen.why"), text_input(why, focus=True), optional=True)
    fields = [field, *public_fields(incident, playbook, person)]
    shown = public_shown(incident, playbook, person)
    data = private_metadata(key=key, incident=incident.id, where=where, public=shown)
    return modal(REOPEN, form("reopen"), fields, submit=form("reopen.submit"), data=data)


def read_reopen(view: Payload, user: str) -> tuple[str, Reopen, str]:
    """The incident's opaque id, the command, and the form's key."""
    entered, unseen = values(view), form_context(view)
    command = Reopen(
        by=user,
        where=unseen.get("where"),
        why=entered.text("why"),
        public=read_public(view),
    )
    return str(unseen.get("incident", "")), command, str(unseen.get("key", ""))


def roles_view(
    incident: Incident,
    playbook: Playbook,
    now: datetime,
    *,
    key: str,
    where: str | None,
    asked: Mapping[str, Person] = NOBODY,
    unknown: str = "",
) -> Block:
    """*I'll take it* works at once; or choose who is to be asked (`edit.read` reads it)."""
    blocks: list[Block] = []
    if unknown:
        blocks.append(section(fill(FORMS["roles.unknown"], words=unknown)))
    for role in playbook.roles[:MOST_ROLES]:
        take = button(form("roles.take"), "take_role", value(incident, role.key))
        blocks.append(section(role_words(incident, role.key, playbook, now), take))
        blocks.append(context(text(role.duty)))
        if role.key == playbook.leading_role.key:
            give = button(form("menu.handover"), "open_handover", value(incident))
            blocks.append(actions([give]))
    blocks.append(section(text(form("roles.hint"))))
    blocks += role_inputs(incident, playbook, asked)
    leads = {role: held.person for role, held in incident.roles.items()}
    data = private_metadata(key=key, incident=incident.id, where=where, leads=leads)
    return modal(ROLES, form("roles"), blocks, submit=form("roles.submit"), data=data)


def steps_view(incident: Incident, playbook: Playbook, now: datetime) -> Block:
    """All steps, each with who did it and when."""
    blocks: list[Block] = []
    for step in incident.steps[:MOST_STEPS]:
        blocks += [_step(incident, step, playbook, now), *offer(incident, step)]
    if not blocks:
        blocks = [section(text(form("steps.none")))]
    return modal("steps", form("steps"), blocks)


def _step(incident: Incident, step: StepState, playbook: Playbook, now: datetime) -> Block:
    role = labelled(playbook.role(step.role).short) if step.role else ""
    if step.ticked_by is None or step.ticked_at is None:
        done = button(form("steps.done"), f"tick:{step.key}", value(incident, step.key))
        return section(text(role, step.words), done)
    when = clock(step.ticked_at, playbook.time_zone, now)
    words = say(
        "card.step_done", step=f"{role}{step.words}", who=Mention(step.ticked_by), when=when
    )
    undo = button(form("steps.undo"), f"untick:{step.key}", value(incident, step.key))
    return section(words, undo)


def menu_view(
    incident: Incident, offered: Sequence[Block] = (), last: Block | None = None
) -> Block:
    """Everything that can be done with an incident, without a command to remember. `offered` stands
    above it; `last` is the button that raises another."""
    verbs = ["update", "catch_up", "note", "action", "actions", "edit", "roles", "handover"]
    verbs += ["severity", "steps", "redact", "record", "close"]
    if not incident.is_open:
        again = [] if incident.past else ["reopen"]
        verbs = ["review", *again, "catch_up", "note", "action", "actions", "edit", "steps"]
        verbs += ["redact", "record"]
    if incident.is_open and incident.home is not None and not incident.moving:
        verbs.append("channel")
    if not incident.private:
        verbs.append("private")
    head = joined([incident.label, title_words(incident)], " · ")
    buttons = [
        button(form(f"menu.{verb}"), f"menu_{verb}", value(incident, verb)) for verb in verbs
    ]
    helped = button(form("menu.help"), "open_help", "help")
    more = [helped, last] if last else [button(form("menu.declare"), "open_declare", "new"), helped]
    blocks = [*offered, section(head), actions(buttons), actions(more)]
    return modal("menu", form("firebell"), blocks)


def copy_view(words: Text, plain: str) -> Block:
    """Words to be taken into an e-mail."""
    field = input_block("text", form("copy.label"), text_input(plain, multiline=True))
    return modal("copy", form("copy"), [section(words), field], submit=form("close"))
