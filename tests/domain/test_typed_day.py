"""A day behind somebody's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from firebell.domain.typed_day import day_behind
from tests.domain.build import PLAYBOOK

FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
LONDON = replace(PLAYBOOK, time_zone="Europe/London")


@pytest.mark.parametrize(
    ("typed", "day", "words"),
    [
        ("@bob by friday", 4, "@bob"),
        ("@bob by tuesday", 1, "@bob"),
        ("bob tomorrow", -27 + 28, "bob"),
        ("by 1 Dec", 1, ""),
        ("@bob by 2026-12-09.", 9, "@bob"),
        ("@bob in 2 weeks", 11, "@bob"),
    ],
)
def test_a_day_is_the_end_of_work_on_it(typed: str, day: int, words: str) -> None:
    month = 11 if typed == "bob tomorrow" else 12
    day = 28 if month == 11 else day
    expected = datetime(2026, month, day, 17, 0, tzinfo=UTC)
    assert day_behind(typed, FRIDAY, LONDON) == (expected, words)


def test_of_a_day_without_a_year_the_next_is_meant() -> None:
    assert day_behind("1 nov", FRIDAY, LONDON)[0] == datetime(2027, 11, 1, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["@bob", "by 31 feb", "by 2026-13-01", "marching on", ""])
def test_what_is_no_day_stays_words(typed: str) -> None:
    assert day_behind(typed, FRIDAY, LONDON) == (None, typed)
