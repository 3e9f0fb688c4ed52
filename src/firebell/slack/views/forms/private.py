"""The form that makes an incident private: what happens, who comes along, the one public line."""

from __future__ import annotations

from collections.abc import Sequence

from firebell.domain.commands import MakePrivate
from firebell.domain.incident import Incident, Person
from firebell.domain.moves.making_private import LONGEST_LINE, announced_in
from firebell.slack.client.payloads import Payload
from firebell.slack.views.blocks import (
    Block,
    context,
    input_block,
    modal,
    people_input,
    section,
    text_input,
)
from firebell.slack.views.forms.form_state import form_context, private_metadata, values
from firebell.words.catalogue import FORMS
from firebell.words.say import form
from firebell.words.text import ChannelLink, fill, joined, text

CALLBACK = "private"


def view(
    incident: Incident,
    user: str,
    *,
    key: str,
    where: str | None,
    on_top: bool = False,
    named: Sequence[Person] = (),
) -> Block:
    """Pre-filled with those who have a part in it and those who were `named`. `on_top` of another
    form, which can be sent off once it is private."""
    blocks = [
        section(text(form(_what(incident), label=incident.label))),
        input_block(
            "people",
            form("private.people"),
            people_input(list(dict.fromkeys([*_with_a_part(incident, user), *named]))),
            optional=True,
            hint=form("private.people.hint"),
        ),
    ]
    places = announced_in(incident)
    if places:
        blocks += [
            input_block(
                "line",
                form("private.line"),
                text_input(longest=LONGEST_LINE),
                optional=True,
                hint=form("private.line.hint"),
            ),
            context(fill(FORMS["private.line.where"], channels=joined(map(ChannelLink, places)))),
        ]
    stays = "private.stays" if incident.home is None else "private.stays_thread"
    blocks.append(context(text(form(stays))))
    data = private_metadata(
        key=key, incident=incident.id, where=where, on_top=True if on_top else None
    )
    return modal(CALLBACK, form("private"), blocks, submit=form("private.submit"), data=data)


def _what(incident: Incident) -> str:
    """What happens; a channel that was there before is not put away, nor is a thread."""
    if incident.home is not None:
        return "private.what_thread"
    return "private.what_adopted" if incident.has_adopted else "private.what"


def _with_a_part(incident: Incident, user: str) -> list[str]:
    """Who asks, who raised it, who is in charge, who has a role; each once."""
    holders = [held.person for held in incident.roles.values()]
    return list(dict.fromkeys([user, incident.declarer, incident.in_charge, *holders]))


def read(view: Payload, user: str) -> tuple[str, MakePrivate, str]:
    """The incident's opaque id, the command, and the form's key."""
    entered, unseen = values(view), form_context(view)
    command = MakePrivate(
        by=user,
        where=unseen.get("where"),
        people=tuple(entered.people("people")),
        line=entered.text("line"),
    )
    return str(unseen.get("incident", "")), command, str(unseen.get("key", ""))


def is_on_top(view: Payload) -> bool:
    """Whether another form is beneath it."""
    return bool(form_context(view).get("on_top"))
