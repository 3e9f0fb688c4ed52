"""Whatever is sent to an address beneath /sandbox, the answer is JSON that says what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import running_bot

DEEP = b"[" * 100_000
ALICE = "/people/alice"


@pytest.mark.parametrize(
    ("method", "path", "status", "error"),
    [
        ("GET", "/nowhere", 404, "unknown_address"),
        ("GET", "/people/alice/nowhere", 404, "unknown_address"),
        ("DELETE", "/clock", 405, "method_not_allowed"),
        ("GET", "/people/zoe/view", 200, "person_not_found"),
        ("GET", "/people/zoe/home", 200, "person_not_found"),
        ("GET", "/people/zoe/notices", 200, "person_not_found"),
        ("GET", "/people/zoe/channels", 200, "person_not_found"),
        ("POST", "/people/zoe/messages", 200, "person_not_found"),
        ("POST", "/people/zoe", 200, "person_not_found"),
        ("GET", "/channels/nowhere", 200, "channel_not_found"),
        ("POST", "/people/alice/channels/nowhere", 200, "unknown_deed"),
        ("GET", "/calls?since=x", 200, "invalid_since"),
        ("GET", "/deliveries?since=x", 200, "invalid_since"),
    ],
)
async def test_what_is_not_there_is_said_in_json(
    method: str, path: str, status: int, error: str
) -> None:
    async with (
        running_bot() as bot,
        bot.session.request(method, f"{bot.sandbox.url}/sandbox{path}") as response,
    ):
        found = (response.status, await response.json())
        assert found == (status, {"ok": False, "error": error})


ACTIONS = ("messages", "shortcuts", "clicks", "suggestions", "files", "direct", "home/open",
           "channels/general", "forge")  # fmt: skip
PATHS = [f"{ALICE}/{action}" for action in ACTIONS]
PATHS += ["/people", ALICE, "/faults", "/clock", "/latency", "/socket/disconnect", "/deliver"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("sent", [b"{", b"[]", b"\xff\xfe", DEEP, b'{"text": "\\udc00"}', b"1"])
async def test_json_that_is_wrong_is_invalid_wherever_it_goes(path: str, sent: bytes) -> None:
    # Half a surrogate pair, and brackets a hundred thousand deep, once ended in a failure.
    async with (
        running_bot() as bot,
        bot.session.post(f"{bot.sandbox.url}/sandbox{path}", data=sent) as response,
    ):
        found = (response.status, await response.json())
        assert found == (200, {"ok": False, "error": "invalid_json"})


async def test_a_body_of_ten_megabytes_is_too_large() -> None:
    async with (
        running_bot() as bot,
        bot.session.post(
            f"{bot.sandbox.url}/sandbox/people/alice/messages", data=b" " * 10_000_000
        ) as response,
    ):
        found: tuple[int, Any] = (response.status, await response.json())
        assert found == (413, {"ok": False, "error": "request_too_large"})


async def test_who_is_deactivated_does_nothing_more() -> None:
    async with running_bot() as bot:
        for path in ("messages", "shortcuts", "clicks", "view/close", "channels/general"):
            answer = await bot.client.post(f"/people/dana/{path}", channel="general", text="Hi")
            assert answer == {"ok": False, "error": "account_inactive"}, path
        assert (await bot.client.post("/people/dana", deleted=False))["ok"]
        back = await bot.client.post("/people/dana/channels/general", do="join")
        assert back == {"ok": True}
