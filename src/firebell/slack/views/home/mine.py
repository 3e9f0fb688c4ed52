"""What is one's own, in Home: a line each, which leads to its channel, with a button where one
press is enough. What does not fit is counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from firebell.domain.home import HomeContent
from firebell.domain.incident import Incident
from firebell.domain.mine import HeldRole, Holding, OwnReview, OwnStep, Promise
from firebell.domain.open_actions import ToDo
from firebell.domain.playbook import Playbook
from firebell.slack.views.blocks import Block, actions, button, divider, section
from firebell.slack.views.forms.action_list import OWN
from firebell.slack.views.forms.action_list import Page as ActionPage
from firebell.slack.views.forms.open_list import Page
from firebell.slack.views.forms.pages import more_words
from firebell.slack.views.messages.actions import line
from firebell.slack.views.messages.parts import place, severity_words, value
from firebell.slack.views.messages.review import open_button
from firebell.words.say import form, say
from firebell.words.text import Mention, Strong, Text, joined, text
from firebell.words.times import clock, day

MOST_ROLES = 8
MOST_STEPS = 5
MOST_PROMISES = 5
MOST_ACTIONS = 5
MOST_REVIEWS = 8


def blocks(content: HomeContent, playbook: Playbook, now: datetime) -> list[Block]:
    """All of it, what waits for an answer first; nothing where nothing is theirs."""
    zone = playbook.time_zone
    found = [
        *_group(
            "home.roles",
            [_role(each, playbook, now) for each in content.roles[:MOST_ROLES]],
            len(content.roles),
            _own_incidents(),
        ),
        *_group(
            "home.promises",
            [_promise(each, playbook, now) for each in content.promises[:MOST_PROMISES]],
            len(content.promises),
            _own_incidents(),
        ),
        *_group(
            "home.steps",
            [_step(each, playbook, now) for each in content.steps[:MOST_STEPS]],
            len(content.steps),
            _all_steps(content.steps[MOST_STEPS:]),
        ),
        *for_you(content.actions, playbook, now),
        *_group(
            "home.reviews",
            [_review(each, zone, now) for each in content.reviews[:MOST_REVIEWS]],
            len(content.reviews),
        ),
    ]
    return [*found, divider()] if found else []


def _group(
    heading: str, rows: Sequence[Block], count: int, way: Block | None = None
) -> list[Block]:
    """As many as are shown, and how many more there are, with the `way` to them."""
    if not rows:
        return []
    more = count - len(rows)
    left = [section(text(more_words(more)), way)] if more > 0 else []
    return [section(text(Strong(form(heading)))), *rows, *left]


def _own_incidents() -> Block:
    return button(form("list.show_all"), "open_list:mine", Page(which="mine").carried)


def _all_steps(left: Sequence[OwnStep]) -> Block:
    """Those of the incident to which they belong; of several, the way to these."""
    incidents = {each.incident.id: each.incident for each in left}
    if len(incidents) != 1:
        return _own_incidents()
    (incident,) = incidents.values()
    return button(form("menu.steps"), "menu_steps", value(incident))


def _headed(incident: Incident, *words: Text) -> Text:
    """`INC-42 · P2 · …`, and beneath it the channel to which it leads."""
    private = say("private") if incident.private else None
    head = joined([private, Strong(incident.label), severity_words(incident), *words], " · ")
    return _with_place(head, incident)


def _with_place(words: Text, incident: Incident) -> Text:
    return joined([words, place(incident)], "\n") if incident.is_somewhere else words


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


def for_you(mine: Sequence[ToDo], playbook: Playbook, now: datetime) -> list[Block]:
    """What whoever looks has to do: the first few, each with a button, and the way to all."""
    if not mine:
        return []
    rows = [_action(each, playbook, now) for each in mine[:MOST_ACTIONS]]
    blocks = [section(text(Strong(form("actions.home")))), *rows]
    more = len(mine) - MOST_ACTIONS
    all_of_them = button(form("list.show_all"), "open_actions", ActionPage(which=OWN).carried)
    if more > 0:
        words = text(form("actions.home_more", count=str(more)))
        return [*blocks, section(words, all_of_them)]
    return [*blocks, actions([all_of_them])]


def _action(each: ToDo, playbook: Playbook, now: datetime) -> Block:
    incident = each.incident
    private = say("private") if incident.private else None
    words = joined([private, incident.label, line(each.action, playbook, now)], " · ")
    name = f"action_done:{incident.number}:{each.action.id}"
    press = button(form("action.done"), name, value(incident, each.action.id))
    return section(_with_place(words, incident), press)


def _review(review: OwnReview, zone: str, now: datetime) -> Block:
    """Until when, whose it is, and the button that opens it."""
    incident, ending = review.incident, review.incident.ending
    state = "late" if review.is_late(now) else "due" if review.due else "open"
    writer = ending.reviewer if ending else None
    who: Text = text(Mention(writer)) if writer else say("nobody")
    words = say(
        f"home.review.{review.part}.{state}",
        label=incident.label,
        title=incident.title,
        day=day(review.due, zone) if review.due else "",
        who=who,
    )
    private = say("private") if incident.private else None
    shown = joined([private, words], " · ")
    return section(_with_place(shown, incident), open_button(incident))
