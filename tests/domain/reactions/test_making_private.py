"""What could be read is taken back at once; the channel that is left is put away last."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from firebell.domain import effects as e
from firebell.domain.effect_names import EffectName
from firebell.domain.events import (
    ChannelCleared,
    ChannelPutAside,
    DataClockReminded,
    EffectFailed,
    PeopleInvited,
    PrivacyChanged,
)
from firebell.domain.incident import DATA_CLOCK
from tests.domain.build import CHANNEL, DECLARED, NOW, PLAYBOOK
from tests.domain.moves.test_making_private import IN, MADE, MOVED, NEW, OPEN
from tests.domain.reactions.build import (
    CONFIRMATION,
    SHOWN,
    announced,
    clocked,
    created,
    group_read,
    invited,
    reactions_to,
    said,
    told,
)


def cleared(*, last: bool = False) -> e.Effect:
    """The old channel is cleared."""
    return e.Effect(
        body=e.ClearChannel(channel="C1", name="inc-1", last=last),
        reaction="leave" if last else "clear",
        target="C1",
        rank=e.Rank.FIRST,
        lane="incident-1:C1",
        delay=timedelta(seconds=10) if last else timedelta(),
    )


def test_everything_is_taken_back_but_from_those_who_come_along() -> None:
    groups = replace(PLAYBOOK, private_invite=("UPRIYA", "SSEC"))
    assert reactions_to(MADE, *OPEN, playbook=groups) == [
        e.CancelInside(),
        created("inc-1-private", private=True),
        e.TakeBackPosts(spared=("UALICE", "UBOB", "UPRIYA")),
        *announced("CHELP", "CINCIDENTS"),
        cleared(),
        said(e.ChannelMessage.PUBLIC_LINE, "CHELP"),
        e.RepublishHomes(),
        CONFIRMATION,
        group_read("SSEC"),
        clocked(NOW),
    ]


def test_without_a_line_nothing_new_is_said_and_without_a_channel_none_is_cleared() -> None:
    quiet = replace(MADE, line="")
    assert reactions_to(quiet, DECLARED) == [
        e.CancelInside(),
        created("inc-1-private", private=True),
        e.TakeBackPosts(spared=("UALICE", "UBOB", "UPRIYA")),
        *announced("CHELP", "CINCIDENTS"),
        e.RepublishHomes(),
        CONFIRMATION,
        clocked(NOW),
    ]


def test_the_new_channel_brings_whom_was_named_and_lets_the_old_one_be_put_away() -> None:
    found = reactions_to(NEW, *MOVED)
    assert found[0] == invited("raise", "UALICE", "UBOB", "UPRIYA")
    assert found[-1] == cleared(last=True)
    assert not [each for each in found if isinstance(each, e.Effect) and each.reaction == "tell"]


def test_when_nothing_is_left_in_it_one_line_is_said_there_and_it_is_archived() -> None:
    event = ChannelCleared(at=NOW, where="C1", channel="C1")
    assert reactions_to(event, *MOVED, NEW) == [
        said(e.ChannelMessage.LEFT_BEHIND, "C1"),
        e.Effect(
            body=e.ArchiveChannel(channel="C1"),
            reaction="archive",
            target="C1",
            lane="incident-1:C1",
        ),
    ]
    assert reactions_to(replace(event, archived=True), *MOVED, NEW) == []


def test_a_channel_that_came_too_late_is_put_away_like_the_old_one() -> None:
    late = ChannelPutAside(at=NOW, where="C1", channel="C1")
    assert reactions_to(late, DECLARED, MADE) == [cleared()]
    assert reactions_to(late, DECLARED, MADE, NEW) == [cleared(), cleared(last=True)]


def test_what_was_told_to_somebody_who_can_not_come_in_is_taken_back_after_all() -> None:
    event = PeopleInvited(at=NOW, people=("UALICE",), refused={"UBOB": "cant_invite"})
    assert e.TakeBackPosts(only=("UBOB",)) in reactions_to(event, *MOVED, NEW)


def test_a_channel_that_was_converted_takes_back_what_was_said_elsewhere() -> None:
    event = PrivacyChanged(at=NOW, where="C1", private=True)
    assert reactions_to(event, DECLARED, CHANNEL, IN) == [
        e.TakeBackPosts(spared=("C1", "UALICE", "UBOB", "UDANA")),
        *announced("CHELP", "CINCIDENTS"),
        e.RepublishHomes(),
        clocked(NOW),
        *SHOWN[:2],
    ]
    back = PrivacyChanged(at=NOW, where="C1", private=False)
    assert reactions_to(back, DECLARED, CHANNEL, IN, event) == SHOWN[:2]


def test_who_made_it_private_hears_what_failed_though_the_list_is_another_persons() -> None:
    failed = EffectFailed(
        at=NOW,
        effect="e",
        what=EffectName.CHANNEL,
        target="channel",
        reason="restricted_action",
        part_of_raising=True,
        asked_by="UBOB",
    )
    assert reactions_to(failed, *OPEN, replace(MADE, by="UBOB")) == [
        CONFIRMATION,
        told(e.DirectMessage.FAILED, "UBOB"),
    ]
    unknown = replace(failed, what=EffectName.PEOPLE, asked_by=None)
    assert reactions_to(unknown, *OPEN, replace(MADE, by="UBOB"), NEW) == [
        CONFIRMATION,
        told(e.DirectMessage.FAILED, "UBOB"),
    ]


def test_the_reminder_of_the_clock_is_told_to_one_person() -> None:
    event = DataClockReminded(at=NOW, person="UBOB", ends=NOW + DATA_CLOCK)
    assert reactions_to(event, *MOVED, NEW) == [told(e.DirectMessage.DATA_CLOCK, "UBOB")]
