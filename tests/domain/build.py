"""A small process and an incident in it, for tests of the rules: events in, whole values out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from firebell.domain.actions import Action
from firebell.domain.commands import Command
from firebell.domain.events import ChannelCreated, Closed, Declared, Event
from firebell.domain.incident import Incident, Outcome, StepState
from firebell.domain.lifecycle import apply, decide
from firebell.domain.playbook import (
    Loudness,
    Moment,
    Playbook,
    ReviewRule,
    Role,
    Service,
    Severity,
    Step,
)
from firebell.domain.refusals import Fact, Refused

RAISED = datetime(2026, 11, 23, 3, 4, tzinfo=UTC)
NOW = RAISED + timedelta(minutes=10)
"""When something happens, if nothing else is said."""

PLAYBOOK = Playbook(
    organisation="Example",
    severities=(
        Severity(
            key="P1",
            criteria="Nobody can work.",
            loud=Loudness.CHANNEL,
            update_every=timedelta(minutes=30),
            answer_within=timedelta(minutes=5),
            announce=("CALL",),
            invite=("UPRESS",),
            review=ReviewRule.REQUIRED,
        ),
        Severity(
            key="P2",
            criteria="Many can't work.",
            update_every=timedelta(hours=1),
            answer_within=timedelta(minutes=10),
        ),
        Severity(key="P3", criteria="It is slow.", loud=Loudness.NONE, review=ReviewRule.NONE),
    ),
    roles=(
        Role(key="comms", name="comms lead", short="Comms", duty="Tells.", writes_updates=True),
        Role(key="tech", name="technical lead", short="Tech", duty="Decides.", in_charge=True),
        Role(key="support", name="support lead", short="Support", duty="Answers."),
    ),
    services=(
        Service(key="website", name="Website"),
        Service(
            key="app",
            name="App",
            channels=("CAPP",),
            leads={"tech": "UBOB", "support": "UPRIYA"},
            invite=("SDUTY",),
        ),
    ),
    when_unsure="P2",
    announce=("CINCIDENTS",),
    drill_announce=("CDRILLS",),
    invite=("UOFFICER",),
    private_invite=("UPRIYA",),
    steps=(
        Step(key="look", words="Say what you see"),
        Step(key="undo", words="Undo it?", role="tech", within=timedelta(minutes=15)),
        Step(key="press", words="Tell the press office", role="comms", severities=("P1",)),
        Step(key="worse", words="Think again", moment=Moment.SEVERITY),
        Step(key="page", words="Put the page right", moment=Moment.CLOSED),
        Step(key="review", words="Meet", moment=Moment.CLOSED, severities=("P1",)),
    ),
    archive_after=timedelta(days=30),
    review_within=timedelta(days=10),
)

LOOK = StepState(key="look", words="Say what you see", moment=Moment.RAISED)
UNDO = StepState(
    key="undo",
    words="Undo it?",
    moment=Moment.RAISED,
    role="tech",
    due=RAISED + timedelta(minutes=15),
)
WORSE = StepState(key="worse", words="Think again", moment=Moment.SEVERITY)
PRESS = StepState(key="press", words="Tell the press office", moment=Moment.RAISED, role="comms")
PAGE = StepState(key="page", words="Put the page right", moment=Moment.CLOSED)
REVIEW = StepState(key="review", words="Meet", moment=Moment.CLOSED)


def left(id: str, step: StepState, at: datetime = NOW, **more: Any) -> Action:
    """A step that nobody had done, to be done after closing."""
    return Action(id=id, words=step.words, added=at, since=at, step=step.key, **more)


LEFT = (left("1", LOOK), left("2", UNDO), left("3", WORSE), left("4", PAGE))
"""What is left to do when nobody has done anything."""

DECLARED = Declared(
    at=RAISED,
    by="UALICE",
    where="CHELP",
    id="incident-1",
    number=1,
    key="form-1",
    title="It is down",
    description="",
    service="website",
    service_name="Website",
    severity="P2",
    severity_confirmed=True,
    private=False,
    drill=False,
    channel_name="inc-1-website-it-is-down",
    announce=("CHELP", "CINCIDENTS"),
    steps=(LOOK, UNDO, WORSE),
    next_update=RAISED + timedelta(hours=1),
)
CHANNEL = ChannelCreated(at=RAISED, where="C1", channel="C1", name="inc-1-website-it-is-down")
"""The incident's own channel stands."""
CLOSED = Closed(
    at=NOW,
    by="UBOB",
    outcome=Outcome.RESOLVED,
    summary="",
    affected_from=RAISED,
    working_since=NOW,
    reviewer=None,
    review_due=None,
)
"""Bob closed it, and said no more."""


def declared(**changes: Any) -> Declared:
    """A public P2 of the website that Alice raised, but for what is said otherwise."""
    return replace(DECLARED, **changes)


PRIVATE = declared(private=True, announce=(), channel_name="inc-1-private")
DRILL = declared(drill=True, announce=("CDRILLS",))


def incident_after(*events: Event) -> Incident:
    """What the events make of nothing; the first has to be a `Declared`."""
    incident: Incident | None = None
    for event in events:
        incident = apply(incident, event)
    assert incident is not None, "an incident begins by being declared"
    return incident


def decided(incident: Incident | None, command: Command, now: datetime = NOW) -> list[Event]:
    """The events of a command."""
    return list(decide(incident, command, now, PLAYBOOK))


def refused(
    incident: Incident | None, command: Command, now: datetime = NOW
) -> tuple[str, str | None, Mapping[str, Fact]]:
    """Key, form's field and facts of the refusal that a command meets."""
    with pytest.raises(Refused) as caught:
        decide(incident, command, now, PLAYBOOK)
    return caught.value.key, caught.value.field, caught.value.facts
