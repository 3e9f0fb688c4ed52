"""`/healthz`: whether the process works and Slack lets it in. It says nothing of incidents."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse

Health = Callable[[], dict[str, bool]]


def health_page(health: Health) -> Callable[[Request], Awaitable[JSONResponse]]:
    """200 when everything is well, else 503; a line each for what was looked at."""

    async def page(_: Request) -> JSONResponse:
        found = health()
        well = all(found.values())
        return JSONResponse({"ok": well, **found}, status_code=200 if well else 503)

    return page
