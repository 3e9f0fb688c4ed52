"""The table of moves. All moves live here; this file knows no Slack, no clock, no database.

An illegal move is a missing key. It becomes one refusal that names the status, the command and
what is possible now. `docs/lifecycle.md` is drawn from this table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from firebell.domain import commands as c
from firebell.domain import events as e
from firebell.domain.incident import OPEN, Incident, Status
from firebell.domain.moves import (
    closing,
    declare,
    edits,
    record,
    reports,
    roles,
    severity,
    steps,
    updates,
)
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused

# Rules and changes are typed in their own files; the table pairs each with its command or event.
Rule = Callable[[Any, Any, datetime, Playbook], list[e.Event]]
Change = Callable[[Any, Any], Incident]
Standing = Status | None

NOTHING_YET: tuple[Standing, ...] = (None,)
CLOSED: tuple[Standing, ...] = (Status.CLOSED,)
ALWAYS: tuple[Standing, ...] = (*OPEN, Status.CLOSED)

ROWS: tuple[tuple[Iterable[Standing], type[c.Command], Rule], ...] = (
    (NOTHING_YET, c.Declare, declare.declare),
    (OPEN, c.Update, updates.update),
    (OPEN, c.ChangeSeverity, severity.change),
    (OPEN, c.TakeRole, roles.take),
    (OPEN, c.DeclineRole, roles.decline),
    (OPEN, c.AskSomeone, roles.ask),
    (OPEN, c.MakeReal, declare.make_real),
    (OPEN, c.Close, closing.close),
    (CLOSED, c.Close, closing.already_closed),
    (CLOSED, c.Reopen, closing.reopen),
    (OPEN, c.Reopen, closing.not_closed),
    (ALWAYS, c.Edit, edits.edit),
    (ALWAYS, c.TickStep, steps.tick),
    (ALWAYS, c.Join, record.join),
    (ALWAYS, c.Note, record.note),
    (ALWAYS, c.ShowRecord, record.show),
    # What comes due. Where there is no row, it makes no sense any more.
    (OPEN, c.RemindOfUpdate, updates.remind),
    (OPEN, c.ChaseAnswer, roles.chase),
    (OPEN, c.AskSeverity, severity.ask),
    (CLOSED, c.ArchiveDue, closing.archive),
    # Reports.
    (ALWAYS, c.ReportChannel, reports.channel),
    (ALWAYS, c.ReportNameTaken, reports.name_taken),
    (ALWAYS, c.ReportInvited, reports.invited),
    (ALWAYS, c.ReportGroup, reports.group),
    (ALWAYS, c.ReportMessage, reports.message),
    (ALWAYS, c.ReportFailure, reports.failure),
    (ALWAYS, c.ReportArchived, reports.archived),
    (ALWAYS, c.ReportMember, record.member),
)

MOVES: dict[tuple[Standing, type[c.Command]], Rule] = {
    (standing, command): rule for standings, command, rule in ROWS for standing in standings
}

DUE = (c.RemindOfUpdate, c.ChaseAnswer, c.AskSeverity, c.ArchiveDue)

CHANGES: dict[type[e.Event], Change] = {
    e.Declared: declare.declared,
    e.MadeReal: declare.made_real,
    e.Edited: edits.edited,
    e.RoleAsked: roles.role_asked,
    e.RoleTaken: roles.role_taken,
    e.RoleDeclined: roles.role_declined,
    e.RoleEmptied: roles.role_emptied,
    e.AnswerMissed: roles.answer_missed,
    e.SeverityChanged: severity.severity_changed,
    e.SeverityConfirmed: severity.severity_confirmed,
    e.StatusChanged: updates.status_changed,
    e.Updated: updates.updated,
    e.UpdateReminded: updates.update_reminded,
    e.StepTicked: steps.step_ticked,
    e.Joined: record.joined,
    e.Noted: record.noted,
    e.MemberCame: record.member_came,
    e.Closed: closing.closed,
    e.Reopened: closing.reopened,
    e.ChannelCreated: reports.channel_created,
    e.ChannelNameTaken: reports.channel_name_taken,
    e.PeopleInvited: reports.people_invited,
    e.GroupRead: reports.group_read,
    e.MessagePosted: reports.message_posted,
    e.ChannelArchived: reports.channel_archived,
}

UNCHANGED = (e.SeverityAsked, e.ArchiveAsked, e.EffectFailed, e.RecordAsked)
"""Events that are on the record and change nothing."""


def decide(
    incident: Incident | None, command: c.Command, now: datetime, playbook: Playbook
) -> Sequence[e.Event]:
    """What happens when this is asked now. Raises Refused; never for a report."""
    standing = incident.status if incident else None
    rule = MOVES.get((standing, type(command)))
    if rule is None:
        if isinstance(command, DUE):
            return []
        raise Refused(
            "not_possible",
            status=standing or "nothing",
            command=type(command).__name__,
            number=incident.number if incident else None,
        )
    return rule(incident, command, now, playbook)


def apply(incident: Incident | None, event: e.Event) -> Incident:
    """The incident as the event leaves it; None before it is for `Declared` alone."""
    if isinstance(event, UNCHANGED):
        assert incident is not None, "only Declared comes before everything"
        return incident
    return CHANGES[type(event)](incident, event)


def possible(standing: Standing) -> list[str]:
    """The commands of people that have a row here, by name."""
    return [
        command.__name__
        for at, command in MOVES
        if at == standing and not issubclass(command, (c.Report, *DUE))
    ]
