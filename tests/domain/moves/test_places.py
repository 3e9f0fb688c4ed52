"""A place has one identity; a ping that is refused is told once."""

from __future__ import annotations

from dataclasses import replace

from firebell.domain.commands import (
    ChangeSeverity,
    ReportChannelWaits,
    ReportFailure,
    ReportPingRefused,
    ReportPlace,
)
from firebell.domain.effect_names import EffectName
from firebell.domain.events import (
    ChannelWaits,
    EffectFailed,
    MessagePosted,
    PingRefused,
    PlaceKnown,
    SeverityChanged,
)
from firebell.domain.lifecycle import decide
from tests.domain.build import CHANNEL, NOW, PLAYBOOK, decided, declared, incident_after

BY_NAME = declared(announce=("CHELP", "#incidents"))
SAID = MessagePosted(at=NOW, slot="told:#incidents", channel="CINC", ts="1.0")
KNOWN = PlaceKnown(at=NOW, where="CINC", reference="#incidents", channel="CINC")


def test_what_is_said_under_a_name_is_known_by_its_id_from_then_on() -> None:
    """It went on to be said under the name, which was another place as soon as the id was known."""
    before = incident_after(BY_NAME, SAID)
    assert decided(before, ReportPlace(reference="#incidents", channel="CINC")) == [KNOWN]
    after = incident_after(BY_NAME, SAID, KNOWN)
    assert (after.announce, list(after.messages)) == (("CHELP", "CINC"), ["told:CINC"])
    assert decided(after, ReportPlace(reference="#incidents", channel="CINC")) == []


def test_a_name_of_a_place_that_is_there_already_is_no_second_place() -> None:
    same = replace(KNOWN, where="CHELP", channel="CHELP")
    assert incident_after(BY_NAME, same).announce == ("CHELP",)


def test_a_severity_adds_no_place_that_was_told_under_its_name() -> None:
    """The directory knew the id only after the raising: it was announced twice in one channel."""
    playbook = replace(PLAYBOOK, announce=("CINC",))
    for before in (incident_after(BY_NAME, SAID), incident_after(BY_NAME, SAID, KNOWN)):
        worse = ChangeSeverity(by="UBOB", severity="P1")
        (changed,) = decide(before, worse, NOW, playbook)
        assert isinstance(changed, SeverityChanged)
        assert changed.announce == ("CALL",)


def test_a_refused_ping_is_news_once_a_place_and_heard_once_an_event() -> None:
    before = incident_after(declared(), CHANNEL)
    worse = ReportPingRefused(where="CHELP", cause="incident-1-3", asked_by="UBOB")
    (first,) = decided(before, worse)
    assert first == PingRefused(at=NOW, where="CHELP", cause="incident-1-3", person="UBOB")
    after = incident_after(declared(), CHANNEL, first)
    assert decided(after, worse) == []
    (other,) = decided(after, replace(worse, where="CINCIDENTS"))
    assert other == PingRefused(at=NOW, where="CINCIDENTS", cause="incident-1-3")


def test_a_channel_that_cannot_be_made_is_waited_for_and_people_are_told_meanwhile() -> None:
    """Nobody but whoever raised it heard of the incident."""
    report = ReportFailure(
        effect="key", what=EffectName.CHANNEL, target="channel", reason="restricted_action"
    )
    failed = EffectFailed(
        at=NOW, effect="key", what=EffectName.CHANNEL, target="channel", reason="restricted_action"
    )
    before = incident_after(declared())
    assert decided(before, report) == [failed, ChannelWaits(at=NOW)]
    waiting = incident_after(declared(), ChannelWaits(at=NOW))
    assert waiting.tells
    assert decided(waiting, report) == [failed]
    assert decided(waiting, ReportChannelWaits()) == []
    there = incident_after(declared(), ChannelWaits(at=NOW), CHANNEL)
    assert (there.channel_waits, there.tells) == (False, True)
    assert decided(there, ReportChannelWaits()) == []
