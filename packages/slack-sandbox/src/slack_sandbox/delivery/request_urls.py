"""Where at the app each payload goes: one address for all, or those that its manifest names.

Slack sends commands, interactions, options requests and events to an address each. An address
without a path says only which machine is meant; the rest of each is then the manifest's.
"""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from slack_sandbox.state.entities import App, Json


def where(app: App, kind: str, payload: Json) -> str | None:
    """The address for a payload; None where the manifest names others, but none for this."""
    given = app.request_url
    if given is None or not by_manifest(app):
        return given
    named = app.addresses.get(_addressed(kind, payload))
    return None if named is None else moved(named, given)


def by_manifest(app: App) -> bool:
    """The address that was given is bare, and the manifest has the paths."""
    return bool(app.addresses) and is_bare(app.request_url or "")


def is_bare(given: str) -> bool:
    """It names a machine and no place at it."""
    found = urlsplit(given)
    return found.path in ("", "/") and not found.query


def moved(named: str, given: str) -> str:
    """Path and query of what the manifest names, at the machine that was given."""
    path, machine = urlsplit(named), urlsplit(given)
    return urlunsplit((machine.scheme, machine.netloc, path.path or "/", path.query, ""))


def _addressed(kind: str, payload: Json) -> str:
    """A command's own, else that of the kind; options are requested apart."""
    if kind == "slash_commands":
        return str(payload["command"])
    return "block_suggestion" if payload.get("type") == "block_suggestion" else kind
