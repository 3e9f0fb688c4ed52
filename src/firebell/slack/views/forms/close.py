"""The form of /closeincident: pressing the button is enough."""

from __future__ import annotations

from collections.abc import Sequence

from firebell.domain.commands import Close
from firebell.domain.incident import Incident, Outcome
from firebell.domain.playbook import Playbook, ReviewRule
from firebell.slack.client import limits
from firebell.slack.client.payloads import Payload
from firebell.slack.views.blocks import (
    Block,
    choice,
    context,
    input_block,
    modal,
    moment_input,
    option,
    person_input,
    text_input,
)
from firebell.slack.views.forms.form_state import form_context, private_metadata, values
from firebell.words.en import OUTCOMES
from firebell.words.say import form
from firebell.words.text import text

CALLBACK = "close"


def view(
    incident: Incident | None,
    opened: Sequence[Incident],
    playbook: Playbook,
    *,
    key: str,
    where: str | None,
    summary: str = "",
    duplicate_of: int | None = None,
) -> Block:
    """For one incident, or with the question which. With one open, that one is chosen already."""
    chosen = incident or (opened[0] if len(opened) == 1 else None)
    blocks = [] if incident else [_which(opened, chosen)]
    outcome = Outcome.DUPLICATE if duplicate_of else Outcome.RESOLVED
    outcomes = [option(words, value) for value, words in OUTCOMES.items()]
    blocks += [
        input_block(
            "outcome",
            form("closing.outcome"),
            choice(outcomes, outcome.value, kind="radio_buttons"),
        ),
        input_block(
            "summary",
            form("closing.summary"),
            text_input(summary, multiline=True),
            optional=True,
        ),
        *_times(chosen),
    ]
    if chosen is None or playbook.severity(chosen.severity).review is not ReviewRule.NONE:
        blocks.append(_reviewer(chosen))
    undone = sum(1 for step in chosen.steps if step.ticked_at is None) if chosen else 0
    if undone:
        blocks.append(context(text(form("closing.open_steps", count=str(undone)))))
    return modal(
        CALLBACK,
        form("closing"),
        blocks,
        submit=form("closing.submit"),
        data=private_metadata(
            key=key,
            incident=incident.id if incident else None,
            where=where,
            duplicate_of=duplicate_of,
        ),
    )


def read(view: Payload, user: str) -> tuple[str, Close, str]:
    """The incident's opaque id, the command, and the form's key."""
    entered, unseen = values(view), form_context(view)
    command = Close(
        by=user,
        where=unseen.get("where"),
        outcome=Outcome(entered.choice("outcome") or Outcome.RESOLVED),
        summary=entered.text("summary"),
        affected_from=entered.moment("affected_from"),
        working_since=entered.moment("working_since"),
        reviewer=entered.person("reviewer"),
        duplicate_of=unseen.get("duplicate_of"),
    )
    incident = entered.choice("incident") or unseen.get("incident") or ""
    return str(incident), command, str(unseen.get("key", ""))


def _which(opened: Sequence[Incident], preselected: Incident | None) -> Block:
    options = [
        option(text(each.label, " ", each.title), each.id) for each in opened[: limits.OPTIONS]
    ]
    chosen = choice(options, preselected.id if preselected else None, kind="static_select")
    return input_block("incident", form("closing.which"), chosen)


def _times(incident: Incident | None) -> list[Block]:
    milestones = incident.milestones if incident else None
    began = (milestones.affected_from or milestones.raised) if milestones else None
    ended = milestones.working_since if milestones else None
    return [
        input_block(
            "affected_from", form("closing.affected_from"), moment_input(began), optional=True
        ),
        input_block(
            "working_since", form("closing.working_since"), moment_input(ended), optional=True
        ),
    ]


def _reviewer(incident: Incident | None) -> Block:
    initial = incident.in_charge if incident else None
    return input_block("reviewer", form("closing.reviewer"), person_input(initial), optional=True)
