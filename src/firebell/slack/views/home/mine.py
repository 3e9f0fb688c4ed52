"""What is one's own, in Home: a line each, which leads to its channel, with a button where one
press is enough. What does not fit is counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from firebell.domain.home import HomeContent
from firebell.domain.incident import Incident
from firebell.domain.mine import HeldRole, Holding, OwnReview, OwnStep, Promise
from firebell.domain.open_actions import ToDo
from firebell.domain.playbook import Playbook
from firebell.slack.views.blocks import Block, actions, button, context, divider, section
from firebell.slack.views.forms.action_list import OWN
from firebell.slack.views.forms.action_list import Page as ActionPage
from firebell.slack.views.messages.actions import line
from firebell.slack.views.messages.parts import place, severity_words, value
from firebell.slack.views.messages.review import open_button
from firebell.words.say import form, say
from firebell.words.text import Mention, Strong, Text, joined, text
from firebell.words.times import clock, day

MOST_ROLES = 8
MOST_STEPS = 8
MOST_PROMISES = 5
MOST_ACTIONS = 5
MOST_REVIEWS = 8

T = TypeVar("T")


def blocks(content: HomeContent, playbook: Playbook, now: datetime) -> list[Block]:
    """All of it, what waits for an answer first; nothing where nothing is theirs."""
    found = [
        *_group("home.roles", content.roles, MOST_ROLES, lambda each: _role(each, playbook, now)),
        *_group(
            "home.promises",
            content.promises,
            MOST_PROMISES,
            lambda each: _promise(each, playbook, now),
        ),
        *_group("home.steps", content.steps, MOST_STEPS, lambda each: _step(each, playbook, now)),
        *for_you(content.actions, len(content.actions), playbook, now),
        *_group(
            "home.reviews",
            content.reviews,
            MOST_REVIEWS,
            lambda each: _review(each, playbook.time_zone, now),
        ),
    ]
    return [*found, divider()] if found else []


def _group(heading: str, found: Sequence[T], most: int, shown: Callable[[T], Block]) -> list[Block]:
    if not found:
        return []
    rows = [section(text(Strong(form(heading)))), *map(shown, found[:most])]
    more = len(found) - most
    return [*rows, context(text(form("list.more", count=str(more))))] if more > 0 else rows


def _headed(incident: Incident, *words: Text | None, at_end: bool = True) -> Text:
    """`INC-42 · P2 · …`, and the channel that it leads to."""
    private = say("private") if incident.private else None
    head = [private, Strong(incident.label), severity_words(incident)]
    where = place(incident) if incident.channel_name or incident.channel else None
    ending = [text(where)] if at_end and where else []
    return joined([each for each in (*head, *words, *ending) if each], " · ")


def _role(held: HeldRole, playbook: Playbook, now: datetime) -> Block:
    incident = held.incident
    process = incident.process(playbook)
    when = clock(held.since, playbook.time_zone, now) if held.since else ""
    role = process.role(held.role).name if held.role else ""
    who: Text = text(Mention(held.by)) if held.by else ()
    words = say(f"home.role.{held.holding}", role=role, when=when, who=who)
    return section(_headed(incident, words), _answer(held))


def _answer(held: HeldRole) -> Block | None:
    """*I'm on it*, where it is waited for."""
    match held.holding:
        case Holding.ASKED | Holding.TAKE_OVER:
            carried = value(held.incident, held.role or "")
            name = f"on_it:{held.incident.number}:{held.role}"
            return button(form("button.on_it"), name, carried, style="primary")
        case Holding.OFFERED:
            name = f"take_handover:{held.incident.number}"
            return button(form("handover.take"), name, value(held.incident), style="primary")
        case _:
            return None


def _promise(promise: Promise, playbook: Playbook, now: datetime) -> Block:
    """Until when; one that has passed says so."""
    state = "passed" if promise.until <= now else "ahead"
    whose = "own" if promise.own else "falls"
    when = clock(promise.until, playbook.time_zone, now)
    incident = promise.incident
    words = say(f"home.promise.{whose}.{state}", when=when)
    write = button(form("button.write"), f"open_update:{incident.number}", value(incident))
    return section(_headed(incident, words), write)


def _step(own: OwnStep, playbook: Playbook, now: datetime) -> Block:
    incident, step = own.incident, own.step
    words: Text = text(step.words)
    if step.due is not None:
        key = "card.step_late" if step.due <= now else "card.step_due"
        words = text(words, say(key, when=clock(step.due, playbook.time_zone, now)))
    name = f"tick:{incident.number}:{step.key}"
    press = button(form("steps.done"), name[:255], value(incident, step.key))
    return section(_headed(incident, words), press)


def for_you(mine: Sequence[ToDo], count: int, playbook: Playbook, now: datetime) -> list[Block]:
    """What whoever looks has to do: the first few, each with a button, and the way to all."""
    if not mine:
        return []
    blocks = [section(text(Strong(form("actions.home"))))]
    for each in mine[:MOST_ACTIONS]:
        blocks.append(_action(each, playbook, now))
    more = max(count, len(mine)) - MOST_ACTIONS
    all_of_them = button(form("list.show_all"), "open_actions", ActionPage(which=OWN).carried)
    if more > 0:
        words = text(form("actions.home_more", count=str(more)))
        return [*blocks, section(words, all_of_them)]
    return [*blocks, actions([all_of_them])]


def _action(each: ToDo, playbook: Playbook, now: datetime) -> Block:
    incident = each.incident
    where = place(incident) if incident.channel else None
    private = say("private") if incident.private else None
    words = joined(
        [
            found
            for found in (private, incident.label, line(each.action, playbook, now), where)
            if found
        ],
        " · ",
    )
    name = f"action_done:{incident.number}:{each.action.id}"
    return section(words, button(form("action.done"), name, value(incident, each.action.id)))


def _review(review: OwnReview, zone: str, now: datetime) -> Block:
    """Until when, whose it is, and the button that opens it."""
    incident, ending = review.incident, review.incident.ending
    state = "late" if review.is_late(now) else "due" if review.due else "open"
    writer = ending.reviewer if ending else None
    who: Text = text(Mention(writer)) if writer else say("nobody")
    when = day(review.due, zone) if review.due else ""
    words = say(
        f"home.review.{review.part}.{state}",
        label=incident.label,
        title=incident.title,
        day=when,
        who=who,
    )
    private = say("private") if incident.private else None
    where = place(incident) if incident.channel else None
    shown = joined([each for each in (private, words, where) if each], " · ")
    return section(shown, open_button(incident))
