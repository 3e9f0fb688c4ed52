"""What was marked for the public goes to the status page; what it became is shown and told."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain import events as e
from firebell.domain.effects import DirectMessage, Effect, Publish, Rank, Reaction, SayAnew
from firebell.domain.incident import Incident
from firebell.domain.moves.updates import who_updates
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import lane, tell
from firebell.domain.status_pages import on_page


def for_the_public(event: e.Event, after: Incident, playbook: Playbook) -> Iterator[Reaction]:
    """It is published where it was marked. Whoever writes the updates hears of what a closing left
    open there."""
    if not isinstance(event, e.Telling):
        return
    if event.status_page:
        place = on_page(event.status_page)
        yield Effect(
            body=Publish(page=event.status_page),
            reaction="publish",
            target=place,
            rank=Rank.OUTSIDE,
            lane=lane(after, place),
        )
    elif isinstance(event, e.Closed) and after.public is not None and not after.public.over:
        yield tell(DirectMessage.LEFT_ON_PAGE, who_updates(after, playbook))


def published(
    before: Incident, event: e.PublicUpdatePublished, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """What was said in channels shows that it stands there, with where."""
    yield SayAnew(published=frozenset({event.entry}))
