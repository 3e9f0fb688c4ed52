"""Actions: something to do, with an owner and a day, during an incident or after it.

An action of an incident that is closed is a *follow-up*. What the playbook's steps left undone are
follow-ups too: each says which step it was, and the two are done as one. Values and questions
alone; what changes them stands in `domain/moves/actions.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from firebell.domain.person import Person


class ActionPart(StrEnum):
    """What can be changed of an action. Stored with events: never rename a value."""

    TEXT = "text"
    OWNER = "owner"
    DUE = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """The same action in the organisation's tracker (`tracker` is its key in the playbook):
    `number` is what people call it there (`#12`, `OPS-7`), `link` leads to it."""

    tracker: str
    number: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to do. `id` tells it from the incident's others and is never given twice.

    `text` was typed; `words` are the playbook's, where it is the step with the key `step`. `by`
    added it (None: Firebell, of a step). `due` is the end of the day, or the time, by which it is
    to be done; None where nobody said. `link` leads to the message that it was made of. `since` is
    when it last began to wait. `ticket` is where the tracker has it, `ticket_wanted` says that it
    is being made there. `reminded` counts how often somebody was asked since, last when it was
    `asked`; `let_be` says that nobody is asked any more.
    """

    id: str
    text: str = ""
    words: str = ""
    by: Person | None = None
    added: datetime
    since: datetime
    owner: Person | None = None
    due: datetime | None = None
    link: str = ""
    step: str | None = None
    done_at: datetime | None = None
    done_by: Person | None = None
    ticket: Ticket | None = None
    ticket_wanted: bool = False
    reminded: int = 0
    asked: datetime | None = None
    let_be: bool = False

    @property
    def says(self) -> str:
        """What is to be done."""
        return self.text or self.words

    @property
    def is_open(self) -> bool:
        """Whether it still is to be done."""
        return self.done_at is None

    def is_overdue(self, now: datetime) -> bool:
        """Whether it was to be done by now, and is not."""
        return self.is_open and self.due is not None and self.due <= now


def still_open(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Those that are to be done: the day that comes first before the others, no day last."""
    waiting = [action for action in actions if action.is_open]
    return tuple(sorted(waiting, key=lambda each: (each.due is None, each.due or each.added)))
