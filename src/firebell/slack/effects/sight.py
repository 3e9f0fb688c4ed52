"""Who may still read what an effect would show them, asked right before it is shown.

What was queued minutes ago may be for somebody who has left a private incident since.
"""

from __future__ import annotations

from firebell.app.errors import NeverWill
from firebell.app.ports import Done, Job
from firebell.domain.effects import SAID_OPENLY, Body, PublishHome, Say
from firebell.domain.incident import Incident, Person
from firebell.slack.client.gateway import Refusal
from firebell.slack.effects.context import EffectContext

LEFT = ("not_in_channel", "channel_not_found", "is_archived")
"""What Slack answers of a channel that we are in no more."""


async def may_read(context: EffectContext, incident: Incident, person: Person) -> bool:
    """Whether this person may see the incident now."""
    if not incident.private:
        return True
    if not incident.is_in(person):
        return False
    if incident.channel is None or incident.channel.archived:
        return True
    try:
        people = await context.roster.members(incident.channel.id)
    except NeverWill:
        return False
    return people is None or person in people


def may_hear(incident: Incident, channel: str) -> bool:
    """Whether something of the incident may be said in this channel."""
    own = incident.channel
    return not incident.private or (own is not None and own.id == channel)


def may_be_said(incident: Incident, body: Say) -> bool:
    """Whether this may be said where it was to be: what names nothing of it, anywhere."""
    return body.what in SAID_OPENLY or may_hear(incident, body.channel)


def is_withdrawn(job: Job, body: Body) -> bool:
    """Whether this belongs to what happened before the incident became private, and was left where
    it may not be read any more: then it was taken back."""
    incident, place = job.incident, body.goes_to
    if not incident.private or incident.exposure is None or place is None:
        return False
    if job.event.event.at > incident.exposure.until:
        return False
    inside = place in (*incident.members, *incident.brought)
    return not inside and not may_hear(incident, place)


def is_out_of_sight(job: Job, body: Body, refusal: Refusal) -> bool:
    """Whether this was to be where the incident is no more, and can't be looked for: that channel
    was cleared by looking at all that was in it before Firebell left it, so nothing is there."""
    incident = job.incident
    place = body.channel if isinstance(body, Say) else body.goes_to
    moved = incident.private and incident.exposure is not None
    return moved and place is not None and not may_hear(incident, place) and refusal.code in LEFT


async def publish_home(context: EffectContext, _: Job, body: PublishHome) -> Done:
    """Make one person's Home anew; where this workspace has none, there is nothing to hide."""
    try:
        await context.publish_home(body.person)
    except Refusal as refusal:
        return Done(result={"refused": refusal.code})
    return Done()
