"""A status page of Upptime: a repository of GitHub, whose issues are incidents and whose comments
are what people read of them (github.com/upptime/upptime, docs.github.com/rest/issues).

Its page lists issues with the label `status`; a part of it is known by the label of its slug. The
page shows comments and not the issue's own words, so that those say nothing. Where the health check
has an issue open for the same part, that one is commented on: it is the incident that people see.
Issue and comment each carry a mark in an HTML comment, which the page shows nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp
from pydantic import SecretStr

from firebell.app.errors import MayHaveHappened
from firebell.domain.status_pages import OnPage, Published, StatusPage
from firebell.outside.github import LONGEST_TITLE, call_github
from firebell.outside.http import UNREACHABLE, fields
from firebell.outside.public_words import Post, for_github, github_title
from firebell.words.catalogue import NEWS

LOOKED_AT = 100
_ADDRESS = re.compile(r"https?://[^\s<>|\"]+")
_ID = re.compile(r"[1-9][0-9]{0,17}")

MaySend = Callable[[], None]
"""Asked right before each writing call; raises where it is not to be made."""
Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Upptime:
    """The repository's issues, by one token."""

    session: aiohttp.ClientSession
    token: SecretStr
    url: str
    scope: str

    async def publish(
        self, page: StatusPage, post: Post, there: OnPage, may_send: MaySend, *, look: bool
    ) -> Published:
        """An issue where there is none, a comment, and whether the issue is open. Raises ChatError.

        `look`: some of it may be there from an earlier try.
        """
        issue = await self._issue(page, post, there)
        is_new = issue is None
        if issue is None:
            may_send()
            issue = await self._open(page, post)
        number = _number(issue)
        comment = await self._comment(page, number, post) if look else None
        if comment is None:
            may_send()
            body = {"body": _body(for_github(post.text), post.update)}
            made = await self._call("POST", f"{_at(page, number)}/comments", body)
            comment = fields(made)
        if post.over or not is_new:  # the health check may have shut it meanwhile
            may_send()
            await self._set_state(page, number, over=post.over)
        return _published(issue, comment, post)

    async def found(self, page: StatusPage, post: Post, there: OnPage) -> Published | None:
        """What an earlier try left, where it left all. Raises ChatError."""
        issue = await self._issue(page, post, there)
        comment = await self._comment(page, _number(issue), post) if issue else None
        if issue is None or comment is None:
            return None
        if there.is_there:
            issue = fields(await self._call("GET", _at(page, _number(issue))))
        stands = issue.get("state") == "closed"
        return _published(issue, comment, post) if stands is post.over else None

    async def change(
        self, page: StatusPage, post: Post, there: OnPage, update: str, may_send: MaySend
    ) -> None:
        """Other words where these stand, and another title where that was removed. Raises
        ChatError."""
        if post.retitle and there.own:
            may_send()
            changed = {"title": github_title(post.title)[:LONGEST_TITLE]}
            await self._call("PATCH", _at(page, _known(there.id)), changed)
        path = f"/repos/{page.project}/issues/comments/{_known(update)}"
        may_send()
        await self._call("PATCH", path, {"body": _body(for_github(post.text), post.update)})

    async def tidy(
        self, page: StatusPage, post: Post, there: OnPage, update: str, may_send: MaySend
    ) -> int:
        """All but the recorded issue, or the oldest, leave the page, and so do all but the recorded
        comment. Returns how many. Raises ChatError."""
        mine = [each for each in await self._issues(page) if post.mark in _words(each)]
        kept = there.id or (str(_number(mine[-1])) if mine else "")
        doubles = [each for each in mine if str(_number(each)) != kept]
        for each in doubles:
            may_send()
            away = {"state": "closed", "state_reason": "not_planned", "labels": []}
            await self._call("PATCH", _at(page, _number(each)), away)
        return len(doubles) + await self._tidy_comments(page, post, kept, update, may_send)

    async def reach(self, page: StatusPage) -> None:
        """Whether the repository can be seen. Raises ChatError."""
        await self._call("GET", f"/repos/{page.project}")

    async def _tidy_comments(
        self, page: StatusPage, post: Post, kept: str, update: str, may_send: MaySend
    ) -> int:
        mine = await self._comments(page, _known(kept), post) if kept else []
        first = update or (str(_number(mine[0], "id")) if mine else "")
        doubles = [each for each in mine if str(_number(each, "id")) != first]
        for each in doubles:
            may_send()
            path = f"/repos/{page.project}/issues/comments/{_number(each, 'id')}"
            await self._call("DELETE", path)
        return len(doubles)

    async def _issue(self, page: StatusPage, post: Post, there: OnPage) -> Fields | None:
        """The one that is known; else ours, else what the health check has open for one of these
        parts."""
        if there.is_there:
            return {"number": _known(there.id), "html_url": there.link, "ours": there.own}
        issues = await self._issues(page)
        for each in issues[::-1]:
            if post.mark in _words(each):
                return each
        for each in issues:
            if each.get("state") == "open" and _labels(each).intersection(post.parts):
                return {**each, "ours": False}
        return None

    async def _issues(self, page: StatusPage) -> list[Fields]:
        """The newest, open or closed, as the page reads them; pull requests are none."""
        query = urlencode(
            {
                "labels": ",".join(page.labels),
                "state": "all",
                "sort": "created",
                "direction": "desc",
                "per_page": LOOKED_AT,
            }
        )
        answer = await self._call("GET", f"/repos/{page.project}/issues?{query}")
        found = [fields(each) for each in answer] if isinstance(answer, list) else []
        return [each for each in found if "pull_request" not in each]

    async def _comment(self, page: StatusPage, number: int, post: Post) -> Fields | None:
        found = await self._comments(page, number, post)
        return found[0] if found else None

    async def _comments(self, page: StatusPage, number: int, post: Post) -> list[Fields]:
        """Those with these words, the oldest first."""
        query = urlencode({"per_page": LOOKED_AT, "since": f"{post.since:%Y-%m-%dT%H:%M:%SZ}"})
        answer = await self._call("GET", f"{_at(page, number)}/comments?{query}")
        found = [fields(each) for each in answer] if isinstance(answer, list) else []
        return [each for each in found if post.update in _words(each)]

    async def _open(self, page: StatusPage, post: Post) -> Fields:
        issue = {
            "title": github_title(post.title)[:LONGEST_TITLE],
            "body": _body(NEWS["public.begins"], post.mark),
            "labels": [*page.labels, *post.parts],
        }
        return fields(await self._call("POST", f"/repos/{page.project}/issues", issue))

    async def _set_state(self, page: StatusPage, number: int, *, over: bool) -> None:
        reason = "completed" if over else "reopened"
        state = {"state": "closed" if over else "open", "state_reason": reason}
        await self._call("PATCH", _at(page, number), state)

    async def _call(self, method: str, path: str, sent: object = None) -> object:
        address = f"{self.url.rstrip('/')}{path}"
        return await call_github(self.session, self.token, method, address, sent, scope=self.scope)


def _at(page: StatusPage, number: int) -> str:
    return f"/repos/{page.project}/issues/{number}"


def _body(words: str, mark: str) -> str:
    """The mark holds no colon: Upptime reads `key: value` in a comment of HTML."""
    return f"{words}\n\n<!-- {mark} -->"


def _published(issue: Fields, comment: Fields, post: Post) -> Published:
    link = issue.get("html_url")
    if not isinstance(link, str) or not _ADDRESS.fullmatch(link):
        raise MayHaveHappened(UNREACHABLE)
    return Published(
        id=str(_number(issue)),
        link=link,
        update=str(_number(comment, "id")),
        own=issue.get("ours") is not False,
        shut=post.over,
    )


def _number(found: Fields, key: str = "number") -> int:
    number = found.get(key)
    if not isinstance(number, int) or isinstance(number, bool):
        raise MayHaveHappened(UNREACHABLE)
    return number


def _known(id: str) -> int:
    """What was stored of an earlier answer is a number, or was never written by us."""
    if not _ID.fullmatch(id):
        raise MayHaveHappened(UNREACHABLE)
    return int(id)


def _words(found: Fields) -> str:
    return str(found.get("body") or "")


def _labels(issue: Fields) -> set[str]:
    labels = issue.get("labels")
    found: Sequence[object] = labels if isinstance(labels, list) else []
    return {str(each.get("name") if isinstance(each, dict) else each) for each in found}
