"""What can be read of a message, whatever it is made of.

A pushpin on an alert, a picture or another bot's message left nothing on the record, since only
`text` was read, and no author, since only `user` was.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.slack.inbound.message_words import author_name_of, words_of

Message = dict[str, Any]

RICH = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Ask "},
                {"type": "user", "user_id": "UBOB"},
                {"type": "text", "text": " <now>"},
                {"type": "link", "url": "https://example.com/a", "text": "a"},
            ],
        },
        {
            "type": "rich_text_list",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]},
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "two"}]},
            ],
        },
    ],
}
PICTURE = {"id": "F1", "name": "a.png", "title": "Errors & more", "mimetype": "image/png"}
POLL = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*Roll back?*"}},
    {"type": "section", "text": {"type": "mrkdwn", "text": "Yes `2`"}, "accessory": {}},
    {
        "type": "actions",
        "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Vote"}}],
    },
]

READ: dict[str, tuple[Message, str]] = {
    "a person's words": ({"text": "It is *down*", "blocks": [RICH]}, "It is *down*"),
    "edited": ({"text": "It is up", "edited": {"user": "U1", "ts": "2.0"}}, "It is up"),
    "/me": ({"subtype": "me_message", "text": "looks"}, "looks"),
    "a reply to the channel": ({"subtype": "thread_broadcast", "text": "Up"}, "Up"),
    "blocks alone": (
        {"text": "", "blocks": [RICH]},
        "Ask <@UBOB> &lt;now&gt;<https://example.com/a|a>\none\ntwo",
    ),
    "an app's blocks, of which the text is a summary": (
        {
            "bot_id": "B1",
            "text": "Alert",
            "blocks": [
                {"type": "header", "text": {"type": "plain_text", "text": "CPU > 90 %"}},
                {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Host*\nweb-1"}]},
                {"type": "context", "elements": [{"type": "mrkdwn", "text": "runbook"}]},
                {"type": "image", "image_url": "https://example.com/i", "alt_text": "A graph"},
                {"type": "divider"},
            ],
        },
        "CPU &gt; 90 %\n*Host*\nweb-1\nrunbook\nPicture: A graph",
    ),
    "an app's attachment alone": (
        {
            "bot_id": "B1",
            "text": "",
            "attachments": [
                {
                    "fallback": "no",
                    "pretext": "Triggered",
                    "title": "Disk full",
                    "text": "web-1",
                    "fields": [{"title": "Region", "value": "eu"}],
                }
            ],
        },
        "Triggered\nDisk full\nweb-1\nRegion: eu",
    ),
    "an attachment with a fallback alone": (
        {"bot_id": "B1", "attachments": [{"fallback": "Disk full", "color": "danger"}]},
        "Disk full",
    ),
    "an attachment of blocks": (
        {"bot_id": "B1", "attachments": [{"blocks": POLL[:1], "fallback": "[no preview]"}]},
        "*Roll back?*",
    ),
    "a poll": ({"bot_id": "B1", "text": "Poll", "blocks": POLL}, "*Roll back?*\nYes `2`"),
    "buttons alone": ({"bot_id": "B1", "blocks": POLL[2:]}, "Vote"),
    "a picture alone": ({"text": "", "files": [PICTURE]}, "Picture: Errors &amp; more"),
    "words with a picture": (
        {"text": "Look", "files": [PICTURE | {"alt_txt": "A red line"}]},
        "Look\nPicture: Errors &amp; more\nA red line",
    ),
    "files alone": (
        {
            "files": [
                {"id": "F1", "name": "log.txt", "mode": "snippet", "preview": "Error 5"},
                {"id": "F2", "mode": "tombstone"},
                {"id": "F3", "name": "b.pdf", "mimetype": "application/pdf"},
            ]
        },
        "File: log.txt\nError 5\nFile: b.pdf",
    ),
    "a voice": (
        {
            "files": [
                {
                    "id": "F1",
                    "title": "Clip",
                    "transcription": {"status": "complete", "preview": {"content": "It is back"}},
                }
            ]
        },
        "File: Clip\nIt is back",
    ),
    "a shared message": (
        {
            "text": "",
            "attachments": [
                {
                    "is_share": True,
                    "is_msg_unfurl": True,
                    "from_url": "https://example.slack.com/archives/C1/p1",
                    "author_name": "Dana",
                    "text": "The job hangs",
                    "files": [PICTURE],
                }
            ],
        },
        "Dana\nThe job hangs\nPicture: Errors &amp; more",
    ),
    "a preview of a link that somebody wrote": (
        {
            "text": "See <https://example.com>",
            "attachments": [{"from_url": "https://example.com", "title": "Example"}],
        },
        "See <https://example.com>",
    ),
    "a huddle": (
        {"subtype": "huddle_thread", "text": "", "room": {"participants": ["U1", "U2"]}},
        "A huddle: <@U1> <@U2>",
    ),
    "a call": (
        {"bot_id": "B1", "blocks": [{"type": "call", "call": {"v1": {"name": "Bridge"}}}]},
        "Bridge",
    ),
    "nothing": (
        {"text": " ", "blocks": [{"type": "divider"}]},
        "A message that can be read in Slack alone.",
    ),
}


@pytest.mark.parametrize(("message", "words"), READ.values(), ids=READ.keys())
def test_what_people_read_of_a_message_is_what_is_kept(message: Message, words: str) -> None:
    assert words_of(message) == words


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ({"user": "U1"}, ""),
        ({"bot_id": "B1", "bot_profile": {"name": "PagerDuty"}, "user": "U9"}, "PagerDuty"),
        ({"bot_id": "B1", "username": "nagios", "bot_profile": {"name": "Hook"}}, "nagios"),
        ({"subtype": "bot_message", "username": " cron \n job "}, "cron job"),
        ({"subtype": "bot_message"}, ""),
    ],
)
def test_an_app_is_called_as_it_calls_itself(message: Message, name: str) -> None:
    assert author_name_of(message) == name


KEYS = st.sampled_from(
    [
        *("type", "text", "elements", "fields", "files", "attachments", "blocks", "rows", "call"),
        *("v1", "room", "participants", "title", "accessory", "options", "message_blocks", "name"),
        *("message", "mode", "from_url", "transcription", "preview", "bot_id", "bot_profile"),
    ]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["rich_text", "context", "actions", "call", "section", "checkboxes"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_whatever_slack_sends_something_is_kept(message: Message) -> None:
    assert words_of(message).strip()
    assert isinstance(author_name_of(message), str)
