"""Whatever is said, told, shown or named of a drill says that it is one; nobody is rung for it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from firebell.domain import events as e
from firebell.domain import naming
from firebell.domain.commands import ChangeSeverity
from firebell.domain.effect_names import EffectName
from firebell.domain.effects import ChannelMessage, DirectMessage, Say, Tell
from firebell.domain.home import content_of
from firebell.domain.incident import Incident, Nudge
from firebell.domain.lifecycle import apply, decide
from firebell.domain.refusals import Refused
from firebell.slack.inbound.responses import OpenView, in_drill
from firebell.slack.views.blocks import Message, plainly
from firebell.slack.views.forms import close, open_list, short, update
from firebell.slack.views.home.view import home
from firebell.slack.views.messages import channel, direct
from firebell.slack.views.messages.announcement import announcement
from firebell.slack.views.messages.card import card
from firebell.slack.views.messages.confirmation import confirmation
from firebell.slack.views.messages.topic import purpose, topic
from firebell.words.export import to_json, to_markdown
from firebell.words.say import refusal
from tests.domain.build import CHANNEL, DRILL, NOW, PLAYBOOK, decided, incident_after
from tests.domain.moves.test_declare import COMMAND
from tests.slack.views.test_text_stays_text import DIRECTLY, closing, in_channels, job

RING = "Ring the duty phone"
RUNG = replace(
    PLAYBOOK,
    services=tuple(replace(service, contact=RING) for service in PLAYBOOK.services),
)
OPEN = incident_after(
    DRILL,
    CHANNEL,
    e.RoleAsked(at=NOW, by="UALICE", role="comms", person="UPRIYA"),
    e.PeopleInvited(at=NOW, people=("UALICE",), refused={"UDANA": "user_disabled"}),
    e.EffectFailed(
        at=NOW, effect="k", what=EffectName.DIRECT_MESSAGE, target="UBOB", reason="user_disabled"
    ),
)
PRIVATE = replace(OPEN, private=True, announce=())
STANDINGS = {
    "open": OPEN,
    "closed": apply(OPEN, closing("It was the disk")),
    "private": PRIVATE,
    "without a channel": incident_after(DRILL, e.ChannelWaits(at=NOW)),
}


def is_marked(message: Message) -> bool:
    """Both what a voice says and what is seen first."""
    return "DRILL" in str(message.posted()["text"]) and "DRILL" in json.dumps(message.blocks[0])


def test_what_is_refused_of_a_drill_says_so_but_for_what_stands_at_a_field() -> None:
    """*It is P2 already* did not."""
    asked = ChangeSeverity(by="UBOB", severity="P2")
    with pytest.raises(Refused) as why:
        decide(OPEN, replace(asked, asked=True, severity="P1"), NOW, PLAYBOOK)
    assert plainly(refusal(why.value), {}).startswith("DRILL · ")
    with pytest.raises(Refused) as why:
        decide(OPEN, asked, NOW, PLAYBOOK)
    assert why.value.field == "severity"
    assert "DRILL" not in plainly(refusal(why.value), {})
    with pytest.raises(Refused) as why:
        decide(replace(OPEN, drill=False), replace(asked, asked=True), NOW, PLAYBOOK)
    assert "DRILL" not in plainly(refusal(why.value), {})


@pytest.mark.parametrize("incident", STANDINGS.values(), ids=STANDINGS.keys())
def test_every_message_of_a_drill_says_that_it_is_one(incident: Incident) -> None:
    """What leads were told directly, that somebody was in charge, and updates did not say it."""
    unmarked: list[str] = []
    for what, event in in_channels("A disk is full").items():
        message = channel.message(job(incident, event), Say(what=what, channel="CDRILLS"))
        if not is_marked(message):
            unmarked.append(f"said: {what}")
    for told, event in DIRECTLY.items():
        body = Tell(what=told, person="UPRIYA", role="comms")
        if not is_marked(direct.message(job(incident, event), body)):
            unmarked.append(f"told: {told}")
    kept = job(incident, CHANNEL)
    for name, message in (
        ("announcement", announcement(kept, "CDRILLS", first=True)),
        ("card", card(kept)),
        ("confirmation", confirmation(kept)),
    ):
        if "DRILL" not in json.dumps(message.posted()["text"]):
            unmarked.append(name)
    assert unmarked == []


def test_what_is_real_says_nowhere_that_it_is_a_drill() -> None:
    real = apply(OPEN, e.MadeReal(at=NOW, by="UBOB"))
    found = [
        str(channel.message(job(real, event), Say(what=what, channel="CALL")).posted())
        for what, event in in_channels("A disk is full").items()
        if what is not ChannelMessage.MADE_REAL
    ]
    found += [
        str(direct.message(job(real, event), Tell(what=told, person="UPRIYA", role="comms")))
        for told, event in DIRECTLY.items()
    ]
    assert [words for words in found if "DRILL" in words] == []


def test_topic_purpose_record_home_lists_and_forms_say_it_too() -> None:
    shown = job(OPEN, CHANNEL)
    forms = [
        update.view(OPEN, PLAYBOOK, NOW, key="k", where=None),
        close.view(OPEN, [], PLAYBOOK, NOW, key="k", where=None),
        short.roles_view(OPEN, PLAYBOOK, NOW, key="k", where=None),
        short.severity_view(OPEN, PLAYBOOK, key="k", where=None),
        short.steps_view(OPEN, PLAYBOOK, NOW),
    ]
    titles = [response.view["title"]["text"] for response in marked(forms)]
    assert [title for title in titles if not title.startswith("DRILL: ") or len(title) > 24] == []
    for words in (
        topic(shown),
        purpose(OPEN),
        purpose(PRIVATE),
        json.dumps(home(content_of([OPEN], "UBOB", PLAYBOOK, NOW), PLAYBOOK, NOW)),
        json.dumps(open_list.view([OPEN], open_list.Page(verb="update"), "UBOB", PLAYBOOK)),
        json.dumps(close.view(None, [OPEN], PLAYBOOK, NOW, key="k", where=None)),
        to_markdown(OPEN, [DRILL, CHANNEL], {}, PLAYBOOK, NOW).splitlines()[0],
    ):
        assert "DRILL" in str(words)
    assert json.loads(to_json(OPEN, [DRILL], {}, PLAYBOOK, NOW))["drill"] is True


def marked(forms: list[dict[str, object]]) -> list[OpenView]:
    """The forms as they open for the drill."""
    opened = [in_drill(OpenView(form), OPEN) for form in forms]
    return [each for each in opened if isinstance(each, OpenView)]


def test_nobody_is_rung_for_a_drill() -> None:
    """*Ring Apply duty*, said a drill."""
    silent = e.Nudged(at=NOW, nudge=Nudge.CONTACT, since=NOW, count=1)
    for what, event in (
        (DirectMessage.ANSWER_MISSED, DIRECTLY[DirectMessage.ANSWER_MISSED]),
        (DirectMessage.NUDGED, silent),
    ):
        body = Tell(what=what, person="UALICE")
        for incident, rung in ((OPEN, False), (replace(OPEN, drill=False), True)):
            told = direct.message(replace(job(incident, event), playbook=RUNG), body)
            assert (RING in json.dumps(told.posted())) is rung
            assert "DRILL · DRILL" not in str(told.posted()).replace("*", "")


@pytest.mark.parametrize("private", [True, False], ids=["private", "public"])
def test_the_channel_of_a_drill_is_called_one(private: bool) -> None:
    long = replace(COMMAND, drill=True, private=private, title="It is down " * 20)
    declared = decided(None, long)[0]
    assert isinstance(declared, e.Declared)
    name = declared.channel_name
    assert name.startswith("drill-inc-")
    assert len(name) <= naming.LONGEST
