"""`/healthz`: green while everything is well, red with what is not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping

import pytest
from starlette.requests import Request

from firebell.web import health
from firebell.web.health import Found, health_page


@pytest.mark.parametrize(
    ("found", "status", "answer"),
    [
        ({"slack": True}, 200, {"ok": True, "slack": True}),
        ({"slack": False}, 503, {"ok": False, "slack": False}),
        ({"slack": True, "disk": False}, 503, {"ok": False, "slack": True, "disk": False}),
        ({}, 200, {"ok": True}),
        (
            {"slack": True, "oldest_event_seconds": 0, "set_aside": 1, "refused_events": {"a": 1}},
            200,
            {
                "ok": True,
                "slack": True,
                "oldest_event_seconds": 0,
                "set_aside": 1,
                "refused_events": {"a": 1},
            },
        ),
    ],
)
async def test_it_is_well_when_all_that_was_looked_at_is_whatever_the_figures(
    found: dict[str, Found], status: int, answer: dict[str, Found]
) -> None:
    async def look() -> Mapping[str, Found]:
        return found

    response = await health_page(look)(Request({"type": "http"}))
    assert (response.status_code, json.loads(bytes(response.body))) == (status, answer)


async def test_each_request_looks_anew() -> None:
    found = {"slack": True}

    async def look() -> Mapping[str, Found]:
        return found

    page = health_page(look)
    found["slack"] = False
    assert (await page(Request({"type": "http"}))).status_code == 503
    found["slack"] = True
    assert (await page(Request({"type": "http"}))).status_code == 200


async def test_when_nobody_can_say_it_is_red_and_not_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def never() -> Mapping[str, Found]:
        await asyncio.Event().wait()
        raise AssertionError("it does not come to this")

    monkeypatch.setattr(health, "ANSWER_WITHIN", 0.01)
    response = await health_page(never)(Request({"type": "http"}))
    answer = (response.status_code, json.loads(bytes(response.body)))
    assert answer == (503, {"ok": False, "work": False})
