"""What programs read: incidents, one with its record, figures, the playbook."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Path, Query
from fastapi.responses import Response

from firebell.app.figures import Counted
from firebell.domain.figures import NoSpan, span_of
from firebell.domain.permissions import Caller
from firebell.web.api import models, shown
from firebell.web.api.guard import Given, Reading
from firebell.web.api.problems import Wrong, not_found
from firebell.web.site.figures_shown import mistake
from firebell.web.site.finding import ask
from firebell.web.site.parts import Parts
from firebell.words.catalogue import SITE

MOST = 100
"""Incidents at a time."""
DAY = {"format": "date"}

Number = Annotated[int, Path(ge=1, le=models.HIGHEST, description="As in INC-42: `42`.")]
Text = Annotated[str, Query(max_length=1000)]
Chosen = Annotated[str, Query(max_length=255, description="The playbook's key.")]
From = Annotated[
    str,
    Query(
        alias="from",
        max_length=40,
        description="The first day, as in `2026-11-24`.",
        json_schema_extra=DAY,
    ),
]
To = Annotated[
    str,
    Query(
        alias="to",
        max_length=40,
        description="The last day, with it.",
        json_schema_extra=DAY,
    ),
]
Status = Literal["open", "investigating", "identified", "monitoring", "closed"]

READ = "Here it is."

router = APIRouter()


@router.get("/incidents", summary="List incidents", response_description=READ, tags=["Incidents"])
async def incidents(
    parts: Given,
    caller: Reading,
    words: Annotated[
        str,
        Query(
            max_length=1000,
            description="Words of titles, descriptions, updates, notes and reviews. Every word has "
            "to be there; its beginning is enough.",
        ),
    ] = "",
    service: Chosen = "",
    severity: Chosen = "",
    status: Annotated[Status | None, Query()] = None,
    first: From = "",
    last: To = "",
    cursor: Annotated[
        str, Query(max_length=20, description="What `next_cursor` said of the page before.")
    ] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> models.Incidents:
    """All that the token may see, the newest first, narrowed as on the page *All incidents*."""
    playbook = parts.library.playbook()
    given = {"words": words, "service": service, "severity": severity, "from": first, "to": last}
    asked = ask({**given, "status": status or ""}, playbook)
    if asked.problems:
        raise Wrong({"?": " ".join(asked.problems)}, "not_searchable")
    page = await parts.library.page(caller, limit, _before(cursor), asked.wanted)
    return models.Incidents(
        incidents=[
            shown.incident(each, page.names, each.process(playbook), url_of(parts, each.number))
            for each in page.incidents
        ],
        next_cursor=str(page.before) if page.before else None,
    )


@router.get(
    "/incidents/{number}",
    summary="Read one incident",
    response_description=READ,
    tags=["Incidents"],
    response_model=models.Incident,
    responses={304: {"description": "It is as it was when `ETag` said so."}},
)
async def one(
    parts: Given,
    caller: Reading,
    number: Number,
    if_none_match: Annotated[
        str, Header(max_length=200, description="What `ETag` said: nothing is sent if it holds.")
    ] = "",
) -> Response:
    """By its number."""
    told = await parts.library.told(number, caller)
    if told is None:
        return not_found()
    found = shown.incident(told.incident, told.names, told.playbook, url_of(parts, number))
    content = found.model_dump_json()
    mark = f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'
    if mark in if_none_match:
        return Response(status_code=304, headers={"etag": mark})
    return Response(content, media_type="application/json", headers={"etag": mark})


@router.get(
    "/incidents/{number}/timeline",
    summary="Read an incident's record",
    response_description=READ,
    tags=["Incidents"],
    response_model=models.Timeline,
)
async def record(parts: Given, caller: Reading, number: Number) -> models.Timeline | Response:
    """Its lines, in order, as on its page."""
    told = await parts.library.told(number, caller)
    return not_found() if told is None else shown.entries(told)


@router.get("/playbook", summary="Read the playbook", response_description=READ, tags=["Process"])
async def playbook(parts: Given, _: Reading) -> models.Process:
    """The keys that raising and updating take."""
    return shown.process(parts.library.playbook())


@router.get("/figures", summary="Read figures", response_description=READ, tags=["Figures"])
async def figures(parts: Given, caller: Reading, first: From = "", last: To = "") -> models.Counted:
    """Of the last twelve months, or of these days, as on the page *Figures*: of what the token may
    see, and never by person."""
    return shown.counted(await _counted(parts, caller, first, last))


async def _counted(parts: Parts, caller: Caller, first: str, last: str) -> Counted:
    try:
        span = span_of(first, last, parts.counting.today())
    except NoSpan as why:
        raise Wrong({"?": mistake(why)}, why.key) from None
    return await parts.counting.of(caller, span)


def _before(cursor: str) -> int | None:
    """The number that a cursor stands for. Raises Wrong."""
    if not cursor:
        return None
    if not (cursor.isascii() and cursor.isdigit()) or not 0 < int(cursor) <= models.HIGHEST:
        raise Wrong({"?cursor": SITE["api.no_cursor"]}, "no_cursor")
    return int(cursor)


def url_of(parts: Parts, number: int) -> str:
    """The incident's page."""
    return f"{parts.address()}/incidents/{number}"
