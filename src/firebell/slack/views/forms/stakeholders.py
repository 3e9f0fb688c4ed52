"""The field for what stakeholders read, in each form that tells people something."""

from __future__ import annotations

from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.slack.views.blocks import Block, input_block, text_input
from firebell.words.say import form

FIELD = "outside"


def stakeholders_field(
    playbook: Playbook, incident: Incident | None = None, entered: str = ""
) -> list[Block]:
    """Where the playbook tells any. Of a private incident they read no words at all."""
    if not playbook.tell or (incident is not None and _nobody_reads(incident)):
        return []
    return [
        input_block(
            FIELD,
            form("stakeholders"),
            text_input(entered, multiline=True),
            optional=True,
            hint=form(f"stakeholders.{playbook.stakeholders_read.value}"),
        )
    ]


def _nobody_reads(incident: Incident) -> bool:
    """Of a drill most stakeholders hear nothing."""
    return incident.private or (incident.drill and not incident.tell)
