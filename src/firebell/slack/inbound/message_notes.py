"""A message that goes on the record: as people read it, under the name of who wrote it.

It is read from Slack when it is put there, whatever a payload said of it before.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from firebell.app.errors import ChatError
from firebell.domain.commands import Note, NoteThread, ReportNote
from firebell.domain.playbook import Playbook
from firebell.slack.client.gateway import Gateway, Refusal
from firebell.slack.client.payloads import Payload
from firebell.slack.inbound.message_words import (
    author_name_of,
    files_of,
    has_lost_files,
    pictures_of,
    words_of,
)

log = logging.getLogger(__name__)

AsRead = Callable[[str], Awaitable[str]]
"""Words in Slack's markup to words with names."""
DELETED = "tombstone"
"""The subtype of what stands in place of a deleted message that has replies."""
NEVER_THERE = ("thread_not_found", "message_not_found")
LONGEST = 4000
"""Characters of one message that are kept; what is longer is behind its link."""
_ADDRESS = re.compile(r"https?://[^\s<>|]+")


@dataclass(frozen=True, slots=True)
class MessageNotes:
    """Messages of Slack, and the commands that put them on the record and follow them there."""

    slack: Gateway
    as_read: AsRead
    process: Callable[[], Playbook]

    def is_mark(self, emoji: object) -> bool:
        """Whether this emoji puts a message on the record, whatever its skin tone."""
        return str(emoji).partition("::")[0] in self.process().record_emoji

    def who_marked(self, message: Payload) -> str | None:
        """Who has marked it, the first of them; None where nobody has."""
        for reaction in message.get("reactions") or []:
            if self.is_mark(reaction.get("name")) and reaction.get("users"):
                return str(reaction["users"][0])
        return None

    async def message_at(self, channel: str, ts: str) -> Payload | None:
        """A message as Slack has it now; None when it is gone. Raises ChatError when nobody knows.

        A reply may come behind the first message of its thread, which Slack gives along.
        """
        try:
            answer = await self.slack.call(
                "conversations.replies",
                channel=channel,
                ts=ts,
                oldest=ts,
                latest=ts,
                inclusive=True,
                limit=2,
            )
        except Refusal as refusal:
            if refusal.code not in NEVER_THERE:
                raise
            return None
        found = (each for each in answer.get("messages") or [] if each.get("ts") == ts)
        return next((each for each in found if each.get("subtype") != DELETED), None)

    async def thread_at(self, channel: str, first: str) -> list[Payload]:
        """All messages of a thread, the first one included. Raises ChatError."""
        try:
            found = await self.slack.pages(
                "conversations.replies", "messages", channel=channel, ts=first
            )
        except Refusal as refusal:
            if refusal.code not in NEVER_THERE:
                raise
            return []
        return [message for message in found if message.get("subtype") != DELETED]

    async def note(self, message: Payload, by: str, where: str, *, marked: bool) -> Note:
        """The command of whoever put it on the record, by a mark on it or without one."""
        link = await self.link(where, str(message["ts"]))
        return await self._note(message, by, where, link, marked=marked)

    async def marked(self, message: Payload, by: str, where: str) -> Note | NoteThread:
        """The same by a mark; with the first message of a thread goes the whole thread."""
        first = str(message["ts"])
        if not message.get("reply_count") or message.get("thread_ts", first) != first:
            return await self.note(message, by, where, marked=True)
        return await self.note_thread(first, by, where, marked=True)

    async def note_thread(self, first: str, by: str, where: str, *, marked: bool) -> NoteThread:
        """The command that puts a whole thread on the record, as it is now. Raises ChatError."""
        link = await self.link(where, first)
        notes = []
        for message in await self.thread_at(where, first):
            own = _in_thread(link, str(message["ts"]), first, where)
            thread = first if marked and message["ts"] != first else None
            notes.append(await self._note(message, by, where, own, marked=marked, thread=thread))
        return NoteThread(by=by, where=where, notes=tuple(notes))

    async def _note(
        self,
        message: Payload,
        by: str,
        where: str,
        link: str,
        *,
        marked: bool,
        thread: str | None = None,
    ) -> Note:
        name = author_name_of(message)
        ts = str(message["ts"])
        return Note(
            by=by,
            where=where,
            text=await self.words(message),
            author=None if name else message.get("user"),
            author_name=name,
            ts=ts,
            link=link,
            marked=marked,
            happened=datetime.fromtimestamp(float(ts), UTC),
            thread=thread,
            pictures=pictures_of(message),
        )

    async def as_it_stands(self, where: str, ts: str, by: str | None = None) -> ReportNote:
        """How a message that is on the record stands in Slack now; `by` took a mark away.

        Only what its author edited, or lost files, counts as changed: Slack changes messages too,
        when it adds a preview of a link.
        """
        message = await self.message_at(where, ts)
        if message is None:
            return ReportNote(where=where, ts=ts, deleted=True)
        return await self.standing(message, where, by)

    async def standing(self, message: Payload, where: str, by: str | None = None) -> ReportNote:
        """The same of a message that was read."""
        edited = message.get("edited") or {}
        changed = bool(edited) or has_lost_files(message)
        return ReportNote(
            by=by,
            where=where,
            ts=str(message["ts"]),
            text=await self.words(message) if changed else None,
            files=tuple(str(file.get("id")) for file in files_of(message)),
            edited_by=edited.get("user") or message.get("user"),
            marked=self.who_marked(message) is not None,
        )

    async def words(self, message: Payload) -> str:
        """What people read in it, with names."""
        words = await self.as_read(words_of(message))
        return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"

    async def link(self, channel: str, ts: str) -> str:
        """Where people find it; empty where Slack does not say: the words are worth more."""
        try:
            answer = await self.slack.call("chat.getPermalink", channel=channel, message_ts=ts)
        except ChatError as error:
            log.warning("A message on the record has no link (%s)", error.code)
            return ""
        found = str(answer.get("permalink") or "")
        return found if _ADDRESS.fullmatch(found) else ""


def _in_thread(link: str, ts: str, first: str, channel: str) -> str:
    """The address of a reply, from that of the first message."""
    if not link or ts == first:
        return link
    start = link.partition("?")[0].rpartition("/")[0]
    return f"{start}/p{ts.replace('.', '')}?thread_ts={first}&cid={channel}"
