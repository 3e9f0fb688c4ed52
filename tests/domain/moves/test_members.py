"""Who is in the channel is who may see a private incident; nothing else gives sight."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.domain.commands import (
    ReportMember,
    ReportMemberLeft,
    ReportMembers,
    ReportPrivacy,
)
from firebell.domain.events import (
    Event,
    MemberCame,
    MemberLeft,
    PeopleInvited,
    PrivacyChanged,
    Reopened,
    RoleTaken,
)
from tests.domain.build import (
    CHANNEL,
    CLOSED,
    DECLARED,
    NOW,
    PRIVATE,
    RAISED,
    decided,
    incident_after,
)

IN = PeopleInvited(at=NOW, people=("UALICE", "UBOB", "UPRIYA"))
TECH = RoleTaken(at=NOW, by="UBOB", role="tech", person="UBOB", in_charge=True)


def test_who_comes_into_the_channel_is_a_member() -> None:
    before = incident_after(PRIVATE, CHANNEL)
    (event,) = decided(before, ReportMember(where="C1", person="UDANA"))
    assert event == MemberCame(at=NOW, where="C1", person="UDANA")
    after = incident_after(PRIVATE, CHANNEL, event)
    assert after == replace(before, members=("UDANA",), entered=True)
    assert (before.is_in("UDANA"), after.is_in("UDANA")) == (False, True)


def test_who_was_there_already_is_no_news() -> None:
    before = incident_after(DECLARED, CHANNEL, PeopleInvited(at=NOW, people=("UDANA",)))
    assert decided(before, ReportMember(where="C1", person="UDANA")) == []


def test_who_leaves_a_private_one_sees_it_no_more_and_their_roles_lapse() -> None:
    """The list of members only grew: whoever had been in it once saw everything for ever."""
    before = incident_after(PRIVATE, CHANNEL, IN, TECH)
    (event,) = decided(before, ReportMemberLeft(where="C1", person="UBOB"))
    assert event == MemberLeft(
        at=NOW, where="C1", person="UBOB", roles=("tech",), in_charge="UALICE"
    )
    after = incident_after(PRIVATE, CHANNEL, IN, TECH, event)
    assert (after.members, after.roles, after.in_charge) == (("UALICE", "UPRIYA"), {}, "UALICE")
    assert not after.is_in("UBOB")


def test_who_leaves_a_public_one_holds_nothing_while_it_is_open() -> None:
    """They kept the role, and each reminder went to somebody who was not there."""
    before = incident_after(DECLARED, CHANNEL, IN, TECH)
    (event,) = decided(before, ReportMemberLeft(where="C1", person="UBOB"))
    assert event == MemberLeft(
        at=NOW, where="C1", person="UBOB", roles=("tech",), in_charge="UALICE"
    )
    after = incident_after(DECLARED, CHANNEL, IN, TECH, event)
    assert (after.in_charge, after.roles) == ("UALICE", {})


def test_who_leaves_a_closed_public_one_did_what_they_did() -> None:
    before = incident_after(DECLARED, CHANNEL, IN, TECH, CLOSED)
    assert decided(before, ReportMemberLeft(where="C1", person="UBOB")) == [
        MemberLeft(at=NOW, where="C1", person="UBOB")
    ]


def test_who_came_while_slack_was_asked_who_is_there_is_not_taken_for_gone() -> None:
    before = incident_after(DECLARED, CHANNEL, IN, TECH)
    asked = frozenset({"UALICE"})
    late = ReportMembers(where="C1", people=asked, known=asked)
    assert decided(before, late) == []


def test_who_comes_in_after_all_was_not_refused() -> None:
    refused = PeopleInvited(at=NOW, people=(), refused={"UGUS": "user_is_restricted"})
    came = MemberCame(at=NOW, where="C1", person="UGUS")
    assert incident_after(DECLARED, CHANNEL, refused, came).refused == {}


def test_who_raised_it_sees_it_until_it_has_a_channel_and_then_from_within() -> None:
    written = incident_after(PRIVATE)
    assert written.is_in("UALICE")
    assert not incident_after(PRIVATE, CHANNEL).is_in("UALICE")
    left = MemberLeft(at=NOW, where="C1", person="UALICE")
    reopened = Reopened(at=NOW, by="UBOB", why="", channel_name="inc-1-private-2")
    again = incident_after(PRIVATE, CHANNEL, IN, left, reopened)
    assert again.channel is None
    assert (again.is_in("UALICE"), again.is_in("UBOB")) == (False, True)


def test_a_comparison_finds_who_came_and_who_left_while_nobody_listened() -> None:
    before = incident_after(PRIVATE, CHANNEL, IN, TECH)
    found = decided(before, ReportMembers(where="C1", people=frozenset({"UPRIYA", "UDANA"})))
    assert found == [
        MemberCame(at=NOW, where="C1", person="UDANA"),
        MemberLeft(at=NOW, where="C1", person="UALICE"),
        MemberLeft(at=NOW, where="C1", person="UBOB", roles=("tech",), in_charge="UPRIYA"),
    ]


def test_nobody_is_put_in_charge_of_an_empty_channel() -> None:
    before = incident_after(PRIVATE, CHANNEL, IN, TECH)
    after = incident_after(
        PRIVATE,
        CHANNEL,
        IN,
        TECH,
        *decided(before, ReportMembers(where="C1", people=frozenset())),
    )
    assert (after.members, after.roles) == ((), {})
    assert not any(after.is_in(person) for person in ("UALICE", "UBOB", "UPRIYA"))


@pytest.mark.parametrize(
    "report",
    [
        ReportMember(where="COLD", person="UDANA"),
        ReportMemberLeft(where="COLD", person="UBOB"),
        ReportMembers(where="COLD", people=frozenset()),
        ReportPrivacy(where="COLD", private=False),
    ],
)
def test_what_is_told_of_another_channel_changes_nothing(
    report: ReportMember | ReportMemberLeft | ReportMembers | ReportPrivacy,
) -> None:
    assert decided(incident_after(PRIVATE, CHANNEL, IN), report) == []


def test_an_incident_is_as_private_as_its_channel() -> None:
    before = incident_after(DECLARED, CHANNEL, IN)
    (event,) = decided(before, ReportPrivacy(where="C1", private=True))
    assert event == PrivacyChanged(at=NOW, where="C1", private=True, since=RAISED)
    hidden = incident_after(DECLARED, CHANNEL, IN, event)
    assert (hidden.private, hidden.announce) == (True, ())
    (back,) = decided(hidden, ReportPrivacy(where="C1", private=False))
    assert not incident_after(DECLARED, CHANNEL, IN, event, back).private


EVERYBODY = ("UALICE", "UBOB", "UPRIYA", "UDANA")
people = st.sampled_from(EVERYBODY)
reports = st.one_of(
    st.builds(ReportMember, where=st.just("C1"), person=people),
    st.builds(ReportMemberLeft, where=st.just("C1"), person=people),
    st.builds(ReportMembers, where=st.just("C1"), people=st.frozensets(people)),
)


@given(said=st.lists(reports, max_size=12))
def test_members_are_those_of_whom_it_was_said_last(
    said: list[ReportMember | ReportMemberLeft | ReportMembers],
) -> None:
    events: list[Event] = [PRIVATE, CHANNEL, IN, TECH]
    expected = {"UALICE", "UBOB", "UPRIYA"}
    was_empty = False
    for report in said:
        events += decided(incident_after(*events), report)
        match report:
            case ReportMembers():
                expected = set(report.people)
            case ReportMember():
                expected.add(report.person)
            case ReportMemberLeft():
                expected.discard(report.person)
        was_empty = was_empty or not expected
    incident = incident_after(*events)
    assert set(incident.members) == expected
    assert {person for person in EVERYBODY if incident.is_in(person)} == expected
    assert all(held.person in expected for held in incident.roles.values())
    # An empty channel has nobody who could be in charge; whoever comes back takes over by hand.
    assert incident.in_charge in expected or was_empty
