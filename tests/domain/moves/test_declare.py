"""Raising: three answers are enough, bad ones are refused at their field."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from firebell.domain.commands import Declare, MakeReal, ReportChannel
from firebell.domain.effects import Effect, KeepName
from firebell.domain.events import (
    ChannelCreated,
    MadeReal,
    RoleAsked,
    RoleDeclined,
    RoleTaken,
    StepTicked,
)
from firebell.domain.incident import Channel, Incident, Milestones, StepState
from firebell.domain.lifecycle import decide
from firebell.domain.playbook import Moment
from firebell.domain.reactions import reactions
from tests.domain.build import (
    CHANNEL,
    DECLARED,
    DRILL,
    LOOK,
    PLAYBOOK,
    PRESS,
    PRIVATE,
    RAISED,
    UNDO,
    WORSE,
    decided,
    declared,
    incident_after,
    refused,
)

COMMAND = Declare(
    by="UALICE",
    where="CHELP",
    key="form-1",
    title="It is down",
    service="website",
    severity="P2",
    id="incident-1",
    number=1,
)


def raised(**changes: Any) -> list[object]:
    return [*decided(None, replace(COMMAND, **changes), RAISED)]


def test_three_answers_are_enough() -> None:
    assert raised() == [DECLARED]


def test_what_was_declared_is_the_incident_and_who_raised_it_is_in_charge() -> None:
    assert incident_after(declared(similar=7)) == Incident(
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
        declarer="UALICE",
        origin="CHELP",
        in_charge="UALICE",
        milestones=Milestones(raised=RAISED),
        announce=("CHELP", "CINCIDENTS"),
        steps=(LOOK, UNDO, WORSE),
        channel_name="inc-1-website-it-is-down",
        next_update=RAISED + timedelta(hours=1),
        similar=7,
    )


def test_a_title_becomes_one_line_and_a_description_loses_its_blank_ends() -> None:
    assert raised(title="  It\n is   down ", description="\n Since noon \n") == [
        declared(description="Since noon")
    ]


@pytest.mark.parametrize("title", ["", "   ", "\n\t", "\u200b\u200e"])
def test_a_title_with_nothing_to_read_is_refused(title: str) -> None:
    assert refused(None, replace(COMMAND, title=title)) == ("title_needed", "title", {})


def test_a_service_that_the_playbook_does_not_know_is_refused() -> None:
    command = replace(COMMAND, service="no-such")
    assert refused(None, command) == ("no_such_service", "service", {"service": "no-such"})


def test_a_severity_that_the_playbook_does_not_know_is_refused() -> None:
    command = replace(COMMAND, severity="P9")
    assert refused(None, command) == ("no_such_severity", "severity", {"severity": "P9"})


def test_not_sure_how_bad_is_the_playbooks_choice_to_be_confirmed() -> None:
    assert raised(severity="unsure") == [declared(severity_confirmed=False)]


def test_not_sure_which_service_is_a_service_without_a_name() -> None:
    assert raised(service="unsure") == [
        declared(service="unsure", service_name="", channel_name="inc-1--it-is-down")
    ]


def test_the_worst_is_announced_more_widely_with_more_steps_and_a_sooner_update() -> None:
    assert raised(severity="P1") == [
        declared(
            severity="P1",
            announce=("CHELP", "CINCIDENTS", "CALL"),
            steps=(LOOK, UNDO, PRESS, WORSE),
            next_update=RAISED + timedelta(minutes=30),
        )
    ]


def test_a_severity_without_a_rhythm_promises_no_update() -> None:
    assert raised(severity="P3") == [declared(severity="P3", next_update=None)]


def test_a_name_that_is_reserved_gets_the_first_free_number() -> None:
    name = "inc-1-website-it-is-down"
    assert raised(taken=frozenset({name, f"{name}-2"})) == [declared(channel_name=f"{name}-3")]


def test_a_similar_incident_is_named() -> None:
    assert raised(similar=7) == [declared(similar=7)]


def test_raised_where_people_are_told_anyway_is_told_there_once() -> None:
    assert raised(where="CINCIDENTS") == [declared(where="CINCIDENTS", announce=("CINCIDENTS",))]


def test_raised_nowhere_is_told_where_the_playbook_says() -> None:
    assert raised(where=None) == [declared(where=None, announce=("CINCIDENTS",))]


def asked(role: str, person: str) -> RoleAsked:
    return RoleAsked(at=RAISED, by="UALICE", role=role, person=person)


def test_the_services_leads_are_asked() -> None:
    assert raised(service="app")[1:] == [asked("tech", "UBOB"), asked("support", "UPRIYA")]


def test_whom_the_form_names_is_asked_in_place_of_the_services_lead() -> None:
    roles = {"comms": "UCHARLIE", "tech": "UCHARLIE"}
    assert raised(service="app", roles=roles)[1:] == [
        asked("comms", "UCHARLIE"),
        asked("tech", "UCHARLIE"),
        asked("support", "UPRIYA"),
    ]


def test_who_raises_it_and_is_the_lead_is_on_it() -> None:
    roles = {"comms": "UALICE", "tech": "UALICE"}
    assert raised(roles=roles)[1:] == [
        RoleTaken(at=RAISED, by="UALICE", role="comms", person="UALICE"),
        RoleTaken(at=RAISED, by="UALICE", role="tech", person="UALICE", in_charge=True),
    ]


def test_a_role_that_the_playbook_does_not_know_asks_nobody() -> None:
    assert raised(roles={"cook": "UBOB"}) == [DECLARED]


def test_a_private_one_is_told_nowhere_and_asks_only_whom_the_form_names() -> None:
    assert raised(private=True, service="app", roles={"tech": "UCHARLIE"}) == [
        declared(
            private=True,
            service="app",
            service_name="App",
            announce=(),
            channel_name="inc-1-private",
        ),
        asked("tech", "UCHARLIE"),
    ]


def test_a_drill_is_told_in_the_drills_channel_alone_and_asks_the_leads() -> None:
    assert raised(drill=True, severity="P1", service="app") == [
        declared(
            drill=True,
            severity="P1",
            service="app",
            service_name="App",
            announce=("CDRILLS",),
            channel_name="drill-inc-1-app-it-is-down",
            steps=(LOOK, UNDO, PRESS, WORSE),
            next_update=RAISED + timedelta(minutes=30),
        ),
        asked("tech", "UBOB"),
        asked("support", "UPRIYA"),
    ]


def test_a_private_drill_is_told_nowhere() -> None:
    assert raised(private=True, drill=True) == [
        declared(private=True, drill=True, announce=(), channel_name="drill-inc-1-private")
    ]


def test_a_step_is_due_from_when_it_came_up() -> None:
    assert (
        StepState(
            key="undo",
            words="Undo it?",
            moment=Moment.RAISED,
            role="tech",
            due=RAISED + timedelta(minutes=15),
        )
        == UNDO
    )


def test_what_is_declared_already_is_not_declared_again() -> None:
    assert refused(incident_after(DECLARED), COMMAND) == (
        "not_possible",
        None,
        {"status": "investigating", "command": "Declare", "number": 1},
    )


REAL = MakeReal(by="UBOB", where="C1")


def test_a_drill_that_is_real_is_told_where_a_real_one_would_be_and_asks_its_people_anew() -> None:
    """It reached nobody: who had answered for practice counted as there, and nobody was pinged."""
    asked = RoleAsked(at=RAISED, by="UALICE", role="comms", person="UPRIYA")
    taken = RoleTaken(at=RAISED, by="UDANA", role="support", person="UDANA")
    own = RoleTaken(at=RAISED, by="UBOB", role="tech", person="UBOB", in_charge=True)
    ticked = StepTicked(at=RAISED, by="UBOB", step="look", words=LOOK.words, done=True)
    name = "drill-inc-1-website-it-is-down"
    there = ChannelCreated(at=RAISED, where="C1", channel="C1", name=name)
    before = (replace(DRILL, channel_name=name), there, asked, taken, own, ticked)
    real, *anew = decided(incident_after(*before), replace(REAL, taken=frozenset()), RAISED)
    assert real == MadeReal(
        at=RAISED,
        by="UBOB",
        where="C1",
        announce=("CHELP", "CINCIDENTS"),
        steps=(LOOK, UNDO, WORSE),
        next_update=RAISED + timedelta(hours=1),
        channel_name="inc-1-website-it-is-down",
    )
    assert anew == [
        RoleAsked(at=RAISED, by="UBOB", role="comms", person="UPRIYA"),
        RoleAsked(at=RAISED, by="UBOB", role="support", person="UDANA"),
    ]
    after = incident_after(*before, real)
    assert (after.drill, after.announce) == (False, ("CDRILLS", "CHELP", "CINCIDENTS"))
    assert (after.steps, after.milestones.first_answer) == ((LOOK, UNDO, WORSE), None)
    assert after.channel == Channel(id="C1", name="inc-1-website-it-is-down")


def test_a_drill_that_is_real_asks_the_leads_of_its_service_where_nobody_has_the_role() -> None:
    drill = replace(DRILL, service="app")
    declined = RoleDeclined(at=RAISED, by="UPRIYA", role="support", person="UPRIYA")
    _, *anew = decided(incident_after(drill, CHANNEL, declined), replace(REAL, by="UALICE"))
    assert [(event.role, event.person) for event in anew if isinstance(event, RoleAsked)] == [
        ("tech", "UBOB"),
        ("support", "UPRIYA"),
    ]


def test_a_drill_that_is_real_before_its_channel_is_there_gets_its_name_with_it() -> None:
    """It kept *drill-* for ever."""
    name = "drill-inc-1-website-it-is-down"
    history = (replace(DRILL, channel_name=name), MadeReal(at=RAISED, by="UBOB"))
    report = ReportChannel(channel="C1", name=name, taken=frozenset({name[6:]}))
    (there,) = decided(incident_after(*history), report, RAISED)
    real = "inc-1-website-it-is-down-2"
    assert there == ChannelCreated(
        at=RAISED, where="C1", channel="C1", name=name, channel_name=real
    )
    after = incident_after(*history, there)
    assert (after.channel, after.channel_name) == (Channel(id="C1", name=real), real)
    assert [
        effect.target
        for effect in reactions(incident_after(*history), there, after, PLAYBOOK)
        if isinstance(effect, Effect) and isinstance(effect.body, KeepName)
    ] == ["name"]


@pytest.mark.parametrize("drill", [True, False])
def test_a_channel_that_is_called_as_it_is_to_be_keeps_its_name(drill: bool) -> None:
    """A title may begin like the mark of a drill."""
    title = "Drill bit broken"
    process = replace(PLAYBOOK, channel_name="{title}")
    before = incident_after(replace(DRILL, drill=drill, title=title))
    report = ReportChannel(channel="C1", name="drill-bit-broken")
    (there,) = decide(before, report, RAISED, process)
    assert isinstance(there, ChannelCreated)
    assert there.channel_name is None


def test_a_private_drill_that_is_real_is_still_told_nowhere() -> None:
    drill = incident_after(replace(PRIVATE, drill=True))
    (real,) = decided(drill, REAL, RAISED)
    assert isinstance(real, MadeReal)
    assert (real.announce, real.channel_name) == ((), None)


def test_what_is_no_drill_cannot_be_made_real() -> None:
    assert refused(incident_after(DECLARED), REAL) == ("no_drill", None, {"number": 1})


def test_an_incident_without_a_channel_knows_the_name_that_it_wants() -> None:
    there = ChannelCreated(at=RAISED, where="C1", channel="C1", name="inc-1-other")
    assert incident_after(DECLARED).channel_name == "inc-1-website-it-is-down"
    assert incident_after(DECLARED, there).channel_name == "inc-1-other"
