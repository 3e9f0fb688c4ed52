"""Whose turn it is: by weeks, at an hour of a clock, across changes of clocks, with exceptions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.domain import commands as c
from firebell.domain import events as e
from firebell.domain.lifecycle import decide
from firebell.domain.playbook import Service
from firebell.domain.rota import Rota, Substitute, duty_day, on_duty
from tests.domain.build import PLAYBOOK

LONDON = "Europe/London"
DUTY = Rota(
    key="app-duty",
    people=("UBOB", "UCHARLIE"),
    begins=date(2026, 10, 12),
    exceptions=(Substitute(person="UPRIYA", begins=date(2026, 11, 4), ends=date(2026, 11, 6)),),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}:00+00:00")


@pytest.mark.parametrize(
    ("when", "who"),
    [
        ("10-12T07:59", None),
        ("10-12T08:00", "UBOB"),  # nine o'clock in summer
        ("10-19T07:59", "UBOB"),
        ("10-19T08:00", "UCHARLIE"),
        ("10-26T08:30", "UCHARLIE"),  # clocks went back: nine is an hour later in UTC
        ("10-26T09:00", "UBOB"),
        ("11-04T08:59", "UCHARLIE"),
        ("11-04T09:00", "UPRIYA"),
        ("11-06T08:59", "UPRIYA"),
        ("11-06T09:00", "UCHARLIE"),
        ("11-09T09:00", "UBOB"),  # an exception moves nobody's turn
    ],
)
def test_the_turn_changes_when_the_clock_shows_the_hour(when: str, who: str | None) -> None:
    assert on_duty(DUTY, at(when), LONDON) == who


def test_longer_turns_and_another_clock() -> None:
    far = replace(DUTY, weeks=2, time_zone="Asia/Tokyo", exceptions=())
    assert on_duty(far, at("10-25T23:59"), LONDON) == "UBOB"
    assert on_duty(far, at("10-26T00:00"), LONDON) == "UCHARLIE"


@given(
    st.integers(0, 2 * 366 * 24 * 60),
    st.integers(1, 300),
    st.times(),
    st.sampled_from([LONDON, "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia"]),
)
def test_no_turn_ever_comes_back_whatever_clocks_do(
    since: int, minutes: int, handover: time, zone: str
) -> None:
    first = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=since)
    then = first + timedelta(minutes=minutes)
    handover = handover.replace(tzinfo=None, fold=0)
    assert duty_day(first, handover, zone) <= duty_day(then, handover, zone)


def test_whoever_is_on_duty_when_it_is_raised_is_asked() -> None:
    duty = replace(DUTY, people=("bob@example.com", "charlie@example.com"))
    app = Service(key="app", name="App", leads={"tech": "rota:app-duty"})
    process = replace(PLAYBOOK, services=(app,), rotas=(duty,), time_zone=LONDON)
    assert {"bob@example.com", "charlie@example.com", "UPRIYA"} <= process.references()
    assert "rota:app-duty" not in process.references()
    known = process.resolve({"bob@example.com": "UBOB"})
    command = c.Declare(
        by="UALICE", key="form", title="It is down", service="app", severity="P2", id="i", number=1
    )
    asked = [
        event.person
        for moment in ("10-12T12:00", "10-19T12:00", "11-04T12:00")
        for event in decide(None, command, at(moment), known)
        if isinstance(event, e.RoleAsked)
    ]
    assert asked == ["UBOB", "UPRIYA"]
    # Nobody finds Charlie in Slack: nobody else has his turn, and that is said.
    unresolved = [
        event.names
        for event in decide(None, command, at("10-19T12:00"), known)
        if isinstance(event, e.NamesUnresolved)
    ]
    assert [set(names) & {"charlie@example.com"} for names in unresolved] == [
        {"charlie@example.com"}
    ]
