"""One line on the next page that says what a form has done. It is shown once, in the browser that
sent the form, and no address can make a page say it."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from firebell.web.site import guard
from firebell.web.site.parts import Parts
from firebell.words.catalogue import SITE
from firebell.words.outcome import label
from firebell.words.say import say
from firebell.words.text import plain

COOKIE = "firebell_said"
LASTS = 60
"""Seconds between a form and the page after it."""
OURS = (
    *("raised", "raised_private", "raised_drill", "updated", "closed", "noted"),
    *("review_begun", "review_saved", "review_commented", "review_sent", "review_published"),
)
AS_IN_SLACK = ("repeated", "corrected", "done_already", "nothing_changed")
_VALUE = re.compile(r"([a-z_]+)\.([1-9]\d{0,9})")


def led(parts: Parts, to: str, key: str, number: int) -> Response:
    """To the page that says it."""
    answer = RedirectResponse(to, 303)
    guard.keep(parts, answer, COOKIE, f"{key}.{number}", LASTS)
    return answer


def line(parts: Parts, request: Request, number: int | None = None) -> str:
    """What is to be said, of this incident or of any; nothing where nothing is."""
    found = _VALUE.fullmatch(request.cookies.get(guard.cookie(parts, COOKIE), ""))
    if found is None or number not in (None, int(found[2])):
        return ""
    key, named = found[1], label(int(found[2]))
    if key in OURS:
        return SITE[f"said.{key}"].format(label=named)
    return plain(say(f"note.{key}", label=named)) if key in AS_IN_SLACK else ""


def once(parts: Parts, answer: Response, words: str) -> Response:
    """The page that said it; the next one does not."""
    if words:
        guard.forget(parts, answer, COOKIE)
    return answer
