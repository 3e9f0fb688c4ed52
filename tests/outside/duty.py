"""PagerDuty's Events API v2 and a program that is called, as servers on this machine.

The first keeps alerts as PagerDuty's page describes them; what its schema does not allow it answers
with 400. The second checks signature, time and id as the Standard Webhooks specification says.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.outside.servers import serving

KEY = "e93facc04764012d7bfb002500d5d1a6"
SECRET = base64.b64decode("plJ3nmyCDGBKInavdOK15jslMfKgFVBzyxEOgHUQVl4=")
ACTIONS = ("trigger", "acknowledge", "resolve")
FIELDS = {"routing_key", "event_action", "dedup_key", "client", "client_url", "links", "images",
          "payload"}  # fmt: skip
IN_PAYLOAD = {"summary", "source", "severity", "timestamp", "component", "group", "class",
              "custom_details"}  # fmt: skip


@dataclass(slots=True)
class Duty:
    """What PagerDuty took: events, and how each alert stands. `answers` come first: a status,
    `cut` (it took the event, and the line broke off), `silence` (nothing), or `late` (it took the
    event, and answers after everybody has gone)."""

    url: str = ""
    answers: list[int | str] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    alerts: dict[str, list[str]] = field(default_factory=dict)
    asked: int = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """What PagerDuty says."""
        self.asked += 1
        event = await request.json()
        said = self.answers.pop(0) if self.answers else 202
        if said == "silence":
            await asyncio.sleep(3600)
        if isinstance(said, int) and said != 202:
            return web.Response(status=said)
        wrong = list(faults(event))
        if wrong:
            answer = {"status": "invalid event", "message": "Event object is invalid"}
            return web.json_response({**answer, "errors": wrong}, status=400)
        self._take(event)
        if said == "late":
            await asyncio.sleep(3600)
        if said == "cut":
            assert request.transport is not None
            request.transport.close()
        answer = {"status": "success", "message": "Event processed"}
        return web.json_response({**answer, "dedup_key": event["dedup_key"]}, status=202)

    def _take(self, event: dict[str, Any]) -> None:
        """An alert is open until it is resolved; what nobody has triggered can't be answered."""
        self.events.append(event)
        stands = self.alerts.setdefault(event["dedup_key"], [])
        action, is_open = event["event_action"], bool(stands) and stands[-1] != "resolved"
        match action:
            case "trigger" if not is_open:
                stands.append("triggered")
            case "acknowledge" if stands and stands[-1] == "triggered":
                stands.append("acknowledged")
            case "resolve" if is_open:
                stands.append("resolved")
            case _:
                pass

    def actions(self) -> list[str]:
        """What was asked for, in order."""
        return [event["event_action"] for event in self.events]

    def stands(self) -> list[list[str]]:
        """How each alert went."""
        return [stands for stands in self.alerts.values() if stands]


def faults(event: Any) -> Iterator[str]:
    """What PagerDuty's schema and its limits say against it."""
    if not isinstance(event, dict):
        yield "JSON parse error"
        return
    if len(str(event.get("routing_key", ""))) != 32:
        yield "Length of 'routing_key' is incorrect (should be 32 characters)"
    if event.get("event_action") not in ACTIONS:
        yield "'event_action' is invalid"
    key = event.get("dedup_key")
    if not isinstance(key, str) or not 0 < len(key) <= 255:
        yield "'dedup_key' is missing or too long"
    yield from (f"'{name}' is unknown" for name in set(event) - FIELDS)
    payload = event.get("payload")
    if event.get("event_action") != "trigger":
        return
    if not isinstance(payload, dict):
        yield "'payload' is missing or blank"
        return
    for name in ("summary", "source", "severity"):
        if not payload.get(name):
            yield f"'payload.{name}' is missing or blank"
    if len(payload.get("summary", "")) > 1024:
        yield "'payload.summary' is too long"
    if payload.get("severity") not in ("critical", "error", "warning", "info"):
        yield "'payload.severity' is invalid"
    yield from (f"'payload.{name}' is unknown" for name in set(payload) - IN_PAYLOAD)


@asynccontextmanager
async def pagerduty(*answers: int | str) -> AsyncIterator[Duty]:
    """One that answers so first."""
    found = Duty(answers=list(answers))
    async with serving(found.answer) as address:
        found.url = f"{address}/v2/enqueue"
        yield found


TOKEN = "a-key-of-the-rest-api"


@dataclass(slots=True)
class Schedule:
    """PagerDuty's `GET /oncalls`: who is on call, by schedule and level. `answers` come first."""

    url: str = ""
    on_call: dict[str, list[str]] = field(default_factory=dict)
    answers: list[int | str] = field(default_factory=list)
    asked: int = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """What PagerDuty says."""
        self.asked += 1
        said = self.answers.pop(0) if self.answers else 200
        if said == "silence":
            await asyncio.sleep(3600)
        if said == "nonsense":
            return web.Response(text="<html>")
        if isinstance(said, int) and said != 200:
            return web.Response(status=said)
        if request.headers["Authorization"] != f"Token token={TOKEN}":
            return web.Response(status=401)
        assert request.path == "/oncalls"
        assert request.query["include[]"] == "users"
        return web.json_response({"oncalls": list(self._entries(request)), "more": False})

    def _entries(self, request: web.Request) -> Iterator[dict[str, Any]]:
        for schedule in request.query.getall("schedule_ids[]"):
            people = list(enumerate(self.on_call.get(schedule, []), 1))
            for level, email in reversed(people):
                yield {
                    "user": {"id": f"P{level}", "type": "user", "email": email},
                    "schedule": {"id": schedule, "type": "schedule_reference"},
                    "escalation_level": level,
                }
        yield {"user": {"id": "P9", "email": "always@example.com"}, "schedule": None}


@asynccontextmanager
async def schedule(*answers: int | str, **on_call: list[str]) -> AsyncIterator[Schedule]:
    """One that answers so first."""
    found = Schedule(answers=list(answers), on_call=on_call)
    async with serving(found.answer) as address:
        found.url = address
        yield found


@dataclass(slots=True)
class Program:
    """What a program that is called took: each message once, by its id. `answers` as above."""

    url: str = ""
    answers: list[int | str] = field(default_factory=list)
    got: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """What the program says."""
        raw = await request.read()
        id = request.headers["webhook-id"]
        self.asked.append(id)
        said = self.answers.pop(0) if self.answers else 204
        if said == "silence":
            await asyncio.sleep(3600)
        if isinstance(said, int) and said >= 300:
            more = {"Location": "/elsewhere"} if said == 302 else {}
            more |= {"Retry-After": "7"} if said == 429 else {}
            return web.Response(status=said, headers=more)
        if not is_ours(request.headers, raw):
            return web.Response(status=401)
        self.got[id] = json.loads(raw)
        if said == "late":
            await asyncio.sleep(3600)
        if said == "cut":
            assert request.transport is not None
            request.transport.close()
        return web.Response(status=204)

    def moments(self) -> list[str]:
        """What it was called for, in order."""
        return [message["moment"] for message in self.got.values()]


def is_ours(headers: Any, raw: bytes, secret: bytes = SECRET) -> bool:
    """Whether one of the signatures is right."""
    what = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + raw
    right = base64.b64encode(hmac.new(secret, what, hashlib.sha256).digest()).decode()
    signatures = headers["webhook-signature"].split(" ")
    return any(hmac.compare_digest(f"v1,{right}", each) for each in signatures)


@asynccontextmanager
async def program(*answers: int | str) -> AsyncIterator[Program]:
    """One that answers so first."""
    found = Program(answers=list(answers))
    async with serving(found.answer) as address:
        found.url = f"{address}/hooks/secret-in-the-address"
        yield found
