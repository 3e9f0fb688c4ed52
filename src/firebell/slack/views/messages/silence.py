"""What Firebell says of an incident of which it hears nothing, to people and in channels."""

from __future__ import annotations

from firebell.app.ports import Job
from firebell.domain.effects import Say, Tell
from firebell.domain.events import Nudged
from firebell.domain.incident import Nudge
from firebell.domain.moves.silence import next_look
from firebell.slack.views.blocks import Block, Message, actions, button, lines, said
from firebell.slack.views.messages.parts import (
    event_of,
    is_inside,
    join_button,
    loudly,
    people,
    ring,
    strong_headline,
    title_words,
    value,
    where_known,
    where_to,
)
from firebell.words.say import form, say
from firebell.words.text import Text, text
from firebell.words.times import dated, on_its_day

ANSWERED_HERE = (Nudge.STILL_GOING, Nudge.STOPPED, Nudge.UPDATE_LATE)
"""What has its own answer; all others ask who takes it."""


def told_into(job: Job, body: Tell) -> Message:
    """For one person. Whom to ring is told to who can act alone."""
    event = event_of(job, Nudged)
    incident = job.incident
    words = lines(
        strong_headline(incident),
        title_words(incident),
        *_asks(job, event),
        ring(incident, job.playbook)
        if event.nudge is Nudge.CONTACT and body.person == incident.who_can_act
        else (),
        say("silence.take") if event.nudge not in (*ANSWERED_HERE, Nudge.LET_BE) else (),
        where_to(incident),
    )
    return said(words, actions(_answers(job, event)))


def said_into(job: Job, body: Say) -> Message:
    """In the incident's own channel, or where it was announced."""
    event = event_of(job, Nudged)
    incident = job.incident
    inside = is_inside(incident, body)
    words = lines(
        text(loudly(body.loud), strong_headline(incident)),
        title_words(incident),
        *_asks(job, event),
        say("silence.anybody") if event.nudge is Nudge.PLACES else (),
        () if inside else where_known(incident),
    )
    answers = _answers(job, event)
    return said(words, actions(answers if inside else [*answers[:1], join_button(incident)]))


def _asks(job: Job, event: Nudged) -> list[Text]:
    """What is so, and what follows from it."""
    incident, zone = job.incident, job.playbook.time_zone
    since = dated(event.since, zone, job.now)
    known = {"label": incident.label, "when": since}
    match event.nudge:
        case Nudge.STILL_GOING:
            unsure = say("silence.unconfirmed", severity=incident.severity)
            return [
                say("silence.still_going", **known),
                () if incident.severity_confirmed else unsure,
            ]
        case Nudge.STOPPED:
            return [say("silence.stopped", **known)]
        case Nudge.UPDATE_LATE:
            promised = dated(incident.next_update or event.since, zone, job.now)
            return [say("silence.update_late", label=incident.label, when=promised)]
        case _:
            raised = event.since == incident.milestones.raised
            asked = [held.person for held in incident.roles.values() if not held.on_it]
            again = on_its_day(next_look(incident, job.playbook), zone)
            return [
                say("silence.raised" if raised else "silence.heard", **known),
                say("silence.asked", people=people(dict.fromkeys(asked))) if asked else (),
                say("silence.let_be", when=again) if event.nudge is Nudge.LET_BE else (),
            ]


def _answers(job: Job, event: Nudged) -> list[Block]:
    incident = job.incident
    carried = value(incident)
    match event.nudge:
        case Nudge.STILL_GOING:
            return [
                button(form("button.still_going"), "still_going", carried),
                button(form("button.close"), "open_close", carried),
            ]
        case Nudge.STOPPED:
            return [button(form("button.close"), "open_close", carried)]
        case Nudge.UPDATE_LATE:
            return [button(form("button.write"), "open_update", carried, style="primary")]
        case _:
            leads = value(incident, job.playbook.leading_role.key)
            return [
                button(form("button.take"), "on_it", leads, style="primary"),
                button(form("button.ask_other"), "open_roles", carried),
            ]
