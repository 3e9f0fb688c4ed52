"""What Firebell said with the words goes on without them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from firebell.domain import effects as e
from firebell.domain.events import ChannelArchived, ChannelNameTaken, NoteChanged, Redacted, Words
from firebell.domain.reactions.common import IN_FLIGHT
from tests.domain.build import CHANNEL, DECLARED, NOW
from tests.domain.reactions.build import CONFIRMATION, SHOWN, announced, reactions_to, said, told

LINES = e.Effect(
    body=e.DeleteLines(), reaction="lines", target="C1", rank=e.Rank.LATER, delay=IN_FLIGHT
)
NAME = e.Effect(body=e.KeepName(), reaction="show", target="name", keep=True, rank=e.Rank.DECORATE)
RAISED_WITH_CHANNEL = (DECLARED, CHANNEL)


def removal(words: Words, **more: Any) -> Redacted:
    """Of an event that stood alone."""
    entry = "incident-1-3"
    return Redacted(
        at=NOW,
        by="UALICE",
        entry=entry,
        part=words,
        of=NOW,
        instead="(removed)",
        touched=(entry,),
        **more,
    )


def anew(**more: Any) -> e.SayAnew:
    return e.SayAnew(events=frozenset({"incident-1-3"}), **more)


def test_a_note_stands_in_documents_alone() -> None:
    event = removal(Words.NOTE, records={"incident-1-4": "C1", "incident-1-5": "UBOB"})
    assert reactions_to(event, *RAISED_WITH_CHANNEL) == [
        anew(documents=frozenset({"incident-1-4", "incident-1-5"})),
        said(e.ChannelMessage.RECORD_REMOVED, "C1"),
        told(e.DirectMessage.RECORD_REMOVED, "UBOB"),
    ]


def test_the_last_words_leave_the_card_and_every_announcement() -> None:
    event = removal(Words.UPDATE, shown=("known",))
    assert reactions_to(event, *RAISED_WITH_CHANNEL) == [anew(), *SHOWN]


def test_an_old_title_leaves_everything_that_names_the_incident_and_the_channels_name() -> None:
    event = removal(Words.TITLE, channel_name="inc-1")
    assert reactions_to(event, *RAISED_WITH_CHANNEL) == [
        anew(titles=True), *SHOWN, CONFIRMATION, NAME, LINES,
    ]  # fmt: skip


def test_a_channel_that_is_called_as_another_gets_the_next_name() -> None:
    event = ChannelNameTaken(at=NOW, name="inc-1", next_name="inc-1-2")
    assert reactions_to(event, *RAISED_WITH_CHANNEL) == [NAME]


def test_a_change_takes_away_the_documents_that_were_shared_before_it() -> None:
    change = NoteChanged(at=NOW, by="UBOB", entry="incident-1-3", text="Call us")
    quoted = frozenset({"incident-1-3"})  # the lines of a handover quote the record
    assert reactions_to(change, *RAISED_WITH_CHANNEL) == [e.SayAnew(events=quoted)]
    shared = replace(change, records={"incident-1-4": "UBOB"})
    assert reactions_to(shared, *RAISED_WITH_CHANNEL) == [
        e.SayAnew(events=quoted, documents=frozenset({"incident-1-4"})),
        told(e.DirectMessage.RECORD_REMOVED, "UBOB"),
    ]


def test_in_an_archived_channel_nothing_is_said_and_once_it_is_back_all_follows() -> None:
    archived = (*RAISED_WITH_CHANNEL, ChannelArchived(at=NOW))
    event = removal(Words.UPDATE, shown=("known",), records={"incident-1-4": "C1"})
    assert reactions_to(event, *archived) == [
        anew(documents=frozenset({"incident-1-4"})), *announced("CHELP", "CINCIDENTS"),
    ]  # fmt: skip
    back = ChannelArchived(at=NOW, archived=False)
    assert reactions_to(back, *archived, event) == [e.SayAnew(everything=True), *SHOWN]
    assert reactions_to(back, *archived) == []


def test_what_may_have_said_the_words_is_said_anew_and_nothing_else() -> None:
    of_the_event = [body for body in BODIES if anew().concerns("incident-1-3", body)]
    of_others = [body for body in BODIES if anew(titles=True).concerns("incident-1-9", body)]
    shared = e.SayAnew(documents=frozenset({"incident-1-9"}))
    assert [body.what for body in of_the_event if isinstance(body, e.Say | e.Tell)] == [
        "updated", "severity", "closed", "reopened", "news", "public_line",
        "review_published", "alert_joined", "alert_ended", "closed", "review_commented",
        "handover", "news",
    ]  # fmt: skip
    assert [getattr(body, "what", type(body).__name__) for body in of_others] == [
        "made_real", "severity", "closed", "same_as_this", "reopened", "news", "nudged",
        "neighbour", "ask", "severity_asked", "update_due", "closed", "handover", "nudged", "news",
        "neighbour", "action_given",
        "SetPurpose",
    ]  # fmt: skip
    assert [body for body in BODIES if shared.concerns("incident-1-9", body)] == [RECORD]


RECORD = e.ShareRecord(channel="C1")
BODIES: list[e.Body] = [
    *(e.Say(what=what, channel="C1") for what in e.ChannelMessage),
    *(e.Tell(what=what, person="UBOB") for what in e.DirectMessage),
    e.SetPurpose(),
    e.KeepTopic(),
    RECORD,
]
