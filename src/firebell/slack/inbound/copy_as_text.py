"""An update or a closing as plain words for people who are not in Slack: no mention, no markup."""

from __future__ import annotations

from dataclasses import replace

from firebell.domain.events import Closed, Updated
from firebell.domain.incident import Incident, Outcome
from firebell.domain.refusals import Refused
from firebell.slack.client import limits
from firebell.slack.client.limits import fit
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.services import Services
from firebell.slack.views.blocks import lines, plainly
from firebell.slack.views.messages.ending import affected_words
from firebell.slack.views.messages.parts import title_words
from firebell.words.catalogue import STATUSES
from firebell.words.outcome import outcome_words
from firebell.words.say import say
from firebell.words.text import Text, text


async def plain_words(services: Services, interaction: Interaction) -> str:
    """What was said with the event that the button is about. Raises Refused."""
    caller = await services.caller(interaction)
    found, stored = await services.incidents.with_event(
        interaction.incident, interaction.about, caller
    )
    match stored.event:
        case Updated() as event:
            words = _update(services, found, event)
        case Closed() as event:
            words = _closed(services, found, event)
        case _:
            raise Refused("no_such_incident")
    return fit(plainly(words, {}), limits.TEXT_INPUT)


def _update(services: Services, incident: Incident, event: Updated) -> Text:
    word = services.playbook.severity_word.capitalize()
    status = say("copy.status", status=STATUSES[event.status], word=word, severity=event.severity)
    return lines(
        say("copy.update", label=incident.label, when=services.when(event.at)),
        title_words(incident),
        text(event.known),
        say("doing", doing=event.doing) if event.doing else (),
        status,
        say("next_update", when=services.when(event.next_update)) if event.next_update else (),
    )


def _closed(services: Services, incident: Incident, event: Closed) -> Text:
    return lines(
        say("copy.closed", label=incident.label, when=services.when(event.at)),
        title_words(incident),
        text(f"{outcome_words(event.outcome, event.duplicate_of)}."),
        say("how_it_ended", summary=event.summary) if event.summary else (),
        _times(services, incident, event),
    )


def _times(services: Services, incident: Incident, event: Closed) -> Text:
    """As they are known by now; as they were then, where it was opened again since."""
    marks = replace(
        incident.milestones,
        affected_from=event.affected_from,
        working_since=event.working_since,
        assumed=event.assumed,
    )
    if incident.ending is not None and incident.ending.at == event.at:
        marks = incident.milestones
    if event.outcome is not Outcome.RESOLVED or None in (marks.affected_from, marks.working_since):
        return ()
    return affected_words(marks, services.process_of(incident).time_zone, services.now())
