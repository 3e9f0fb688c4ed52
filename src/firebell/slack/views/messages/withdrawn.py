"""What is left to read of an incident that became private: its number, and nothing of it."""

from __future__ import annotations

from firebell.app.ports import Job
from firebell.domain.events import MadePrivate
from firebell.domain.incident import Incident
from firebell.slack.views.blocks import Message, said
from firebell.slack.views.messages.parts import event_of, when
from firebell.words.say import say
from firebell.words.text import text


def handled_privately(incident: Incident) -> Message:
    """In place of an announcement, and as topic of the channel that is left."""
    return said(say("withdrawn", label=incident.label))


def not_asked_any_more(incident: Incident) -> Message:
    """In place of what asked a person to take a role."""
    return said(text(say("withdrawn", label=incident.label), " ", say("withdrawn.not_asked")))


def left_behind(job: Job) -> Message:
    """For whoever is still in a channel that is put away, or that was there before and stays."""
    stays = isinstance(job.event.event, MadePrivate)
    key = "withdrawn.adopted" if stays else "withdrawn.channel"
    return said(text(say("withdrawn", label=job.incident.label), " ", say(key)))


def public_line(job: Job) -> Message:
    """The one line that was confirmed, with the number and the time."""
    event = event_of(job, MadePrivate)
    at = when(job, event.at)
    return said(say("say.public_line", label=job.incident.label, when=at, line=event.line))
