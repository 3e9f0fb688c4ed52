"""What is said at the start of an app that holds as it is, but may not be what was meant."""

from __future__ import annotations

from collections.abc import Iterator

from slack_sandbox.addresses import by_manifest, is_bare
from slack_sandbox.entities import App


def remarks(app: App) -> Iterator[str]:
    """A line each."""
    yield from _of_addresses(app)


def _of_addresses(app: App) -> Iterator[str]:
    """Only where it matters: an address without a path, which the manifest should complete."""
    if not app.request_url:
        return
    if not app.addresses and is_bare(app.request_url):
        yield f"No manifest names addresses at the app: everything goes to {app.request_url}."
    elif by_manifest(app) and (lacking := _lacking(app)):
        yield f"The manifest names no address for {', '.join(lacking)}. Nobody hears of them."


def _lacking(app: App) -> list[str]:
    found = sorted((app.commands or frozenset()) - app.addresses.keys())
    if app.shortcuts and "interactive" not in app.addresses:
        found.append("interactions")
    if app.events and "events_api" not in app.addresses:
        found.append("events")
    return found
