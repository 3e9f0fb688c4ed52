"""kill -9 and faults at the call that makes a ticket: in the end there is one, and it is known."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from slack_sandbox import Sandbox
from slack_sandbox.client import SandboxClient
from slack_sandbox.testing import SandboxHandle
from tests.kills.bots import environment, nursery, recorded, settled, sqlite_rows, swept
from tests.outside.tracker_servers import TOKEN, GitHubDesk, desk
from tests.stories.evening import DFE, Evening, in_the_workspace
from tests.stories.test_actions import incident
from tests.stories.test_raising import raised
from tests.stories.test_tickets import TRACKER, a_night

pytestmark = in_the_workspace


@asynccontextmanager
async def asked(night: Evening) -> AsyncIterator[None]:
    """Alice wants a ticket; once all is over there is one, and the record knows it."""
    own = await raised(night)
    await night.alice.types("/incident action", own)
    await night.alice.shown_form()
    assert await night.alice.submits(words="Buy a disk", ticket=["yes"]) == {"ok": True}
    yield

    async def known() -> bool:
        ticket = (await incident(night)).actions[0].ticket
        return ticket is not None

    await night.until("the ticket on the record", known)
    await night.later(minutes=2)


@pytest.mark.parametrize(
    "fault", ["cut_before", "cut", 500, 502, 503, 429, (403, {"Retry-After": "1"})]
)
async def test_any_fault_where_a_ticket_is_made_ends_with_one_that_is_known(
    slack_sandbox: SandboxHandle, tmp_path: Path, fault: int | str | tuple[int, dict[str, str]]
) -> None:
    there_ = GitHubDesk(answers=[fault])
    async with a_night(slack_sandbox, tmp_path, there_) as (night, there), asked(night):
        pass
    states = [each["state"] for each in there.issues]
    assert states == ["open"]


@pytest.mark.parametrize("hold", ["hold_before", "silence"], ids=["before", "after"])
async def test_a_kill_where_a_ticket_is_made_ends_with_one_that_is_known(
    tmp_path: Path, hold: str
) -> None:
    playbook = tmp_path / "playbook.toml"
    playbook.write_text(DFE.read_text() + TRACKER)
    async with (
        desk(GitHubDesk(answers=[hold])) as there,
        nursery() as bots,
        Sandbox.serve(rate_limits=False) as sandbox,
        SandboxClient(sandbox.url) as client,
    ):
        with_tracker = {
            **environment(sandbox, tmp_path),
            "FIREBELL_PLAYBOOK": str(playbook),
            "FIREBELL_SEND_OUTSIDE": "true",
            "FIREBELL_GITHUB_TOKEN": TOKEN,
            "FIREBELL_GITHUB_URL": there.url,
        }
        child = await bots.bot(with_tracker, tmp_path / "log-1")
        rows = sqlite_rows(tmp_path)
        try:
            alice = client.person("alice")
            await alice.types("/incident It is down")
            await client.until(alice.form)
            await alice.submits({"service": "apply-manage", "severity": "P2"})
            await recorded(rows, "ChannelCreated")
            await settled(sandbox, rows)
            await alice.types("/incident action INC-1")
            await client.until(alice.form)
            await alice.submits({"words": "Buy a disk", "ticket": ["yes"]})
            async with asyncio.timeout(20):
                await there.reached.wait()
            await child.kill()
            child = await bots.bot(with_tracker, tmp_path / "log-2")
            await recorded(rows, "TicketMade")
            await swept(sandbox, client, rows)
        finally:
            await child.kill()
        assert [each["state"] for each in there.issues] == ["open"]
