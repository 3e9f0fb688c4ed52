"""An update or a closing as plain words for people who are not in Slack: no mention, no markup."""

from __future__ import annotations

from firebell.domain.events import Closed, Updated
from firebell.domain.incident import Incident
from firebell.domain.refusals import Refused
from firebell.slack.client import limits
from firebell.slack.client.limits import fit
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.services import Services
from firebell.slack.views.blocks import lines, plainly
from firebell.slack.views.messages.parts import title_words
from firebell.words.en import OUTCOMES, STATUSES
from firebell.words.say import say
from firebell.words.text import Text, text
from firebell.words.times import duration


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
    affected: Text = ()
    if event.working_since is not None:
        affected = say(
            "affected",
            start=services.when(event.affected_from),
            end=services.when(event.working_since),
            length=duration(event.working_since - event.affected_from),
        )
    return lines(
        say("copy.closed", label=incident.label, when=services.when(event.at)),
        title_words(incident),
        text(f"{OUTCOMES[event.outcome]}."),
        text(event.summary),
        affected,
    )
