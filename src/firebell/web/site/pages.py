"""The pages: what each address answers, and to whom."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from firebell.app.sessions import LASTS, is_form_token
from firebell.domain.permissions import OUTSIDE, Caller
from firebell.web.site import guard, said, signing_in
from firebell.web.site.course_shown import course_shown
from firebell.web.site.doing import deed_names
from firebell.web.site.parts import Parts
from firebell.web.site.present import rows, whole
from firebell.web.site.process import people_in, process
from firebell.web.site.review_found import is_reviewed
from firebell.web.site.review_shown import mine as mine_shown
from firebell.web.site.templates import Templates
from firebell.words.review import state_words

LOOK_EVERY = 0.5
"""Seconds between two questions whether what is open has changed."""
KEEP_OPEN = 20.0
"""Seconds after which a line says that it stands, so that no proxy ends it."""


def pages(parts: Parts, templates: Templates) -> APIRouter:
    """Their routes."""
    router = APIRouter()
    library = parts.library

    @router.get("/")
    async def first() -> Response:
        return RedirectResponse("/now", 303)

    @router.get("/now")
    async def now(request: Request) -> Response:
        caller = await guard.caller_of(parts, request)
        found = await library.open_now(caller)
        shown = rows(found.incidents, found.names, library.playbook(), library.now())
        part = "now_list.html" if request.query_params.get("part") else "now.html"
        line = "" if part == "now_list.html" else said.line(parts, request)
        answer = await templates.answer(request, part, caller, here="now", rows=shown, said=line)
        return said.once(parts, answer, line)

    @router.get("/now/changes")
    async def changes(request: Request) -> Response:
        caller = await guard.caller_of(parts, request)
        headers = {"x-accel-buffering": "no"}
        told = _told(parts, caller, request)
        return StreamingResponse(told, media_type="text/event-stream", headers=headers)

    @router.get("/incidents/{number}")
    async def one(request: Request, number: int) -> Response:
        caller = await guard.caller_of(parts, request)
        told = await library.told(number, caller)
        if told is None:
            return await templates.answer(request, "message.html", caller, 404, key="not_found")
        line = said.line(parts, request, number)
        answer = await templates.answer(
            request,
            "incident.html",
            caller,
            here="all",
            told=whole(told, library.now()),
            course=course_shown(told, library.now()),
            deeds=deed_names(parts.deeds.offered(caller, told.incident)),
            review=state_words(told.incident.review) if told.incident.review else "",
            has_review=is_reviewed(told.incident),
            said=line,
            untold=await parts.deeds.is_untold(told.incident, just_now=bool(line)),
        )
        return said.once(parts, answer, line)

    @router.get("/mine")
    async def mine(request: Request) -> Response:
        caller = await guard.caller_of(parts, request)
        found = await library.mine(caller)
        shown = rows(found.incidents, found.names, library.playbook(), library.now())
        zone, at = library.playbook().time_zone, library.now()
        reviews = mine_shown(await library.reviews(caller), zone, at)
        return await templates.answer(
            request, "mine.html", caller, here="mine", rows=shown, reviews=reviews
        )

    @router.get("/playbook")
    async def playbook(request: Request) -> Response:
        caller = await guard.caller_of(parts, request)
        in_force = library.playbook()
        shown = process(in_force, await library.names(people_in(in_force)))
        return await templates.answer(
            request, "playbook.html", caller, here="playbook", process=shown
        )

    @router.get("/sign-in")
    async def sign_in(to: str = "/now") -> Response:
        address, kept = signing_in.begin(parts, guard.within(to))
        answer = RedirectResponse(address, 303)
        guard.keep(parts, answer, guard.UNDER_WAY, kept, guard.SIGN_IN_LASTS)
        return answer

    @router.get("/signed-in")
    async def signed_in(request: Request) -> Response:
        kept = request.cookies.get(guard.cookie(parts, guard.UNDER_WAY), "")
        person, back_to = await signing_in.finish(parts, request.query_params, kept)
        caller = await parts.who(person)
        if caller is None:
            raise guard.SlackAway
        if caller.account in OUTSIDE:
            raise guard.NotForYou
        answer = RedirectResponse(guard.within(back_to), 303)
        lasts = int(LASTS.total_seconds())
        guard.keep(parts, answer, guard.SESSION, await parts.sessions.begin(person), lasts)
        guard.forget(parts, answer, guard.UNDER_WAY)
        return answer

    @router.post("/sign-out")
    async def sign_out(request: Request, token: Annotated[str, Form()] = "") -> Response:
        session = guard.session_of(parts, request)
        if session and is_form_token(token, session):
            await parts.sessions.end(session)
        answer = RedirectResponse("/now", 303)
        guard.forget(parts, answer, guard.SESSION)
        return answer

    return router


async def _told(parts: Parts, caller: Caller, request: Request) -> AsyncIterator[str]:
    """One line whenever what this person sees of what is open has changed, and one at first: a line
    that broke missed nothing. Whoever is signed out hears no more."""
    told: object = None
    waited = 0.0
    while not await request.is_disconnected():
        seen = await parts.changes.seen_by(caller)
        if seen != told or waited >= KEEP_OPEN:
            caller = await guard.caller_of(parts, request)
            yield "event: changed\ndata:\n\n" if seen != told else ": still here\n\n"
            told, waited = seen, 0.0
        await asyncio.sleep(LOOK_EVERY)
        waited += LOOK_EVERY
