"""Tickets are looked at one after the other; what can't be read now is read the next time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from firebell.app.errors import MayHaveHappened
from firebell.app.tickets import TicketChore
from firebell.domain.actions import Ticket
from firebell.domain.commands import Report, ReportTicketClosed
from firebell.domain.events import ActionAdded, ActionFinished, TicketMade
from firebell.domain.incident import Incident
from firebell.domain.playbook import Tracker, TrackerKind
from tests.domain.build import DECLARED, NOW, PLAYBOOK, incident_after

WEBSITE = Tracker(key="website", kind=TrackerKind.GITHUB, project="example/website")
PROCESS = replace(PLAYBOOK, trackers=(WEBSITE,))


def made(action: str, tracker: str = "website") -> tuple[ActionAdded, TicketMade]:
    """An action that has a ticket."""
    ticket = Ticket(tracker=tracker, number=f"#{action}", link="https://example.com")
    return (
        ActionAdded(at=NOW, by="UALICE", action=action, text="Call"),
        TicketMade(at=NOW, action=action, ticket=ticket),
    )


INCIDENT = incident_after(
    DECLARED,
    *made("1"),
    *made("2"),
    *made("3"),
    *made("4", "gone"),
    *made("5"),
    ActionFinished(at=NOW, by="UBOB", action="5", done=True),
    ActionAdded(at=NOW, by="UALICE", action="6", text="Without"),
)


@dataclass
class Desk:
    """`#1` is open, `#2` can't be read the first time, `#3` is closed."""

    asked: list[str] = field(default_factory=list)

    async def is_closed(self, _: Tracker, ticket: Ticket) -> bool:
        self.asked.append(ticket.number)
        if ticket.number == "#2" and self.asked.count("#2") == 1:
            raise MayHaveHappened("outside_unreachable")
        return ticket.number != "#1"


async def test_what_is_closed_there_is_reported_and_a_failure_stops_nothing() -> None:
    desk, reported = Desk(), list[tuple[str, Report]]()

    async def waiting() -> Sequence[Incident]:
        return [INCIDENT]

    async def report(incident: str, what: Report) -> None:
        reported.append((incident, what))

    chore = TicketChore(desk, waiting, report, lambda: PROCESS)
    await chore.look()
    assert reported == [("incident-1", ReportTicketClosed(action="3"))]
    await chore.look_at("incident-2")
    assert len(reported) == 1
    await chore.look_at("incident-1")
    assert reported[1:] == [
        ("incident-1", ReportTicketClosed(action="2")),
        ("incident-1", ReportTicketClosed(action="3")),
    ]
    assert desk.asked == ["#1", "#2", "#3"] * 2


async def test_where_the_playbook_names_no_tracker_nothing_is_read() -> None:
    async def never() -> Sequence[Incident]:
        raise AssertionError

    async def report(_: str, __: Report) -> None:
        raise AssertionError

    await TicketChore(Desk(), never, report, lambda: PLAYBOOK).look()
