"""What is said anew is all that may hold the words, and nothing that can't."""

from __future__ import annotations

import json
from dataclasses import replace

from firebell.domain import events as e
from firebell.domain.effects import (
    NAME_THE_TITLE,
    QUOTE_ACTIONS,
    QUOTE_THE_EVENT,
    ChannelMessage,
    Say,
    Tell,
)
from firebell.domain.incident import Incident
from firebell.domain.lifecycle import apply
from firebell.slack.views.messages import channel, direct
from tests.domain.build import CHANNEL, declared, incident_after
from tests.slack.views.test_text_stays_text import DIRECTLY, acted, closing, in_channels, job

TITLE, TYPED = "a title of its own", "words of its own"


def holding(words: str, incident: Incident, where: str = "CALL") -> set[str]:
    """The messages that hold these words, by kind, in this channel."""
    found: set[str] = set()
    for what, event in in_channels(TYPED).items():
        if what is ChannelMessage.NOT_ADDED:  # what stands there for the reason is Slack's
            event = e.PeopleInvited(at=event.at, people=(), refused={"UDANA": "user_disabled"})
        message = channel.message(job(incident, event), Say(what=what, channel=where))
        if words in json.dumps(message.posted()):
            found.add(f"channel {what}")
    for told, event in DIRECTLY.items():
        if isinstance(event, e.ReviewCommented):
            event = replace(event, text=TYPED)
        body = Tell(what=told, person="UPRIYA", role="comms", actions=("1", "4"))
        message = direct.message(job(incident, event), body)
        if words in json.dumps(message.posted()):
            found.add(f"direct {told}")
    return found


def test_what_names_the_title_is_known_by_kind() -> None:
    incident = incident_after(declared(title=TITLE), CHANNEL)
    over = apply(incident, replace(closing(""), by="UBOB"))
    found = holding(TITLE, incident) | holding(TITLE, over)
    assert {kind.partition(" ")[2] for kind in found} == set(map(str, NAME_THE_TITLE))


def test_what_quotes_its_event_is_known_by_kind() -> None:
    incident = incident_after(declared(), CHANNEL)
    over = apply(incident, closing(TYPED))
    found = holding(TYPED, incident) | holding(TYPED, over)
    assert {kind.partition(" ")[2] for kind in found} == set(map(str, QUOTE_THE_EVENT))


def test_what_quotes_actions_is_known_by_kind() -> None:
    said = "an action of its own"
    incident = incident_after(declared(), CHANNEL, *acted(said))
    over = apply(incident, closing(""))
    found = holding(said, incident, "C1") | holding(said, over, "C1")
    assert {kind.partition(" ")[2] for kind in found} == set(map(str, QUOTE_ACTIONS))
