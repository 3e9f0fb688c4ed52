"""The review that an address is about, for whoever may see its incident; for others, none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from firebell.app.library import Told
from firebell.domain.commands import Command
from firebell.domain.incident import Incident, Outcome
from firebell.domain.permissions import Caller
from firebell.domain.refusals import Refused
from firebell.web.site import guard, said
from firebell.web.site.entered import Entered, key_of, why_not
from firebell.web.site.parts import Parts
from firebell.web.site.templates import Templates
from firebell.words.catalogue import SITE


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asks, how, and the incident with all that happened in it."""

    request: Request
    caller: Caller
    told: Told

    @property
    def incident(self) -> Incident:
        """The incident."""
        return self.told.incident

    @property
    def address(self) -> str:
        """Of its review."""
        return f"/incidents/{self.incident.number}/review"


Answer = Callable[[Asked], Awaitable[Response]]


class Reviews:
    """Finds them, and says why there is none or why something is not possible."""

    def __init__(self, parts: Parts, templates: Templates) -> None:
        self.parts = parts
        self.templates = templates

    async def of(self, request: Request, number: int, answer: Answer) -> Response:
        """Whatever is answered of an incident that this person sees."""
        caller = await guard.caller_of(self.parts, request)
        told = await self.parts.library.told(number, caller)
        if told is None:
            return await self._missing(request, caller)
        try:
            return await answer(Asked(request=request, caller=caller, told=told))
        except Refused as why:
            if why.key == "no_such_incident":
                return await self._missing(request, caller)
            return await self.refused(Asked(request=request, caller=caller, told=told), why)

    async def begun(self, request: Request, number: int, answer: Answer) -> Response:
        """The same where there is a review; else where one is begun."""

        async def or_begin(asked: Asked) -> Response:
            if asked.incident.review is None:
                return RedirectResponse(asked.address, 303)
            return await answer(asked)

        return await self.of(request, number, or_begin)

    async def missing(self, asked: Asked) -> Response:
        """There is no such page."""
        return await self._missing(asked.request, asked.caller)

    async def refused(self, asked: Asked, why: Refused) -> Response:
        """Why something is not possible."""
        words = await why_not(self.parts, why, asked.told.playbook)
        return await self.plainly(asked, words, 403)

    async def plainly(self, asked: Asked, words: str, status: int) -> Response:
        """One sentence on a page."""
        return await self.show(asked, "refused.html", status, title=SITE["rev"], words=words)

    async def show(
        self, asked: Asked, template: str, status: int = 200, **facts: object
    ) -> Response:
        """A page about it."""
        known = {"here": "all", "incident": asked.incident, "address": asked.address, **facts}
        return await self.templates.answer(asked.request, template, asked.caller, status, **known)

    def lets(self, asked: Asked, kind: type[Command], closed: bool = False) -> bool:
        """Whether they may ask for this; `closed`: once it is over only."""
        if closed and asked.incident.is_open:
            return False
        return self.parts.deeds.lets(asked.caller, kind, asked.incident)

    async def _missing(self, request: Request, caller: Caller) -> Response:
        return await self.templates.answer(request, "message.html", caller, 404, key="not_found")


def is_reviewed(incident: Incident) -> bool:
    """Whether there is a review, or may be one now."""
    ending = incident.ending
    resolved = ending is not None and ending.outcome is Outcome.RESOLVED
    return incident.review is not None or resolved


async def done(
    reviews: Reviews, asked: Asked, command: Command, form: Entered, line: str, behind: str = ""
) -> Response:
    """Carried out, and said on the page after it. Raises Refused."""
    incidents, key = reviews.parts.deeds.incidents, key_of(asked.caller, form)
    handled = await incidents.handle(asked.incident.id, command, asked.caller, f"form:{key}")
    said_then = line if handled.events else "nothing_changed"
    shown_then = "done_already" if handled.repeated else said_then
    to = f"{asked.address}{behind}"
    return said.led(reviews.parts, to, shown_then, asked.incident.number)
