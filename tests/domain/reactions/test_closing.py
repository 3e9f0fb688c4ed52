"""The end reaches everybody whom the beginning reached, one step quieter."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from firebell.domain.commands import ArchiveDue
from firebell.domain.effects import (
    ArchiveChannel,
    CancelLater,
    ChannelMessage,
    DirectMessage,
    Effect,
    Rank,
    Reaction,
    ShowAnswers,
    Tell,
)
from firebell.domain.events import (
    ArchiveAsked,
    ChannelArchived,
    Closed,
    MessagePosted,
    Reopened,
    RoleAsked,
    RoleTaken,
    SimilarOver,
    TimesSaid,
)
from firebell.domain.incident import Outcome, UserTime
from firebell.domain.playbook import Loudness
from tests.domain.build import (
    CHANNEL,
    DECLARED,
    DRILL,
    NOW,
    PRIVATE,
    RAISED,
    declared,
    incident_after,
)
from tests.domain.reactions.build import (
    CARD,
    CONFIRMATION,
    OVER,
    SHOWN,
    TOPIC,
    announced,
    clocked,
    created,
    group_read,
    later,
    reactions_to,
    reminded,
    said,
    told,
)

WORST = declared(severity="P1")
BOB_ON_IT = RoleTaken(at=RAISED, by="UBOB", role="tech", person="UBOB", in_charge=True)
PRIYA_ASKED = RoleAsked(at=RAISED, by="UALICE", role="support", person="UPRIYA")
ARCHIVED = ChannelArchived(at=NOW, by="UALICE", where="C1")
CLOSED = Closed(
    at=NOW,
    by="UALICE",
    outcome=Outcome.RESOLVED,
    summary="It is up again",
    affected_from=RAISED,
    working_since=NOW,
    reviewer=None,
    review_due=None,
)
ANNOUNCED = [
    MessagePosted(at=RAISED, slot=f"told:{place}", channel=place, ts="1.0")
    for place in ("CHELP", "CINCIDENTS")
]
REOPENED = Reopened(at=NOW, by="UBOB", why="It is down again")


def test_closing_is_said_everywhere_one_step_quieter_and_where_it_was_raised_to_nobody() -> None:
    assert reactions_to(CLOSED, WORST, CHANNEL, *ANNOUNCED) == [
        CancelLater(),
        said(ChannelMessage.CLOSED, "C1"),
        said(ChannelMessage.CLOSED, "CHELP", loud=Loudness.HERE),
        said(ChannelMessage.CLOSED, "CINCIDENTS", loud=Loudness.HERE),
        *SHOWN,
        CONFIRMATION,
        OVER,
    ]
    assert reactions_to(CLOSED, DECLARED, CHANNEL)[2:4] == [
        said(ChannelMessage.CLOSED, "CHELP"),
        said(ChannelMessage.CLOSED, "CINCIDENTS"),
    ]


def test_where_nobody_heard_that_it_began_its_end_pings_nobody() -> None:
    here, there = ANNOUNCED
    assert reactions_to(CLOSED, WORST, CHANNEL, there)[2:4] == [
        said(ChannelMessage.CLOSED, "CHELP"),
        said(ChannelMessage.CLOSED, "CINCIDENTS", loud=Loudness.HERE),
    ]
    assert reactions_to(CLOSED, WORST, CHANNEL, here)[2:4] == [
        said(ChannelMessage.CLOSED, "CHELP", loud=Loudness.HERE),
        said(ChannelMessage.CLOSED, "CINCIDENTS"),
    ]


def test_the_leads_and_whoever_raised_it_hear_directly_but_not_who_closed_it() -> None:
    closed = replace(CLOSED, by="UBOB")
    assert reactions_to(closed, PRIVATE, CHANNEL, BOB_ON_IT, PRIYA_ASKED) == [
        CancelLater(),
        said(ChannelMessage.CLOSED, "C1"),
        told(DirectMessage.CLOSED, "UALICE"),
        told(DirectMessage.CLOSED, "UPRIYA"),
        TOPIC,
        CARD,
        CONFIRMATION,
        clocked(RAISED),
        OVER,
    ]


def test_who_is_to_write_the_review_is_asked_and_the_channel_goes_when_its_time_has_come() -> None:
    days = timedelta(days=30)
    closed = replace(CLOSED, reviewer="UPRIYA", archive_at=NOW + days)
    assert reactions_to(closed, PRIVATE, CHANNEL)[-4:] == [
        told(DirectMessage.REVIEW_ASKED, "UPRIYA"),
        later(ArchiveDue(by=None), days, "archive"),
        clocked(RAISED),
        OVER,
    ]


def test_who_takes_the_review_upon_themselves_is_not_asked() -> None:
    assert reactions_to(replace(CLOSED, reviewer="UALICE"), PRIVATE, CHANNEL) == [
        CancelLater(),
        said(ChannelMessage.CLOSED, "C1"),
        TOPIC,
        CARD,
        CONFIRMATION,
        clocked(RAISED),
        OVER,
    ]


def test_a_drill_ends_without_a_ping() -> None:
    drill = replace(DRILL, severity="P1")
    assert reactions_to(CLOSED, drill, CHANNEL)[2] == said(ChannelMessage.CLOSED, "CDRILLS")


def test_it_can_be_closed_when_its_channel_is_archived_already() -> None:
    assert reactions_to(CLOSED, DECLARED, CHANNEL, ARCHIVED) == [
        CancelLater(),
        said(ChannelMessage.CLOSED, "CHELP"),
        said(ChannelMessage.CLOSED, "CINCIDENTS"),
        *announced("CHELP", "CINCIDENTS"),
        CONFIRMATION,
        OVER,
    ]


def test_reopening_is_said_as_loud_as_raising() -> None:
    soon = NOW + timedelta(minutes=30)
    again = replace(REOPENED, next_update=soon)
    assert reactions_to(again, WORST, CHANNEL, CLOSED) == [
        CancelLater(),
        said(ChannelMessage.REOPENED, "C1"),
        said(ChannelMessage.REOPENED, "CHELP", loud=Loudness.HERE),
        said(ChannelMessage.REOPENED, "CINCIDENTS", loud=Loudness.CHANNEL),
        *SHOWN,
        CONFIRMATION,
        *reminded(soon),
        ShowAnswers(of=frozenset({ChannelMessage.CLOSED, DirectMessage.TIMES_ASKED})),
        ShowAnswers(of=frozenset({DirectMessage.ASK}), again=True),
    ]


def test_an_archived_channel_gets_a_successor() -> None:
    again = replace(REOPENED, channel_name="inc-1-2")
    app = declared(service="app")
    assert reactions_to(again, app, CHANNEL, CLOSED, ARCHIVED) == [
        CancelLater(),
        created("inc-1-2"),
        group_read("SDUTY"),
        said(ChannelMessage.REOPENED, "CHELP", loud=Loudness.HERE),
        said(ChannelMessage.REOPENED, "CINCIDENTS", loud=Loudness.HERE),
        CONFIRMATION,
    ]


def test_a_channel_whose_time_has_come_is_archived() -> None:
    asked = ArchiveAsked(at=NOW)
    assert reactions_to(asked, DECLARED, CHANNEL, CLOSED) == [
        Effect(
            body=ArchiveChannel(channel="C1"),
            reaction="archive",
            target="channel",
            rank=Rank.LATER,
        )
    ]
    assert reactions_to(asked, DECLARED, CLOSED) == []


ASSUMED = replace(CLOSED, assumed=tuple(UserTime))


def test_who_closes_by_words_is_asked_once_for_what_was_assumed_and_who_had_a_form_is_not() -> None:
    asks = [told(DirectMessage.TIMES_ASKED, "UALICE")]
    assert direct(reactions_to(ASSUMED, DECLARED, CHANNEL)) == asks
    assert direct(reactions_to(replace(ASSUMED, by_form=True), DECLARED, CHANNEL)) == []
    assert direct(reactions_to(CLOSED, DECLARED, CHANNEL)) == []


@pytest.mark.parametrize(
    ("closed", "hears"),
    [
        (replace(CLOSED, reviewer="UALICE", fell_to=True), ["review_asked UALICE"]),
        (replace(CLOSED, reviewer="UPRIYA", fell_to=True), ["review_asked UPRIYA"]),
        (replace(ASSUMED, reviewer="UALICE", fell_to=True), ["times_asked UALICE"]),
        (
            replace(ASSUMED, reviewer="UPRIYA", fell_to=True),
            ["times_asked UALICE", "review_asked UPRIYA"],
        ),
        (replace(CLOSED, reviewer="UALICE", by_form=True), []),
    ],
)
def test_whom_the_review_fell_to_hears_of_it_and_nobody_hears_twice(
    closed: Closed, hears: list[str]
) -> None:
    found = direct(reactions_to(closed, DECLARED, CHANNEL))
    bodies = [each.body for each in found if isinstance(each.body, Tell)]
    assert [f"{body.what} {body.person}" for body in bodies] == hears


def direct(found: list[Reaction]) -> list[Effect]:
    """What people are told directly."""
    return [each for each in found if isinstance(each, Effect) and isinstance(each.body, Tell)]


def test_the_channel_of_the_one_that_goes_on_hears_of_it_but_not_from_a_private_one() -> None:
    same = replace(CLOSED, outcome=Outcome.DUPLICATE, duplicate_of=2, twin="two", twin_channel="C2")
    line = said(ChannelMessage.SAME_AS_THIS, "C2")
    assert line in reactions_to(same, DECLARED, CHANNEL)
    assert line not in reactions_to(same, PRIVATE, CHANNEL)


def test_times_that_are_said_afterwards_are_said_in_the_channel_and_shown_everywhere() -> None:
    event = TimesSaid(at=NOW, by="UALICE", affected_from=RAISED)
    assert reactions_to(event, DECLARED, CHANNEL, ASSUMED) == [
        said(ChannelMessage.TIMES_SAID, "C1"),
        *SHOWN,
        ShowAnswers(of=frozenset({DirectMessage.TIMES_ASKED})),
    ]


def test_the_card_asks_no_more_once_the_similar_one_is_over() -> None:
    """*Same as INC-2?* stood there long after INC-2 had been closed."""
    event = SimilarOver(at=NOW, number=2)
    similar = declared(similar=2)
    assert reactions_to(event, similar, CHANNEL) == [CARD]
    assert incident_after(similar, CHANNEL, event).similar is None
