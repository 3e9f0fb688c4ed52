"""Updates and severity: what got worse is loud, everything else pings nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.domain.effects import ChannelMessage, DirectMessage
from firebell.domain.events import (
    ChannelArchived,
    Edited,
    Event,
    SeverityAsked,
    SeverityChanged,
    SeverityConfirmed,
    StatusChanged,
    StepTicked,
    Updated,
    UpdateReminded,
)
from firebell.domain.incident import Status
from firebell.domain.playbook import Loudness
from tests.domain.build import CHANNEL, DECLARED, DRILL, NOW, PRIVATE, RAISED, declared
from tests.domain.reactions.build import (
    CARD,
    SHOWN,
    TOPIC,
    announced,
    group_read,
    invited,
    reactions_to,
    reminded,
    said,
    told,
)

SOON = NOW + timedelta(minutes=30)
ARCHIVED = ChannelArchived(at=RAISED, by="UALICE", where="C1")
WORSE = SeverityChanged(
    at=NOW,
    by="UBOB",
    severity="P1",
    before="P2",
    higher=True,
    announce=("CALL",),
    next_update=SOON,
)
BETTER = SeverityChanged(
    at=NOW,
    by="UBOB",
    severity="P3",
    before="P2",
    higher=False,
    next_update=DECLARED.next_update,
)


def updated(**changes: object) -> Updated:
    """Alice tells people, and promises nothing unless it is said."""
    facts: dict[str, object] = {
        "known": "The release broke it",
        "doing": "We undo it",
        "status": Status.IDENTIFIED,
        "severity": "P2",
        "next_update": None,
    }
    return Updated(at=NOW, by="UALICE", **{**facts, **changes})  # type: ignore[arg-type]


def test_an_update_is_said_in_the_channel_and_in_every_thread_without_a_ping() -> None:
    assert reactions_to(updated(next_update=SOON), DECLARED, CHANNEL) == [
        said(ChannelMessage.UPDATED, "C1"),
        said(ChannelMessage.UPDATED, "CHELP", thread="told:CHELP"),
        said(ChannelMessage.UPDATED, "CINCIDENTS", thread="told:CINCIDENTS"),
        *SHOWN,
        *reminded(SOON),
    ]


def test_an_update_that_promises_nothing_reminds_nobody() -> None:
    assert reactions_to(updated(), PRIVATE, CHANNEL) == [
        said(ChannelMessage.UPDATED, "C1"),
        TOPIC,
        CARD,
    ]


def test_when_the_channel_is_archived_people_elsewhere_still_hear() -> None:
    assert reactions_to(updated(), DECLARED, CHANNEL, ARCHIVED) == [
        said(ChannelMessage.UPDATED, "CHELP", thread="told:CHELP"),
        said(ChannelMessage.UPDATED, "CINCIDENTS", thread="told:CINCIDENTS"),
        *announced("CHELP", "CINCIDENTS"),
    ]


@pytest.mark.parametrize(
    "event",
    [
        StatusChanged(at=NOW, status=Status.MONITORING, before=Status.INVESTIGATING),
        Edited(at=NOW, by="UALICE", title="It is slow"),
        SeverityConfirmed(at=NOW, by="UBOB", severity="P2"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_what_is_corrected_or_confirmed_is_shown_and_said_to_nobody(event: Event) -> None:
    assert reactions_to(event, DECLARED, CHANNEL) == SHOWN


def test_what_got_worse_is_loud_where_it_was_told_and_brings_new_places_and_people() -> None:
    assert reactions_to(WORSE, DECLARED, CHANNEL) == [
        said(ChannelMessage.SEVERITY, "C1"),
        said(ChannelMessage.SEVERITY, "CHELP", loud=Loudness.HERE),
        said(ChannelMessage.SEVERITY, "CINCIDENTS", loud=Loudness.CHANNEL),
        *SHOWN,
        *announced("CALL"),
        invited("severity", "UPRESS"),
        *reminded(SOON),
    ]


def test_a_group_that_comes_with_it_is_looked_up() -> None:
    worse = reactions_to(WORSE, declared(service="app"), CHANNEL)
    assert group_read("SDUTY") in worse
    assert invited("severity", "UPRESS") in worse


def test_a_drill_that_gets_worse_pings_nobody() -> None:
    assert reactions_to(WORSE, DRILL, CHANNEL)[:2] == [
        said(ChannelMessage.SEVERITY, "C1"),
        said(ChannelMessage.SEVERITY, "CDRILLS"),
    ]


def test_what_got_less_bad_is_a_line_in_the_threads_and_removes_nobody() -> None:
    assert reactions_to(BETTER, DECLARED, CHANNEL) == [
        said(ChannelMessage.SEVERITY, "C1"),
        said(ChannelMessage.SEVERITY, "CHELP", thread="told:CHELP"),
        said(ChannelMessage.SEVERITY, "CINCIDENTS", thread="told:CINCIDENTS"),
        *SHOWN,
    ]


def test_the_one_in_charge_is_asked_how_bad_it_is() -> None:
    event = SeverityAsked(at=NOW, person="UALICE")
    assert reactions_to(event, DECLARED, CHANNEL) == [told(DirectMessage.SEVERITY_ASKED, "UALICE")]


def test_whoever_promised_an_update_is_reminded() -> None:
    event = UpdateReminded(at=NOW, person="UBOB", promised=SOON, overdue=False)
    assert reactions_to(event, DECLARED, CHANNEL) == [told(DirectMessage.UPDATE_DUE, "UBOB")]


def test_a_step_that_is_done_is_shown_on_the_card_while_it_can_be() -> None:
    ticked = StepTicked(at=NOW, by="UBOB", step="look", words="Say what you see", done=True)
    assert reactions_to(ticked, DECLARED, CHANNEL) == [CARD]
    assert reactions_to(ticked, DECLARED, CHANNEL, ARCHIVED) == []
    assert reactions_to(ticked, DECLARED) == []
