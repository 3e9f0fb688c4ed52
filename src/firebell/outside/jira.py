"""Jira Cloud's issues (developer.atlassian.com/cloud/jira/platform/rest/v3).

A new issue is looked for by a label of its own. What is said in it is in Atlassian's document
format, whose texts hold no markup; it is done when its status is of the category *done*.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import aiohttp
from pydantic import SecretStr

from firebell.app.errors import MayHaveHappened, NeverWill
from firebell.domain.actions import Ticket
from firebell.domain.playbook import Tracker
from firebell.outside.http import REFUSED, UNREACHABLE, call_json, fields
from firebell.outside.ticket_words import Content

LONGEST_SUMMARY = 200
"""Of 255."""
LONGEST = 400_000
"""Bytes of an answer."""
MOST = 10
_KEY = re.compile(r"[A-Z][A-Z0-9_]*-[0-9]{1,12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Jira:
    """A project of Jira as a tracker; `user` is whose token it is."""

    session: aiohttp.ClientSession
    url: str
    user: str
    token: SecretStr

    async def make(self, tracker: Tracker, content: Content, scope: str) -> Ticket:
        """A new issue. Raises ChatError."""
        issue = {
            "project": {"key": tracker.project},
            "issuetype": {"name": tracker.kind_of_issue},
            "summary": content.title[:LONGEST_SUMMARY],
            "description": document([part for part in (content.words, *content.lines) if part]),
            "labels": [*tracker.labels, label(content.mark)],
        }
        answer = await self._call("POST", "/rest/api/3/issue", scope, {"fields": issue})
        return self._ticket(tracker, fields(answer).get("key"))

    async def found(self, tracker: Tracker, mark: str, _: object, scope: str) -> list[Ticket]:
        """Those with this mark, the oldest first. Raises ChatError."""
        jql = f'project = "{tracker.project}" AND labels = "{label(mark)}" ORDER BY created ASC'
        asked = {"jql": jql, "fields": ["status"], "maxResults": MOST}
        answer = fields(await self._call("POST", "/rest/api/3/search/jql", scope, asked))
        issues = answer.get("issues")
        mine = issues if isinstance(issues, list) else []
        return [self._ticket(tracker, fields(each).get("key")) for each in mine]

    async def is_closed(self, _: Tracker, ticket: Ticket, scope: str) -> bool:
        """Whether it is done there. Raises ChatError."""
        if not _KEY.fullmatch(ticket.number):
            raise NeverWill(REFUSED)
        path = f"/rest/api/3/issue/{ticket.number}?fields=status"
        answer = fields(await self._call("GET", path, scope))
        status = fields(fields(answer.get("fields")).get("status"))
        return fields(status.get("statusCategory")).get("key") == "done"

    async def take_back(self, _: Tracker, ticket: Ticket, scope: str) -> None:
        """A double is deleted, where that is allowed. Raises ChatError."""
        await self._call("DELETE", f"/rest/api/3/issue/{ticket.number}", scope)

    async def reach(self, tracker: Tracker, scope: str) -> None:
        """Whether the project can be seen. Raises ChatError."""
        await self._call("GET", f"/rest/api/3/project/{tracker.project}", scope)

    async def _call(self, method: str, path: str, scope: str, sent: object = None) -> object:
        login = aiohttp.BasicAuth(self.user, self.token.get_secret_value(), "utf-8")
        return await call_json(
            self.session,
            method,
            f"{self.url.rstrip('/')}{path}",
            sent,
            scope=scope,
            headers={"Accept": "application/json", "Authorization": login.encode()},
            longest=LONGEST,
        )

    def _ticket(self, tracker: Tracker, key: object) -> Ticket:
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            raise MayHaveHappened(UNREACHABLE)
        return Ticket(tracker=tracker.key, number=key, link=f"{self.url.rstrip('/')}/browse/{key}")


def label(mark: str) -> str:
    """A mark as a label, which holds no blank."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", mark)


def document(paragraphs: Sequence[str]) -> Mapping[str, object]:
    """Paragraphs in Atlassian's document format."""
    return {
        "type": "doc",
        "version": 1,
        "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": words}]}
            for words in paragraphs
        ],
    }
