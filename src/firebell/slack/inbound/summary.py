"""How an incident stands, in a few lines, for whoever asks or comes late."""

from __future__ import annotations

from collections.abc import Sequence

from firebell.domain.incident import Incident
from firebell.slack.inbound.services import Desk
from firebell.slack.views.blocks import lines
from firebell.slack.views.messages.parts import (
    in_charge,
    place,
    role_line,
    strong_headline,
    title_words,
)
from firebell.words.say import say
from firebell.words.text import Person, Text, text
from firebell.words.times import clock_away


def standing(desk: Desk, incident: Incident) -> Text:
    """What is wrong, who has it, what was said last, when people hear next."""
    raised = say(
        "raised_by",
        when=desk.when(incident.milestones.raised),
        who=Person(incident.declarer),
    )
    return lines(
        strong_headline(incident),
        title_words(incident),
        text(raised, " ", in_charge(incident, desk.playbook)),
        role_line(incident, desk.playbook, desk.now()),
        *_said(desk, incident),
        say("told.place", channel=place(incident)),
    )


def _said(desk: Desk, incident: Incident) -> Sequence[Text]:
    found: list[Text] = []
    last, ending = incident.last_update, incident.ending
    if last is not None:
        found.append(say("said", when=desk.when(last.at), known=last.known))
    if ending is not None:
        found.append(say("say.closed_by", when=desk.when(ending.at), who=Person(ending.by)))
        if ending.summary:
            found.append(text(ending.summary))
    if incident.next_update is not None:
        when = clock_away(incident.next_update, desk.playbook.time_zone, desk.now())
        found.append(say("next_update", when=when))
    return found
