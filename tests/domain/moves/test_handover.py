"""Handing over: offered, taken or declined; somebody who is there has it at every moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from firebell.domain.commands import ChaseHandover, DeclineHandover, HandOver, TakeHandover
from firebell.domain.effects import DirectMessage, Effect
from firebell.domain.events import (
    AnswerMissed,
    Event,
    HandoverDeclined,
    HandoverMissed,
    HandoverOffered,
    MemberCame,
    MemberLeft,
    Noted,
    RoleAsked,
    RoleTaken,
)
from firebell.domain.permissions import Caller, Permission, may
from firebell.domain.refusals import Refused
from tests.domain.build import (
    CHANNEL,
    CLOSED,
    DECLARED,
    NOW,
    PLAYBOOK,
    PRIVATE,
    RAISED,
    decided,
    incident_after,
)
from tests.domain.build import refused as refusal_of
from tests.domain.reactions.build import SHOWN, reactions_to, told

THERE: tuple[Event, ...] = (
    DECLARED,
    CHANNEL,
    MemberCame(at=RAISED, person="UALICE"),
    MemberCame(at=RAISED, person="UBOB"),
)
GIVES = HandOver(by="UALICE", where="C1", person="UCHARLIE", line="Ring the supplier")
OFFERED = HandoverOffered(
    at=NOW, by="UALICE", where="C1", person="UCHARLIE", line="Ring the supplier"
)
CHARLIE = RoleTaken(
    at=NOW, by="UCHARLIE", role="tech", person="UCHARLIE", before="UALICE", in_charge=True
)
BOB = RoleTaken(
    at=NOW, by="UBOB", where="C1", role="tech", person="UBOB", before="UALICE", in_charge=True
)
TAKES = TakeHandover(by="UCHARLIE")
BOB_GIVES = replace(GIVES, by="UBOB")


def test_it_is_offered_and_whoever_is_in_charge_stays_so_until_it_is_taken() -> None:
    incident = incident_after(*THERE)
    assert decided(incident, GIVES) == [OFFERED]
    assert incident_after(*THERE, OFFERED).in_charge == "UALICE"
    assert decided(incident_after(*THERE, OFFERED), TAKES) == [CHARLIE]
    after = incident_after(*THERE, OFFERED, CHARLIE)
    assert (after.in_charge, after.handover) == ("UCHARLIE", None)
    assert decided(after, TAKES) == []


GONE = [
    pytest.param((MemberLeft(at=NOW, person="UALICE"),), BOB, id="left, or deactivated"),
    pytest.param(
        (
            RoleTaken(at=NOW, by="UALICE", role="tech", person="UALICE", in_charge=True),
            RoleAsked(at=NOW, by="UBOB", role="tech", person="UALICE"),
            AnswerMissed(at=NOW, role="tech", person="UALICE"),
        ),
        BOB,
        id="asked, and never answered",
    ),
]


@pytest.mark.parametrize(("happened", "taken"), GONE)
def test_of_a_holder_who_is_gone_the_giver_takes_it_at_once_and_then_offers_it(
    happened: tuple[Event, ...], taken: RoleTaken
) -> None:
    incident = incident_after(*THERE, *happened)
    assert decided(incident, BOB_GIVES) == [taken, replace(OFFERED, by="UBOB")]
    assert decided(incident, replace(BOB_GIVES, person="UBOB", line="")) == [taken]


def test_who_names_themselves_takes_it_at_once_and_the_line_is_on_the_record() -> None:
    command = replace(BOB_GIVES, person="UBOB")
    line = Noted(at=NOW, by="UBOB", where="C1", text="Ring the supplier", author="UBOB")
    assert decided(incident_after(*THERE), command) == [BOB, line]


def test_what_is_not_offered_any_more_takes_nothing_from_anybody() -> None:
    """A press in the morning on a message of the night would have taken it from who has it."""
    over = ("handover_over", None, {"by": "UBOB", "number": 1})
    taken = incident_after(*THERE, OFFERED, BOB)
    elsewhere = incident_after(*THERE, OFFERED, BOB, replace(OFFERED, by="UBOB", person="UPRIYA"))
    declined = incident_after(
        *THERE, BOB, OFFERED, HandoverDeclined(at=NOW, person="UCHARLIE", giver="UBOB")
    )
    for incident in (taken, elsewhere, declined):
        for command in (TAKES, DeclineHandover(by="UCHARLIE")):
            assert refusal_of(incident, command) == over
    assert refusal_of(incident_after(*THERE, OFFERED, CLOSED), TAKES)[0] == "not_possible"


def test_it_is_refused_for_who_has_it_and_in_a_private_one_for_who_is_outside() -> None:
    incident = incident_after(*THERE)
    assert refusal_of(incident, replace(GIVES, person="UALICE")) == (
        "in_charge_already", "person", {},
    )  # fmt: skip
    hidden = incident_after(PRIVATE, *THERE[1:])
    assert refusal_of(hidden, GIVES) == ("not_in_private_channel", "person", {"number": 1})
    assert refusal_of(incident, replace(GIVES, line="x" * 501))[0] == "line_too_long"


def test_the_same_offer_again_says_nothing_new_but_another_line_does() -> None:
    incident = incident_after(*THERE, OFFERED)
    assert decided(incident, replace(GIVES, line="")) == []
    assert decided(incident, GIVES) == [OFFERED]


def test_silence_is_told_once_to_whoever_gave_it_and_the_offer_stands() -> None:
    due = ChaseHandover(by=None, person="UCHARLIE", offered=NOW)
    missed = HandoverMissed(at=NOW, person="UCHARLIE", giver="UALICE")
    assert decided(incident_after(*THERE, OFFERED), due) == [missed]
    assert decided(incident_after(*THERE, OFFERED, CHARLIE), due) == []
    later = replace(OFFERED, at=NOW + timedelta(minutes=1))
    assert decided(incident_after(*THERE, OFFERED, later), due) == []
    assert decided(incident_after(*THERE, OFFERED, CLOSED), due) == []


def test_each_hears_what_becomes_of_it() -> None:
    def heard(event: Event, *before: Event) -> list[tuple[str, str]]:
        found = reactions_to(event, *THERE, *before)
        return [
            (each.body.what, each.target)
            for each in found
            if isinstance(each, Effect) and hasattr(each.body, "what") and each.target[0] == "U"
        ]

    by_bob = replace(OFFERED, by="UBOB")
    declined = HandoverDeclined(at=NOW, person="UCHARLIE", giver="UBOB")
    missed = HandoverMissed(at=NOW, person="UCHARLIE", giver="UBOB")
    to_priya = replace(OFFERED, person="UPRIYA")
    asked = RoleAsked(at=RAISED, by="UALICE", role="tech", person="UPRIYA")
    from_priya = replace(BOB, before="UPRIYA")
    assert heard(OFFERED) == [("handover", "UCHARLIE")]
    assert heard(by_bob) == [("handover", "UCHARLIE"), ("handover_offered", "UALICE")]
    assert heard(declined, by_bob) == [
        ("handover_declined", "UBOB"), ("handover_declined", "UALICE"),
    ]  # fmt: skip
    assert heard(missed, by_bob) == [("handover_missed", "UBOB"), ("handover_missed", "UALICE")]
    assert heard(to_priya, OFFERED) == [("handover", "UPRIYA"), ("handover_over", "UCHARLIE")]
    assert heard(BOB, OFFERED) == [("role_passed", "UALICE"), ("handover_over", "UCHARLIE")]
    # Alice was in charge and heard nothing, where the role had been asked of another.
    assert heard(from_priya, asked) == [("role_passed", "UPRIYA"), ("role_passed", "UALICE")]
    assert reactions_to(missed, *THERE, OFFERED) == [
        told(DirectMessage.HANDOVER_MISSED, "UBOB"), told(DirectMessage.HANDOVER_MISSED, "UALICE"),
    ]  # fmt: skip
    assert [each for each in SHOWN if each not in reactions_to(OFFERED, *THERE)] == []


def test_who_was_offered_a_private_one_and_has_left_can_still_say_that_they_cant() -> None:
    hidden = incident_after(PRIVATE, *THERE[1:], replace(OFFERED, person="UPRIYA"))
    may(Caller("UPRIYA"), Permission.ANSWER, hidden, PLAYBOOK)
    with pytest.raises(Refused, match="no_such_incident"):
        may(Caller("UPRIYA"), Permission.SEE, hidden, PLAYBOOK)
