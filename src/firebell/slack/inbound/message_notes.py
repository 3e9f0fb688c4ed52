"""A message that goes on the record: as people read it, under the name of who wrote it.

It is read from Slack when it is put there, whatever a payload said of it before.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from firebell.domain.commands import Note
from firebell.slack.client.gateway import Gateway, Refusal
from firebell.slack.client.payloads import Payload

AsRead = Callable[[str], Awaitable[str]]
"""Words in Slack's markup to words with names."""
DELETED = "tombstone"
"""The subtype of what stands in place of a deleted message that has replies."""


async def message_at(slack: Gateway, channel: str, ts: str) -> Payload | None:
    """A message as Slack has it now; None when it is gone. Raises ChatError when nobody knows.

    A reply may come behind the first message of its thread, which Slack gives along.
    """
    try:
        answer = await slack.call(
            "conversations.replies",
            channel=channel,
            ts=ts,
            oldest=ts,
            latest=ts,
            inclusive=True,
            limit=2,
        )
    except Refusal as refusal:
        if refusal.code not in ("thread_not_found", "message_not_found"):
            raise
        return None
    found = (message for message in answer.get("messages") or [] if message.get("ts") == ts)
    return next((message for message in found if message.get("subtype") != DELETED), None)


async def note_of(message: Payload, by: str, where: str | None, as_read: AsRead) -> Note:
    """The command of whoever marked it."""
    return Note(
        by=by,
        where=where,
        text=await as_read(str(message.get("text") or "")),
        author=message.get("user"),
        ts=message.get("ts"),
    )
