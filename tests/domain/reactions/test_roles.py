"""Roles: who is asked hears it directly, who hands over too, and the channel who is in charge."""

from __future__ import annotations

from datetime import timedelta

from firebell.domain.effects import ChannelMessage, DirectMessage
from firebell.domain.events import (
    AnswerMissed,
    MemberCame,
    RoleAsked,
    RoleDeclined,
    RoleEmptied,
    RoleTaken,
)
from tests.domain.build import CHANNEL, DECLARED, NOW, RAISED, declared
from tests.domain.reactions.build import (
    CONFIRMATION,
    SHOWN,
    answered,
    asked,
    chased,
    invited,
    reactions_to,
    said,
    told,
)

BOB_ASKED = RoleAsked(at=NOW, by="UALICE", role="tech", person="UBOB")
BOB_ON_IT = RoleTaken(at=NOW, by="UBOB", role="tech", person="UBOB", in_charge=True)
BOB_THERE = MemberCame(at=RAISED, person="UBOB")


def test_before_there_is_a_channel_its_creation_asks() -> None:
    assert reactions_to(BOB_ASKED, DECLARED) == []
    assert reactions_to(BOB_ON_IT, DECLARED) == []


def test_who_is_asked_hears_it_is_brought_in_and_asked_after() -> None:
    assert reactions_to(BOB_ASKED, DECLARED, CHANNEL) == [
        asked("UBOB", "tech"),
        invited("role", "UBOB"),
        *SHOWN,
        CONFIRMATION,
        chased("UBOB", "tech", timedelta(minutes=10)),
        answered("tech"),
    ]


def test_who_is_there_already_is_not_brought_in_again() -> None:
    assert reactions_to(BOB_ASKED, DECLARED, CHANNEL, BOB_THERE) == [
        asked("UBOB", "tech"),
        *SHOWN,
        CONFIRMATION,
        chased("UBOB", "tech", timedelta(minutes=10)),
        answered("tech"),
    ]


def test_nobody_is_asked_after_where_the_severity_sets_no_time() -> None:
    slow = declared(severity="P3")
    assert reactions_to(BOB_ASKED, slow, CHANNEL, BOB_THERE) == [
        asked("UBOB", "tech"),
        *SHOWN,
        CONFIRMATION,
        answered("tech"),
    ]


def test_a_new_person_in_charge_is_said_in_the_channel_and_relieves_the_one_before() -> None:
    taken = RoleTaken(
        at=NOW, by="UBOB", role="tech", person="UBOB", before="UALICE", in_charge=True
    )
    assert reactions_to(taken, DECLARED, CHANNEL) == [
        told(DirectMessage.ROLE_PASSED, "UALICE"),
        invited("role", "UBOB"),
        said(ChannelMessage.IN_CHARGE, "C1"),
        *SHOWN,
        CONFIRMATION,
        answered("tech"),
    ]


def test_who_was_in_charge_for_now_and_takes_the_role_is_not_said_again() -> None:
    taken = RoleTaken(at=NOW, by="UALICE", role="tech", person="UALICE", in_charge=True)
    there = MemberCame(at=RAISED, person="UALICE")
    assert reactions_to(taken, DECLARED, CHANNEL, there) == [*SHOWN, CONFIRMATION, answered("tech")]


def test_another_role_that_is_taken_is_seen_on_the_card_and_in_the_confirmation_alone() -> None:
    taken = RoleTaken(at=NOW, by="UBOB", role="support", person="UBOB")
    assert reactions_to(taken, DECLARED, CHANNEL, BOB_THERE) == [
        *SHOWN,
        CONFIRMATION,
        answered("support"),
    ]


def test_when_a_lead_cannot_the_one_in_charge_hears_it() -> None:
    declined = RoleDeclined(at=NOW, by="UPRIYA", role="support", person="UPRIYA")
    support = RoleAsked(at=RAISED, by="UALICE", role="support", person="UPRIYA")
    assert reactions_to(declined, DECLARED, CHANNEL, BOB_ON_IT, support) == [
        told(DirectMessage.ROLE_DECLINED, "UBOB"),
        *SHOWN,
        CONFIRMATION,
        answered("support"),
    ]


def test_when_who_is_in_charge_cannot_the_channel_is_asked() -> None:
    """Alice read that somebody else would be asked, and then, alone, that she herself can't."""
    declined = RoleDeclined(at=NOW, by="UALICE", role="support", person="UALICE")
    support = RoleAsked(at=RAISED, by="UBOB", role="support", person="UALICE")
    assert reactions_to(declined, DECLARED, CHANNEL, support) == [
        said(ChannelMessage.ROLE_OPEN, "C1"),
        *SHOWN,
        CONFIRMATION,
        answered("support"),
    ]


def test_when_another_is_asked_to_take_over_both_are_told() -> None:
    offered = RoleAsked(at=NOW, by="UALICE", role="tech", person="UPRIYA")
    there = MemberCame(at=RAISED, person="UPRIYA")
    assert reactions_to(offered, DECLARED, CHANNEL, BOB_ON_IT, there) == [
        asked("UPRIYA", "tech"),
        told(DirectMessage.TAKEOVER_ASKED, "UBOB"),
        *SHOWN,
        CONFIRMATION,
        chased("UPRIYA", "tech", timedelta(minutes=10)),
        answered("tech"),
    ]
    declined = RoleDeclined(at=NOW, by="UPRIYA", role="tech", person="UPRIYA")
    assert reactions_to(declined, DECLARED, CHANNEL, BOB_ON_IT, there, offered) == [
        told(DirectMessage.ROLE_DECLINED, "UBOB"),
        *SHOWN,
        CONFIRMATION,
        answered("tech"),
    ]


def test_when_a_lead_does_not_answer_the_one_in_charge_hears_it() -> None:
    missed = AnswerMissed(at=NOW, role="tech", person="UBOB")
    assert reactions_to(missed, DECLARED, CHANNEL, BOB_ASKED) == [
        told(DirectMessage.ANSWER_MISSED, "UALICE"),
        *SHOWN,
    ]


def test_a_role_that_is_emptied_is_shown_as_empty() -> None:
    emptied = RoleEmptied(at=NOW, by="UALICE", role="tech", before="UBOB")
    assert reactions_to(emptied, DECLARED, CHANNEL, BOB_ASKED) == [
        *SHOWN,
        CONFIRMATION,
        answered("tech"),
    ]
