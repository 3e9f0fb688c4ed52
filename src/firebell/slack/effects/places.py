"""One place, one identity: which channel it is that the playbook names by its name.

The directory asks Slack for all channels; while it does not know one, nothing is said under the
name before it is clear that it is none of the channels where the incident is told already.
"""

from __future__ import annotations

from firebell.app.ports import Job
from firebell.domain.incident import Incident
from firebell.slack.client.gateway import Refusal
from firebell.slack.effects.context import EffectContext


def is_name(channel: str) -> bool:
    """Whether this is a channel as the playbook names it, and no id."""
    return channel.startswith("#")


async def identity(context: EffectContext, job: Job, channel: str) -> str:
    """The id of a channel; its name where nobody knows it and it is none of the incident's own
    places. What Slack does not say for the moment is waited for."""
    known = job.incident.place(channel)
    if not is_name(known):
        return known
    found = context.known(known)
    if found is not None:
        return found
    for place in places(job.incident):
        if await _name_of(context, place) == known:
            return place
    return known


def places(incident: Incident) -> list[str]:
    """The ids of the channels where it was raised or is told."""
    said = [ref.channel for slot, ref in incident.messages.items() if slot.startswith("told:")]
    found = dict.fromkeys([*incident.announce, *said, *([incident.origin or ""])])
    return [place for place in found if place[:1] in ("C", "G")]


async def _name_of(context: EffectContext, channel: str) -> str:
    """As the playbook would write it; a channel that the bot may not see has no name."""
    try:
        answer = await context.slack.call("conversations.info", channel=channel)
    except Refusal:
        return ""
    return f"#{(answer.get('channel') or {}).get('name', '')}"
