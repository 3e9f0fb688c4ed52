"""Our own status page over HTTP: the same files as in the folder, and the forms of subscribers.

No session, no cookie. What a link in a mail leads to changes nothing until its button is pressed,
since programs that look through mail open every link.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from firebell.app.public_page import PublicPage, PublicView
from firebell.app.subscribers import Purpose, Subscribers, as_address
from firebell.web.public import folder
from firebell.web.public.limits import Limit, client_of
from firebell.web.public.rendering import HISTORY, INDEX, files, html
from firebell.web.site.guard import Headers

KEPT = 5.0
"""Seconds for which what was rendered is served again: an outage brings many readers."""
TYPES = {".html": "text/html", ".atom": "application/atom+xml", ".css": "text/css"}
ALIASES = {"": INDEX, "history": HISTORY}


class Rendered:
    """The page as it is now, and in its folder where there is to be one."""

    def __init__(self, page: PublicPage, into: Path | None) -> None:
        self._page = page
        self._into = into
        self._files: Mapping[str, bytes] = {}
        self._until = 0.0
        self._writing = asyncio.Lock()
        self._reading = asyncio.Lock()

    async def renew(self) -> None:
        """Make it anew, here and in its folder. Raises OSError."""
        async with self._writing:
            view = await self._page.view()
            self._files = files(view) if view is not None else {}
            self._until = asyncio.get_running_loop().time() + KEPT
            if self._into is not None and self._files:
                await asyncio.to_thread(folder.write, self._into, self._files)

    async def files(self) -> Mapping[str, bytes]:
        """What is served: made once for all who ask at the same moment."""
        async with self._reading:
            now = asyncio.get_running_loop().time()
            if now > self._until:
                view = await self._page.view()
                self._files = files(view) if view is not None else {}
                self._until = now + KEPT
            return self._files


def application(
    page: PublicPage, rendered: Rendered, subscribers: Subscribers, *, mails: bool
) -> Starlette:
    """Its addresses, without what stands before them."""
    forms = Forms(page, subscribers, Limit(asyncio.get_running_loop().time))

    async def file(request: Request) -> Response:
        name = request.path_params["name"]
        return _file(request, ALIASES.get(name, name), await rendered.files())

    asking = [
        Route("/subscribe", forms.form, methods=["GET"]),
        Route("/subscribe", forms.ask, methods=["POST"]),
        Route("/confirm", forms.confirm, methods=["GET", "POST"]),
    ]
    leaving = Route("/leave", forms.leave, methods=["GET", "POST"])
    routes = [*(asking if mails else []), leaving, Route("/{name:path}", file)]
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    app.add_middleware(Headers)
    return app


def _file(request: Request, name: str, known: Mapping[str, bytes]) -> Response:
    content = known.get(name)
    if content is None:
        raise HTTPException(404)
    mark = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"etag": mark, "cache-control": "public, max-age=60"}
    if mark in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=TYPES[Path(name).suffix], headers=headers)


class Forms:
    """A teacher asks to be told, says that it was them, and leaves."""

    def __init__(self, page: PublicPage, subscribers: Subscribers, limit: Limit) -> None:
        self._page = page
        self._subscribers = subscribers
        self._limit = limit

    async def form(self, _: Request) -> Response:
        """Where they ask."""
        return _html(await self._view(), "ask.html", here="ask", wrong="", address="", service="")

    async def ask(self, request: Request) -> Response:
        """The answer is the same whether the address is known or not."""
        view = await self._view()
        sent = await request.form()
        typed, service = str(sent.get("address", "")), str(sent.get("service", ""))
        address = as_address(typed)
        if address is None:
            facts = {"here": "ask", "address": typed, "service": service, "wrong": "bad_address"}
            return _html(view, "ask.html", 422, **facts)
        if not self._limit.allows(client_of(request)):
            return _answer(view, "too_many_title", "too_many", status=429)
        wanted = service if service in view.page.names else ""
        await self._subscribers.ask(address, wanted)
        return _answer(view, "asked", "asked_more")

    async def confirm(self, request: Request) -> Response:
        """The page has a button; the button confirms."""
        view, token = await self._view(), request.query_params.get("t", "")
        found = await self._subscribers.whose(token, Purpose.CONFIRM)
        if found is None:
            return _answer(view, "no_such_link", "no_such_link_more", status=404)
        if request.method == "POST":
            await self._subscribers.confirm(token)
            return _answer(view, "confirmed", "confirmed_more")
        if found.confirmed:
            return _answer(view, "confirmed", "confirmed_more")
        address = found.address
        return _answer(view, "confirm", "confirm_more", button="confirm_button", address=address)

    async def leave(self, request: Request) -> Response:
        """The page has a button; pressing it, or a mailbox's own button, leaves (RFC 8058)."""
        view, token = await self._view(), request.query_params.get("t", "")
        found = await self._subscribers.whose(token, Purpose.LEAVE)
        if request.method == "POST" or found is None:
            await self._subscribers.leave(token)
            return _answer(view, "left", "left_more")
        address = found.address
        return _answer(view, "leave", "leave_more", button="leave_button", address=address)

    async def _view(self) -> PublicView:
        view = await self._page.view()
        if view is None:
            raise HTTPException(404)
        return view


def _answer(
    view: PublicView, title: str, words: str, *, status: int = 200, button: str = "", **facts: str
) -> Response:
    given = {"title": title, "words": words, "button": button, "facts": facts}
    return _html(view, "answer.html", status, **given)


def _html(view: PublicView, template: str, status: int = 200, **facts: object) -> Response:
    return Response(html(view, template, **facts), status, media_type="text/html")
