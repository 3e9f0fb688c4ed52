"""What can be wrong: each service of the playbook, who is asked first, and how it goes.

What there is to see comes from the playbook that is in force; which incidents, from the gate: what
somebody may not see is in no list and in no count here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from firebell.domain.figures import day_of
from firebell.domain.incident import Incident
from firebell.domain.permissions import Caller
from firebell.domain.playbook import Playbook, Service
from firebell.domain.searching import Wanted
from firebell.web.site import guard
from firebell.web.site.parts import Parts
from firebell.web.site.present import rows
from firebell.web.site.process import around, leads, people_in
from firebell.web.site.templates import Templates
from firebell.words.catalogue import SITE
from firebell.words.times import day_words

NEWEST = 10
"""Incidents on the page of one service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One service in the list of all, in which those come first of which something is open."""

    key: str
    name: str
    open: int
    stands: str
    last: str


def services(parts: Parts, templates: Templates) -> APIRouter:
    """Their routes."""
    router = APIRouter()
    library = parts.library

    @router.get("/services")
    async def all_of_them(request: Request) -> Response:
        caller = await guard.caller_of(parts, request)
        playbook = library.playbook()
        found = (await library.open_now(caller)).incidents
        lines = [
            _line(each, found, await library.last_of(caller, each.key), playbook)
            for each in playbook.services
        ]
        lines.sort(key=lambda line: not line.open)
        return await templates.answer(
            request, "services.html", caller, here="service_pages", lines=lines
        )

    @router.get("/services/{key}")
    async def one(request: Request, key: str) -> Response:
        caller = await guard.caller_of(parts, request)
        service = library.playbook().service(key)
        if service is None:
            return await templates.answer(request, "message.html", caller, 404, key="not_found")
        return await _one(parts, templates, request, caller, service)

    return router


async def _one(
    parts: Parts, templates: Templates, request: Request, caller: Caller, service: Service
) -> Response:
    library, now = parts.library, parts.library.now()
    playbook = library.playbook().of(service.key)
    found = await library.page(caller, NEWEST, wanted=Wanted(service=service.key))
    every_open = await library.open_now(caller)
    standing = [each for each in every_open.incidents if each.service == service.key]
    return await templates.answer(
        request,
        "service.html",
        caller,
        here="service_pages",
        service=service,
        stands=_stands(len(standing)),
        leads=leads(service, playbook, await library.names(people_in(playbook))),
        around=list(around(service, library.playbook())),
        documents=[(page.title, page.url) for page in playbook.documents],
        standing=rows(standing, every_open.names, playbook, now),
        newest=rows(found.incidents, found.names, playbook, now),
    )


def _line(
    service: Service, standing: Sequence[Incident], last: Incident | None, playbook: Playbook
) -> Line:
    count = sum(1 for each in standing if each.service == service.key)
    return Line(
        key=service.key,
        name=service.name,
        open=count,
        stands=_stands(count) if last else SITE["service_never"],
        last=_last(last, playbook) if last else "",
    )


def _stands(count: int) -> str:
    if count == 1:
        return SITE["service_open_one"]
    return SITE["service_open"].format(n=count) if count else SITE["service_well"]


def _last(last: Incident, playbook: Playbook) -> str:
    day = day_of(last.milestones.raised, playbook.time_zone)
    return SITE["service_last"].format(day=day_words(day.isoformat()))
