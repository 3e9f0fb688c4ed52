"""Two texts that came of one are put together, and nothing that was written is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firebell.domain.merging import merged

TEXTS = st.lists(st.sampled_from(["", "a", "b", "c", "d"]), max_size=5).map("\n".join)


def test_what_two_people_wrote_in_different_lines_stands_where_each_put_it() -> None:
    base = "It fell over.\nNobody saw it.\nIt was mended."
    alice = "It fell over at three.\nNobody saw it.\nIt was mended."
    bob = "It fell over.\nNobody saw it.\nIt was mended.\nBy hand."
    whole = "It fell over at three.\nNobody saw it.\nIt was mended.\nBy hand."
    assert merged(base, alice, bob) == whole
    assert merged(base, bob, alice) == whole


def test_where_both_changed_a_line_both_stand_the_first_above_the_second() -> None:
    assert merged("It fell.", "It fell over.", "It broke.") == "It fell over.\nIt broke."
    assert merged("", "From Alice", "From Bob") == "From Alice\nFrom Bob"


@given(TEXTS, TEXTS, TEXTS)
def test_no_line_that_somebody_added_is_lost(base: str, first: str, second: str) -> None:
    found = merged(base, first, second).split("\n")
    for text in (first, second):
        assert set(text.split("\n")) - {*base.split("\n"), ""} <= set(found)
    assert merged(base, base, second) == second
    assert merged(base, first, base) == first
    assert merged(base, first, first) == first
