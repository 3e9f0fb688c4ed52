"""The page of figures, and the same as a file: of a span of days, as far as whoever asks sees."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from firebell.app.figures import Counted
from firebell.domain.figures import NoSpan, span_of
from firebell.domain.permissions import Caller
from firebell.web.site import guard
from firebell.web.site.figures_shown import COLUMNS, lines, mistake, shown
from firebell.web.site.parts import Parts
from firebell.web.site.templates import Templates
from firebell.words.export_csv import to_csv

First = Annotated[str, Query(alias="from")]
Last = Annotated[str, Query(alias="to")]


def figures(parts: Parts, templates: Templates) -> APIRouter:
    """Their routes."""
    router = APIRouter()

    async def counted(caller: Caller, first: str, last: str) -> Counted:
        span = span_of(first, last, parts.counting.today())
        return await parts.counting.of(caller, span)

    async def no_span(request: Request, caller: Caller, why: NoSpan) -> Response:
        query = request.query_params
        return await templates.answer(
            request,
            "figures.html",
            caller,
            400,
            here="figures",
            mistake=mistake(why),
            first=query.get("from", ""),
            last=query.get("to", ""),
            shown=None,
        )

    @router.get("/figures")
    async def page(request: Request, first: First = "", last: Last = "") -> Response:
        caller = await guard.caller_of(parts, request)
        try:
            found = await counted(caller, first, last)
        except NoSpan as why:
            return await no_span(request, caller, why)
        return await templates.answer(
            request,
            "figures.html",
            caller,
            here="figures",
            mistake="",
            first=found.span.first.isoformat(),
            last=found.span.last.isoformat(),
            shown=shown(found),
        )

    @router.get("/figures.csv")
    async def file(request: Request, first: First = "", last: Last = "") -> Response:
        caller = await guard.caller_of(parts, request)
        try:
            found = await counted(caller, first, last)
        except NoSpan as why:
            return await no_span(request, caller, why)
        name = f"figures-{found.span.first}-{found.span.last}.csv"
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return Response(to_csv(lines(found), COLUMNS), media_type="text/csv", headers=headers)

    return router
