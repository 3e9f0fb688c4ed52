"""Factors, bounds, fields, neighbours and versions: events in, whole values out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from firebell.domain import commands as c
from firebell.domain import events as e
from firebell.domain.incident import Incident, Outcome
from firebell.domain.lifecycle import apply, decide
from firebell.domain.refusals import Refused
from firebell.domain.team_fields import Answer, AskedIn, TeamField
from tests.domain.build import CHANNEL, DECLARED, NOW, PLAYBOOK, RAISED, incident_after

WEBSITE, APP = PLAYBOOK.services
PROCESS = replace(
    PLAYBOOK,
    severities=(
        replace(PLAYBOOK.severities[0], factors=("breach",)),
        replace(PLAYBOOK.severities[1], factors=("twenty", "tickets"), needs=2),
        PLAYBOOK.severities[2],
    ),
    services=(replace(WEBSITE, highest="P2", depends_on=("app",)), APP),
    fields=(
        TeamField(key="supplier", question="Which supplier?"),
        TeamField(key="cause", question="What was it?", required=AskedIn.CLOSE),
        TeamField(key="found", question="How found?", required=AskedIn.RAISE),
    ),
    version="v2",
    since=RAISED,
)
OPEN = incident_after(DECLARED, CHANNEL)
DECLARE = c.Declare(
    by="UALICE",
    key="form-1",
    title="It is down",
    service="website",
    severity="P2",
    number=1,
    id="i",
)


def decided(command: c.Command, incident: Incident | None = OPEN) -> list[e.Event]:
    """What happens when it is asked now."""
    return list(decide(incident, command, NOW, PROCESS))


def refused(command: c.Command, incident: Incident | None = OPEN) -> tuple[str, str | None]:
    """Why it can't be, and at which field."""
    with pytest.raises(Refused) as why:
        decided(command, incident)
    return why.value.key, why.value.field


def by(at: datetime = NOW, **more: Any) -> dict[str, Any]:
    """What every event of Bob's says."""
    return {"at": at, "by": "UBOB", **more}


def test_what_is_ticked_is_an_event_in_the_playbooks_order_and_the_same_again_is_none() -> None:
    command = c.ChangeSeverity(by="UBOB", severity="P3", factors=("tickets", "twenty"))
    ticked = e.FactorsTicked(**by(), factors=("twenty", "tickets"), suggests="P2")
    events = decided(command)
    assert events[0] == ticked
    assert isinstance(events[1], e.SeverityChanged)
    after = apply(OPEN, ticked)
    assert (after.factors, after.suggested) == (("twenty", "tickets"), "P2")
    assert [type(event) for event in decided(command, after)] == [e.SeverityChanged]
    # A form without boxes unticks nothing.
    plain = replace(command, factors=None)
    assert [type(event) for event in decided(plain, after)] == [e.SeverityChanged]


def test_raised_not_sure_it_counts_as_what_is_ticked_and_is_not_confirmed() -> None:
    unsure = replace(DECLARE, service="app", severity="unsure", factors=("breach",))
    declared, ticked, *_ = decided(unsure, None)
    assert isinstance(declared, e.Declared)
    assert (declared.severity, declared.severity_confirmed) == ("P1", False)
    assert (declared.playbook_version, declared.playbook_since) == ("v2", RAISED)
    assert isinstance(ticked, e.FactorsTicked)


def test_no_way_leads_above_what_a_service_ever_counts_as() -> None:
    kept = e.SeverityKept(**by(), chosen="P1", severity="P2", service_name="Website")
    declared, *rest = decided(replace(DECLARE, severity="P1"), None)
    assert isinstance(declared, e.Declared)
    assert (declared.severity, declared.announce) == ("P2", ("CINCIDENTS",))
    assert replace(kept, by="UALICE") in rest
    less = replace(OPEN, severity="P3")
    for command in (
        c.ChangeSeverity(by="UBOB", severity="P1"),
        c.Update(by="UBOB", known="It is bad", severity="P1"),
        c.Edit(by="UBOB", severity="P1"),
    ):
        events = decided(command, less)
        assert kept in events
        (changed,) = [event for event in events if isinstance(event, e.SeverityChanged)]
        assert changed.severity == "P2"
    assert refused(c.ChangeSeverity(by="UBOB", severity="P1")) == ("severity_highest", "severity")
    unsure = replace(OPEN, severity_confirmed=False)
    confirmed = e.SeverityConfirmed(**by(), severity="P2")
    assert decided(c.ChangeSeverity(by="UBOB", severity="P1"), unsure) == [confirmed, kept]
    assert apply(apply(unsure, kept), confirmed).wanted == ""


def test_an_answer_is_an_event_where_it_differs_and_empty_where_it_is_taken_back() -> None:
    said = Answer(question="", text="  Acme ")
    event = e.FieldAnswered(**by(), field="supplier", question="Which supplier?", text="Acme")
    assert decided(c.Edit(by="UBOB", answers={"supplier": said})) == [event]
    answered = apply(OPEN, event)
    assert answered.answers == {"supplier": Answer(question="Which supplier?", text="Acme")}
    assert decided(c.Edit(by="UBOB", answers={"supplier": said}), answered) == []
    nothing = {"supplier": Answer(question="Which supplier?")}
    back = replace(event, text="")
    assert decided(c.Edit(by="UBOB", answers=nothing), answered) == [back]
    assert decided(c.Edit(by="UBOB", answers=nothing)) == []
    assert apply(answered, back).answers == {}


def test_what_is_needed_is_asked_for_where_it_was_asked_and_nowhere_else() -> None:
    asked = replace(DECLARE, asked_fields=("supplier", "found"))
    assert refused(asked, None) == ("field_needed", "field.found")
    found = {"found": Answer(question="", text="An alert")}
    assert isinstance(decided(replace(asked, answers=found), None)[0], e.Declared)
    # A form of an earlier playbook did not ask.
    assert isinstance(decided(DECLARE, None)[0], e.Declared)
    close = c.Close(by="UBOB", asked_fields=("cause",))
    assert refused(close) == ("field_needed", "field.cause")
    alarm = replace(close, outcome=Outcome.FALSE_ALARM)
    assert [type(each) for each in decided(alarm)] == [e.Closed]
    # Somebody else has answered meanwhile.
    event = e.FieldAnswered(
        at=NOW, by="UALICE", field="cause", question="What was it?", text="A disk"
    )
    assert [type(each) for each in decided(close, apply(OPEN, event))] == [e.Closed]


def test_a_neighbour_is_told_once_and_only_one_that_is_near() -> None:
    told = e.NeighbourTold(**by(), service="app", service_name="App", channel="CAPP")
    tell = c.TellNeighbour(by="UBOB", service="app")
    assert decided(tell) == [told]
    assert refused(tell, apply(OPEN, told)) == ("neighbour_told", None)
    assert refused(c.TellNeighbour(by="UBOB", service="website")) == ("no_such_service", None)
    drill = replace(OPEN, drill=True)
    assert decided(tell, drill) == [replace(told, channel=None)]


def test_another_version_is_an_event_of_what_is_open_once() -> None:
    report = c.ReportPlaybook(playbook_version="v2", playbook_since=RAISED)
    changed = e.PlaybookChanged(at=NOW, playbook_version="v2", playbook_since=RAISED)
    assert decided(report) == [changed]
    assert decided(report, apply(OPEN, changed)) == []
    over = apply(OPEN, decided(c.Close(by="UBOB"))[-1])
    assert decided(report, over) == []
