"""Handing a review on: to those who are asked to read it, and to all, once it is done."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from firebell.domain.commands import PublishReview, SendForReview
from firebell.domain.moves.review import summary_key, summary_of
from firebell.domain.review import written
from firebell.web.site import review_shown as shown
from firebell.web.site.cleaned import html
from firebell.web.site.entered import Entered, blank, entered
from firebell.web.site.parts import Parts
from firebell.web.site.review_found import Asked, Reviews, done

READER = "reader."


def handing_on(parts: Parts, reviews: Reviews) -> APIRouter:
    """Its routes."""
    router = APIRouter()

    @router.get("/incidents/{number}/review/send")
    async def ask(request: Request, number: int) -> Response:
        async def answer(asked: Asked) -> Response:
            return await _send_form(reviews, asked, blank(parts.deeds.new_key()))

        return await reviews.begun(request, number, answer)

    @router.post("/incidents/{number}/review/send")
    async def send(request: Request, number: int) -> Response:
        async def answer(asked: Asked) -> Response:
            sent = await entered(parts, request)
            if sent.wrong:
                return await _send_form(reviews, asked, sent, 400)
            known = dict(shown.readers(asked.told, asked.caller.person))
            chosen = tuple(each for each in known if sent.get(f"{READER}{each}"))
            command = SendForReview(by=asked.caller.person, readers=chosen)
            return await done(reviews, asked, command, sent, "review_sent")

        return await reviews.begun(request, number, answer)

    @router.get("/incidents/{number}/review/publish")
    async def publish_form(request: Request, number: int) -> Response:
        async def answer(asked: Asked) -> Response:
            return await _publish_form(reviews, asked, blank(parts.deeds.new_key()))

        return await reviews.begun(request, number, answer)

    @router.post("/incidents/{number}/review/publish")
    async def publish(request: Request, number: int) -> Response:
        async def answer(asked: Asked) -> Response:
            sent = await entered(parts, request)
            if sent.wrong:
                return await _publish_form(reviews, asked, sent, 400)
            command = PublishReview(by=asked.caller.person)
            return await done(reviews, asked, command, sent, "review_published")

        return await reviews.begun(request, number, answer)

    return router


async def _send_form(reviews: Reviews, asked: Asked, form: Entered, status: int = 200) -> Response:
    reviews.parts.deeds.check(asked.caller, SendForReview, asked.incident)
    readers = shown.readers(asked.told, asked.caller.person)
    return await reviews.show(
        asked, "review_send.html", status, form_sent=form, readers=readers, reader=READER
    )


async def _publish_form(
    reviews: Reviews, asked: Asked, form: Entered, status: int = 200
) -> Response:
    reviews.parts.deeds.check(asked.caller, PublishReview, asked.incident)
    texts, playbook = written(asked.told.events), asked.told.playbook
    summary = summary_of(texts, playbook)
    missing = shown.titles_of(asked.told).get(summary_key(playbook), "")
    return await reviews.show(
        asked,
        "review_publish.html",
        status,
        form_sent=form,
        summary=html(summary or ""),
        missing="" if summary else missing,
    )
