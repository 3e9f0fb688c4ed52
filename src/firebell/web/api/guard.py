"""Who asks: nothing of the API is looked at before a token said it, but for its own description.

Each time the token is looked up and Slack's word on its person's account is asked anew; whoever is
gone from the workspace loses all their tokens with the first of them that is used.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.responses import Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from firebell.domain.permissions import OUTSIDE, Caller, Permission, may
from firebell.web.api.pace import Pace
from firebell.web.api.problems import problem
from firebell.web.site.parts import Parts
from firebell.words.catalogue import SITE

OPEN = ("/openapi.json", "/docs")
"""Addresses that say nothing of anybody."""
SCHEME = "Bearer"
CHALLENGE = 'Bearer realm="firebell"'
HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}

bearer = HTTPBearer(
    auto_error=False,
    description="A token, which begins with `firebell_`. It is made on the page *Tokens* or by "
    "`firebell token make`, and acts for whoever made it, within its scopes.",
)


class Guard:
    """In front of every address."""

    def __init__(self, app: ASGIApp, parts: Parts, pace: Pace) -> None:
        self._app = app
        self._parts = parts
        self._pace = pace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let it in with its caller, or answer."""
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if path in OPEN:
            await self._app(scope, receive, send)
            return
        found = await self._caller(Headers(scope=scope).get("authorization", ""))
        if isinstance(found, Response):
            await found(scope, receive, send)
            return
        scope.setdefault("state", {})["caller"] = found
        await self._app(scope, receive, send)

    async def _caller(self, given: str) -> Caller | Response:
        scheme, _, written = given.partition(" ")
        if scheme.lower() != SCHEME.lower() or not written.strip():
            return _nobody("no_token", CHALLENGE)
        token = await self._parts.tokens.find(written.strip())
        if token is None:
            return _nobody("bad_token", f'{CHALLENGE}, error="invalid_token"')
        if wait := self._pace.wait(token.id, self._parts.tokens.now()):
            said = SITE["api.too_often"].format(n=wait)
            return problem(429, "too_often", said, headers={**HEADERS, "retry-after": str(wait)})
        caller = await self._parts.who(token.person)
        if caller is None:
            return problem(503, "slack_away", SITE["api.slack_away"], headers=HEADERS)
        if caller.account in OUTSIDE:
            await self._parts.tokens.revoke(token.person)
            return _nobody("bad_token", f'{CHALLENGE}, error="invalid_token"')
        return replace(caller, grant=token.grant)


def _nobody(code: str, challenge: str) -> Response:
    headers = {**HEADERS, "www-authenticate": challenge}
    return problem(401, code, SITE[f"api.{code}"], headers=headers)


def parts_of(request: Request) -> Parts:
    """What the handlers work with."""
    found: Parts = request.app.state.parts
    return found


def caller_of(
    request: Request,
    _: Annotated[HTTPAuthorizationCredentials | None, Security(bearer)] = None,
) -> Caller:
    """Who asks, as the guard found it."""
    found: Caller = request.state.caller
    return found


def reader_of(
    caller: Annotated[Caller, Depends(caller_of)], parts: Annotated[Parts, Depends(parts_of)]
) -> Caller:
    """Who asks, where they may read. Raises Refused."""
    may(caller, Permission.SEE, None, parts.library.playbook())
    return caller


Given = Annotated[Parts, Depends(parts_of)]
Asking = Annotated[Caller, Depends(caller_of)]
Reading = Annotated[Caller, Depends(reader_of)]
