"""Socket Mode's line: an open one through which nothing comes is dead, and another takes its place.

Lines stayed open for a minute with nothing coming through, and health said that all was well.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest

from firebell.slack.inbound.line import Line, watched


class Clock:
    """A clock that is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Client:
    """As much of the SDK's as is looked at."""

    def __init__(self, line: Line) -> None:
        self.last_ping_pong_time: float | None = None
        self.opened = 0
        self.refuses = False
        self._line = line

    async def connect_to_new_endpoint(self, force: bool = False) -> None:
        self.opened += 1
        if self.refuses:
            raise TimeoutError
        self._line.hear()


async def turns(count: int = 20) -> None:
    """The other tasks go on."""
    for _ in range(count):
        await asyncio.sleep(0.001)


def test_a_line_stands_while_something_came_through_a_moment_ago() -> None:
    clock = Clock()
    line = Line(clock=clock)
    assert (line.stands, line.silence) == (False, None)
    line.hear()
    clock.now += 29
    assert (line.stands, line.silence) == (True, 29.0)
    clock.now += 1
    assert (line.stands, line.silence) == (False, 30.0)


def test_why_there_is_none_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    line = Line()
    for code in ("TimeoutError", "TimeoutError", "invalid_auth", "invalid_auth"):
        line.refuse(code)
    assert [record.getMessage() for record in caplog.records] == [
        "Slack opens no line to us yet (TimeoutError)",
        "Slack does not accept SLACK_APP_TOKEN (invalid_auth), so nothing reaches us",
    ]
    assert (line.is_wrong, line.news.is_set(), line.came.is_set()) == (True, True, False)
    line.hear()
    assert (line.is_wrong, line.came.is_set()) == (False, True)


async def test_a_silent_line_is_replaced_and_one_that_answers_pings_is_not() -> None:
    clock = Clock()
    line = Line(clock=clock)
    client: Any = Client(line)
    line.hear()
    watching = asyncio.create_task(watched(client, line, looks=0.0005))
    try:
        for answered in range(5):
            clock.now += 10
            client.last_ping_pong_time = float(answered)
            await turns()
        assert client.opened == 0
        client.refuses = True
        clock.now += 21
        await turns()
        assert client.opened > 1, "it is tried until it comes"
        client.refuses = False
        await turns()
        assert (line.stands, line.silence) == (True, 0.0)
        opened = client.opened
        await turns()
        assert client.opened == opened
    finally:
        watching.cancel()
