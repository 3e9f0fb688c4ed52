"""What stands for hours says no *in*: a promise that has passed is shown as passed, on its day.

On de36bd9 *Next update by 04:04 (in 44 minutes)* stood on the card at 05:05, and on Monday undated
for Saturday.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from firebell.domain import events as e
from firebell.domain.effects import ChannelMessage, DirectMessage, Say, Tell
from firebell.domain.incident import Nudge, Outcome
from firebell.slack.views.messages import channel, direct
from firebell.slack.views.messages.announcement import announcement
from firebell.slack.views.messages.card import card
from tests.domain.build import CHANNEL, DECLARED, NOW, RAISED, incident_after
from tests.slack.views.test_text_stays_text import DIRECTLY, in_channels, job
from tests.stories.evening import everything

PROMISED = RAISED + timedelta(hours=1)
INCIDENT = incident_after(DECLARED, CHANNEL)
DAYS = timedelta(days=5)


def read(now: datetime) -> tuple[str, str]:
    """Card and announcement, made at this moment."""
    made = replace(job(INCIDENT, DECLARED), now=now)
    shown = (card(made), announcement(made, "CHELP", first=False))
    first, second = (everything(message.posted()) for message in shown)
    return first, second


@pytest.mark.parametrize(
    ("now", "line"),
    [
        (NOW, "Next update by 04:04 UTC."),
        (PROMISED, "The update promised for Mon 23 Nov, 04:04 UTC has not come yet."),
        (RAISED + DAYS, "The update promised for Mon 23 Nov, 04:04 UTC has not come yet."),
    ],
)
def test_a_promise_is_one_to_come_until_it_has_passed(now: datetime, line: str) -> None:
    for shown in read(now):
        (said,) = [each for each in shown.splitlines() if "pdate" in each]
        assert said == line


def test_what_was_raised_on_another_day_names_it() -> None:
    shown, _ = read(RAISED + DAYS)
    assert "Raised Mon 23 Nov, 03:04 UTC" in shown
    assert "Undo it? (late, was due by Mon 23 Nov, 03:19 UTC)" in shown
    assert "Undo it? (by 03:19 UTC)" in read(NOW)[0]


def test_a_promise_for_another_day_names_it() -> None:
    tomorrow = replace(DECLARED, next_update=RAISED + timedelta(days=1))
    made = job(incident_after(tomorrow, CHANNEL), tomorrow)
    assert "Next update by Tue 24 Nov, 03:04 UTC." in everything(card(made).posted())


def test_no_message_that_stays_says_how_far_away_anything_is() -> None:
    said = in_channels("words")
    updated = said[ChannelMessage.UPDATED]
    assert isinstance(updated, e.Updated)
    said[ChannelMessage.UPDATED] = replace(updated, next_update=PROMISED)
    whole = [*read(NOW)]
    for what, event in said.items():
        whole.append(
            everything(channel.message(job(INCIDENT, event), Say(what=what, channel="C1")).posted())
        )
    for told, event in DIRECTLY.items():
        body = Tell(what=told, person="UPRIYA", role="comms")
        whole.append(everything(direct.message(job(INCIDENT, event), body).posted()))
    assert [words for words in whole if re.search(r"\bin (about|an?|\d+) | ago\b", words)] == []


def test_users_affected_overnight_has_both_dates() -> None:
    over = e.Closed(
        at=NOW,
        by="UBOB",
        outcome=Outcome.RESOLVED,
        summary="",
        affected_from=RAISED - timedelta(hours=4),
        working_since=NOW,
        reviewer=None,
        review_due=None,
    )
    made = job(incident_after(DECLARED, CHANNEL, over), over)
    assert (
        "Users were affected from Sun 22 Nov, 23:04 UTC to Mon 23 Nov, 03:14 UTC (4 h 10 min)."
    ) in everything(card(made).posted())


@pytest.mark.parametrize(
    ("person", "promised_by", "line"),
    [
        ("UBOB", "UBOB", "You promised an update on INC-1 by 04:04 UTC."),
        ("UBOB", "UALICE", "<@UALICE> promised an update on INC-1 by 04:04 UTC."),
        ("UBOB", None, "The next update on INC-1 is due by 04:04 UTC."),
    ],
)
def test_only_who_promised_is_told_so(person: str, promised_by: str | None, line: str) -> None:
    event = e.UpdateReminded(
        at=NOW, person=person, promised=PROMISED, overdue=False, promised_by=promised_by
    )
    body = Tell(what=DirectMessage.UPDATE_DUE, person=person)
    shown = everything(direct.message(job(INCIDENT, event), body).posted())
    assert shown.splitlines()[0] == line


@pytest.mark.parametrize("nudge", list(Nudge))
def test_what_is_said_into_the_silence_makes_sense_read_aloud(nudge: Nudge) -> None:
    event = e.Nudged(at=NOW, nudge=nudge, since=RAISED, count=1)
    told = direct.message(job(INCIDENT, event), Tell(what=DirectMessage.NUDGED, person="UALICE"))
    said = channel.message(job(INCIDENT, event), Say(what=ChannelMessage.NUDGED, channel="CHELP"))
    spoken = {
        Nudge.NEXT_ROLE: "Nobody has taken INC-1 yet. It was raised 03:04 UTC.",
        Nudge.CONTACT: "Nobody has taken INC-1 yet. It was raised 03:04 UTC.",
        Nudge.PLACES: "Nobody has taken INC-1 yet. It was raised 03:04 UTC.",
        Nudge.LET_BE: "Nobody has taken INC-1 yet. It was raised 03:04 UTC.",
        Nudge.UPDATE_LATE: "The update on INC-1 that was promised for 04:04 UTC has not come. "
        "Whoever knows how it stands, please write it.",
        Nudge.STILL_GOING: "Firebell has heard nothing of INC-1 since 03:04 UTC. "
        "Is it still going?",
        Nudge.STOPPED: "Firebell has heard nothing of INC-1 since 03:04 UTC, and asks no more. "
        "It stays open until somebody closes it.",
    }
    for message in (told, said):
        assert everything(message.posted()).splitlines()[2] == spoken[nudge]
