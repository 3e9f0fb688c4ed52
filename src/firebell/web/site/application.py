"""The website as one application, to be mounted behind health and Slack's requests.

It publishes no description of itself yet, and an address that leads nowhere says so on a page.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from firebell.domain.permissions import Caller
from firebell.domain.refusals import Refused
from firebell.web.site import guard
from firebell.web.site.doing import doing
from firebell.web.site.entered import KEPT_AS, kept, why_not
from firebell.web.site.figures import figures
from firebell.web.site.finding import finding
from firebell.web.site.guard import NeedsSignIn, NotForYou, SlackAway
from firebell.web.site.pages import pages
from firebell.web.site.parts import Parts
from firebell.web.site.raising import raising
from firebell.web.site.review_reading import reading
from firebell.web.site.review_writing import writing
from firebell.web.site.services import services
from firebell.web.site.signing_in import NotSignedIn
from firebell.web.site.templates import Templates
from firebell.web.site.tokens import tokens
from firebell.words.catalogue import SITE

STATIC = Path(__file__).parent / "static"
Handler = Callable[[Request, Any], Coroutine[Any, Any, Response]]


def website(parts: Parts) -> Mount:
    """All of its addresses."""
    templates = Templates(parts)
    app = FastAPI(
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        exception_handlers=_handlers(parts, templates),
    )
    app.include_router(pages(parts, templates))
    app.include_router(figures(parts, templates))
    app.include_router(finding(parts, templates))
    app.include_router(raising(parts, templates))
    app.include_router(doing(parts, templates))
    app.include_router(services(parts, templates))
    app.include_router(tokens(parts, templates))
    app.include_router(reading(parts, templates))
    app.include_router(writing(parts, templates))
    app.mount("/static", StaticFiles(directory=STATIC))
    app.add_middleware(guard.Headers)
    return Mount("/", app)


def _handlers(parts: Parts, templates: Templates) -> dict[int | type[Exception], Handler]:
    """What a page says where it can't be what was asked for."""

    async def sign_in(request: Request, _: Exception) -> Response:
        if request.url.path == "/now/changes" or request.query_params.get("part"):
            return Response(status_code=401)
        if request.method == "POST":
            typed = await kept(parts, request)
            if typed:
                read = [words for name, words in typed.items() if words and name not in KEPT_AS]
                return await templates.answer(
                    request, "kept.html", None, 401, typed=typed, read=read
                )
        to = guard.within(str(request.url).removeprefix(str(request.base_url).rstrip("/")))
        return await templates.answer(request, "sign_in.html", None, 401, to=to)

    async def said(request: Request, key: str, status: int, **facts: object) -> Response:
        return await templates.answer(request, "message.html", None, status, key=key, **facts)

    async def not_for_you(request: Request, _: Exception) -> Response:
        answer = await said(request, "not_for_you", 403)
        guard.forget(parts, answer, guard.SESSION)
        return answer

    async def slack_away(request: Request, _: Exception) -> Response:
        return await said(request, "slack_away", 503, again=request.url.path)

    async def not_signed_in(request: Request, why: Exception) -> Response:
        answer = await said(request, str(why), 403, again="/sign-in")
        guard.forget(parts, answer, guard.UNDER_WAY)
        return answer

    async def refused(request: Request, why: Exception) -> Response:
        assert isinstance(why, HTTPException)
        if why.status_code == 405:
            return Response(status_code=405, headers=why.headers)
        return await _not_found(parts, templates, request)

    async def unreadable(request: Request, _: Exception) -> Response:
        return await _not_found(parts, templates, request)

    async def not_possible(request: Request, why: Exception) -> Response:
        assert isinstance(why, Refused)
        caller = await guard.caller_of(parts, request)
        words = await why_not(parts, why, parts.library.playbook())
        title = SITE["incident"]
        return await templates.answer(
            request, "refused.html", caller, 403, title=title, words=words
        )

    return {
        Refused: not_possible,
        NeedsSignIn: sign_in,
        NotForYou: not_for_you,
        SlackAway: slack_away,
        NotSignedIn: not_signed_in,
        HTTPException: refused,
        RequestValidationError: unreadable,
    }


async def _not_found(parts: Parts, templates: Templates, request: Request) -> Response:
    """With the pages' own links for whoever is signed in."""
    caller: Caller | None = None
    with suppress(NeedsSignIn, NotForYou, SlackAway):
        caller = await guard.caller_of(parts, request)
    return await templates.answer(request, "message.html", caller, 404, key="not_found")
