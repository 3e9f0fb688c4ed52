"""Warnings at the start, about an app that is valid but may not be what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from slack_sandbox.delivery.request_urls import has_no_path, uses_manifest_paths
from slack_sandbox.state.documented_names import EVENTS, OTHER_SCOPES
from slack_sandbox.state.entities import App
from slack_sandbox.web_api.api import ALL_SCOPES


def startup_warnings(app: App) -> Iterator[str]:
    """The warnings about an app, a line of text each."""
    yield from _address_warnings(app)
    yield from _unknown_names("scope", app.scopes, ALL_SCOPES | OTHER_SCOPES)
    yield from _unknown_names("event", app.events, EVENTS)


def _unknown_names(kind: str, named: frozenset[str] | None, known: frozenset[str]) -> Iterator[str]:
    """Slack itself would refuse the manifest; but what it knows grows, and this list does not."""
    for name in sorted((named or frozenset()) - known):
        near = get_close_matches(name, sorted(known), n=1, cutoff=0.8)
        meant = f' Is "{near[0]}" meant?' if near else ""
        yield f'The manifest\'s {kind} "{name}" is not known here.{meant}'


def _address_warnings(app: App) -> Iterator[str]:
    """Only where it matters: an address without a path, which the manifest should complete."""
    if not app.request_url:
        return
    if not app.addresses and has_no_path(app.request_url):
        yield f"No manifest names addresses at the app: everything goes to {app.request_url}."
    elif uses_manifest_paths(app) and (unaddressed := _without_address(app)):
        yield f"The manifest names no address for {', '.join(unaddressed)}. Nobody hears of them."


def _without_address(app: App) -> list[str]:
    found = sorted((app.commands or frozenset()) - app.addresses.keys())
    if app.shortcuts and "interactive" not in app.addresses:
        found.append("interactions")
    if app.events and "events_api" not in app.addresses:
        found.append("events")
    return found
