"""Slack's markup to words, as a person reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.slack.client.payloads import mentioned_people, without_markup


@pytest.mark.parametrize(
    ("marked", "read"),
    [
        ("<@U00000002> looks", "@Bob looks"),
        ("<@U00000002|bob> looks", "@Bob looks"),
        ("<@U00000003|charlie> looks", "@charlie looks"),
        ("<@U00000003> looks", "@U00000003 looks"),
        ("see <#C00000001|general>", "see #general"),
        ("<!here> <!channel|channel>", "@here @channel"),
        ("<!subteam^S01|@on-duty>", "@on-duty"),
        ("<https://example.com/a?b&amp;c>", "https://example.com/a?b&c"),
        ("<https://example.com|the page>", "the page (https://example.com)"),
        ("<https://example.com|example.com>", "https://example.com"),
        ("<mailto:bob@example.com|bob@example.com>", "bob@example.com"),
        (" 5 &lt; 6 &amp;amp; more ", "5 < 6 &amp; more"),
        ("<not> a reference", "<not> a reference"),
    ],
)
def test_markup_reads_as_it_does_in_slack(marked: str, read: str) -> None:
    assert without_markup(marked, {"U00000002": "Bob"}) == read


def test_the_people_of_a_message_are_those_it_mentions() -> None:
    assert mentioned_people("<@U00000002> and <@W00000003|charlie> in <#C1|x>") == {
        "U00000002",
        "W00000003",
    }


@given(st.text())
def test_any_text_that_a_person_types_comes_back(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert without_markup(escaped) == text.strip()
