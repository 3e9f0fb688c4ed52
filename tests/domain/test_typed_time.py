"""A time that is typed before the words of a note, on the clock of the organisation."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.domain.refusals import Refused
from firebell.domain.typed_time import Dated, dated

NOW = datetime(2026, 11, 24, 14, 31, tzinfo=UTC)
"""A Tuesday."""
LONDON = "Europe/London"
SUMMER = datetime(2026, 7, 7, 13, 31, tzinfo=UTC)
"""It is 14:31 in London."""


def at(day: int, hour: int, minute: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "when", "words"),
    [
        ("at 14:05 the disk was full", at(24, 14, 5), "the disk was full"),
        ("At 14.05, the disk was full", at(24, 14, 5), "the disk was full"),
        ("14:05 the disk was full", at(24, 14, 5), "the disk was full"),
        ("14:05 - restarted", at(24, 14, 5), "restarted"),
        ("at 2:05pm restarted", at(24, 14, 5), "restarted"),
        ("2 pm restarted", at(24, 14, 0), "restarted"),
        ("at 12:10 a.m. restarted", at(24, 0, 10), "restarted"),
        ("at 14:05:59 restarted", at(24, 14, 5), "restarted"),
        ("at noon restarted", at(24, 12, 0), "restarted"),
        ("at 14:05 GMT restarted", at(24, 14, 5), "restarted"),
        ("at 14:32 restarted", NOW, "restarted"),
        ("yesterday 23:10 restarted", at(23, 23, 10), "restarted"),
        ("Yesterday at 23:10: restarted", at(23, 23, 10), "restarted"),
        ("at 23:10 yesterday restarted", at(23, 23, 10), "restarted"),
        ("at yesterday 23:10 restarted", at(23, 23, 10), "restarted"),
        ("last night 23:10 restarted", at(23, 23, 10), "restarted"),
        ("last night 01:10 restarted", at(24, 1, 10), "restarted"),
        ("today 9:30 restarted", at(24, 9, 30), "restarted"),
        ("Monday 09:30 restarted", at(23, 9, 30), "restarted"),
        ("on Tue at 23:10 restarted", at(17, 23, 10), "restarted"),
        ("20 Nov 23:10 restarted", at(20, 23, 10), "restarted"),
        ("3rd December at 23:10 restarted", at(3, 23, 10, 12) - timedelta(days=365), "restarted"),
        ("2026-11-20 23:10 restarted", at(20, 23, 10), "restarted"),
        ("10 minutes ago restarted", at(24, 14, 21), "restarted"),
        ("at about 2 hours ago, restarted", at(24, 12, 31), "restarted"),
        ("an hour ago restarted", at(24, 13, 31), "restarted"),
        ("at 14:05-14:20 nobody could work", at(24, 14, 5), "14:05-14:20 nobody could work"),
        ("at 14:05", at(24, 14, 5), ""),
    ],
)
def test_a_time_before_the_words_is_read(typed: str, when: datetime, words: str) -> None:
    assert dated(typed, NOW, LONDON) == Dated(when, words)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "the disk is full since 14:05",
        "at least 30 users are affected",
        "at 30 requests a second it fails",
        "at Dana's request we restarted",
        "14:05-14:20 nobody could work",
        "1.50 GB are free",
        "14.05 of it is the version",
        "25:61 is what the page shows",
        "Monitoring at 14:05 showed nothing",
        "midnight job failed",
        "Monday's job failed",
        "today we restarted",
        "99:5 odds",
        "12 marks at 14:05",
    ],
)
def test_what_only_looks_like_a_time_stays_words(typed: str) -> None:
    assert dated(typed, NOW, LONDON) == Dated(None, typed)


@pytest.mark.parametrize(
    ("typed", "now", "key", "said"),
    [
        ("at 25:00 restarted", NOW, "time_unreadable", "25:00"),
        ("at 14:75 restarted", NOW, "time_unreadable", "14:75"),
        ("at 13:05 pm", NOW, "time_unreadable", "13:05 pm"),
        ("at 14:5 restarted", NOW, "time_unreadable", "14:5"),
        ("31 Feb 14:05 restarted", NOW, "time_unreadable", "31 Feb 14:05"),
        ("2026-13-01 14:05 restarted", NOW, "time_unreadable", "2026-13-01 14:05"),
        ("at 14:05 EST restarted", NOW, "time_unreadable", "14:05 EST"),
        ("at 23:10 restarted", NOW, "time_to_come_today", "23:10"),
        ("23:10 restarted", NOW, "time_to_come_today", "23:10"),
        ("today 23:10 restarted", NOW, "time_to_come", "today 23:10"),
        ("2027-11-20 23:10 restarted", NOW, "time_to_come", "2027-11-20 23:10"),
        (
            "29 March 01:30 restarted",
            datetime(2026, 3, 29, 9, tzinfo=UTC),
            "time_never_was",
            "29 March 01:30",
        ),
    ],
)
def test_a_time_that_can_not_be_is_refused(typed: str, now: datetime, key: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        dated(typed, now, LONDON)
    assert (refused.value.key, refused.value.facts["said"]) == (key, said)


def test_it_is_the_organisations_clock_whatever_the_season() -> None:
    assert dated("at 14:05 x", SUMMER, LONDON).at == at(7, 13, 5, 7)
    assert dated("at 13:05 UTC x", SUMMER, LONDON) == Dated(at(7, 13, 5, 7), "x")
    assert dated("at 14:05 BST x", SUMMER, LONDON) == Dated(at(7, 13, 5, 7), "x")
    # On the night when the clocks go back, 01:30 is there twice.
    for now, hour in ((at(25, 8, 0, 10), 1), (at(25, 0, 45, 10), 0)):
        assert dated("at 01:30 x", now, LONDON).at == at(25, hour, 30, 10)


@given(st.text(max_size=60), st.integers(1_577_836_800, 2_208_988_800))
def test_whatever_is_typed_no_time_is_to_come(typed: str, seconds: int) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    for prefix in ("", "at ", "yesterday ", "at 12:", "on Mon "):
        found = Dated(None, (prefix + typed).strip())
        with suppress(Refused):
            found = dated(prefix + typed, now, LONDON)
        assert found.at is None or found.at <= now
        if found.at is None:
            assert found.words == (prefix + typed).strip()
