"""A message that goes on the record: as people read it, under the name of who wrote it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from firebell.domain.commands import Note
from firebell.slack.client.payloads import Payload

AsRead = Callable[[str], Awaitable[str]]
"""Words in Slack's markup to words with names."""


async def note_of(message: Payload, by: str, where: str | None, as_read: AsRead) -> Note:
    """The command of whoever marked it."""
    return Note(
        by=by,
        where=where,
        text=await as_read(str(message.get("text") or "")),
        author=message.get("user"),
        ts=message.get("ts"),
    )
