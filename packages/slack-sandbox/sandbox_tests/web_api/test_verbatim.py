"""What Slack adds to an app's markup, and what an app says so that it does not."""

from __future__ import annotations

import pytest

from sandbox_tests.bot import running_bot

TYPED = "*Down*, see #general &amp; https://example.com/a or <https://example.com/b|b>, @here"


def section(**more: object) -> dict[str, object]:
    """A section of this markup."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": TYPED, **more}}


async def test_addresses_channels_and_broadcasts_in_plain_words_become_references() -> None:
    async with running_bot() as bot:
        channel = (await bot.call("conversations.create", name="room"))["channel"]["id"]
        general = bot.id("general")
        sent = await bot.call("chat.postMessage", channel=channel, text="-", blocks=[section()])
        (block,) = sent["message"]["blocks"]
        assert block["text"]["text"] == (
            f"*Down*, see <#{general}|general> &amp; <https://example.com/a> "
            "or <https://example.com/b|b>, <!here>"
        )


@pytest.mark.parametrize("where", ["message", "attachment", "home"])
async def test_what_is_verbatim_stays_as_it_is(where: str) -> None:
    async with running_bot() as bot:
        channel = (await bot.call("conversations.create", name="room"))["channel"]["id"]
        blocks = [section(verbatim=True)]
        if where == "home":
            view = {"type": "home", "blocks": blocks}
            sent = await bot.call("views.publish", user_id=bot.id("alice"), view=view)
            (block,) = sent["view"]["blocks"]
        elif where == "attachment":
            boxes = [{"blocks": blocks}]
            sent = await bot.call("chat.postMessage", channel=channel, attachments=boxes)
            (block,) = sent["message"]["attachments"][0]["blocks"]
        else:
            sent = await bot.call("chat.postMessage", channel=channel, text="-", blocks=blocks)
            (block,) = sent["message"]["blocks"]
        assert block["text"] == {"type": "mrkdwn", "text": TYPED, "verbatim": True}
