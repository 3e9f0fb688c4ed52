"""Words leave the record by whoever is in charge, or as they leave the chat."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from firebell.domain.actions import ActionPart
from firebell.domain.commands import Redact, ReportNote
from firebell.domain.events import (
    ActionAdded,
    ActionChanged,
    Edited,
    Event,
    NoteChanged,
    Noted,
    RecordAsked,
    Redacted,
    Removal,
    Words,
)
from firebell.domain.incident import LastUpdate
from firebell.domain.typed_words import without
from tests.domain.build import (
    CHANNEL,
    DECLARED,
    NOW,
    RAISED,
    decided,
    declared,
    incident_after,
    refused,
)
from tests.domain.test_typed_words import (
    AGAIN,
    CLOSED,
    EDITED,
    GONE,
    NOTED,
    UPDATED,
    record_of,
)

MARKED = replace(NOTED, marked=True)


def redact(number: int, words: Words, *events: Event, **more: Any) -> Redact:
    """Of the event with this number."""
    entry = f"incident-1-{number}"
    return Redact(
        by="UALICE", entry=entry, part=words, events=record_of(*events), instead=GONE, **more
    )


def removal(number: int, words: Words, of: Event, **more: Any) -> Redacted:
    """The event that follows, where nothing else said the same."""
    id = f"incident-1-{number}"
    common: dict[str, Any] = {
        "by": "UALICE", "entry": id, "part": words, "of": of.at, "instead": GONE,
        "entries": (id,), "touched": (id,), **more,
    }  # fmt: skip
    return Redacted(at=NOW, **common)


def test_a_note_leaves_the_record_and_its_message_does_not_come_back_by_another_mark() -> None:
    events = (DECLARED, CHANNEL, MARKED)
    incident = incident_after(*events)
    (event,) = decided(incident, redact(3, Words.NOTE, *events))
    assert event == removal(3, Words.NOTE, MARKED, ts="1.0")
    assert incident_after(*events, event) == replace(incident, redacted=True)
    assert incident.noted == ("1.0",)


def test_the_present_description_is_replaced_where_the_incident_shows_it() -> None:
    events = (declared(description="Ask bob@example.com"),)
    (event,) = decided(incident_after(*events), redact(1, Words.DESCRIPTION, *events))
    assert event == removal(1, Words.DESCRIPTION, events[0], shown=("description",))
    assert incident_after(*events, event).description == GONE


def test_an_old_description_leaves_the_present_one_alone() -> None:
    events = (declared(description="Old"), Edited(at=NOW, by="UBOB", description="New"))
    (event,) = decided(incident_after(*events), redact(1, Words.DESCRIPTION, *events))
    assert event == removal(1, Words.DESCRIPTION, events[0])
    assert incident_after(*events, event).description == "New"


def test_of_an_update_go_the_copies_too_and_the_last_words_of_the_incident() -> None:
    events = (DECLARED, UPDATED, replace(UPDATED, no_change=True), AGAIN)
    incident = incident_after(*events)
    (event,) = decided(incident, redact(2, Words.UPDATE, *events))
    assert event == removal(
        2,
        Words.UPDATE,
        UPDATED,
        entries=("incident-1-2", "incident-1-3"),
        touched=("incident-1-2", "incident-1-3", "incident-1-4"),
        shown=("doing",),
    )
    assert incident_after(*events, event).last_update == LastUpdate(
        known="It is being added", doing="", by="UBOB", at=NOW
    )


def test_a_summary_leaves_the_ending() -> None:
    events = (DECLARED, CLOSED)
    (event,) = decided(incident_after(*events), redact(2, Words.SUMMARY, *events))
    assert event == removal(2, Words.SUMMARY, CLOSED, shown=("summary",))
    ending = incident_after(*events, event).ending
    assert ending is not None
    assert ending.summary == GONE


def test_an_old_title_that_the_channel_tells_gives_the_channel_another_name() -> None:
    events = (DECLARED, CHANNEL, EDITED)
    command = redact(1, Words.TITLE, *events, taken=frozenset({"inc-1"}))
    (event,) = decided(incident_after(*events), command)
    assert event == removal(1, Words.TITLE, DECLARED, channel_name="inc-1-2")
    after = incident_after(*events, event)
    assert after.channel is not None
    assert (after.title, after.channel_name, after.channel.name) == (
        "It is slow",
        "inc-1-2",
        "inc-1-2",
    )


def test_a_title_that_the_channel_does_not_tell_leaves_its_name() -> None:
    events = (declared(channel_name="inc-1-website"), EDITED)
    (event,) = decided(incident_after(*events), redact(1, Words.TITLE, *events))
    assert event == removal(1, Words.TITLE, events[0])


def test_the_present_title_is_corrected_before_it_is_removed() -> None:
    events = (DECLARED, CHANNEL)
    command = redact(1, Words.TITLE, *events)
    assert refused(incident_after(*events), command) == ("title_in_use", None, {"number": 1})


def test_a_title_waits_for_the_channel_that_is_being_made_with_it() -> None:
    events = (DECLARED, EDITED)
    command = redact(1, Words.TITLE, *events, being_made=True)
    assert refused(incident_after(*events), command) == ("channel_being_made", None, {})


def test_who_removes_it_second_reads_who_was_first() -> None:
    first = removal(2, Words.NOTE, NOTED)
    events = (DECLARED, replace(NOTED, text=GONE), first)
    command = redact(2, Words.NOTE, *events)
    facts = {"by": "UALICE", "at": NOW}
    assert refused(incident_after(*events), command) == ("removed_already", None, facts)


def test_what_is_not_there_can_not_be_removed() -> None:
    events = (DECLARED, NOTED)
    for number, words in ((7, Words.NOTE), (1, Words.DESCRIPTION), (2, Words.TITLE)):
        command = redact(number, words, *events)
        assert refused(incident_after(*events), command) == ("nothing_to_remove", None, {})


def test_documents_that_were_shared_before_the_words_stay() -> None:
    early = RecordAsked(at=RAISED, by="UBOB", channel="C1")
    late = RecordAsked(at=NOW, by="UBOB", channel="UBOB")
    events = (DECLARED, early, NOTED, late)
    shared = {"incident-1-2": "C1", "incident-1-4": "UBOB"}
    command = redact(3, Words.NOTE, *events, documents=shared)
    (event,) = decided(incident_after(*events), command)
    assert event == removal(3, Words.NOTE, NOTED, ts="1.0", records={"incident-1-4": "UBOB"})


def report(*events: Event, **more: Any) -> ReportNote:
    """Of the message at 1.0."""
    facts = {"where": "C1", "ts": "1.0", "events": record_of(*events), "instead": GONE, **more}
    return ReportNote(**facts)


def followed(*events: Event, **more: Any) -> list[Event]:
    """What comes of it."""
    return decided(incident_after(*events), report(*events, **more))


def test_what_its_author_edits_reads_so_on_the_record() -> None:
    assert followed(DECLARED, MARKED, text="Call us", edited_by="UBOB") == [
        NoteChanged(at=NOW, by="UBOB", where="C1", entry="incident-1-2", text="Call us")
    ]


def test_what_reads_as_it_did_is_no_change() -> None:
    assert followed(DECLARED, MARKED, text=" Call 0123 ") == []
    assert followed(DECLARED, MARKED) == []


def test_what_is_deleted_in_the_chat_leaves_the_record_and_nobody_is_named() -> None:
    gone = removal(2, Words.NOTE, MARKED, by=None, where="C1", ts="1.0", how=Removal.DELETED)
    assert followed(DECLARED, MARKED, deleted=True, by="UBOB") == [gone]
    assert followed(DECLARED, MARKED, text="  ") == [gone]
    assert incident_after(DECLARED, MARKED, gone).noted == ()


def test_what_nobody_marks_any_more_leaves_the_record_and_may_come_again() -> None:
    (gone,) = followed(DECLARED, MARKED, marked=False, by="UCHARLIE")
    assert gone == removal(
        2, Words.NOTE, MARKED, by="UCHARLIE", where="C1", ts="1.0", how=Removal.UNMARKED
    )
    unmarked = (DECLARED, replace(MARKED, text=GONE), gone)
    assert incident_after(*unmarked).noted == ()
    assert followed(*unmarked, text="Call me") == []
    again = replace(MARKED, text="Call us")
    (gone_again,) = followed(*unmarked, again, marked=False, by="UBOB")
    assert isinstance(gone_again, Redacted)
    assert gone_again.entry == "incident-1-4"


def test_what_was_put_on_the_record_without_a_mark_stays_without_one() -> None:
    assert followed(DECLARED, NOTED, marked=False, by="UBOB") == []


def test_what_was_removed_by_hand_is_not_brought_back_by_the_chat() -> None:
    events = (DECLARED, replace(MARKED, text=GONE), removal(2, Words.NOTE, MARKED, ts="1.0"))
    for change in ({"text": "Call 0456"}, {"deleted": True}, {"marked": False}):
        assert followed(*events, **change) == []


def test_of_a_message_of_another_channel_nothing_is_known() -> None:
    assert followed(DECLARED, replace(MARKED, where="C0"), deleted=True) == []
    assert isinstance(MARKED, Noted)


def test_an_action_is_called_otherwise_wherever_it_was_called_so_and_leads_nowhere() -> None:
    added = ActionAdded(
        at=NOW, by="UBOB", action="1", text="Ring 0123", link="https://example.com/p1"
    )
    again = replace(added, action="2")
    other = ActionChanged(at=NOW, by="UBOB", action="2", parts=(ActionPart.TEXT,), text="Ring them")
    events = (DECLARED, added, again, other)
    (event,) = decided(incident_after(*events), redact(2, Words.ACTION, *events))
    assert event == removal(
        2,
        Words.ACTION,
        added,
        entries=("incident-1-2", "incident-1-3"),
        touched=("incident-1-2", "incident-1-3"),
        shown=("action:1",),
    )
    actions = incident_after(*events, event).actions
    assert [(action.text, action.link) for action in actions] == [
        (GONE, ""),
        ("Ring them", "https://example.com/p1"),
    ]
    stored = without(record_of(*events), "incident-1-2", Words.ACTION, GONE)
    assert stored == {
        "incident-1-2": replace(added, text=GONE, link=""),
        "incident-1-3": replace(again, text=GONE, link=""),
    }
