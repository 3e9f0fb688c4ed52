"""Nobody is heard of: what is said into the silence, to whom and where, and the look after it."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain.commands import LookIn
from firebell.domain.effects import ChannelMessage, DirectMessage, Effect, Reaction
from firebell.domain.events import Event, Nudged
from firebell.domain.incident import Incident, Nudge, told
from firebell.domain.moves.silence import next_look
from firebell.domain.playbook import Loudness, Playbook
from firebell.domain.reactions.common import (
    elsewhere,
    later,
    place_loudness,
    say,
    say_inside,
    tell,
)

INSIDE = (
    Nudge.PLACES,
    Nudge.LET_BE,
    Nudge.UPDATE_LATE,
    Nudge.STILL_GOING,
    Nudge.STOPPED,
)
"""What is said in the incident's own channel too."""
IN_THREADS = (Nudge.LET_BE, Nudge.STOPPED)
"""What is said in the threads of the announcements, where it was said that nobody is on it."""


def nudged(
    before: Incident, event: Nudged, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Each reaches further; where it was announced it pings those who are there, once."""
    for person in event.people:
        yield tell(DirectMessage.NUDGED, person)
    if event.nudge in INSIDE:
        yield from say_inside(after, ChannelMessage.NUDGED)
    loud = playbook.severity(after.severity).loud.at_most(Loudness.HERE)
    for place in after.announce:
        if event.nudge is Nudge.PLACES:
            at_most = place_loudness(after, place, loud)
            yield say(after, ChannelMessage.NUDGED, place, loud=at_most)
        elif event.nudge in IN_THREADS and place in elsewhere(after):
            yield say(after, ChannelMessage.NUDGED, place, thread=told(place))


def looked_after(
    before: Incident | None, event: Event, after: Incident, playbook: Playbook
) -> Iterator[Effect]:
    """The look that is ahead, wherever a new one begins or the last one has been."""
    begins = before is None or before.watch.number != after.watch.number
    if after.past:
        return
    if after.is_open and not after.watch.stopped and (begins or isinstance(event, Nudged)):
        command = LookIn(by=None, watch=after.watch.number)
        yield later(command, next_look(after, playbook) - event.at, "watch")
