"""Response URLs: five uses in half an hour, and what each may do."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import Bot, bot
from sandbox_tests.contract.app import App, listening
from sandbox_tests.interactions import TEXT, post, press

ROW = {
    "type": "actions",
    "block_id": "row",
    "elements": [{"type": "button", "action_id": "go", "text": TEXT}],
}


async def commanded(one: Bot, app: App) -> str:
    """The address that comes with a command of Alice's."""
    await one.client.post("/people/alice/messages", channel="general", text="/hello")
    return str((await app.heard("slash_commands"))["response_url"])


async def answered(one: Bot, address: str, **said: Any) -> tuple[int, str]:
    """Status and body of what Slack says to that."""
    async with one.session.post(address, json=said) as response:
        return response.status, await response.text()


async def noticed(one: Bot) -> list[str]:
    """What Alice reads in her notices."""
    return [row["text"] for row in (await one.client.get("/people/alice/notices"))["notices"]]


async def test_an_address_is_good_five_times() -> None:
    async with bot() as one, listening(one) as app:
        address = await commanded(one, app)
        for number in range(5):
            assert await answered(one, address, text=f"No. {number}") == (200, "ok")
        sixth = await answered(one, address, text="No. 5")
        assert sixth == (404, '{"ok": false, "error": "used_url"}')
        assert await noticed(one) == [f"No. {number}" for number in range(5)]


async def test_an_address_is_good_for_half_an_hour_of_the_workspaces_clock() -> None:
    async with bot(clock=1_790_000_000.0) as one, listening(one) as app:
        address = await commanded(one, app)
        await one.client.post("/clock", advance=1800)
        assert await answered(one, address, text="In time") == (200, "ok")
        await one.client.post("/clock", advance=1)
        late = await answered(one, address, text="Late")
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
    async with bot() as one, listening(one) as app:
        address = await commanded(one, app)
        for _ in range(6):
            async with one.session.post(address, data=body) as response:
                assert response.status == status
                assert (await response.json())["error"] == error
        assert await answered(one, address, text="Good") == (200, "ok")


async def test_blocks_are_refused_as_those_of_a_message_are() -> None:
    async with bot() as one, listening(one) as app:
        address = await commanded(one, app)
        async with one.session.post(address, json={"blocks": [{"type": "dance"}]}) as response:
            refused = await response.json()
        assert refused["error"] == "invalid_blocks"
        assert refused["response_metadata"]["messages"] == [
            f"[ERROR] {row}" for row in refused["errors"]
        ]


async def test_a_notice_is_replaced_in_its_place_and_its_buttons_can_be_pressed() -> None:
    # What replaced a notice once came as another one beneath it.
    async with bot() as one, listening(one) as app:
        assert (await answered(one, await commanded(one, app), text="First", blocks=[ROW]))[
            0
        ] == 200
        assert (await answered(one, await commanded(one, app), text="Second"))[0] == 200
        (first, _) = (await one.client.get("/people/alice/notices"))["notices"]
        place = {"channel": one.id("general"), "message_ts": first["ts"], "action_id": "go"}
        address = (await press(one, app, **place))["response_url"]
        unnamed = {key: value for key, value in ROW.items() if key != "block_id"}
        changed = {"replace_original": True, "text": "Changed", "blocks": [unnamed]}
        assert await answered(one, address, **changed) == (200, "ok")
        assert await noticed(one) == ["Changed", "Second"]
        again = await press(one, app, **place)
        assert again["container"]["message_ts"] == first["ts"]
        assert await answered(one, again["response_url"], delete_original=True) == (200, "ok")
        assert await noticed(one) == ["Second"]


async def test_a_commands_answer_replaces_nothing() -> None:
    async with bot() as one, listening(one) as app:
        address = await commanded(one, app)
        await answered(one, address, text="First")
        await answered(one, address, text="Second", replace_original=True)
        assert await noticed(one) == ["First", "Second"]


async def test_an_answer_may_stand_in_a_thread_with_attachments() -> None:
    async with bot() as one, listening(one) as app:
        place = await post(one, blocks=[ROW])
        address = (await press(one, app, **place, action_id="go"))["response_url"]
        said = {"response_type": "in_channel", "text": "Here", "attachments": [{"text": "Box"}]}
        assert await answered(one, address, **said, thread_ts=place["message_ts"]) == (200, "ok")
        messages = (await one.client.get("/channels/general"))["channel"]["messages"]
        assert [(row["text"], row["thread_ts"]) for row in messages] == [
            ("Press", None),
            ("Here", place["message_ts"]),
        ]
        assert messages[1]["attachments"] == [{"text": "Box", "id": 1}]


async def test_a_command_may_be_answered_in_its_acknowledgement_if_slack_could_show_it() -> None:
    async with bot() as one, listening(one) as app:
        typed = {"channel": "general", "text": "/hello"}
        app.answers["slash_commands"] = {"text": "Good morning."}
        assert await one.client.post("/people/alice/messages", **typed) == {"ok": True}
        app.answers["slash_commands"] = {"text": "Hm", "blocks": [{"a": 1}]}
        said = await one.client.post("/people/alice/messages", **typed)
        assert (said["ok"], said["error"]) == (False, "invalid_command_response")
        assert said["message"] == "The app answered with something that can't be shown."
        assert said["reason"]["error"] == "invalid_blocks"
        assert await noticed(one) == ["Good morning."]
