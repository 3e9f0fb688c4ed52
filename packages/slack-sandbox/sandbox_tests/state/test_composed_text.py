"""What people type, as Slack sends it: once in its markup, once as rich text."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sandbox_tests.bot import running_bot
from sandbox_tests.contract.app import listening
from slack_sandbox.block_kit import check_blocks
from slack_sandbox.state.mrkdwn import to_mrkdwn
from slack_sandbox.state.new_app import new_app
from slack_sandbox.state.rich_text import rich_text_blocks
from slack_sandbox.state.seed import DEFAULT, fill
from slack_sandbox.state.workspace import Workspace

Json = dict[str, Any]
WORKSPACE = Workspace(new_app(None, None))
fill(WORKSPACE, DEFAULT)
ALICE = WORKSPACE.people["U00000001"]
HABITS = st.sampled_from(
    ["@bob", "@here", "#random", "*b*", "_i_", "~s~", "`c`", "```", "\n", "> ", "• ", "<", ">", "&",
     ":tada:", "https://example.com/a?b=1&c=2", "<@U1>", "<!channel>", "<#C1|x>", " ", "&amp;"]
)  # fmt: skip


def words(piece: Any) -> str:
    """All text of a rich text, in its order."""
    if isinstance(piece, list):
        return "".join(map(words, piece))
    return str(piece.get("text", "")) + words(piece.get("elements", []))


@given(st.lists(HABITS | st.text(max_size=8)).map("".join))
def test_whatever_is_typed_becomes_blocks_that_slack_would_take(typed: str) -> None:
    assert check_blocks(rich_text_blocks(to_mrkdwn(WORKSPACE, ALICE, typed), "b1"), "message") == []


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="*_~`:<>&@#\n•"), min_size=1)
)
def test_plain_words_stay_what_they_are(typed: str) -> None:
    if "http" not in typed:
        assert to_mrkdwn(WORKSPACE, ALICE, typed) == typed
        assert words(rich_text_blocks(typed, "b1")) == typed


@given(st.text())
def test_nothing_that_is_typed_is_left_as_a_bare_angle(typed: str) -> None:
    said = to_mrkdwn(WORKSPACE, ALICE, typed.replace("@", "").replace("#", "").replace("!", ""))
    assert "<" not in said.replace("<http", "").replace("<mailto", "")


async def test_a_message_reaches_the_app_with_mentions_links_and_rich_text() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await bot.call("conversations.join", channel=bot.id("general"))
        typed = "@bob is *down* & <out>, see #random @app"
        said = await bot.client.post("/people/alice/messages", channel="general", text=typed)
        assert said["ok"]
        event = (await app.received("app_mention"))["event"]
        bob, random, itself = bot.id("bob"), bot.id("random"), bot.id("app")
        assert (
            event["text"]
            == f"<@{bob}> is *down* &amp; &lt;out&gt;, see <#{random}|random> <@{itself}>"
        )
        assert event["blocks"][0]["elements"] == [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "user", "user_id": bob},
                    {"type": "text", "text": " is "},
                    {"type": "text", "text": "down", "style": {"bold": True}},
                    {"type": "text", "text": " & <out>, see "},
                    {"type": "channel", "channel_id": random},
                    {"type": "text", "text": " "},
                    {"type": "user", "user_id": itself},
                ],
            }
        ]
        assert len(event["client_msg_id"]) == 36
