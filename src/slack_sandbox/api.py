"""`/api/<method>`: arguments from wherever they come, tokens, scopes, limits, faults, the envelope.

Every call is on the list from its arrival. A call that arrived is carried out though its caller
died: nothing here is cancelled with the connection.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from slack_sandbox.call import Call, Method, SlackError, invalid_arguments
from slack_sandbox.entities import Json
from slack_sandbox.faults import Fault, Faults
from slack_sandbox.limits import RateLimits
from slack_sandbox.methods import METHODS
from slack_sandbox.witness import saw
from slack_sandbox.workspace import Workspace

MOST_KEPT = 20_000


class Api:
    """The methods over HTTP, and the list of calls."""

    def __init__(
        self, workspace: Workspace, faults: Faults, limits: RateLimits, latency: float
    ) -> None:
        self.workspace = workspace
        self.faults = faults
        self.limits = limits
        self.latency = latency
        self.calls: list[Json] = []

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One call, from arrival to answer."""
        method = request.match_info["method"]
        started = time.time()
        try:
            arguments = await read_arguments(request)
        except SlackError as refused:
            return _json(refused.answer())
        entry: Json = {
            "method": method,
            "arguments": _masked(arguments),
            "answer": None,
            "applied": False,
            "started": started,
            "ended": None,
        }
        self.calls.append(entry)
        del self.calls[:-MOST_KEPT]
        self.workspace.on_change()
        try:
            return await self._carry(request, method, arguments, entry)
        finally:
            entry["ended"] = time.time()
            self.workspace.on_change()

    async def _carry(
        self, request: web.Request, method: str, arguments: Mapping[str, Any], entry: Json
    ) -> web.StreamResponse:
        struck = self.faults.strike(method)
        slow = sum(fault.seconds for fault in struck if fault.kind == "latency")
        await asyncio.sleep(self.latency / 2 + slow)
        fault = next((one for one in struck if one.kind != "latency"), None)
        refused = await self._before(request, fault, entry)
        if refused is not None:
            return refused
        answer, status, headers = self._run(request, method, arguments, fault, entry)
        entry["answer"] = answer
        saw("answer", method, dict(arguments), answer)
        await asyncio.sleep(self.latency / 2)
        return await self._after(request, fault, answer, status, headers)

    async def _before(
        self, request: web.Request, fault: Fault | None, entry: Json
    ) -> web.StreamResponse | None:
        """What goes wrong before anything is done."""
        match fault.kind if fault else None:
            case "rate_limited":
                assert fault is not None
                return self._slow_down(fault.retry_after, entry)
            case "error":
                assert fault is not None
                entry["answer"] = {"ok": False, "error": fault.error}
                return _json(entry["answer"])
            case "http_500":
                return web.Response(status=500, text="Internal Server Error")
            case "drop_before":
                return _cut(request)
            case "hold_before":
                assert fault is not None
                await fault.released.wait()
            case "late":
                assert fault is not None
                _cut(request)
                await asyncio.sleep(fault.seconds)
            case _:
                pass
        return None

    async def _after(
        self,
        request: web.Request,
        fault: Fault | None,
        answer: Json,
        status: int,
        headers: Mapping[str, str],
    ) -> web.StreamResponse:
        """What goes wrong after it was done."""
        match fault.kind if fault else None:
            case "drop_after":
                return _cut(request)
            case "hold_after":
                assert fault is not None
                await fault.released.wait()
            case "malformed":
                return web.Response(text='{"ok": tru', content_type="application/json")
            case _:
                pass
        return _json(answer, status=status, headers=headers)

    def _slow_down(self, seconds: int, entry: Json) -> web.Response:
        entry["answer"] = {"ok": False, "error": "ratelimited"}
        return _json(entry["answer"], status=429, headers={"Retry-After": str(seconds)})

    def _run(
        self,
        request: web.Request,
        name: str,
        arguments: Mapping[str, Any],
        fault: Fault | None,
        entry: Json,
    ) -> tuple[Json, int, Mapping[str, str]]:
        """Carry it out. No await here: what one call does is seen by others whole or not at all."""
        headers: dict[str, str] = {"x-slack-req-id": self.workspace.new_id("req")}
        try:
            method = METHODS.get(name)
            if method is None:
                raise SlackError("unknown_method", req_method=name)
            caller, scopes = self._let_in(request, arguments, method)
            headers["x-oauth-scopes"] = ",".join(sorted(scopes or []))
            headers["x-accepted-oauth-scopes"] = ",".join(method.scopes)
            now = self.workspace.clock.now()
            wait = self.limits.take(name, method.tier, str(arguments.get("channel", "")), now)
            if wait:
                return {"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(wait)}
            call = Call(
                workspace=self.workspace,
                arguments=arguments,
                origin=f"http://{request.host}",
                caller=caller,
                arrived=entry["started"],
                lag=fault.seconds if fault and fault.kind == "stale" else 0.0,
                scopes=scopes,
            )
            call.need(*method.scopes)
            absent = [key for key in method.required if arguments.get(key) is None]
            if absent:
                raise invalid_arguments(*(f"missing required field: {key}" for key in absent))
            answer = method.run(call)
        except SlackError as refused:
            return refused.answer(), 200, headers
        entry["applied"] = True
        return {"ok": True, **answer}, 200, headers

    def _let_in(
        self, request: web.Request, arguments: Mapping[str, Any], method: Method
    ) -> tuple[str, frozenset[str] | None]:
        """Whose token it is, and what it may do; None for everything."""
        if not method.tokens:
            return "", None
        header = request.headers.get("Authorization", "")
        token = header.removeprefix("Bearer ").strip() or str(arguments.get("token", ""))
        app = self.workspace.app
        grant = self.workspace.user_tokens.get(token)
        if not token:
            raise SlackError("not_authed")
        kind = {app.bot_token: "bot", app.app_token: "app"}.get(token, "user")
        if kind == "user" and grant is None:
            raise SlackError("invalid_auth")
        if kind not in method.tokens:
            raise SlackError("not_allowed_token_type")
        if grant is not None:
            return grant.user, frozenset(grant.scopes.split())
        return "", app.scopes


async def read_arguments(request: web.Request) -> Json:
    """From query, form, multipart and JSON alike (SLACK.md, wire facts). Raises SlackError."""
    found: Json = dict(request.query)
    kind = request.content_type
    try:
        if kind == "application/json":
            body = await request.read()
            given = json.loads(body) if body else {}
            if not isinstance(given, dict):
                raise SlackError("json_not_object")
            found |= given
        elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
            form = await request.post()
            found |= {key: value for key, value in form.items() if isinstance(value, str)}
    except (ValueError, LookupError):
        raise SlackError("invalid_json" if "json" in kind else "invalid_form_data") from None
    except web.HTTPRequestEntityTooLarge:
        raise SlackError("request_too_large") from None
    return found


def _masked(arguments: Mapping[str, Any]) -> Json:
    return {key: "…" if key == "token" else value for key, value in arguments.items()}


def _cut(request: web.Request) -> web.Response:
    """The line is gone."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def _json(
    answer: Json, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> web.Response:
    return web.json_response(answer, status=status, headers=headers)
