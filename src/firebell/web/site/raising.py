"""Raising on a page: the same three answers as in Slack, and the same questions before it happens.

Whom to ask for a role is left to the service's usual leads. It is announced where the playbook
says; there is no channel that it was asked for in.
"""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from firebell.app.incidents import Handled
from firebell.domain.commands import Declare
from firebell.domain.incident import Incident
from firebell.domain.permissions import AccountType, Caller
from firebell.domain.playbook import UNSURE, Playbook
from firebell.domain.refusals import Refused
from firebell.web.site import guard, said
from firebell.web.site.entered import Entered, blank, entered, key_of, refused, why_not
from firebell.web.site.parts import Parts
from firebell.web.site.templates import Templates
from firebell.words.catalogue import SITE
from firebell.words.say import form as words_of
from firebell.words.times import clock

FIELDS = frozenset({"title", "service", "severity", "sensitive", "description"})


def raising(parts: Parts, templates: Templates) -> APIRouter:
    """Its routes."""
    router = APIRouter()
    deeds = parts.deeds

    async def show(
        request: Request,
        caller: Caller,
        form: Entered,
        status: int = 200,
        similar: Incident | None = None,
        quiet: bool = False,
    ) -> Response:
        playbook = parts.library.playbook()
        return await templates.answer(
            request,
            "raise.html",
            caller,
            status,
            here="raise",
            form_sent=form,
            services=_services(playbook),
            severities=_severities(playbook),
            similar=_similar(similar, parts, playbook) if similar else None,
            seen=str(similar.number) if similar else form.get("similar"),
            quiet=quiet,
        )

    async def left_to_others(request: Request, caller: Caller, why: Refused) -> Response:
        words = await why_not(parts, why, parts.library.playbook())
        return await templates.answer(
            request, "refused.html", caller, 403, here="raise", title=SITE["raise"], words=words
        )

    @router.get("/raise")
    async def ask(request: Request) -> Response:
        caller = await guard.caller_of(parts, request)
        try:
            deeds.check(caller, Declare)
        except Refused as why:
            return await left_to_others(request, caller, why)
        return await show(request, caller, blank(deeds.new_key(), sensitive="no"))

    @router.post("/raise")
    async def raise_it(request: Request) -> Response:
        caller = await guard.caller_of(parts, request)
        form = _complete(await entered(parts, request))
        try:
            deeds.check(caller, Declare)
        except Refused as why:
            return await left_to_others(request, caller, why)
        if form.wrong:
            return await show(request, caller, form, 400)
        command = _command(caller, form)
        if not form.get("similar"):
            similar = await deeds.incidents.similar(command, caller)
            if similar is not None:
                return await show(request, caller, form, similar=similar)
        try:
            return _done(parts, caller, await deeds.incidents.declare(command, caller))
        except Refused as why:
            if why.key == "pings_too_often":
                return await show(request, caller, form, quiet=True)
            form = await refused(parts, why, form, FIELDS, parts.library.playbook())
            return await show(request, caller, form, 400)

    return router


def _complete(form: Entered) -> Entered:
    """With what has to be chosen and is not."""
    missing = [name for name in ("service", "severity") if not form.get(name)]
    unclear = [] if form.get("sensitive") in ("yes", "no") else ["sensitive"]
    wrong = dict.fromkeys((*missing, *unclear), SITE["do.choose"])
    return replace(form, wrong={**wrong, **form.wrong})


def _command(caller: Caller, form: Entered) -> Declare:
    return Declare(
        by=caller.person,
        key=key_of(caller, form),
        title=form.get("title"),
        service=form.get("service"),
        severity=form.get("severity"),
        description=form.get("description"),
        private=form.get("sensitive") == "yes",
        drill=form.get("drill") == "yes",
        aloud=form.get("quiet") != "yes",
    )


def _done(parts: Parts, caller: Caller, handled: Handled) -> Response:
    """To its page; where whoever raised it comes into its channel a moment later, to what is open:
    its page may not be there in between."""
    incident = handled.incident
    key = "raised_drill" if incident.drill else "raised"
    if handled.repeated:
        key = "corrected" if handled.events else "repeated"
    hidden = incident.private or caller.account is AccountType.GUEST
    if hidden and not handled.repeated:
        key = "raised_private"
    to = "/now" if hidden else f"/incidents/{incident.number}"
    return said.led(parts, to, key, incident.number)


def _services(playbook: Playbook) -> list[tuple[str, str]]:
    known = [(service.key, service.name) for service in playbook.services]
    return [*known, (UNSURE, SITE["unsure"])]


def _severities(playbook: Playbook) -> list[tuple[str, str, str]]:
    """What is sent, what it is called, what it means."""
    known = [(each.key, each.key, each.criteria) for each in playbook.severities]
    unsure = words_of("declare.severity.unsure", severity=playbook.when_unsure)
    return [*known, (UNSURE, unsure, "")]


def _similar(similar: Incident, parts: Parts, playbook: Playbook) -> dict[str, str]:
    when = clock(similar.milestones.raised, playbook.time_zone, parts.library.now())
    words = SITE["raise.similar"].format(label=similar.label, when=when, title=similar.title)
    return {
        "words": words,
        "address": f"/incidents/{similar.number}",
        "open": SITE["raise.open"].format(label=similar.label),
    }
