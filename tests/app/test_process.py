"""What becomes of a changed file: in force, or told until it was heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from firebell.app.process import Process, activated
from firebell.domain.playbook import Playbook
from firebell.playbook_file.faults import Fault
from firebell.playbook_file.watching import Seen
from tests.app.world import World
from tests.domain.build import PLAYBOOK

AT = datetime(2026, 11, 27, 3, tzinfo=UTC)
WRONG = Seen("bad", None, (Fault("playbook.toml", 5, "loud is wrong", '"here"'),))
SAID = 'playbook.toml:5: loud is wrong. It would be "here".'
"""What a mistake says."""
"""Whoever runs it: whom to tell, and whether that works."""


class Operators:
    """Hears what is told, once it `answers`."""

    def __init__(self) -> None:
        self.answers = False
        self.heard: list[tuple[str, ...]] = []

    async def tell(self, _: Sequence[str], __: Playbook, mistakes: Sequence[str]) -> bool:
        if self.answers:
            self.heard.append(tuple(mistakes))
        return self.answers


class Night:
    """The file as it is seen next, and what is in force."""

    def __init__(self, world: World) -> None:
        self.next: Seen | None = None
        self.playbook = replace(PLAYBOOK, version="old", since=AT)
        self.operators = Operators()
        self.shown: list[str] = []
        self.process = Process(
            world.store,
            lambda: self.next,
            self.use,
            lambda: self.playbook,
            world.incidents,
            self.operators.tell,
            self.shown.append,
        )

    def use(self, playbook: Playbook) -> None:
        self.playbook = playbook

    async def sees(self, seen: Seen | None) -> None:
        self.next = seen
        await self.process.look()
        self.next = None


async def test_mistakes_are_told_until_somebody_heard_and_the_one_before_goes_on(
    world: World,
) -> None:
    night = Night(world)
    await night.sees(WRONG)
    assert (night.playbook.version, night.shown) == ("old", [SAID])
    assert night.process.mistakes == 1
    await night.sees(None)
    assert night.operators.heard == []
    night.operators.answers = True
    await night.sees(None)
    await night.sees(None)
    assert night.operators.heard == [(SAID,)]
    await night.sees(Seen("new", PLAYBOOK))
    assert night.playbook.version == "new"
    assert night.operators.heard == [(SAID,), ()]
    assert night.process.mistakes == 0


async def test_a_file_without_mistakes_is_in_force_and_nobody_is_told(world: World) -> None:
    night = Night(world)
    night.operators.answers = True
    await night.sees(Seen("new", replace(PLAYBOOK, organisation="Other")))
    assert (night.playbook.organisation, night.playbook.version) == ("Other", "new")
    assert night.operators.heard == []
    assert night.shown == ["The playbook is in force, version new."]


async def test_the_same_file_again_is_since_when_it_was_and_another_remembers_what_it_lost(
    world: World,
) -> None:
    first = await world.store.transact(lambda tx: activated(tx, "one", PLAYBOOK))
    again = await world.store.transact(lambda tx: activated(tx, "one", PLAYBOOK))
    assert (again.version, again.since) == ("one", first.since)
    fewer = replace(PLAYBOOK, roles=PLAYBOOK.roles[1:])
    later = await world.store.transact(lambda tx: activated(tx, "two", fewer))
    assert [role.key for role in later.gone_roles] == ["comms"]
    stored = await world.store.read(lambda reads: reads.active_playbook())
    assert stored == ("two", later)
