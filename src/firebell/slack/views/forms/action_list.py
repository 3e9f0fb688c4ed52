"""What is to be done, a page at a time: one incident's, or all that this person may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from firebell.domain.actions import Action
from firebell.domain.incident import Incident, Person
from firebell.domain.open_actions import ToDo, in_order, matching
from firebell.domain.playbook import Playbook
from firebell.slack.client import limits
from firebell.slack.views.blocks import (
    Block,
    actions,
    button,
    choice,
    context,
    label,
    modal,
    option,
    section,
)
from firebell.slack.views.forms import pages
from firebell.slack.views.messages.actions import line
from firebell.slack.views.messages.parts import value
from firebell.words.reading import wanted_in
from firebell.words.say import form, say
from firebell.words.text import joined, text

PAGE = 15
"""Two blocks each; a view holds 100, a message 50."""
DONE_TOO = 5
"""Of one incident: what was done last stands beneath, to be undone."""
CALLBACK = "actions"
OWN, OVERDUE, WITHOUT = "mine", "late", "nobody"
"""What can be chosen, as it would be typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is shown of them: of one `incident` (its opaque id) or of all, `which` are words as
    behind `actions`, `number` counts pages from 0."""

    incident: str = ""
    which: str = ""
    number: int = 0

    @property
    def carried(self) -> str:
        """As a button carries it."""
        return pages.carried(self.incident, self.number, self.which)


def page_of(values: Sequence[str]) -> Page:
    """The page that a button carried, at its bars."""
    incident, number, which = pages.read(values)
    return Page(incident=incident, number=number, which=which)


def blocks(
    found: Sequence[ToDo],
    page: Page,
    person: Person,
    playbook: Playbook,
    now: datetime,
    only: Incident | None = None,
) -> list[Block]:
    """A page, for a message or a view; `only` is the incident that it is about."""
    wanted = chosen(found, page.which, person, now)
    last = max(len(wanted) - 1, 0) // PAGE
    number = min(page.number, last)
    shown = wanted[number * PAGE : (number + 1) * PAGE]
    rows = [block for each in shown for block in _row(each, playbook, now, alone=only is None)]
    if not found:
        rows = [section(say("note.actions_none"))]
    elif not wanted:
        rows = [section(say("note.actions_none_match", count=len(found), words=page.which))]
    if only is not None and not page.which and number == last:
        rows += _finished(only, playbook, now)
    return [*rows, *_turning(found, wanted, page, number, person, now), *_more(only)]


def chosen(found: Sequence[ToDo], which: str, person: Person, now: datetime) -> list[ToDo]:
    """Those that the words mean, in order."""
    return matching(in_order(found, person, now), wanted_in(which), person, now)


def view(
    found: Sequence[ToDo],
    page: Page,
    person: Person,
    playbook: Playbook,
    now: datetime,
    only: Incident | None = None,
) -> Block:
    """In a view of its own."""
    shown = blocks(found, page, person, playbook, now, only)
    return modal(CALLBACK, form("actions"), shown, data=page.carried)


def _row(each: ToDo, playbook: Playbook, now: datetime, *, alone: bool) -> list[Block]:
    """`alone`: nothing else says of which incident it is."""
    incident, action = each.incident, each.action
    private = say("private") if incident.private and alone else None
    words = [private, incident.label if alone else None, line(action, playbook, now)]
    return [section(joined(words, " · ")), actions(_buttons(incident, action, playbook))]


def _buttons(incident: Incident, action: Action, playbook: Playbook) -> list[Block]:
    carried = value(incident, action.id)
    found = [
        button(form("action.done"), f"action_done:{action.id}", carried),
        button(form("action.edit"), f"action_edit:{action.id}", carried),
    ]
    tracker = playbook.tracker_of(incident.service, private=incident.private, drill=incident.drill)
    if tracker is not None and action.ticket is None and not action.ticket_wanted:
        found.append(button(form("action.make_ticket"), f"action_ticket:{action.id}", carried))
    return found


def _finished(incident: Incident, playbook: Playbook, now: datetime) -> list[Block]:
    done = [action for action in incident.actions if not action.is_open]
    done.sort(key=lambda action: action.done_at or now, reverse=True)
    return [
        section(
            line(action, playbook, now),
            button(form("action.undo"), f"action_undo:{action.id}", value(incident, action.id)),
        )
        for action in done[:DONE_TOO]
    ]


def _turning(
    found: Sequence[ToDo],
    wanted: Sequence[ToDo],
    page: Page,
    number: int,
    person: Person,
    now: datetime,
) -> list[Block]:
    """How many there are besides, and the way to them; nothing where all are shown."""
    first = number * PAGE + 1
    last = min((number + 1) * PAGE, len(wanted))
    if len(found) < 2 or (len(wanted) == len(found) and len(found) <= DONE_TOO):
        return []
    elements = [_filter(found, page, person, now)]
    left = len(wanted) - last
    elements += pages.turning("open_actions", page.incident, number, page.which, left)
    says = form("actions.part", first=str(first), last=str(last), all=str(len(wanted)))
    return [*([context(text(says))] if wanted else []), actions(elements)]


def _filter(found: Sequence[ToDo], page: Page, person: Person, now: datetime) -> Block:
    """A menu of what can be asked for, each with how many there are."""
    names = {
        "": form("actions.all"),
        OWN: form("actions.own"),
        OVERDUE: form("actions.late"),
        WITHOUT: form("actions.nobodys"),
    }
    options = []
    for which, name in names.items():
        count = len(chosen(found, which, person, now))
        if count:
            carried = Page(incident=page.incident, which=which).carried
            options.append(option(form("list.count", what=name, count=str(count)), carried))
    current = Page(incident=page.incident, which=page.which).carried
    menu = choice(options, current, kind="static_select")
    return {
        **menu,
        "action_id": "open_actions:which",
        "placeholder": label(form("list.which"), limits.PLACEHOLDER),
    }


def _more(only: Incident | None) -> list[Block]:
    """What else can be done with one incident's."""
    if only is None:
        return []
    elements = [button(form("actions.add"), "open_action", value(only))]
    if any(action.is_open and action.ticket for action in only.actions):
        elements.append(button(form("actions.look"), "action_look", value(only)))
    return [actions(elements)]
