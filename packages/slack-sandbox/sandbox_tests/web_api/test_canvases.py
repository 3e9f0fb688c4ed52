"""Canvases, as each plan of Slack's has them, and as people see them."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import running_bot

CONTENT = {"type": "markdown", "markdown": "# Review\n\nIt is over."}
WHOLE: list[dict[str, Any]] = [{"operation": "replace", "document_content": CONTENT}]


async def test_a_channel_has_one_canvas_which_everybody_in_it_sees() -> None:
    async with running_bot() as bot:
        channel = (await bot.call("conversations.create", name="inc-1"))["channel"]["id"]
        made = await bot.call(
            "conversations.canvases.create", channel_id=channel, document_content=CONTENT
        )
        again = await bot.error("conversations.canvases.create", channel_id=channel)
        assert again == "channel_canvas_already_exists"
        shown = (await bot.client.channel(channel))["canvas"]
        assert shown == {
            "id": made["canvas_id"],
            "title": "",
            "markdown": "# Review\n\nIt is over.",
        }


@pytest.mark.parametrize(
    ("plan", "method", "arguments", "code"),
    [
        ("free", "canvases.create", {}, "free_teams_cannot_create_non_tabbed_canvases"),
        (
            "free",
            "conversations.canvases.create",
            {"channel_id": "general"},
            "team_tier_cannot_create_channel_canvases",
        ),
        ("no-canvases", "canvases.create", {}, "canvas_disabled_user_team"),
        (
            "no-canvases",
            "conversations.canvases.create",
            {"channel_id": "general"},
            "canvas_disabled_user_team",
        ),
    ],
)
async def test_what_is_not_paid_for_is_refused_as_slack_documents_it(
    plan: str, method: str, arguments: dict[str, Any], code: str
) -> None:
    async with running_bot(plan=plan) as bot:
        assert await bot.error(method, **arguments) == code


async def test_the_free_plan_has_one_canvas_as_a_channels_tab() -> None:
    async with running_bot(plan="free") as bot:
        channel = (await bot.call("conversations.create", name="inc-1"))["channel"]["id"]
        made = await bot.call("canvases.create", channel_id=channel, document_content=CONTENT)
        taken = await bot.error("canvases.create", channel_id=channel)
        assert taken == "free_team_canvas_tab_already_exists"
        edited = await bot.call("canvases.edit", canvas_id=made["canvas_id"], changes=WHOLE)
        assert edited == {"ok": True}
