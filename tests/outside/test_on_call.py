"""Who is on call in PagerDuty: asked in the background, believed while fresh, never waited for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

import pytest

from firebell.app.errors import ChatError, DidNotHappen, MayHaveHappened, NeverWill
from firebell.outside import http, on_call
from firebell.outside.http import http_session
from firebell.outside.on_call import OnCall, Schedules, who_is_on_call
from tests.outside.duty import TOKEN, Schedule, schedule

BOTH = ("pagerduty:PAPPLY", "pagerduty:PPRESS")


async def asked(there: Schedule, token: str = TOKEN) -> dict[str, str]:
    """Who is on call, as PagerDuty says."""
    async with http_session() as session:
        return await who_is_on_call(session, Schedules(token=token, url=there.url), BOTH)


async def test_whoever_is_called_first_for_a_schedule_is_on_call_for_it() -> None:
    people = {"PAPPLY": ["bob@example.com", "priya@example.com"], "PPRESS": []}
    async with schedule(**people) as there:
        assert await asked(there) == {"pagerduty:PAPPLY": "bob@example.com"}


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (401, NeverWill),
        (404, NeverWill),
        (302, NeverWill),
        (429, DidNotHappen),
        (500, MayHaveHappened),
        ("nonsense", MayHaveHappened),
        ("silence", MayHaveHappened),
    ],
)
async def test_each_answer_is_one_kind_of_failure(
    answer: int | str,
    kind: type[ChatError],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(http, "SECONDS", 0.2)
    async with schedule(answer) as there:
        with pytest.raises(kind) as caught:
            await asked(there)
    assert TOKEN not in repr(caught.value) + caplog.text


async def heard_of(there: Schedule, looks: int) -> list[object]:
    """What was told, look by look."""
    found: list[object] = []

    async def heard(addresses: Mapping[str, str]) -> None:
        found.append(dict(addresses))

    async with http_session() as session:
        source = OnCall(session, Schedules(token=TOKEN, url=there.url), BOTH, heard)
        for _ in range(looks):
            await source.look()
    return found


async def test_the_last_answer_holds_while_it_is_fresh_and_is_forgotten_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bob = {"pagerduty:PAPPLY": "bob@example.com"}
    async with schedule(200, 500, 429, PAPPLY=["bob@example.com"]) as there:
        assert await heard_of(there, 4) == [bob, bob]
    monkeypatch.setattr(on_call, "FRESH", 0.0)
    async with schedule(200, 500, PAPPLY=["bob@example.com"]) as there:
        assert await heard_of(there, 2) == [bob, {}]


async def test_nobody_waits_longer_for_it_than_for_anything_else() -> None:
    async def heard(_: Mapping[str, str]) -> None:
        raise AssertionError("it said nothing")

    async with schedule("silence") as there, http_session() as session:
        source = OnCall(session, Schedules(token=TOKEN, url=there.url), BOTH, heard)
        asking = asyncio.create_task(source.keep_fresh())
        began = asyncio.get_running_loop().time()
        await source.first_answer(0.1)
        assert asyncio.get_running_loop().time() - began < 2
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
