"""An incident in ten lines of its record, for whoever takes over or comes late.

Every line is there each time, in the same order: where nothing is known, it says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from firebell.domain.incident import Incident, StepState
from firebell.domain.playbook import Playbook
from firebell.domain.standing import Said, Standing, standing
from firebell.domain.typed_text import one_line
from firebell.domain.typed_words import Record
from firebell.slack.client.limits import fit
from firebell.slack.views.blocks import Message, actions, button, lines, section
from firebell.slack.views.messages.actions import line
from firebell.slack.views.messages.ending import over
from firebell.slack.views.messages.parts import (
    in_charge,
    raised_by,
    role_line,
    strong_headline,
    title_words,
    value,
    whereabouts,
)
from firebell.words.say import form, labelled, say
from firebell.words.text import Mention, Text, joined, text
from firebell.words.times import clock, day

LONGEST_WORDS = 200
"""Of one person's words: whoever wants all of them has the channel."""
MOST_MARKED = 3
MOST_TRIED = 4
MOST_OPEN = 3

When = Callable[[datetime], str]


def ten_lines(incident: Incident, record: Record, playbook: Playbook, now: datetime) -> Text:
    """As it stands now, out of these events; what was added at the last handover beneath."""
    found = standing(incident, record)

    def when(at: datetime) -> str:
        return clock(at, playbook.time_zone, now)

    raised = raised_by(incident, when(incident.milestones.raised))
    return lines(
        text(strong_headline(incident), " · ", say("ten.as_of", when=when(now))),
        title_words(incident),
        text(raised, " ", in_charge(incident, playbook)),
        joined([_affected(incident, when), _reason(incident, found, when)], " "),
        _known(incident, found, when),
        _marked(found, when),
        _doing(found, when),
        _tried(found, when),
        _who(incident, playbook, now),
        joined(
            [
                _promised(incident, playbook, now),
                _open(found, playbook, now),
                _actions(found, playbook, now),
            ],
            " ",
        ),
        _handed(found, when),
    )


def catch_up(incident: Incident, record: Record, playbook: Playbook, now: datetime) -> Message:
    """The same for whoever asks or comes late, who alone sees it."""
    head = say("note.catch_up", label=incident.label)
    stands = ten_lines(incident, record, playbook, now)
    where = whereabouts(incident)
    menu = button(form("menu"), "menu", value(incident))
    shown = [section(words) for words in (head, stands, where) if words]
    blocks = [*shown, actions([menu])]
    return Message(words=lines(head, stands, where), blocks=blocks)


def _affected(incident: Incident, when: When) -> Text:
    """What somebody has said of it; of one that is closed, how it ended says more."""
    marks = incident.milestones
    if not incident.is_open:
        return _ended(incident, when)
    if marks.working_since is not None:
        return say("working_since", when=when(marks.working_since))
    if marks.affected_from is not None:
        return say("affected_from", start=when(marks.affected_from))
    return say("ten.affected_unknown")


def _ended(incident: Incident, when: When) -> Text:
    ending = incident.ending
    if ending is None:
        return ()
    return joined([over(incident, when), brief(ending.summary)], " ")


def _reason(incident: Incident, found: Standing, when: When) -> Text:
    if found.reason is None:
        return ()
    return say("ten.reason", severity=incident.severity, **_facts(found.reason, when))


def _known(incident: Incident, found: Standing, when: When) -> Text:
    if found.known is not None:
        return say("ten.known", **_facts(found.known, when))
    if incident.description:
        return say("ten.known_at_first", words=brief(incident.description))
    return say("ten.known_nothing")


def _marked(found: Standing, when: When) -> Text:
    items = _items(found.marked, MOST_MARKED, when)
    return say("ten.marked", items=items) if items else say("ten.marked_nothing")


def _doing(found: Standing, when: When) -> Text:
    if found.doing is None:
        return say("ten.doing_nothing")
    return say("ten.doing", **_facts(found.doing, when))


def _tried(found: Standing, when: When) -> Text:
    items = _items(found.tried, MOST_TRIED, when)
    return say("ten.tried", items=items) if items else say("ten.tried_nothing")


def _promised(incident: Incident, playbook: Playbook, now: datetime) -> Text:
    ending, zone = incident.ending, playbook.time_zone
    if ending is not None and ending.reviewer is not None and not incident.is_open:
        who = Mention(ending.reviewer)
        if ending.review_due is None:
            return say("ten.review", who=who)
        return say("ten.review_by", who=who, day=day(ending.review_due, zone))
    if incident.next_update is None or not incident.is_open:
        return say("ten.promised_nothing")
    key = "ten.promised" if incident.next_update > now else "ten.promised_late"
    return say(key, when=clock(incident.next_update, zone, now))


def _open(found: Standing, playbook: Playbook, now: datetime) -> Text:
    waiting = sorted(found.waiting, key=lambda step: (step.due is None, step.due or now))
    if not waiting:
        return say("ten.open_nothing")
    items: list[Text] = [_step(step, playbook, now) for step in waiting[:MOST_OPEN]]
    if len(waiting) > MOST_OPEN:
        items.append(say("ten.more_open", count=len(waiting) - MOST_OPEN))
    return say("ten.open", items=joined(items, " · "))


def _actions(found: Standing, playbook: Playbook, now: datetime) -> Text:
    """Where there are any."""
    if not found.actions:
        return ()
    items = [
        line(replace(each, text=brief(each.says)), playbook, now)
        for each in found.actions[:MOST_OPEN]
    ]
    if len(found.actions) > MOST_OPEN:
        items.append(say("ten.more_open", count=len(found.actions) - MOST_OPEN))
    return say("ten.actions", items=joined(items, "; "))


def _step(step: StepState, playbook: Playbook, now: datetime) -> Text:
    role = labelled(playbook.role(step.role).short) if step.role else ""
    words = text(role, brief(step.words))
    if step.due is None:
        return words
    key = "ten.step_due" if step.due > now else "ten.step_late"
    return say(key, step=words, when=clock(step.due, playbook.time_zone, now))


def _who(incident: Incident, playbook: Playbook, now: datetime) -> Text:
    """Who does what, where anybody could be asked."""
    roles = role_line(incident, playbook, now)
    return say("ten.who", roles=roles) if roles else ()


def _handed(found: Standing, when: When) -> Text:
    return say("ten.handed", **_facts(found.handed, when)) if found.handed else ()


def _items(said: Sequence[Said], most: int, when: When) -> Text:
    """The last few, and how many came before."""
    items = [
        say("ten.item_step" if each.step else "ten.item", **_facts(each, when))
        for each in said[-most:]
    ]
    earlier = len(said) - len(items)
    return joined([say("ten.more", count=earlier) if earlier else None, *items], " · ")


def _facts(said: Said, when: When) -> dict[str, Text]:
    by = text(Mention(said.by)) if said.by else text("Firebell")
    return {"when": text(when(said.at)), "who": by, "words": text(brief(said.words))}


def brief(words: str) -> str:
    """On one line, and no more of it than fits beside the others."""
    return fit(one_line(words), LONGEST_WORDS)
