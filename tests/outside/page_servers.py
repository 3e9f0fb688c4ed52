"""A repository with Upptime and a page of Statuspage, on this machine.

What they take and answer is as their pages say it (docs.github.com, developer.statuspage.io).
"""

from __future__ import annotations

from typing import Any

from aiohttp import web

from tests.outside.tracker_servers import Desk, Json

GITHUB_TOKEN = "status-token-that-nobody-reads"
STATUSPAGE_TOKEN = "oauth-token-that-nobody-reads"


class UpptimeDesk(Desk):
    """The repository example/status; each issue has its comments in `comments`, each with `number`
    of its issue."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.comments: list[Json] = []
        self.edits: list[str] = []

    def routes(self) -> list[web.RouteDef]:
        """Of its issues, and of itself."""
        at = "/repos/example/status"
        return [
            web.get(at, self.repository),
            web.post(f"{at}/issues", self.create),
            web.get(f"{at}/issues", self.list),
            web.get(f"{at}/issues/{{number:\\d+}}", self.get),
            web.patch(f"{at}/issues/{{number:\\d+}}", self.update),
            web.post(f"{at}/issues/{{number:\\d+}}/comments", self.comment),
            web.get(f"{at}/issues/{{number:\\d+}}/comments", self.list_comments),
            web.patch(f"{at}/issues/comments/{{id}}", self.edit),
            web.delete(f"{at}/issues/comments/{{id}}", self.delete),
        ]

    def health_check(self, slug: str, title: str = "🛑 It is down") -> Json:
        """Upptime's own workflow opens an issue."""
        return self._open({"title": title, "body": "In `abc`: down", "labels": ["status", slug]})

    def shown(self) -> list[tuple[str, str, list[str]]]:
        """What the page shows: each issue that it lists, its state, and its comments."""
        return [
            (each["title"], each["state"], self.said(each["number"]))
            for each in self.issues
            if "status" in self.labels(each)
        ]

    def said(self, number: int) -> list[str]:
        """The comments on an issue, without what nobody sees."""
        mine = [each for each in self.comments if each["number"] == number]
        return [each["body"].partition("\n\n<!--")[0] for each in mine]

    def labels(self, issue: Json) -> list[str]:
        """The names of its labels."""
        return [each["name"] for each in issue["labels"]]

    def check(self, request: web.Request) -> None:
        """Who asks, and how."""
        if request.headers.get("Authorization") != f"Bearer {GITHUB_TOKEN}":
            raise web.HTTPUnauthorized
        assert request.headers["Accept"] == "application/vnd.github+json"
        assert request.headers["X-GitHub-Api-Version"] == "2022-11-28"
        assert request.headers["User-Agent"]

    async def repository(self, request: web.Request) -> web.Response:
        """Get a repository."""
        self.check(request)
        return await self.respond(request, lambda: {"full_name": "example/status"}, 200)

    async def create(self, request: web.Request) -> web.Response:
        """Create an issue: 201."""
        self.check(request)
        sent = await request.json()
        assert set(sent) == {"title", "body", "labels"}
        assert 0 < len(sent["title"]) <= 256
        return await self.respond(request, lambda: self._open(sent), 201)

    async def list(self, request: web.Request) -> web.Response:
        """List repository issues with all of these labels, the newest first."""
        self.check(request)
        asked = dict(request.query)
        labels = set(asked.pop("labels").split(","))
        assert asked == {
            "state": "all",
            "sort": "created",
            "direction": "desc",
            "per_page": "100",
        }
        found = [each for each in self.issues if labels <= set(self.labels(each))]
        self.calls.append("GET issues")
        return web.json_response(found[::-1])

    async def get(self, request: web.Request) -> web.Response:
        """Get an issue."""
        self.check(request)
        return await self.respond(request, lambda: self._issue(request), 200)

    async def update(self, request: web.Request) -> web.Response:
        """Update an issue."""
        self.check(request)
        sent = await request.json()
        assert set(sent) <= {"state", "state_reason", "labels", "title"}
        assert sent.get("state_reason") in (None, "completed", "not_planned", "reopened")

        def carry() -> Json:
            labels = sent.pop("labels", None)
            issue = self._issue(request)
            issue.update(sent)
            if labels is not None:
                issue["labels"] = [{"name": name} for name in labels]
            return issue

        return await self.respond(request, carry, 200)

    async def comment(self, request: web.Request) -> web.Response:
        """Create an issue comment: 201."""
        self.check(request)
        sent = await request.json()
        assert set(sent) == {"body"}
        assert 0 < len(sent["body"]) <= 65_536

        def carry() -> Json:
            number = self._issue(request)["number"]
            made = {"id": 9000 + len(self.comments), "number": number, "body": sent["body"]}
            self.comments.append(made)
            return made

        return await self.respond(request, carry, 201)

    async def list_comments(self, request: web.Request) -> web.Response:
        """List issue comments, the oldest first."""
        self.check(request)
        assert request.query["since"].endswith("Z")
        assert request.query["per_page"] == "100"
        number = self._issue(request)["number"]
        self.calls.append("GET comments")
        return web.json_response([each for each in self.comments if each["number"] == number])

    async def edit(self, request: web.Request) -> web.Response:
        """Update an issue comment."""
        self.check(request)
        sent = await request.json()
        assert set(sent) == {"body"}

        def carry() -> Json:
            found = self._comment(request)
            self.edits.append(found["body"])
            found["body"] = sent["body"]
            return found

        return await self.respond(request, carry, 200)

    async def delete(self, request: web.Request) -> web.Response:
        """Delete an issue comment: 204."""
        self.check(request)
        self.comments.remove(self._comment(request))
        return web.Response(status=204)

    def _open(self, sent: Json) -> Json:
        number = len(self.issues) + 1
        issue = {
            "number": number,
            "state": "open",
            "title": sent["title"],
            "body": sent["body"],
            "labels": [{"name": name} for name in sent["labels"]],
            "html_url": f"{self.url}/example/status/issues/{number}",
        }
        self.issues.append(issue)
        return issue

    def _issue(self, request: web.Request) -> Json:
        number = int(request.match_info["number"])
        if not 0 < number <= len(self.issues):
            raise web.HTTPNotFound
        return self.issues[number - 1]

    def _comment(self, request: web.Request) -> Json:
        for each in self.comments:
            if str(each["id"]) == request.match_info["id"]:
                return each
        raise web.HTTPNotFound


class StatuspageDesk(Desk):
    """The page abcdef123456, with the components c1 and c2; its incidents are `issues`."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.components = {"c1": "operational", "c2": "operational"}

    def routes(self) -> list[web.RouteDef]:
        """Of its incidents, and of itself."""
        at = "/v1/pages/abcdef123456"
        return [
            web.get(at, self.page),
            web.post(f"{at}/incidents", self.create),
            web.get(f"{at}/incidents", self.list),
            web.get(f"{at}/incidents/{{id}}", self.get),
            web.patch(f"{at}/incidents/{{id}}", self.update),
            web.delete(f"{at}/incidents/{{id}}", self.delete),
            web.patch(f"{at}/incidents/{{id}}/incident_updates/{{update}}", self.edit),
        ]

    def shown(self) -> list[tuple[str, str, list[str]]]:
        """What the page shows: each incident, its status, and its updates, the oldest first."""
        return [
            (each["name"], each["status"], [one["body"] for one in each["incident_updates"][::-1]])
            for each in self.issues
        ]

    def check(self, request: web.Request) -> None:
        """Who asks."""
        if request.headers.get("Authorization") != f"OAuth {STATUSPAGE_TOKEN}":
            raise web.HTTPUnauthorized

    async def page(self, request: web.Request) -> web.Response:
        """Get a page."""
        self.check(request)
        return await self.respond(request, lambda: {"id": "abcdef123456"}, 200)

    async def create(self, request: web.Request) -> web.Response:
        """Create an incident: 201."""
        self.check(request)
        sent = (await request.json())["incident"]
        assert sent["name"]

        def carry() -> Json:
            id = f"inc{len(self.issues) + 1}"
            made: Json = {"id": id, "incident_updates": [], "shortlink": f"{self.url}/{id}"}
            made["name"] = sent["name"]
            self.issues.append(made)
            return self._changed(made, sent)

        return await self.respond(request, carry, 201)

    async def list(self, request: web.Request) -> web.Response:
        """Get a list of incidents, the newest first."""
        self.check(request)
        assert dict(request.query) == {"limit": "100"}
        self.calls.append("GET incidents")
        return web.json_response(self.issues[::-1])

    async def get(self, request: web.Request) -> web.Response:
        """Get an incident."""
        self.check(request)
        return await self.respond(request, lambda: self._incident(request), 200)

    async def update(self, request: web.Request) -> web.Response:
        """Update an incident."""
        self.check(request)
        sent = (await request.json())["incident"]
        carry = lambda: self._changed(self._incident(request), sent)  # noqa: E731 - one word
        return await self.respond(request, carry, 200)

    async def delete(self, request: web.Request) -> web.Response:
        """Delete an incident."""
        self.check(request)
        self.issues.remove(self._incident(request))
        return web.json_response({})

    async def edit(self, request: web.Request) -> web.Response:
        """Update a previous incident update."""
        self.check(request)
        sent = (await request.json())["incident_update"]
        assert set(sent) == {"body", "deliver_notifications"}

        def carry() -> Json:
            for each in self._incident(request)["incident_updates"]:
                if each["id"] == request.match_info["update"]:
                    each["body"] = sent["body"]
                    return dict(each)
            raise web.HTTPNotFound

        return await self.respond(request, carry, 200)

    def _changed(self, incident: Json, sent: Json) -> Json:
        assert set(sent) <= {
            *("name", "status", "body", "metadata", "component_ids", "components"),
        }
        incident["name"] = sent.get("name", incident["name"])
        if "body" in sent:
            assert sent["status"] in ("investigating", "identified", "monitoring", "resolved")
            assert all(isinstance(each, dict) for each in sent["metadata"].values())
            incident["status"], incident["metadata"] = sent["status"], sent["metadata"]
            said = {"id": f"up{len(incident['incident_updates']) + 1}", "body": sent["body"]}
            incident["incident_updates"].insert(0, said)
        assert set(sent.get("components", {})) == set(sent.get("component_ids", []))
        self.components.update(sent.get("components", {}))
        return incident

    def _incident(self, request: web.Request) -> Json:
        for each in self.issues:
            if each["id"] == request.match_info["id"]:
                return each
        raise web.HTTPNotFound
