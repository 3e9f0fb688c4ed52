"""When users were affected: two fields, for what is over and was resolved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from firebell.domain.commands import Edit
from firebell.domain.incident import Incident, Outcome, UserTime
from firebell.slack.client.payloads import Payload
from firebell.slack.views.blocks import Block, context, input_block, modal, moment_input
from firebell.slack.views.forms.form_state import Values, form_context, private_metadata, values
from firebell.words.say import form
from firebell.words.text import text

CALLBACK = "times"
Shown = dict[str, int]
"""What the fields showed at first, in seconds since 1970."""


def view(incident: Incident, *, key: str, where: str | None) -> Block:
    """What is known or assumed stands in it; whoever sends it off says so."""
    marks = incident.milestones
    blocks = inputs(marks.affected_from, marks.working_since)
    blocks.append(context(text(form("times.about"))))
    data = private_metadata(key=key, incident=incident.id, where=where)
    return modal(CALLBACK, form("times"), blocks, submit=form("times.submit"), data=data)


def read(view: Payload, user: str) -> tuple[str, Edit, str]:
    """The incident's opaque id, the command, and the form's key."""
    entered, unseen = values(view), form_context(view)
    command = Edit(
        by=user,
        where=unseen.get("where"),
        affected_from=entered.moment(UserTime.AFFECTED_FROM),
        working_since=entered.moment(UserTime.WORKING_SINCE),
    )
    return str(unseen.get("incident", "")), command, str(unseen.get("key", ""))


def has_times(incident: Incident) -> bool:
    """Whether there is something to say: it is over, and somebody was affected."""
    ending = incident.ending
    return ending is not None and ending.outcome is Outcome.RESOLVED


def inputs(
    began: datetime | None, ended: datetime | None, hints: Mapping[UserTime, str] | None = None
) -> list[Block]:
    """The two fields, each with a hint that is true of it."""
    labels = {
        UserTime.AFFECTED_FROM: (form("closing.affected_from"), began),
        UserTime.WORKING_SINCE: (form("closing.working_since"), ended),
    }
    return [
        input_block(time, words, moment_input(at), optional=True, hint=(hints or {}).get(time, ""))
        for time, (words, at) in labels.items()
    ]


def shown(began: datetime | None, ended: datetime | None) -> Shown:
    """What tells a time that nobody touched from one that somebody said."""
    fields = {UserTime.AFFECTED_FROM: began, UserTime.WORKING_SINCE: ended}
    return {time.value: int(at.timestamp()) for time, at in fields.items() if at is not None}


def minute(at: datetime) -> datetime:
    """As the fields show it: whoever picks a time picks no seconds."""
    return at.replace(second=0, microsecond=0)


def untouched(entered: Values, at_first: Shown) -> tuple[UserTime, ...]:
    """The times that stand as the form showed them."""
    return tuple(
        time
        for time in UserTime
        if (at := entered.moment(time)) is not None and at_first.get(time) == int(at.timestamp())
    )
