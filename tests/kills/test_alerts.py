"""kill -9 at the call that posts an alert: in the end it stands once, and a rule raised once."""

from __future__ import annotations

import re
from pathlib import Path

import aiohttp
import pytest

from slack_sandbox import Sandbox
from slack_sandbox.client import SandboxClient
from tests.kills.bots import Child, environment, nursery, recorded, settled, sqlite_rows
from tests.stories.evening import DFE
from tests.stories.test_alerts import ASKS, AT_ONCE, SECRET, notification


async def posted(child: Child) -> int:
    """Alertmanager posts an alert to this bot."""
    ready = re.search(r"ready (\S+)", child.log.read_text())
    assert ready is not None
    headers = {"Authorization": f"Bearer {SECRET}"}
    address = f"{ready[1]}/alerts/prometheus"
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, json=notification("Errors"), headers=headers) as answer,
    ):
        return answer.status


@pytest.mark.parametrize("hold", ["hold_before", "hold_after"])
async def test_a_kill_where_an_alert_is_posted_ends_with_one_message_and_one_incident(
    tmp_path: Path, hold: str
) -> None:
    playbook = tmp_path / "playbook.toml"
    playbook.write_text(DFE.read_text() + ASKS + AT_ONCE)
    async with (
        nursery() as bots,
        Sandbox.serve(rate_limits=False) as sandbox,
        SandboxClient(sandbox.url) as client,
    ):
        started = {
            **environment(sandbox, tmp_path, playbook=playbook),
            "FIREBELL_ALERTS": f"prometheus {SECRET}",
        }
        child = await bots.bot(started, tmp_path / "log-1")
        rows = sqlite_rows(tmp_path)
        try:
            await client.fault("chat.postMessage", hold, times=1)
            assert await posted(child) == 202

            async def held() -> bool:
                calls = await client.calls("chat.postMessage")
                return any(call["ended"] is None for call in calls)

            await client.until(held)
            await child.kill()
            await client.heal()
            child = await bots.bot(started, tmp_path / "log-2")
            await recorded(rows, "ChannelCreated")
            await settled(sandbox, rows)
        finally:
            await child.kill()
        found = (await client.channel("random"))["messages"]
        alerts = [each for each in found if "Alert from prometheus" in each["text"]]
        assert len(alerts) == 1
        assert rows("incidents", "1 = 1") == 1
