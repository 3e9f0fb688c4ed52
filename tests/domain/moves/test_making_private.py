"""Making it private: from the decision on nobody sees it but who decided, then who is in the new
channel; whatever still comes in of what was open to all counts for nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.domain.commands import (
    MakePrivate,
    RemindOfDataClock,
    ReportArchived,
    ReportChannel,
    ReportCleared,
    ReportGroup,
    ReportInvited,
    ReportMessage,
)
from firebell.domain.events import (
    ChannelArchived,
    ChannelCleared,
    ChannelCreated,
    ChannelPutAside,
    DataClockReminded,
    Event,
    GroupRead,
    MadePrivate,
    MessagePosted,
    PeopleInvited,
    RoleAsked,
    RoleTaken,
)
from firebell.domain.incident import CARD, DATA_CLOCK, Exposure, told
from firebell.domain.moves.making_private import LONGEST_LINE
from firebell.domain.permissions import Caller, sees
from firebell.domain.typed_text import one_line
from tests.domain.build import (
    CHANNEL,
    CLOSED,
    DECLARED,
    NOW,
    PRIVATE,
    RAISED,
    decided,
    incident_after,
    refused,
)

IN = PeopleInvited(at=RAISED, people=("UALICE", "UBOB", "UDANA"))
TECH = RoleTaken(at=RAISED, by="UBOB", role="tech", person="UBOB", in_charge=True)
COMMS = RoleAsked(at=RAISED, by="UALICE", role="comms", person="UDANA")
TOLD = MessagePosted(at=RAISED, slot=told("CHELP"), channel="CHELP", ts="1.1")
ITS_CARD = MessagePosted(at=RAISED, slot=CARD, channel="C1", ts="1.2")
OPEN: tuple[Event, ...] = (DECLARED, CHANNEL, IN, TECH, COMMS, TOLD, ITS_CARD)
MADE = MadePrivate(
    at=NOW,
    by="UALICE",
    channel_name="inc-1-private",
    old_name="inc-1",
    people=("UALICE", "UBOB"),
    in_charge="UBOB",
    since=RAISED,
    roles=("comms",),
    readers=("UALICE", "UBOB", "UDANA", "UEVE"),
    places=("CHELP",),
    line="We are looking into it.",
)
NEW = ChannelCreated(at=NOW, where="C2", channel="C2", name="inc-1-private")
ASKED = MakePrivate(
    by="UALICE",
    people=("UBOB",),
    line=" We are looking\ninto it. ",
    readers=frozenset({"UALICE", "UEVE"}),
)


def test_it_says_what_could_be_read_by_whom_and_who_goes_on() -> None:
    assert decided(incident_after(*OPEN), ASKED) == [MADE]


def test_only_who_decided_it_sees_it_until_there_is_a_channel_and_then_who_is_in_that() -> None:
    moved = incident_after(*OPEN, MADE)
    people = ("UALICE", "UBOB", "UDANA", "UEVE")
    assert [who for who in people if sees(Caller(who), moved)] == ["UALICE"]
    waiting = incident_after(*OPEN, MADE, NEW)
    assert [who for who in people if sees(Caller(who), waiting)] == []
    came = PeopleInvited(at=NOW, people=("UBOB",))
    assert [who for who in people if sees(Caller(who), incident_after(*OPEN, MADE, NEW, came))] == [
        "UBOB"
    ]


def test_nothing_of_what_was_open_is_left_in_it() -> None:
    before = incident_after(*OPEN)
    assert incident_after(*OPEN, MADE) == replace(
        before,
        private=True,
        announce=(),
        channel=None,
        channel_name="inc-1-private",
        old_name="inc-1",
        leaving={"C1": "inc-1"},
        messages={told("CHELP"): before.messages[told("CHELP")]},
        members=(),
        entered=False,
        roles={"tech": before.roles["tech"]},
        moved_by="UALICE",
        brought=("UALICE", "UBOB"),
        private_since=NOW,
        exposure=Exposure(
            since=RAISED,
            until=NOW,
            by="UALICE",
            readers=("UALICE", "UBOB", "UDANA", "UEVE"),
            places=("CHELP",),
        ),
    )


def test_who_decided_it_is_in_charge_where_who_was_is_not_brought_along() -> None:
    event = decided(incident_after(*OPEN), MakePrivate(by="UDANA"))[-1]
    assert isinstance(event, MadePrivate)
    assert (event.people, event.in_charge, event.roles) == (("UDANA",), "UDANA", ("tech",))


def test_what_is_private_already_is_not_made_private() -> None:
    assert refused(incident_after(PRIVATE), ASKED) == ("private_already", None, {"number": 1})
    assert refused(incident_after(*OPEN, MADE), ASKED) == ("private_already", None, {"number": 1})


def test_a_closed_one_is_made_private_as_well() -> None:
    assert decided(incident_after(*OPEN, CLOSED), ASKED) == [MADE]


def test_names_are_those_that_nobody_has() -> None:
    taken = frozenset({"inc-1-private", "inc-1", "inc-1-2"})
    (event,) = decided(incident_after(*OPEN), replace(ASKED, taken=taken))
    assert isinstance(event, MadePrivate)
    assert (event.channel_name, event.old_name) == ("inc-1-private-2", "inc-1-3")


def test_a_channel_that_is_called_by_its_number_keeps_that_name() -> None:
    plain = replace(DECLARED, channel_name="inc-1")
    taken = frozenset({"inc-1"})
    (event,) = decided(incident_after(plain), replace(ASKED, taken=taken))
    assert isinstance(event, MadePrivate)
    assert event.old_name == "inc-1"


def test_the_old_channel_is_left_alone_where_it_was_archived_already() -> None:
    archived = ChannelArchived(at=NOW, where="C1")
    (event,) = decided(incident_after(*OPEN, archived), ASKED)
    assert event == replace(MADE, archived=True)
    assert incident_after(*OPEN, archived, event).leaving == {}


@given(st.text(max_size=LONGEST_LINE * 2))
def test_the_public_line_is_one_line_whatever_is_typed(line: str) -> None:
    asked = replace(ASKED, line=line)
    plain = one_line(line)
    if len(plain) > LONGEST_LINE:
        assert refused(incident_after(*OPEN), asked)[:2] == ("line_too_long", "line")
        return
    (event,) = decided(incident_after(*OPEN), asked)
    assert isinstance(event, MadePrivate)
    assert event.line == plain
    assert not {"\n", "\r"} & set(event.line)


MOVED = (*OPEN, MADE)


@pytest.mark.parametrize("history", [MOVED, (*MOVED, NEW)], ids=["no-channel", "channel"])
@pytest.mark.parametrize(
    "report",
    [
        ReportInvited(where="C1", people=("UDANA",), refused={"UEVE": "cant_invite"}),
        ReportGroup(people=("UDANA",), group="SDUTY"),
        ReportMessage(slot=CARD, channel="C1", ts="1.3"),
        ReportArchived(where="C1"),
    ],
    ids=lambda report: type(report).__name__,
)
def test_what_comes_in_late_of_the_channel_that_is_left_counts_for_nothing(
    history: tuple[Event, ...], report: object
) -> None:
    """It brought people in who had been invited to the old channel, marked the new one as archived
    when the old one was, and made the old card the one that is kept true."""
    assert decided(incident_after(*history), report) == []  # type: ignore[arg-type]


def test_a_group_that_is_invited_to_private_ones_comes_along() -> None:
    report = ReportGroup(people=("UPRIYA",), group="UPRIYA")
    assert decided(incident_after(*MOVED), report) == [GroupRead(at=NOW, people=("UPRIYA",))]


def test_a_public_channel_that_was_still_being_made_never_becomes_its_own() -> None:
    moved = incident_after(DECLARED, MADE)
    late = ReportChannel(channel="C1", name=DECLARED.channel_name)
    (event,) = decided(moved, late)
    assert event == ChannelPutAside(at=NOW, where="C1", channel="C1")
    aside = incident_after(DECLARED, MADE, event)
    assert aside == replace(moved, leaving={"C1": "inc-1"})
    assert decided(aside, late) == []
    (own,) = decided(aside, ReportChannel(channel="C2", name="inc-1-private"))
    assert own == NEW


def test_a_channel_that_is_clear_has_been_left() -> None:
    moved = incident_after(*MOVED, NEW)
    report = ReportCleared(where="C1", left=2)
    (event,) = decided(moved, report)
    assert event == ChannelCleared(at=NOW, where="C1", channel="C1", left=2)
    left = incident_after(*MOVED, NEW, event)
    assert left == replace(moved, leaving={})
    assert decided(left, report) == []


def test_the_clock_begins_when_it_is_known_and_whoever_is_in_charge_is_reminded_once() -> None:
    assert incident_after(*OPEN).data_clock_ends is None
    assert incident_after(PRIVATE).data_clock_ends == RAISED + DATA_CLOCK
    came = PeopleInvited(at=NOW, people=("UALICE", "UBOB"))
    moved = (*MOVED, NEW, came)
    due = NOW + timedelta(hours=48)
    (event,) = decided(incident_after(*moved), RemindOfDataClock(by=None), due)
    assert event == DataClockReminded(at=due, person="UBOB", ends=NOW + DATA_CLOCK)
    again = incident_after(*moved, event)
    assert decided(again, RemindOfDataClock(by=None), due) == []
    assert decided(incident_after(*moved), RemindOfDataClock(by=None), NOW + DATA_CLOCK) == []
    assert decided(incident_after(*OPEN), RemindOfDataClock(by=None), due) == []
