"""What stakeholders read in Slack, that somebody is paged elsewhere, and what did not get there."""

from __future__ import annotations

from firebell.app.ports import Job
from firebell.domain.effect_names import EffectName
from firebell.domain.effects import PageDuty
from firebell.domain.events import EffectFailed, Paged, ToldOutside
from firebell.domain.incident import Paging
from firebell.slack.views.blocks import Message, actions, button, lines, said
from firebell.slack.views.messages.parts import event_of, value
from firebell.slack.views.messages.publishing import not_published
from firebell.words.news import news_of, place_words, places_words
from firebell.words.say import form, reason, say
from firebell.words.text import Strong, text


def news(job: Job, reader: str) -> Message:
    """What this channel or person hears."""
    found = news_of(job.incident, job.event.event, job.playbook, job.now, reader)
    return said(lines(text(Strong(found.head)), *map(text, found.lines)))


def paged(job: Job) -> Message:
    """In the channel: who is called from elsewhere."""
    return said(say("say.paged", places=places_words(event_of(job, Paged).places, job.playbook)))


def not_delivered(job: Job) -> Message:
    """Whom a message did not reach, and why; or that nobody knows whether it did."""
    event, label = job.event.event, job.incident.label
    if isinstance(event, ToldOutside):
        where = place_words(event.place, job.playbook)
        return said(say("tell.not_sure", label=label, where=where))
    assert isinstance(event, EffectFailed), "a failure says this"
    if event.what is EffectName.PUBLICATION:
        return not_published(job)
    where = place_words(event.target, job.playbook)
    failed, then = _what_failed(job, event)
    words = lines(say(failed, label=label, where=where, reason=reason(event.reason)), say(then))
    return said(
        words, actions([button(form("button.retry"), "retry", value(job.incident, event.effect))])
    )


def _what_failed(job: Job, event: EffectFailed) -> tuple[str, str]:
    """What is said of it, and what to do: a page that nobody got is another thing than one that
    nobody needs any more."""
    if event.what is not EffectName.PAGE:
        return "tell.not_delivered", "tell.not_delivered_next"
    body = job.failed.body if job.failed else None
    if isinstance(body, PageDuty) and body.paging is not Paging.CALLED:
        return "tell.page_left", "tell.page_left_next"
    return "tell.page_failed", "tell.page_failed_next"
