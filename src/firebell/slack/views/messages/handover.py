"""Handing over, as it is told directly: to whoever is offered it, gives it on, or holds it."""

from __future__ import annotations

from firebell.app.ports import Job
from firebell.domain.effects import Tell
from firebell.domain.events import HandoverDeclined, HandoverMissed, HandoverOffered, RoleTaken
from firebell.domain.incident import Incident
from firebell.slack.views.blocks import Block, Message, actions, button, lines, said, section
from firebell.slack.views.messages.parts import event_of, value, where_to
from firebell.words.say import form, say
from firebell.words.text import Mention, Text


def offered(job: Job, body: Tell, stands: Text) -> Message:
    """How it stands, who gives it on, and the two answers, while it is still offered."""
    event, incident = event_of(job, HandoverOffered), job.incident
    head = say("tell.handover", who=Mention(event.by), label=incident.label)
    stays = say("tell.handover_stays", who=Mention(incident.in_charge))
    where = where_to(incident)
    blocks = [section(head), section(stands), section(lines(stays, where))]
    if is_offered(incident, body.person):
        blocks.append(_answers(incident))
    return Message(words=lines(head, stands, stays, where), blocks=blocks)


def is_offered(incident: Incident, person: str) -> bool:
    """Whether this person may still take it."""
    found = incident.handover
    return incident.is_open and found is not None and found.person == person


def _answers(incident: Incident) -> Block:
    carried = value(incident)
    return actions(
        [
            button(form("handover.take"), "take_handover", carried, style="primary"),
            button(form("button.cannot"), "decline_handover", carried),
        ]
    )


def told_holder(job: Job, _: Tell, __: Text) -> Message:
    """Somebody else gave it on: whoever is in charge hears of it."""
    event = event_of(job, HandoverOffered)
    return said(
        say(
            "tell.handover_offered",
            who=Mention(event.by),
            person=Mention(event.person),
            label=job.incident.label,
        )
    )


def declined(job: Job, body: Tell, _: Text) -> Message:
    """It stays where it is; another can be asked."""
    event = event_of(job, HandoverDeclined)
    keys = ("tell.handover_declined", "tell.handover_declined_other")
    return said(_still(job, body, keys, event.person), _again(job.incident))


def missed(job: Job, body: Tell, silent: Text) -> Message:
    """No answer yet; another can be asked."""
    event = event_of(job, HandoverMissed)
    keys = ("tell.handover_missed", "tell.handover_missed_other")
    words = lines(_still(job, body, keys, event.person), silent)
    return said(words, _again(job.incident))


def _still(job: Job, body: Tell, keys: tuple[str, str], person: str) -> Text:
    """Who holds it, said to them or to whoever else offered it."""
    holder = job.incident.in_charge
    key = keys[0] if holder == body.person else keys[1]
    return say(key, person=Mention(person), label=job.incident.label, holder=Mention(holder))


def _again(incident: Incident) -> Block:
    return actions([button(form("button.ask_other"), "open_handover", value(incident))])


def over(job: Job, _: Tell, __: Text) -> Message:
    """They need not take it any more."""
    event = job.event.event
    if isinstance(event, RoleTaken):
        who = Mention(event.person)
        return said(say("tell.handover_over_taken", who=who, label=job.incident.label))
    return said(say("tell.handover_over", label=job.incident.label))
