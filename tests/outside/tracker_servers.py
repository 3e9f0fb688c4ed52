"""GitHub's and Jira's issues, on this machine: what they take and answer, as their pages say
(docs.github.com/rest/issues/issues, developer.atlassian.com/cloud/jira/platform/rest/v3)."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

TOKEN = "github-token-that-nobody-reads"
LOGIN = ("bot@example.com", "jira-token-that-nobody-reads")
Json = dict[str, Any]
Carry = Callable[[], Json]


@dataclass(slots=True)
class Desk:
    """A tracker. `answers` come first, in order: a status, `cut` (done, but the line breaks),
    `cut_before` (the line breaks before it is done), `silence` (done, and never answered),
    `hold_before` (neither done nor answered). `reached`: it is at one of the last two."""

    url: str = ""
    answers: list[int | str | tuple[int, dict[str, str]]] = field(default_factory=list)
    issues: list[Json] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    reached: asyncio.Event = field(default_factory=asyncio.Event)

    def routes(self) -> list[web.RouteDef]:
        """What it answers."""
        raise NotImplementedError

    async def respond(self, request: web.Request, carry: Carry, status: int) -> web.Response:
        """What the other end says."""
        self.calls.append(f"{request.method} {request.path}")
        said = self.answers.pop(0) if self.answers else status
        if isinstance(said, tuple):
            return web.json_response({"message": "Not now"}, status=said[0], headers=said[1])
        if isinstance(said, int) and said >= 300:
            return web.json_response({"message": "No"}, status=said)
        assert request.transport is not None
        if said == "cut_before":
            request.transport.close()
            return web.Response()
        if said == "hold_before":
            self.reached.set()
            await asyncio.sleep(3600)
        answer = carry()
        if said == "cut":
            request.transport.close()
        if said == "silence":
            self.reached.set()
            await asyncio.sleep(3600)
        return web.json_response(answer, status=status)


class GitHubDesk(Desk):
    """The repository example/website."""

    def routes(self) -> list[web.RouteDef]:
        """Of its issues, and of itself."""
        at = "/repos/example/website"
        return [
            web.get(at, self.repository),
            web.post(f"{at}/issues", self.create),
            web.get(f"{at}/issues", self.list),
            web.get(f"{at}/issues/{{number}}", self.get),
            web.patch(f"{at}/issues/{{number}}", self.update),
        ]

    def check(self, request: web.Request) -> None:
        """Who asks, and how."""
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            raise web.HTTPUnauthorized
        assert request.headers["Accept"] == "application/vnd.github+json"
        assert request.headers["X-GitHub-Api-Version"] == "2022-11-28"
        assert request.headers["User-Agent"]

    async def repository(self, request: web.Request) -> web.Response:
        """Get a repository."""
        self.check(request)
        return await self.respond(request, lambda: {"full_name": "example/website"}, 200)

    async def create(self, request: web.Request) -> web.Response:
        """Create an issue: 201."""
        self.check(request)
        sent = await request.json()
        assert set(sent) <= {"title", "body", "labels"}
        assert 0 < len(sent["title"]) <= 256
        assert len(sent["body"]) <= 65_536

        def carry() -> Json:
            number = len(self.issues) + 1
            issue = {
                "number": number,
                "state": "open",
                "title": sent["title"],
                "body": sent["body"],
                "labels": [{"name": name} for name in sent.get("labels", [])],
                "html_url": f"{self.url}/example/website/issues/{number}",
            }
            self.issues.append(issue)
            return issue

        return await self.respond(request, carry, 201)

    async def list(self, request: web.Request) -> web.Response:
        """List repository issues, the newest first."""
        self.check(request)
        asked = dict(request.query)
        datetime.strptime(asked.pop("since"), "%Y-%m-%dT%H:%M:%SZ")  # noqa: DTZ007 - its own form
        most = int(asked.pop("per_page"))
        assert asked == {"state": "all", "sort": "created", "direction": "desc"}
        assert most <= 100
        self.calls.append("GET issues")
        return web.json_response(self.issues[::-1][:most])

    async def get(self, request: web.Request) -> web.Response:
        """Get an issue."""
        self.check(request)
        number = int(request.match_info["number"])
        if not 0 < number <= len(self.issues):
            raise web.HTTPNotFound
        return await self.respond(request, lambda: self.issues[number - 1], 200)

    async def update(self, request: web.Request) -> web.Response:
        """Update an issue."""
        self.check(request)
        sent = await request.json()
        assert sent["state"] in ("open", "closed")
        assert sent.get("state_reason") in ("completed", "not_planned", "duplicate", "reopened")
        issue = self.issues[int(request.match_info["number"]) - 1]
        issue.update(sent)
        return await self.respond(request, lambda: issue, 200)


class JiraDesk(Desk):
    """The project OPS. An index that is `late` finds nothing."""

    late: bool = False

    def routes(self) -> list[web.RouteDef]:
        """Of its issues, and of itself."""
        return [
            web.get("/rest/api/3/project/OPS", self.project),
            web.post("/rest/api/3/issue", self.create),
            web.post("/rest/api/3/search/jql", self.search),
            web.get("/rest/api/3/issue/{key}", self.get),
            web.delete("/rest/api/3/issue/{key}", self.delete),
        ]

    def check(self, request: web.Request) -> None:
        """Who asks."""
        login = base64.b64encode(":".join(LOGIN).encode()).decode()
        if request.headers.get("Authorization") != f"Basic {login}":
            raise web.HTTPUnauthorized

    async def project(self, request: web.Request) -> web.Response:
        """Get project."""
        self.check(request)
        return await self.respond(request, lambda: {"key": "OPS"}, 200)

    async def create(self, request: web.Request) -> web.Response:
        """Create issue: 201 with id, key and self; 400 with the errors by field."""
        self.check(request)
        fields = (await request.json())["fields"]
        wrong = {
            "project": fields["project"] != {"key": "OPS"},
            "issuetype": fields["issuetype"] != {"name": "Task"},
            "summary": not 0 < len(fields["summary"]) <= 255 or "\n" in fields["summary"],
            "labels": any(re.search(r"\s", each) for each in fields["labels"]),
        }
        errors = {name: "No" for name, is_wrong in wrong.items() if is_wrong}
        if errors:
            return web.json_response({"errorMessages": [], "errors": errors}, status=400)
        text_of(fields["description"])

        def carry() -> Json:
            number = len(self.issues) + 1
            status = {"name": "To Do", "statusCategory": {"key": "new"}}
            self.issues.append({"key": f"OPS-{number}", "fields": {**fields, "status": status}})
            return {"id": str(10_000 + number), "key": f"OPS-{number}", "self": "https://x/1"}

        return await self.respond(request, carry, 201)

    async def search(self, request: web.Request) -> web.Response:
        """Search with JQL that is bounded."""
        self.check(request)
        asked = await request.json()
        found = re.fullmatch(
            r'project = "OPS" AND labels = "([\w-]+)" ORDER BY created ASC', asked["jql"]
        )
        assert found, asked["jql"]
        self.calls.append("search")
        mine = [each for each in self.issues if found[1] in each["fields"]["labels"]]
        return web.json_response({"issues": [] if self.late else mine, "isLast": True})

    async def get(self, request: web.Request) -> web.Response:
        """Get issue."""
        self.check(request)
        assert request.query["fields"] == "status"
        return await self.respond(request, lambda: self._of(request), 200)

    async def delete(self, request: web.Request) -> web.Response:
        """Delete issue: 204, and nothing in it."""
        self.check(request)
        self.issues.remove(self._of(request))
        return web.Response(status=204)

    def _of(self, request: web.Request) -> Json:
        for issue in self.issues:
            if issue["key"] == request.match_info["key"]:
                return issue
        raise web.HTTPNotFound


def text_of(document: Json) -> list[str]:
    """The paragraphs of a document in Atlassian's format; anything else fails."""
    assert (document["type"], document["version"]) == ("doc", 1)
    found = []
    for block in document["content"]:
        assert block["type"] == "paragraph"
        assert set(block) == {"type", "content"}
        for part in block["content"]:
            assert set(part) == {"type", "text"}
            assert part["type"] == "text"
            assert part["text"]
        found.append("".join(part["text"] for part in block["content"]))
    json.dumps(document)
    return found


@asynccontextmanager
async def desk(found: Desk) -> AsyncIterator[Desk]:
    """At work, until the block ends."""
    app = web.Application(client_max_size=1 << 20)
    app.add_routes(found.routes())
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    found.url = f"http://{host}:{port}"
    try:
        yield found
    finally:
        await runner.cleanup()
