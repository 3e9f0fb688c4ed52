"""Nobody is heard of: who is asked, how it grows and widens, and that it says when it stops.

On de36bd9 an incident of which nobody took notice got two reminders and then not one message; one
that was being worked on was never asked about again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from firebell.domain.commands import ConfirmOngoing, LookIn
from firebell.domain.effects import (
    CancelLater,
    ChannelMessage,
    DirectMessage,
    Effect,
    Later,
    Say,
    ShowAnswers,
    Tell,
)
from firebell.domain.events import (
    Closed,
    Event,
    MemberLeft,
    Nudged,
    OngoingConfirmed,
    Reopened,
    RoleAsked,
    RoleTaken,
    SeverityChanged,
    Updated,
)
from firebell.domain.incident import Incident, Nudge, Outcome, Status
from firebell.domain.lifecycle import apply, decide, waits_until
from firebell.domain.moves.silence import next_look
from firebell.domain.playbook import Loudness, Playbook
from firebell.domain.reactions import reactions
from tests.domain.build import CHANNEL, DECLARED, NOW, PLAYBOOK, RAISED, declared, incident_after

CONTACT = replace(PLAYBOOK.services[1], contact="Duty phone 1")
WITH_CONTACT = replace(PLAYBOOK, services=(PLAYBOOK.services[0], CONTACT))
APP = declared(service="app", service_name="App")
BOB = RoleAsked(at=RAISED, by="UALICE", role="tech", person="UBOB")
PRIYA = RoleAsked(at=RAISED, by="UALICE", role="support", person="UPRIYA")
BOB_ON_IT = RoleTaken(at=NOW, by="UBOB", role="tech", person="UBOB", in_charge=True)
MINUTE = timedelta(minutes=1)


def silent(
    incident: Incident, playbook: Playbook = WITH_CONTACT
) -> Iterator[tuple[Nudged, Incident]]:
    """What follows when nobody does anything, until nothing more does."""
    while not incident.watch.stopped:
        at = next_look(incident, playbook)
        look = LookIn(by=None, watch=incident.watch.number)
        (event,) = decide(incident, look, at, playbook)
        assert isinstance(event, Nudged)
        incident = apply(incident, event)
        yield event, incident


def told(
    *events: Event, playbook: Playbook = WITH_CONTACT
) -> list[tuple[str, str, tuple[str, ...]]]:
    """When, in UTC, what is done, and who is told directly."""
    return [
        (f"{event.at:%a %H:%M}", event.nudge.value, event.people)
        for event, _ in silent(incident_after(*events), playbook)
    ]


def test_what_nobody_takes_is_asked_for_further_each_time_until_it_is_said_to_stop() -> None:
    assert told(APP, CHANNEL, BOB, PRIYA) == [
        ("Mon 03:24", "next_role", ("UALICE", "UPRIYA")),
        ("Mon 03:44", "contact", ("UALICE", "UPRIYA", "UBOB")),
        ("Mon 04:24", "places", ("UALICE", "UPRIYA", "UBOB")),
        ("Mon 05:44", "let_be", ("UALICE",)),
        ("Mon 09:44", "still_going", ("UALICE", "UPRIYA", "UBOB")),
        ("Tue 09:00", "still_going", ("UALICE", "UPRIYA", "UBOB")),
        ("Wed 09:00", "still_going", ("UALICE", "UPRIYA", "UBOB")),
        ("Fri 09:00", "stopped", ("UALICE",)),
    ]


def test_on_a_saturday_it_is_let_be_until_monday_in_working_time() -> None:
    at = datetime(2026, 11, 28, 3, 4, tzinfo=UTC)
    raised = declared(at=at, severity="P1", next_update=at + timedelta(minutes=30))
    assert told(raised, CHANNEL)[:4] == [
        ("Sat 03:14", "next_role", ("UALICE",)),
        ("Sat 03:24", "places", ("UALICE",)),
        ("Sat 03:44", "let_be", ("UALICE",)),
        ("Mon 09:00", "still_going", ("UALICE",)),
    ]


@pytest.mark.parametrize(
    ("raised", "left_out"),
    [
        (declared(service="app", private=True, announce=()), "places"),
        (declared(service="app", drill=True, announce=("CDRILLS",)), "contact"),
        (declared(service="website"), "contact"),
    ],
    ids=["a private one is told nowhere", "nobody is rung for practice", "there is nobody to ring"],
)
def test_what_can_not_be_done_is_left_out(raised: Event, left_out: str) -> None:
    assert left_out not in [nudge for _, nudge, _ in told(raised, CHANNEL)]


def test_of_what_somebody_has_the_update_is_asked_for_then_whether_it_is_going() -> None:
    assert told(DECLARED, CHANNEL, BOB, BOB_ON_IT) == [
        ("Mon 04:29", "update_late", ("UBOB",)),
        ("Mon 09:00", "still_going", ("UBOB",)),
        ("Tue 09:00", "still_going", ("UBOB",)),
        ("Wed 09:00", "still_going", ("UBOB",)),
        ("Fri 09:00", "stopped", ("UBOB",)),
    ]


def test_what_waits_for_the_morning_is_asked_for_when_the_quiet_hours_are_over() -> None:
    waits = tuple(replace(each, reminders_wait=True) for each in PLAYBOOK.severities)
    found = told(DECLARED, CHANNEL, playbook=replace(PLAYBOOK, severities=waits))
    assert [at for at, *_ in found][:3] == ["Mon 07:00", "Mon 07:20", "Mon 08:00"]


UPDATED = Updated(
    at=NOW, by="UALICE", known="", doing="", status=Status.IDENTIFIED, severity="P2",
    next_update=None,
)  # fmt: skip
GOING = OngoingConfirmed(at=NOW, by="UALICE")
FIRST = Nudged(at=NOW, nudge=Nudge.NEXT_ROLE, since=RAISED, count=1, people=("UALICE",))


@pytest.mark.parametrize(
    "event", [BOB_ON_IT, UPDATED, GOING], ids=lambda event: type(event).__name__
)
def test_whatever_anybody_does_begins_anew(event: Event) -> None:
    asked = incident_after(DECLARED, CHANNEL, FIRST)
    assert (asked.watch.nudges, asked.is_attended) == (1, False)
    heard = apply(asked, event)
    assert (heard.watch.nudges, heard.watch.heard, heard.is_attended) == (0, event.at, True)
    assert heard.watch.number == asked.watch.number


def test_what_had_stopped_is_looked_at_again_once_somebody_is_heard() -> None:
    *_, (last, stopped) = silent(incident_after(DECLARED, CHANNEL))
    assert reactions(stopped, replace(GOING, at=last.at), stopped, PLAYBOOK) == []
    again = apply(stopped, replace(GOING, at=last.at))
    assert not again.watch.stopped
    look, shown = reactions(stopped, replace(GOING, at=last.at), again, PLAYBOOK)
    assert shown == ShowAnswers(of=frozenset({ChannelMessage.NUDGED, DirectMessage.NUDGED}))
    assert isinstance(look, Effect)
    assert look.body == Later(command=LookIn(by=None, watch=stopped.watch.number + 1))


def test_an_older_look_is_dropped() -> None:
    raised = incident_after(DECLARED, CHANNEL)
    worse = SeverityChanged(at=NOW, by="UBOB", severity="P1", before="P2", higher=True)
    sooner = apply(raised, worse)
    old, new = (LookIn(by=None, watch=each.watch.number) for each in (raised, sooner))
    late = NOW + timedelta(days=9)
    assert decide(sooner, old, late, PLAYBOOK) == []
    assert len(decide(sooner, new, late, PLAYBOOK)) == 1


def test_a_look_whose_time_has_not_come_waits_for_it() -> None:
    raised = incident_after(DECLARED, CHANNEL)
    look = LookIn(by=None, watch=1)
    assert waits_until(raised, look, NOW, PLAYBOOK) == RAISED + 20 * MINUTE
    heard = apply(raised, UPDATED)
    assert waits_until(heard, look, NOW, PLAYBOOK) == datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_whose_lead_has_left_is_with_nobody_and_is_asked_for_again() -> None:
    left = MemberLeft(at=NOW + MINUTE, person="UBOB", roles=("tech",), in_charge="UALICE")
    alone = incident_after(DECLARED, CHANNEL, BOB, BOB_ON_IT, left)
    assert not alone.is_attended
    assert next_look(alone, PLAYBOOK) == NOW + 21 * MINUTE


def test_what_was_opened_again_is_asked_about_from_then_on() -> None:
    over = Closed(
        at=NOW, by="UALICE", outcome=Outcome.RESOLVED, summary="", affected_from=RAISED,
        working_since=NOW, reviewer=None, review_due=None,
    )  # fmt: skip
    again = incident_after(DECLARED, CHANNEL, over, Reopened(at=NOW + MINUTE, by="UBOB", why=""))
    assert next_look(again, PLAYBOOK) == NOW + 21 * MINUTE
    closed = incident_after(DECLARED, CHANNEL, over)
    assert list(decide(closed, LookIn(by=None, watch=1), NOW, PLAYBOOK)) == []


def test_an_incident_from_before_there_were_looks_gets_one_with_whatever_happens_to_it() -> None:
    old = incident_after(DECLARED, CHANNEL)
    old = replace(old, watch=type(old.watch)())
    assert apply(old, FIRST).watch.number == 1


def nudge(which: Nudge, *before: Event) -> list[tuple[str, str, str, str | None]]:
    """Where it is said and to whom, how loud, in which thread."""
    event = replace(FIRST, nudge=which)
    earlier = incident_after(*before)
    found: list[tuple[str, str, str, str | None]] = []
    for effect in reactions(earlier, event, apply(earlier, event), PLAYBOOK):
        match effect:
            case Effect(body=Say() as body):
                found.append(("say", body.channel, body.loud.value, body.thread))
            case Effect(body=Tell() as body):
                found.append(("tell", body.person, "none", None))
            case Effect(body=Later()) | CancelLater():
                pass
            case _:
                raise AssertionError(effect)
    return found


TELL_ALICE = ("tell", "UALICE", "none", None)
INSIDE = ("say", "C1", "none", None)


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (Nudge.NEXT_ROLE, [TELL_ALICE]),
        (Nudge.CONTACT, [TELL_ALICE]),
        (
            Nudge.PLACES,
            [
                TELL_ALICE,
                INSIDE,
                ("say", "CHELP", "here", None),
                ("say", "CINCIDENTS", "here", None),
            ],
        ),
        (
            Nudge.LET_BE,
            [
                TELL_ALICE,
                INSIDE,
                ("say", "CHELP", "none", "told:CHELP"),
                ("say", "CINCIDENTS", "none", "told:CINCIDENTS"),
            ],
        ),
        (Nudge.UPDATE_LATE, [TELL_ALICE, INSIDE]),
        (Nudge.STILL_GOING, [TELL_ALICE, INSIDE]),
        (
            Nudge.STOPPED,
            [
                TELL_ALICE,
                INSIDE,
                ("say", "CHELP", "none", "told:CHELP"),
                ("say", "CINCIDENTS", "none", "told:CINCIDENTS"),
            ],
        ),
    ],
)
def test_it_widens_from_people_to_the_channel_to_the_places(
    which: Nudge, expected: list[tuple[str, str, str, str | None]]
) -> None:
    assert nudge(which, declared(severity="P1"), CHANNEL) == expected


def test_a_drill_pings_nobody_where_it_is_told() -> None:
    raised = declared(drill=True, announce=("CDRILLS",))
    assert ("say", "CDRILLS", Loudness.NONE.value, None) in nudge(Nudge.PLACES, raised, CHANNEL)


def test_still_going_is_on_the_record() -> None:
    command = ConfirmOngoing(by="UALICE", where="C1")
    incident = incident_after(DECLARED, CHANNEL)
    assert list(decide(incident, command, NOW, PLAYBOOK)) == [
        OngoingConfirmed(at=NOW, by="UALICE", where="C1")
    ]
