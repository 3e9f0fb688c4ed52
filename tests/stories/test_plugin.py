"""A story in the sandbox that the pytest plugin gives to everybody."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from firebell.compose import running
from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import DFE, settings_for, until


async def test_alice_raises_and_closes_in_the_plugins_sandbox(
    tmp_path: Path, slack_sandbox: SandboxHandle
) -> None:
    alice = slack_sandbox.person("alice")
    async with running(settings_for(slack_sandbox, tmp_path, DFE, None)):
        typed = await asyncio.to_thread(alice.types, "/incident It is down")
        assert typed == {"ok": True}
        values = {"service": "apply-manage", "severity": "P2"}
        assert await asyncio.to_thread(alice.submits, values) == {"ok": True}

        async def announced() -> bool:
            said = await asyncio.to_thread(slack_sandbox.channel, "incidents")
            return any("INC-1" in message["text"] for message in said["messages"])

        await until("the announcement", announced)
        closed = await asyncio.to_thread(alice.types, "/closeincident INC-1 It is up again")
        assert closed == {"ok": True}

        async def told() -> bool:
            return any(
                "INC-1 is closed" in notice["text"]
                for notice in await asyncio.to_thread(alice.notices)
            )

        await until("the all-clear", told)


@pytest.mark.slack_sandbox(clock=1_790_000_000.0)
def test_a_test_without_asyncio_has_a_workspace_with_a_clock_that_stands(
    slack_sandbox: SandboxHandle,
) -> None:
    bob = slack_sandbox.person("bob")
    assert bob.types("Good morning") == {"ok": True, "ts": "1790000000.000000"}
    slack_sandbox.later(60)
    assert bob.types("Still here") == {"ok": True, "ts": "1790000060.000000"}
    said = [message["text"] for message in slack_sandbox.channel("general")["messages"]]
    assert said == ["Good morning", "Still here"]
    assert bob.types("/anything") == {"ok": False, "error": "dispatch_failed"}
    assert slack_sandbox.calls() == []
