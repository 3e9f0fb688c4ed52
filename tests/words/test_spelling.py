"""A word that is misspelt, or another bot's, is the command that is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.domain.named import folded
from firebell.slack.inbound.commands import SUBCOMMANDS
from firebell.words.en.typed import ALIASES, OFFERED
from firebell.words.spelling import command, meant

KNOWN = list(SUBCOMMANDS)
LONG = [name for name in KNOWN if len(name) >= 5]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("clsoe", "close"),
        ("cloes", "close"),
        ("clos", "close"),
        ("udpate", "update"),
        ("upate", "update"),
        ("stauts", "status"),
        ("edti", "edit"),
        ("lsit", "list"),
        ("hlep", "help"),
        ("sverity", "severity"),
        ("reopn", "reopen"),
        ("privat", "private"),
        ("recrod", "record"),
        ("drlil", "drill"),
        ("reslove", "close"),
        ("sve", "severity"),
        ("done", "close"),
        ("confidential", "private"),
    ],
)
def test_a_near_miss_names_the_command_and_is_none(typed: str, name: str) -> None:
    """Each opened *Raise an incident* with itself as the title."""
    assert command(typed, KNOWN) is None
    assert meant(typed, KNOWN) == name


@pytest.mark.parametrize(
    ("typed", "name"), [("resolve", "close"), ("sev", "severity"), ("new", "raise"), ("ls", "list")]
)
def test_what_other_bots_call_it_is_an_alias(typed: str, name: str) -> None:
    assert command(typed, KNOWN) == name


@pytest.mark.parametrize("typed", ["to", "login", "payments", "slow", "api", "p1", "", "x"])
def test_other_words_mean_no_command(typed: str) -> None:
    assert (command(typed, KNOWN), meant(typed, KNOWN)) == (None, None)


def test_test_environment_is_no_drill() -> None:
    assert command("test", KNOWN) == "drill"
    assert command("test", KNOWN, alone=False) is None


@given(st.sampled_from(LONG), st.data())
def test_two_letters_that_changed_places_or_one_that_is_missing_still_mean_it(
    name: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(name) - 2))
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    missing = name[:at] + name[at + 1 :]
    for typed in (swapped, missing):
        assert name in (command(typed, KNOWN), meant(typed, KNOWN))


def test_what_is_typed_is_folded_and_means_one_thing() -> None:
    others = [word for names in ALIASES.values() for word in names]
    words = [*others, *OFFERED]
    assert sorted(words) == sorted(set(words))
    assert [word for word in words if word != folded(word)] == []
    assert {*ALIASES, *OFFERED.values()} <= set(SUBCOMMANDS)
    assert set(words).isdisjoint(SUBCOMMANDS)
