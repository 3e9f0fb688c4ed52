"""`/healthz`, the same as `/health/ready`: whether the process works, Slack lets it in and comes
through to it; `/health/live`: whether it answers. They say nothing of incidents."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse

Found = bool | int | Mapping[str, int]
Health = Callable[[], Awaitable[Mapping[str, Found]]]

ANSWER_WITHIN = 3.0
"""Seconds; whoever watches us does not wait long either."""


async def alive(_: Request) -> JSONResponse:
    """200 as long as the process answers at all: whoever starts it anew asks here."""
    return JSONResponse({"ok": True})


def health_page(health: Health) -> Callable[[Request], Awaitable[JSONResponse]]:
    """200 when everything is well, else 503: what was looked at, and figures beside it."""

    async def page(_: Request) -> JSONResponse:
        found: Mapping[str, Found]
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                found = await health()
        except TimeoutError:
            found = {"work": False}
        well = False not in [each for each in found.values() if isinstance(each, bool)]
        return JSONResponse({"ok": well, **found}, status_code=200 if well else 503)

    return page
