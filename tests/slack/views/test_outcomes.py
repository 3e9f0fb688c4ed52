"""Each outcome has words of its own wherever it is said, and what nobody said is called assumed.

A false alarm was *Resolved* on the announcement, and *affected for 3 h* in the leads' messages.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from firebell.domain.effects import ChannelMessage, DirectMessage, Say, Tell
from firebell.domain.events import Closed
from firebell.domain.incident import Incident, Outcome, Twin
from firebell.domain.lifecycle import apply
from firebell.slack.views.blocks import Message, plainly
from firebell.slack.views.messages import channel, direct
from firebell.slack.views.messages.announcement import announcement
from firebell.slack.views.messages.card import card
from firebell.slack.views.messages.confirmation import confirmation
from firebell.slack.views.messages.topic import topic
from firebell.words.export import to_json, to_markdown
from firebell.words.text import plain
from tests.domain.build import CHANNEL, DECLARED, NOW, PLAYBOOK, decided, incident_after
from tests.domain.moves.test_affected import FORM, WORDS
from tests.slack.views.test_text_stays_text import job

OPEN = incident_after(DECLARED, CHANNEL)
NAMES = {"UALICE": "Alice", "UBOB": "Bob"}
CLOSINGS = {
    Outcome.RESOLVED: replace(FORM, assumed=()),
    Outcome.FALSE_ALARM: replace(FORM, outcome=Outcome.FALSE_ALARM),
    Outcome.DUPLICATE: replace(
        FORM,
        outcome=Outcome.DUPLICATE,
        duplicate_of=7,
        twin=Twin(number=7, id="incident-7", channel="C7"),
    ),
}
OWN = {
    Outcome.RESOLVED: "resolved",
    Outcome.FALSE_ALARM: "false alarm",
    Outcome.DUPLICATE: "same as INC-7",
}


def closed(outcome: Outcome) -> tuple[Incident, Closed]:
    """The incident once it is over, and the closing."""
    (event,) = decided(OPEN, CLOSINGS[outcome])
    assert isinstance(event, Closed)
    return apply(OPEN, event), event


def places(outcome: Outcome) -> dict[str, str]:
    """What is read in each place."""
    incident, event = closed(outcome)
    told = job(incident, event)
    telling = Tell(what=DirectMessage.CLOSED, person="UALICE")
    saying = Say(what=ChannelMessage.CLOSED, channel="CALL")
    events = [DECLARED, CHANNEL, event]
    return {
        "announcement": read(announcement(told, "CALL", first=False)),
        "card": read(card(told)),
        "topic": plain(topic(told)),
        "closing": read(channel.message(told, saying)),
        "directly": read(direct.message(told, telling)),
        "confirmation": read(confirmation(replace(told, listing=None))),
        "markdown": to_markdown(incident, events, NAMES, PLAYBOOK, NOW),
        "json": to_json(incident, events, NAMES, PLAYBOOK, NOW),
    }


def read(message: Message) -> str:
    """All that can be read in a message."""
    shown = [
        block["text"]["text"] for block in message.blocks if isinstance(block.get("text"), dict)
    ]
    return plainly(message.words, {}) + "\n" + "\n".join(shown)


IS_CLOSED = ("closing", "directly", "confirmation")
"""Where it reads *INC-1 is closed* and nothing else, of what was resolved."""


@pytest.mark.parametrize("outcome", list(Outcome))
def test_each_place_names_how_it_ended_and_no_other_way(outcome: Outcome) -> None:
    wrong = []
    for place, words in places(outcome).items():
        words = words.casefold().replace("_", " ")
        mine = OWN[outcome].casefold() in words or '"duplicate of": 7' in words
        if outcome is Outcome.RESOLVED and place in IS_CLOSED:
            mine = "inc-1 is closed" in words
        others = [own for each, own in OWN.items() if each is not outcome and own in words]
        if not mine or others:
            wrong.append((place, mine, others))
    assert wrong == []


@pytest.mark.parametrize("outcome", [Outcome.FALSE_ALARM, Outcome.DUPLICATE])
def test_what_affected_nobody_is_affected_nowhere(outcome: Outcome) -> None:
    found = places(outcome)
    assert [place for place, words in found.items() if "ffected from" in words] == []
    record = json.loads(found["json"])
    assert (record["affected_seconds"], record["assumed"], record["reviewer"]) == (None, [], None)


def test_the_other_one_is_a_number_in_the_record_and_a_channel_to_go_to_in_messages() -> None:
    found = places(Outcome.DUPLICATE)
    assert json.loads(found["json"])["duplicate_of"] == 7
    assert "| Outcome | Same as INC-7 |" in found["markdown"]
    assert "| Users affected | See INC-7 |" in found["markdown"]
    assert "Bob closed it. Same as INC-7. How it ended: A full disk" in found["markdown"]
    for place in ("announcement", "card", "closing", "directly"):
        assert "It goes on as INC-7: <#C7>." in found[place]


@pytest.mark.parametrize(
    ("assumed", "words"),
    [
        (("affected_from", "working_since"), "Nobody has said yet when users were affected."),
        (("affected_from",), "Nobody has said yet from when."),
        (("working_since",), "Nobody has said yet until when."),
        ((), ""),
    ],
)
def test_what_is_assumed_is_called_so_in_messages_record_and_figures(
    assumed: tuple[str, ...], words: str
) -> None:
    """Closed by words alone, everybody read *Users were affected from 09:47 to 16:47 (7 h)*."""
    (event,) = decided(OPEN, WORDS)
    assert isinstance(event, Closed)
    event = replace(event, assumed=tuple(time for time in event.assumed if time in assumed))
    incident = apply(OPEN, event)
    told = job(incident, event)
    for message in (
        announcement(told, "CALL", first=False),
        card(told),
        channel.message(told, Say(what=ChannelMessage.CLOSED, channel="C1")),
        direct.message(told, Tell(what=DirectMessage.CLOSED, person="UALICE")),
    ):
        assert ("Assumed: " in read(message)) == bool(assumed)
        assert words in read(message)
    events = [DECLARED, CHANNEL, event]
    markdown = to_markdown(incident, events, NAMES, PLAYBOOK, NOW)
    marked = [line for line in markdown.splitlines() if "(assumed" in line]
    assert len(marked) == len(assumed) + bool(assumed)
    record = json.loads(to_json(incident, events, NAMES, PLAYBOOK, NOW))
    assert record["assumed"] == list(assumed)
    assert record["affected_seconds_assumed"] is bool(assumed)
