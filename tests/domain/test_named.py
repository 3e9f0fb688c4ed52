"""A name of ours at the beginning of what was typed, whatever surrounds it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.domain.named import Named, first_word, folded, folded_words, mentioned, named

NAMES = {"P1": ["P1", "sev 1"], "P10": ["P10"], "Low": ["Low"], "false": ["false alarm"]}
SMALL = frozenset(("it", "was", "a", "is", "now"))


@pytest.mark.parametrize(
    ("typed", "value", "rest", "apart"),
    [
        ("P1", "P1", "", True),
        ("p1", "P1", "", True),
        ("P 1", "P1", "", True),
        ("\uff301", "P1", "", True),
        ("Sev-1", "P1", "", True),
        ("SEV1: data has leaked", "P1", "data has leaked", True),
        ("P1 data has leaked", "P1", "data has leaked", False),
        ("P1\ndata has leaked", "P1", "data has leaked", True),
        ("P10", "P10", "", True),
        ("it is P1 now", "P1", "", True),
        ("It was a FALSE ALARM.", "false", "", True),
        ("false alarm \u2013 the monitor", "false", "the monitor", True),
        ("Low disk space", "Low", "disk space", False),
    ],
)
def test_a_name_is_read_whatever_its_case_and_what_stands_around_it(
    typed: str, value: str, rest: str, apart: bool
) -> None:
    found = named(typed, NAMES, SMALL)
    assert found is not None
    assert (found.value, found.rest, found.apart) == (value, rest, apart)


@pytest.mark.parametrize(
    "typed", ["", "P1a", "P12", "not P1", "Lower", "low-level", "false", "alarm false", "42", ":"]
)
def test_what_is_not_named_at_the_beginning_is_not_named(typed: str) -> None:
    assert named(typed, NAMES, SMALL) is None


def test_names_with_a_digit_are_found_wherever_they_are_mentioned() -> None:
    assert mentioned("from P10 to sev1, as disk space is low", NAMES) == {"P1", "P10"}


@pytest.mark.parametrize(
    ("typed", "word", "rest"),
    [
        ("Drill login is slow", "drill", "login is slow"),
        ("DRILL\nlogin", "drill", "login"),
        ("  Drill:\u00a0 login", "drill", "login"),
        ("DR\u0130LL login", "drill", "login"),
        ("\u2018close\u2019", "close", ""),
        ("close.", "close", ""),
        ("", "", ""),
    ],
)
def test_the_first_word_is_read_as_phones_and_keyboards_write_it(
    typed: str, word: str, rest: str
) -> None:
    """A capital made a real incident of a drill, with a ping in three places."""
    assert first_word(typed) == (word, rest)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_without_a_fault(typed: str) -> None:
    found = named(typed, NAMES, SMALL)
    assert found is None or isinstance(found, Named)
    assert found is None or found.rest in typed
    assert folded(folded(typed)) == folded(typed)
    assert "" not in folded_words(typed)
    assert " " not in first_word(typed)[0]
