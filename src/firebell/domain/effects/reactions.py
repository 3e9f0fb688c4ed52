"""What an event sets going: effects with their place in the queue, and what becomes of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import ClassVar

from firebell.domain.commands import Command
from firebell.domain.effect_names import EffectName
from firebell.domain.effects.base import Body
from firebell.domain.effects.channel import SetPurpose
from firebell.domain.effects.messages import (
    NAME_THE_TITLE,
    QUOTE_ACTIONS,
    QUOTE_THE_EVENT,
    QUOTE_THE_RECORD,
    SHOW_THE_PAGE,
    Asking,
)
from firebell.domain.effects.publishing import Publish
from firebell.domain.effects.telling import Say, ShareRecord, Tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Later(Body):
    """A command that comes due; it first asks whether it still makes sense."""

    effect_name: ClassVar[EffectName] = EffectName.LATER
    command: Command


class Rank(StrEnum):
    """What is claimed first: people in the channel, then who must know, then
    those outside the chat, then decoration."""

    FIRST = "0-first"
    PEOPLE = "1-people"
    TELL = "2-tell"
    OUTSIDE = "2-tell-outside"
    DECORATE = "3-decorate"
    LATER = "4-later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One effect as a reaction names it.

    `reaction` and `target` make its key together with the event's id; `keep` rows are one per
    incident and target; posts with the same `lane` go in event order; `delay` is from now.
    """

    body: Body
    reaction: str
    target: str
    rank: Rank = Rank.TELL
    keep: bool = False
    lane: str | None = None
    delay: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelLater:
    """Nothing that was to come due for this incident makes sense any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelPosts:
    """Whatever still waits to be written in this channel can't be any more (it is archived)."""

    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SayAnew:
    """What was said with words that have left the record is put in other words, where it stands.

    `events` are those that held the words; `titles`: they were a title, so that more than these
    named them; `documents` are the records with the words in them, by who asked (an event's id).
    `everything`: whatever could not be changed while its channel was archived. `actions`: they were
    an action's, which more than these quote. `public` are events whose words stand on a status page
    and left the record; what `published` events said in channels shows now that they stand there.
    """

    events: frozenset[str] = frozenset()
    titles: bool = False
    actions: bool = False
    documents: frozenset[str] = frozenset()
    everything: bool = False
    public: frozenset[str] = frozenset()
    published: frozenset[str] = frozenset()

    def concerns(self, event: str, body: Body) -> bool:
        """Whether this effect, which the event brought, may have said the words."""
        match body:
            case Publish():
                return event in self.public
            case Say(what=what) if what in SHOW_THE_PAGE and event in self.published:
                return True
            case Say(what=what) | Tell(what=what) if what in QUOTE_THE_RECORD:
                return self.everything or self.titles or bool(self.events)
            case Say() | Tell():
                quotes = body.what in QUOTE_THE_EVENT and (self.everything or event in self.events)
                quotes |= body.what in QUOTE_ACTIONS and (self.everything or self.actions)
                return quotes or ((self.titles or self.everything) and body.what in NAME_THE_TITLE)
            case SetPurpose():
                return self.titles or self.everything
            case ShareRecord():
                return event in self.documents
            case _:
                return False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowAnswers:
    """What asked for something shows, where it stands, what became of it: its buttons go.

    `of` is which of it; `role` and `action` are what alone it may have been about. What showed its
    answer already is left as it is, unless it is shown `again`.
    """

    of: frozenset[Asking]
    role: str | None = None
    again: bool = False
    action: str | None = None

    def concerns(self, body: Body, answered: bool) -> bool:
        """Whether this effect asked for it, and shows no answer yet."""
        if not isinstance(body, Say | Tell) or (answered and not self.again):
            return False
        if self.action is not None and isinstance(body, Tell) and self.action not in body.actions:
            return False
        role = body.role if isinstance(body, Tell) else None
        return body.what in self.of and (None in (self.role, role) or role == self.role)


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelInside:
    """Whatever still waits to be done in the incident's own channel is not done in the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackPosts:
    """Everything that may have left something to read is taken back: of all channels and people
    but those that are `spared`, or of these alone."""

    spared: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RepublishHomes:
    """Every Home that ever showed the incident, and still does in Slack, is made anew. All that
    changes otherwise follows by itself where somebody looks at it."""


Reaction = (
    Effect
    | CancelLater
    | CancelPosts
    | CancelInside
    | SayAnew
    | ShowAnswers
    | TakeBackPosts
    | RepublishHomes
)
