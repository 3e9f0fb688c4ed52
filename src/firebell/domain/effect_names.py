"""What an effect is called where people read about it: the words for each stand in `words.en`.

The values are stored with the events that name an effect, for ever: add, never rename.
"""

from __future__ import annotations

from enum import StrEnum


class EffectName(StrEnum):
    """One name for each kind of effect; two lasting messages have names of their own."""

    CHANNEL = "CreateChannel"
    JOINING = "JoinChannel"
    PEOPLE = "InvitePeople"
    GROUP = "ReadGroup"
    PURPOSE = "SetPurpose"
    TOPIC = "KeepTopic"
    NAME = "KeepName"
    ANNOUNCEMENT = "KeepMessage"
    CARD = "KeepMessage:card"
    THREAD_CARD = "KeepMessage:thread"
    CONFIRMATION = "KeepMessage:confirmation"
    PIN = "PinCard"
    BOOKMARK = "AddBookmark"
    CHANNEL_MESSAGE = "Say"
    DIRECT_MESSAGE = "Tell"
    STAKEHOLDERS = "TellOutside"
    PAGE = "PageDuty"
    RECORD = "ShareRecord"
    REVIEW = "ShareReview"
    CANVAS = "KeepCanvas"
    PICTURES = "KeepPictures"
    ARCHIVING = "ArchiveChannel"
    HOME = "PublishHome"
    TAKING_BACK = "TakeBack"
    CLEARING = "ClearChannel"
    LINES = "DeleteLines"
    SWEEP = "Sweep"
    LATER = "Later"
    TICKET = "MakeTicket"
    PUBLICATION = "Publish"


DEFECT = "defect"
"""Why something failed, where others have the chat's code: a mistake of ours, not a refusal."""

UNREADABLE = "unreadable_row"
"""What is written down about it makes no sense."""
