"""Reading a review: as it stands, as it stood, what changed, for the printer, and as a file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from firebell.app.review import NotMade
from firebell.domain.commands import (
    CommentOnReview,
    PublishReview,
    SaveReview,
    SendForReview,
    StartReview,
)
from firebell.web.site import review_shown as shown
from firebell.web.site import said
from firebell.web.site.entered import Entered, blank
from firebell.web.site.parts import Parts
from firebell.web.site.review_found import Asked, Reviews, is_reviewed
from firebell.web.site.templates import Templates
from firebell.words.catalogue import SITE
from firebell.words.document import Document
from firebell.words.review import document
from firebell.words.review_markdown import to_markdown
from firebell.words.say import reason

Version = Annotated[int | None, Query(ge=1, le=2**31)]
Since = Annotated[int | None, Query(ge=0, le=2**31)]
TYPES = {
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
INSTEAD = {"docx": "rev.no_word", "pdf": "rev.no_pdf"}
"""What is said where a format is not set up."""


def reading(parts: Parts, templates: Templates) -> APIRouter:
    """Its routes."""
    router = APIRouter()
    reviews = Reviews(parts, templates)

    @router.get("/incidents/{number}/review")
    async def read(
        request: Request, number: int, version: Version = None, since: Since = None
    ) -> Response:
        async def answer(asked: Asked) -> Response:
            if asked.incident.review is None:
                return await _none_yet(reviews, asked)
            if not _is_there(asked, version):
                return await reviews.missing(asked)
            form = blank(parts.deeds.new_key())
            return await page(reviews, asked, form, version=version, since=since)

        return await reviews.of(request, number, answer)

    @router.get("/incidents/{number}/review/versions")
    async def all_versions(request: Request, number: int) -> Response:
        async def answer(asked: Asked) -> Response:
            saved = shown.saved(asked.told, parts.library.now())
            return await reviews.show(asked, "review_versions.html", saved=saved)

        return await reviews.begun(request, number, answer)

    @router.get("/incidents/{number}/review/changes")
    async def changes(
        request: Request,
        number: int,
        first: Annotated[int, Query(alias="from", ge=0, le=2**31)],
        last: Annotated[int, Query(alias="to", ge=1, le=2**31)],
    ) -> Response:
        async def answer(asked: Asked) -> Response:
            if not _is_there(asked, last) or not _is_there(asked, first or None):
                return await reviews.missing(asked)
            found = shown.changed(asked.told, first, last)
            saved = shown.saved(asked.told, parts.library.now())
            return await reviews.show(
                asked, "review_changes.html", changed=found, first=first, last=last, saved=saved
            )

        return await reviews.begun(request, number, answer)

    @router.get("/incidents/{number}/review/print")
    async def to_print(request: Request, number: int, version: Version = None) -> Response:
        async def answer(asked: Asked) -> Response:
            if not _is_there(asked, version):
                return await reviews.missing(asked)
            review = shown.whole(asked.told, parts.library.now(), version)
            return await reviews.show(asked, "review_print.html", review=review)

        return await reviews.begun(request, number, answer)

    def file_as(kind: str) -> Callable[..., object]:
        async def as_file(request: Request, number: int, version: Version = None) -> Response:
            async def answer(asked: Asked) -> Response:
                if not _is_there(asked, version):
                    return await reviews.missing(asked)
                return await _file(reviews, asked, kind, version)

            return await reviews.begun(request, number, answer)

        return as_file

    for kind in TYPES:
        address = f"/incidents/{{number}}/review.{kind}"
        router.add_api_route(address, file_as(kind), methods=["GET"], response_model=None)
    return router


def _is_there(asked: Asked, version: int | None) -> bool:
    review = asked.incident.review
    return version is None or (review is not None and version <= review.version)


async def page(
    reviews: Reviews,
    asked: Asked,
    form: Entered,
    status: int = 200,
    version: int | None = None,
    since: int | None = None,
) -> Response:
    """The review, with the form of a comment."""
    parts, told, review = reviews.parts, asked.told, asked.incident.review
    assert review is not None, "a review that nobody has begun has a page of its own"
    now = parts.library.now()
    older = version is not None and version != review.version
    line = said.line(parts, asked.request, asked.incident.number)
    answer = await reviews.show(
        asked,
        "review.html",
        status,
        review=shown.whole(told, now, version if older else None),
        version=version if older else None,
        newest=review.version,
        since=shown.since(told, now, since, asked.caller.person) if since is not None else (),
        said=line,
        is_saved=bool(line) and since is not None,
        untold=await parts.deeds.is_untold(told.incident, just_now=bool(line)),
        form_sent=form,
        abouts=list(shown.titles_of(told).items()),
        deeds=[
            deed
            for deed, kind, closed in (
                ("edit", SaveReview, False),
                ("send", SendForReview, True),
                ("publish", PublishReview, True),
            )
            if reviews.lets(asked, kind, closed) and not older
        ],
        may_comment=reviews.lets(asked, CommentOnReview) and not older,
        kinds=["md", *sorted(parts.files)],
        draft=_draft(asked),
    )
    return said.once(parts, answer, line)


def _draft(asked: Asked) -> str:
    return f"{asked.address}:{asked.caller.person}"


async def _none_yet(reviews: Reviews, asked: Asked) -> Response:
    incident = asked.incident
    may = reviews.lets(asked, StartReview, closed=True) and is_reviewed(incident)
    key = "rev.not_begun" if is_reviewed(incident) else "rev.of_nothing"
    return await reviews.show(
        asked,
        "review_none.html",
        words=SITE["rev.open_still" if incident.is_open else key],
        may=may,
        form_sent=blank(reviews.parts.deeds.new_key()),
    )


async def _file(reviews: Reviews, asked: Asked, kind: str, version: int | None) -> Response:
    parts, told = reviews.parts, asked.told
    maker = parts.files.get(kind)
    if maker is None and kind in INSTEAD:
        return await reviews.plainly(asked, SITE[INSTEAD[kind]], 501)
    names, now = told.names, parts.library.now()
    review = document(told.incident, told.events, names, told.playbook, now, version)
    try:
        made = await asyncio.to_thread(maker, review, told.playbook) if maker else _text(review)
    except NotMade as why:
        words = SITE["rev.not_made"].format(reason=reason(why.reason))
        return await reviews.plainly(asked, words, 500)
    file = f"{told.incident.number_label.lower()}-review.{kind}"
    headers = {"content-disposition": f'attachment; filename="{file}"'}
    return Response(made, media_type=TYPES[kind], headers=headers)


def _text(review: Document) -> bytes:
    return to_markdown(review).encode()
