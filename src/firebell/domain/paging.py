"""Nobody leads: whoever is on duty outside the chat is paged, until somebody leads or it is over.

A page is asked for where a silence is noticed anyway: whoever was asked to be in charge has not
answered in time, or nobody at all was heard. What becomes of it follows from the incident alone.
Where somebody led and nobody does any more, the page is over, so that the next silence pages anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from firebell.domain.callouts import PAGERDUTY
from firebell.domain.events import AnswerMissed, Event, Nudged, Paged, PagesSettled
from firebell.domain.incident import Incident, Nudge, Paging
from firebell.domain.playbook import Playbook

NOBODY_THERE = (Nudge.NEXT_ROLE, Nudge.CONTACT, Nudge.PLACES)
"""What is done about the silence while nobody is on it."""


def who_is_paged(incident: Incident, playbook: Playbook) -> tuple[str, ...]:
    """The places that page somebody for such an incident while it is open; a drill none."""
    if incident.drill or not incident.is_open:
        return ()
    found: dict[str, None] = {}
    for each in playbook.pages:
        concerns = (
            (each.private or not incident.private)
            and (not each.severities or incident.severity in each.severities)
            and (not each.services or incident.service in each.services)
        )
        if concerns:
            found |= dict.fromkeys(PAGERDUTY + name for name in each.pagerduty)
    return tuple(found)


def is_led(incident: Incident, playbook: Playbook) -> bool:
    """Whether whoever was asked to lead, or another in their place, is on it; where nobody was
    asked, whether anybody is."""
    held = incident.roles.get(playbook.leading_role.key)
    return held.on_it if held else incident.is_attended


def followed(incident: Incident, events: Sequence[Event], playbook: Playbook) -> Iterator[Event]:
    """What becomes of pages now that these events have left the incident like this."""
    at, wanted = events[-1].at, who_is_paged(incident, playbook)
    led = is_led(incident, playbook)
    paging = dict(incident.paging)
    over = [place for place, state in paging.items() if _is_over(place, state, wanted, led=led)]
    answered = [
        place
        for place, state in paging.items()
        if led and state is Paging.CALLED and place not in over
    ]
    if answered:
        yield PagesSettled(at=at, places=tuple(answered), answered=True)
    if over:
        yield PagesSettled(at=at, places=tuple(over), answered=False)
        paging |= dict.fromkeys(over, Paging.OVER)
    silent = any(_is_silence(event, playbook) for event in events)
    called = tuple(place for place in wanted if paging.get(place, Paging.OVER) is Paging.OVER)
    if silent and not led and called:
        yield Paged(at=at, places=called)


def _is_over(place: str, state: Paging, wanted: Sequence[str], *, led: bool) -> bool:
    if state is Paging.OVER:
        return False
    return place not in wanted or (state is Paging.ANSWERED and not led)


def _is_silence(event: Event, playbook: Playbook) -> bool:
    match event:
        case AnswerMissed(role=role):
            return role == playbook.leading_role.key
        case Nudged(nudge=nudge):
            return nudge in NOBODY_THERE
        case _:
            return False


def paged(incident: Incident, event: Paged) -> Incident:
    """They are called."""
    return _with(incident, event.places, Paging.CALLED)


def settled(incident: Incident, event: PagesSettled) -> Incident:
    """They need nobody any more."""
    return _with(incident, event.places, Paging.ANSWERED if event.answered else Paging.OVER)


def _with(incident: Incident, places: Sequence[str], state: Paging) -> Incident:
    return replace(incident, paging={**incident.paging, **dict.fromkeys(places, state)})
