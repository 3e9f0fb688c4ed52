"""*Raise* at an alert: the form of /incident, with what the alert says in it.

The alert's words stand in the form and can be changed; the incident is raised from its message, as
from any other (`raising_from`), and its end is said there.
"""

from __future__ import annotations

from dataclasses import replace

from firebell.domain.alerts import AlertGroup
from firebell.domain.open_incidents import in_order
from firebell.domain.playbook import UNSURE
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.raising_from import raised_from, where_it_is
from firebell.slack.inbound.responses import OpenView, Response, reply
from firebell.slack.inbound.services import Services
from firebell.slack.views.forms import declare
from firebell.slack.views.messages.alert import MOST_NAMED
from firebell.slack.views.messages.parts import place
from firebell.words.say import form, say

OFFERED = "alert.offered"
"""What the form says where an alert says how bad it is."""


async def raise_alert(services: Services, interaction: Interaction) -> Response:
    """Open the form. What was raised from this alert already is named instead."""
    group = await services.alert(interaction.incident)
    if group is None:
        return reply(say("note.alert_gone"))
    opened = await services.incidents.open_publicly(await services.caller(interaction))
    earlier = raised_from(interaction, opened)
    if earlier is not None:
        return reply(say("note.raised_from_already", label=earlier.label, channel=place(earlier)))
    source, about = await where_it_is(services, interaction)
    drafted = _draft(group, services.new_key())
    offered = (OFFERED,) if drafted.offered else ()
    draft = replace(drafted, source=source, about=(*offered, *about))
    opened = in_order(opened, interaction.user, services.playbook)
    return OpenView(declare.view(draft, services.playbook, opened, services.now()))


def _draft(group: AlertGroup, key: str) -> declare.Draft:
    """The severity is offered: who leaves it as it is has not said how bad it is."""
    severity = group.severity if group.severity != UNSURE else None
    return declare.Draft(
        key=key,
        title=group.first.title,
        service=group.service if group.service != UNSURE else None,
        severity=severity,
        description=_description(group),
        alert=group.id,
        offered=severity,
    )


def _description(group: AlertGroup) -> str:
    """The alerts with their addresses, as far as they are named."""
    named = [f"{alert.title} {alert.link}".strip() for alert in group.firing[:MOST_NAMED]]
    head = form("alert.description", sender=group.source)
    left = len(group.firing) - len(named) + group.more
    more = [form("alert.description_more", count=str(left))] if left else []
    return "\n".join([head, *named, *more])
