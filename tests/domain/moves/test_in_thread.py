"""What lives in a thread: where it is, what is said there, and how it comes into a channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from firebell.domain import effects as eff
from firebell.domain.commands import (
    ChangeSeverity,
    Close,
    Declare,
    Join,
    MakePrivate,
    MakeReal,
    MoveToChannel,
    Reopen,
    ReportFailure,
    ReportMessageGone,
    ThereAlready,
)
from firebell.domain.effect_names import EffectName
from firebell.domain.effects import ChannelMessage, DirectMessage
from firebell.domain.events import (
    ChannelCreated,
    ChannelWaits,
    Closed,
    Declared,
    Event,
    Joined,
    MessageGone,
    MessagePosted,
    MovedToChannel,
    PlaceKnown,
    RoleAsked,
    SeverityChanged,
    Updated,
)
from firebell.domain.incident import THREAD, Channel, MessageRef, Outcome, Status, told
from firebell.domain.lifecycle import decide
from firebell.domain.place import Place
from firebell.domain.playbook import Playbook
from firebell.domain.reactions import reactions
from tests.domain.build import DECLARED, NOW, PLAYBOOK, RAISED, incident_after, refused

MINOR = replace(
    PLAYBOOK,
    severities=(*PLAYBOOK.severities[:2], replace(PLAYBOOK.severities[2], place=Place.THREAD)),
)
COMMAND = Declare(
    by="UALICE",
    where="CHELP",
    key="form-1",
    title="It is slow",
    service="website",
    severity="P3",
    id="incident-1",
    number=1,
)
IN_THREAD = replace(DECLARED, severity="P3", thread="CINCIDENTS")
ABOVE = MessagePosted(
    at=RAISED,
    where="CINCIDENTS",
    slot=told("CINCIDENTS"),
    channel="CINCIDENTS",
    ts="1.0",
    link="https://example.com/p10",
)
CARD = MessagePosted(at=RAISED, where="CINCIDENTS", slot=THREAD, channel="CINCIDENTS", ts="2.0")
ASKED = RoleAsked(at=RAISED, by="UALICE", role="comms", person="UBOB")
MOVED = MovedToChannel(at=NOW, by="UBOB")
OVER = Closed(
    at=NOW,
    by="UBOB",
    outcome=Outcome.RESOLVED,
    summary="",
    affected_from=RAISED,
    working_since=NOW,
    reviewer=None,
    review_due=None,
)
CREATED = ChannelCreated(at=NOW, where="C1", channel="C1", name="inc-1-website-it-is-down")


def first(command: Declare, playbook: Playbook = MINOR) -> Declared:
    """What it is raised as."""
    declared = decide(None, command, RAISED, playbook)[0]
    assert isinstance(declared, Declared)
    return declared


def bodies(before: list[Event], event: Event, playbook: Playbook = MINOR) -> list[eff.Body]:
    """What an event brings, after these."""
    earlier = incident_after(*before) if before else None
    after = incident_after(*before, event)
    found = reactions(earlier, event, after, playbook)
    return [each.body for each in found if isinstance(each, eff.Effect)]


def said(what: ChannelMessage) -> eff.Say:
    """This, in the thread."""
    return eff.Say(what=what, channel="CINCIDENTS", thread=told("CINCIDENTS"))


def failure(target: str, what: EffectName = EffectName.ANNOUNCEMENT) -> ReportFailure:
    """It could not be posted, for good."""
    return ReportFailure(effect="key", what=what, target=target, reason="channel_not_found")


@pytest.mark.parametrize(
    ("command", "playbook", "thread"),
    [
        (COMMAND, MINOR, "CINCIDENTS"),
        (replace(COMMAND, drill=True), MINOR, "CDRILLS"),
        (replace(COMMAND, severity="P2"), MINOR, None),
        (replace(COMMAND, private=True), MINOR, None),
        (replace(COMMAND, there=ThereAlready(channel="C9", name="pay")), MINOR, None),
        (COMMAND, PLAYBOOK, None),
        (COMMAND, replace(MINOR, announce=()), None),
        (
            COMMAND,
            replace(
                MINOR,
                severities=(replace(MINOR.severities[2], announce=("CSMALL",)),),
            ),
            "CSMALL",
        ),
    ],
)
def test_it_lives_beneath_its_first_announcement_where_its_severity_says_so(
    command: Declare, playbook: Playbook, thread: str | None
) -> None:
    found = first(command, playbook)
    assert found.thread == thread
    assert thread is None or thread in found.announce


def test_no_channel_is_made_and_leads_are_asked_once_its_announcement_stands() -> None:
    raised = bodies([], IN_THREAD)
    assert not [body for body in raised if isinstance(body, eff.CreateChannel | eff.ReadGroup)]
    assert eff.KeepMessage(slot=told("CINCIDENTS"), channel="CINCIDENTS") in raised
    assert bodies([IN_THREAD], ASKED) == []
    stands = bodies([IN_THREAD, ASKED], ABOVE)
    assert stands[:2] == [
        eff.JoinChannel(channel="CINCIDENTS"),
        eff.KeepMessage(slot=THREAD, channel="CINCIDENTS", thread=told("CINCIDENTS")),
    ]
    assert eff.Tell(what=DirectMessage.ASK, person="UBOB", role="comms") in stands
    assert not [body for body in stands if isinstance(body, eff.InvitePeople | eff.PinCard)]


def test_what_is_said_inside_is_said_in_the_thread_and_once_there() -> None:
    update = Updated(
        at=NOW,
        by="UBOB",
        known="Slow",
        doing="",
        status=Status.IDENTIFIED,
        severity="P3",
        next_update=None,
    )
    lives = [IN_THREAD, ABOVE]
    found = [body for body in bodies(lives, update) if isinstance(body, eff.Say)]
    assert found == [
        said(ChannelMessage.UPDATED),
        eff.Say(what=ChannelMessage.UPDATED, channel="CHELP", thread=told("CHELP")),
    ]
    closing = [body for body in bodies(lives, OVER) if isinstance(body, eff.Say)]
    assert closing == [
        said(ChannelMessage.CLOSED),
        eff.Say(what=ChannelMessage.CLOSED, channel="CHELP"),
    ]
    later = replace(ASKED, at=NOW)
    assert said(ChannelMessage.ROLE_ASKED) in bodies(lives, later)


def test_what_is_worse_is_said_loudly_beside_the_thread_and_quietly_in_it() -> None:
    worse = SeverityChanged(at=NOW, by="UBOB", severity="P2", before="P3", higher=True)
    effects = [
        each
        for each in reactions(
            incident_after(IN_THREAD, ABOVE),
            worse,
            incident_after(IN_THREAD, ABOVE, worse),
            MINOR,
        )
        if isinstance(each, eff.Effect) and isinstance(each.body, eff.Say)
    ]
    assert [(each.reaction, each.target) for each in effects] == [
        ("thread-severity", "CINCIDENTS"),
        ("say-severity", "CHELP"),
        ("say-severity", "CINCIDENTS"),
    ]


def test_a_place_that_is_named_by_its_name_is_the_same_once_its_id_is_known() -> None:
    by_name = replace(IN_THREAD, thread="#incidents", announce=("CHELP", "#incidents"))
    above = replace(ABOVE, slot=told("#incidents"))
    known = PlaceKnown(at=NOW, where="CINCIDENTS", reference="#incidents", channel="CINCIDENTS")
    for events in ([by_name, above], [by_name, known, ABOVE], [by_name, above, known]):
        found = incident_after(*events)
        ref = MessageRef(channel="CINCIDENTS", ts="1.0", link="https://example.com/p10")
        assert (found.home, found.thread_message) == ("CINCIDENTS", ref)


def test_one_press_moves_it_once_and_it_lives_in_the_thread_until_the_channel_is_there() -> None:
    lives = [IN_THREAD, ASKED, ABOVE, CARD, Joined(at=NOW, by="UCHARLIE")]
    press = MoveToChannel(by="UBOB")
    assert decide(incident_after(*lives), press, NOW, MINOR) == [MOVED]
    assert decide(incident_after(*lives, MOVED), press, NOW, MINOR) == []
    moving = incident_after(*lives, MOVED)
    assert (moving.home, moving.helpers) == ("CINCIDENTS", ("UCHARLIE", "UBOB"))
    brings = bodies(lives, MOVED)
    assert brings[0] == eff.CreateChannel(name=IN_THREAD.channel_name, private=False)
    found = incident_after(*lives, MOVED, CREATED)
    assert (found.home, found.moving, found.thread_message) == (None, False, None)
    assert found.channel == Channel(id="C1", name=CREATED.name)
    brings = bodies([*lives, MOVED], CREATED)
    (invited,) = (body for body in brings if isinstance(body, eff.InvitePeople))
    assert invited.people[:3] == ("UALICE", "UBOB", "UCHARLIE")
    assert said(ChannelMessage.MOVED) in brings
    assert eff.KeepMessage(slot="card", channel="C1") in brings
    assert not [body for body in brings if isinstance(body, eff.Tell)]


def test_what_is_in_no_thread_has_nothing_to_move() -> None:
    own = incident_after(DECLARED, CREATED)
    assert refused(own, MoveToChannel(by="UBOB"))[0] == "in_no_thread"
    closed = incident_after(IN_THREAD, ABOVE, OVER)
    assert refused(closed, MoveToChannel(by="UBOB"))[0] == "not_possible"


def test_a_severity_that_wants_a_channel_brings_one_and_a_lower_one_takes_none_away() -> None:
    lives = incident_after(IN_THREAD, ABOVE)
    worse = ChangeSeverity(by="UBOB", severity="P2")
    assert decide(lives, worse, NOW, MINOR)[-1] == MOVED
    minor = replace(MINOR.severities[1], place=Place.THREAD)
    both = replace(MINOR, severities=(MINOR.severities[0], minor, MINOR.severities[2]))
    assert MOVED not in decide(lives, worse, NOW, both)
    own = incident_after(replace(DECLARED, severity="P2"), CREATED)
    lower = decide(own, ChangeSeverity(by="UBOB", severity="P3"), NOW, MINOR)
    assert MOVED not in lower


def test_a_drill_that_is_real_and_what_is_open_again_and_worse_go_on_in_a_channel() -> None:
    drill = replace(IN_THREAD, drill=True, thread="CDRILLS", announce=("CDRILLS",))
    real = decide(incident_after(drill), MakeReal(by="UBOB"), NOW, MINOR)
    assert MOVED in real
    worse = SeverityChanged(at=NOW, by="UBOB", severity="P2", before="P3", higher=True)
    closed = incident_after(IN_THREAD, ABOVE, OVER)
    assert MOVED not in decide(closed, Reopen(by="UBOB"), NOW, MINOR)
    assert MOVED in decide(
        incident_after(IN_THREAD, ABOVE, OVER, worse), Reopen(by="UBOB"), NOW, MINOR
    )


def test_where_its_thread_can_not_be_or_is_gone_it_gets_a_channel() -> None:
    alone = MovedToChannel(at=NOW)
    raised, lives = incident_after(IN_THREAD), incident_after(IN_THREAD, ABOVE, CARD)
    assert decide(raised, failure(told("CINCIDENTS")), NOW, MINOR)[-1] == alone
    assert alone not in decide(raised, failure(told("CHELP")), NOW, MINOR)
    assert alone not in decide(lives, failure(told("CINCIDENTS")), NOW, MINOR)
    assert decide(lives, failure(THREAD, EffectName.THREAD_CARD), NOW, MINOR)[-1] == alone
    gone = ReportMessageGone(where="CINCIDENTS", channel="CINCIDENTS", ts="1.0")
    assert decide(lives, gone, NOW, MINOR) == [MovedToChannel(at=NOW, where="CINCIDENTS")]
    assert decide(incident_after(IN_THREAD, ABOVE, CARD, MOVED), gone, NOW, MINOR) == []
    card = ReportMessageGone(where="CINCIDENTS", channel="CINCIDENTS", ts="2.0")
    again = MessageGone(at=NOW, where="CINCIDENTS", slot=THREAD, channel="CINCIDENTS", ts="2.0")
    assert decide(lives, card, NOW, MINOR) == [again]
    assert bodies([IN_THREAD, ABOVE, CARD], again) == [
        eff.KeepMessage(slot=THREAD, channel="CINCIDENTS", thread=told("CINCIDENTS"))
    ]


def test_leads_who_heard_nothing_before_are_asked_once_there_is_a_channel() -> None:
    lost = MovedToChannel(at=NOW)
    asks = eff.Tell(what=DirectMessage.ASK, person="UBOB", role="comms")
    assert asks in bodies([IN_THREAD, ASKED, lost], CREATED)
    assert asks not in bodies([IN_THREAD, ASKED, ABOVE, lost], CREATED)


def test_while_no_channel_can_be_made_it_stays_in_its_thread_and_says_so() -> None:
    found = bodies([IN_THREAD, ASKED, ABOVE, MOVED], ChannelWaits(at=NOW))
    assert said(ChannelMessage.STAYS_IN_THREAD) in found
    assert not [body for body in found if isinstance(body, eff.Tell)]


def test_whoever_helps_in_a_thread_is_noted_once() -> None:
    lives = incident_after(IN_THREAD, ABOVE)
    assert decide(lives, Join(by="UBOB"), NOW, MINOR) == [Joined(at=NOW, by="UBOB")]
    helped = incident_after(IN_THREAD, ABOVE, Joined(at=NOW, by="UBOB"))
    assert decide(helped, Join(by="UBOB"), NOW + timedelta(hours=1), MINOR) == []
    assert helped.helpers == ("UBOB",)


def test_what_is_made_private_lives_in_no_thread() -> None:
    lives = [IN_THREAD, ABOVE, CARD]
    events = decide(incident_after(*lives), MakePrivate(by="UALICE"), NOW, MINOR)
    found = incident_after(*lives, *events)
    assert (found.home, found.thread, found.is_somewhere) == (None, None, False)


def test_it_can_be_closed_in_its_thread_and_there_is_no_channel_to_put_away() -> None:
    lives = incident_after(IN_THREAD, ABOVE)
    closed = decide(lives, Close(by="UBOB", summary="Fast again"), NOW, MINOR)
    assert [event for event in closed if isinstance(event, Closed)]
    assert MOVED not in closed
