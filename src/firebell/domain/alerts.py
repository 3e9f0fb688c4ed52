"""Alerts that programs send: what they say, which belong together, and what becomes of them.

An alert is words of a stranger. It says that a program saw something, never that users are
affected; so it is shown, it can be raised from, and it closes nothing. Alerts that belong together
(as their sender says, or because so many came at once) are one group, which is one message.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from firebell.domain.incident import Incident
from firebell.domain.playbook import UNSURE, AlertSource, Playbook, RaisedHow

MOST_KEPT = 200
"""Alerts of one group that are told apart; of more only the number is known."""
MOST_MESSAGES = 5
"""New messages of one source within `A_STORM`; what comes then is gathered in one."""
A_STORM = timedelta(minutes=5)
GATHERED = "*"
"""The key of the group in which a storm is gathered."""
KEPT_FOR = timedelta(days=30)
"""How long what has ended is kept, and what nobody was told of any more."""
UNHEARD = timedelta(hours=24)
"""After so long without a word, an alert that fires is news: not every program says an end."""
APART = timedelta(seconds=10)
"""Between two changes of one message: a storm changes it six times a minute."""


class AlertState(StrEnum):
    """Whether it fires or has ended. Stored: never rename a value."""

    FIRING = "firing"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """What one notification says of one alert. `key` tells it from others of its source; `group` is
    the sender's own, empty where it has none; `more` are alerts of the group that were left out.
    Texts are cut and clean, times aware and in UTC."""

    key: str
    title: str
    state: AlertState
    since: datetime | None = None
    ended: datetime | None = None
    link: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    group: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One alert as it was last heard of; `heard` is how often it was said that it fires."""

    key: str
    title: str
    state: AlertState
    since: datetime
    ended: datetime | None = None
    link: str = ""
    heard: int = 1

    @property
    def fires(self) -> bool:
        """Whether it has not ended."""
        return self.state is AlertState.FIRING


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertGroup:
    """Alerts of one source that are one message, and how far that is.

    `service` and `severity` are keys of the playbook, as its mappings say (`unsure` where they say
    nothing). `place` and `ts` are where the message stands, `tried` says that it may stand there;
    `wanted` and `sent` are versions of it, `shown` says when it was changed last, `said` when the
    incident's own channel last heard that more of it fires. `incident` is the opaque id of the one
    that was raised from it or that it joined (`joined`). `raise_at` is when a rule raises it,
    unless it ends before then. `over` says since when all of it has ended. `mark` is
    what of its incident the message shows.
    """

    id: str
    source: str
    key: str
    opened: datetime
    changed: datetime
    service: str = UNSURE
    severity: str = UNSURE
    alerts: tuple[Alert, ...] = ()
    more: int = 0
    over: datetime | None = None
    place: str = ""
    ts: str | None = None
    tried: bool = False
    wanted: int = 1
    sent: int = 0
    shown: datetime | None = None
    failures: int = 0
    said: datetime | None = None
    incident: str | None = None
    joined: bool = False
    raise_at: datetime | None = None
    mark: str = ""

    @property
    def firing(self) -> tuple[Alert, ...]:
        """Those that have not ended."""
        return tuple(alert for alert in self.alerts if alert.fires)

    @property
    def first(self) -> Alert:
        """The one that is named: the first that fires, else the first."""
        return next(iter(self.firing), self.alerts[0])

    @property
    def due(self) -> datetime | None:
        """When something is to be done for it next."""
        shown = self.shown + APART if self.shown and self.over is None else self.changed
        pending = [shown] if self.wanted > self.sent else []
        pending += [self.raise_at] if self.raise_at else []
        return min(pending, default=None)


def opened(id: str, source: str, key: str, now: datetime) -> AlertGroup:
    """A group of which nothing was heard yet."""
    return AlertGroup(id=id, source=source, key=key, opened=now, changed=now)


def said_anew(group: AlertGroup, now: datetime) -> AlertGroup:
    """The group as if nothing had been heard of it, where nothing was for long: a message that was
    changed tells nobody, so it gets a new one. Its incident stays its own."""
    if group.over is not None or now - group.changed <= UNHEARD:
        return group
    there = group.incident
    return replace(opened(group.id, group.source, group.key, now), incident=there)


def heard(
    group: AlertGroup,
    signals: Iterable[Signal],
    source: AlertSource,
    now: datetime,
    playbook: Playbook,
) -> AlertGroup:
    """The group after these; a repeated one is counted, one that is not known can't end."""
    known = {alert.key: alert for alert in group.alerts}
    severity, service, raise_at, more = group.severity, group.service, group.raise_at, group.more
    for signal in signals:
        earlier = known.get(signal.key)
        more = max(more, signal.more)
        if signal.state is AlertState.ENDED:
            if earlier is not None and earlier.fires:
                ended = signal.ended or now
                known[signal.key] = replace(earlier, state=AlertState.ENDED, ended=ended)
            continue
        if earlier is None and len(known) >= MOST_KEPT:
            more += 1
            continue
        known[signal.key] = _fires(earlier, signal, now)
        severity = worse(severity, severity_of(signal, source), playbook)
        service = service if service != UNSURE else service_of(signal, source)
        if earlier is None or not earlier.fires:
            due = raised_at(signal, source, now)
            raise_at = min(filter(None, [raise_at, due]), default=None)
    alerts = tuple(known.values())
    over = alerts and not any(alert.fires for alert in alerts)
    return replace(
        group,
        alerts=alerts,
        more=more,
        severity=severity,
        service=service,
        changed=now,
        over=now if over else None,
        wanted=group.wanted + 1 if group.alerts else group.wanted,
        raise_at=None if over else raise_at,
    )


def _fires(earlier: Alert | None, signal: Signal, now: datetime) -> Alert:
    """It fires: anew, again, or still."""
    again = earlier is not None and earlier.fires
    return Alert(
        key=signal.key,
        title=signal.title,
        state=AlertState.FIRING,
        since=earlier.since if earlier and again else min(signal.since or now, now),
        link=signal.link or (earlier.link if earlier else ""),
        heard=earlier.heard + 1 if earlier else 1,
    )


def severity_of(signal: Signal, source: AlertSource) -> str:
    """The playbook's, where its mapping knows the sender's; else *Not sure*."""
    return source.severities.get(signal.labels.get(source.severity_label, ""), UNSURE)


def service_of(signal: Signal, source: AlertSource) -> str:
    """The one that the mapping says, else the source's own, else *Not sure*."""
    said = signal.labels.get(source.service_label, "")
    return source.services.get(said) or source.service or UNSURE


def worse(a: str, b: str, playbook: Playbook) -> str:
    """The worse of two severities; *Not sure* only where both are."""
    if UNSURE in (a, b):
        return b if a == UNSURE else a
    return b if playbook.is_higher(b, a) else a


def raised_at(signal: Signal, source: AlertSource, now: datetime) -> datetime | None:
    """When a rule raises an incident of it, if it still fires then; None where people decide."""
    if source.raise_ is not RaisedHow.AT_ONCE:
        return None
    severity = severity_of(signal, source)
    if source.raise_severities and severity not in source.raise_severities:
        return None
    if any(signal.labels.get(label) != value for label, value in source.raise_labels.items()):
        return None
    begun = min(signal.since or now, now)
    return max(now, begun + source.raise_after)


def linked(group: AlertGroup, incident: str, *, joined: bool) -> AlertGroup:
    """It belongs to this incident from now on; its message says so at once."""
    return replace(
        group,
        incident=incident,
        joined=joined,
        raise_at=None,
        wanted=group.wanted + 1,
        shown=None,
    )


def mark_of(incident: Incident | None) -> str:
    """What of an incident an alert's message depends on: where it is the same, nothing of the
    message is to be changed."""
    if incident is None or incident.private:
        return ""
    channel = incident.channel.id if incident.channel else incident.channel_name
    return f"{incident.label} {incident.is_open} {channel} {incident.thread_message}"


def waits_longer(group: AlertGroup) -> timedelta:
    """Until it is tried again: longer each time, a minute at most."""
    return timedelta(seconds=min(60, 2 ** min(group.failures, 6)))
