"""Each failure that a person can act on reaches that person; a notice begets no notice."""

from __future__ import annotations

from firebell.domain.effect_names import DEFECT, EffectName
from firebell.domain.effects import CancelPosts, ChannelMessage, DirectMessage
from firebell.domain.events import ChannelArchived, Closed, EffectFailed
from firebell.domain.incident import Outcome
from tests.domain.build import CHANNEL, DECLARED, NOW, RAISED
from tests.domain.reactions.build import CONFIRMATION, reactions_to, said, told


def failed(
    what: EffectName,
    *,
    part_of_raising: bool = False,
    asked_by: str | None = "UBOB",
    reason: str = "is_archived",
    target: str = "target",
) -> EffectFailed:
    """Something could not be done that Bob had asked for."""
    return EffectFailed(
        at=NOW,
        effect="incident-1-2/reaction/target",
        what=what,
        target=target,
        reason=reason,
        part_of_raising=part_of_raising,
        asked_by=asked_by,
    )


def test_what_belongs_to_raising_is_shown_in_the_list_of_whoever_raised_it() -> None:
    announcement = failed(EffectName.ANNOUNCEMENT, part_of_raising=True)
    lead = failed(EffectName.DIRECT_MESSAGE, part_of_raising=True)
    assert reactions_to(announcement, DECLARED, CHANNEL) == [CONFIRMATION]
    assert reactions_to(lead, DECLARED, CHANNEL) == [CONFIRMATION]


def test_who_asked_for_it_hears_that_it_failed() -> None:
    record = failed(EffectName.RECORD)
    assert reactions_to(record, DECLARED, CHANNEL) == [told(DirectMessage.FAILED, "UBOB")]


def test_where_nobody_asked_the_one_in_charge_hears_it() -> None:
    archiving = failed(EffectName.ARCHIVING, asked_by=None)
    assert reactions_to(archiving, DECLARED, CHANNEL) == [told(DirectMessage.FAILED, "UALICE")]


def test_nobody_is_told_that_they_could_not_be_told() -> None:
    assert reactions_to(failed(EffectName.DIRECT_MESSAGE), DECLARED, CHANNEL) == []


def test_a_list_that_a_mistake_of_ours_keeps_from_being_made_is_told_of_plainly() -> None:
    broken = failed(EffectName.CONFIRMATION, part_of_raising=True, asked_by="UALICE", reason=DEFECT)
    refused = failed(EffectName.CONFIRMATION, part_of_raising=True, reason="cannot_dm_bot")
    assert reactions_to(broken, DECLARED, CHANNEL) == [told(DirectMessage.FAILED, "UALICE")]
    assert reactions_to(refused, DECLARED, CHANNEL) == [
        CONFIRMATION,
        said(ChannelMessage.NOT_REACHED, "C1"),
    ]


def test_whom_slack_lets_nobody_write_to_is_named_once_where_the_others_are() -> None:
    """Nobody heard of it, and what they were to be told was lost."""
    unreached = failed(EffectName.DIRECT_MESSAGE, target="UBOB", reason="user_not_visible")
    again = failed(EffectName.DIRECT_MESSAGE, target="UBOB", reason="user_disabled")
    assert reactions_to(unreached, DECLARED, CHANNEL) == [said(ChannelMessage.NOT_REACHED, "C1")]
    assert reactions_to(again, DECLARED, CHANNEL, unreached) == []
    assert reactions_to(unreached, DECLARED) == []
    assert said(ChannelMessage.NOT_REACHED, "C1") in reactions_to(CHANNEL, DECLARED, unreached)


def test_an_archived_channel_is_written_to_no_more_and_people_elsewhere_hear_of_it() -> None:
    assert reactions_to(ChannelArchived(at=NOW, where="C1"), DECLARED, CHANNEL) == [
        CancelPosts(channel="C1"),
        said(ChannelMessage.CHANNEL_ARCHIVED, "CHELP", thread="told:CHELP"),
        said(ChannelMessage.CHANNEL_ARCHIVED, "CINCIDENTS", thread="told:CINCIDENTS"),
    ]


def test_a_channel_that_is_archived_after_closing_is_said_nowhere() -> None:
    closed = Closed(
        at=RAISED,
        by="UALICE",
        outcome=Outcome.FALSE_ALARM,
        summary="",
        affected_from=RAISED,
        working_since=None,
        reviewer=None,
        review_due=None,
    )
    assert reactions_to(ChannelArchived(at=NOW, where="C1"), DECLARED, CHANNEL, closed) == [
        CancelPosts(channel="C1")
    ]


def test_a_channel_that_comes_back_needs_nothing() -> None:
    archived = ChannelArchived(at=RAISED, where="C1")
    back = ChannelArchived(at=NOW, where="C1", archived=False)
    assert reactions_to(back, DECLARED, CHANNEL, archived) == []
