"""What the public reads: marked in the press that tells people, or it is not published.

Whoever writes the updates marks it. A private incident and a drill have nothing for the public, and
nothing that makes sense in Slack alone (a mention, an id) goes there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import ReportPublished
from firebell.domain.events import (
    Closed,
    Event,
    PublicTold,
    PublicUpdatePublished,
    Redacted,
    Telling,
    Words,
)
from firebell.domain.incident import Incident, Person
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused
from firebell.domain.status_pages import (
    NOTHING,
    ForThePublic,
    OnPage,
    StatusPage,
    on_page,
    slack_words,
)
from firebell.domain.typed_text import one_line

TITLE, TEXT, MARK = "public_title", "public", "publish"
"""The fields of a form."""


def page_of(incident: Incident, playbook: Playbook) -> StatusPage | None:
    """Where the public reads of it: where it was begun, else the first page of its service that
    fits. None of what is private, and of a drill."""
    if incident.private or incident.drill or incident.past:
        return None
    if incident.public is not None:
        begun = playbook.status_page(incident.public.page)
        if begun is not None:
            return begun
    return playbook.status_page_of(incident.service)


def needs_title(incident: Incident) -> bool:
    """Whether the page does not have it yet."""
    return incident.public is None or not incident.public.is_there


def marked(
    incident: Incident,
    given: ForThePublic | None,
    by: Person | None,
    writer: Person,
    playbook: Playbook,
) -> ForThePublic:
    """What of this is published: nothing unless it was marked by `writer`, who writes the updates.
    Raises Refused."""
    if given is None:
        return NOTHING
    if not given.marked:
        if given.typed and page_of(incident, playbook) is not None:
            raise Refused("public_not_marked", MARK)
        return NOTHING
    _allowed(incident, given, playbook)
    if by != writer:
        raise Refused("public_not_yours", MARK)
    text = given.text.strip()
    if not text:
        raise Refused("public_needed", TEXT)
    title = one_line(given.title).strip() if needs_title(incident) else ""
    if needs_title(incident) and not title:
        raise Refused("public_title_needed", TITLE)
    for field, words in ((TITLE, title), (TEXT, text)):
        found = slack_words(words)
        if found is not None:
            raise Refused("public_in_slack", field, found=found)
    return replace(given, title=title, text=text)


def _allowed(incident: Incident, given: ForThePublic, playbook: Playbook) -> None:
    if incident.private:
        raise Refused("public_private", MARK, number=incident.number)
    if incident.drill:
        raise Refused("public_drill", MARK)
    page = page_of(incident, playbook)
    if page is None or page.key != given.page:
        raise Refused("public_other_page", MARK)


def published(
    incident: Incident, report: ReportPublished, now: datetime, playbook: Playbook
) -> list[Event]:
    """Once for what each event has for the public; what was only changed there is no news."""
    there = incident.public
    if there is None or report.entry in there.updates:
        return []
    page = playbook.status_page(report.page)
    return [
        PublicUpdatePublished(
            at=now,
            entry=report.entry,
            page=report.page,
            page_name=page.name if page else report.page,
            said=report.said,
            published=report.published,
        )
    ]


def was_marked(incident: Incident, event: Telling) -> Incident:
    """The incident with what its event has for the public."""
    if not event.status_page:
        return incident
    there = incident.public
    if there is None or there.page != event.status_page:
        there = OnPage(page=event.status_page)
    title = event.public_title or there.title
    over = isinstance(event, Closed | PublicTold)
    return replace(incident, public=replace(there, title=title, text=event.public, over=over))


def was_published(incident: Incident, event: PublicUpdatePublished) -> Incident:
    """It stands there, and can't be taken back from whoever has read it."""
    there, found = incident.public, event.published
    if there is None or there.page != event.page:
        there = OnPage(page=event.page)
    newest = there.said is None or event.said >= there.said
    there = replace(
        there,
        id=found.id,
        link=found.link,
        own=found.own,
        updates={**there.updates, event.entry: found.update},
        said=event.said if newest else there.said,
        shut=found.shut if newest else there.shut,
    )
    places = dict.fromkeys([*incident.told_outside, on_page(event.page)])
    return replace(incident, public=there, told_outside=tuple(places))


def struck(there: OnPage, event: Redacted) -> OnPage:
    """What stands there, without words that left the record."""
    if event.part is Words.PUBLIC_TITLE:
        titles = tuple(dict.fromkeys([*there.struck_titles, *event.touched]))
        shown = "public_title" in event.shown
        return replace(there, struck_titles=titles, title="" if shown else there.title)
    words = tuple(dict.fromkeys([*there.struck, *event.touched]))
    return replace(there, struck=words, text="" if "public" in event.shown else there.text)
