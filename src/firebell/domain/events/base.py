"""What every event says, and the values that several of them hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from firebell.domain.incident import Person


class Words(StrEnum):
    """Which of its words an event holds. Stored with events: never rename a value."""

    TITLE = "title"
    DESCRIPTION = "description"
    UPDATE = "update"
    REASON = "reason"
    SUMMARY = "summary"
    NOTE = "note"
    LINE = "line"
    HANDOVER = "handover"
    OUTSIDE = "outside"
    ANSWER = "answer"
    ACTION = "action"
    REVIEW = "review"
    COMMENT = "comment"
    PUBLIC = "public"
    PUBLIC_TITLE = "public_title"
    ALERT = "alert"


class Removal(StrEnum):
    """How words left the record: somebody removed them there, the message that said them was
    deleted in the chat, or nobody marks it any more. Stored: never rename a value."""

    BY_HAND = "by_hand"
    DELETED = "deleted"
    UNMARKED = "unmarked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What every event says: when it happened, who did it, in which channel, and by which token of
    theirs, by its name, where a program did it for them."""

    at: datetime
    by: Person | None = None
    where: str | None = None
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture in a message: the chat's id of the file, and what it is called."""

    file: str
    title: str = ""
