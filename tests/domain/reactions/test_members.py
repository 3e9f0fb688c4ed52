"""Who leaves a private incident goes on seeing it nowhere; the channel hears what lapsed."""

from __future__ import annotations

from firebell.domain.effects import ChannelMessage, Effect, PublishHome
from firebell.domain.events import Event, MemberCame, MemberLeft, PeopleInvited, RoleTaken
from firebell.domain.incident import CONFIRMATION
from tests.domain.build import CHANNEL, DECLARED, NOW, PRIVATE, RAISED
from tests.domain.reactions.build import reactions_to

IN = PeopleInvited(at=RAISED, people=("UALICE", "UBOB"))
TECH = RoleTaken(at=RAISED, by="UBOB", role="tech", person="UBOB", in_charge=True)


def targets(event: Event, *history: Event) -> list[tuple[str, str]]:
    """Reaction and target of all that follows."""
    return [
        (found.reaction, found.target)
        for found in reactions_to(event, *history)
        if isinstance(found, Effect)
    ]


def test_the_declarer_hears_that_they_are_in_and_nobody_else_does() -> None:
    came = MemberCame(at=NOW, where="C1", person="UALICE")
    assert targets(came, DECLARED, CHANNEL) == [("show", CONFIRMATION)]
    assert targets(MemberCame(at=NOW, where="C1", person="UBOB"), DECLARED, CHANNEL) == []


def test_the_home_of_who_left_a_private_one_is_made_anew() -> None:
    left = MemberLeft(at=NOW, where="C1", person="UDANA")
    home = reactions_to(left, PRIVATE, CHANNEL, IN)[0]
    assert home == Effect(body=PublishHome(person="UDANA"), reaction="home", target="UDANA")


def test_the_channel_hears_that_a_role_has_nobody_now() -> None:
    left = MemberLeft(at=NOW, where="C1", person="UBOB", roles=("tech",), in_charge="UALICE")
    assert targets(left, PRIVATE, CHANNEL, IN, TECH) == [
        ("home", "UBOB"),
        ("show", CONFIRMATION),
        (f"say-{ChannelMessage.MEMBER_LEFT}", "C1"),
        ("show", "topic"),
        ("show", "card:C1"),
    ]


def test_who_raised_it_and_left_reads_no_more_of_it_in_their_own_message() -> None:
    left = MemberLeft(at=NOW, where="C1", person="UALICE")
    assert targets(left, PRIVATE, CHANNEL, IN) == [
        ("home", "UALICE"),
        ("show", CONFIRMATION),
        ("show", "card:C1"),
    ]


def test_of_a_private_one_everybody_reads_who_is_in_it() -> None:
    """The security team came in without a word, and Alice did not know who read what she wrote."""
    came = MemberCame(at=NOW, where="C1", person="UDANA")
    assert targets(came, PRIVATE, CHANNEL, IN) == [("show", CONFIRMATION), ("show", "card:C1")]


def test_nothing_follows_when_somebody_leaves_a_public_one_who_held_nothing() -> None:
    assert targets(MemberLeft(at=NOW, where="C1", person="UDANA"), DECLARED, CHANNEL, IN) == []


def test_the_channel_of_a_public_one_hears_that_a_role_has_nobody_now() -> None:
    left = MemberLeft(at=NOW, where="C1", person="UBOB", roles=("tech",), in_charge="UALICE")
    assert targets(left, DECLARED, CHANNEL, IN, TECH)[0] == (
        f"say-{ChannelMessage.MEMBER_LEFT}",
        "C1",
    )
