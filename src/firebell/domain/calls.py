"""Where people talk: the address of an incident's call, fixed or made by the playbook's template.

A private incident has a call only where the playbook names one for private ones: anybody may sit in
another one, and an address with a service or a channel in it says what it is about.
"""

from __future__ import annotations

from dataclasses import replace
from string import Formatter
from urllib.parse import quote

from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook

FIELDS = ("number", "channel", "service", "severity", "yymmdd")
PRIVATE_FIELDS = ("number", "yymmdd")
"""What an address may hold of what is private."""


def call_of(incident: Incident, playbook: Playbook) -> str | None:
    """The address; None where the playbook has none, once it is over, and where its channel has to
    be in it and there is none yet."""
    template = _template(incident, playbook)
    if not template or not incident.is_open:
        return None
    fields = {field for _, field, _, _ in Formatter().parse(template)}
    if "channel" in fields and incident.channel is None:
        return None
    found = {
        "number": str(incident.number),
        "channel": incident.channel.name if incident.channel else "",
        "service": incident.service,
        "severity": incident.severity,
        "yymmdd": incident.milestones.raised.strftime("%y%m%d"),
    }
    allowed = PRIVATE_FIELDS if incident.private else FIELDS
    return template.format(**{field: quote(found[field], safe="") for field in allowed})


def _template(incident: Incident, playbook: Playbook) -> str:
    """The service's own, else the severity's, else that of all."""
    if incident.private:
        return playbook.private_call
    service = playbook.service(incident.service)
    own = service.call if service else ""
    return own or playbook.severity(incident.severity).call or playbook.call


def without_calls(playbook: Playbook) -> Playbook:
    """The same process, with nothing to call: for what is shown anew once it is over."""
    return replace(
        playbook,
        call="",
        private_call="",
        severities=tuple(replace(severity, call="") for severity in playbook.severities),
        services=tuple(replace(service, call="") for service in playbook.services),
    )
