"""What an effect is stands on its body, and whatever can be said or told has its words."""

from __future__ import annotations

import pytest

from firebell.domain import effects
from firebell.domain.effect_names import EffectName
from firebell.domain.effects import Body, ChannelMessage, DirectMessage, KeepMessage, Say, Tell
from firebell.domain.incident import CARD, CONFIRMATION
from firebell.slack.effects import CARRY_OUT, FIND
from firebell.slack.views.messages import channel, direct
from firebell.words.en import EFFECTS

BODIES = [
    value
    for value in vars(effects).values()
    if isinstance(value, type) and issubclass(value, Body) and value is not Body
]
BY_THE_WORKER = {effects.Sweep, effects.Later}
"""What the worker does itself; everything else is carried out in Slack."""


def test_everything_that_is_said_in_channels_has_its_message() -> None:
    assert set(channel.BUILDERS) == set(ChannelMessage)


def test_everything_that_a_person_is_told_has_its_message() -> None:
    assert set(direct.BUILDERS) == set(DirectMessage)


def test_every_name_of_an_effect_has_words_and_an_effect() -> None:
    assert set(EFFECTS) == set(EffectName)
    assert {body.NAME for body in BODIES} | {EffectName.CARD} == set(EffectName)
    assert len({body.NAME for body in BODIES}) == len(BODIES)


def test_every_effect_is_carried_out_and_what_may_not_be_repeated_can_be_found() -> None:
    assert set(CARRY_OUT) == set(BODIES) - BY_THE_WORKER
    once = {body for body in BODIES if not body.REPEATABLE}
    assert set(FIND) == once | {KeepMessage}


@pytest.mark.parametrize(
    ("body", "part"),
    [
        (Tell(what=DirectMessage.ASK, person="UBOB", role="technical"), True),
        (Tell(what=DirectMessage.CLOSED, person="UBOB"), False),
        (Say(what=ChannelMessage.UPDATED, channel="C1"), False),
        (effects.CreateChannel(name="incident_1", private=False), True),
    ],
)
def test_the_declarer_sees_what_belongs_to_raising(body: Body, part: bool) -> None:
    assert body.is_part_of_raising is part


def test_the_card_is_called_the_card_and_no_announcement() -> None:
    assert KeepMessage(slot=CARD, channel="C1").called is EffectName.CARD
    assert KeepMessage(slot=CONFIRMATION, channel="UALICE").called is EffectName.ANNOUNCEMENT


def test_what_is_written_in_an_archived_channel_is_known_by_its_body() -> None:
    assert effects.KeepTopic().writes_in("C1")
    assert Say(what=ChannelMessage.UPDATED, channel="C1").writes_in("C1")
    assert not Say(what=ChannelMessage.UPDATED, channel="C2").writes_in("C1")
    assert not effects.CreateChannel(name="incident_1", private=False).writes_in("C1")
