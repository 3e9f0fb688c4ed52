"""Answers beneath /sandbox: always JSON, `{"ok": true, …}` or `{"ok": false, "error": …}`."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from slack_sandbox.control_api.requests import Handler, Refused
from slack_sandbox.state.element_values import InvalidValue

REFUSALS = {404: "unknown_address", 405: "method_not_allowed", 413: "request_too_large"}


@web.middleware
async def in_json(request: web.Request, handler: Any) -> web.StreamResponse:
    """What the server itself refuses beneath /sandbox is said as everything there is."""
    try:
        answer: web.StreamResponse = await handler(request)
    except web.HTTPException as refused:
        if not request.path.startswith("/sandbox"):
            raise
        said = {"ok": False, "error": REFUSALS.get(refused.status, refused.reason)}
        return web.json_response(said, status=refused.status)
    return answer


def json_handler(handler: Handler) -> Any:
    """A handler whose answer becomes JSON; what is impossible is said in the same form."""

    async def answer(request: web.Request) -> web.Response:
        try:
            return web.json_response({"ok": True, **await handler(request)})
        except Refused as refused:
            said = {"ok": False, "error": refused.error, **refused.more}
            return web.json_response(said)
        except InvalidValue as bad:
            return web.json_response({"ok": False, "error": "bad_entry", "message": str(bad)})

    return answer
