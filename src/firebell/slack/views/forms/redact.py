"""Removing words from the record: a list of what was typed, then the question whether it is this.

Two steps with one thing to press in each, so that it goes on a phone, by keyboard and half asleep.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from firebell.domain.commands import Redact
from firebell.domain.events import Words
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.domain.typed_words import Entry
from firebell.slack.client import limits
from firebell.slack.client.limits import fit
from firebell.slack.client.payloads import Payload
from firebell.slack.views.blocks import (
    Block,
    actions,
    button,
    context,
    lines,
    modal,
    section,
)
from firebell.slack.views.forms.form_state import form_context, private_metadata
from firebell.slack.views.messages.parts import value
from firebell.words.say import form, labelled
from firebell.words.text import Mention, Strong, Text, joined, text
from firebell.words.times import clock

CALLBACK = "redact"
PAGE = 20
"""Entries at once: more is not read on a phone, and a view holds 100 blocks."""
FIRST_WORDS = 100
"""Characters by which somebody knows an entry again."""


def list_view(
    incident: Incident, entries: Sequence[Entry], playbook: Playbook, now: datetime, page: int = 0
) -> Block:
    """A page of what was typed, the newest first, each with its button."""
    pages = max(1, -(-len(entries) // PAGE))
    page = min(max(page, 0), pages - 1)
    blocks = [section(text(form("redact.list" if entries else "redact.none")))]
    for entry in entries[page * PAGE : (page + 1) * PAGE]:
        blocks.append(_entry(incident, entry, playbook, now))
    if pages > 1:
        blocks += _turning(incident, page, pages)
    blocks.append(context(text(form("redact.title_now"))))
    return modal("redact_list", form("redact"), blocks)


def _entry(incident: Incident, entry: Entry, playbook: Playbook, now: datetime) -> Block:
    when = clock(entry.at, playbook.time_zone, now)
    kind = form(f"redact.{entry.part}")
    remove = button(
        form("redact.choose"), "redact_entry", value(incident, entry.event, entry.part.value)
    )
    remove["accessibility_label"] = fit(
        f"{labelled(form('redact.choose'))}{kind}, {when}", limits.BUTTON
    )
    words = text(fit(" ".join(" ".join(entry.said).split()), FIRST_WORDS))
    return section(lines(_head(entry, when), words), remove)


def _head(entry: Entry, when: str) -> Text:
    who = Mention(entry.by) if entry.by else None
    return joined([Strong(form(f"redact.{entry.part}")), when, who], " · ")


def _turning(incident: Incident, page: int, pages: int) -> list[Block]:
    buttons = []
    if page + 1 < pages:
        buttons.append(
            button(form("redact.older"), "redact_page:older", value(incident, str(page + 1)))
        )
    if page > 0:
        buttons.append(
            button(form("redact.newer"), "redact_page:newer", value(incident, str(page - 1)))
        )
    words = form("redact.page", page=str(page + 1), pages=str(pages))
    return [context(text(words)), actions(buttons)]


def confirm_view(
    incident: Incident, entry: Entry, playbook: Playbook, now: datetime, *, key: str
) -> Block:
    """The words, what becomes of them, and the button that does it."""
    when = clock(entry.at, playbook.time_zone, now)
    blocks = [section(_head(entry, when))]
    blocks += [section(text(said)) for said in entry.said]
    blocks.append(section(text(form("redact.what_happens"))))
    if entry.part in (Words.PUBLIC, Words.PUBLIC_TITLE):
        blocks.append(section(text(form("redact.of_public"))))
    if entry.part is Words.TITLE:
        blocks.append(section(text(form("redact.of_a_title"))))
    if incident.channel is not None and incident.channel.archived:
        blocks.append(section(text(form("redact.archived"))))
    data = private_metadata(
        key=key, incident=incident.id, entry=entry.event, words=entry.part.value
    )
    return modal(CALLBACK, form("redact"), blocks, submit=form("redact.submit"), data=data)


def read(view: Payload, user: str) -> tuple[str, Redact, str]:
    """The incident's opaque id, the command, and the form's key."""
    unseen = form_context(view)
    words = str(unseen.get("words"))
    command = Redact(
        by=user,
        entry=str(unseen.get("entry", "")),
        part=Words(words) if words in set(Words) else Words.NOTE,
    )
    return str(unseen.get("incident", "")), command, str(unseen.get("key", ""))
