"""What became of something that was asked: a sentence that stands in place of its buttons.

A button is pressed once. Whatever answers the question, be it that button, another message, a form
or a command, the message that asked it says so where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from firebell.app.ports import Job, State
from firebell.domain.effects import WHILE_OPEN, ChannelMessage, DirectMessage, Say, Tell
from firebell.domain.events import (
    AnswerMissed,
    Nudged,
    PeopleInvited,
    RoleDeclined,
    UpdateReminded,
)
from firebell.domain.incident import Assignment
from firebell.domain.moves.silence import since
from firebell.slack.views.blocks import Block, Message, actions, context
from firebell.slack.views.messages.parts import event_of, when
from firebell.slack.views.messages.silence import ANSWERED_HERE
from firebell.words.say import say
from firebell.words.text import Mention, Text

Answer = Callable[[Job, Say | Tell], Text]
ENDED = frozenset({"open_reopen"})
"""Buttons of a closing, which end where it is opened again; the others there stay."""


def with_answer(message: Message, job: Job, body: Say | Tell) -> tuple[Message, bool]:
    """The message, with its answer where there is one by now; and whether there is. `job` says how
    things stand now, whenever the message is of."""
    found = answer(job, body)
    if not found:
        return message, False
    gone = ENDED if body.what is ChannelMessage.CLOSED else None
    kept = [left for block in message.blocks if (left := _without(block, gone)) is not None]
    return replace(message, blocks=[*kept, context(found)]), True


def answer(job: Job, body: Say | Tell) -> Text:
    """What is to be said; nothing while it waits for somebody."""
    if body.what in WHILE_OPEN and not job.incident.is_open:
        return say("answer.closed", label=job.incident.label)
    found = ANSWERS.get(body.what)
    return found(job, body) if found else ()


def _without(block: Block, gone: frozenset[str] | None) -> Block | None:
    """A block without these buttons (None: without any); None where nothing is left of it."""
    if block["type"] != "actions":
        return block
    if gone is None:
        return None
    kept: Sequence[Block] = [each for each in block["elements"] if each["action_id"] not in gone]
    return actions(kept) if kept else None


def _asked(job: Job, body: Say | Tell) -> Text:
    """Of whoever was asked to take a role."""
    assert isinstance(body, Tell), "a person is asked"
    incident, role, person = job.incident, body.role or "", body.person
    held, offered = incident.roles.get(role), incident.offered.get(role)
    if held and held.person == person:
        return say("answer.on_it") if held.on_it else ()
    if offered and offered.person == person:
        return ()
    if person in incident.refused:
        return say("answer.not_added")
    if person in incident.declined:
        return say("answer.cannot")
    return _other(held) or say("answer.nobody")


def _role_left(job: Job, _: Say | Tell) -> Text:
    """Of whoever was to find somebody else."""
    event = job.event.event
    assert isinstance(event, RoleDeclined | AnswerMissed), "these leave a role open"
    held = job.incident.roles.get(event.role)
    if held and held.person == event.person and not held.on_it:
        return ()
    return _other(held)


def _roles_lapsed(job: Job, _: Say | Tell) -> Text:
    roles = event_of(job, PeopleInvited).roles
    found = [held for role in roles if (held := job.incident.roles.get(role))]
    if not roles or len(found) < len(roles):
        return ()
    return _other(found[0]) if len(found) == 1 else say("answer.roles_held")


def _other(held: Assignment | None) -> Text:
    if held is None:
        return ()
    key = "answer.other_on_it" if held.on_it else "answer.other_asked"
    return say(key, who=Mention(held.person))


def _handover(job: Job, body: Say | Tell) -> Text:
    """Of whoever was offered to be in charge."""
    assert isinstance(body, Tell), "a person is offered it"
    found, holder = job.incident.handover, job.incident.in_charge
    if found is not None and (found.person, found.at) == (body.person, job.event.event.at):
        return ()
    if holder == body.person:
        return say("answer.on_it")
    return say("answer.in_charge", who=Mention(holder))


def _times(job: Job, _: Say | Tell) -> Text:
    """Of whoever was asked when users were affected."""
    incident = job.incident
    if incident.is_open:
        return say("answer.reopened", label=incident.label)
    return () if incident.milestones.assumed else say("answer.times")


def _nudged(job: Job, _: Say | Tell) -> Text:
    """Of whoever was asked since nothing was heard: who takes it, or what goes on."""
    event, incident = event_of(job, Nudged), job.incident
    if event.nudge in ANSWERED_HERE:
        return say("answer.heard") if since(incident) != event.since else ()
    held = incident.roles.get(job.playbook.leading_role.key)
    return _other(held) if held and held.on_it else ()


def _severity(job: Job, _: Say | Tell) -> Text:
    incident = job.incident
    return say("answer.severity", severity=incident.severity) if incident.severity_confirmed else ()


def _update(job: Job, _: Say | Tell) -> Text:
    now = job.incident.next_update
    if now == event_of(job, UpdateReminded).promised:
        return ()
    return say("answer.update", when=when(job, now)) if now else say("answer.update_done")


def _failed(job: Job, _: Say | Tell) -> Text:
    failed = job.failed
    return say("answer.retried") if failed and failed.state is not State.PARKED else ()


def _reopened(job: Job, _: Say | Tell) -> Text:
    incident = job.incident
    return say("answer.reopened", label=incident.label) if incident.is_open else ()


ANSWERS: dict[ChannelMessage | DirectMessage, Answer] = {
    DirectMessage.ASK: _asked,
    DirectMessage.ROLE_DECLINED: _role_left,
    DirectMessage.ANSWER_MISSED: _role_left,
    DirectMessage.LEAD_NOT_ADDED: _roles_lapsed,
    DirectMessage.SEVERITY_ASKED: _severity,
    DirectMessage.UPDATE_DUE: _update,
    DirectMessage.TIMES_ASKED: _times,
    DirectMessage.HANDOVER: _handover,
    DirectMessage.NUDGED: _nudged,
    ChannelMessage.NUDGED: _nudged,
    DirectMessage.FAILED: _failed,
    ChannelMessage.ROLE_OPEN: _role_left,
    ChannelMessage.NOT_ADDED: _roles_lapsed,
    ChannelMessage.CLOSED: _reopened,
}
