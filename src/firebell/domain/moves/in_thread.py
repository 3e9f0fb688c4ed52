"""An incident that lives in the thread of its announcement, and its way into a channel.

The thread is where it is as long as it has no channel; what was said there stays where it stands.
A private one never lives in a thread: whoever reads the channel would read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import Declare, MoveToChannel, ReportFailure, ReportMessageGone
from firebell.domain.events import (
    Event,
    MadeReal,
    MessageGone,
    MovedToChannel,
    Reopened,
    SeverityChanged,
)
from firebell.domain.incident import THREAD, Incident, MessageRef, told
from firebell.domain.place import Place
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused


def first_home(command: Declare, severity: str, playbook: Playbook) -> str | None:
    """The place in whose thread it lives from the start; None where it gets a channel.

    That is the severity's own first place, else the organisation's: where people look for it, and
    not wherever it was raised.
    """
    known = playbook.severity(severity)
    if command.private or command.there is not None or known.place is not Place.THREAD:
        return None
    everywhere = [*known.announce, *playbook.announce]
    places = playbook.drill_announce if command.drill else everywhere
    return next(iter(places), None)


def move(incident: Incident, command: MoveToChannel, now: datetime, _: Playbook) -> list[Event]:
    """It gets a channel, once. Raises Refused where it does not live in a thread."""
    if incident.home is None:
        raise Refused("in_no_thread", number=incident.number)
    if incident.moving:
        return []
    return [MovedToChannel(at=now, by=command.by, where=command.where)]


def followed(after: Incident, events: Sequence[Event], playbook: Playbook) -> list[Event]:
    """What is worse than a thread is for goes on in a channel, and so does what was for practice
    and is real: nobody is asked for it."""
    if after.home is None or after.moving or not after.is_open:
        return []
    wants_channel = playbook.severity(after.severity).place is Place.CHANNEL
    for event in events:
        turned = isinstance(event, SeverityChanged | Reopened) and wants_channel
        if turned or isinstance(event, MadeReal):
            return [MovedToChannel(at=event.at, by=event.by, where=event.where)]
    return []


def failed(incident: Incident, report: ReportFailure, now: datetime) -> list[Event]:
    """Where its thread can't be, it gets a channel: what was raised has to be somewhere."""
    home = incident.home
    if home is None or incident.moving or not incident.is_open:
        return []
    place = incident.place(report.target.removeprefix(told("")))
    has_no_thread = incident.thread_message is None and place == home
    return [MovedToChannel(at=now)] if has_no_thread or report.target == THREAD else []


def gone(incident: Incident, report: ReportMessageGone, now: datetime) -> list[Event]:
    """Somebody deleted the card in the thread, which is posted anew, or the announcement above it:
    then nobody finds the thread any more, and it gets a channel."""
    if incident.home is None or not incident.is_open or incident.expired:
        return []
    where = MessageRef(channel=report.channel, ts=report.ts)
    if _is(incident.messages.get(THREAD), where):
        return [
            MessageGone(
                at=now, where=where.channel, slot=THREAD, channel=where.channel, ts=where.ts
            )
        ]
    if _is(incident.thread_message, where) and not incident.moving:
        return [MovedToChannel(at=now, where=where.channel)]
    return []


def _is(ref: MessageRef | None, where: MessageRef) -> bool:
    return ref is not None and (ref.channel, ref.ts) == (where.channel, where.ts)


def moved_to_channel(incident: Incident, event: MovedToChannel) -> Incident:
    """It lives in its thread until the channel is there, which whoever moved it comes into too."""
    helpers = [*incident.helpers, *([event.by] if event.by else [])]
    return replace(incident, moving=True, helpers=tuple(dict.fromkeys(helpers)))
