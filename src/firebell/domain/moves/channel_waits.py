"""An incident whose channel can't be made for now: people hear of it all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import ReportChannelWaits
from firebell.domain.events import ChannelWaits, Event
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook


def waits(incident: Incident, _: ReportChannelWaits, now: datetime, __: Playbook) -> list[Event]:
    """News once; none where there is a channel."""
    if incident.channel is not None or incident.channel_waits:
        return []
    return [ChannelWaits(at=now)]


def channel_waits(incident: Incident, _: ChannelWaits) -> Incident:
    """People are told without a channel until there is one."""
    return replace(incident, channel_waits=True)
