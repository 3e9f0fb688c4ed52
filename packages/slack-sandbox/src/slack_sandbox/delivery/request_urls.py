"""Where at the app each payload goes: one address for all, or those that its manifest names.

Slack sends commands, interactions, options requests and events to an address each. An address
without a path says only which machine is meant; the rest of each is then the manifest's.
"""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from slack_sandbox.state.entities import App, Json


def request_url(app: App, kind: str, payload: Json) -> str | None:
    """The URL for a payload; None where the manifest names URLs, but none for this one."""
    url = app.request_url
    if url is None or not uses_manifest_paths(app):
        return url
    named = app.addresses.get(_addressed(kind, payload))
    return None if named is None else at_host_of(named, url)


def uses_manifest_paths(app: App) -> bool:
    """Whether the request URL is only a host, and the manifest has the paths."""
    return bool(app.addresses) and has_no_path(app.request_url or "")


def has_no_path(url: str) -> bool:
    """Whether a URL names a host and no path there."""
    found = urlsplit(url)
    return found.path in ("", "/") and not found.query


def at_host_of(named: str, url: str) -> str:
    """Path and query of the URL in the manifest, at the host of the request URL."""
    path, machine = urlsplit(named), urlsplit(url)
    return urlunsplit((machine.scheme, machine.netloc, path.path or "/", path.query, ""))


def _addressed(kind: str, payload: Json) -> str:
    """A command's own, else that of the kind; options are requested apart."""
    if kind == "slash_commands":
        return str(payload.get("command"))
    return "block_suggestion" if payload.get("type") == "block_suggestion" else kind
