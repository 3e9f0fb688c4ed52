"""Each effect and each thing said or told has its row: none is found missing in the night."""

from __future__ import annotations

from firebell.domain.effect_names import EffectName
from firebell.domain.effects import (
    ChannelMessage,
    DirectMessage,
    Later,
    MakeTicket,
    PageDuty,
    Publish,
    Sweep,
    TellOutside,
)
from firebell.slack.effects import CARRY_OUT, FIND, SWEEP
from firebell.slack.views.messages import channel, direct
from firebell.words.catalogue import EFFECTS
from tests.domain.test_effects import BODIES, KINDS, TOLD_THERE


def test_every_effect_in_slack_is_carried_out_but_for_a_sweep_and_what_comes_due() -> None:
    assert set(CARRY_OUT) == KINDS - {Sweep, Later, TellOutside, PageDuty, MakeTicket, Publish}


def test_what_must_not_be_done_twice_can_be_found_and_swept() -> None:
    only_once = {type(body) for body in BODIES if not body.may_be_repeated(TOLD_THERE)}
    once = only_once - {MakeTicket, Publish}
    assert (set(FIND), set(SWEEP)) == (once, once)


def test_everything_said_and_told_is_made_into_a_message() -> None:
    assert set(channel.BUILDERS) == set(ChannelMessage)
    assert set(direct.BUILDERS) == set(DirectMessage)


def test_every_effect_has_words_for_people() -> None:
    assert set(EFFECTS) == set(EffectName)
