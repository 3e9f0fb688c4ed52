"""Rows are kept for ever: what an earlier version wrote still reads."""

from __future__ import annotations

from firebell.domain.effect_names import EffectName
from firebell.domain.effects import ChannelMessage, DirectMessage, Say, Tell
from firebell.domain.events import EffectFailed
from firebell.storage import codec


def test_a_question_that_waited_over_an_update_of_firebell_still_asks() -> None:
    stored = '{"what":"ask:technical","person":"UBOB"}'
    assert codec.body("Tell", stored) == Tell(
        what=DirectMessage.ASK, person="UBOB", role="technical"
    )


def test_what_else_was_told_or_said_reads_as_it_was_written() -> None:
    assert codec.body("Tell", '{"what":"closed","person":"UBOB"}') == Tell(
        what=DirectMessage.CLOSED, person="UBOB"
    )
    told = Say(what=ChannelMessage.UPDATED, channel="C1")
    stored = '{"what":"updated","channel":"C1","loud":"none","thread":null}'
    assert codec.body("Say", stored) == told


def test_a_failure_on_an_old_record_reads() -> None:
    stored = (
        '{"at":"2026-11-24T03:04:00Z","by":null,"where":null,"effect":"1-1/show/card:C1",'
        '"what":"KeepMessage","target":"card:C1","reason":"is_archived","asked_by":null}'
    )
    failed = codec.event("EffectFailed", stored)
    assert isinstance(failed, EffectFailed)
    assert (failed.what, failed.is_part_of_raising) == (EffectName.ANNOUNCEMENT, False)
