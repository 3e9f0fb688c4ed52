"""Observers of everything that any workspace of this process says to an app.

For a test suite that compares it with what Slack says, over a whole run.
"""

from __future__ import annotations

from collections.abc import Callable

from slack_sandbox.state.entities import Json

Observer = Callable[[str, str, Json, Json], None]
"""`answer`, the method, its arguments, the answer; or `payload`, its kind, the payload, `{}`."""

OBSERVERS: list[Observer] = []


def notify_observers(what: str, name: str, first: Json, second: Json) -> None:
    """Calls each observer with these arguments, as `Observer` says."""
    for observer in OBSERVERS:
        observer(what, name, first, second)
