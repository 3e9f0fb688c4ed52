"""The topic (severity, status, summary, leads) and the purpose of the incident's channel."""

from __future__ import annotations

from firebell.app.ports import Job
from firebell.domain.incident import Incident
from firebell.domain.pseudonyms import ALERT
from firebell.slack.client import limits
from firebell.slack.client.limits import fit, mrkdwn, shortened
from firebell.slack.views.messages.parts import call_link, severity_words, title_words
from firebell.words.outcome import status_words
from firebell.words.say import say
from firebell.words.text import Mention, Text, joined, text

TITLE_LENGTH = 110
"""Characters of the summary in the topic, so that the leads fit beside it."""
SHORTEST_TITLE = 40
"""Characters that are left to the summary; a call's address that leaves fewer is on the card
alone."""
BESIDE_THE_TITLE = 90
"""Characters of what stands in the topic besides the summary and the call, whoever is in charge
included."""


def topic(job: Job) -> Text:
    """`P2, to be confirmed · Investigating · People can't … · Join the call · In charge: Alice`."""
    incident = job.incident
    call = call_link(incident, job.playbook)
    room = (
        limits.TOPIC - BESIDE_THE_TITLE - (len(mrkdwn(text(call), limits.SECTION)) if call else 0)
    )
    if room < SHORTEST_TITLE:
        call, room = None, TITLE_LENGTH
    roles = [
        say(
            "role_on_it" if held.on_it else "topic.asked", role=role.short, who=Mention(held.person)
        )
        for role in job.playbook.roles
        if (held := incident.roles.get(role.key))
    ]
    return joined(
        [
            say("drill") if incident.drill else None,
            severity_words(incident),
            status_words(incident),
            shortened(title_words(incident), min(room, TITLE_LENGTH)),
            call,
            topic_in_charge(incident),
            *roles,
        ],
        " · ",
    )


def topic_in_charge(incident: Incident) -> Text:
    """Who is in charge; nobody is, where a rule raised it and nobody has taken over."""
    if incident.in_charge == ALERT:
        return say("topic.in_charge_nobody")
    return say("topic.in_charge", who=Mention(incident.in_charge))


def purpose(incident: Incident) -> Text:
    """What the channel is for; of a private one it says nothing more."""
    if incident.private:
        return say("purpose.private", label=incident.label)
    title = fit(incident.title, TITLE_LENGTH)
    return say("purpose", label=incident.label, title=title)
