"""The page of one's own tokens: what each may do, making one, and ending one.

A token is shown in the answer to the form that made it, and never again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from firebell.app.sessions import digest
from firebell.app.tokens import MOST_DAYS, USUAL_DAYS
from firebell.domain.grants import Scope, Token, listed
from firebell.domain.permissions import Caller
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused
from firebell.web.site import guard
from firebell.web.site.entered import Entered, blank, entered, refused
from firebell.web.site.parts import Parts
from firebell.web.site.templates import Templates
from firebell.words.catalogue import SITE
from firebell.words.times import date

FIELDS = frozenset({"name", "scopes", "days"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One of them in words."""

    id: str
    name: str
    may: tuple[str, ...]
    made: str
    end: str
    ends: str
    used: str
    lasts: bool


def tokens(parts: Parts, templates: Templates) -> APIRouter:
    """Its routes."""
    router = APIRouter()

    async def show(
        request: Request, caller: Caller, form: Entered, status: int = 200, **facts: object
    ) -> Response:
        found = await parts.tokens.of(caller.person)
        shown = {"written": "", "line": "", "called": "", **facts}
        return await templates.answer(
            request,
            "tokens.html",
            caller,
            status,
            here="tokens",
            form_sent=form,
            rows=rows(found, parts),
            scopes=[(each.value, SITE[f"scope.{each.value}"]) for each in Scope],
            most_days=MOST_DAYS,
            **shown,
        )

    def empty() -> Entered:
        return blank(parts.deeds.new_key(), days=str(USUAL_DAYS), may_read="yes")

    @router.get("/tokens")
    async def ask(request: Request) -> Response:
        caller = await guard.caller_of(parts, request)
        return await show(request, caller, empty())

    @router.post("/tokens")
    async def make(request: Request) -> Response:
        caller = await guard.caller_of(parts, request)
        form = await entered(parts, request)
        if form.wrong:
            return await show(request, caller, form, 400)
        id = digest(f"{caller.person}:{form.key}")[:32]
        try:
            token, written = await parts.tokens.make(
                caller.person, form.get("name"), chosen(form), days(form), id
            )
        except Refused as why:
            form = await refused(parts, why, form, FIELDS, parts.library.playbook())
            return await show(request, caller, form, 400)
        if written is None:
            line = SITE["tokens.made_before"].format(name=token.name)
            return await show(request, caller, empty(), line=line)
        return await show(request, caller, empty(), written=written, called=token.name)

    @router.post("/tokens/{id}/revoke")
    async def revoke(request: Request, id: str) -> Response:
        caller = await guard.caller_of(parts, request)
        form = await entered(parts, request)
        if form.wrong:
            return await show(request, caller, form, 400)
        ended = await parts.tokens.revoke(caller.person, id)
        line = SITE["tokens.over"]
        if ended:
            line = SITE["tokens.revoked"].format(name=ended[0].name)
        return await show(request, caller, empty(), line=line)

    return router


def chosen(form: Entered) -> frozenset[Scope]:
    """What it may do."""
    return frozenset(scope for scope in Scope if form.get(f"may_{scope.value}") == "yes")


def days(form: Entered) -> int:
    """How many; 0, which is refused, for what is no number of them."""
    typed = form.get("days").strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0


def rows(found: Sequence[Token], parts: Parts) -> tuple[Row, ...]:
    """Those that last, and those that ended lately."""
    playbook = parts.library.playbook()
    return tuple(_row(token, playbook, lasts=parts.tokens.lasts(token)) for token in found)


def _row(token: Token, playbook: Playbook, *, lasts: bool) -> Row:
    zone = playbook.time_zone
    end = "tokens.ends" if lasts else "tokens.revoked_on" if token.revoked else "tokens.ended"
    return Row(
        id=token.id,
        name=token.name,
        may=tuple(SITE[f"scope.{scope.value}"] for scope in listed(token.scopes)),
        made=date(token.made, zone),
        end=SITE[end],
        ends=date(token.ends, zone),
        used=date(token.used, zone) if token.used else SITE["tokens.never_used"],
        lasts=lasts,
    )
