"""What an evening leaves behind, when its time has passed or somebody has left for good."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from firebell.app.ports import Transaction
from firebell.storage.address import no_offset, opened
from firebell.storage.erasing import Erased, erase, who
from firebell.storage.transaction import SqlTransaction
from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import DFE, Evening, evening, in_the_workspace
from tests.stories.test_raising import raised

pytestmark = in_the_workspace

SAID = "Zanzibar was undone"


@pytest.fixture
def keeps_for_a_week(tmp_path: Path) -> Path:
    """The example's playbook, in which drills and everything else are kept for a week."""
    path = tmp_path / "playbook.toml"
    path.write_text(f'{DFE.read_text()}\n[retention]\npublic = "7d"\n')
    return path


async def test_after_a_week_nobody_is_named_and_nothing_that_was_said_is_there(
    slack_sandbox: SandboxHandle, tmp_path: Path, keeps_for_a_week: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, keeps_for_a_week, strict=False) as night:
        own = await raised(night, role_technical="bob")
        assert await night.alice.types(f"/closeincident {SAID}", own) == {"ok": True}
        await night.later(minutes=6 * 24 * 60)
        assert await night.bob.types("/incident status INC-1", "general") == {"ok": True}
        assert SAID in (await night.bob.reads("INC-1"))["whole"]
        await night.later(minutes=2 * 24 * 60)

        async def look() -> bool:
            return "Expired" in await night.events(1)

        await night.until("the end of what is kept", look)
        assert await night.charlie.types("/incident status INC-1", "general") == {"ok": True}
        said = (await night.charlie.reads("INC-1"))["whole"]
        assert "(no longer kept)" in said
        assert [word for word in (SAID, "Alice", "Bob", "applications") if word in said] == []
        assert "somebody (" in said


async def test_who_has_left_is_a_former_colleague_and_the_evening_goes_on(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night, role_technical="bob")
        await night.bob.presses("on_it", await night.bob.reads("asks you to be technical lead"))
        await night.said(own, "Technical: Bob, on it")
        await night.settled()
        await night.stop()
        await leave(night, night.bob.id)
        await night.start()
        card = await night.said(own, "Technical: nobody yet")
        assert "In charge: a former colleague (" in card["whole"]
        assert await night.alice.types("/incident edit", own) == {"ok": True}
        await night.alice.closes()
        assert await night.alice.types("/closeincident", own) == {"ok": True}
        assert await night.alice.submits(summary="Undone") == {"ok": True}
        await night.said(own, "INC-1 is closed.")
        await night.settled()
        calls = json.dumps([call["arguments"] for call in await night.calls()])
        assert "former-" not in calls


async def leave(night: Evening, person: str) -> Erased:
    """Whoever runs Firebell erases somebody."""

    def work(tx: Transaction) -> Erased:
        assert isinstance(tx, SqlTransaction)
        (known,) = who(tx, person)
        active = tx.active_playbook()
        assert active is not None
        return erase(tx, known, active[1].resolve(tx.directory()))

    async with opened(night.settings.database, no_offset) as store:
        return await store.transact(work)
