"""What was said while nobody listened: one channel that can't be read back keeps none from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from firebell.app.errors import NeverWill
from firebell.domain.commands import ReportChannel
from firebell.slack.client.accounts import Accounts
from firebell.slack.client.gateway import ApiResponse, Gateway
from firebell.slack.inbound.backfill import Backfill
from firebell.slack.inbound.channel_state import ChannelState
from firebell.slack.inbound.message_notes import MessageNotes
from tests.app.world import World
from tests.domain.build import PLAYBOOK


class FakeSlack(Gateway):
    """Three channels: what is asked of the first two ends badly."""

    def __init__(self) -> None:
        self.read: list[object] = []

    async def call(
        self, method: str, may_send: object = None, /, **arguments: object
    ) -> ApiResponse:
        self.read.append(arguments["channel"])
        if arguments["channel"] == "C3":
            raise NeverWill("channel_not_found")
        return {}

    async def pages(self, method: str, key: str, **arguments: object) -> list[ApiResponse]:
        return [{"text": "I undo it."}] if arguments["channel"] == "C2" else []


async def nobody(_: str, __: str) -> None:
    raise AssertionError("nobody came")


async def as_read(words: str) -> str:
    return words


async def test_a_channel_that_cannot_be_read_back_keeps_no_other_from_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    world = World(f"sqlite:///{tmp_path / 'firebell.db'}")
    for number in (1, 2, 3):
        await world.declare(key=f"form-{number}")
        made = ReportChannel(channel=f"C{number}", name=f"inc-{number}")
        await world.incidents.report(f"incident-{number}", made)
    slack = FakeSlack()
    async with world.working() as worker:
        state = ChannelState(world.incidents, slack, world.roster, worker.survive, nobody)
        accounts = Accounts(slack)
        notes = MessageNotes(slack, as_read, lambda: PLAYBOOK)
        backfill = Backfill(world.incidents, slack, state, accounts, notes, worker.survive)
        await backfill.read_back()
        assert slack.read == []  # nothing was missed
        backfill.due()
        await backfill.read_back()
    world.store.close()
    assert slack.read == ["C3", "C2", "C1"]
    assert [record.getMessage() for record in caplog.records if record.name != "alembic"][-2:] == [
        "A channel could not be read back (channel_not_found)",
        "The worker stumbled and goes on",
    ]
