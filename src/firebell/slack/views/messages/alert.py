"""Alerts as they are shown: what a program says, since when, and *Raise*.

All of it is words of strangers: it pings nobody, is marked up by nobody, and is cut where it is
long. Of a private incident nothing is said here.
"""

from __future__ import annotations

from collections.abc import Sequence

from firebell.app.ports import Job
from firebell.domain.alerts import Alert, AlertGroup
from firebell.domain.events import AlertEnded, AlertJoined
from firebell.domain.incident import Incident
from firebell.domain.playbook import UNSURE, Playbook
from firebell.slack.views.blocks import Block, Message, actions, button, lines, said, section
from firebell.slack.views.messages.parts import event_of, place, when
from firebell.words.say import form, say
from firebell.words.text import Link, Strong, Text, joined, text
from firebell.words.times import on_its_day

MOST_NAMED = 5
"""Alerts of one message that are named; of the others their number is said."""
RAISE = "alert_raise"


def alert_message(group: AlertGroup, incident: Incident | None, playbook: Playbook) -> Message:
    """How it stands now."""
    shown = incident if incident is not None and not incident.private else None
    head = _head(group, playbook)
    words = lines(
        head,
        *_named(group),
        _since(group, playbook),
        _belongs(group, shown),
    )
    blocks: list[Block] = [section(words)]
    if group.over is None and (shown is None or not shown.is_open or group.joined):
        key = "button.alert_raise_apart" if shown and shown.is_open else "button.alert_raise"
        blocks.append(actions([button(form(key), RAISE, group.id)]))
    key = "alert.over" if group.over else "alert.fires"
    fallback = say(key, sender=group.source, title=group.first.title)
    return Message(words=fallback, blocks=blocks)


def _head(group: AlertGroup, playbook: Playbook) -> Text:
    """Whose alert it is, and what the playbook makes of it."""
    key = "alert.head_over" if group.over else "alert.head"
    service = playbook.service(group.service)
    facts = [
        Strong(form(key, sender=group.source)),
        group.severity if group.severity != UNSURE else None,
        service.name if service else None,
    ]
    return joined(facts, " · ")


def _named(group: AlertGroup) -> Sequence[Text]:
    """Those that fire, before those that ended; of many the first."""
    ordered = sorted(group.alerts, key=lambda alert: not alert.fires)
    named = [_line(alert, group) for alert in ordered[:MOST_NAMED]]
    left = len(ordered) - len(named) + group.more
    return [*named, say("alert.more", count=left)] if left else named


def _line(alert: Alert, group: AlertGroup) -> Text:
    """Its title, which leads to the program where it said an address."""
    words = Link(alert.link, alert.title) if alert.link else alert.title
    if not alert.fires and group.over is None:
        return say("alert.ended_one", title=words)
    return text(words)


def _since(group: AlertGroup, playbook: Playbook) -> Text:
    """Since when, how often it was said; and when it ended."""
    zone = playbook.time_zone
    began = min(alert.since for alert in group.alerts)
    times = max(alert.heard for alert in group.alerts)
    if group.over is not None:
        over = max((alert.ended or group.over for alert in group.alerts), default=group.over)
        return say("alert.ended", began=on_its_day(began, zone), when=on_its_day(over, zone))
    key = "alert.since_often" if times > 1 else "alert.since"
    return say(key, when=on_its_day(began, zone), times=times)


def _belongs(group: AlertGroup, incident: Incident | None) -> Text:
    """Which incident it belongs to."""
    if incident is None:
        return ()
    if not incident.is_open:
        return say("alert.of_closed", label=incident.label)
    key = "alert.joined" if group.joined else "alert.raised"
    return say(key, label=incident.label, channel=place(incident))


def joined_line(job: Job) -> Message:
    """Another one fires, in the incident's own channel."""
    event = event_of(job, AlertJoined)
    key = "say.alert_joined_many" if event.more else "say.alert_joined"
    return said(say(key, sender=event.sender, title=event.title, count=event.more))


def ended_line(job: Job) -> Message:
    """It fires no more, in the incident's own channel."""
    event = event_of(job, AlertEnded)
    key = "say.alert_ended_many" if event.more else "say.alert_ended"
    at = when(job, event.ended)
    return said(say(key, sender=event.sender, title=event.title, count=event.more, when=at))
