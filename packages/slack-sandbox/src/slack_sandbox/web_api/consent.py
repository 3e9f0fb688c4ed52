"""The page that asks a person for their consent, for OAuth 2.0 and for Sign in with Slack.

`&as=alice` answers for her, so that a test needs no page.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from urllib.parse import urlencode

from aiohttp import web

from slack_sandbox.state.entities import Grant, Person
from slack_sandbox.state.untrusted import is_web_address
from slack_sandbox.state.workspace import Workspace

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Sign in to the sandbox</title>
<link rel="stylesheet" href="/browser/styles/base.css">
<main class="consent"><h1>{app} wants to know who you are</h1>
<p>It asks for: {scopes}.</p><ul>{people}</ul>
<p><a href="{refused}">Cancel</a></p></main></html>"""


class Consent:
    """The handlers of `/oauth/v2/authorize` and `/openid/connect/authorize`."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    async def ask(self, request: web.Request) -> web.Response:
        """A page to choose on, or back to the app with a code."""
        query = request.query
        target = query.get("redirect_uri", "")
        if query.get("client_id") != self.workspace.app.client_id:
            return web.Response(status=400, text="invalid_client_id")
        if not is_web_address(target):
            return web.Response(status=400, text="bad_redirect_uri")
        chosen_person = query.get("as")
        if not chosen_person:
            return self._page(request)
        person = self.workspace.person(chosen_person)
        if person is None or person.deleted:
            return web.Response(status=400, text="user_not_found")
        raise web.HTTPFound(_redirect_url(target, {"code": self._new_code(request, person)}, query))

    def _new_code(self, request: web.Request, person: Person) -> str:
        query = request.query
        code = self.workspace.secret()
        wanted = query.get("user_scope") or ""
        if request.path.startswith("/openid"):
            wanted = query.get("scope") or ""
        self.workspace.codes[code] = Grant(
            user=person.id,
            scopes=wanted.replace(",", " "),
            redirect_uri=query["redirect_uri"],
            nonce=query.get("nonce", ""),
            challenge=query.get("code_challenge", ""),
        )
        return code

    def _page(self, request: web.Request) -> web.Response:
        query = request.query
        people = "".join(
            f'<li><a href="?{html.escape(urlencode({**query, "as": person.name}))}">'
            f"I am {html.escape(person.real_name)}</a></li>"
            for person in self.workspace.people.values()
            if not person.is_bot and not person.deleted
        )
        page = PAGE.format(
            app=html.escape(self.workspace.app.name),
            scopes=html.escape(query.get("scope") or query.get("user_scope") or "nothing"),
            people=people,
            refused=html.escape(
                _redirect_url(query["redirect_uri"], {"error": "access_denied"}, query)
            ),
        )
        return web.Response(text=page, content_type="text/html", charset="utf-8")


def _redirect_url(target: str, parameters: Mapping[str, str], query: Mapping[str, str]) -> str:
    """To the app, with what it is told and the state that it sent."""
    state = query.get("state")
    more = {**parameters, **({"state": state} if state else {})}
    return f"{target}{'&' if '?' in target else '?'}{urlencode(more)}"
