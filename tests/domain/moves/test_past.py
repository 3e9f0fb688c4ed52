"""What is put on the record after it was over: closed from the start, with the times it is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from firebell.domain import effects as eff
from firebell.domain.commands import Edit, RecordPast, RemindOfReview, Reopen
from firebell.domain.events import Closed, Declared, Edited, Event, SeverityChanged
from firebell.domain.incident import Milestones, Outcome, Status
from firebell.domain.lifecycle import apply, decide
from firebell.domain.playbook import Stakeholders
from firebell.domain.reactions import reactions
from tests.domain.build import CHANNEL, NOW, PLAYBOOK, RAISED, decided, incident_after, refused
from tests.domain.reactions.build import reactions_to

BEGAN = RAISED - timedelta(hours=5)
NOTICED = RAISED - timedelta(hours=4)
WORKED = RAISED - timedelta(hours=3)
OVER = RAISED - timedelta(hours=2)
COMMAND = RecordPast(
    by="UALICE",
    where="CHELP",
    key="form-1",
    title="It was down",
    service="website",
    severity="P1",
    id="incident-1",
    number=1,
    affected_from=BEGAN,
    noticed=NOTICED,
    working_since=WORKED,
    ended=OVER,
    summary="A disk was full",
)


def recorded(**changes: Any) -> list[Event]:
    return decided(None, replace(COMMAND, **changes), RAISED)


def bodies(*events: Event) -> list[eff.Body]:
    """Everything that these bring, one after the other."""
    found: list[eff.Body] = []
    for number, event in enumerate(events):
        for effect in reactions_to(event, *events[:number]):
            found += [effect.body] if isinstance(effect, eff.Effect) else []
    return [body for body in found if not of_the_review(body)]


def of_the_review(body: eff.Body) -> bool:
    """Whether it reminds of the review, which is written as others' are."""
    return isinstance(body, eff.Later) and isinstance(body.command, RemindOfReview)


def test_it_is_closed_and_its_times_are_those_that_were_said() -> None:
    declared, closed = recorded()
    assert isinstance(declared, Declared)
    assert (declared.past, declared.announce, declared.steps, declared.next_update) == (
        True,
        (),
        (),
        None,
    )
    assert closed == Closed(
        at=RAISED,
        by="UALICE",
        where="CHELP",
        outcome=Outcome.RESOLVED,
        summary="A disk was full",
        affected_from=BEGAN,
        working_since=WORKED,
        reviewer="UALICE",
        review_due=RAISED + timedelta(days=10),
        by_form=True,
        noticed=NOTICED,
        ended=OVER,
    )
    found = incident_after(declared, closed)
    assert found.status is Status.CLOSED
    assert found.milestones == Milestones(
        raised=RAISED,
        affected_from=BEGAN,
        noticed=NOTICED,
        working_since=WORKED,
        closed=OVER,
    )


def test_nobody_is_asked_told_or_reminded_and_no_channel_is_made() -> None:
    assert bodies(*recorded()) == [
        eff.KeepMessage(slot="confirmation", channel="UALICE"),
        eff.KeepMessage(slot="confirmation", channel="UALICE"),
    ]


@pytest.mark.parametrize(
    ("changes", "name"),
    [({"channel": True}, "inc-1-website-it-was-down"), ({"private": True}, "inc-1-private")],
)
def test_a_channel_is_made_where_one_is_wanted_and_for_what_is_private(
    changes: dict[str, bool], name: str
) -> None:
    events = recorded(**changes)
    made = [body for body in bodies(*events) if isinstance(body, eff.CreateChannel)]
    assert made == [eff.CreateChannel(name=name, private="private" in changes)]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"title": " "}, ("title_needed", "title")),
        ({"summary": " "}, ("past_summary_needed", "summary")),
        ({"affected_from": None}, ("past_time_needed", "affected_from")),
        ({"working_since": None}, ("past_time_needed", "working_since")),
        ({"ended": None}, ("past_time_needed", "ended")),
        ({"ended": RAISED + timedelta(minutes=1)}, ("not_yet", "ended")),
        ({"noticed": RAISED + timedelta(minutes=1)}, ("not_yet", "noticed")),
        ({"noticed": BEGAN - timedelta(minutes=1)}, ("working_before_affected", "noticed")),
        ({"working_since": BEGAN - timedelta(1)}, ("working_before_affected", "working_since")),
        ({"ended": WORKED - timedelta(minutes=1)}, ("past_ended_before_working", "ended")),
    ],
)
def test_times_that_can_not_be_are_refused_at_their_field(
    changes: dict[str, object], why: tuple[str, str]
) -> None:
    command = replace(COMMAND, **changes)  # type: ignore[arg-type]
    assert refused(None, command, RAISED)[:2] == why


def test_what_nobody_noticed_in_time_can_be_said_and_so_can_that_nobody_knows() -> None:
    for noticed in (RAISED, None):
        _, closed = recorded(noticed=noticed)
        assert isinstance(closed, Closed)
        assert closed.noticed == noticed


def test_correcting_it_tells_nobody_asks_nobody_and_brings_nobody_in() -> None:
    playbook = replace(PLAYBOOK, tell=(Stakeholders(people=("UBOSS",)),))
    found = incident_after(*recorded(severity="P2", service="unsure", channel=True), CHANNEL)
    command = Edit(by="UBOB", title="It was slow", service="app", severity="P1")
    edited, worse = decide(found, command, NOW, playbook)
    assert isinstance(edited, Edited)
    assert (edited.service, edited.tell) == ("app", ())
    assert worse == SeverityChanged(at=NOW, by="UBOB", severity="P1", before="P2", higher=True)
    brought: list[eff.Reaction] = []
    for event in (edited, worse):
        after = apply(found, event)
        brought += reactions(found, event, after, playbook)
        found = after
    said = [each.body for each in brought if isinstance(each, eff.Effect)]
    said = [body for body in said if not of_the_review(body)]
    assert {type(body) for body in said} == {eff.KeepTopic, eff.KeepMessage, eff.Say}
    places = {body.channel for body in said if isinstance(body, eff.Say | eff.KeepMessage)}
    assert places == {"C1"}


def test_it_can_not_be_opened_again() -> None:
    found = incident_after(*recorded())
    assert refused(found, Reopen(by="UBOB")) == ("past_not_reopened", None, {"number": 1})


def test_a_drill_asks_for_no_review() -> None:
    _, closed = recorded(drill=True)
    assert isinstance(closed, Closed)
    assert (closed.reviewer, closed.review_due) == (None, None)
    assert PLAYBOOK.severity("P1").review == "required"
