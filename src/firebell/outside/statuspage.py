"""Atlassian's Statuspage (developer.statuspage.io, version 1): an incident, and updates to it.

An incident carries in its metadata the mark by which it is found, and that of the newest words that
are ours, written by the same call as the words: so a lost answer is looked up and not repeated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp
from pydantic import SecretStr

from firebell.app.errors import ChatError, DidNotHappen, MayHaveHappened
from firebell.domain.incident import Status
from firebell.domain.status_pages import Impact, OnPage, Published, StatusPage
from firebell.outside.http import BUSY, UNREACHABLE, call_json, fields, rest, what_it_means
from firebell.outside.public_words import Post, for_statuspage, statuspage_title
from firebell.outside.upptime import Fields, MaySend

API = "https://api.statuspage.io"
LONGEST = 4_000_000
LONGEST_NAME = 200
LOOKED_AT = 100
TOO_MANY = (420, 429)
"""What it answers beyond a call a second."""
RESTS = 60.0
MINE = "firebell"
STATUSES: Mapping[Status, str] = {
    Status.INVESTIGATING: "investigating",
    Status.IDENTIFIED: "identified",
    Status.MONITORING: "monitoring",
    Status.CLOSED: "resolved",
}
_ADDRESS = re.compile(r"https?://[^\s<>|\"]+")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statuspage:
    """A page's incidents, by one token."""

    session: aiohttp.ClientSession
    token: SecretStr
    url: str
    scope: str

    async def publish(
        self, page: StatusPage, post: Post, there: OnPage, may_send: MaySend, *, look: bool
    ) -> Published:
        """A new incident, or an update to the one that is there. Raises ChatError."""
        known = await self._incident(page, post, there) if look else None
        if known is not None and _newest(known) == post.update:
            return _published(known, post)
        id = there.id or (_id(known) if known else "")
        may_send()
        if id:
            answer = await self._call("PATCH", f"{_at(page)}/{_known(id)}", _update(post))
        else:
            answer = await self._call("POST", _at(page), _new(post))
        return _published(fields(answer), post)

    async def found(self, page: StatusPage, post: Post, there: OnPage) -> Published | None:
        """What an earlier try left. Raises ChatError."""
        known = await self._incident(page, post, there)
        return _published(known, post) if known and _newest(known) == post.update else None

    async def change(
        self, page: StatusPage, post: Post, there: OnPage, update: str, may_send: MaySend
    ) -> None:
        """Other words where these stand, and another title where that was removed. Raises
        ChatError."""
        if post.retitle:
            may_send()
            name = {"incident": {"name": statuspage_title(post.title)[:LONGEST_NAME]}}
            await self._call("PATCH", f"{_at(page)}/{_known(there.id)}", name)
        path = f"{_at(page)}/{_known(there.id)}/incident_updates/{_known(update)}"
        words = {"body": for_statuspage(post.text), "deliver_notifications": False}
        may_send()
        await self._call("PATCH", path, {"incident_update": words})

    async def tidy(
        self, page: StatusPage, post: Post, there: OnPage, _: str, may_send: MaySend
    ) -> int:
        """All but the recorded incident, or the oldest, are deleted. Returns how many. Raises
        ChatError."""
        mine = [each for each in await self._incidents(page) if _mark(each) == post.mark]
        kept = there.id or (_id(mine[-1]) if mine else "")
        doubles = [each for each in mine if _id(each) != kept]
        for each in doubles:
            may_send()
            await self._call("DELETE", f"{_at(page)}/{_known(_id(each))}")
        return len(doubles)

    async def reach(self, page: StatusPage) -> None:
        """Whether the page can be seen. Raises ChatError."""
        await self._call("GET", f"/v1/pages/{page.project}")

    async def _incident(self, page: StatusPage, post: Post, there: OnPage) -> Fields | None:
        if there.is_there:
            return fields(await self._call("GET", f"{_at(page)}/{_known(there.id)}"))
        mine = [each for each in await self._incidents(page) if _mark(each) == post.mark]
        return mine[-1] if mine else None

    async def _incidents(self, page: StatusPage) -> list[Fields]:
        """The newest first."""
        answer = await self._call("GET", f"{_at(page)}?limit={LOOKED_AT}")
        return [fields(each) for each in answer] if isinstance(answer, list) else []

    async def _call(self, method: str, path: str, sent: object = None) -> object:
        return await call_json(
            self.session,
            method,
            f"{self.url.rstrip('/')}{path}",
            sent,
            scope=self.scope,
            headers={
                "Accept": "application/json",
                "Authorization": f"OAuth {self.token.get_secret_value()}",
                "User-Agent": "Firebell",
            },
            longest=LONGEST,
            means=meant,
        )


def meant(status: int, headers: Mapping[str, str], scope: str) -> ChatError | None:
    """As elsewhere, but that 420 is *not now* too."""
    if status in TOO_MANY:
        return DidNotHappen(BUSY, method=scope, retry_after=rest(headers) or RESTS)
    return what_it_means(status, headers, scope)


def _new(post: Post) -> object:
    incident = {"name": statuspage_title(post.title)[:LONGEST_NAME], **_says(post)}
    return {"incident": incident}


def _update(post: Post) -> object:
    return {"incident": _says(post)}


def _says(post: Post) -> Mapping[str, object]:
    impact = Impact.NONE if post.over else post.impact
    said: dict[str, object] = {
        "status": STATUSES[post.status],
        "body": for_statuspage(post.text),
        "metadata": {MINE: {"mark": post.mark, "update": post.update}},
    }
    if post.parts:
        said["component_ids"] = list(post.parts)
        said["components"] = dict.fromkeys(post.parts, impact.value)
    return said


def _at(page: StatusPage) -> str:
    return f"/v1/pages/{page.project}/incidents"


def _published(incident: Fields, post: Post) -> Published:
    link, updates = incident.get("shortlink"), incident.get("incident_updates")
    newest = fields(updates[0]) if isinstance(updates, list) and updates else {}
    if not isinstance(link, str) or not _ADDRESS.fullmatch(link):
        raise MayHaveHappened(UNREACHABLE)
    return Published(id=_id(incident), link=link, update=_id(newest), shut=post.over)


def _id(found: Fields) -> str:
    id = found.get("id")
    if not isinstance(id, str) or not _ID.fullmatch(id):
        raise MayHaveHappened(UNREACHABLE)
    return id


def _known(id: str) -> str:
    """What was stored of an earlier answer leads nowhere but below the page."""
    return _id({"id": id})


def _mark(incident: Fields) -> object:
    return fields(fields(incident.get("metadata")).get(MINE)).get("mark")


def _newest(incident: Fields) -> object:
    return fields(fields(incident.get("metadata")).get(MINE)).get("update")
