"""Whoever is on duty outside the chat is called, and hears when they need not come any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from firebell.domain.effects import ChannelMessage, Effect, PageDuty, Reaction
from firebell.domain.events import Paged, PagesSettled
from firebell.domain.incident import Incident, Paging
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import lane, say_inside


def paged(
    before: Incident, event: Paged, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """They are paged, and those in the channel know it."""
    yield from _say_there(after, event.places, Paging.CALLED)
    yield from say_inside(after, ChannelMessage.PAGED)


def settled(
    before: Incident, event: PagesSettled, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The page is answered, or taken back."""
    paging = Paging.ANSWERED if event.answered else Paging.OVER
    yield from _say_there(after, event.places, paging)


def _say_there(incident: Incident, places: Iterable[str], paging: Paging) -> Iterator[Effect]:
    """In order at each place, so that what is over is not called again by what came late."""
    for place in places:
        yield Effect(
            body=PageDuty(place=place, paging=paging),
            reaction=f"page-{paging}",
            target=place,
            lane=lane(incident, place),
        )
