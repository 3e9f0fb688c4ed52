"""All that is open, a page at a time: as the answer to `list`, as *Which incident?*, from Home.

One's own come first, then the worst. What does not fit is counted, and a press away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firebell.domain.incident import Incident, Person
from firebell.domain.open_incidents import in_order, is_own, matching
from firebell.domain.playbook import Playbook
from firebell.domain.typed_text import clean
from firebell.slack.client import limits
from firebell.slack.client.payloads import Payload
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
from firebell.slack.views.forms.form_state import form_context, private_metadata
from firebell.slack.views.messages.parts import place, severity_words, title_words, value
from firebell.words.catalogue import STATUSES
from firebell.words.reading import kind_of, which_in
from firebell.words.say import form, say
from firebell.words.text import joined, text

PAGE = 20
LONGEST_VALUE = 150
"""Of what an option carries."""
LONGEST_WORDS = 1200
"""Of what a form that only asks which carries unseen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is shown of them: `verb` is what is to be done with the one that is chosen (nothing:
    it can be joined), `which` are words as behind `list`, `number` counts pages from 0."""

    verb: str = ""
    which: str = ""
    number: int = 0

    @property
    def carried(self) -> str:
        """As a button carries it."""
        return pages.carried(self.verb, self.number, self.which)


def page_of(values: Sequence[str]) -> Page:
    """The page that a button carried, at its bars."""
    verb, number, which = pages.read(values)
    return Page(verb=verb, number=number, which=which)


def blocks(
    opened: Sequence[Incident], page: Page, person: Person, playbook: Playbook
) -> list[Block]:
    """A page of what is open, for a message or a view."""
    found = chosen(opened, page.which, person, playbook)
    last = max(len(found) - 1, 0) // PAGE
    number = min(page.number, last)
    shown = found[number * PAGE : (number + 1) * PAGE]
    rows = [_row(incident, page.verb) for incident in shown]
    if not found:
        rows = [section(say("list.none_match", count=len(opened), words=page.which))]
    return [*rows, *_turning(opened, found, shown, page, number, person, playbook)]


def chosen(
    opened: Sequence[Incident], which: str, person: Person, playbook: Playbook
) -> list[Incident]:
    """Those that the words mean, in order."""
    asked = which_in(which)
    ordered = in_order(opened, person, playbook)
    own = [each for each in ordered if not asked.own or is_own(each, person)]
    return matching(own, asked.words, [kind_of(each) for each in own])


def view(
    opened: Sequence[Incident], page: Page, person: Person, playbook: Playbook, words: str = ""
) -> Block:
    """In a view of its own; `words` were typed behind the verb and are kept for it."""
    title = form("which") if page.verb else form("declare.open")
    data = private_metadata(words=clean(words)[:LONGEST_WORDS] or None)
    return modal("which", title, blocks(opened, page, person, playbook), data=data)


def words_kept(view: Payload) -> str:
    """What was typed behind the verb before it was asked which."""
    return str(form_context(view).get("words") or "")


def _row(incident: Incident, verb: str) -> Block:
    private = say("private") if incident.private else None
    words = [private, incident.label, severity_words(incident), title_words(incident)]
    if verb:
        press = button(form("declare.choose"), "which", value(incident, verb))
    else:
        words.append(place(incident))
        press = button(form("declare.join"), "join", value(incident))
    return section(joined(words, " · "), press)


def _turning(
    opened: Sequence[Incident],
    found: Sequence[Incident],
    shown: Sequence[Incident],
    page: Page,
    number: int,
    person: Person,
    playbook: Playbook,
) -> list[Block]:
    """How many there are besides, and the way to them; nothing where all are shown."""
    if len(shown) == len(opened):
        return []
    first = number * PAGE + 1
    says = form(
        "list.part", first=str(first), last=str(first + len(shown) - 1), all=str(len(found))
    )
    elements = [_filter(opened, page, person, playbook)]
    left = len(found) - number * PAGE - len(shown)
    elements += pages.turning("open_list", page.verb, number, page.which, left)
    lines = [context(text(says))] if found else []
    return [*lines, actions(elements)]


def _filter(opened: Sequence[Incident], page: Page, person: Person, playbook: Playbook) -> Block:
    """A menu of what can be asked for, each with how many there are."""
    asked = ["", "mine", *(severity.key for severity in playbook.severities)]
    asked += sorted({each.service_name for each in opened if each.service_name})
    asked += [STATUSES[status] for status in sorted({each.status for each in opened})]
    asked += ["drills"]
    options = []
    for which in asked:
        count = len(chosen(opened, which, person, playbook))
        carried = Page(verb=page.verb, which=which).carried
        if count and len(carried) <= LONGEST_VALUE:
            name = {"": form("list.all"), "mine": form("list.own"), "drills": form("list.drills")}
            words = form("list.count", what=name.get(which, which), count=str(count))
            options.append(option(words, carried))
    current = Page(verb=page.verb, which=page.which).carried
    menu = choice(options[: limits.OPTIONS], current, kind="static_select")
    return {
        **menu,
        "action_id": "open_list:which",
        "placeholder": label(form("list.which"), limits.PLACEHOLDER),
    }
