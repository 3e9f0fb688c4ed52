"""Whom Slack lets nobody write to: those who read it tell them, unless they are gone for good."""

from __future__ import annotations

from dataclasses import replace

from firebell.domain.effects import ChannelMessage, Say
from firebell.slack.views.blocks import plainly
from firebell.slack.views.messages import channel
from tests.domain.build import CHANNEL, DECLARED, incident_after
from tests.slack.views.test_text_stays_text import NOT_REACHED, job

SAY = Say(what=ChannelMessage.NOT_REACHED, channel="C1")


def said(person: str) -> str:
    """What the channel reads."""
    event = replace(NOT_REACHED, target=person)
    found = job(incident_after(DECLARED, CHANNEL, event), event)
    return plainly(channel.message(found, SAY).words, {"UBOB": "Bob"})


def test_whoever_was_not_reached_is_told_by_others() -> None:
    assert said("UBOB") == (
        "Firebell can't write to Bob directly (account deactivated). "
        "Please tell them what they need to know."
    )


def test_nobody_is_asked_to_tell_somebody_whose_name_is_gone() -> None:
    assert said("former-7f3a00000000") == (
        "Firebell could not write to a former colleague (7f3a) directly."
    )
