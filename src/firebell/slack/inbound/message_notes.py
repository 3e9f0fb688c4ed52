"""A message that goes on the record: as people read it, under the name of who wrote it.

It is read from Slack when it is put there, whatever a payload said of it before.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from firebell.domain.commands import Note, ReportNote
from firebell.slack.client.gateway import Gateway, Refusal
from firebell.slack.client.payloads import Payload

AsRead = Callable[[str], Awaitable[str]]
"""Words in Slack's markup to words with names."""
PUSHPIN = "pushpin"
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


async def note_of(
    message: Payload, by: str, where: str | None, as_read: AsRead, *, marked: bool
) -> Note:
    """The command of whoever put it on the record, by a mark on it or without one."""
    return Note(
        by=by,
        where=where,
        text=await as_read(str(message.get("text") or "")),
        author=message.get("user"),
        ts=message.get("ts"),
        marked=marked,
    )


async def as_it_stands(
    slack: Gateway, where: str, ts: str, as_read: AsRead, by: str | None = None
) -> ReportNote:
    """How a message that is on the record stands in Slack now; `by` took a mark away.

    Only what its author edited counts as changed: Slack changes messages too, when it adds a
    preview of a link.
    """
    message = await message_at(slack, where, ts)
    if message is None:
        return ReportNote(where=where, ts=ts, deleted=True)
    return await standing(message, where, as_read, by)


async def standing(
    message: Payload, where: str, as_read: AsRead, by: str | None = None
) -> ReportNote:
    """The same of a message that was read."""
    edited = message.get("edited") or {}
    return ReportNote(
        by=by,
        where=where,
        ts=str(message["ts"]),
        text=await as_read(str(message.get("text") or "")) if edited else None,
        edited_by=edited.get("user"),
        marked=is_marked(message),
    )


def is_marked(message: Payload) -> bool:
    """Whether anybody has put a pushpin on it."""
    return any(
        reaction.get("name") == PUSHPIN and reaction.get("users")
        for reaction in message.get("reactions") or []
    )
