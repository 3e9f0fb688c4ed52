"""Correcting: what differs becomes an event, what is the same does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from firebell.domain.commands import Edit
from firebell.domain.events import (
    Declared,
    Edited,
    RoleAsked,
    RoleEmptied,
    RoleTaken,
    SeverityChanged,
    SeverityConfirmed,
)
from tests.domain.build import (
    DECLARED,
    DRILL,
    NOW,
    PRESS,
    PRIVATE,
    RAISED,
    decided,
    declared,
    incident_after,
    refused,
)

INCIDENT = incident_after(DECLARED)
ASKED = RoleAsked(at=RAISED, by="UALICE", role="tech", person="UBOB")


def test_nothing_said_is_nothing_changed() -> None:
    assert decided(INCIDENT, Edit(by="UBOB")) == []


def test_the_same_again_is_nothing_changed() -> None:
    same = Edit(by="UBOB", title=" It is\ndown", description=" ", service="website", severity="P2")
    assert decided(INCIDENT, same) == []


def test_corrected_words_are_one_event() -> None:
    command = Edit(
        by="UBOB", where="C1", title="It is up", description=" Since noon", service="app"
    )
    (event,) = decided(INCIDENT, command)
    assert event == Edited(
        at=NOW,
        by="UBOB",
        where="C1",
        title="It is up",
        description="Since noon",
        service="app",
        service_name="App",
    )
    assert incident_after(DECLARED, event) == replace(
        INCIDENT, title="It is up", description="Since noon", service="app", service_name="App"
    )


def test_only_what_differs_is_in_the_event() -> None:
    command = Edit(by="UBOB", title="It is down", description="Since noon")
    (event,) = decided(INCIDENT, command)
    assert event == Edited(at=NOW, by="UBOB", description="Since noon")
    assert incident_after(DECLARED, event) == replace(INCIDENT, description="Since noon")


def test_a_description_can_be_emptied() -> None:
    before = declared(description="Since noon")
    (event,) = decided(incident_after(before), Edit(by="UBOB", description=""))
    assert event == Edited(at=NOW, by="UBOB", description="")
    assert incident_after(before, event) == INCIDENT


def test_a_service_can_become_not_sure() -> None:
    (event,) = decided(INCIDENT, Edit(by="UBOB", service="unsure"))
    assert event == Edited(at=NOW, by="UBOB", service="unsure", service_name="")
    assert incident_after(DECLARED, event) == replace(INCIDENT, service="unsure", service_name="")


@pytest.mark.parametrize("title", ["", " \n", "\u200b"])
def test_a_title_with_nothing_to_read_is_refused(title: str) -> None:
    assert refused(INCIDENT, Edit(by="UBOB", title=title)) == ("title_needed", "title", {})


def test_a_service_that_the_playbook_does_not_know_is_refused() -> None:
    assert refused(INCIDENT, Edit(by="UBOB", service="no-such")) == (
        "no_such_service",
        "service",
        {"service": "no-such"},
    )


def test_a_service_that_the_playbook_has_lost_may_stay() -> None:
    lost = incident_after(declared(service="lost", service_name="Lost"))
    assert decided(lost, Edit(by="UBOB", service="lost")) == []


def test_a_severity_that_the_playbook_does_not_know_is_refused() -> None:
    assert refused(INCIDENT, Edit(by="UBOB", severity="P9")) == (
        "no_such_severity",
        "severity",
        {"severity": "P9"},
    )


def test_another_severity_is_a_change_of_it() -> None:
    assert decided(INCIDENT, Edit(by="UBOB", where="C1", severity="P1")) == [
        SeverityChanged(
            at=NOW,
            by="UBOB",
            where="C1",
            severity="P1",
            before="P2",
            higher=True,
            steps=(PRESS,),
            announce=("CALL",),
            next_update=NOW + timedelta(minutes=30),
        )
    ]


def test_the_same_severity_confirms_one_that_was_not_sure() -> None:
    unsure = incident_after(declared(severity_confirmed=False))
    assert decided(unsure, Edit(by="UBOB", severity="P2")) == [
        SeverityConfirmed(at=NOW, by="UBOB", severity="P2")
    ]


def test_not_sure_confirms_nothing() -> None:
    unsure = incident_after(declared(severity_confirmed=False))
    assert decided(unsure, Edit(by="UBOB", severity="unsure")) == []


def test_not_sure_after_all_is_the_playbooks_choice() -> None:
    slow = incident_after(declared(severity="P3", next_update=None))
    assert decided(slow, Edit(by="UBOB", severity="unsure")) == [
        SeverityChanged(
            at=NOW,
            by="UBOB",
            severity="P2",
            before="P3",
            higher=True,
            next_update=NOW + timedelta(hours=1),
        )
    ]


def test_naming_somebody_asks_them_and_naming_oneself_takes_it() -> None:
    command = Edit(by="UBOB", where="C1", roles={"comms": "UCHARLIE", "tech": "UBOB"})
    assert decided(INCIDENT, command) == [
        RoleAsked(at=NOW, by="UBOB", where="C1", role="comms", person="UCHARLIE"),
        RoleTaken(
            at=NOW,
            by="UBOB",
            where="C1",
            role="tech",
            person="UBOB",
            before="UALICE",
            in_charge=True,
        ),
    ]


def test_who_was_asked_already_is_not_asked_again() -> None:
    incident = incident_after(DECLARED, ASKED)
    assert decided(incident, Edit(by="UALICE", roles={"tech": "UBOB"})) == []


def test_a_role_given_to_nobody_is_emptied() -> None:
    incident = incident_after(DECLARED, ASKED)
    (event,) = decided(incident, Edit(by="UALICE", where="C1", roles={"tech": None}))
    assert event == RoleEmptied(at=NOW, by="UALICE", where="C1", role="tech", before="UBOB")
    assert incident_after(DECLARED, ASKED, event) == INCIDENT


def test_a_role_that_nobody_has_can_stay_empty() -> None:
    assert decided(INCIDENT, Edit(by="UALICE", roles={"tech": None})) == []


def test_words_come_first_then_severity_then_roles() -> None:
    command = Edit(by="UBOB", title="It is slow", severity="P3", roles={"support": "UPRIYA"})
    events = decided(INCIDENT, command)
    assert [type(event) for event in events] == [Edited, SeverityChanged, RoleAsked]


@pytest.mark.parametrize("before", [PRIVATE, DRILL], ids=["private", "drill"])
def test_private_ones_and_drills_are_corrected_alike(before: Declared) -> None:
    (event,) = decided(incident_after(before), Edit(by="UALICE", title="It is up"))
    assert event == Edited(at=NOW, by="UALICE", title="It is up")
    assert incident_after(before, event) == replace(incident_after(before), title="It is up")
