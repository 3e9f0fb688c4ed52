"""Whoever wants to see all that any workspace of this process says to an app.

For a suite that compares it with what Slack says, over a whole test run.
"""

from __future__ import annotations

from collections.abc import Callable

from slack_sandbox.state.entities import Json

Witness = Callable[[str, str, Json, Json], None]
"""`answer`, the method, its arguments, the answer; or `payload`, its kind, the payload, `{}`."""

WITNESSES: list[Witness] = []


def saw(what: str, name: str, first: Json, second: Json) -> None:
    """Tell them all."""
    for witness in WITNESSES:
        witness(what, name, first, second)
