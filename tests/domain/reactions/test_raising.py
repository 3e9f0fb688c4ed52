"""Raising: a channel first, then its people, then whoever must know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from firebell.domain.commands import AskSeverity
from firebell.domain.effects import (
    AddBookmark,
    ChannelMessage,
    DirectMessage,
    Effect,
    KeepName,
    PinCard,
    Rank,
    SetPurpose,
)
from firebell.domain.events import (
    ChannelNameTaken,
    GroupRead,
    MadeReal,
    MemberCame,
    MessagePosted,
    PeopleInvited,
    RoleAsked,
    RoleTaken,
)
from firebell.domain.playbook import Document, Loudness
from tests.domain.build import CHANNEL, DECLARED, DRILL, NOW, PLAYBOOK, PRIVATE, RAISED, declared
from tests.domain.reactions.build import (
    CARD,
    CONFIRMATION,
    TOPIC,
    announced,
    asked,
    chased,
    clocked,
    created,
    group_read,
    invited,
    later,
    reactions_to,
    reminded,
    said,
    told,
)

NAME = "inc-1-website-it-is-down"
HOUR = timedelta(hours=1)
BOB_ASKED = RoleAsked(at=RAISED, by="UALICE", role="tech", person="UBOB")
PRIYA_ON_IT = RoleTaken(at=RAISED, by="UPRIYA", role="support", person="UPRIYA")
PURPOSE = Effect(body=SetPurpose(), reaction="raise", target="purpose", rank=Rank.DECORATE)


def test_what_is_raised_gets_a_channel_and_whoever_raised_it_an_answer() -> None:
    assert reactions_to(DECLARED) == [
        created(NAME),
        CONFIRMATION,
        *reminded(RAISED + HOUR, RAISED),
    ]


def test_a_severity_that_nobody_is_sure_of_is_asked_for_after_a_quarter_of_an_hour() -> None:
    unsure = declared(severity_confirmed=False, next_update=None)
    assert reactions_to(unsure) == [
        created(NAME),
        CONFIRMATION,
        later(AskSeverity(by=None), timedelta(minutes=15), "severity"),
    ]


def test_the_members_of_an_invited_group_are_looked_up_at_once() -> None:
    assert reactions_to(declared(service="app", next_update=None)) == [
        created(NAME),
        CONFIRMATION,
        group_read("SDUTY"),
    ]


def test_a_private_one_has_a_private_channel_and_no_group() -> None:
    private = replace(PRIVATE, service="app", next_update=None)
    assert reactions_to(private) == [
        created("inc-1-private", private=True),
        CONFIRMATION,
        clocked(RAISED, RAISED),
    ]


def test_a_name_that_is_taken_leads_to_the_next_one() -> None:
    taken = ChannelNameTaken(at=NOW, name=NAME, next_name=f"{NAME}-2")
    assert reactions_to(taken, DECLARED) == [created(f"{NAME}-2")]


def test_a_channel_brings_its_people_the_card_the_announcements_and_the_question_to_leads() -> None:
    plan = Document(title="Plan", url="https://example.com/plan")
    playbook = replace(PLAYBOOK, documents=(plan,))
    assert reactions_to(CHANNEL, DECLARED, BOB_ASKED, PRIYA_ON_IT, playbook=playbook) == [
        invited("raise", "UALICE", "UBOB", "UPRIYA", "UOFFICER"),
        CARD,
        *announced("CHELP", "CINCIDENTS"),
        asked("UBOB", "tech"),
        PURPOSE,
        TOPIC,
        Effect(
            body=AddBookmark(title="Plan", url="https://example.com/plan"),
            reaction="raise",
            target="bookmark-0",
            rank=Rank.DECORATE,
        ),
        chased("UBOB", "tech", timedelta(minutes=10)),
    ]


def test_a_private_one_is_told_nowhere_and_brings_its_own_people_alone() -> None:
    assert reactions_to(CHANNEL, PRIVATE) == [
        invited("raise", "UALICE", "UPRIYA"),
        CARD,
        told(DirectMessage.BROUGHT_IN, "UPRIYA"),
        PURPOSE,
        TOPIC,
    ]


def test_a_group_that_was_read_before_the_channel_comes_with_everybody() -> None:
    read = GroupRead(at=RAISED, people=("UDANA", "UALICE"))
    assert reactions_to(read, DECLARED) == []
    assert reactions_to(CHANNEL, DECLARED, read)[0] == invited(
        "raise", "UALICE", "UOFFICER", "UDANA"
    )


def test_a_group_that_is_read_after_the_channel_brings_those_who_are_not_there() -> None:
    read = GroupRead(at=NOW, people=("UDANA", "UALICE"))
    assert reactions_to(read, DECLARED, CHANNEL) == [invited("group", "UDANA")]


def test_more_than_a_hundred_people_come_in_several_calls() -> None:
    people = tuple(f"U{number:03}" for number in range(150))
    assert reactions_to(GroupRead(at=NOW, people=people), DECLARED, CHANNEL) == [
        invited("group", *people[:100]),
        invited("group", *people[100:], part=1),
    ]


def test_whoever_raised_it_hears_that_they_are_in() -> None:
    came = PeopleInvited(at=NOW, people=("UALICE", "UBOB"))
    assert reactions_to(came, DECLARED, CHANNEL) == [CONFIRMATION]
    assert reactions_to(MemberCame(at=NOW, person="UALICE"), DECLARED, CHANNEL) == [CONFIRMATION]
    assert reactions_to(MemberCame(at=NOW, person="UBOB"), DECLARED, CHANNEL) == []


def test_who_cannot_be_added_is_named_once() -> None:
    first = PeopleInvited(at=NOW, people=(), refused={"UDANA": "user_disabled"})
    again = PeopleInvited(at=NOW, people=(), refused={"UDANA": "cant_invite"})
    assert reactions_to(first, DECLARED, CHANNEL) == [
        CONFIRMATION,
        said(ChannelMessage.NOT_ADDED, "C1"),
        CARD,
    ]
    assert reactions_to(again, DECLARED, CHANNEL, first) == []


def test_the_card_is_pinned_and_no_other_message() -> None:
    card = MessagePosted(at=NOW, slot="card", channel="C1", ts="1.0")
    announcement = MessagePosted(at=NOW, slot="told:CHELP", channel="CHELP", ts="1.0")
    assert reactions_to(card, DECLARED, CHANNEL) == [
        Effect(
            body=PinCard(channel="C1", ts="1.0"),
            reaction="raise",
            target="pin",
            rank=Rank.DECORATE,
        )
    ]
    assert reactions_to(announcement, DECLARED, CHANNEL) == []


def test_a_drill_that_becomes_real_is_told_about_as_a_new_incident() -> None:
    """Where the drill had been told, nobody was pinged and nothing new was said."""
    name = "inc-1-website-it-is-down"
    real = MadeReal(
        at=NOW,
        by="UALICE",
        announce=("CHELP", "CINCIDENTS"),
        next_update=NOW + HOUR,
        channel_name=name,
    )
    assert reactions_to(real, DRILL, CHANNEL) == [
        Effect(body=KeepName(), reaction="show", target="name", keep=True, rank=Rank.DECORATE),
        TOPIC,
        CARD,
        *announced("CDRILLS", "CHELP", "CINCIDENTS"),
        CONFIRMATION,
        said(ChannelMessage.MADE_REAL, "CDRILLS", thread="told:CDRILLS"),
        said(ChannelMessage.MADE_REAL, "C1"),
        *reminded(NOW + HOUR),
    ]


@pytest.mark.parametrize(("quiet", "loud"), [(False, Loudness.HERE), (True, Loudness.NONE)])
def test_where_drills_are_told_with_the_real_ones_it_is_said_as_loud_as_a_real_one(
    quiet: bool, loud: Loudness
) -> None:
    real = MadeReal(at=NOW, by="UALICE", announce=("CDRILLS",), quiet=quiet)
    assert said(ChannelMessage.MADE_REAL, "CDRILLS", loud=loud) in reactions_to(
        real, DRILL, CHANNEL
    )


def test_a_drill_that_becomes_real_before_it_has_a_channel_is_told_about_at_once() -> None:
    real = MadeReal(at=NOW, by="UALICE", announce=("CDRILLS", "CHELP"))
    assert reactions_to(real, DRILL) == [
        CONFIRMATION,
        *announced("CHELP"),
        said(ChannelMessage.MADE_REAL, "CDRILLS", loud=Loudness.HERE),
    ]
