"""One person pings many people twice in ten minutes at most; the third time is quiet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firebell.domain.commands import ChangeSeverity, Declare, MakeReal, MayPing, Reopen, Update
from firebell.domain.effects import ChannelMessage, Effect, Say
from firebell.domain.events import Declared, Event
from firebell.domain.incident import Incident
from firebell.domain.loudness import as_loud_by_now, pings
from firebell.domain.playbook import Loudness
from firebell.domain.reactions import reactions
from tests.domain.build import (
    CHANNEL,
    CLOSED,
    DECLARED,
    DRILL,
    PLAYBOOK,
    PRIVATE,
    decided,
    declared,
    incident_after,
)

DECLARE = Declare(
    by="UALICE",
    key="form-1",
    title="It is down",
    service="website",
    severity="P1",
    id="incident-1",
    number=1,
)
BY_ALICE = replace(CLOSED, by="UALICE")


@pytest.mark.parametrize(("before", "quiet"), [(0, False), (1, False), (2, True), (9, True)])
def test_the_third_in_a_while_is_raised_and_pings_nobody(before: int, quiet: bool) -> None:
    (event, *_) = decided(None, replace(DECLARE, pings=before))
    assert isinstance(event, Declared)
    assert event.quiet is quiet
    assert incident_after(event).quiet is quiet


@pytest.mark.parametrize(
    ("history", "command"),
    [
        ([DECLARED, CHANNEL], ChangeSeverity(by="UALICE", severity="P1")),
        ([DECLARED, CHANNEL], Update(by="UALICE", known="Worse", severity="P1")),
        ([DECLARED, CHANNEL, BY_ALICE], Reopen(by="UALICE")),
        ([DRILL, CHANNEL], MakeReal(by="UALICE")),
    ],
    ids=["severity", "update", "reopen", "real"],
)
def test_whatever_else_may_ping_counts_and_is_bounded_too(
    history: list[Event], command: MayPing
) -> None:
    before = incident_after(*history)
    for pinged, expected in ((0, True), (2, False)):
        events = decided(before, replace(command, pings=pinged))
        after = incident_after(*history, *events)
        assert any(pings(event, after, PLAYBOOK) for event in events) is expected
        loud = {
            effect.body.loud
            for event in events
            for effect in reactions(before, event, after, PLAYBOOK)
            if isinstance(effect, Effect) and isinstance(effect.body, Say)
        }
        assert expected or loud <= {Loudness.NONE}


@pytest.mark.parametrize(
    "event",
    [PRIVATE, DRILL, declared(severity="P3"), declared(announce=()), BY_ALICE],
    ids=["private", "drill", "silent severity", "nowhere", "closing"],
)
def test_what_pings_nobody_is_not_counted(event: Event) -> None:
    after = incident_after(*([event] if isinstance(event, Declared) else [DECLARED, event]))
    assert not pings(event, after, PLAYBOOK)


OPEN = incident_after(declared(severity="P1"), CHANNEL)
MILD = incident_after(declared(severity="P3"), CHANNEL)
OVER = incident_after(declared(severity="P1"), CHANNEL, CLOSED)


@pytest.mark.parametrize(
    ("incident", "what", "meant", "now"),
    [
        (OPEN, ChannelMessage.SEVERITY, Loudness.CHANNEL, Loudness.CHANNEL),
        (OPEN, ChannelMessage.SEVERITY, Loudness.HERE, Loudness.HERE),
        (OPEN, ChannelMessage.CLOSED, Loudness.HERE, Loudness.NONE),
        (MILD, ChannelMessage.SEVERITY, Loudness.CHANNEL, Loudness.NONE),
        (OVER, ChannelMessage.NUDGED, Loudness.HERE, Loudness.NONE),
        (OVER, ChannelMessage.CLOSED, Loudness.HERE, Loudness.HERE),
    ],
)
def test_nothing_pings_for_what_is_over_or_milder_by_the_time_it_is_said(
    incident: Incident, what: ChannelMessage, meant: Loudness, now: Loudness
) -> None:
    """Slack had been away, and an hour after the closing it pinged everybody."""
    assert as_loud_by_now(incident, Say(what=what, channel="CHELP", loud=meant), PLAYBOOK) is now
