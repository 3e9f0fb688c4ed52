"""The pages' HTML: Jinja2 with autoescape, and every word from the catalogue.

A name that a template does not get is a mistake, never an empty place. What people typed is text:
no template marks anything as safe, and what `cleaned` made of Markdown is the one exception.
"""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from firebell.app.sessions import form_token
from firebell.domain.permissions import Caller
from firebell.web.site.guard import session_of
from firebell.web.site.parts import Parts
from firebell.words.catalogue import HEADINGS, SITE, spoken
from firebell.words.say import form


class Templates:
    """Makes an answer of a template and what it shows."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._environment = Environment(
            loader=PackageLoader("firebell.web.site", "pages_html"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {"say": _say, "heading": _heading, "form": form}

    async def answer(
        self, request: Request, name: str, caller: Caller | None, status: int = 200, **facts: object
    ) -> HTMLResponse:
        """The template with these facts, for whoever is signed in, or for nobody."""
        library = self._parts.library
        session = session_of(self._parts, request)
        known = {
            "language": spoken().code,
            "organisation": library.playbook().organisation,
            "me": await library.called(caller.person) if caller else "",
            "token": form_token(session) if caller else "",
            "may_raise": caller is not None and self._parts.deeds.may_raise(caller),
            "here": "",
            "path": request.url.path,
            **facts,
        }
        html = self._environment.get_template(name).render(known)
        return HTMLResponse(html, status)


def _say(key: str, **facts: object) -> str:
    """A sentence of the pages."""
    return SITE[key].format_map(facts)


def _heading(key: str) -> str:
    """A heading of the record."""
    return HEADINGS[key]
