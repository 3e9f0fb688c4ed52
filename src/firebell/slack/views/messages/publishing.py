"""What the public reads, as those who work on the incident see it.

That it stands there, and where; what did not get there, with the words to paste; and what a closing
left open there.
"""

from __future__ import annotations

from firebell.app.ports import Job
from firebell.domain.events import Closed, EffectFailed, Reopened, Updated
from firebell.domain.incident import Incident
from firebell.domain.moves.publishing import page_of
from firebell.domain.playbook import Playbook
from firebell.domain.status_pages import StatusPageKind
from firebell.slack.views.blocks import Message, actions, button, lines, said, section
from firebell.slack.views.messages.parts import event_of, value
from firebell.words.say import form, reason, say
from firebell.words.text import Link, Strong, Text, text

OVERTAKEN = "status_page_overtaken"
"""Why nothing is to be done."""


def on_the_page(job: Job) -> Text:
    """What the event has for the public, once it stands on the page."""
    event, there = job.event.event, job.incident.public
    if not isinstance(event, Updated | Closed | Reopened) or there is None:
        return ()
    if not event.status_page or job.event.id not in there.updates:
        return ()
    page = Link(there.link, page_name(job.incident, job.playbook))
    return say("say.on_page", page=page, words=event.public)


def yours_to_say(incident: Incident, role: str, playbook: Playbook) -> Text:
    """Whoever is asked to write the updates reads that the public is told in the same press."""
    page = page_of(incident, playbook)
    if page is None or role != playbook.updating_role.key:
        return ()
    return say("ask.public", page=page.name)


def page_name(incident: Incident, playbook: Playbook) -> str:
    """What the page is called; its key where the playbook has lost it."""
    there = incident.public
    if there is None:
        return ""
    page = playbook.status_page(there.page)
    return page.name if page else there.page


def not_published(job: Job) -> Message:
    """Why, what to do by hand, and the words to paste; or what still stands there."""
    event, incident = event_of(job, EffectFailed), job.incident
    there = incident.public
    name, why = page_name(incident, job.playbook), reason(event.reason)
    if event.reason == OVERTAKEN:
        return said(say("tell.overtaken", label=incident.label, page=name))
    again = actions([button(form("button.retry"), "retry", value(incident, event.effect))])
    if job.failed is not None and job.failed.sent:
        words = say("tell.not_changed", label=incident.label, page=name, reason=why)
        return said(lines(words, say("tell.not_changed_next", where=where(job))), again)
    by_hand = say("tell.not_published_next", where=where(job))
    words = lines(
        say("tell.not_published", label=incident.label, page=name, reason=why),
        say("tell.not_published_own") if _is_own(job) else by_hand,
    )
    if there is None or not there.text or incident.private:
        return said(words, again)
    title = "" if there.is_there else there.title
    paste = lines(text(Strong(title) if title else None), text(there.text))
    whole = lines(words, paste)
    return Message(words=whole, blocks=[section(words), section(paste), again])


def left_open(job: Job) -> Message:
    """It is over, and the page does not say so."""
    name = page_name(job.incident, job.playbook)
    facts = {"label": job.incident.label, "page": name}
    words = lines(say("tell.left_on_page", **facts), say("tell.left_next", where=where(job)))
    tell = button(form("button.tell_public"), "tell_public", value(job.incident))
    return said(words, actions([tell]))


def _is_own(job: Job) -> bool:
    """Whether nobody can put anything there by hand."""
    there = job.incident.public
    page = job.playbook.status_page(there.page) if there else None
    return page is not None and page.kind is StatusPageKind.OWN


def where(job: Job) -> Text:
    """Where somebody does it by hand: what stands there, else the page's own place."""
    there = job.incident.public
    if there is not None and there.link:
        return text(Link(there.link, page_name(job.incident, job.playbook)))
    page = job.playbook.status_page(there.page) if there else None
    if page is None:
        return text(page_name(job.incident, job.playbook))
    upptime = page.kind is StatusPageKind.UPPTIME
    return text(page.project if upptime else page.name)
