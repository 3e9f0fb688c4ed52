"""Response URLs: five uses in half an hour, and what each may do."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import App, listening
from sandbox_tests.interactions import TEXT, post, press

ROW = {
    "type": "actions",
    "block_id": "row",
    "elements": [{"type": "button", "action_id": "go", "text": TEXT}],
}


async def commanded(bot: Bot, app: App) -> str:
    """The address that comes with a command of Alice's."""
    await bot.client.post("/people/alice/messages", channel="general", text="/hello")
    return str((await app.received("slash_commands"))["response_url"])


async def answered(bot: Bot, address: str, **said: Any) -> tuple[int, str]:
    """Status and body of what Slack says to that."""
    async with bot.session.post(address, json=said) as response:
        return response.status, await response.text()


async def noticed(bot: Bot) -> list[str]:
    """What Alice reads in her notices."""
    return [row["text"] for row in (await bot.client.get("/people/alice/notices"))["notices"]]


async def test_an_address_is_good_five_times() -> None:
    async with running_bot() as bot, listening(bot) as app:
        address = await commanded(bot, app)
        for number in range(5):
            assert await answered(bot, address, text=f"No. {number}") == (200, "ok")
        sixth = await answered(bot, address, text="No. 5")
        assert sixth == (404, '{"ok": false, "error": "used_url"}')
        assert await noticed(bot) == [f"No. {number}" for number in range(5)]


async def test_an_address_is_good_for_half_an_hour_of_the_workspaces_clock() -> None:
    async with running_bot(clock=1_790_000_000.0) as bot, listening(bot) as app:
        address = await commanded(bot, app)
        await bot.client.post("/clock", advance=1800)
        assert await answered(bot, address, text="In time") == (200, "ok")
        await bot.client.post("/clock", advance=1)
        late = await answered(bot, address, text="Late")
        assert late == (404, '{"ok": false, "error": "Expired url"}')


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        (b"{", 400, "invalid_payload"),
        (b"[]", 400, "invalid_payload"),
        (b"", 400, "invalid_payload"),
        (b"[" * 100_000, 400, "invalid_payload"),
        (b'{"text": "\\ud800"}', 400, "invalid_payload"),
        (b"{}", 200, "no_text"),
        (b'{"blocks": {"a": 1}}', 200, "invalid_blocks_format"),
    ],
)
async def test_what_cannot_be_said_is_refused_and_uses_nothing_up(
    body: bytes, status: int, error: str
) -> None:
    # JSON that is wrong once ended in a server's failure.
    async with running_bot() as bot, listening(bot) as app:
        address = await commanded(bot, app)
        for _ in range(6):
            async with bot.session.post(address, data=body) as response:
                assert response.status == status
                assert (await response.json())["error"] == error
        assert await answered(bot, address, text="Good") == (200, "ok")


async def test_blocks_are_refused_as_those_of_a_message_are() -> None:
    async with running_bot() as bot, listening(bot) as app:
        address = await commanded(bot, app)
        async with bot.session.post(address, json={"blocks": [{"type": "dance"}]}) as response:
            refused = await response.json()
        assert refused["error"] == "invalid_blocks"
        assert refused["response_metadata"]["messages"] == [
            f"[ERROR] {row}" for row in refused["errors"]
        ]


async def test_a_notice_is_replaced_in_its_place_and_its_buttons_can_be_pressed() -> None:
    # What replaced a notice once came as another one beneath it.
    async with running_bot() as bot, listening(bot) as app:
        assert (await answered(bot, await commanded(bot, app), text="First", blocks=[ROW]))[
            0
        ] == 200
        assert (await answered(bot, await commanded(bot, app), text="Second"))[0] == 200
        (first, _) = (await bot.client.get("/people/alice/notices"))["notices"]
        place = {"channel": bot.id("general"), "message_ts": first["ts"], "action_id": "go"}
        address = (await press(bot, app, **place))["response_url"]
        unnamed = {key: value for key, value in ROW.items() if key != "block_id"}
        changed = {"replace_original": True, "text": "Changed", "blocks": [unnamed]}
        assert await answered(bot, address, **changed) == (200, "ok")
        assert await noticed(bot) == ["Changed", "Second"]
        again = await press(bot, app, **place)
        assert again["container"]["message_ts"] == first["ts"]
        assert await answered(bot, again["response_url"], delete_original=True) == (200, "ok")
        assert await noticed(bot) == ["Second"]


async def test_a_commands_answer_replaces_nothing() -> None:
    async with running_bot() as bot, listening(bot) as app:
        address = await commanded(bot, app)
        await answered(bot, address, text="First")
        await answered(bot, address, text="Second", replace_original=True)
        assert await noticed(bot) == ["First", "Second"]


async def test_an_answer_may_stand_in_a_thread_with_attachments() -> None:
    async with running_bot() as bot, listening(bot) as app:
        place = await post(bot, blocks=[ROW])
        address = (await press(bot, app, **place, action_id="go"))["response_url"]
        said = {"response_type": "in_channel", "text": "Here", "attachments": [{"text": "Box"}]}
        assert await answered(bot, address, **said, thread_ts=place["message_ts"]) == (200, "ok")
        messages = (await bot.client.get("/channels/general"))["channel"]["messages"]
        assert [(row["text"], row["thread_ts"]) for row in messages] == [
            ("Press", None),
            ("Here", place["message_ts"]),
        ]
        assert messages[1]["attachments"] == [{"text": "Box", "id": 1}]


async def test_a_command_may_be_answered_in_its_acknowledgement_if_slack_could_show_it() -> None:
    async with running_bot() as bot, listening(bot) as app:
        typed = {"channel": "general", "text": "/hello"}
        app.answers["slash_commands"] = {"text": "Good morning."}
        assert await bot.client.post("/people/alice/messages", **typed) == {"ok": True}
        app.answers["slash_commands"] = {"text": "Hm", "blocks": [{"a": 1}]}
        said = await bot.client.post("/people/alice/messages", **typed)
        assert (said["ok"], said["error"]) == (False, "invalid_command_response")
        assert said["message"] == "The app answered with something that can't be shown."
        assert said["reason"]["error"] == "invalid_blocks"
        assert await noticed(bot) == ["Good morning."]
