"""Whoever watches hears of what they may see, and of nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from firebell.app import changes
from firebell.app.changes import Changes
from firebell.domain.commands import Update
from firebell.domain.permissions import AccountType, Caller
from tests.app.world import World

OTHER, GUEST = Caller("UCHARLIE"), Caller("UGUEST", AccountType.GUEST)


async def test_a_change_is_another_value_for_whoever_may_see_it_and_for_nobody_else(
    either: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "EVERY", 0.0)
    watching = Changes(either.store, lambda: datetime.now(UTC))
    nothing = await watching.seen_by(OTHER)
    await either.declare(title="Down")
    raised = await watching.seen_by(OTHER)
    assert raised != nothing
    assert await watching.seen_by(GUEST) == nothing
    assert await watching.seen_by(OTHER) == raised

    await either.ask(Update(by="UALICE", known="A disk is full"))
    updated = await watching.seen_by(OTHER)
    assert updated != raised

    await either.declare(key="form-2", title="Leak", private=True)
    assert await watching.seen_by(OTHER) == updated


async def test_a_promise_that_passes_is_a_change(
    either: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "EVERY", 0.0)
    promised = (await either.declare(title="Down")).incident.next_update
    assert promised is not None
    now = promised - timedelta(minutes=1)
    watching = Changes(either.store, lambda: now)
    before = await watching.seen_by(OTHER)
    now = promised + timedelta(minutes=1)
    assert await watching.seen_by(OTHER) != before
