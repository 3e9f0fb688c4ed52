"""Actions: whoever gets one hears of it, whoever has one is asked, and what shows them follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from firebell.domain.actions import ActionPart
from firebell.domain.commands import RemindOfActions
from firebell.domain.effects import (
    ABOUT_ACTIONS,
    ChannelMessage,
    DirectMessage,
    Effect,
    MakeTicket,
    Rank,
    Reaction,
    ShowAnswers,
    Tell,
)
from firebell.domain.events import (
    ActionAdded,
    ActionChanged,
    ActionFinished,
    ActionRemoved,
    ActionsLeft,
    ActionsReminded,
    Event,
    TicketAsked,
    TicketMade,
)
from firebell.domain.incident import Incident
from firebell.domain.moves.follow_ups import asked_of, earliest
from firebell.domain.person import Person
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import later, say_inside, show_card


def added(
    before: Incident, event: ActionAdded, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Whoever is to do it hears of it, unless they wrote it down themselves."""
    yield from _given(event.owner, event, event.action)
    yield from _shown(after, event.action)


def changed(
    before: Incident, event: ActionChanged, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """So does whoever is to do it now."""
    if ActionPart.OWNER in event.parts:
        yield from _given(event.owner, event, event.action)
    yield from _shown(after, event.action)


def finished(
    before: Incident, event: ActionFinished, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """What was closed in the tracker is said: nobody here has seen it."""
    yield from _shown(after, event.action)
    if not event.ticket:
        return
    said = list(say_inside(after, ChannelMessage.TICKET_CLOSED))
    yield from said
    action = after.action(event.action)
    person = asked_of(action, after) if action else None
    if not said and person is not None:
        yield _tell(DirectMessage.TICKET_CLOSED, person, [event.action])


def removed(
    before: Incident, event: ActionRemoved, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """It is shown nowhere any more."""
    yield from _shown(after, event.action)


def reminded(
    before: Incident, event: ActionsReminded, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Each person is asked about all of theirs at once, and in one incident's message alone."""
    for person in dict.fromkeys(event.asked.values()):
        if person in event.elsewhere:
            continue
        theirs = [action for action, asked in event.asked.items() if asked == person]
        yield _tell(DirectMessage.ACTIONS_DUE, person, theirs)


def left(
    before: Incident, event: ActionsLeft, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Whoever is in charge hears what nobody has now."""
    if event.told is not None:
        yield _tell(DirectMessage.ACTIONS_LEFT, event.told, event.actions)
    for action in event.actions:
        yield ShowAnswers(of=ABOUT_ACTIONS, action=action, again=True)
    yield from show_card(after)


def ticket_asked(
    before: Incident, event: TicketAsked, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """It is made outside, where nothing waits for it."""
    body = MakeTicket(action=event.action, tracker=event.tracker)
    yield Effect(body=body, reaction="ticket", target=event.action, rank=Rank.OUTSIDE)


def ticket_made(
    before: Incident, event: TicketMade, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Its link stands wherever the action is shown."""
    yield from _shown(after, event.action)


def reminded_next(
    before: Incident | None, event: Event, after: Incident, playbook: Playbook
) -> Iterator[Effect]:
    """The reminder that is ahead, wherever it may be another one now."""
    if before is None or before.actions_look == after.actions_look:
        return
    at = earliest(after, playbook)
    if at is not None:
        command = RemindOfActions(by=None, look=after.actions_look)
        yield later(command, at - event.at, "actions")


def _given(owner: Person | None, event: Event, action: str) -> Iterator[Effect]:
    if owner is not None and owner != event.by:
        yield _tell(DirectMessage.ACTION_GIVEN, owner, [action])


def _shown(after: Incident, id: str) -> Iterator[Reaction]:
    """The card, and what has asked about it."""
    yield from show_card(after)
    yield ShowAnswers(of=ABOUT_ACTIONS, action=id, again=True)


def _tell(what: DirectMessage, person: Person, actions: Iterable[str]) -> Effect:
    body = Tell(what=what, person=person, actions=tuple(actions))
    return Effect(body=body, reaction=f"tell-{what}", target=person)
