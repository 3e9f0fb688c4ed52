"""Where what people typed stands in the record, and the record without it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from firebell.domain import events as e
from firebell.domain import naming
from firebell.domain.events import Event, Words
from firebell.domain.incident import Outcome, Status
from firebell.domain.typed_words import (
    CHANNEL_NAMES,
    FIELDS,
    Entry,
    entries,
    standing_notes,
    telling_names,
    with_names,
    without,
)
from tests.domain.build import CHANNEL, DECLARED, NOW, RAISED, declared

GONE = "(removed by Alice, 23 Nov 03:14)"
NOT_TYPED = {
    *("twin", "twin_channel"),
    "where", "by", "id", "key", "service", "service_name", "severity", "before", "role", "person",
    "step", "words", "author", "ts", "channel", "slot", "what", "effect", "target", "reason",
    "entry", "instead", "thread", "reference", "cause", "place", "suggests", "chosen", "field",
    "question", "day", "playbook_version",
    "action", "tracker", "ticket", "section", "page", "status_page", "page_name", "token",
    "group", "sender",
}  # fmt: skip
"""Ids, labels and words of the playbook."""
EDITED = e.Edited(at=NOW, by="UBOB", title="It is slow", description="Ask bob@example.com")
UPDATED = e.Updated(
    at=NOW,
    by="UBOB",
    known="A disk is full",
    doing="We add one",
    status=Status.IDENTIFIED,
    severity="P2",
    next_update=None,
)
AGAIN = replace(UPDATED, known="It is being added")
NO_CHANGE = replace(UPDATED, no_change=True)
NOTED = e.Noted(at=NOW, by="UALICE", where="C1", text="Call 0123", author="UBOB", ts="1.0")
CLOSED = e.Closed(
    at=NOW,
    by="UBOB",
    outcome=Outcome.RESOLVED,
    summary="A disk was full",
    affected_from=RAISED,
    working_since=NOW,
    reviewer=None,
    review_due=None,
)
WORSE = e.SeverityChanged(
    at=NOW, by="UBOB", severity="P1", before="P2", higher=True, why="Data has leaked"
)
MADE_PRIVATE = e.MadePrivate(
    at=NOW,
    by="UALICE",
    channel_name="inc-1-private",
    old_name="inc-1",
    people=("UALICE",),
    in_charge="UALICE",
    since=RAISED,
    line="It is over",
)
REOPENED = e.Reopened(at=NOW, by="UBOB", why="It is full again")


def record_of(*events: Event) -> dict[str, Event]:
    return {f"incident-1-{number}": event for number, event in enumerate(events, 1)}


def test_every_text_of_an_event_is_typed_or_known_not_to_be() -> None:
    kinds = {kind for kind in vars(e).values() if isinstance(kind, type)}
    unknown = [
        (kind.__name__, field.name)
        for kind in kinds
        if issubclass(kind, Event)
        for field in fields(kind)
        if str(field.type) in ("str", "str | None")
        and field.name not in NOT_TYPED
        and field.name not in CHANNEL_NAMES.get(kind, ())
        and not any(field.name in names for names in FIELDS.get(kind, {}).values())
    ]
    # What its note says; a name that the channel had before; where the words of an action were
    # said, which goes with them; where a message of ours stands.
    assert sorted(unknown) == [
        ("ActionAdded", "link"),
        ("ChannelAdopted", "name"),
        ("MessagePosted", "link"),
        ("NoteChanged", "text"),
    ]


def test_what_was_typed_is_listed_the_newest_first_each_with_who_and_when() -> None:
    record = record_of(
        DECLARED, EDITED, UPDATED, NO_CHANGE, NOTED, WORSE, CLOSED, REOPENED, MADE_PRIVATE
    )
    assert entries(record) == [
        replace(entry("incident-1-9", Words.LINE, "It is over"), by="UALICE"),
        entry("incident-1-8", Words.REASON, "It is full again"),
        entry("incident-1-7", Words.SUMMARY, "A disk was full"),
        entry("incident-1-6", Words.REASON, "Data has leaked"),
        entry("incident-1-5", Words.NOTE, "Call 0123"),
        entry("incident-1-3", Words.UPDATE, "A disk is full", "We add one"),
        entry("incident-1-2", Words.DESCRIPTION, "Ask bob@example.com"),
        entry("incident-1-2", Words.TITLE, "It is slow"),
        replace(entry("incident-1-1", Words.TITLE, "It is down"), at=RAISED, by="UALICE"),
    ]


def entry(event: str, words: Words, *said: str) -> Entry:
    return Entry(event=event, part=words, at=NOW, by="UBOB", said=said)


def test_what_was_removed_is_not_listed() -> None:
    gone = e.Redacted(
        at=NOW,
        entry="incident-1-2",
        part=Words.NOTE,
        of=NOW,
        instead=GONE,
        entries=("incident-1-2",),
    )
    assert [found.part for found in entries(record_of(DECLARED, NOTED, gone))] == [Words.TITLE]


def test_the_same_words_in_the_same_place_of_other_events_go_along() -> None:
    record = record_of(DECLARED, UPDATED, NO_CHANGE, AGAIN)
    assert without(record, "incident-1-2", Words.UPDATE, GONE) == {
        "incident-1-2": replace(UPDATED, known=GONE, doing=""),
        "incident-1-3": replace(NO_CHANGE, known=GONE, doing=""),
        "incident-1-4": replace(AGAIN, doing=""),
    }


def test_a_note_goes_alone_and_with_all_its_changes() -> None:
    changed = e.NoteChanged(at=NOW, by="UBOB", entry="incident-1-2", text="Call 0123")
    record = record_of(DECLARED, NOTED, NOTED, changed)
    assert without(record, "incident-1-2", Words.NOTE, GONE) == {
        "incident-1-2": replace(NOTED, text=GONE),
        "incident-1-4": replace(changed, text=GONE),
    }


def test_each_of_the_other_entries_goes_without_what_stands_beside_it() -> None:
    record = record_of(DECLARED, EDITED, WORSE, CLOSED, REOPENED)
    found: dict[tuple[str, Words], dict[str, Any]] = {
        ("incident-1-2", Words.TITLE): {"incident-1-2": replace(EDITED, title=GONE)},
        ("incident-1-2", Words.DESCRIPTION): {"incident-1-2": replace(EDITED, description=GONE)},
        ("incident-1-3", Words.REASON): {"incident-1-3": replace(WORSE, why=GONE)},
        ("incident-1-4", Words.SUMMARY): {"incident-1-4": replace(CLOSED, summary=GONE)},
        ("incident-1-5", Words.REASON): {"incident-1-5": replace(REOPENED, why=GONE)},
    }
    for (event, words), expected in found.items():
        assert without(record, event, words, GONE) == expected


def test_names_of_channels_that_tell_a_title_are_found_and_replaced() -> None:
    name = DECLARED.channel_name
    taken = e.ChannelNameTaken(at=NOW, name=name, next_name=f"{name}-2")
    made = replace(CHANNEL, name=f"{name}-2")
    record = record_of(DECLARED, taken, made, NOTED)
    assert telling_names(record, "It is down", 1) == {name, f"{name}-2"}
    assert telling_names(record, "It is up", 1) == set()
    others = {name: "inc-1", f"{name}-2": "inc-1"}
    assert with_names(record, others) == {
        "incident-1-1": declared(channel_name="inc-1"),
        "incident-1-2": replace(taken, name="inc-1", next_name="inc-1"),
        "incident-1-3": replace(made, name="inc-1"),
    }


def test_a_name_tells_a_title_whole_or_cut_and_a_number_tells_nothing() -> None:
    long = "Everybody whose surname begins with Mac can not submit applications since noon today"
    name = naming.base_name(
        "inc-{number}-{title}", number=7, service="", title=long, severity="P2", at=NOW
    )
    assert naming.tells(name, long, 7)
    assert naming.tells("inc-7-website-it-is-down", "It is down!", 7)
    assert not naming.tells("inc-7-website", "It is down", 7)
    assert not naming.tells("inc-7", "Inc", 7)
    assert not naming.tells("inc-7-2", "7", 7)
    assert not naming.tells("inc-7-website", "\u4f60\u597d", 7)


def test_the_notes_that_stand_in_a_channel_are_those_that_were_put_there_and_not_removed() -> None:
    elsewhere = replace(NOTED, where="C0", ts="2.0")
    gone = e.Redacted(
        at=NOW, entry="incident-1-3", part=Words.NOTE, of=NOW, instead=GONE,
        entries=("incident-1-3",),
    )  # fmt: skip
    record = record_of(DECLARED, NOTED, replace(NOTED, ts="3.0"), elsewhere, gone)
    assert standing_notes(record, "C1") == ["1.0"]
