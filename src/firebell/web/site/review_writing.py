"""Writing a review: begin it, write its sections, comment.

Whoever saves has seen what they overtake: where somebody else wrote in the same section meanwhile,
nothing is saved, both texts are shown, and one press saves them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from firebell.domain.commands import (
    CommentOnReview,
    SaveReview,
    StartReview,
)
from firebell.domain.merging import merged
from firebell.domain.moves.review import tidy
from firebell.domain.refusals import Refused
from firebell.domain.review import LONGEST, written
from firebell.web.site import review_reading, said
from firebell.web.site import review_shown as shown
from firebell.web.site.cleaned import html
from firebell.web.site.entered import Entered, blank, entered, refused
from firebell.web.site.parts import Parts
from firebell.web.site.review_found import Asked, Reviews, done
from firebell.web.site.review_handing_on import handing_on
from firebell.web.site.templates import Templates
from firebell.words.catalogue import SITE
from firebell.words.record import name
from firebell.words.review import question_of, suggestion, title_of

FIELD = "section."
ROWS = range(4, 21)
"""Lines of a field, by how much stands in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two texts of one section: what stands now, and what was typed."""

    theirs: str
    mine: str


def writing(parts: Parts, templates: Templates) -> APIRouter:
    """Its routes."""
    router = APIRouter()
    reviews = Reviews(parts, templates)
    form = _Form(reviews)

    @router.post("/incidents/{number}/review/start")
    async def start(request: Request, number: int) -> Response:
        async def answer(asked: Asked) -> Response:
            sent = await entered(parts, request)
            if sent.wrong:
                return await reviews.plainly(asked, SITE["do.not_ours"], 400)
            command = StartReview(by=asked.caller.person, as_file=False)
            return await done(reviews, asked, command, sent, "review_begun", "/edit")

        return await reviews.of(request, number, answer)

    @router.get("/incidents/{number}/review/edit")
    async def edit(request: Request, number: int) -> Response:
        return await reviews.begun(request, number, form.ask)

    @router.post("/incidents/{number}/review/edit")
    async def edited(request: Request, number: int) -> Response:
        return await reviews.begun(request, number, form.sent)

    @router.post("/incidents/{number}/review/comment")
    async def comment(request: Request, number: int) -> Response:
        async def answer(asked: Asked) -> Response:
            return await _comment(reviews, asked)

        return await reviews.begun(request, number, answer)

    router.include_router(handing_on(parts, reviews))
    return router


async def _comment(reviews: Reviews, asked: Asked) -> Response:
    parts = reviews.parts
    form = await entered(parts, asked.request)
    if not form.wrong:
        command = CommentOnReview(
            by=asked.caller.person, text=form.get("comment"), section=form.get("about")
        )
        try:
            return await done(reviews, asked, command, form, "review_commented")
        except Refused as why:
            if why.field is None:
                raise
            fields = frozenset({"comment", "about"})
            form = await refused(parts, why, form, fields, asked.told.playbook)
    return await review_reading.page(reviews, asked, form, 400)


class _Form:
    """The form in which it is written."""

    def __init__(self, reviews: Reviews) -> None:
        self._reviews = reviews
        self._parts = reviews.parts

    async def ask(self, asked: Asked) -> Response:
        """As it stands; where nobody wrote anything, with what was said when it was closed."""
        self._parts.deeds.check(asked.caller, SaveReview, asked.incident)
        texts, review = written(asked.told.events), asked.incident.review
        assert review is not None, "a review that nobody has begun has no form"
        typed = {
            f"{FIELD}{each.key}": texts.get(each.key) or suggestion(each, asked.incident)
            for each in asked.told.playbook.review_rules.sections
        }
        naming = "names" if review.names else "roles"
        form = blank(self._parts.deeds.new_key(), **typed, naming=naming, base=str(review.version))
        return await self._show(asked, form)

    async def sent(self, asked: Asked) -> Response:
        """Saved; or the form once more: as it will read, with what is wrong, with both texts."""
        self._parts.deeds.check(asked.caller, SaveReview, asked.incident)
        form = await entered(self._parts, asked.request, LONGEST)
        if form.wrong:
            return await self._show(asked, form, 400)
        if form.get("press") == "preview":
            return await self._show(asked, form, preview=True)
        return await self._save(asked, form)

    async def _save(self, asked: Asked, form: Entered) -> Response:
        base = _base(asked, form)
        command = SaveReview(
            by=asked.caller.person,
            base=base,
            text=_changed(asked, form, base),
            careful=True,
            names=form.get("naming") == "names",
        )
        try:
            return await done(self._reviews, asked, command, form, "review_saved", f"?since={base}")
        except Refused as why:
            if why.key == "review_written_meanwhile":
                return await self._both(asked, form, base)
            fields = frozenset(form.typed)
            if why.field not in fields:
                raise
            form = await refused(self._parts, why, form, fields, asked.told.playbook)
            return await self._show(asked, form, 400)

    async def _both(self, asked: Asked, form: Entered, base: int) -> Response:
        """What stands now and what was typed, put together to be saved."""
        told = await self._parts.library.told(asked.incident.number, asked.caller)
        if told is None:
            raise Refused("no_such_incident")
        asked = replace(asked, told=told)
        seen, now = written(told.events, base), written(told.events)
        review = asked.incident.review
        assert review is not None, "what was begun stays begun"
        typed = {**form.typed, "base": str(review.version)}
        conflicts: dict[str, Conflict] = {}
        for section in told.playbook.review_rules.sections:
            key, field = section.key, f"{FIELD}{section.key}"
            before, theirs = seen.get(key, ""), now.get(key, "")
            mine = tidy(form.get(field))
            if before == theirs or mine == theirs or field not in form.typed:
                continue
            typed[field] = merged(before, theirs, mine)
            if not _is_untouched(mine, before, suggestion(section, asked.incident)):
                conflicts[key] = Conflict(theirs=theirs, mine=mine)
            else:
                typed[field] = theirs
        form = replace(form, typed=typed)
        return await self._show(asked, form, 409, base=base, conflicts=conflicts)

    async def _show(
        self,
        asked: Asked,
        form: Entered,
        status: int = 200,
        preview: bool = False,
        base: int = 0,
        conflicts: Mapping[str, Conflict] | None = None,
    ) -> Response:
        conflicts = conflicts or {}
        told, line = asked.told, said.line(self._parts, asked.request, asked.incident.number)
        sections = [
            {
                "key": each.key,
                "field": f"{FIELD}{each.key}",
                "title": title_of(each, told.playbook),
                "ask": question_of(each) or SITE["rev.ask_facts"],
                "rows": _rows(form.get(f"{FIELD}{each.key}")),
                "html": html(form.get(f"{FIELD}{each.key}")) if preview else "",
                "conflict": conflicts.get(each.key),
                "comments": shown.said_about(told, self._parts.library.now(), each.key),
            }
            for each in told.playbook.review_rules.sections
        ]
        answer = await self._reviews.show(
            asked,
            "review_edit.html",
            status,
            form_sent=form,
            sections=sections,
            preview=preview,
            conflict=_told_of(asked, base, conflicts),
            said=line,
            draft=f"{asked.address}:{asked.caller.person}",
            longest=LONGEST,
        )
        return said.once(self._parts, answer, line)


def _told_of(asked: Asked, base: int, conflicts: Mapping[str, Conflict]) -> str:
    """Who came between, with which version; nothing where nobody did."""
    found = shown.meanwhile(asked.told, base, frozenset(conflicts))
    if found is None:
        return ""
    titles = shown.titles_of(asked.told)
    sections = ", ".join(titles.get(key, key) for key in conflicts)
    return SITE["rev.conflict_who"].format(
        who=name(found.by, asked.told.names), version=found.version, sections=sections
    )


def _base(asked: Asked, form: Entered) -> int:
    """The version that whoever typed had before them; the oldest where the form does not say."""
    review = asked.incident.review
    newest = review.version if review else 0
    typed = form.get("base")
    return min(int(typed), newest) if typed.isascii() and typed.isdigit() and typed else 0


def _changed(asked: Asked, form: Entered, base: int) -> dict[str, str]:
    """The sections that read otherwise than where the writer began. What the form proposed and
    nobody touched is saved as long as nobody else wrote there."""
    return dict(_differing(asked, form, base))


def _differing(asked: Asked, form: Entered, base: int) -> Iterator[tuple[str, str]]:
    seen, now = written(asked.told.events, base), written(asked.told.events)
    for section in asked.told.playbook.review_rules.sections:
        key, field = section.key, f"{FIELD}{section.key}"
        if field not in form.typed:
            continue
        text, before = tidy(form.get(field)), seen.get(key, "")
        proposed = _is_untouched(text, before, suggestion(section, asked.incident))
        if text != before and not (proposed and now.get(key)):
            yield key, text


def _is_untouched(text: str, before: str, proposed: str) -> bool:
    return text == before or (not before and text == tidy(proposed))


def _rows(text: str) -> int:
    lines = sum(1 + len(line) // 80 for line in text.split("\n"))
    return max(ROWS[0], min(lines + 1, ROWS[-1]))
