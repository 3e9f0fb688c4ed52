"""Signed HTTP: the challenge, what counts as an acknowledgement, why there is a next try."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.delivery.transports import over_http
from sandbox_tests.interactions import until

SAY = {"channel": "general", "text": "Hello"}


def errors(listed: Any) -> list[tuple[str, int, str | None]]:
    """Kind, retry and error of each delivery."""
    return [(row["kind"], row["retry"], row["error"]) for row in listed["deliveries"]]


async def test_no_event_goes_to_an_address_that_has_not_sent_the_challenge_back() -> None:
    async with over_http() as (bot, app):
        app.faults = [{"text": "Welcome"}] * 2
        await bot.call("conversations.join", channel=bot.id("random"))
        await until(lambda: len(app.envelopes) == 2)
        listed = errors(await bot.client.get("/deliveries"))
        failed = [row for row in listed if row[2]]
        assert failed == [("events_api", 0, "url_verification_failed")] * 2
        assert len(app.challenges) == 1
        again = [row.get("X-Slack-Retry-Num") for row in app.requests[-2:]]
        assert again == ["1", "1"]


async def test_what_people_do_needs_no_challenge() -> None:
    async with over_http() as (bot, app):
        typed = {"channel": "general", "text": "/hello"}
        assert await bot.client.post("/people/alice/messages", **typed) == {"ok": True}
        assert app.challenges == []


@pytest.mark.parametrize(
    ("status", "said"),
    [(200, None), (202, "dispatch_failed"), (404, "dispatch_failed"), (500, "dispatch_failed")],
)
async def test_a_command_is_acknowledged_by_200_alone(status: int, said: str | None) -> None:
    async with over_http() as (bot, app):
        app.faults = [{"status": status}]
        typed = {"channel": "general", "text": "/hello"}
        found = await bot.client.post("/people/alice/messages", **typed)
        assert found.get("error") == said


async def test_an_address_that_leads_in_circles_is_given_up() -> None:
    async with over_http() as (bot, app):
        await bot.call("conversations.join", channel=bot.id("random"))
        await until(lambda: len(app.envelopes) == 2)
        away = {"status": 307, "headers": {"Location": "/"}}
        app.faults = [away, away, away]
        await bot.client.post("/people/alice/messages", channel="random", text="Hello")
        await until(lambda: len(app.envelopes) == 3)
        last = app.requests[-1]
        reason = "too_many_redirects"
        assert (last["X-Slack-Retry-Num"], last["X-Slack-Retry-Reason"]) == ("1", reason)
