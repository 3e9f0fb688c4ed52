"""What the chat gave back: never refused in any status, and what is known is no event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firebell.domain.commands import (
    Close,
    ReportArchived,
    ReportChannel,
    ReportFailure,
    ReportGroup,
    ReportInvited,
    ReportMessage,
    ReportMessageGone,
    ReportNameTaken,
)
from firebell.domain.effect_names import EffectName
from firebell.domain.events import (
    ChannelArchived,
    ChannelCreated,
    ChannelNameTaken,
    EffectFailed,
    Event,
    GroupRead,
    MessageGone,
    MessagePosted,
    PeopleInvited,
    RoleAsked,
    RoleTaken,
)
from firebell.domain.incident import Assignment, Channel, MessageRef
from tests.domain.build import (
    CHANNEL,
    DECLARED,
    DRILL,
    NOW,
    PRIVATE,
    decided,
    incident_after,
)

(CLOSED,) = decided(incident_after(DECLARED), Close(by="UALICE"))
HISTORIES = pytest.mark.parametrize(
    "history",
    [(DECLARED,), (PRIVATE,), (DRILL,), (DECLARED, CLOSED)],
    ids=["public", "private", "drill", "closed"],
)
History = tuple[Event, ...]


@HISTORIES
def test_the_channel_that_was_made_is_its_own(history: History) -> None:
    before = incident_after(*history)
    (event,) = decided(before, ReportChannel(channel="C1", name="inc-1-other"))
    assert event == ChannelCreated(at=NOW, where="C1", channel="C1", name="inc-1-other")
    assert incident_after(*history, event) == replace(
        before, channel=Channel(id="C1", name="inc-1-other"), channel_name="inc-1-other"
    )


def test_the_channel_that_is_known_is_no_news() -> None:
    before = incident_after(DECLARED, CHANNEL)
    assert decided(before, ReportChannel(channel="C1", name="inc-1-other")) == []


NAME = DECLARED.channel_name


def test_where_a_name_is_taken_the_next_is_wanted() -> None:
    before = incident_after(DECLARED)
    report = ReportNameTaken(name=NAME, taken=frozenset({NAME, f"{NAME}-2"}))
    (event,) = decided(before, report)
    assert event == ChannelNameTaken(at=NOW, name=NAME, next_name=f"{NAME}-3")
    assert incident_after(DECLARED, event) == replace(before, channel_name=f"{NAME}-3")


def test_a_taken_name_that_is_not_wanted_any_more_is_no_news() -> None:
    taken = ChannelNameTaken(at=NOW, name=NAME, next_name=f"{NAME}-2")
    assert decided(incident_after(DECLARED, taken), ReportNameTaken(name=NAME)) == []
    assert decided(incident_after(DECLARED, CHANNEL), ReportNameTaken(name=NAME)) == []


@HISTORIES
def test_who_is_in_and_who_could_not_be_added_is_known(history: History) -> None:
    before = incident_after(*history)
    refused = {"UDANA": "user_not_found"}
    (event,) = decided(before, ReportInvited(people=("UALICE", "UBOB"), refused=refused))
    assert event == PeopleInvited(at=NOW, people=("UALICE", "UBOB"), refused=refused)
    assert incident_after(*history, event) == replace(
        before, members=("UALICE", "UBOB"), refused=refused, entered=True
    )


def test_only_news_of_who_was_invited_is_an_event() -> None:
    first = PeopleInvited(at=NOW, people=("UALICE",), refused={"UDANA": "user_not_found"})
    before = incident_after(DECLARED, first)
    same = ReportInvited(people=("UALICE",), refused={"UDANA": "user_not_found"})
    assert decided(before, same) == []
    more = ReportInvited(people=("UALICE", "UBOB"), refused={"UDANA": "ura_max_channels"})
    (event,) = decided(before, more)
    assert event == PeopleInvited(at=NOW, people=("UBOB",), refused={"UDANA": "ura_max_channels"})
    assert incident_after(DECLARED, first, event) == replace(
        before, members=("UALICE", "UBOB"), refused={"UDANA": "ura_max_channels"}, entered=True
    )


def test_who_came_in_after_all_is_not_refused_any_more() -> None:
    first = PeopleInvited(at=NOW, people=(), refused={"UDANA": "user_not_found"})
    second = PeopleInvited(at=NOW, people=("UDANA",))
    assert incident_after(DECLARED, first, second) == replace(
        incident_after(DECLARED), members=("UDANA",), refused={}, entered=True
    )


@HISTORIES
def test_the_groups_people_are_kept_each_once(history: History) -> None:
    before = incident_after(*history)
    (event,) = decided(before, ReportGroup(people=("UALICE", "UBOB")))
    assert event == GroupRead(at=NOW, people=("UALICE", "UBOB"))
    again = GroupRead(at=NOW, people=("UBOB", "UCHARLIE"))
    assert incident_after(*history, event, again) == replace(
        before, group_members=("UALICE", "UBOB", "UCHARLIE")
    )


@HISTORIES
def test_where_a_lasting_message_stands_is_kept(history: History) -> None:
    before = incident_after(*history)
    (event,) = decided(before, ReportMessage(slot="card", channel="C1", ts="1.1"))
    assert event == MessagePosted(at=NOW, where="C1", slot="card", channel="C1", ts="1.1")
    assert incident_after(*history, event) == replace(
        before, messages={"card": MessageRef(channel="C1", ts="1.1")}
    )


def test_a_message_that_stands_where_it_stood_is_no_news_and_another_is() -> None:
    posted = MessagePosted(at=NOW, where="C1", slot="card", channel="C1", ts="1.1")
    before = incident_after(DECLARED, posted)
    assert decided(before, ReportMessage(slot="card", channel="C1", ts="1.1")) == []
    assert decided(before, ReportMessage(slot="card", channel="C1", ts="1.2")) == [
        replace(posted, ts="1.2")
    ]


@HISTORIES
def test_what_could_not_be_done_is_on_the_record_and_changes_nothing(history: History) -> None:
    before = incident_after(*history)
    report = ReportFailure(
        effect="e/r/t",
        what=EffectName.CHANNEL_MESSAGE,
        target="C1",
        reason="is_archived",
        part_of_raising=True,
        asked_by="UBOB",
    )
    (event,) = decided(before, report)
    assert event == EffectFailed(
        at=NOW,
        effect="e/r/t",
        what=EffectName.CHANNEL_MESSAGE,
        target="C1",
        reason="is_archived",
        part_of_raising=True,
        asked_by="UBOB",
    )
    assert incident_after(*history, event) == before


@HISTORIES
def test_a_channel_is_put_away_and_brought_back(history: History) -> None:
    before = incident_after(*history, CHANNEL)
    (away,) = decided(before, ReportArchived(by="UBOB"))
    assert away == ChannelArchived(at=NOW, by="UBOB", where="C1")
    gone = incident_after(*history, CHANNEL, away)
    assert gone == replace(before, channel=Channel(id="C1", name=NAME, archived=True))
    (back,) = decided(gone, ReportArchived(archived=False))
    assert back == ChannelArchived(at=NOW, where="C1", archived=False)
    assert incident_after(*history, CHANNEL, away, back) == before


def test_a_channel_that_is_so_already_or_never_was_is_no_news() -> None:
    assert decided(incident_after(DECLARED, CHANNEL), ReportArchived(archived=False)) == []
    assert decided(incident_after(DECLARED), ReportArchived()) == []


def test_an_archived_channel_that_is_not_known_changes_nothing() -> None:
    archived = ChannelArchived(at=NOW, where="C1")
    assert incident_after(DECLARED, archived) == incident_after(DECLARED)


GUS_ASKED = RoleAsked(at=NOW, by="UALICE", role="support", person="UGUS")
BOB_LEADS = RoleTaken(at=NOW, by="UBOB", role="tech", person="UBOB", in_charge=True)
GUEST = {"UGUS": "user_is_restricted"}


def test_a_lead_who_could_not_come_in_holds_nothing() -> None:
    """He was counted as asked, shown as on it, and all reminders went to him alone."""
    history = (DECLARED, CHANNEL, GUS_ASKED)
    report = ReportInvited(where="C1", people=("UALICE",), refused=GUEST)
    (event,) = decided(incident_after(*history), report)
    assert event == PeopleInvited(at=NOW, people=("UALICE",), refused=GUEST, roles=("support",))
    after = incident_after(*history, event)
    assert (after.roles, after.refused, after.dropped) == ({}, GUEST, ("UGUS",))
    # Asked once more and refused once more for the same reason, he holds nothing once more.
    again = incident_after(*history, event, GUS_ASKED)
    assert decided(again, report) == [
        PeopleInvited(at=NOW, people=(), refused=GUEST, roles=("support",))
    ]
    assert decided(after, report) == []


def test_who_is_in_charge_and_could_not_come_in_is_so_no_more() -> None:
    history = (DECLARED, CHANNEL, BOB_LEADS)
    report = ReportInvited(where="C1", people=("UALICE",), refused={"UBOB": "cant_invite"})
    (event,) = decided(incident_after(*history), report)
    after = incident_after(*history, event)
    assert (after.in_charge, after.roles) == ("UALICE", {})


def test_who_was_to_take_over_and_could_not_come_in_leaves_it_with_who_is_on_it() -> None:
    charlie = RoleAsked(at=NOW, by="UALICE", role="tech", person="UGUS")
    history = (DECLARED, CHANNEL, BOB_LEADS, charlie)
    report = ReportInvited(where="C1", people=("UBOB",), refused=GUEST)
    (event,) = decided(incident_after(*history), report)
    after = incident_after(*history, event)
    bob = Assignment(person="UBOB", asked_at=NOW, on_it=True)
    assert (after.roles, after.offered, after.dropped) == ({"tech": bob}, {}, ("UGUS",))


def test_who_is_there_already_was_not_refused() -> None:
    there = PeopleInvited(at=NOW, people=("UGUS",))
    history = incident_after(DECLARED, CHANNEL, GUS_ASKED, there)
    assert decided(history, ReportInvited(where="C1", people=(), refused=GUEST)) == []


CARD = MessagePosted(at=NOW, where="C1", slot="card", channel="C1", ts="7.1")
DELETED = ReportMessageGone(where="C1", channel="C1", ts="7.1")


def test_the_card_that_somebody_deleted_is_gone_once() -> None:
    before = incident_after(DECLARED, CHANNEL, CARD)
    (event,) = decided(before, DELETED)
    assert event == MessageGone(at=NOW, where="C1", slot="card", channel="C1", ts="7.1")
    after = incident_after(DECLARED, CHANNEL, CARD, event)
    assert after == replace(before, messages={})
    assert decided(after, DELETED) == []
    anew = incident_after(DECLARED, CHANNEL, CARD, event, replace(CARD, ts="8.1"))
    assert decided(anew, DELETED) == []


def test_nobody_misses_the_card_of_a_channel_that_is_archived_or_an_announcement() -> None:
    archived = ChannelArchived(at=NOW, where="C1")
    assert decided(incident_after(DECLARED, CHANNEL, CARD, archived), DELETED) == []
    told = replace(CARD, slot="told:CHELP", channel="CHELP")
    gone = ReportMessageGone(where="CHELP", channel="CHELP", ts="7.1")
    assert decided(incident_after(DECLARED, CHANNEL, told), gone) == []
