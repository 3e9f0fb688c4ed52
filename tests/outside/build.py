"""A job for a place outside, as the worker hands it over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from firebell.app.ports import Job, StoredEffect, StoredEvent
from firebell.domain import events as e
from firebell.domain.effects import Rank, TellOutside
from firebell.domain.incident import Status
from firebell.domain.playbook import Stakeholders
from firebell.domain.stakeholders import by_email
from tests.domain.build import CHANNEL, NOW, PLAYBOOK, declared, incident_after

DESK = "teams:desk"
OWNERS = by_email("owners@example.com")
PROCESS = replace(
    PLAYBOOK,
    time_zone="Europe/London",
    tell=(Stakeholders(teams=("desk",), email=("owners@example.com",)),),
)
UPDATED = e.Updated(
    at=NOW,
    by="UBOB",
    known="A disk is full",
    doing="Bob adds one",
    status=Status.IDENTIFIED,
    severity="P2",
    next_update=NOW.replace(minute=50),
)


def job(event: e.Event = UPDATED, place: str = DESK, **more: Any) -> Job:
    """The place is to be told of this event."""
    incident = incident_after(declared(tell=(place,)), CHANNEL)
    effect = StoredEffect(
        key="incident-1-2/tell-outside/x",
        incident="incident-1",
        event_id="incident-1-2",
        reaction="tell-outside",
        target=place,
        body=TellOutside(place=place),
        rank=Rank.OUTSIDE,
        keep=False,
        lane=None,
        due=NOW,
        first_tried=NOW,
        attempts=1,
    )
    given = {key: more.pop(key) for key in ("doubtful", "first_tried") if key in more}
    found = Job(
        effect=replace(effect, **given),
        incident=incident,
        event=StoredEvent(id="incident-1-2", seq=2, event=event),
        playbook=PROCESS,
        now=NOW,
        may_send=lambda: True,
    )
    return replace(found, **more)
