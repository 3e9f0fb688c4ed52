"""What holds for every page: who is signed in, what a browser may do with it, and its cookies.

No page runs a script or a style that is not ours (`Content-Security-Policy`), stands in another
site's frame, or is kept by whoever carries it. A form that was not made by a page of the same
session changes nothing.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from firebell.domain.permissions import OUTSIDE, Caller
from firebell.web.site.parts import Parts

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
SESSION, UNDER_WAY = "firebell_session", "firebell_sign_in"
SIGN_IN_LASTS = 600
"""Seconds between *Sign in* and coming back."""


class NeedsSignIn(Exception):
    """Nobody is signed in; the page is shown afterwards."""


class NotForYou(Exception):
    """Whoever is signed in is not of this workspace any more, or was never."""


class SlackAway(Exception):
    """Who somebody is to the workspace can't be asked just now."""


class Headers:
    """Puts them on every answer; a file that never changes under its name may say otherwise."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(
                        (name.encode(), value.encode())
                        for name, value in HEADERS.items()
                        if name.encode() not in known
                    ),
                ]
            await send(message)

        await self.app(scope, receive, sending)


def cookie(parts: Parts, name: str) -> str:
    """Over https a browser holds to what the prefix says: only this host, only https, every path
    (draft-ietf-httpbis-rfc6265bis, 4.1.3)."""
    return f"__Host-{name}" if parts.is_safe else name


def keep(parts: Parts, response: Response, name: str, value: str, seconds: int) -> None:
    """The browser keeps it for so long, for us alone, and no script reads it."""
    response.set_cookie(
        cookie(parts, name),
        value,
        max_age=seconds,
        path="/",
        secure=parts.is_safe,
        httponly=True,
        samesite="lax",
    )


def forget(parts: Parts, response: Response, name: str) -> None:
    """The browser keeps it no longer."""
    response.delete_cookie(
        cookie(parts, name), path="/", secure=parts.is_safe, httponly=True, samesite="lax"
    )


def session_of(parts: Parts, request: Request) -> str:
    """What the browser holds; nothing where it holds nothing."""
    return request.cookies.get(cookie(parts, SESSION), "")


async def caller_of(parts: Parts, request: Request) -> Caller:
    """Who asks. Raises NeedsSignIn, NotForYou, SlackAway."""
    token = session_of(parts, request)
    person = await parts.sessions.person(token) if token else None
    if person is None:
        raise NeedsSignIn
    caller = await parts.who(person)
    if caller is None:
        raise SlackAway
    if caller.account in OUTSIDE:
        raise NotForYou
    return caller


def within(path: str) -> str:
    """A path of these pages; the first page for whatever leads elsewhere (an open redirect,
    CWE-601): another host, a scheme, a backslash that browsers read as a stroke."""
    if not path.startswith("/") or path.startswith(("//", "/\\")):
        return "/now"
    harmless = all(character.isprintable() and character != "\\" for character in path)
    return path if harmless else "/now"
