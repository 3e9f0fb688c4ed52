"""The team of a service before or behind is told, by somebody's choice, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import TellNeighbour
from firebell.domain.events import Event, NeighbourTold
from firebell.domain.incident import Incident
from firebell.domain.neighbouring import neighbours, where_its_team_reads
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused


def tell(
    incident: Incident, command: TellNeighbour, now: datetime, playbook: Playbook
) -> list[Event]:
    """It is told where its team reads. Of a drill nobody is told, and the record says that it would
    have been."""
    told = incident.told_services.get(command.service)
    near = {each.service.key: each.service for each in neighbours(incident.service, playbook)}
    service = near.get(command.service)
    if told is not None:
        name = service.name if service else command.service
        raise Refused("neighbour_told", service=name, at=told, number=incident.number)
    if service is None:
        raise Refused("no_such_service", service=command.service)
    where = where_its_team_reads(service, playbook, now)
    if where.channel is None and where.person is None:
        raise Refused("neighbour_unknown", service=service.name)
    return [
        NeighbourTold(
            at=now,
            by=command.by,
            where=command.where,
            service=service.key,
            service_name=service.name,
            channel=None if incident.drill else where.channel,
            person=None if incident.drill else where.person,
        )
    ]


def told(incident: Incident, event: NeighbourTold) -> Incident:
    """Its team knows, since then."""
    known = {**incident.told_services, event.service: event.at}
    return replace(incident, told_services=known)
