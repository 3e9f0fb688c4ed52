"""What is done to the incident's channel, and to the people in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.domain.effect_names import EffectName
from firebell.domain.effects.base import Body, InOwnChannel, OnlyOnce, PartOfRaising
from firebell.domain.incident import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateChannel(PartOfRaising, OnlyOnce):
    """Make the incident's channel under a name that is reserved for it."""

    effect_name: ClassVar[EffectName] = EffectName.CHANNEL
    name: str
    private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinChannel(PartOfRaising, InOwnChannel):
    """Come into a public channel that was there before, to hear what is said in it: the incident's
    own, or the `channel` in whose thread it lives."""

    effect_name: ClassVar[EffectName] = EffectName.JOINING
    channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitePeople(PartOfRaising, InOwnChannel):
    """Bring these people into the channel, at most a hundred, the declarer first."""

    effect_name: ClassVar[EffectName] = EffectName.PEOPLE
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadGroup(PartOfRaising):
    """Learn who belongs to a group."""

    effect_name: ClassVar[EffectName] = EffectName.GROUP
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStakeholders(Body):
    """Learn who belongs to a group that the playbook tells."""

    effect_name: ClassVar[EffectName] = EffectName.GROUP
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPurpose(PartOfRaising, InOwnChannel):
    """Say in the channel's purpose what it is for."""

    effect_name: ClassVar[EffectName] = EffectName.PURPOSE


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepTopic(PartOfRaising, InOwnChannel):
    """Keep the topic of the incident's channel true."""

    effect_name: ClassVar[EffectName] = EffectName.TOPIC


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepName(InOwnChannel):
    """Keep the name of the incident's channel the one that the incident has."""

    effect_name: ClassVar[EffectName] = EffectName.NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class PinCard(PartOfRaising):
    """Pin the card, which stands at `channel`, `ts`, so that it stays at hand."""

    effect_name: ClassVar[EffectName] = EffectName.PIN
    channel: str
    ts: str

    def pointless_without(self, channel: str, /) -> bool:
        """Whether it stands there; a successor of the channel has a card of its own."""
        return self.channel == channel


@dataclass(frozen=True, slots=True, kw_only=True)
class AddBookmark(PartOfRaising, OnlyOnce, InOwnChannel):
    """Put a document above the channel."""

    effect_name: ClassVar[EffectName] = EffectName.BOOKMARK
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveChannel(Body):
    """Archive a channel of the incident."""

    effect_name: ClassVar[EffectName] = EffectName.ARCHIVING
    channel: str
