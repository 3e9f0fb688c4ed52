"""What is asked of every effect, and answered by what it is made of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from firebell.domain.effect_names import EffectName
from firebell.domain.incident import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(ABC):
    """What one effect does. The answers here hold where no subclass gives another."""

    @property
    @abstractmethod
    def effect_name(self) -> EffectName:
        """What people call it where they read about it."""

    @property
    def part_of_raising(self) -> bool:
        """Whether it stands in the declarer's list of how far raising has come."""
        return False

    @property
    def addressee(self) -> str | None:
        """Who alone would read it: a person, or a channel where many do; None for anything else."""
        return None

    def may_be_repeated(self, _: Incident, /) -> bool:
        """Whether doing it twice is as good as once; else it is looked for after doubt."""
        return True

    def pointless_without(self, _: str, /) -> bool:
        """Whether nobody needs it any more once this channel, the incident's own, is archived."""
        return False

    @property
    def goes_to(self) -> str | None:
        """The channel or the person with whom it leaves something to read that nothing keeps true;
        it is taken back when the incident becomes private."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfRaising(Body):
    """What stands in the declarer's list of how far raising has come."""

    @property
    def part_of_raising(self) -> bool:
        """Whether it stands there: always."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyOnce(Body):
    """What would stand twice if it were done twice, so it is looked for first after doubt."""

    def may_be_repeated(self, _: Incident, /) -> bool:
        """Whether doing it twice is as good as once: never."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class InOwnChannel(Body):
    """What is done in the incident's own channel, whichever that is when it is done."""

    def pointless_without(self, _: str, /) -> bool:
        """Whether nobody needs it once that channel is archived: always."""
        return True
