"""Whom the playbook names and nobody found is told; before, the role was empty without a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from firebell.domain.commands import (
    ChangeSeverity,
    Command,
    Declare,
    MakePrivate,
    ReportGroup,
    ReportNames,
)
from firebell.domain.events import (
    Event,
    GroupRead,
    NamesAwaited,
    NamesFound,
    NamesUnresolved,
    RoleAsked,
    RoleTaken,
)
from firebell.domain.incident import Incident
from firebell.domain.lifecycle import decide
from firebell.domain.playbook import Playbook, Service
from firebell.domain.stand_ins import stand_ins
from tests.domain.build import DECLARED, NOW, PLAYBOOK, RAISED, incident_after

GONE = replace(
    PLAYBOOK,
    invite=("UOFFICER", "@officers"),
    private_invite=("Sam@example.com",),
    severities=tuple(
        replace(each, invite=("press@example.com",) if each.key == "P1" else ())
        for each in PLAYBOOK.severities
    ),
    services=(
        Service(key="website", name="Website", leads={"tech": "UCHARLIE", "comms": "UPRIYA"}),
        Service(key="app", name="App", leads={"tech": "bob@example.com", "support": "UPRIYA"}),
    ),
    written={"SDUTY": "@duty"},
)
"""Some of whom it names left, or are called otherwise now."""


def decided(command: Command, playbook: Playbook = GONE) -> list[Event]:
    return list(decide(incident_after(DECLARED), command, NOW, playbook))


def raised(**more: object) -> list[Event]:
    command = Declare(
        by="UALICE", key="k", title="It is down", service="app", severity="P2", id="i", number=1
    )
    return list(decide(None, replace(command, **more), RAISED, GONE))  # type: ignore[arg-type]


def unresolved(events: list[Event]) -> Mapping[str, str]:
    """Whom nobody found, as the one event says it."""
    (event,) = (event for event in events if isinstance(event, NamesUnresolved))
    return event.names


def test_a_lead_and_a_group_that_are_gone_are_told_and_the_others_are_asked() -> None:
    events = raised()
    assert events[1:] == [
        RoleAsked(at=RAISED, by="UALICE", role="support", person="UPRIYA"),
        NamesUnresolved(
            at=RAISED,
            names={"bob@example.com": "not_resolved", "@officers": "not_resolved"},
        ),
    ]


def test_a_lead_in_whose_place_somebody_was_named_is_missed_by_nobody() -> None:
    assert unresolved(raised(roles={"tech": "UDANA"})) == {"@officers": "not_resolved"}


def test_who_is_on_call_elsewhere_and_not_known_is_told_as_such() -> None:
    leads = {"tech": "pagerduty:PAPPLY"}
    process = replace(GONE, services=(Service(key="app", name="App", leads=leads),), invite=())
    command = Declare(
        by="UALICE", key="k", title="It is down", service="app", severity="P2", id="i", number=1
    )
    events = list(decide(None, command, RAISED, process))
    assert unresolved(events) == {"pagerduty:PAPPLY": "nobody_on_call"}
    known = process.resolve({"pagerduty:PAPPLY": "UBOB"})
    assert RoleAsked(at=RAISED, by="UALICE", role="tech", person="UBOB") in decide(
        None, command, RAISED, known
    )
    assert (process.schedules(), process.references() & process.schedules()) == (
        frozenset({"pagerduty:PAPPLY"}),
        frozenset(),
    )


def test_a_private_one_misses_those_who_are_named_for_private_ones_alone() -> None:
    missed = {"Sam@example.com": "not_resolved"}
    assert unresolved(raised(private=True)) == missed
    assert unresolved(decided(MakePrivate(by="UALICE"))) == missed


def test_what_got_worse_misses_those_whom_it_brings() -> None:
    worse = decided(ChangeSeverity(by="UALICE", severity="P1"))
    assert "press@example.com" in unresolved(worse)


@pytest.mark.parametrize("reason", ["", "no_such_subteam"])
def test_an_empty_group_is_told_once_by_the_name_that_the_playbook_has(reason: str) -> None:
    report = ReportGroup(people=(), group="SDUTY", reason=reason)
    found = decided(report)
    told = NamesUnresolved(at=NOW, names={"@duty": reason or "empty_group"})
    assert found == [told]
    again = incident_after(DECLARED, told)
    assert list(decide(again, report, NOW, GONE)) == []
    assert again.unresolved == told.names
    full = ReportGroup(people=("UDANA",), group="SDUTY")
    assert decided(full) == [GroupRead(at=NOW, people=("UDANA",))]


def test_who_could_be_asked_instead_does_it_for_another_service() -> None:
    incident = incident_after(DECLARED)
    assert stand_ins(incident, "tech", GONE) == ("UCHARLIE",)
    assert stand_ins(replace(incident, declined=("UCHARLIE",)), "tech", GONE) == ()
    assert stand_ins(replace(incident, refused={"UCHARLIE": "no"}), "tech", GONE) == ()


def test_a_reference_that_is_not_known_stays_as_it_is_written() -> None:
    known = GONE.resolve({"bob@example.com": "UBOB", "@duty": "SDUTY", "@other": "SOTHER"})
    service, written = known.service("app"), known.written
    assert service is not None
    assert (service.lead("tech"), written) == ("UBOB", {"UBOB": "bob@example.com"})
    assert known.invite == ("UOFFICER", "@officers")


# Slack that does not answer is no Slack in which there is nobody of that name: it said so at an
# outage, and the usual lead was never asked.
SLOW = replace(GONE, unanswered=frozenset({"bob@example.com", "@officers"}))
REPORT = ReportNames()


def waiting(*later: Event, **more: object) -> Incident:
    """An incident that was raised while Slack did not answer for Bob and the officers."""
    command = Declare(
        by="UALICE", key="k", title="It is down", service="app", severity="P2", id="i", number=1
    )
    events = decide(None, replace(command, **more), RAISED, SLOW)  # type: ignore[arg-type]
    return incident_after(*events, *later)


def known(**ids: str) -> Playbook:
    """Slack has said who some of them are, and answered for all."""
    found = {"bob": "bob@example.com", "officers": "@officers"}
    return GONE.resolve({found[who]: id for who, id in ids.items()})


def test_whom_nobody_answered_for_is_waited_for_and_not_called_missing() -> None:
    incident = waiting()
    assert (incident.awaited, incident.unresolved) == (("bob@example.com", "@officers"), {})
    soon = RAISED + timedelta(seconds=59)
    assert list(decide(incident, REPORT, soon, SLOW)) == []


def test_who_is_known_late_is_asked_and_brought_in_as_at_raising() -> None:
    soon = RAISED + timedelta(seconds=2)
    found = {"bob@example.com": "UBOB", "@officers": "SOFFICERS"}
    events = list(decide(waiting(), REPORT, soon, known(bob="UBOB", officers="SOFFICERS")))
    assert events == [
        NamesFound(at=soon, names=found),
        RoleAsked(at=soon, by="UALICE", role="tech", person="UBOB"),
    ]
    after = waiting(*events)
    assert (after.awaited, after.unresolved, after.roles["tech"].person) == ((), {}, "UBOB")
    assert list(decide(after, REPORT, soon, known(bob="UBOB", officers="SOFFICERS"))) == []


def test_what_is_answered_with_nobody_is_told_as_missing() -> None:
    soon = RAISED + timedelta(seconds=2)
    events = list(decide(waiting(), REPORT, soon, known(bob="UBOB")))
    assert events[-1] == NamesUnresolved(at=soon, names={"@officers": "not_resolved"})
    assert list(decide(waiting(*events), REPORT, soon, known(bob="UBOB"))) == []


def test_what_is_not_answered_for_a_minute_is_told_once_and_still_made_good() -> None:
    late = RAISED + timedelta(minutes=1)
    (told,) = decide(waiting(), REPORT, late, SLOW)
    names = {"bob@example.com": "not_answered", "@officers": "not_answered"}
    assert told == NamesUnresolved(at=late, names=names)
    incident = waiting(told)
    assert list(decide(incident, REPORT, late, SLOW)) == []
    slow = replace(known(bob="UBOB"), unanswered=frozenset({"@officers"}))
    found, asked = decide(incident, REPORT, late, slow)
    assert (found, asked) == (
        NamesFound(at=late, names={"bob@example.com": "UBOB"}),
        RoleAsked(at=late, by="UALICE", role="tech", person="UBOB"),
    )
    assert waiting(told, found, asked).unresolved == {"@officers": "not_answered"}


def test_nobody_is_asked_late_for_a_role_that_somebody_has_taken_or_can_not_take() -> None:
    soon = RAISED + timedelta(seconds=2)
    taken = RoleTaken(at=soon, by="UCHARLIE", role="tech", person="UCHARLIE", in_charge=True)
    found = NamesFound(at=soon, names={"bob@example.com": "UBOB"})
    slow = replace(known(bob="UBOB"), unanswered=frozenset({"@officers"}))
    assert list(decide(waiting(taken), REPORT, soon, slow)) == [found]
    assert list(decide(waiting(by="UBOB"), REPORT, soon, slow)) == [
        found,
        RoleTaken(at=soon, by="UBOB", role="tech", person="UBOB", in_charge=True),
    ]


def test_a_private_one_waits_for_those_who_are_named_for_private_ones_alone() -> None:
    slow = replace(SLOW, unanswered=frozenset({"Sam@example.com", "bob@example.com"}))
    (waited,) = (e for e in decided(MakePrivate(by="UALICE"), slow) if isinstance(e, NamesAwaited))
    assert waited == NamesAwaited(at=NOW, names=("Sam@example.com",))
