"""What an event of Slack is about, and so which later ones wait for it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.slack.inbound.inbox import about

NAMES = [
    "channel",
    "channel_id",
    "deleted_ts",
    "event_ts",
    "id",
    "item",
    "message",
    "subtype",
    "ts",
    "type",
    "user",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=300),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner),
)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"type": "message", "channel": "C1", "user": "U1", "ts": "1.1"}, "C1:U1"),
        ({"type": "member_joined_channel", "channel": "C1", "user": "U1"}, "C1:U1"),
        ({"type": "member_left_channel", "channel": "C1", "user": "U1"}, "C1:U1"),
        (
            {"type": "reaction_added", "user": "U1", "item": {"channel": "C1", "ts": "1.1"}},
            "C1:1.1",
        ),
        (
            {"type": "reaction_removed", "user": "U2", "item": {"channel": "C1", "ts": "1.1"}},
            "C1:1.1",
        ),
        (
            {"type": "message", "subtype": "message_deleted", "channel": "C1", "deleted_ts": "1.1"},
            "C1:1.1",
        ),
        (
            {
                "type": "message",
                "subtype": "message_changed",
                "channel": "C1",
                "message": {"ts": "1.1", "user": "U1"},
            },
            "C1:1.1",
        ),
        ({"type": "channel_archive", "channel": "C1", "user": "U1"}, "C1"),
        ({"type": "channel_unarchive", "channel": "C1", "user": "U2"}, "C1"),
        ({"type": "group_archive", "channel": "C1", "user": "U2"}, "C1"),
        ({"type": "channel_rename", "channel": {"id": "C1", "name": "inc-1"}}, "C1"),
        (
            {"type": "message", "subtype": "channel_convert_to_private", "channel": "C1"},
            "C1",
        ),
        ({"type": "user_change", "user": {"id": "U1", "real_name": "Alice"}}, ":U1"),
        ({"type": "app_mention", "channel": "C1", "user": "U1"}, None),
        ({"type": "app_home_opened", "channel": "D1", "user": "U1"}, None),
    ],
)
def test_the_same_message_the_same_person_in_a_channel_and_the_channel_itself_are_in_order(
    event: dict[str, Any], expected: str | None
) -> None:
    assert about(event) == expected


@given(JSON)
def test_whatever_slack_sends_can_be_stored(event: object) -> None:
    found = about(event)
    assert found is None or len(found) <= 255


@given(JSON)
def test_what_an_event_is_about_holds_no_whole_person(profile: object) -> None:
    user = {"id": "U1", "real_name": "Alice Liddell", "profile": profile}
    assert about({"type": "user_change", "user": user}) == ":U1"
    assert about({"type": "message", "channel": {"id": "C1", "name": "x"}, "user": user}) == "C1:U1"
