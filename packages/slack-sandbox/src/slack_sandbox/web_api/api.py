"""`/api/<method>`: arguments from wherever they come, tokens, scopes, limits, faults, the envelope.

Every call is on the list from its arrival. A call that arrived is carried out though its caller
died: nothing here is cancelled with the connection. Only a reset ends what was not yet done.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import web

from slack_sandbox.state.entities import Json
from slack_sandbox.state.faults import Fault, Faults
from slack_sandbox.state.observers import notify_observers
from slack_sandbox.state.workspace import Workspace
from slack_sandbox.web_api.call import Call, Method, SlackError, invalid_arguments
from slack_sandbox.web_api.methods import METHODS
from slack_sandbox.web_api.rate_limits import RateLimits
from slack_sandbox.web_api.requests import (
    mask_arguments,
    mask_secrets,
    read_arguments,
    token_of,
    warnings,
)

MOST_KEPT = 20_000
APP_SCOPES = frozenset({"connections:write"})
ALL_SCOPES = frozenset(scope for method in METHODS.values() for scope in method.scopes) | {
    "app_mentions:read", "chat:write.customize", "chat:write.public", "commands",
}  # fmt: skip
"""What an app without a manifest is granted, as far as anything here asks for it."""


class Api:
    """`/api/{method}`: every call of the Web API, and the list of them."""

    def __init__(
        self, workspace: Workspace, faults: Faults, limits: RateLimits, latency: float
    ) -> None:
        self.workspace = workspace
        self.faults = faults
        self.limits = limits
        self.latency = self._first_latency = latency
        self.calls: list[Json] = []

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Serves one call, from its arrival to its answer."""
        method = request.match_info["method"]
        entry: Json = {
            "method": method,
            "arguments": {},
            "answer": None,
            "applied": False,
            "started": time.time(),
            "ended": None,
        }
        try:
            arguments = await read_arguments(request)
        except SlackError as refused:
            entry |= {"answer": refused.answer(), "ended": time.time()}
            self._add_to_list(entry)
            return _json(refused.answer(), headers=self._headers())
        entry["arguments"] = mask_arguments(arguments)
        self._add_to_list(entry)
        try:
            return await self._answer_with_faults(request, method, arguments, entry)
        finally:
            entry["ended"] = time.time()
            self.workspace.on_change()

    def reset(self) -> None:
        """No calls, and each takes as long as at first."""
        self.calls.clear()
        self.latency = self._first_latency

    def _add_to_list(self, entry: Json) -> None:
        self.calls.append(entry)
        del self.calls[:-MOST_KEPT]
        self.workspace.on_change()

    def _headers(self) -> dict[str, str]:
        return {"x-slack-req-id": self.workspace.new_id("req")}

    async def _answer_with_faults(
        self, request: web.Request, method: str, arguments: Mapping[str, Any], entry: Json
    ) -> web.StreamResponse:
        striking, generation = self.faults.strike(method), self.workspace.generation
        slow = sum(fault.seconds for fault in striking if fault.kind == "latency")
        await asyncio.sleep(self.latency / 2 + slow)
        fault = next((fault for fault in striking if fault.kind != "latency"), None)
        refused = await self._fault_before(request, fault, entry)
        if refused is not None:
            return refused
        if self.workspace.generation != generation:
            return _close_connection(request)
        answer, status, headers = self._run_method(request, method, arguments, fault, entry)
        answer = _with_warnings(answer, warnings(request))
        entry["answer"] = mask_secrets(answer)
        notify_observers("answer", method, dict(arguments), answer)
        await asyncio.sleep(self.latency / 2)
        return await self._fault_after(request, fault, answer, status, headers)

    async def _fault_before(
        self, request: web.Request, fault: Fault | None, entry: Json
    ) -> web.StreamResponse | None:
        """Applies a fault that strikes before the method has run."""
        match fault.kind if fault else None:
            case "rate_limited":
                assert fault is not None
                return self._rate_limited(fault.retry_after, entry)
            case "error":
                assert fault is not None
                entry["answer"] = {"ok": False, "error": fault.error}
                return _json(entry["answer"])
            case "http_500":
                return web.Response(status=500, text="Internal Server Error")
            case "drop_before":
                return _close_connection(request)
            case "hold_before":
                assert fault is not None
                await fault.released.wait()
            case "late":
                assert fault is not None
                _close_connection(request)
                await asyncio.sleep(fault.seconds)
            case _:
                pass
        return None

    async def _fault_after(
        self,
        request: web.Request,
        fault: Fault | None,
        answer: Json,
        status: int,
        headers: Mapping[str, str],
    ) -> web.StreamResponse:
        """Applies a fault that strikes after the method has run."""
        match fault.kind if fault else None:
            case "drop_after":
                return _close_connection(request)
            case "hold_after":
                assert fault is not None
                await fault.released.wait()
            case "malformed":
                return web.Response(text='{"ok": tru', content_type="application/json")
            case _:
                pass
        return _json(answer, status=status, headers=headers)

    def _rate_limited(self, seconds: int, entry: Json) -> web.Response:
        entry["answer"] = {"ok": False, "error": "ratelimited"}
        return _json(entry["answer"], status=429, headers={"Retry-After": str(seconds)})

    def _run_method(
        self,
        request: web.Request,
        name: str,
        arguments: Mapping[str, Any],
        fault: Fault | None,
        entry: Json,
    ) -> tuple[Json, int, Mapping[str, str]]:
        """Runs the method. No await here: other calls see all of what it does, or nothing."""
        headers = self._headers()
        try:
            method = METHODS.get(name)
            if method is None:
                raise SlackError("unknown_method", req_method=name)
            token, caller, scopes = self._authenticate(request, arguments, method)
            headers["x-oauth-scopes"] = ",".join(sorted(ALL_SCOPES if scopes is None else scopes))
            headers["x-accepted-oauth-scopes"] = ",".join(method.scopes)
            now = self.workspace.clock.now()
            wait = self.limits.take(name, method.tier, self._rate_limit_key(arguments), now)
            if wait:
                headers["Retry-After"] = str(wait)
                return {"ok": False, "error": "ratelimited"}, 429, headers
            call = Call(
                workspace=self.workspace,
                arguments=arguments,
                origin=f"http://{request.host}",
                token=token,
                caller=caller,
                secret=token_of(request, arguments),
                arrived=entry["started"],
                lag=fault.seconds if fault and fault.kind == "stale" else 0.0,
                scopes=scopes,
            )
            call.require_scope(*method.scopes)
            absent = [key for key in method.required if arguments.get(key) is None]
            if absent:
                raise invalid_arguments(*(f"missing required field: {key}" for key in absent))
            answer = method.run(call)
        except SlackError as refused:
            return refused.answer(), 200, headers
        entry["applied"] = True
        return {"ok": True, **answer}, 200, headers

    def _authenticate(
        self, request: web.Request, arguments: Mapping[str, Any], method: Method
    ) -> tuple[str, str, frozenset[str] | None]:
        """Which kind of token, whose it is, and what it may do; None for everything."""
        if not method.tokens:
            return "", "", None
        token = token_of(request, arguments)
        app, people = self.workspace.app, self.workspace.people
        grant = self.workspace.user_tokens.get(token)
        if not token:
            raise SlackError("not_authed")
        kind = {app.bot_token: "bot", app.app_token: "app"}.get(token, "user")
        if kind == "user" and grant is None:
            raise SlackError("invalid_auth")
        if kind not in method.tokens:
            raise SlackError("not_allowed_token_type")
        if grant is not None:
            if grant.user not in people or people[grant.user].deleted:
                raise SlackError("token_revoked")
            return kind, grant.user, frozenset(grant.scopes.replace(",", " ").split())
        if kind == "bot" and people[app.bot_user].deleted:
            raise SlackError("account_inactive")
        return kind, "", APP_SCOPES if kind == "app" else app.scopes

    def _rate_limit_key(self, arguments: Mapping[str, Any]) -> str:
        """What is counted is the channel, by whichever name; direct messages as the person's."""
        channel = str(arguments.get("channel", ""))
        found = self.workspace.channel(channel)
        return (found.im or found.id) if found else channel


def _with_warnings(answer: Json, more: Sequence[str]) -> Json:
    """With what is to be said of how it was sent, beside the method's own warnings."""
    if not more:
        return answer
    about = dict(answer.get("response_metadata") or {})
    about["warnings"] = [*more, *about.get("warnings", [])]
    return {**answer, "warning": ",".join(about["warnings"]), "response_metadata": about}


def _close_connection(request: web.Request) -> web.Response:
    """Drops the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def _json(
    answer: Json, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> web.Response:
    return web.json_response(answer, status=status, headers=headers)
