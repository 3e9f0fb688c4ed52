"""A look that found nothing counts for the very next attempt, and for no later one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firebell.app.ports import StoredEffect
from firebell.app.reconciliation import absence, seen_absent_before
from firebell.domain.effects import CreateChannel, Rank
from tests.domain.build import NOW

EFFECT = StoredEffect(
    key="incident-1-1/raise/channel",
    incident="incident-1",
    event_id="incident-1-1",
    reaction="raise",
    target="channel",
    body=CreateChannel(name="inc-1", private=False),
    rank=Rank.FIRST,
    keep=False,
    lane=None,
    due=NOW,
    attempts=2,
    doubtful=True,
)


@pytest.mark.parametrize(("later", "counts"), [(0, False), (1, True), (2, False)])
def test_an_absence_is_known_to_the_next_attempt_alone(later: int, counts: bool) -> None:
    looked = replace(EFFECT, failure=absence(EFFECT))
    assert seen_absent_before(replace(looked, attempts=2 + later)) is counts


@pytest.mark.parametrize("failure", [None, "timeout", "unexpected"])
def test_another_failure_is_no_absence(failure: str | None) -> None:
    assert not seen_absent_before(replace(EFFECT, failure=failure))
