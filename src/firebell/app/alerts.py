"""Alerts: stored as they come, shown by a chore, raised by people or by a rule of the playbook.

What a sender says is one transaction: when it has its answer, the alert is stored, with what it
means for an incident that is open. A message in Slack follows: it is due until it stands, and what
comes meanwhile changes what it says, so that a storm is a handful of messages. Where it may stand
already, it is looked for before it is said again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Protocol

from firebell.app.errors import ChatError, DidNotHappen, NeverWill
from firebell.app.incidents import first
from firebell.app.ports import Loaded, Store, Transaction, Unreadable
from firebell.app.recording import move, with_pings
from firebell.domain.alerts import (
    A_STORM,
    GATHERED,
    KEPT_FOR,
    MOST_MESSAGES,
    Alert,
    AlertGroup,
    AlertState,
    Signal,
    heard,
    linked,
    mark_of,
    opened,
    said_anew,
    waits_longer,
)
from firebell.domain.commands import Declare, ReportAlertEnded, ReportAlertJoined
from firebell.domain.incident import Incident, Source
from firebell.domain.permissions import Caller
from firebell.domain.playbook import AlertSource, Playbook
from firebell.domain.pseudonyms import ALERT
from firebell.domain.refusals import Refused
from firebell.words.say import say
from firebell.words.text import plain

log = logging.getLogger(__name__)

AT_ONCE = 10
"""Messages of one round."""
LEASE = timedelta(seconds=30)
"""Longer than the calls of one message take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Where a message of alerts stands in the chat, and its address."""

    place: str
    ts: str
    link: str = ""


class AlertBoard(Protocol):
    """Shows alerts in the chat. Raises ChatError."""

    async def find(self, group: AlertGroup, channel: str) -> Shown | None:
        """The message that may stand there already."""

    async def post(self, group: AlertGroup, incident: Incident | None, channel: str) -> Shown:
        """Say it for the first time."""

    async def change(self, group: AlertGroup, incident: Incident | None) -> None:
        """Let the message say how it stands; one that somebody deleted stays away."""

    async def link(self, place: str, ts: str) -> str:
        """Its address; empty where nobody says."""


class Alerts:
    """`take` is what the door calls, `look` and `forget` are chores."""

    def __init__(
        self,
        store: Store,
        playbook: Callable[[], Playbook],
        wake: Callable[[], None],
        new_id: Callable[[], str],
        board: AlertBoard,
    ) -> None:
        self._store = store
        self._playbook = playbook
        self._wake = wake
        self._new_id = new_id
        self._board = board

    async def take(self, source: AlertSource, signals: Sequence[Signal]) -> None:
        """Store what a sender says. Once this returns, nothing of it is lost."""
        work = partial(
            _take, source=source, signals=signals, playbook=self._playbook(), new_id=self._new_id
        )
        await self._store.transact(work, urgent=False)
        self._wake()

    async def look(self) -> None:
        """Show what is due, and raise what a rule raises now."""
        groups = await self._store.transact(lambda tx: tx.alerts.take(AT_ONCE, LEASE), urgent=False)
        ended = await asyncio.gather(*map(self._follow, groups), return_exceptions=True)
        for error in ended:
            if error is not None:
                raise error

    async def group(self, id: str) -> AlertGroup | None:
        """The group with this opaque id, for whoever pressed its button."""
        return await self._store.transact(lambda tx: tx.alerts.group(id))

    async def forget(self) -> None:
        """Delete what ended, or was not heard of any more, long ago."""
        await self._store.transact(lambda tx: tx.alerts.forget(tx.now() - KEPT_FOR), urgent=False)

    async def _follow(self, group: AlertGroup) -> None:
        failure: ChatError | None = None
        try:
            group = await self._shown(group)
        except ChatError as error:
            failure = error
        if group.raise_at is not None:
            await self._raised(group)
        await self._settle(group, failure)

    async def _shown(self, group: AlertGroup) -> AlertGroup:
        """Its message says how it stands now. Raises ChatError."""
        incident, version = await self._incident_of(group)
        mark = mark_of(incident)
        source = self._playbook().alert_source(group.source)
        stands = group.wanted <= group.sent and mark == group.mark
        if stands or (group.ts is None and source is None):
            return await self._said(group, group, version, mark)
        if group.ts is not None:
            await self._board.change(group, incident)
            return await self._said(group, group, version, mark)
        assert source is not None, "a message that is not there has a source"
        there = await self._board.find(group, source.channel) if group.tried else None
        if there is None:
            await self._store.transact(partial(_tried, id=group.id), urgent=False)
            there = await self._board.post(group, incident, source.channel)
            posted = replace(group, place=there.place, ts=there.ts)
            return await self._said(group, posted, version, mark)
        found = replace(group, place=there.place, ts=there.ts)
        await self._board.change(found, incident)
        return await self._said(group, found, version, mark)

    async def _said(
        self, sent: AlertGroup, there: AlertGroup, version: int, mark: str
    ) -> AlertGroup:
        """The version of `sent` stands at the place of `there`."""

        def work(tx: Transaction) -> AlertGroup:
            tx.alerts.turn()
            found = tx.alerts.group(sent.id) or there
            said = replace(
                found,
                place=there.place,
                ts=there.ts,
                tried=there.ts is not None,
                sent=sent.wanted,
                shown=tx.now(),
                failures=0,
                mark=mark,
            )
            tx.alerts.save(said, seen=version)
            return said

        return await self._store.transact(work, urgent=False)

    async def _incident_of(self, group: AlertGroup) -> tuple[Incident | None, int]:
        """Its incident, and the version of it."""
        if group.incident is None:
            return None, 0
        id = group.incident
        try:
            loaded = await self._store.read(lambda reads: reads.incident(id))
        except Unreadable:
            return None, 0
        return (loaded.incident, loaded.version) if loaded else (None, 0)

    async def _raised(self, group: AlertGroup) -> None:
        """A rule raises it, where its time has come and it still fires."""
        link = ""
        if group.ts is not None:
            link = await self._board.link(group.place, group.ts)
        work = partial(
            _raise_by_rule, id=group.id, link=link, playbook=self._playbook(), new_id=self._new_id
        )
        try:
            await self._store.transact(work, urgent=False)
        except Refused as refused:
            log.warning("A rule of %s could not raise it (%s)", group.source, refused.key)
            await self._store.transact(partial(_left_to_people, id=group.id), urgent=False)
        self._wake()

    async def _settle(self, group: AlertGroup, failure: ChatError | None) -> None:
        if failure is not None:
            log.warning("Alerts of %s can't be shown now (%s)", group.source, failure.code)
        _, version = await self._incident_of(group)
        work = partial(_settled, id=group.id, failure=failure, version=version)
        await self._store.transact(work, urgent=False)


def _take(
    tx: Transaction,
    source: AlertSource,
    signals: Sequence[Signal],
    playbook: Playbook,
    new_id: Callable[[], str],
) -> None:
    tx.alerts.turn()
    for group, said in _by_group(tx, source, signals, new_id).values():
        if any(signal.state is AlertState.FIRING for signal in said):
            group = said_anew(group, tx.now())
        after = heard(group, said, source, tx.now(), playbook)
        if not after.alerts:
            continue
        begun = [alert for alert in after.firing if alert.key not in _keys(group)]
        if begun and not _is_open(_incident(tx, group.incident)):
            after = _joined(tx, replace(after, incident=None, joined=False), playbook)
        elif begun:
            after = _said_inside(tx, replace(after, raise_at=None), begun, playbook)
        if after.over and not group.over:
            _say_the_end(tx, after, playbook)
        tx.alerts.save(after)


def _by_group(
    tx: Transaction,
    source: AlertSource,
    signals: Iterable[Signal],
    new_id: Callable[[], str],
) -> Mapping[str, tuple[AlertGroup, list[Signal]]]:
    """Which alerts belong to which message: where they are already, else as the sender groups
    them, else, where too many came at once, together."""
    found: dict[str, tuple[AlertGroup, list[Signal]]] = {}
    by_key: dict[str, str] = {}
    for signal in signals:
        key = signal.group or signal.key
        home = tx.alerts.home_of(source.key, signal.key) or by_key.get(key)
        if home is None and signal.state is AlertState.ENDED:
            continue
        if home is None:
            group = tx.alerts.firing(source.key, key) or _new(tx, source, key, found, new_id)
            home = by_key[key] = group.id
            found.setdefault(home, (group, []))
        if home not in found:
            there = tx.alerts.group(home)
            if there is None:
                continue
            found[home] = (there, [])
        found[home][1].append(signal)
    return found


def _new(
    tx: Transaction,
    source: AlertSource,
    key: str,
    found: Mapping[str, tuple[AlertGroup, list[Signal]]],
    new_id: Callable[[], str],
) -> AlertGroup:
    """One of its own, or in a storm the one in which all are gathered."""
    now = tx.now()
    coming = [group for group, _ in found.values() if group.source == source.key]
    new = [group for group in coming if not group.alerts]
    if tx.alerts.opened_since(source.key, now - A_STORM) + len(new) < MOST_MESSAGES:
        return opened(new_id(), source.key, key, now)
    gathered = next((group for group in coming if group.key == GATHERED), None)
    gathered = gathered or tx.alerts.firing(source.key, GATHERED)
    return gathered or opened(new_id(), source.key, GATHERED, now)


def _joined(tx: Transaction, group: AlertGroup, playbook: Playbook) -> AlertGroup:
    """It joins an open incident that alerts of the same group or service belong to, if any; never
    a private one, nor a drill."""
    for id in tx.alerts.incidents(group.source, group.key, group.service):
        loaded = _incident(tx, id)
        if loaded is None or not _is_open(loaded):
            continue
        if loaded.incident.private or loaded.incident.drill:
            continue
        report = ReportAlertJoined(
            group=group.id,
            sender=group.source,
            title=group.first.title,
            more=len(group.firing) - 1 + group.more,
        )
        move(tx, loaded, report, playbook)
        return replace(linked(group, id, joined=True), said=tx.now())
    return group


def _keys(group: AlertGroup) -> frozenset[str]:
    return frozenset(alert.key for alert in group.firing)


def _said_inside(
    tx: Transaction, group: AlertGroup, begun: Sequence[Alert], playbook: Playbook
) -> AlertGroup:
    """More of it fires: one line in the incident's own channel, and no more for a while."""
    loaded, now = _incident(tx, group.incident), tx.now()
    if loaded is None or (group.said and now - group.said < A_STORM):
        return group
    report = ReportAlertJoined(
        group=group.id, sender=group.source, title=begun[0].title, more=len(begun) - 1
    )
    move(tx, loaded, report, playbook)
    return replace(group, said=now)


def _say_the_end(tx: Transaction, group: AlertGroup, playbook: Playbook) -> None:
    """In the incident's own channel, while it is open."""
    loaded = _incident(tx, group.incident)
    if loaded is None or not _is_open(loaded):
        return
    last = max((alert.ended or tx.now() for alert in group.alerts), default=tx.now())
    report = ReportAlertEnded(
        group=group.id,
        sender=group.source,
        title=group.first.title,
        ended=min(last, tx.now()),
        more=len(group.alerts) - 1 + group.more,
    )
    move(tx, loaded, report, playbook)


def _incident(tx: Transaction, id: str | None) -> Loaded | None:
    """One that can't be read holds no alert up."""
    if id is None:
        return None
    try:
        return tx.incident(id)
    except Unreadable:
        return None


def _is_open(loaded: Loaded | None) -> bool:
    return loaded is not None and loaded.incident.is_open


def _raise_by_rule(
    tx: Transaction, id: str, link: str, playbook: Playbook, new_id: Callable[[], str]
) -> None:
    """Raises Refused."""
    tx.alerts.turn()
    group = tx.alerts.group(id)
    if group is None or group.raise_at is None or group.raise_at > tx.now():
        return
    if group.over is None and group.incident is None:
        group = _joined(tx, group, playbook)
    if group.over is None and group.incident is None:
        command = _by_rule(group, link)
        handled = first(tx, with_pings(tx, command), Caller(ALERT), playbook, new_id())
        group = linked(group, handled.incident.id, joined=False)
    tx.alerts.save(replace(group, raise_at=None))


def _by_rule(group: AlertGroup, link: str) -> Declare:
    """What a rule says of it: nothing that nobody knows."""
    there = group.ts is not None
    source = Source(
        channel=group.place, ts=group.ts or "", thread=group.ts or "", link=link, writable=True
    )
    return Declare(
        by=ALERT,
        key=f"alert:{group.id}:{group.wanted}",
        title=group.first.title,
        service=group.service,
        severity=group.severity,
        description=plain(say("alert.raised_by_rule", sender=group.source)),
        source=source if there else None,
        assumed=True,
    )


def _left_to_people(tx: Transaction, id: str) -> None:
    tx.alerts.turn()
    group = tx.alerts.group(id)
    if group is not None:
        tx.alerts.save(replace(group, raise_at=None))


def _tried(tx: Transaction, id: str) -> None:
    """From here on its message may stand."""
    tx.alerts.turn()
    group = tx.alerts.group(id)
    if group is not None:
        tx.alerts.save(replace(group, tried=True))


def _settled(tx: Transaction, id: str, failure: ChatError | None, version: int) -> None:
    """Nobody is at it any more; what failed for now is tried again after a while, what never works
    is let be until there is something new to say."""
    tx.alerts.turn()
    group = tx.alerts.group(id)
    if failure is None or group is None:
        tx.alerts.release(id)
        return
    failed = replace(group, failures=group.failures + 1)
    if isinstance(failure, NeverWill):
        tx.alerts.save(replace(failed, sent=group.wanted), seen=version)
        tx.alerts.release(id)
        return
    pause = waits_longer(group)
    if isinstance(failure, DidNotHappen) and failure.retry_after is not None:
        pause = timedelta(seconds=failure.retry_after)
    tx.alerts.save(failed)
    tx.alerts.release(id, after=pause)
