"""What went wrong, as `application/problem+json` (RFC 9457), in the sentences that people read.

What somebody may not see and what is not there are the same problem, to the byte.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from firebell.domain.refusals import Refused
from firebell.web.api.models import Part, Problem
from firebell.web.site.entered import why_not
from firebell.web.site.parts import Parts
from firebell.words.catalogue import SITE

MEDIA_TYPE = "application/problem+json"
NOT_NOW = frozenset(
    {"not_possible", "already_closed", "firebell_outside", "not_in_channel_yet", "key_used"}
)
"""Refusals that lie in how things stand, not in what was sent."""
NOT_ALLOWED = frozenset(
    {"left_to_others", "left_to_in_charge", "not_of_this_workspace", "token_scope", "token_never"}
)
"""Refusals that lie in who asks."""
FIELDS: Mapping[str, str] = {
    "next_update": "next_update_at",
    "happened": "happened_at",
    "words": "text",
}
"""Parts that are called otherwise in forms."""
SAID_OF: Mapping[str, str] = {
    "missing": "api.missing",
    "extra_forbidden": "api.unknown_part",
}
"""Our sentence for what pydantic found; for all else *not so*."""


class Wrong(Exception):
    """Parts of what was sent make no sense, each with why."""

    def __init__(self, parts: Mapping[str, str], code: str = "wrong") -> None:
        super().__init__(code)
        self.parts = parts
        self.code = code


def problem(
    status: int,
    code: str,
    detail: str,
    parts: Sequence[Part] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer."""
    found = Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        code=code,
        errors=list(parts),
    )
    return Response(found.model_dump_json(), status, headers, media_type=MEDIA_TYPE)


def not_found() -> Response:
    """Of what is not there, and of what is not for whoever asks."""
    return problem(404, "not_found", SITE["api.not_found"])


async def refused(request: Request, why: Exception) -> Response:
    """A move that the rules do not allow."""
    assert isinstance(why, Refused), "its handler"
    if why.key == "no_such_incident":
        return not_found()
    parts: Parts = request.app.state.parts
    words = await why_not(parts, why, parts.library.playbook())
    at = [Part(pointer=f"#/{FIELDS.get(why.field, why.field)}", detail=words)] if why.field else []
    return problem(_status(why), why.key, words, at)


def _status(why: Refused) -> int:
    if why.key in NOT_ALLOWED:
        return 403
    if why.key == "key_used":
        return 422
    return 409 if why.key in NOT_NOW else 422


async def wrong(_: Request, why: Exception) -> Response:
    """What was asked for makes no sense."""
    assert isinstance(why, Wrong), "its handler"
    parts = [Part(pointer=where, detail=words) for where, words in why.parts.items()]
    return problem(422, why.code, parts[0].detail if len(parts) == 1 else SITE["api.wrong"], parts)


async def invalid(_: Request, why: Exception) -> Response:
    """What was sent is not what the contract says."""
    assert isinstance(why, RequestValidationError), "its handler"
    if any(error["type"] == "json_invalid" for error in why.errors()):
        return _unreadable()
    parts = [Part(pointer=_pointer(error), detail=_said(error)) for error in why.errors()]
    return problem(422, "wrong", parts[0].detail if len(parts) == 1 else SITE["api.wrong"], parts)


def _pointer(error: Mapping[str, Any]) -> str:
    where, *rest = (str(each) for each in error["loc"])
    if where != "body":
        return f"{'?' if where == 'query' else ''}{'/'.join(rest)}"
    escaped = (each.replace("~", "~0").replace("/", "~1") for each in rest)
    return "#" + "".join(f"/{each}" for each in escaped)


def _said(error: Mapping[str, Any]) -> str:
    facts = error.get("ctx", {})
    match error["type"]:
        case "string_too_long":
            return SITE["do.too_long"].format(n=facts["max_length"])
        case "enum" | "literal_error":
            return SITE["api.choose"].format(choices=facts["expected"].replace("'", ""))
        case found:
            return SITE[SAID_OF.get(found, "api.not_so")]


async def http_error(_: Request, why: Exception) -> Response:
    """Another address, or another method."""
    assert isinstance(why, HTTPException), "its handler"
    if why.status_code == 405:
        return problem(405, "not_allowed", SITE["api.not_allowed"], headers=why.headers)
    if why.status_code == 404:
        return not_found()
    if why.status_code == 400:
        return _unreadable()
    return problem(why.status_code, "wrong", SITE["api.wrong"], headers=why.headers)


def _unreadable() -> Response:
    return problem(400, "unreadable", SITE["api.unreadable"])
