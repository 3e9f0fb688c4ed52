"""oauth and openid: from a code that a person's consent made to a token (RFC 6749, 4.1; RFC 7636).

The page that asks for consent is in `consent.py`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

from slack_sandbox.state.entities import Grant, Json, Person
from slack_sandbox.state.shapes.people import avatar_urls
from slack_sandbox.state.team import TEAM_DOMAIN
from slack_sandbox.web_api.call import Call, Method, SlackError
from slack_sandbox.web_api.methods.app import team_icons

ID_TOKEN_LIVES = 300
"""Seconds (Slack's page on Sign in with Slack)."""


def access(call: Call) -> Json:
    """The app's token, and the person's where they gave scopes of their own."""
    grant = _redeem_code(call, wrong_verifier="invalid_code_verifier")
    app = call.workspace.app
    person: Json = {"id": grant.user}
    if grant.scopes:
        token = _new_token(call, grant)
        person |= {"scope": grant.scopes, "access_token": token, "token_type": "user"}
    return {
        "app_id": app.id,
        "access_token": app.bot_token,
        "token_type": "bot",
        "scope": ",".join(sorted(app.scopes or [])),
        "bot_user_id": app.bot_user,
        "team": {"id": call.workspace.team, "name": "Sandbox"},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": person,
    }


def token(call: Call) -> Json:
    """Who somebody is, as a token and as a signed statement."""
    grant = _redeem_code(call, wrong_verifier="invalid_grant")
    return {
        "access_token": _new_token(call, grant),
        "token_type": "Bearer",
        "id_token": _id_token(call, grant),
    }


def user_info(call: Call) -> Json:
    """`openid.connect.userInfo`: the person whose token it is."""
    return _claims(call, call.workspace.user_tokens[call.secret], "https://slack.com/")


def _redeem_code(call: Call, *, wrong_verifier: str) -> Grant:
    """The consent behind a code, which is good once."""
    app = call.workspace.app
    if call.text("client_id") != app.client_id:
        raise SlackError("invalid_client_id")
    secret = call.text("client_secret")
    if secret != app.client_secret and not call.text("code_verifier"):
        raise SlackError("bad_client_secret")
    if call.text("grant_type", "authorization_code") != "authorization_code":
        raise SlackError("invalid_grant_type")
    grant = call.workspace.codes.pop(call.text("code"), None)
    if grant is None:
        raise SlackError("invalid_code")
    if call.text("redirect_uri", grant.redirect_uri) != grant.redirect_uri:
        raise SlackError("bad_redirect_uri")
    if grant.challenge and not _verifier_matches(call.text("code_verifier"), grant.challenge):
        raise SlackError(wrong_verifier)
    return grant


def _verifier_matches(verifier: str, challenge: str) -> bool:
    """Whether the challenge came from this verifier (S256 of RFC 7636, 4.6)."""
    return hmac.compare_digest(_b64(hashlib.sha256(verifier.encode()).digest()), challenge)


def _new_token(call: Call, grant: Grant) -> str:
    token = f"xoxp-{call.workspace.secret()}"
    call.workspace.user_tokens[token] = grant
    return token


def _id_token(call: Call, grant: Grant) -> str:
    app, now = call.workspace.app, int(call.workspace.clock.now())
    claims = _claims(call, grant, "https://slack.com/")
    claims |= {"iss": call.origin, "aud": app.client_id, "iat": now, "exp": now + ID_TOKEN_LIVES}
    if grant.nonce:
        claims["nonce"] = grant.nonce
    parts = [{"alg": "HS256", "typ": "JWT"}, claims]
    signed = ".".join(_b64(json.dumps(part).encode()) for part in parts)
    signature = hmac.new(app.client_secret.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_b64(signature)}"


def _claims(call: Call, grant: Grant, prefix: str) -> Json:
    person, workspace = call.workspace.people[grant.user], call.workspace
    found: Json = {"sub": person.id, f"{prefix}user_id": person.id}
    found |= {f"{prefix}team_id": workspace.team, f"{prefix}team_name": "Sandbox"}
    found |= {f"{prefix}team_domain": TEAM_DOMAIN, f"{prefix}team_image_default": True}
    icons = team_icons(call)
    found |= {f"{prefix}team_{size}": where for size, where in icons.items()}
    granted = grant.scopes.split()
    if "profile" in granted:
        found |= _profile(call, person)
    if "email" in granted and person.email:
        found |= {"email": person.email, "email_verified": True}
        found["date_email_verified"] = workspace.created
    return found


def _profile(call: Call, person: Person) -> Json:
    first_name, _, last_name = person.real_name.partition(" ")
    avatars = avatar_urls(call.workspace, person.id)
    return {
        "name": person.real_name,
        "given_name": first_name,
        "family_name": last_name,
        "locale": "en-GB",
        "picture": avatars["image_512"],
        **{f"https://slack.com/user_{size}": where for size, where in avatars.items()},
    }


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


METHODS = {
    "oauth.v2.access": Method(
        run=access, tier=5, tokens=(), missing="refreshed tokens; installing for an organisation"
    ),
    "openid.connect.token": Method(
        run=token,
        tier=4,
        tokens=(),
        missing="the id token is signed with HS256, not RS256",
    ),
    "openid.connect.userInfo": Method(run=user_info, tokens=("user",)),
}
