"""What stakeholders read in Slack, and what the comms lead reads when some of them read nothing."""

from __future__ import annotations

from firebell.app.ports import Job
from firebell.domain.events import EffectFailed, ToldOutside
from firebell.slack.views.blocks import Message, actions, button, lines, said
from firebell.slack.views.messages.parts import value
from firebell.words.news import news_of, place_words
from firebell.words.say import form, reason, say
from firebell.words.text import Strong, text


def news(job: Job, reader: str) -> Message:
    """What this channel or person hears."""
    found = news_of(job.incident, job.event.event, job.playbook, job.now, reader)
    return said(lines(text(Strong(found.head)), *map(text, found.lines)))


def not_delivered(job: Job) -> Message:
    """Whom a message did not reach, and why; or that nobody knows whether it did."""
    event, label = job.event.event, job.incident.label
    if isinstance(event, ToldOutside):
        where = place_words(event.place, job.playbook)
        return said(say("tell.not_sure", label=label, where=where))
    assert isinstance(event, EffectFailed), "a failure says this"
    where = place_words(event.target, job.playbook)
    words = lines(
        say("tell.not_delivered", label=label, where=where, reason=reason(event.reason)),
        say("tell.not_delivered_next"),
    )
    return said(
        words, actions([button(form("button.retry"), "retry", value(job.incident, event.effect))])
    )
