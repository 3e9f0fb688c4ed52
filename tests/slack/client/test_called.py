"""Whom a typed name means."""

from __future__ import annotations

from typing import Any

import pytest

from firebell.slack.client.called import Called, Names


def user(id: str, name: str, real_name: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "name": name, "profile": {"real_name": real_name}, **more}


def known() -> Names:
    names = Names()
    for each in (
        user("U1", "alice", "Alice Smith"),
        user("U2", "bob", "Bob Jones"),
        user("U3", "rjones", "Bob de la Cruz"),
        user("U4", "charlie", "Charlie Chaplin", deleted=True),
        user("U5", "firebell", "Firebell", is_bot=True),
        user("U6", "zoë", "Zoë Ångström"),
    ):
        names.note(each)
    return names


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("alice", Called(people=("U1",), name="alice")),
        ("@Alice, be kind", Called(people=("U1",), name="@Alice,", rest="be kind")),
        ("Alice Smith is on it", Called(people=("U1",), name="Alice Smith", rest="is on it")),
        ("bob", Called(people=("U2",), name="bob")),  # a handle before a first name
        ("Bob de la Cruz please", Called(people=("U3",), name="Bob de la Cruz", rest="please")),
        ("zoë", Called(people=("U6",), name="zoë")),
        ("charlie", Called(rest="charlie")),
        ("firebell", Called(rest="firebell")),
        ("", Called()),
        ("@ ,", Called(rest="@ ,")),
    ],
)
def test_a_name_at_the_beginning_is_found_however_it_is_written(typed: str, found: Called) -> None:
    assert known().find(typed) == found


def test_a_first_name_of_several_finds_all_and_a_new_name_replaces_the_old() -> None:
    names = known()
    names.note(user("U2", "bjones", "Bob Jones"))
    assert names.find("bob") == Called(people=("U2", "U3"), name="bob")
    names.note(user("U2", "bjones", "Rob Jones"))
    assert names.find("bob") == Called(people=("U3",), name="bob")
