"""The topic (severity, status, summary, leads) and the purpose of the incident's channel."""

from __future__ import annotations

from firebell.app.ports import Job
from firebell.domain.incident import Incident
from firebell.slack.client.limits import fit, shortened
from firebell.slack.views.messages.parts import severity_words, title_words
from firebell.words.outcome import status_words
from firebell.words.say import say
from firebell.words.text import Mention, Text, joined

TITLE_LENGTH = 110
"""Characters of the summary in the topic, so that the leads fit beside it."""


def topic(job: Job) -> Text:
    """`P2, to be confirmed · Investigating · People can't … · In charge: Alice · Comms: Bob`."""
    incident = job.incident
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
            shortened(title_words(incident), TITLE_LENGTH),
            say("topic.in_charge", who=Mention(incident.in_charge)),
            *roles,
        ],
        " · ",
    )


def purpose(incident: Incident) -> Text:
    """What the channel is for; of a private one it says nothing more."""
    if incident.private:
        return say("purpose.private", label=incident.label)
    title = fit(incident.title, TITLE_LENGTH)
    return say("purpose", label=incident.label, title=title)
