"""What is stored is read again, also what an older version stored."""

from __future__ import annotations

from firebell.domain.effect_names import EffectName
from firebell.domain.effects import ChannelMessage, DirectMessage, Say, Tell
from firebell.domain.events import EffectFailed
from firebell.storage import codec
from tests.domain.build import RAISED
from tests.domain.test_effects import BODIES


def test_every_body_is_read_as_it_was_written() -> None:
    read = [codec.body(type(body).__name__, codec.encode(body)) for body in BODIES]
    assert read == BODIES


def test_who_is_asked_is_read_from_rows_that_hold_the_role_behind_it() -> None:
    asked = Tell(what=DirectMessage.ASK, person="UBOB", role="technical")
    assert codec.body("Tell", '{"what":"ask:technical","person":"UBOB"}') == asked
    assert codec.body("Tell", codec.encode(asked)) == asked
    closed = Tell(what=DirectMessage.CLOSED, person="UBOB")
    assert codec.body("Tell", '{"what":"closed","person":"UBOB"}') == closed


def test_what_is_said_is_read_from_older_rows() -> None:
    old = '{"what":"not_added","channel":"C1","loud":"none","thread":null}'
    assert codec.body("Say", old) == Say(what=ChannelMessage.NOT_ADDED, channel="C1")


def test_what_failed_is_read_from_older_events() -> None:
    old = (
        '{"at":"2026-11-23T03:04:00Z","by":null,"where":null,"effect":"i-1/show/told:C1",'
        '"what":"KeepMessage","target":"told:C1","reason":"is_archived","asked_by":"UALICE"}'
    )
    assert codec.event("EffectFailed", old) == EffectFailed(
        at=RAISED,
        effect="i-1/show/told:C1",
        what=EffectName.ANNOUNCEMENT,
        target="told:C1",
        reason="is_archived",
        asked_by="UALICE",
    )
