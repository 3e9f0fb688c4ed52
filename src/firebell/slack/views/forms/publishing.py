"""The fields for what the public reads, in each form that tells people something.

Whoever writes the updates sees them, where the playbook has a status page for the incident. Nothing
goes there unless the box is ticked: it is empty each time.
"""

from __future__ import annotations

from firebell.domain.commands import TellPublic
from firebell.domain.incident import Incident, Person
from firebell.domain.moves.publishing import MARK, TEXT, TITLE, needs_title, page_of
from firebell.domain.moves.updates import who_updates
from firebell.domain.playbook import Playbook
from firebell.domain.status_pages import ForThePublic, StatusPage
from firebell.slack.client.payloads import Payload
from firebell.slack.views.blocks import Block, input_block, modal, option, text_input
from firebell.slack.views.forms.form_state import (
    form_context,
    mark_of,
    private_metadata,
    values,
)
from firebell.words.say import form

CALLBACK = "public"
YES = "yes"


def public_page(
    incident: Incident | None, playbook: Playbook, person: Person | None
) -> StatusPage | None:
    """Where this person may tell the public of it; None for nowhere."""
    if incident is None or person is None or person != who_updates(incident, playbook):
        return None
    return page_of(incident, playbook)


def public_fields(
    incident: Incident | None, playbook: Playbook, person: Person | None
) -> list[Block]:
    """Words, which stakeholders' words begin; a title where the page has none yet; and the box."""
    page = public_page(incident, playbook, person)
    if incident is None or page is None:
        return []
    words = input_block(
        TEXT,
        form("public"),
        text_input(incident.outside, multiline=True),
        optional=True,
        hint=form("public.hint"),
    )
    box: Block = {
        "type": "checkboxes",
        "options": [option(form("public.publish", page=page.name), YES)],
    }
    marked = input_block(MARK, form("public.mark"), box, optional=True)
    return [words, *_title(incident), marked]


def _title(incident: Incident) -> list[Block]:
    if not needs_title(incident):
        return []
    shown = incident.public.title if incident.public else ""
    hint = form("public.title.hint")
    return [input_block(TITLE, form("public.title"), text_input(shown), optional=True, hint=hint)]


def public_shown(
    incident: Incident | None, playbook: Playbook, person: Person | None
) -> dict[str, str] | None:
    """What the form carries unseen of these fields: the page, and marks of what they showed."""
    page = public_page(incident, playbook, person)
    if incident is None or page is None:
        return None
    title = incident.public.title if incident.public else ""
    return {"page": page.key, "text": mark_of(incident.outside), "title": mark_of(title)}


def read_public(view: Payload) -> ForThePublic | None:
    """What was entered; None where the form did not ask."""
    entered, shown = values(view), form_context(view).get("public")
    if not isinstance(shown, dict) or not entered.has(MARK):
        return None
    typed = entered.changed(TEXT, shown.get("text")) or entered.changed(TITLE, shown.get("title"))
    return ForThePublic(
        page=str(shown.get("page", "")),
        title=entered.text(TITLE),
        text=entered.text(TEXT),
        marked=entered.is_ticked(MARK),
        typed=bool(typed),
    )


def view(
    incident: Incident, playbook: Playbook, *, key: str, where: str | None, person: Person
) -> Block | None:
    """The end, for the public, after the closing; None for whoever does not speak to them."""
    blocks = public_fields(incident, playbook, person)
    if not blocks:
        return None
    shown = public_shown(incident, playbook, person)
    data = private_metadata(key=key, incident=incident.id, where=where, public=shown)
    return modal(CALLBACK, form("public.end"), blocks, submit=form("public.submit"), data=data)


def read(view: Payload, user: str) -> tuple[str, TellPublic, str]:
    """The incident's opaque id, the command, and the form's key."""
    unseen = form_context(view)
    command = TellPublic(by=user, where=unseen.get("where"), public=read_public(view))
    return str(unseen.get("incident", "")), command, str(unseen.get("key", ""))
