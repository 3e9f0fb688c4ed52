"""What holds of each effect is said by its body, and by nothing else."""

from __future__ import annotations

import inspect

from firebell.domain import effects as e
from firebell.domain.commands import ArchiveDue
from firebell.domain.effect_names import EffectName
from firebell.domain.events import MessagePosted
from firebell.domain.incident import CARD, CONFIRMATION, THREAD, Paging, told
from tests.domain.build import RAISED, declared, incident_after

OWN, OTHER = "COWN", "CGENERAL"
TOLD_THERE = incident_after(
    declared(), MessagePosted(at=RAISED, slot=told(OTHER), channel=OTHER, ts="1.0")
)

CREATE = e.CreateChannel(name="inc-1", private=False)
INVITE = e.InvitePeople(people=("UBOB",))
GROUP = e.ReadGroup(group="S1")
STAKEHOLDERS = e.ReadStakeholders(group="S2")
PURPOSE = e.SetPurpose()
TOPIC = e.KeepTopic()
NAME = e.KeepName()
CARD_INSIDE = e.KeepMessage(slot=CARD, channel=OWN)
CARD_IN_THREAD = e.KeepMessage(slot=THREAD, channel=OTHER, thread=told(OTHER))
CONFIRM = e.KeepMessage(slot=CONFIRMATION, channel="UALICE")
ANNOUNCED = e.KeepMessage(slot=told(OTHER), channel=OTHER)
TO_ANNOUNCE = e.KeepMessage(slot=told("CSECURITY"), channel="CSECURITY")
PIN = e.PinCard(channel=OWN, ts="1.0")
PIN_BEFORE = e.PinCard(channel="CBEFORE", ts="1.0")
BOOKMARK = e.AddBookmark(title="Plan", url="https://example.com/plan")
SAY_INSIDE = e.Say(what=e.ChannelMessage.UPDATED, channel=OWN)
SAY_OUTSIDE = e.Say(what=e.ChannelMessage.UPDATED, channel=OTHER)
ASK = e.Tell(what=e.DirectMessage.ASK, person="UBOB", role="technical")
TELL = e.Tell(what=e.DirectMessage.CLOSED, person="UBOB")
NEWS_SAID = e.Say(what=e.ChannelMessage.NEWS, channel=OTHER)
NEWS_TOLD = e.Tell(what=e.DirectMessage.NEWS, person="UBOB")
NEWS_OUTSIDE = e.TellOutside(place="teams:owners")
PAGE = e.PageDuty(place="pagerduty:duty", paging=Paging.CALLED)
ARCHIVE = e.ArchiveChannel(channel=OWN)
RECORD = e.ShareRecord(channel=OWN)
REVIEW = e.ShareReview(channel=OWN)
CANVAS = e.KeepCanvas(channel=OWN)
HOME = e.PublishHome(person="UBOB")
TAKE_BACK = e.TakeBack(effect="key")
LINES = e.DeleteLines()
JOIN = e.JoinChannel()
CLEAR = e.ClearChannel(channel=OWN, name="inc-1")
SWEEP = e.Sweep(effect="key")
TICKET = e.MakeTicket(action="1", tracker="website")
PUBLICATION = e.Publish(page="status")
LATER = e.Later(command=ArchiveDue(by=None))

NAMES: list[tuple[e.Body, EffectName]] = [
    (CREATE, EffectName.CHANNEL),
    (INVITE, EffectName.PEOPLE),
    (GROUP, EffectName.GROUP),
    (STAKEHOLDERS, EffectName.GROUP),
    (PURPOSE, EffectName.PURPOSE),
    (TOPIC, EffectName.TOPIC),
    (NAME, EffectName.NAME),
    (CARD_INSIDE, EffectName.CARD),
    (CARD_IN_THREAD, EffectName.THREAD_CARD),
    (CONFIRM, EffectName.CONFIRMATION),
    (ANNOUNCED, EffectName.ANNOUNCEMENT),
    (TO_ANNOUNCE, EffectName.ANNOUNCEMENT),
    (PIN, EffectName.PIN),
    (PIN_BEFORE, EffectName.PIN),
    (BOOKMARK, EffectName.BOOKMARK),
    (SAY_INSIDE, EffectName.CHANNEL_MESSAGE),
    (SAY_OUTSIDE, EffectName.CHANNEL_MESSAGE),
    (ASK, EffectName.DIRECT_MESSAGE),
    (TELL, EffectName.DIRECT_MESSAGE),
    (NEWS_SAID, EffectName.STAKEHOLDERS),
    (NEWS_TOLD, EffectName.STAKEHOLDERS),
    (NEWS_OUTSIDE, EffectName.STAKEHOLDERS),
    (PAGE, EffectName.PAGE),
    (ARCHIVE, EffectName.ARCHIVING),
    (RECORD, EffectName.RECORD),
    (JOIN, EffectName.JOINING),
    (REVIEW, EffectName.REVIEW),
    (CANVAS, EffectName.CANVAS),
    (e.KeepPictures(), EffectName.PICTURES),
    (HOME, EffectName.HOME),
    (TAKE_BACK, EffectName.TAKING_BACK),
    (CLEAR, EffectName.CLEARING),
    (LINES, EffectName.LINES),
    (SWEEP, EffectName.SWEEP),
    (TICKET, EffectName.TICKET),
    (PUBLICATION, EffectName.PUBLICATION),
    (LATER, EffectName.LATER),
]
BODIES = [body for body, _ in NAMES]
KINDS = {
    kind
    for kind in vars(e).values()
    if inspect.isclass(kind) and issubclass(kind, e.Body) and not inspect.isabstract(kind)
}


def test_every_effect_has_a_name_and_every_name_an_effect() -> None:
    assert [(body, body.effect_name) for body in BODIES] == NAMES
    assert {type(body) for body in BODIES} == KINDS
    assert {name for _, name in NAMES} == set(EffectName)


def test_the_list_of_raising_holds_what_makes_the_channel_and_tells_the_first_people() -> None:
    assert [body for body in BODIES if body.part_of_raising] == [
        CREATE,
        INVITE,
        GROUP,
        PURPOSE,
        TOPIC,
        CARD_INSIDE,
        CARD_IN_THREAD,
        CONFIRM,
        ANNOUNCED,
        TO_ANNOUNCE,
        PIN,
        PIN_BEFORE,
        BOOKMARK,
        ASK,
        JOIN,
    ]


def test_what_would_stand_twice_must_not_be_repeated() -> None:
    assert [body for body in BODIES if not body.may_be_repeated(TOLD_THERE)] == [
        CREATE,
        CARD_INSIDE,
        CARD_IN_THREAD,
        CONFIRM,
        TO_ANNOUNCE,
        BOOKMARK,
        SAY_INSIDE,
        SAY_OUTSIDE,
        ASK,
        TELL,
        NEWS_SAID,
        NEWS_TOLD,
        RECORD,
        REVIEW,
        CANVAS,
        TICKET,
        PUBLICATION,
    ]


def test_what_leaves_something_to_read_is_taken_back_where_it_went() -> None:
    openly = e.Say(what=e.ChannelMessage.PUBLIC_LINE, channel=OTHER)
    assert openly.goes_to is None
    assert {body: body.goes_to for body in BODIES if body.goes_to is not None} == {
        CARD_INSIDE: OWN,
        CARD_IN_THREAD: OTHER,
        SAY_INSIDE: OWN,
        SAY_OUTSIDE: OTHER,
        ASK: "UBOB",
        TELL: "UBOB",
        NEWS_SAID: OTHER,
        NEWS_TOLD: "UBOB",
        RECORD: OWN,
        REVIEW: OWN,
        CANVAS: OWN,
    }


def test_what_decorates_or_speaks_in_an_archived_channel_is_pointless() -> None:
    assert [body for body in BODIES if body.pointless_without(OWN)] == [
        INVITE,
        PURPOSE,
        TOPIC,
        NAME,
        CARD_INSIDE,
        PIN,
        BOOKMARK,
        SAY_INSIDE,
        JOIN,
        CANVAS,
        LINES,
    ]
