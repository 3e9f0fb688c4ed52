"""What the public reads on a status page, outside the chat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.domain.effect_names import EffectName
from firebell.domain.effects.base import OnlyOnce


@dataclass(frozen=True, slots=True, kw_only=True)
class Publish(OnlyOnce):
    """Publish what the event has for the public on the status page with this key. Done anew once
    its words were removed: they are changed where they stand."""

    effect_name: ClassVar[EffectName] = EffectName.PUBLICATION
    page: str
