"""`/healthz`: green while everything is well, red with what is not."""

from __future__ import annotations

import json

import pytest
from starlette.requests import Request

from firebell.web.health import health_page


@pytest.mark.parametrize(
    ("found", "status", "answer"),
    [
        ({"slack": True}, 200, {"ok": True, "slack": True}),
        ({"slack": False}, 503, {"ok": False, "slack": False}),
        ({"slack": True, "disk": False}, 503, {"ok": False, "slack": True, "disk": False}),
        ({}, 200, {"ok": True}),
    ],
)
async def test_it_is_well_when_all_that_was_looked_at_is(
    found: dict[str, bool], status: int, answer: dict[str, bool]
) -> None:
    response = await health_page(lambda: found)(Request({"type": "http"}))
    assert (response.status_code, json.loads(bytes(response.body))) == (status, answer)


async def test_each_request_looks_anew() -> None:
    found = {"slack": True}
    page = health_page(lambda: found)
    found["slack"] = False
    assert (await page(Request({"type": "http"}))).status_code == 503
    found["slack"] = True
    assert (await page(Request({"type": "http"}))).status_code == 200
