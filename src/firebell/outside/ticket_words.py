"""What a ticket says: of a private incident nothing but its number."""

from __future__ import annotations

from dataclasses import dataclass

from firebell.domain.actions import Action
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.words.say import form
from firebell.words.times import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A title, `words` that people typed, `lines` of ours, and the `mark` by which it is found."""

    title: str
    words: str = ""
    lines: tuple[str, ...] = ()
    mark: str = ""


def content_of(incident: Incident, action: Action, playbook: Playbook, mark: str) -> Content:
    """The ticket of an action. Nobody is named in it."""
    if incident.private:
        title = form("ticket.private", label=incident.label)
        return Content(title=title, lines=(form("ticket.private.where"),), mark=mark)
    lines = [form("ticket.from", label=incident.label, organisation=playbook.organisation)]
    if action.due is not None:
        lines.append(form("ticket.due", day=day(action.due, playbook.time_zone)))
    return Content(
        title=form("ticket.title", label=incident.label, action=action.says),
        words=action.says,
        lines=tuple(lines),
        mark=mark,
    )
