"""What a request says, and how: arguments from query, form, multipart and JSON alike, the token.

What is wrong with the way it was sent is refused as Slack refuses it, or warned of
(`docs/slack-facts.md`, The wire; the common errors).
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import AsyncIterator, Mapping
from typing import Any, NoReturn

from aiohttp import BodyPartReader, web

from slack_sandbox.state.entities import Json
from slack_sandbox.state.untrusted import require_encodable
from slack_sandbox.web_api.call import SlackError

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
CHARSETS = ("utf-8", "iso-8859-1")
LONGEST_NAME = 256
SECRET_RESULTS = ("token", "access_token", "id_token", "refresh_token", "client_secret")
SECRET_ARGUMENTS = ("token", "client_secret", "code", "code_verifier", "refresh_token")


async def read_arguments(request: web.Request) -> Json:
    """All of them, wherever they stand. Raises SlackError."""
    found: Json = {**request.query, **_basic_credentials(request)}
    if request.body_exists:
        try:
            found |= await _body_arguments(request)
        except web.HTTPRequestEntityTooLarge:
            raise SlackError("request_too_large") from None
    for name in found:
        if re.search(r"\[.*\]$", name):
            raise SlackError("invalid_array_arg")
        if not re.fullmatch(r"[\w.-]+", name, re.ASCII) or len(name) > LONGEST_NAME:
            raise SlackError("invalid_arg_name")
    return found


def warnings(request: web.Request) -> list[str]:
    """Slack wants the character set of JSON named, and that of a form not."""
    if not request.body_exists:
        return []
    if request.content_type == "application/json":
        return [] if request.charset else ["missing_charset"]
    form = request.content_type == FORMS[0] and request.charset
    return ["superfluous_charset"] if form else []


def bearer(request: web.Request) -> str:
    """The token of the header, if there is one."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.casefold() == "bearer" else ""


def token_of(request: web.Request, arguments: Mapping[str, Any]) -> str:
    """Of the header, else the argument (`docs/slack-facts.md`); empty where there is none."""
    return bearer(request) or str(arguments.get("token") or "")


def mask_arguments(arguments: Mapping[str, Any]) -> Json:
    """As the list of calls shows them: without what nobody else may know."""
    return {key: "…" if key in SECRET_ARGUMENTS else value for key, value in arguments.items()}


def mask_secrets(answer: Any) -> Any:
    """The same for what was answered, however deep it stands."""
    if isinstance(answer, list):
        return [mask_secrets(item) for item in answer]
    if not isinstance(answer, dict):
        return answer
    return {
        key: "…" if key in SECRET_RESULTS else mask_secrets(value) for key, value in answer.items()
    }


async def sent_file(request: web.Request) -> bytes:
    """The bytes of an upload, of any size: as they are, or as the file of a form."""
    if request.content_type != FORMS[1]:
        return b"".join([chunk async for chunk in request.content.iter_any()])
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader) and part.filename:
            return b"".join([chunk async for chunk in _chunks(part)])
    return b""


async def _chunks(part: BodyPartReader) -> AsyncIterator[bytes]:
    while chunk := await part.read_chunk():
        yield bytes(chunk)


async def _body_arguments(request: web.Request) -> Json:
    kind = request.content_type
    if (request.charset or CHARSETS[0]).casefold() not in CHARSETS:
        raise SlackError("invalid_charset")
    if kind == "application/json":
        return _json_object(await request.read(), request.charset or CHARSETS[0])
    if kind in FORMS:
        try:
            form = await request.post()
        except (ValueError, LookupError):
            raise SlackError("invalid_form_data") from None
        return {key: value for key, value in form.items() if isinstance(value, str)}
    if not await request.read() or kind == "text/plain":
        return {}
    named = "Content-Type" in request.headers
    raise SlackError("invalid_post_type" if named else "missing_post_type")


def _json_object(body: bytes, charset: str) -> Json:
    if not body:
        return {}
    try:
        text = body.decode(charset)
        value = json.loads(text, parse_constant=_refuse_constant)
        require_encodable(text, value)
    except (ValueError, RecursionError):
        raise SlackError("invalid_json") from None
    if not isinstance(value, dict):
        raise SlackError("json_not_object")
    return value


def _refuse_constant(name: str) -> NoReturn:
    """`NaN` and `Infinity`, which Python reads and JSON has not."""
    raise ValueError(name)


def _basic_credentials(request: web.Request) -> Json:
    """An app's own id and secret, as its framework sends them (RFC 6749, 2.3.1)."""
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    if kind.casefold() != "basic":
        return {}
    try:
        id, _, secret = base64.b64decode(value, validate=True).decode().partition(":")
    except ValueError:
        return {}
    return {"client_id": id, "client_secret": secret}
