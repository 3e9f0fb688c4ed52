"""What is said and told of a review: who writes it, that it is due, to be read, done."""

from __future__ import annotations

from firebell.app.ports import Job
from firebell.domain.events import (
    ReviewAssigned,
    ReviewCommented,
    ReviewNotMade,
    ReviewPublished,
    ReviewReminded,
    ReviewSent,
)
from firebell.domain.incident import Incident, ReviewCopy
from firebell.slack.client.limits import fit
from firebell.slack.views.blocks import Block, Message, actions, button, lines, said
from firebell.slack.views.messages.parts import event_of, value
from firebell.words.catalogue import REVIEW
from firebell.words.review import title_of
from firebell.words.say import form, reason, say
from firebell.words.text import Mention, Text, text
from firebell.words.times import day
from firebell.words.typed_markdown import said_plainly

ONE_LINE = 300
"""Characters of a summary that are said where others read it."""


def open_button(incident: Incident) -> Block:
    """Begins the review, or opens it where it was begun."""
    key = "review.start" if incident.review is None else "review.open"
    return button(form(key), "open_review", value(incident))


def start_button(incident: Incident) -> Block:
    """The same where it stays as it was said, whatever has begun meanwhile."""
    return button(form("review.start"), "open_review", value(incident))


def assigned(job: Job) -> Message:
    """Whoever writes it from now on."""
    event = event_of(job, ReviewAssigned)
    who: Text = text(Mention(event.by)) if event.by else text("Firebell")
    label = job.incident.label
    if event.due is None:
        words = say("tell.review_assigned_open", who=who, label=label)
    else:
        by = day(event.due, job.playbook.time_zone)
        words = say("tell.review_assigned", who=who, label=label, day=by)
    return said(words, actions([open_button(job.incident)]))


def due(job: Job) -> Message:
    """The writer, before the day and after it."""
    event = event_of(job, ReviewReminded)
    key = "tell.review_late" if event.late else "tell.review_due"
    on = day(event.due, job.playbook.time_zone)
    review = job.incident.review
    stands = (
        say("tell.review_begun_already", version=review.version)
        if review and review.version
        else say("tell.review_nothing_yet")
    )
    words = text(say(key, label=job.incident.label, day=on), " ", stands)
    return said(words, actions([open_button(job.incident)]))


def to_read(job: Job) -> Message:
    """Whoever is asked to read it; it comes beneath as a file."""
    event = event_of(job, ReviewSent)
    words = say("tell.review_sent", who=Mention(event.by), label=job.incident.label)
    return said(words, actions([open_button(job.incident)]))


def all_asked(job: Job) -> Message:
    """Everybody in the channel; in a thread, where no file is put, how to have it."""
    event, incident = event_of(job, ReviewSent), job.incident
    key = "say.review_sent" if incident.home is None else "say.review_sent_thread"
    typed = incident.number_label
    words = say(key, who=Mention(event.by), label=incident.label, typed=typed)
    return said(words, actions([open_button(job.incident)]))


def commented(job: Job) -> Message:
    """The writer, of what somebody says about it."""
    event = event_of(job, ReviewCommented)
    sections = {each.key: each for each in job.playbook.review_rules.sections}
    about = sections.get(event.section)
    title = title_of(about, job.playbook) if about else ""
    key = "tell.review_commented_section" if about else "tell.review_commented"
    quoted = fit(said_plainly(event.text), ONE_LINE)
    words = say(key, who=Mention(event.by), label=job.incident.label, title=title, text=quoted)
    return said(words, actions([open_button(job.incident)]))


def published(job: Job) -> Message:
    """One line with the summary, in the channel and where it was announced."""
    event = event_of(job, ReviewPublished)
    key = "say.review_published" if event.first else "say.review_again"
    summary = fit(said_plainly(event.summary), ONE_LINE)
    return said(say(key, label=job.incident.label, summary=summary))


def not_made(job: Job) -> Message:
    """What could not be made, why, and what there is instead."""
    event = event_of(job, ReviewNotMade)
    what, why = REVIEW[f"as.{event.what.value}"], reason(event.reason)
    words = say("tell.review_not_made", label=job.incident.label, what=what, reason=why)
    canvas = event.what is ReviewCopy.CANVAS
    instead = "tell.review_not_made.canvas" if canvas else "tell.review_not_made.word"
    return said(text(words, " ", say(instead)))


def words_removed(job: Job) -> Message:
    """The writer, once words have left the record."""
    words = say("tell.review_words", label=job.incident.label)
    return said(lines(words), actions([open_button(job.incident)]))
