"""The form that hands over: to whom, one line, and what they are going to read."""

from __future__ import annotations

from firebell.domain.commands import HandOver
from firebell.domain.incident import Incident
from firebell.domain.moves.handover import LONGEST_LINE
from firebell.slack.client.payloads import Payload
from firebell.slack.views.blocks import (
    Block,
    actions,
    button,
    context,
    input_block,
    modal,
    person_input,
    section,
    text_input,
)
from firebell.slack.views.forms.form_state import form_context, private_metadata, values
from firebell.slack.views.messages.parts import value
from firebell.words.say import form, say
from firebell.words.text import Mention, Text, text

CALLBACK = "handover"


def view(
    incident: Incident,
    stands: Text,
    user: str,
    *,
    key: str,
    where: str | None,
    gone: bool = False,
    said: Text = (),
    line: str = "",
) -> Block:
    """`stands` are the ten lines. `gone`: nobody holds it, so whoever opened the form is chosen;
    `said` is what was wrong with the name that was typed."""
    blocks: list[Block] = [section(said)] if said else []
    if gone and user != incident.in_charge:
        blocks.append(section(say("form.handover_gone", who=Mention(incident.in_charge))))
    chosen = user if gone and user != incident.in_charge else None
    blocks += [
        input_block(
            "person",
            form("handover.person"),
            person_input(chosen),
            hint=form("handover.person.hint"),
        ),
        input_block(
            "line",
            form("handover.line"),
            text_input(line, longest=LONGEST_LINE),
            optional=True,
            hint=form("handover.line.hint"),
        ),
    ]
    if user != incident.in_charge:
        take = button(form("handover.take"), "take_charge", value(incident))
        blocks.append(actions([take]))
    blocks += [context(text(form("handover.reads"))), section(stands)]
    data = private_metadata(key=key, incident=incident.id, where=where)
    return modal(CALLBACK, form("handover"), blocks, submit=form("handover.submit"), data=data)


def read(view: Payload, user: str) -> tuple[str, HandOver, str]:
    """The incident's opaque id, the command, and the form's key."""
    entered, unseen = values(view), form_context(view)
    command = HandOver(
        by=user,
        where=unseen.get("where"),
        person=entered.person("person") or "",
        line=entered.text("line"),
    )
    return str(unseen.get("incident", "")), command, str(unseen.get("key", ""))
