"""Actions in the record as people read it: each line says the words of the action that it is about.

An event names an action by its id; the words are those that the record has for it by now, so that
what was removed from the record is said nowhere in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firebell.domain import events as e
from firebell.domain.actions import ActionPart
from firebell.domain.person import Person
from firebell.domain.refusals import Fact

AboutActions = (
    e.ActionAdded
    | e.ActionChanged
    | e.ActionFinished
    | e.ActionRemoved
    | e.ActionsLeft
    | e.ActionsReminded
    | e.TicketMade
)
Told = tuple[str, Mapping[str, Fact], tuple[Person, ...]]
"""A sentence's key, its facts, and the people in it."""


def actions_said(events: Sequence[e.Event]) -> Mapping[str, str]:
    """The words of each action, by its id, as they were last."""
    found: dict[str, str] = {}
    for event in events:
        match event:
            case e.ActionAdded():
                found[event.action] = event.text
            case e.ActionChanged(text=text) if text:
                found[event.action] = text
            case e.Closed():
                found |= {action.id: action.says for action in event.left}
            case _:
                pass
    return found


def is_said_otherwise(event: e.Event, events: Sequence[e.Event]) -> bool:
    """Whether another line says the same: of a step the step's own does; and a reminder is none,
    unless it was the last."""
    if isinstance(event, e.ActionsReminded):
        return not event.let_be
    if not isinstance(event, e.ActionFinished) or event.ticket:
        return False
    steps = {action.id for each in events if isinstance(each, e.Closed) for action in each.left}
    return event.action in steps


def told_of_actions(event: AboutActions, said: Mapping[str, str]) -> Told:
    """The line of an event about actions."""
    match event:
        case e.ActionAdded():
            facts = {"action": said.get(event.action, ""), "due": event.due}
            return "action_added", facts, (event.owner,) if event.owner else ()
        case e.ActionChanged():
            return _changed(event, said)
        case e.ActionFinished():
            key = "action_done" if event.done else "action_undone"
            facts = {"action": said.get(event.action, ""), "ticket": event.ticket}
            return ("action_done_there" if event.ticket else key), facts, ()
        case e.ActionRemoved():
            return "action_removed", {"action": said.get(event.action, "")}, ()
        case e.ActionsLeft():
            return "actions_left", {"action": _several(event.actions, said)}, (event.person,)
        case e.ActionsReminded():
            return "actions_let_be", {"action": _several(event.let_be, said)}, ()
        case e.TicketMade():
            ticket = event.ticket
            facts = {"action": said.get(event.action, ""), "ticket": ticket.number}
            return "ticket_made", {**facts, "link": ticket.link}, ()


def _changed(event: e.ActionChanged, said: Mapping[str, str]) -> Told:
    facts = {"action": said.get(event.action, ""), "due": event.due}
    if event.parts == (ActionPart.OWNER,):
        key = "action_passed" if event.owner else "action_nobodys"
    elif event.parts == (ActionPart.DUE,):
        key = "action_moved" if event.due else "action_without_day"
    else:
        key = "action_changed"
    return key, facts, (event.owner,) if event.owner else ()


def _several(ids: Sequence[str], said: Mapping[str, str]) -> str:
    return "; ".join(said.get(id, "") for id in ids)
