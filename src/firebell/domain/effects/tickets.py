"""Actions in the organisation's tracker, outside the chat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.domain.effect_names import EffectName
from firebell.domain.effects.base import OnlyOnce


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeTicket(OnlyOnce):
    """Make a ticket of the action with this id in the tracker with this key."""

    effect_name: ClassVar[EffectName] = EffectName.TICKET
    action: str
    tracker: str
