"""The record: who came, what was put on it by hand, and where it is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from firebell.domain.commands import Join, Note, ShowRecord
from firebell.domain.events import (
    ChannelArchived,
    Declared,
    Joined,
    Noted,
    PeopleInvited,
    RecordAsked,
)
from tests.domain.build import (
    CHANNEL,
    DECLARED,
    DRILL,
    NOW,
    PRIVATE,
    RAISED,
    decided,
    incident_after,
    refused,
)


@pytest.mark.parametrize("raised", [DECLARED, DRILL], ids=["public", "drill"])
def test_anybody_may_come_to_help(raised: Declared) -> None:
    before = incident_after(raised)
    (event,) = decided(before, Join(by="UDANA", where="CHELP"))
    assert event == Joined(at=NOW, by="UDANA", where="CHELP")
    # They are a member once the channel has them; one that is still to be made brings them.
    assert incident_after(raised, event) == replace(
        before, helpers=("UDANA",), joining={"UDANA": NOW}
    )
    there = incident_after(raised, CHANNEL)
    coming = replace(there, joining={"UDANA": NOW})
    assert incident_after(raised, CHANNEL, event) == coming


def test_join_that_is_pressed_twice_is_one_deed() -> None:
    """Two fast presses stood on the record as two people who came to help."""
    coming = incident_after(DECLARED, Joined(at=NOW, by="UDANA"))
    press = Join(by="UDANA", where="CHELP")
    assert decided(coming, press, NOW + timedelta(seconds=2)) == []
    later = NOW + timedelta(minutes=5)
    assert decided(coming, press, later) == [Joined(at=later, by="UDANA", where="CHELP")]
    there = incident_after(DECLARED, PeopleInvited(at=NOW, people=("UDANA",)))
    assert decided(there, press, later) == []


NOTE = Note(by="UBOB", where="C1", text=" The disk is full ", author="UDANA", ts="7.1")
NOTED = Noted(at=NOW, by="UBOB", where="C1", text="The disk is full", author="UDANA", ts="7.1")


@pytest.mark.parametrize("raised", [DECLARED, PRIVATE, DRILL], ids=["public", "private", "drill"])
def test_what_was_said_is_on_the_record(raised: Declared) -> None:
    before = incident_after(raised)
    (event,) = decided(before, NOTE)
    assert event == NOTED
    assert incident_after(raised, event) == replace(before, noted=("7.1",))


def test_the_same_message_is_on_the_record_once_whoever_marks_it() -> None:
    assert decided(incident_after(DECLARED, NOTED), replace(NOTE, by="UALICE")) == []


def test_what_was_typed_may_be_typed_again() -> None:
    typed = Note(by="UBOB", text="The disk is full")
    event = Noted(at=NOW, by="UBOB", text="The disk is full")
    after = incident_after(DECLARED, event)
    assert after == incident_after(DECLARED)
    assert decided(after, typed) == [event]


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_note_is_refused(text: str) -> None:
    command = Note(by="UBOB", text=text, ts="7.1")
    assert refused(incident_after(DECLARED), command) == ("nothing_to_note", None, {})


def test_the_record_is_given_in_its_own_channel_when_asked_for_there() -> None:
    before = incident_after(DECLARED, CHANNEL)
    (event,) = decided(before, ShowRecord(by="UBOB", where="C1"))
    assert event == RecordAsked(at=NOW, by="UBOB", where="C1", channel="C1")
    assert incident_after(DECLARED, CHANNEL, event) == before


def test_the_record_is_given_to_who_asks_anywhere_else() -> None:
    archived = ChannelArchived(at=RAISED, where="C1")
    for incident, where in (
        (incident_after(DECLARED), "C1"),
        (incident_after(DECLARED, CHANNEL), "CHELP"),
        (incident_after(DECLARED, CHANNEL), None),
        (incident_after(DECLARED, CHANNEL, archived), "C1"),
    ):
        assert decided(incident, ShowRecord(by="UBOB", where=where)) == [
            RecordAsked(at=NOW, by="UBOB", where=where, channel="UBOB")
        ]
