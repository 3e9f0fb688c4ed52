"""GitHub's issues (docs.github.com/rest/issues/issues, version 2022-11-28).

A new issue is looked for by a mark in its body, among those that were made last: that list is true
at once, while GitHub's search is late. The limits of the API answer with 403 as well as with 429.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

import aiohttp
from pydantic import SecretStr

from firebell.app.errors import ChatError, DidNotHappen, MayHaveHappened
from firebell.domain.actions import Ticket
from firebell.domain.playbook import Tracker
from firebell.outside.http import BUSY, UNREACHABLE, call_json, fields, rest, what_it_means
from firebell.outside.ticket_words import Content

API = "https://api.github.com"
LOOKED_AT = 50
"""Of the newest issues."""
LONGEST_LIST = 4_000_000
"""Bytes of a list; a body has at most 65,536 characters."""
LONGEST_ISSUE = 400_000
LONGEST_TITLE = 200
"""Of 256."""
MEANT_FOR_LATER = 120.0
"""Seconds to rest where GitHub says that it was too much, and not for how long."""
_ADDRESS = re.compile(r"https?://[^\s<>|\"]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class GitHub:
    """A repository of GitHub as a tracker."""

    session: aiohttp.ClientSession
    token: SecretStr
    url: str = API

    async def make(self, tracker: Tracker, content: Content, scope: str) -> Ticket:
        """A new issue. Raises ChatError."""
        issue: dict[str, object] = {
            "title": content.title[:LONGEST_TITLE],
            "body": body(content),
        }
        if tracker.labels:
            issue["labels"] = list(tracker.labels)
        answer = await self._call("POST", f"/repos/{tracker.project}/issues", scope, issue)
        return _ticket(tracker, fields(answer))

    async def found(self, tracker: Tracker, mark: str, since: datetime, scope: str) -> list[Ticket]:
        """Those with this mark, the oldest first. Raises ChatError."""
        query = urlencode(
            {
                "state": "all",
                "sort": "created",
                "direction": "desc",
                "per_page": LOOKED_AT,
                "since": since.strftime("%Y-%m-%dT%H:%M:%SZ"),
            }
        )
        answer = await self._call("GET", f"/repos/{tracker.project}/issues?{query}", scope)
        issues = [fields(each) for each in answer] if isinstance(answer, list) else []
        mine = [each for each in issues if mark in str(each.get("body") or "")]
        return [_ticket(tracker, each) for each in reversed(mine)]

    async def is_closed(self, tracker: Tracker, ticket: Ticket, scope: str) -> bool:
        """Whether it is done there. Raises ChatError."""
        number = int(ticket.number.lstrip("#"))
        answer = await self._call("GET", f"/repos/{tracker.project}/issues/{number}", scope)
        return fields(answer).get("state") == "closed"

    async def take_back(self, tracker: Tracker, ticket: Ticket, scope: str) -> None:
        """A double is closed; nobody can delete it this way. Raises ChatError."""
        number = int(ticket.number.lstrip("#"))
        change = {"state": "closed", "state_reason": "not_planned"}
        await self._call("PATCH", f"/repos/{tracker.project}/issues/{number}", scope, change)

    async def reach(self, tracker: Tracker, scope: str) -> None:
        """Whether the repository can be seen. Raises ChatError."""
        await self._call("GET", f"/repos/{tracker.project}", scope)

    async def _call(self, method: str, path: str, scope: str, sent: object = None) -> object:
        address = f"{self.url.rstrip('/')}{path}"
        return await call_github(self.session, self.token, method, address, sent, scope=scope)


async def call_github(
    session: aiohttp.ClientSession,
    token: SecretStr,
    method: str,
    address: str,
    sent: object = None,
    *,
    scope: str,
) -> object:
    """One call of GitHub's API, with what it wants to be told. Raises ChatError."""
    return await call_json(
        session,
        method,
        address,
        sent,
        scope=scope,
        headers={
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {token.get_secret_value()}",
            "User-Agent": "Firebell",
            "X-GitHub-Api-Version": "2022-11-28",
        },
        longest=LONGEST_LIST if method == "GET" else LONGEST_ISSUE,
        means=meant,
    )


def meant(status: int, headers: Mapping[str, str], scope: str) -> ChatError | None:
    """As elsewhere, but that 403 with a limit in its headers is *not now*."""
    limited = "Retry-After" in headers or headers.get("X-RateLimit-Remaining") == "0"
    if status in (403, 429) and limited:
        return DidNotHappen(BUSY, method=scope, retry_after=rest(headers) or MEANT_FOR_LATER)
    return what_it_means(status, headers, scope)


def body(content: Content) -> str:
    """What people typed stands in a block of code: nobody is mentioned by it, nothing is linked."""
    longest = max((len(run) for run in re.findall("`+", content.words)), default=0)
    fence = "`" * max(3, longest + 1)
    typed = f"{fence}text\n{content.words}\n{fence}" if content.words else ""
    return "\n\n".join(part for part in (typed, *content.lines, content.mark) if part)


def _ticket(tracker: Tracker, issue: Mapping[str, object]) -> Ticket:
    number, link = issue.get("number"), issue.get("html_url")
    if not isinstance(number, int) or not isinstance(link, str) or not _ADDRESS.fullmatch(link):
        raise MayHaveHappened(UNREACHABLE)
    return Ticket(tracker=tracker.key, number=f"#{number}", link=link)
