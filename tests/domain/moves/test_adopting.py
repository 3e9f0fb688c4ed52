"""Adopting: the incident lives in a channel that was there before, which stays what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from firebell.domain import effects as eff
from firebell.domain.commands import ArchiveDue, Close, Declare, MakePrivate, MakeReal, ThereAlready
from firebell.domain.events import (
    ChannelAdopted,
    Closed,
    Declared,
    Event,
    MadePrivate,
    MadeReal,
    RoleAsked,
)
from firebell.domain.incident import Channel
from tests.domain.build import DECLARED, NOW, RAISED, decided, incident_after, refused
from tests.domain.reactions.build import reactions_to

THERE = ThereAlready(channel="CPAY", name="payments", people=("UALICE", "UBOB"))
COMMAND = Declare(
    by="UALICE",
    where="CPAY",
    key="form-1",
    title="It is down",
    service="website",
    severity="P2",
    id="incident-1",
    number=1,
    there=THERE,
)
ADOPTED = ChannelAdopted(
    at=RAISED,
    by="UALICE",
    where="CPAY",
    channel="CPAY",
    name="payments",
    people=("UALICE", "UBOB"),
)
RAISED_THERE = replace(
    DECLARED, where="CPAY", channel_name="payments", announce=("CINCIDENTS",), adopts=True
)
PRIVATELY = replace(RAISED_THERE, private=True, announce=())


def test_the_channel_is_the_incidents_with_its_name_and_its_people_and_is_told_nothing_else() -> (
    None
):
    assert decided(None, COMMAND, RAISED) == [RAISED_THERE, ADOPTED]
    found = incident_after(RAISED_THERE, ADOPTED)
    assert found.channel == Channel(id="CPAY", name="payments", adopted=True)
    assert (found.members, found.entered, found.channel_name) == (
        ("UALICE", "UBOB"),
        True,
        "payments",
    )


def test_leads_are_asked_once_there_is_a_channel() -> None:
    events = decided(None, replace(COMMAND, roles={"tech": "UBOB"}), RAISED)
    assert [type(event) for event in events] == [Declared, RoleAsked, ChannelAdopted]


@pytest.mark.parametrize(
    ("there", "why"),
    [
        ({"held": True, "holder": 7}, ("adopt_held", "title", {"number": 7})),
        ({"held": True}, ("adopt_held_by_other", "title", {})),
        ({"channel": "CINCIDENTS"}, ("adopt_announced", "title", {})),
        ({"channel": "CDRILLS"}, ("adopt_announced", "title", {})),
        ({"channel": "CALL"}, ("adopt_announced", "title", {})),
    ],
)
def test_what_is_anothers_or_announces_is_not_adopted(
    there: dict[str, object], why: tuple[str, str, dict[str, object]]
) -> None:
    command = replace(COMMAND, there=replace(THERE, **there))  # type: ignore[arg-type]
    assert refused(None, command, RAISED) == why


def bodies(*events: Event) -> list[eff.Body]:
    """What the last of these brings."""
    found = reactions_to(events[-1], *events[:-1])
    return [effect.body for effect in found if isinstance(effect, eff.Effect)]


def test_the_bot_comes_in_and_nothing_about_the_channel_is_set() -> None:
    found = bodies(RAISED_THERE, ADOPTED)
    assert found[0] == eff.JoinChannel()
    assert eff.InvitePeople(people=("UALICE", "UOFFICER")) in found
    assert eff.KeepMessage(slot="card", channel="CPAY") in found
    assert eff.KeepMessage(slot="told:CINCIDENTS", channel="CINCIDENTS") in found
    setting = (eff.SetPurpose, eff.KeepTopic, eff.KeepName, eff.AddBookmark, eff.CreateChannel)
    first = bodies(RAISED_THERE)
    assert [body for body in (*first, *found) if isinstance(body, setting)] == []


def test_into_a_private_one_nobody_is_brought_whom_the_playbook_names() -> None:
    asked = RoleAsked(at=RAISED, by="UALICE", role="tech", person="UCHARLIE")
    found = bodies(PRIVATELY, asked, ADOPTED)
    invited = [body.people for body in found if isinstance(body, eff.InvitePeople)]
    assert invited == [("UALICE", "UCHARLIE")]
    assert eff.JoinChannel() not in found
    assert [body for body in found if isinstance(body, eff.ReadGroup)] == []


def test_it_is_never_archived_and_never_renamed() -> None:
    opened = incident_after(RAISED_THERE, ADOPTED)
    (closed,) = (e for e in decided(opened, Close(by="UBOB")) if isinstance(e, Closed))
    assert closed.archive_at is None
    after = incident_after(RAISED_THERE, ADOPTED, closed)
    assert decided(after, ArchiveDue(by=None), NOW + timedelta(days=99)) == []
    drill = incident_after(
        replace(RAISED_THERE, drill=True, channel_name="drill-payments"),
        replace(ADOPTED, name="drill-payments"),
    )
    (real,) = (e for e in decided(drill, MakeReal(by="UBOB")) if isinstance(e, MadeReal))
    assert (real.channel_name, real.announce) == (None, ("CINCIDENTS",))


def test_where_it_is_made_private_the_channel_is_left_as_it_is() -> None:
    opened = incident_after(RAISED_THERE, ADOPTED)
    (made,) = (
        e
        for e in decided(opened, MakePrivate(by="UALICE", people=("UBOB",)))
        if isinstance(e, MadePrivate)
    )
    after = incident_after(RAISED_THERE, ADOPTED, made)
    assert (after.channel, dict(after.leaving)) == (None, {})
    found = bodies(RAISED_THERE, ADOPTED, made)
    assert eff.Say(what=eff.ChannelMessage.LEFT_BEHIND, channel="CPAY") in found
    clearing = (eff.ClearChannel, eff.ArchiveChannel)
    assert [body for body in found if isinstance(body, clearing)] == []
