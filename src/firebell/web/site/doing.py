"""What can be done to one incident on pages: an update, the end, a note; each has its own form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response

from firebell.domain.commands import Close, Command, Note, Update
from firebell.domain.incident import OPEN, Incident, Outcome, Status
from firebell.domain.permissions import Caller
from firebell.domain.playbook import UNSURE, Playbook
from firebell.domain.refusals import Refused
from firebell.web.site import guard, said
from firebell.web.site.entered import Entered, blank, entered, key_of, refused, why_not
from firebell.web.site.parts import Parts
from firebell.web.site.templates import Templates
from firebell.words.catalogue import OUTCOMES, SITE, STATUSES
from firebell.words.reading import number_in
from firebell.words.say import form as words_of
from firebell.words.times import duration

LONGEST_PROMISE = 7 * 24 * 60
"""Minutes until the next update, at most."""

Read = Callable[[Parts, Caller, Entered], "Command | Entered"]
Begin = Callable[[Incident], Mapping[str, str]]
Choices = Callable[[Incident, Playbook], Mapping[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One of them: its name in addresses and words, what it asks for, its fields, what the form
    begins with and offers, and how it is read: as the command, or as the form with what is
    wrong."""

    name: str
    kind: type[Command]
    fields: frozenset[str]
    done: str
    begin: Begin
    choices: Choices
    read: Read


def doing(parts: Parts, templates: Templates) -> APIRouter:
    """Their routes."""
    router = APIRouter()
    for deed in DEEDS:
        form = _Form(parts, templates, deed)
        address = f"/incidents/{{number}}/{deed.name}"
        router.add_api_route(address, form.ask, methods=["GET"], response_model=None)
        router.add_api_route(address, form.sent, methods=["POST"], response_model=None)
    return router


class _Form:
    """The two answers of one form."""

    def __init__(self, parts: Parts, templates: Templates, deed: Deed) -> None:
        self._parts = parts
        self._templates = templates
        self._deed = deed

    async def ask(self, request: Request, number: int) -> Response:
        """The form, empty."""
        caller = await guard.caller_of(self._parts, request)

        async def answer(incident: Incident) -> Response:
            begins = self._deed.begin(incident)
            form = blank(self._parts.deeds.new_key(), **begins)
            return await self._show(request, caller, incident, form)

        return await self._of(request, caller, number, answer)

    async def sent(self, request: Request, number: int) -> Response:
        """It is done, or the form once more."""
        caller = await guard.caller_of(self._parts, request)

        async def answer(incident: Incident) -> Response:
            form = await entered(self._parts, request)
            if form.wrong:
                return await self._show(request, caller, incident, form, 400)
            asked = self._deed.read(self._parts, caller, form)
            if isinstance(asked, Entered):
                return await self._show(request, caller, incident, asked, 400)
            return await self._do(request, caller, incident, form, asked)

        return await self._of(request, caller, number, answer)

    async def _of(
        self,
        request: Request,
        caller: Caller,
        number: int,
        answer: Callable[[Incident], Awaitable[Response]],
    ) -> Response:
        """For whoever may; who may not reads why, who may not see it that it is not there."""
        found = await self._parts.deeds.find(number, caller)
        if found is None:
            return await self._missing(request, caller)
        try:
            self._parts.deeds.check(caller, self._deed.kind, found)
        except Refused as why:
            words = await why_not(self._parts, why, self._process(found))
            title = f"{found.label} {found.title}"
            return await self._templates.answer(
                request, "refused.html", caller, 403, here="all", title=title, words=words
            )
        return await answer(found)

    async def _do(
        self, request: Request, caller: Caller, incident: Incident, form: Entered, asked: Command
    ) -> Response:
        incidents, deed, key = self._parts.deeds.incidents, self._deed, key_of(caller, form)
        try:
            handled = await incidents.handle(incident.id, asked, caller, f"form:{key}")
        except Refused as why:
            if why.key == "no_such_incident":
                return await self._missing(request, caller)
            process = self._process(incident)
            form = await refused(self._parts, why, form, deed.fields, process)
            return await self._show(request, caller, incident, form, 400)
        done = deed.done if handled.events else "nothing_changed"
        line = "done_already" if handled.repeated else done
        return said.led(self._parts, f"/incidents/{incident.number}", line, incident.number)

    async def _show(
        self,
        request: Request,
        caller: Caller,
        incident: Incident,
        form: Entered,
        status: int = 200,
    ) -> Response:
        deed = self._deed
        return await self._templates.answer(
            request,
            f"{deed.name}.html",
            caller,
            status,
            here="all",
            incident=incident,
            form_sent=form,
            **deed.choices(incident, self._process(incident)),
        )

    async def _missing(self, request: Request, caller: Caller) -> Response:
        return await self._templates.answer(request, "message.html", caller, 404, key="not_found")

    def _process(self, incident: Incident) -> Playbook:
        return incident.process(self._parts.library.playbook())


def _stands(incident: Incident) -> str:
    """The severity, as the form shows it: whoever leaves it confirms nothing."""
    return incident.severity if incident.severity_confirmed else UNSURE


def _begin_update(incident: Incident) -> Mapping[str, str]:
    doing = incident.last_update.doing if incident.last_update else ""
    status, severity = incident.status.value, _stands(incident)
    return {
        "doing": doing,
        "status": status,
        "severity": severity,
        "stood_doing": doing,
        "stood_status": status,
        "stood_severity": severity,
    }


def _update_choices(incident: Incident, playbook: Playbook) -> Mapping[str, object]:
    severities = [(each.key, each.key) for each in playbook.severities]
    if not incident.severity_confirmed:
        words = words_of("update.severity.unconfirmed", severity=incident.severity)
        severities.insert(0, (UNSURE, words))
    elif incident.severity not in dict(severities):
        severities.insert(0, (incident.severity, incident.severity))
    every = playbook.severity(incident.severity).update_every
    rhythm = SITE["do.minutes_kept"].format(length=duration(every)) if every else ""
    return {
        "statuses": [(status.value, STATUSES[status], "") for status in OPEN],
        "severities": severities,
        "criteria": [(each.key, each.criteria) for each in playbook.severities if each.criteria],
        "rhythm": rhythm or SITE["do.minutes_none"],
        "goes_to": words_of("update.goes_to.private" if incident.private else "update.goes_to"),
    }


def _read_update(parts: Parts, caller: Caller, form: Entered) -> Command | Entered:
    """Only what differs from what the form showed is said, as in Slack."""
    status = form.get("status")
    if status not in {each.value for each in OPEN}:
        form = form.but(status=SITE["do.choose"])
    minutes = _minutes(form.get("next_update"))
    if minutes is None:
        form = form.but(next_update=SITE["do.minutes_wrong"])
    if form.wrong:
        return form
    return Update(
        by=caller.person,
        known=form.get("known"),
        doing=None if _same(form, "doing") and form.get("doing") else form.get("doing"),
        status=None if _same(form, "status") else Status(status),
        severity=None if _same(form, "severity") else form.get("severity"),
        next_update=parts.library.now() + timedelta(minutes=minutes) if minutes else None,
    )


def _same(form: Entered, name: str) -> bool:
    return form.get(name) == form.get(f"stood_{name}")


def _minutes(typed: str) -> int | None:
    """How many; 0 where none are said, None for what is no number of them."""
    typed = typed.strip()
    if not typed:
        return 0
    if not (typed.isascii() and typed.isdigit()) or len(typed) > len(str(LONGEST_PROMISE)):
        return None
    return int(typed) if 0 < int(typed) <= LONGEST_PROMISE else None


def _close_choices(_: Incident, __: Playbook) -> Mapping[str, object]:
    return {"outcomes": [(key, words, "") for key, words in OUTCOMES.items()]}


def _read_close(_: Parts, caller: Caller, form: Entered) -> Command | Entered:
    """The times are not asked for, so they are assumed and called so."""
    outcome = form.get("outcome")
    if outcome not in {each.value for each in Outcome}:
        return form.but(outcome=SITE["do.choose"])
    is_same = outcome == Outcome.DUPLICATE
    return Close(
        by=caller.person,
        outcome=Outcome(outcome),
        summary=form.get("summary"),
        duplicate_of=number_in(form.get("duplicate_of")) if is_same else None,
    )


def _read_note(_: Parts, caller: Caller, form: Entered) -> Command | Entered:
    return Note(by=caller.person, text=form.get("words"))


DEEDS = (
    Deed(
        name="update",
        kind=Update,
        fields=frozenset({"known", "doing", "status", "severity", "next_update"}),
        done="updated",
        begin=_begin_update,
        choices=_update_choices,
        read=_read_update,
    ),
    Deed(
        name="close",
        kind=Close,
        fields=frozenset({"outcome", "duplicate_of", "summary"}),
        done="closed",
        begin=lambda _: {"outcome": Outcome.RESOLVED.value},
        choices=_close_choices,
        read=_read_close,
    ),
    Deed(
        name="note",
        kind=Note,
        fields=frozenset({"words"}),
        done="noted",
        begin=lambda _: {},
        choices=lambda _, __: {},
        read=_read_note,
    ),
)


def deed_names(kinds: Collection[type[Command]]) -> tuple[str, ...]:
    """Those that lead to what may be done, in order."""
    return tuple(deed.name for deed in DEEDS if deed.kind in kinds)
