"""Actions in an incident's document and data: what, whose, until when, done or not."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain.actions import Action
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.words.catalogue import HEADINGS
from firebell.words.markdown import inline
from firebell.words.record import Names, Typed, beside, iso, name, person_or_none


def lines(incident: Incident, names: Names, playbook: Playbook) -> Iterator[str]:
    """Each as an item of a list, ticked where it is done."""
    for action in incident.actions:
        tick = " " if action.is_open else "x"
        words = line(action, incident, names, playbook, inline)
        link = (
            f" ([{inline(action.ticket.number)}](<{action.ticket.link}>))" if action.ticket else ""
        )
        yield f"- [{tick}] {words}{link}"


def line(
    action: Action, incident: Incident, names: Names, playbook: Playbook, typed: Typed = str
) -> str:
    """One in words; `typed` is done to all words that are not ours."""
    details = ", ".join(_details(action, incident, names, playbook, typed))
    return HEADINGS["action_line"].format(action=typed(action.says), details=details)


def _details(
    action: Action, incident: Incident, names: Names, playbook: Playbook, typed: Typed
) -> Iterator[str]:
    raised, zone = incident.milestones.raised, playbook.time_zone
    if action.done_at is not None:
        when = beside(action.done_at, raised, zone)
        key = "action_done" if action.done_by else "action_done_there"
        yield HEADINGS[key].format(who=typed(name(action.done_by, names)), when=when)
        return
    yield typed(name(action.owner, names)) if action.owner else HEADINGS["action_nobody"]
    if action.due is not None:
        yield HEADINGS["action_due"].format(when=beside(action.due, raised, zone))


def rows(incident: Incident, names: Names) -> Iterator[dict[str, object]]:
    """Each as data, with stable keys."""
    for action in incident.actions:
        ticket = action.ticket
        yield {
            "words": action.says,
            "step": action.step,
            "owner": person_or_none(action.owner, names),
            "due": iso(action.due),
            "added_by": person_or_none(action.by, names),
            "added_at": iso(action.added),
            "done_by": person_or_none(action.done_by, names),
            "done_at": iso(action.done_at),
            "ticket": {"number": ticket.number, "link": ticket.link} if ticket else None,
        }
