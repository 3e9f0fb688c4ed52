"""Of what people write, the inbox keeps nothing: only where, who, what kind, when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from firebell.slack.inbound.essentials import EVENT, essentials

MARK = "~"
"""Stands in every text that a person wrote here, and in no id, kind, moment or name of an emoji."""

written = st.text(max_size=30).map(lambda words: f"{words}{MARK}")
shapeless = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | written
anything = st.recursive(
    shapeless,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(written, inner, max_size=3),
    max_leaves=8,
)
fields = st.sampled_from(
    [*EVENT, "text", "blocks", "files", "attachments", "metadata", "username", "name", "topic"]
)
events = st.dictionaries(fields | written, anything, max_size=12)


def strings(value: Any) -> Iterator[str]:
    """Every string in a JSON value, keys included."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (key, *strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


@given(event=events, outside=st.dictionaries(written, anything, max_size=3))
def test_no_word_that_anybody_wrote_is_kept_wherever_it_stands(
    event: dict[str, Any], outside: dict[str, Any]
) -> None:
    kept = essentials({**outside, "event_id": MARK, "event": event})
    assert [found for found in strings(kept) if MARK in found] == []


@given(given=st.dictionaries(st.sampled_from(["event", "event_id", "team_id"]), anything))
def test_what_makes_no_sense_is_left_out_and_stops_nothing(given: dict[str, Any]) -> None:
    assert MARK not in json.dumps(essentials(given))


def test_of_a_message_its_place_person_kind_and_time_are_kept() -> None:
    event = {
        "type": "message",
        "subtype": "file_share",
        "channel": "C1",
        "channel_type": "group",
        "user": "U1",
        "bot_id": "B1",
        "team": "T1",
        "user_team": "T1",
        "source_team": "T2",
        "ts": "1790000000.000100",
        "thread_ts": "1790000000.000001",
        "event_ts": "1790000000.000100",
        "text": "The password is hunter2",
        "blocks": [{"type": "rich_text", "elements": [{"text": "hunter2"}]}],
        "files": [{"name": "passwords.txt", "title": "hunter2", "preview": "hunter2"}],
        "edited": {"user": "U1", "ts": "1790000000.000100"},
        "client_msg_id": "0b0c3ff2-aaaa",
    }
    left_out = ("text", "blocks", "files", "edited", "client_msg_id")
    body = {"event_id": "Ev1", "event_time": 1790000000, "team_id": "T1", "token": "secret"}
    assert essentials({**body, "event": event}) == {
        "event_time": "1790000000",
        "team_id": "T1",
        "event": {key: value for key, value in event.items() if key not in left_out},
    }


def test_of_an_edit_and_a_deletion_is_kept_which_message_it_was() -> None:
    message = {"type": "message", "user": "U1", "ts": "1790000000.000100", "text": "hunter2"}
    event = {
        "type": "message",
        "subtype": "message_changed",
        "channel": "C1",
        "message": message,
        "previous_message": {**message, "text": "hunter1"},
        "deleted_ts": "1790000000.000100",
    }
    kept = {"type": "message", "user": "U1", "ts": "1790000000.000100"}
    assert essentials({"event": event}) == {
        "event": {**event, "message": kept, "previous_message": kept}
    }


def test_of_a_reaction_is_kept_which_one_and_on_what() -> None:
    event = {
        "type": "reaction_added",
        "user": "U1",
        "item_user": "U2",
        "reaction": "wave::skin-tone-3",
        "item": {"type": "message", "channel": "C1", "ts": "1790000000.000100"},
        "event_ts": "1790000000.000200",
    }
    assert essentials({"event": event}) == {"event": event}


def test_of_a_channel_that_was_renamed_its_id_is_kept_and_no_name() -> None:
    event = {"type": "channel_rename", "channel": {"id": "C1", "name": "layoffs", "created": 1}}
    kept = {"type": "channel_rename", "channel": {"id": "C1"}}
    assert essentials({"event": event}) == {"event": kept}


def test_of_an_account_is_kept_what_it_is_and_neither_name_nor_address() -> None:
    account = {"id": "U1", "team_id": "T1", "deleted": True, "is_restricted": False}
    profile = {"real_name": "Maria", "email": "maria@example.com", "status_text": "Asleep"}
    event = {"type": "user_change", "user": {**account, "name": "maria", "profile": profile}}
    assert essentials({"event": event}) == {"event": {"type": "user_change", "user": account}}
