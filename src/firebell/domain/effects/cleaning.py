"""What takes away again what was said: on request, after doubt, before others come in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.domain.effect_names import EffectName
from firebell.domain.effects.base import Body, InOwnChannel


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack(Body):
    """Delete or reword what another effect (its key) has left for people to read."""

    effect_name: ClassVar[EffectName] = EffectName.TAKING_BACK
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearChannel(Body):
    """Leave nothing of the bot's own in a channel that the incident has left: messages, files,
    bookmarks; its name becomes `name`, its topic and purpose say nothing.

    Like a sweep it looks what is there, and may be repeated. `last` says that nothing new comes
    in any more, so that what is found to be clear stays so.
    """

    effect_name: ClassVar[EffectName] = EffectName.CLEARING
    channel: str
    name: str
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteLines(InOwnChannel):
    """Delete the chat's own lines that say which topic, purpose and name the bot gave its channel.

    Each repeats a title. It waits until the channel is called what it is to be called.
    """

    effect_name: ClassVar[EffectName] = EffectName.LINES


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep(Body):
    """Look for doubles of what was repeated after doubt; keep the oldest."""

    effect_name: ClassVar[EffectName] = EffectName.SWEEP
    effect: str
