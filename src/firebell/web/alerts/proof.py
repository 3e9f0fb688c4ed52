"""Whether a request is from whom it says, as each sender can show it.

Compared in the same time whatever is wrong. A source without a secret lets nobody in.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from urllib.parse import parse_qs

from starlette.datastructures import Headers

from firebell.domain.playbook import SenderKind
from firebell.web.alerts.parts import Unusable
from firebell.web.alerts.statuscake import form

NO_SECRET = ""


def is_theirs(kind: SenderKind, secret: str, headers: Headers, query: str, body: bytes) -> bool:
    """Whether it shows the secret."""
    shown, expected = _shown(kind, secret, headers, query, body)
    same = hmac.compare_digest(
        shown.encode("utf-8", "surrogatepass"), expected.encode("utf-8", "surrogatepass")
    )
    return same and secret != NO_SECRET


def _shown(
    kind: SenderKind, secret: str, headers: Headers, query: str, body: bytes
) -> tuple[str, str]:
    """What was shown, and what would be right."""
    match kind:
        case SenderKind.SENTRY:
            right = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
            return _only(headers, "sentry-hook-signature"), right
        case SenderKind.STATUSCAKE:
            # MD5 is what StatusCake sends; nothing else can be asked of it.
            right = hashlib.md5(secret.encode(), usedforsecurity=False).hexdigest()
            return _token_in_form(body), right
        case SenderKind.AZURE_MONITOR:
            return _in_query(query), secret
        case _:
            return _authorization(_only(headers, "authorization")), secret


def _authorization(value: str) -> str:
    """A bearer token, or the password beside whichever user name."""
    scheme, _, given = value.partition(" ")
    if scheme.lower() == "bearer":
        return given.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(given.strip(), validate=True).decode().partition(":")[2]
    except (binascii.Error, ValueError):
        return ""


def _in_query(query: str) -> str:
    try:
        found = parse_qs(query, max_num_fields=20).get("secret", [])
    except ValueError:
        return ""
    return found[0] if len(found) == 1 else ""


def _token_in_form(body: bytes) -> str:
    try:
        return form(body).get("Token", "").strip().lower()
    except Unusable:
        return ""


def _only(headers: Headers, name: str) -> str:
    """A header that stands there once."""
    found = headers.getlist(name)
    return found[0] if len(found) == 1 else ""
