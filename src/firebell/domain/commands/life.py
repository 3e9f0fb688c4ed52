"""What people ask of the incident itself: from raising it to closing it and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from firebell.domain.commands.base import Command, MayPing
from firebell.domain.incident import Outcome, Person, Source, Status, Twin, UserTime
from firebell.domain.status_pages import ForThePublic
from firebell.domain.team_fields import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class ThereAlready:
    """A channel that an incident is to live in: who is in it, as the chat says. `held`: it belongs
    to an incident already, which the use case alone can know; `holder` is that one's number, for
    whoever may see it."""

    channel: str
    name: str
    private: bool = False
    people: tuple[Person, ...] = ()
    held: bool = False
    holder: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declare(MayPing):
    """Raise an incident. `severity` and `service` may be *Not sure* (`unsure`). `outside`, here and
    in others, is what stakeholders read; empty where nobody wrote words for them. `source` is the
    message that it is raised from, `there` the channel that it adopts. `factors`, here and in
    others, are those of the playbook's that somebody ticked, None where nobody was asked; `answers`
    are to the team's own questions, as far as they are other than the form showed, and
    `asked_fields` those that it asked. `aloud`: it is refused rather than announced without a ping
    that it would have otherwise. `alert` is the group of alerts that it is raised from; `assumed`:
    nobody said how bad it is, an alert did.

    `id`, `number`, `taken` (channel names that are reserved already) and `similar` (the number of
    an open one for the same service) come from the use case, which alone can know them.
    """

    by: Person
    key: str
    title: str
    service: str
    severity: str
    description: str = ""
    private: bool = False
    drill: bool = False
    roles: Mapping[str, Person] = field(default_factory=dict)
    id: str = ""
    number: int = 0
    taken: frozenset[str] = frozenset()
    similar: int | None = None
    outside: str = ""
    factors: tuple[str, ...] | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    asked_fields: tuple[str, ...] = ()
    source: Source | None = None
    there: ThereAlready | None = None
    aloud: bool = False
    alert: str = ""
    assumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPast(Declare):
    """Put on the record what is over: when it began, was `noticed` (where somebody knows), worked
    again and ended, and what happened. With a `channel` where one is wanted."""

    affected_from: datetime | None = None
    noticed: datetime | None = None
    working_since: datetime | None = None
    ended: datetime | None = None
    summary: str = ""
    reviewer: Person | None = None
    channel: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(MayPing):
    """Correct what it is; None leaves a part as it is, a role given to None is emptied.

    The two times say when users were affected, where that was assumed or is not so.
    """

    title: str | None = None
    description: str | None = None
    service: str | None = None
    severity: str | None = None
    roles: Mapping[str, Person | None] = field(default_factory=dict)
    affected_from: datetime | None = None
    working_since: datetime | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update(MayPing):
    """Tell people. With `no_change` the last words stand and only the next time is promised.

    `doing` is None where nobody touched what the form showed: then it is as it is by now.
    `offered_for` is the severity for which the form offered the time in `next_update`, None where
    somebody chose it.
    `promised` is the update that was asked for, where one was: once it came, this says nothing.
    `public`, here and in others, is what the form had for the public, None where it did not ask.
    """

    known: str = ""
    doing: str | None = ""
    status: Status | None = None
    severity: str | None = None
    next_update: datetime | None = None
    offered_for: str | None = None
    working_since: datetime | None = None
    no_change: bool = False
    promised: datetime | None = None
    outside: str = ""
    public: ForThePublic | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSeverity(MayPing):
    """Say how bad it really is; the same one again confirms it. `asked`: it answers a question,
    which somebody else may have answered."""

    severity: str
    why: str = ""
    asked: bool = False
    factors: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmOngoing(Command):
    """*Still going*: the answer to whether it is."""

    by: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReal(MayPing):
    """*This is real now*: a drill that turned out not to be one. `taken` are names of channels
    that are reserved already."""

    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveToChannel(Command):
    """Let what lives in a thread go on in a channel of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakePrivate(Command):
    """Go on in a private channel with `people`; `line` is the one line that is said publicly.

    `readers` (who is in the channel that is left) and `taken` come from the use case.
    """

    by: Person
    people: tuple[Person, ...] = ()
    line: str = ""
    readers: frozenset[Person] = frozenset()
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(Command):
    """Sound the all-clear with what is known.

    `by_form`: a form has shown the times and asked who writes the review; the times among them that
    nobody touched are `assumed`. `twin` is the incident `duplicate_of`, as the use case found it;
    `acted` is whoever did something, which it alone can know.
    """

    by: Person
    outcome: Outcome = Outcome.RESOLVED
    summary: str = ""
    affected_from: datetime | None = None
    working_since: datetime | None = None
    reviewer: Person | None = None
    duplicate_of: int | None = None
    by_form: bool = False
    assumed: tuple[UserTime, ...] = ()
    twin: Twin | None = None
    acted: tuple[Person, ...] = ()
    outside: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    asked_fields: tuple[str, ...] = ()
    public: ForThePublic | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellPublic(Command):
    """Publish words on the status page after the closing, where that was not done with it."""

    by: Person
    public: ForThePublic | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(MayPing):
    """It is not over. `taken` as in Declare, for the case that a new channel is needed.
    `passed_on`: another incident has adopted its channel since, as the use case knows."""

    why: str = ""
    taken: frozenset[str] = frozenset()
    passed_on: bool = False
    public: ForThePublic | None = None
