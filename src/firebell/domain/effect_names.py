"""What effects are called where people read of them: in the declarer's list and in notices."""

from __future__ import annotations

from enum import StrEnum


class EffectName(StrEnum):
    """What effects are called where people read of them. The values stand in events, for ever."""

    CHANNEL = "CreateChannel"
    PEOPLE = "InvitePeople"
    GROUP = "ReadGroup"
    PURPOSE = "SetPurpose"
    TOPIC = "KeepTopic"
    ANNOUNCEMENT = "KeepMessage"
    CARD = "KeepMessage:card"
    PIN = "PinCard"
    BOOKMARK = "AddBookmark"
    LEAD_ASKED = "Tell"
    MESSAGE = "Say"
    RECORD = "ShareRecord"
    ARCHIVING = "ArchiveChannel"
    DOUBLES = "Sweep"
    LATER = "Later"
