"""Alerts are stored once and shown once, whatever fails, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from firebell.app.alerts import Alerts, Shown
from firebell.app.errors import ChatError, DidNotHappen, MayHaveHappened, NeverWill
from firebell.domain.alerts import AlertGroup, AlertState, Signal
from firebell.domain.commands import ChangeSeverity, Close, MakePrivate
from firebell.domain.events import AlertEnded, AlertJoined, Declared
from firebell.domain.incident import Incident
from firebell.domain.playbook import AlertSource, Playbook, RaisedHow, SenderKind
from firebell.domain.pseudonyms import ALERT
from tests.app.world import World
from tests.domain.build import PLAYBOOK

ASKS = AlertSource(
    key="prometheus",
    kind=SenderKind.ALERTMANAGER,
    channel="C0ALERTS",
    service="website",
    severities={"critical": "P1", "warning": "P2"},
)
AT_ONCE = replace(ASKS, raise_=RaisedHow.AT_ONCE, raise_severities=("P1",))


class Killed(Exception):
    """The process ended here."""


@dataclass
class FakeBoard:
    """A chat with messages by their group; `failing` says how the next calls end, and whether what
    was asked for was done."""

    messages: dict[str, list[AlertGroup]] = field(default_factory=dict)
    labels: dict[str, str | None] = field(default_factory=dict)
    failing: list[tuple[Exception, bool]] = field(default_factory=list)
    changes: int = 0

    def _may_fail(self, done: Callable[[], None]) -> None:
        if not self.failing:
            done()
            return
        error, was_done = self.failing.pop(0)
        if was_done:
            done()
        raise error

    async def find(self, group: AlertGroup, channel: str) -> Shown | None:
        there = [each.opened for each in self.messages.get(group.id, [])]
        return Shown(place=channel, ts=group.id) if group.opened in there else None

    async def post(self, group: AlertGroup, incident: Incident | None, channel: str) -> Shown:
        self._may_fail(lambda: self.messages.setdefault(group.id, []).append(group))
        self.labels[group.id] = incident.label if incident and not incident.private else None
        return Shown(place=channel, ts=group.id)

    async def change(self, group: AlertGroup, incident: Incident | None) -> None:
        def done() -> None:
            self.messages[group.id][-1] = group
            self.changes += 1

        self._may_fail(done)
        self.labels[group.id] = incident.label if incident and not incident.private else None

    async def link(self, place: str, ts: str) -> str:
        return f"https://example.com/{place}/{ts}"

    @property
    def shown(self) -> list[AlertGroup]:
        """All messages that stand, copies among them."""
        return [group for copies in self.messages.values() for group in copies]


class Door:
    """The use cases of one source."""

    def __init__(self, world: World, source: AlertSource) -> None:
        self.world = world
        self.source = source
        self.board = FakeBoard()
        self.alerts = self.started()

    def started(self) -> Alerts:
        """A process begins."""
        world = self.world
        return Alerts(world.store, self.playbook, world.wake, world.new_id, self.board)

    def playbook(self) -> Playbook:
        return replace(PLAYBOOK, alerts=(self.source,))

    async def says(self, *signals: Signal) -> None:
        await self.alerts.take(self.source, signals)

    async def looks(self) -> None:
        """The chore, as often as there is something to do."""
        for _ in range(5):
            await self.alerts.look()

    async def dies(self) -> None:
        """The chore ends at a kill; another process begins, as the only one."""
        with pytest.raises(Killed):
            await self.alerts.look()
        await self.world.store.transact(lambda tx: tx.free_leases())
        self.alerts = self.started()


def fires(key: str = "a", **more: object) -> Signal:
    given = {
        "key": key,
        "title": f"{key} is high",
        "group": "g",
        "labels": {"severity": "critical"},
    }
    return Signal(state=AlertState.FIRING, **{**given, **more})  # type: ignore[arg-type]


def ends(key: str = "a", **more: object) -> Signal:
    return replace(fires(key, **more), state=AlertState.ENDED)


async def test_an_alert_is_one_message_that_counts_and_ends(either: World) -> None:
    door = Door(either, ASKS)
    await door.says(fires())
    await door.looks()
    await door.says(fires())
    await door.says(fires())
    either.wait(seconds=11)
    await door.looks()
    (shown,) = door.board.shown
    assert [(alert.title, alert.heard) for alert in shown.alerts] == [("a is high", 3)]
    assert (shown.service, shown.severity, door.board.changes) == ("website", "P1", 1)
    await door.says(ends())
    await door.looks()
    (shown,) = door.board.shown
    assert shown.over is not None
    await door.says(ends(), ends("never seen"))
    await door.says(fires())
    await door.looks()
    assert len(door.board.shown) == 2


@pytest.mark.parametrize("was_done", [True, False])
@pytest.mark.parametrize(
    "error", [Killed(), MayHaveHappened("timeout"), DidNotHappen("connection", method="any")]
)
async def test_whatever_fails_where_it_is_posted_it_stands_once(
    world: World, error: Exception, was_done: bool
) -> None:
    door = Door(world, ASKS)
    await door.says(fires())
    door.board.failing = [(error, was_done and not isinstance(error, DidNotHappen))]
    if isinstance(error, ChatError):
        await door.looks()
        await world.store.transact(lambda tx: tx.free_leases())
    else:
        await door.dies()
    await door.looks()
    assert [group.alerts[0].title for group in door.board.shown] == ["a is high"]


async def test_a_channel_that_is_not_there_holds_up_nothing_and_is_tried_with_the_next(
    world: World,
) -> None:
    door = Door(world, ASKS)
    door.board.failing = [(NeverWill("channel_not_found"), False)]
    await door.says(fires())
    await door.looks()
    assert (door.board.shown, door.board.failing) == ([], [])
    await door.says(fires())
    await door.looks()
    assert len(door.board.shown) == 1


async def test_a_rule_raises_once_with_what_is_known_and_others_join(either: World) -> None:
    door = Door(either, AT_ONCE)
    await door.says(fires("w", group="w", labels={"severity": "warning"}))
    await door.says(fires())
    await door.looks()
    (raised,) = await either.store.read(lambda reads: reads.open_incidents())
    assert (raised.declarer, raised.in_charge, raised.severity) == (ALERT, ALERT, "P1")
    assert not raised.severity_confirmed
    assert raised.source is not None
    assert raised.source.link.startswith("https://example.com/C0ALERTS/")
    await door.says(fires("b", group="h"))
    await door.says(ends("b", group="h"))
    await door.looks()
    stored = await either.store.read(lambda reads: reads.events(raised.id))
    kinds = (Declared, AlertJoined, AlertEnded)
    found = [each.event for each in stored if isinstance(each.event, kinds)]
    assert [type(event) for event in found] == list(kinds)
    assert len(await either.store.read(lambda reads: reads.open_incidents())) == 1


async def test_a_rule_waits_as_long_as_it_says_and_raises_nothing_that_has_ended(
    world: World,
) -> None:
    door = Door(world, replace(AT_ONCE, raise_after=timedelta(minutes=5)))
    await door.says(fires(), fires("b", group="h"))
    await door.looks()
    world.wait(minutes=4)
    await door.says(ends())
    await door.looks()
    assert await world.store.read(lambda reads: reads.open_incidents()) == []
    world.wait(minutes=2)
    await door.looks()
    (raised,) = await world.store.read(lambda reads: reads.open_incidents())
    assert raised.title == "b is high"


async def test_a_kill_around_a_rule_raises_one_incident(world: World) -> None:
    door = Door(world, AT_ONCE)
    await door.says(fires())
    door.board.failing = [(Killed(), True)]
    await door.dies()
    await door.looks()
    assert len(await world.store.read(lambda reads: reads.open_incidents())) == 1
    assert len(door.board.shown) == 1


async def test_nothing_is_said_of_a_private_incident(world: World) -> None:
    door = Door(world, ASKS)
    await door.says(fires())
    await door.looks()
    (shown,) = door.board.shown
    await world.declare(alert=shown.id)
    await door.looks()
    assert (door.board.labels, door.board.changes) == ({shown.id: "INC-1"}, 1)
    await world.ask(ChangeSeverity(by="UALICE", severity="P1"), incident=world.ids[-1])
    await door.looks()
    assert door.board.changes == 1
    await world.ask(MakePrivate(by="UALICE"), incident=world.ids[-1])
    await door.looks()
    assert door.board.labels == {shown.id: None}
    await door.says(fires("b", group="h"))
    await door.looks()
    assert list(door.board.labels.values()) == [None, None]


async def test_what_fires_after_the_closing_asks_anew(world: World) -> None:
    door = Door(world, AT_ONCE)
    await door.says(fires())
    await door.looks()
    (first,) = await world.store.read(lambda reads: reads.open_incidents())
    await world.ask(Close(by="UALICE"), incident=first.id)
    await door.says(fires())
    await door.looks()
    assert await world.store.read(lambda reads: reads.open_incidents()) == []
    await door.says(fires("b"))
    await door.looks()
    (second,) = await world.store.read(lambda reads: reads.open_incidents())
    assert second.number == 2


async def test_a_storm_is_gathered_and_all_of_it_ends(either: World) -> None:
    door = Door(either, ASKS)
    keys = [f"k{number}" for number in range(40)]
    await door.says(*(fires(key, group="") for key in keys))
    await door.looks()
    assert sorted(len(group.alerts) for group in door.board.shown) == [1, 1, 1, 1, 1, 35]
    await door.says(*(ends(key, group="") for key in keys))
    await door.looks()
    assert all(group.over for group in door.board.shown)


async def test_what_was_not_heard_of_for_a_day_is_said_anew(world: World) -> None:
    door = Door(world, ASKS)
    await door.says(fires())
    await door.looks()
    world.wait(hours=23)
    await door.says(fires())
    await door.looks()
    assert len(door.board.shown) == 1
    world.wait(hours=25)
    await door.says(fires())
    await door.looks()
    assert [[alert.heard for alert in group.alerts] for group in door.board.shown] == [[2], [1]]
    await door.says(ends())
    await door.looks()
    assert [group.over is None for group in door.board.shown] == [True, False]


async def test_what_nobody_hears_of_any_more_is_forgotten(world: World) -> None:
    door = Door(world, ASKS)
    await door.says(fires())
    await door.looks()
    (shown,) = door.board.shown
    world.wait(days=29)
    await door.alerts.forget()
    assert await door.alerts.group(shown.id) is not None
    world.wait(days=2)
    await door.alerts.forget()
    assert await door.alerts.group(shown.id) is None
