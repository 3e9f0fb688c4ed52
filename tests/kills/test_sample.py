"""What `make test` leaves out of the kills and faults, `make chaos` tries."""

from __future__ import annotations

import pytest

from tests.kills.__main__ import LIFE
from tests.kills.sample import OF, pairs
from tests.kills.test_faults import METHODS
from tests.kills.test_kills import RECORDED


@pytest.mark.parametrize("firsts", [3, 4, 10])
@pytest.mark.parametrize("seconds", [2, 3, 8])
def test_a_sample_has_each_call_and_each_way_and_the_whole_has_every_pair(
    firsts: int, seconds: int
) -> None:
    calls, ways = range(firsts), range(seconds)
    sample = pairs(calls, ways, whole=False)
    assert {call for call, _ in sample} == {*calls}
    assert {way for _, way in sample} == {*ways}
    assert len(sample) <= firsts * (seconds // OF + 1)
    whole = pairs(calls, ways, whole=True)
    assert [*whole] == [(call, way) for call in calls for way in ways]
    assert {*sample} <= {*whole}


def test_every_deed_that_is_killed_or_failed_is_in_the_whole_life() -> None:
    assert {*RECORDED} | {*METHODS} == {*LIFE}
