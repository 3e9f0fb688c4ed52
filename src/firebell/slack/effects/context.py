"""What carrying out needs beside the job: the gateway, and the record as a document."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from firebell.slack.client.gateway import Gateway


@dataclass(frozen=True, slots=True)
class EffectContext:
    """`record` makes the incident's record as Markdown, by its opaque id."""

    slack: Gateway
    record: Callable[[str], Awaitable[str]]
