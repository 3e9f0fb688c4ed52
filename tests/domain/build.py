"""Incidents built from what happened, for tests of the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from firebell.domain.events import Declared, Event
from firebell.domain.incident import Incident
from firebell.domain.lifecycle import apply
from firebell.domain.playbook import Loudness, Playbook, ReviewRule, Role, Service, Severity

START = datetime(2026, 11, 23, 3, 4, tzinfo=UTC)

PLAYBOOK = Playbook(
    organisation="Example",
    when_unsure="P2",
    severities=(
        Severity(
            key="P1",
            criteria="Nobody can use it.",
            loud=Loudness.CHANNEL,
            update_every=timedelta(hours=1),
            answer_within=timedelta(minutes=10),
            review=ReviewRule.REQUIRED,
            invite=("UPRIYA",),
            announce=("CSECURITY",),
        ),
        Severity(key="P2", criteria="Some can't.", loud=Loudness.HERE),
        Severity(key="P3", criteria="It is slow.", loud=Loudness.NONE, review=ReviewRule.NONE),
    ),
    roles=(
        Role(key="technical", name="technical lead", short="Tech", duty="Decide.", in_charge=True),
        Role(key="comms", name="comms lead", short="Comms", duty="Tell.", writes_updates=True),
    ),
    services=(Service(key="app", name="App"),),
)


def declared(**changes: Any) -> Declared:
    """Alice raised INC-1 in #general at `START`; told there alone."""
    plain = Declared(
        at=START,
        by="UALICE",
        where="CGENERAL",
        id="i",
        number=1,
        key="form-1",
        title="It is down",
        description="",
        service="app",
        service_name="App",
        severity="P2",
        severity_confirmed=True,
        private=False,
        drill=False,
        channel_name="inc-1-app-it-is-down",
        announce=("CGENERAL",),
        steps=(),
    )
    return replace(plain, **changes)


def incident_after(*events: Event) -> Incident:
    """The incident that these events leave; the first is `Declared`."""
    incident: Incident | None = None
    for event in events:
        incident = apply(incident, event)
    assert incident is not None, "something happened"
    return incident
