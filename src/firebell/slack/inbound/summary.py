"""How an incident stands, in a few lines, for whoever asks or comes late."""

from __future__ import annotations

from collections.abc import Sequence

from firebell.domain.incident import Incident
from firebell.slack.inbound.services import Services
from firebell.slack.views.blocks import lines
from firebell.slack.views.messages.ending import goes_on, over
from firebell.slack.views.messages.parts import (
    in_charge,
    raised_by,
    role_line,
    strong_headline,
    title_words,
    whereabouts,
)
from firebell.words.say import say
from firebell.words.text import Text, text
from firebell.words.times import clock_away


def status_summary(services: Services, incident: Incident) -> Text:
    """What is wrong, who has it, what was said last, when people hear next."""
    raised = raised_by(incident, services.when(incident.milestones.raised, incident))
    return lines(
        strong_headline(incident),
        title_words(incident),
        text(raised, " ", in_charge(incident, services.process_of(incident))),
        role_line(incident, services.process_of(incident), services.now()),
        *_said(services, incident),
        whereabouts(incident),
    )


def _said(services: Services, incident: Incident) -> Sequence[Text]:
    found: list[Text] = []
    last, ending = incident.last_update, incident.ending
    if last is not None:
        found.append(say("said", when=services.when(last.at, incident), known=last.known))
    if ending is not None:
        if ending.summary:
            found.append(say("how_it_ended", summary=ending.summary))
        found.append(over(incident, services.when))
        on = goes_on(ending)
        found += [on] if on else []
    if incident.next_update is not None:
        zone, now = services.process_of(incident).time_zone, services.now()
        when = clock_away(incident.next_update, zone, now)
        passed = incident.next_update <= now
        found.append(say("next_update_passed" if passed else "next_update", when=when))
    return found
