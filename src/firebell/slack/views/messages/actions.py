"""Actions as they are shown: each on one line with its owner, its day and its ticket, and asked
about with a button for each answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from firebell.app.ports import Job
from firebell.domain.actions import Action, still_open
from firebell.domain.effects import Tell
from firebell.domain.events import ActionFinished, ActionsLeft, ActionsReminded
from firebell.domain.incident import Incident
from firebell.domain.moves.follow_ups import asked_of
from firebell.domain.playbook import Playbook
from firebell.slack.views.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    lines,
    said,
    section,
)
from firebell.slack.views.messages.parts import event_of, title_words, value, where_to
from firebell.words.say import form, say
from firebell.words.text import Link, Mention, Strong, Text, joined, text
from firebell.words.times import clock, day, local, on_its_day

ALL_OF_MINE = "|0|mine"
"""What a button carries that leads to them, as `forms/action_list` reads it."""
MOST_ON_CARD = 3
MOST_NAMED = 3
"""Of what is left to do, in a message."""
MOST_ASKED = 20
"""In one message, which holds 50 blocks; the list has them all."""


def line(action: Action, playbook: Playbook, now: datetime) -> Text:
    """`Call the supplier · Bob · by Fri 27 Nov · #12`."""
    if not action.is_open:
        return done(action, playbook, now)
    return joined(
        [
            action.says,
            Mention(action.owner) if action.owner else say("action.nobody"),
            due(action, playbook, now),
            ticket(action),
        ],
        " · ",
    )


def done(action: Action, playbook: Playbook, now: datetime) -> Text:
    """Who has done it, and when; or where it was closed."""
    if action.done_by is None:
        number = action.ticket.number if action.ticket else ""
        return say("action.done_there", action=action.says, ticket=number)
    when = clock(action.done_at or now, playbook.time_zone, now)
    return say("action.done", action=action.says, who=Mention(action.done_by), when=when)


def due(action: Action, playbook: Playbook, now: datetime) -> Text:
    """Until when, where somebody said: the day, and its time where that is not the end of it."""
    if action.due is None:
        return ()
    key = "action.late" if action.is_overdue(now) else "action.due"
    ends = local(action.due, playbook.time_zone).time()
    shown = day if ends == playbook.hours.working[1] else on_its_day
    return say(key, when=shown(action.due, playbook.time_zone))


def ticket(action: Action) -> Text:
    """Its number, as a link; or that it is being made."""
    if action.ticket is not None:
        return text(Link(action.ticket.link, action.ticket.number))
    return say("action.ticket_wanted") if action.ticket_wanted else ()


def on_card(incident: Incident, job: Job) -> list[Block]:
    """The next few, each with a button. What is a step too stands among the steps."""
    waiting = [each for each in still_open(incident.actions) if each.step is None]
    if not waiting:
        return []
    blocks = [section(text(Strong("".join(map(str, say("card.actions"))))))]
    for action in waiting[:MOST_ON_CARD]:
        press = button(form("action.done"), f"action_done:{action.id}", value(incident, action.id))
        blocks.append(section(line(action, job.playbook, job.now), press))
    more = len(waiting) - MOST_ON_CARD
    return [*blocks, context(say("card.actions_more", count=more))] if more > 0 else blocks


def left_to_do(incident: Incident, playbook: Playbook, now: datetime) -> Text:
    """What of it is left once the incident is closed, for those who work on it: what somebody wrote
    down before what the playbook says."""
    waiting = sorted(still_open(incident.actions), key=lambda each: each.step is not None)
    if not waiting:
        return ()
    items = [line(action, playbook, now) for action in waiting[:MOST_NAMED]]
    more = len(waiting) - MOST_NAMED
    if more > 0:
        items.append(say("ten.more_open", count=more))
    return say("say.left_to_do", items=joined(items, "; "))


def given(job: Job, body: Tell, _: Text) -> Message:
    """Somebody has something to do from now on."""
    incident = job.incident
    who = Mention(job.event.event.by or incident.in_charge)
    head = say("tell.action_given", who=who, label=incident.label, title=title_words(incident))
    return _each(job, body, head)


def asked_about(job: Job, body: Tell, _: Text) -> Message:
    """Whether it is done: of all whose time has come."""
    event = event_of(job, ActionsReminded)
    head = say("tell.actions_due", label=job.incident.label)
    last = say("tell.actions_due_last") if set(body.actions) & set(event.let_be) else ()
    message = _each(job, body, head, last)
    elsewhere = event.beside.get(body.person, 0)
    if not elsewhere:
        return message
    words = say("tell.actions_due_beside", count=elsewhere)
    press = button(form("list.show_all"), "open_actions", ALL_OF_MINE)
    blocks = [*message.blocks, section(words, press)]
    return Message(words=lines(message.words, words), blocks=blocks)


def left_behind(job: Job, body: Tell, _: Text) -> Message:
    """What nobody has, since whoever had it is gone."""
    event = event_of(job, ActionsLeft)
    label = job.incident.label
    return _each(job, body, say("tell.actions_left", person=Mention(event.person), label=label))


def closed_there(job: Job) -> Message:
    """The tracker's ticket was closed."""
    key = "tell.ticket_closed" if isinstance(job.effect.body, Tell) else "say.ticket_closed"
    event = event_of(job, ActionFinished)
    action = job.incident.action(event.action)
    link = action.ticket.link if action and action.ticket else ""
    number = text(Link(link, event.ticket)) if link else text(event.ticket)
    says = action.says if action else say("action.removed")
    return said(say(key, label=job.incident.label, ticket=number, action=says))


def _each(job: Job, body: Tell, head: Text, last: Text = ()) -> Message:
    """Each action as it is by now: the message follows it, where it stands."""
    incident = job.incident
    shown = [incident.action(id) for id in body.actions[:MOST_ASKED]]
    words = [_now(action, job) for action in shown]
    blocks: list[Block] = [section(head)]
    for action, says in zip(shown, words, strict=True):
        blocks.append(section(says))
        if action is not None and action.is_open and _is_asked(action, body.person, incident):
            blocks.append(actions(answers(incident, action)))
    where = where_to(incident)
    blocks += [context(each) for each in (last, where) if each]
    return Message(words=lines(head, *words, last), blocks=blocks)


def _now(action: Action | None, job: Job) -> Text:
    return line(action, job.playbook, job.now) if action else say("action.removed")


def _is_asked(action: Action, person: str, incident: Incident) -> bool:
    """Whether it is theirs still, or whoever's it is not said."""
    return action.owner == person or asked_of(action, incident) == person


def answers(incident: Incident, action: Action) -> Sequence[Block]:
    """It is done, later, or somebody else's."""
    carried = value(incident, action.id)
    return [
        button(form("action.done"), f"action_done:{action.id}", carried, style="primary"),
        button(form("action.day"), f"action_day:{action.id}", carried),
        button(form("action.other"), f"action_other:{action.id}", carried),
    ]
