"""Places where people are told: each has one identity, and may let nobody be pinged."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import ReportPingRefused, ReportPlace
from firebell.domain.events import Event, PingRefused, PlaceKnown
from firebell.domain.incident import Incident, told
from firebell.domain.playbook import Playbook


def known(incident: Incident, report: ReportPlace, now: datetime, _: Playbook) -> list[Event]:
    """A name stands for an id from now on, where people are told under that name."""
    if report.reference not in incident.announce or report.reference == report.channel:
        return []
    return [
        PlaceKnown(at=now, where=report.channel, reference=report.reference, channel=report.channel)
    ]


def ping_refused(
    incident: Incident, report: ReportPingRefused, now: datetime, _: Playbook
) -> list[Event]:
    """Once for each place. Whoever brought it about hears of it once; of raising, its list says
    it."""
    place = incident.place(report.where or "")
    if incident.unpinged.get(place) == report.cause:
        return []
    heard = report.cause in incident.unpinged.values()
    person = None if heard else report.asked_by
    return [PingRefused(at=now, where=place, cause=report.cause, person=person)]


def place_known(incident: Incident, event: PlaceKnown) -> Incident:
    """What was said under the name is known by the id."""
    places = {**incident.places, event.reference: event.channel}
    announce = (places.get(place, place) for place in incident.announce)
    messages = dict(incident.messages)
    said = messages.pop(told(event.reference), None)
    if said is not None:
        messages.setdefault(told(event.channel), said)
    return replace(
        incident, places=places, announce=tuple(dict.fromkeys(announce)), messages=messages
    )


def was_ping_refused(incident: Incident, event: PingRefused) -> Incident:
    """Nobody was pinged there."""
    return replace(incident, unpinged={**incident.unpinged, event.where or "": event.cause})
