"""Actions: written down, changed, done, removed. What the playbook's steps leave undone is one too.

Whoever may take part may do all of it, whosever the action is. When people are asked about them,
and when no more, stands in `domain/moves/follow_ups.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from firebell.domain.actions import Action, ActionPart
from firebell.domain.commands import (
    AddAction,
    AskTicket,
    ChangeAction,
    FinishAction,
    RemoveAction,
    ReportTicket,
    ReportTicketClosed,
)
from firebell.domain.events import (
    ActionAdded,
    ActionChanged,
    ActionFinished,
    ActionRemoved,
    Event,
    StepTicked,
    TicketAsked,
    TicketMade,
)
from firebell.domain.incident import Incident
from firebell.domain.person import Person
from firebell.domain.playbook import Playbook, Tracker
from firebell.domain.refusals import Refused
from firebell.domain.stakeholders import in_tracker
from firebell.domain.typed_text import one_line

Changed = Callable[[Action], Action]


def add(incident: Incident, command: AddAction, now: datetime, playbook: Playbook) -> list[Event]:
    """It is on the list; the tracker gets it where that was asked for."""
    text = _worded(command.text)
    _can_have_it(incident, command.owner)
    _still_to_come(command.due, now)
    added = ActionAdded(
        at=now,
        by=command.by,
        where=command.where,
        action=str(incident.actions_added + 1),
        text=text,
        owner=command.owner,
        due=command.due,
        link=command.link,
    )
    if not command.ticket:
        return [added]
    tracker = _tracker(incident, playbook)
    return [added, _asked(added.action, command, now, tracker)]


def change(incident: Incident, command: ChangeAction, now: datetime, _: Playbook) -> list[Event]:
    """Only what is another than it was."""
    action = _of(incident, command.action)
    text = action.text
    if ActionPart.TEXT in command.parts:
        text = _worded(command.text)
    if ActionPart.OWNER in command.parts and command.owner != action.owner:
        _can_have_it(incident, command.owner)
    if ActionPart.DUE in command.parts and command.due != action.due:
        _still_to_come(command.due, now)
    differs = {
        ActionPart.TEXT: text not in (action.text, action.says),
        ActionPart.OWNER: command.owner != action.owner,
        ActionPart.DUE: command.due != action.due,
    }
    parts = tuple(part for part in ActionPart if part in command.parts and differs[part])
    if not parts:
        return []
    return [
        ActionChanged(
            at=now,
            by=command.by,
            where=command.where,
            action=action.id,
            parts=parts,
            text=text if ActionPart.TEXT in parts else "",
            owner=command.owner if ActionPart.OWNER in parts else None,
            due=command.due if ActionPart.DUE in parts else None,
        )
    ]


def finish(incident: Incident, command: FinishAction, now: datetime, _: Playbook) -> list[Event]:
    """Done, or not done after all, and the step with it; nothing when it is so already."""
    action = _of(incident, command.action)
    if action.is_open is not command.done:
        return []
    finished = ActionFinished(
        at=now, by=command.by, where=command.where, action=action.id, done=command.done
    )
    return [finished, *_step_of(incident, action, finished)]


def _step_of(incident: Incident, action: Action, event: ActionFinished) -> list[Event]:
    for step in incident.steps:
        if step.key == action.step and (step.ticked_at is not None) is not event.done:
            return [
                StepTicked(
                    at=event.at,
                    by=event.by,
                    where=event.where,
                    step=step.key,
                    words=step.words,
                    done=event.done,
                )
            ]
    return []


def with_step(incident: Incident, event: StepTicked) -> list[Event]:
    """A step that was left to be done afterwards is done as an action too."""
    return [
        ActionFinished(
            at=event.at, by=event.by, where=event.where, action=action.id, done=event.done
        )
        for action in incident.actions
        if action.step == event.step and action.is_open is event.done
    ]


def remove(incident: Incident, command: RemoveAction, now: datetime, _: Playbook) -> list[Event]:
    """It is on the record that there was one, and who removed it."""
    action = _of(incident, command.action)
    return [ActionRemoved(at=now, by=command.by, where=command.where, action=action.id)]


def ask_ticket(
    incident: Incident, command: AskTicket, now: datetime, playbook: Playbook
) -> list[Event]:
    """Once for each action, however often it is pressed."""
    action = _of(incident, command.action)
    if action.ticket is not None:
        raise Refused("ticket_there", ticket=action.ticket.number)
    if action.ticket_wanted:
        raise Refused("ticket_on_its_way")
    return [_asked(action.id, command, now, _tracker(incident, playbook))]


def _asked(
    action: str, command: AddAction | AskTicket, now: datetime, tracker: Tracker
) -> TicketAsked:
    return TicketAsked(
        at=now, by=command.by, where=command.where, action=action, tracker=tracker.key
    )


def made(incident: Incident, report: ReportTicket, now: datetime, _: Playbook) -> list[Event]:
    """The first one that is told of counts."""
    action = incident.action(report.action)
    if action is None or action.ticket is not None:
        return []
    return [TicketMade(at=now, action=action.id, ticket=report.ticket)]


def closed_there(
    incident: Incident, report: ReportTicketClosed, now: datetime, _: Playbook
) -> list[Event]:
    """What is closed in the tracker is done, and the step with it."""
    action = incident.action(report.action)
    if action is None or action.ticket is None or not action.is_open:
        return []
    finished = ActionFinished(at=now, action=action.id, done=True, ticket=action.ticket.number)
    return [finished, *_step_of(incident, action, finished)]


def _worded(text: str) -> str:
    words = one_line(text)
    if not words:
        raise Refused("action_needed", "words")
    return words


def _can_have_it(incident: Incident, owner: Person | None) -> None:
    """Of a private incident only who is in its channel may know of anything to do."""
    if owner is not None and incident.private and not incident.is_in(owner):
        raise Refused("owner_not_in_channel", "owner", number=incident.number)


def _still_to_come(due: datetime | None, now: datetime) -> None:
    if due is not None and due <= now:
        raise Refused("due_past", "due")


def _tracker(incident: Incident, playbook: Playbook) -> Tracker:
    found = playbook.tracker_of(incident.service, private=incident.private, drill=incident.drill)
    if found is None:
        raise Refused("no_tracker", "ticket", number=incident.number)
    return found


def _of(incident: Incident, id: str) -> Action:
    action = incident.action(id)
    if action is None:
        raise Refused("no_such_action")
    return action


def action_added(incident: Incident, event: ActionAdded) -> Incident:
    """One more."""
    action = Action(
        id=event.action,
        text=event.text,
        by=event.by,
        added=event.at,
        since=event.at,
        owner=event.owner,
        due=event.due,
        link=event.link,
    )
    return replace(
        incident,
        actions=(*incident.actions, action),
        actions_added=incident.actions_added + 1,
    )


def action_changed(incident: Incident, event: ActionChanged) -> Incident:
    """Whoever has it now, or until whenever it waits now, is asked anew."""

    def changed(action: Action) -> Action:
        return waiting_anew(
            replace(
                action,
                text=event.text if ActionPart.TEXT in event.parts else action.text,
                owner=event.owner if ActionPart.OWNER in event.parts else action.owner,
                due=event.due if ActionPart.DUE in event.parts else action.due,
            ),
            event.at,
        )

    return with_action(incident, event.action, changed)


def action_finished(incident: Incident, event: ActionFinished) -> Incident:
    """Done by whoever said so; or to be done still, as if it had been added just now."""

    def changed(action: Action) -> Action:
        if event.done:
            return replace(action, done_at=event.at, done_by=event.by)
        return waiting_anew(replace(action, done_at=None, done_by=None), event.at)

    return with_action(incident, event.action, changed)


def action_removed(incident: Incident, event: ActionRemoved) -> Incident:
    """It is shown nowhere but on the record."""
    left = tuple(action for action in incident.actions if action.id != event.action)
    return replace(incident, actions=left)


def ticket_asked(incident: Incident, event: TicketAsked) -> Incident:
    """It is being made."""
    return with_action(incident, event.action, lambda each: replace(each, ticket_wanted=True))


def ticket_made(incident: Incident, event: TicketMade) -> Incident:
    """It stands there, and so does what is said of it there."""
    incident = with_action(
        incident,
        event.action,
        lambda each: replace(each, ticket=event.ticket, ticket_wanted=False),
    )
    place = in_tracker(event.ticket.tracker)
    told = tuple(dict.fromkeys([*incident.told_outside, place]))
    return replace(incident, told_outside=told)


def waiting_anew(action: Action, at: datetime) -> Action:
    """Nobody has been asked about it since then."""
    return replace(action, since=at, reminded=0, asked=None, let_be=False)


def with_action(incident: Incident, id: str, changed: Changed) -> Incident:
    """The incident with this action changed, where there is one."""
    actions = tuple(changed(each) if each.id == id else each for each in incident.actions)
    return replace(incident, actions=actions)
