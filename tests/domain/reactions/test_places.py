"""What follows when a place turns out to be another, and when there is no channel yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from firebell.domain.effects import CancelPosts, DirectMessage
from firebell.domain.events import (
    ChannelWaits,
    Joined,
    MessagePosted,
    PingRefused,
    PlaceKnown,
    RoleAsked,
    StatusChanged,
)
from firebell.domain.incident import Status
from tests.domain.build import CHANNEL, DECLARED, NOW, PRIVATE, RAISED, declared
from tests.domain.reactions.build import (
    CARD,
    CONFIRMATION,
    announced,
    answered,
    asked,
    chased,
    invited,
    reactions_to,
    told,
)

BY_NAME = declared(announce=("CHELP", "#incidents"))
KNOWN = PlaceKnown(at=NOW, where="CINC", reference="#incidents", channel="CINC")
WAITS = ChannelWaits(at=NOW)
BOB_ASKED = RoleAsked(at=RAISED, by="UALICE", role="tech", person="UBOB")


def test_a_place_whose_name_was_unknown_is_told_under_its_id() -> None:
    assert reactions_to(KNOWN, BY_NAME, CHANNEL) == announced("CINC")


def test_a_place_that_was_told_already_is_not_told_again_under_its_name() -> None:
    same = replace(KNOWN, where="CHELP", channel="CHELP")
    assert reactions_to(same, BY_NAME, CHANNEL) == [CancelPosts(channel="#incidents")]


def test_what_was_said_under_the_name_is_not_said_again() -> None:
    said = MessagePosted(at=NOW, slot="told:#incidents", channel="CINC", ts="1.0")
    assert reactions_to(KNOWN, BY_NAME, CHANNEL, said) == []


def test_who_said_it_hears_that_nobody_was_pinged_and_the_raiser_reads_it() -> None:
    raising = PingRefused(at=NOW, where="CHELP", cause="incident-1-2")
    worse = PingRefused(at=NOW, where="CHELP", cause="incident-1-5", person="UBOB")
    direct = replace(told(DirectMessage.UNPINGED, "UBOB"), delay=timedelta(seconds=1))
    assert reactions_to(raising, DECLARED, CHANNEL) == [CONFIRMATION]
    assert reactions_to(worse, DECLARED, CHANNEL) == [CONFIRMATION, direct]


def test_without_a_channel_people_hear_of_it_and_leads_are_asked_once() -> None:
    assert reactions_to(WAITS, DECLARED, BOB_ASKED) == [
        CONFIRMATION,
        *announced("CHELP", "CINCIDENTS"),
        asked("UBOB", "tech"),
        chased("UBOB", "tech", timedelta(minutes=10)),
    ]
    priya = RoleAsked(at=NOW, by="UALICE", role="support", person="UPRIYA")
    assert reactions_to(priya, DECLARED, WAITS) == [
        asked("UPRIYA", "support"),
        *announced("CHELP", "CINCIDENTS"),
        CONFIRMATION,
        chased("UPRIYA", "support", timedelta(minutes=10)),
        answered("support"),
    ]
    status = StatusChanged(at=NOW, status=Status.IDENTIFIED, before=Status.INVESTIGATING)
    assert reactions_to(status, DECLARED, WAITS) == announced("CHELP", "CINCIDENTS")


def test_a_channel_that_comes_late_completes_it_with_those_who_came_to_help() -> None:
    came = Joined(at=NOW, by="UDANA")
    found = reactions_to(CHANNEL, DECLARED, BOB_ASKED, WAITS, came)
    assert found[:5] == [
        invited("raise", "UALICE", "UBOB", "UDANA", "UOFFICER"),
        CARD,
        *announced("CHELP", "CINCIDENTS"),
        CONFIRMATION,
    ]
    assert asked("UBOB", "tech") not in found


def test_of_a_private_one_without_a_channel_nobody_hears_but_whoever_raised_it() -> None:
    assert reactions_to(WAITS, PRIVATE, BOB_ASKED) == [CONFIRMATION]
    assert reactions_to(BOB_ASKED, PRIVATE, WAITS) == []
    assert asked("UBOB", "tech") in reactions_to(CHANNEL, PRIVATE, BOB_ASKED, WAITS)
