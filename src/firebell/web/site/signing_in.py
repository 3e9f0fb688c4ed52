"""Sign in with Slack (OpenID Connect; docs.slack.dev/authentication/sign-in-with-slack).

What is under way is kept in the browser that began it, in a cookie that dies in ten minutes: what
comes back has to match it (RFC 6749, 10.12), and the code is worth nothing without its verifier
(RFC 7636). Who somebody is comes from Slack over a line of our own, never from the browser.
"""

from __future__ import annotations

import hmac
import json
import logging
import secrets
from collections.abc import Mapping
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client

from firebell.domain.incident import Person
from firebell.web.site.parts import Parts, SignIn

log = logging.getLogger(__name__)

SCOPE = "openid"
"""Who they are is all that we ask; their name we know from the workspace."""
USER, TEAM = "https://slack.com/user_id", "https://slack.com/team_id"
PATIENCE = 10.0
"""Seconds that Slack may take."""


class NotSignedIn(Exception):
    """It came to nothing; the message is a key of the catalogue."""


def begin(parts: Parts, back_to: str) -> tuple[str, str]:
    """Where the browser goes, and what it keeps until it comes back."""
    kept = {
        "state": secrets.token_urlsafe(24),
        "nonce": secrets.token_urlsafe(24),
        "verifier": secrets.token_urlsafe(48),
        "back_to": back_to,
    }
    address, _ = _client(parts).create_authorization_url(
        parts.sign_in.authorize_url,
        state=kept["state"],
        nonce=kept["nonce"],
        code_verifier=kept["verifier"],
        team=parts.sign_in.team(),
    )
    return str(address), json.dumps(kept)


async def finish(parts: Parts, answer: Mapping[str, str], kept: str) -> tuple[Person, str]:
    """Who it is, and which page they wanted. Raises NotSignedIn."""
    began = _read(kept)
    state = answer.get("state", "")
    if not began or not hmac.compare_digest(state.encode(), began["state"].encode()):
        raise NotSignedIn("too_late")
    if "code" not in answer:
        raise NotSignedIn("not_agreed")
    found = await _identity(parts, answer["code"], began["verifier"])
    if found.get(TEAM) != parts.sign_in.team() or not found.get(USER):
        raise NotSignedIn("other_workspace")
    return str(found[USER]), began["back_to"]


def _read(kept: str) -> dict[str, str]:
    """What the browser kept; nothing where that makes no sense."""
    try:
        found = json.loads(kept)
    except ValueError:
        return {}
    wanted = {"state", "verifier", "back_to"}
    whole = isinstance(found, dict) and wanted <= found.keys()
    return {key: str(value) for key, value in found.items()} if whole else {}


async def _identity(parts: Parts, code: str, verifier: str) -> dict[str, Any]:
    """What Slack says of whoever consented. Raises NotSignedIn."""
    try:
        async with _client(parts) as client:
            token = await client.fetch_token(
                parts.sign_in.token_url, code=code, code_verifier=verifier
            )
            if not token.get("access_token"):
                raise NotSignedIn("too_late")
            answer = await client.get(parts.sign_in.user_info_url)
            found = answer.json()
    except (AuthlibBaseError, httpx2.HTTPError, ValueError) as error:
        log.warning("Slack did not say who signs in (%s)", type(error).__name__)
        raise NotSignedIn("slack_away") from error
    if not isinstance(found, dict) or not found.get("ok", True):
        raise NotSignedIn("too_late")
    return found


def _client(parts: Parts) -> AsyncOAuth2Client:
    sign_in: SignIn = parts.sign_in
    return AsyncOAuth2Client(
        client_id=sign_in.client_id,
        client_secret=sign_in.client_secret,
        scope=SCOPE,
        redirect_uri=f"{parts.address()}/signed-in",
        code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_post",
        timeout=PATIENCE,
    )
