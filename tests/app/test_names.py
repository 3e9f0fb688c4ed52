"""Names are learnt from events: late, once, and whatever happens to the process between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from firebell.app.incidents import Incidents
from firebell.app.names import Names
from firebell.domain.commands import Declare, ReportChannel, ReportMember
from firebell.domain.permissions import Caller
from firebell.playbook_file import read_playbook
from firebell.storage.address import open_store
from tests.app.world import FakeRoster

PLAYBOOK = read_playbook(Path(__file__).parents[2] / "examples" / "small" / "playbook.toml")


class Workspace:
    """A store on a file, a clock that is moved by hand, and a chat that tells some names."""

    def __init__(self, folder: Path) -> None:
        self._address = f"sqlite:///{folder / 'firebell.db'}"
        self.moved = timedelta()
        self.told = {"UALICE": "Alice", "UBOB": "Bob"}
        self.asked: list[list[str]] = []
        self.start()

    def start(self) -> None:
        """A process begins."""
        self.store = open_store(self._address, offset=lambda: self.moved)
        self.names = Names(self.store, self.ask, lambda: datetime.now(UTC) + self.moved)
        self.incidents = Incidents(
            self.store, lambda: PLAYBOOK, lambda: None, lambda: "one", FakeRoster()
        )

    async def ask(self, people: Sequence[str]) -> None:
        """What the chat tells is stored."""
        self.asked.append(list(people))
        known = {person: self.told[person] for person in people if person in self.told}
        await self.store.transact(lambda tx: tx.name_people(known))

    async def learn_after(self, **time: float) -> list[list[str]]:
        """Who is asked for when so much time has passed."""
        self.moved += timedelta(**time)
        self.asked.clear()
        await self.names.learn()
        return list(self.asked)

    async def declare(self) -> None:
        """Alice raises an incident."""
        await self.incidents.declare(
            Declare(by="UALICE", key="form", title="It is down", service="app", severity="High"),
            Caller("UALICE"),
        )
        await self.incidents.report("one", ReportChannel(channel="C1", name="inc-1"))

    async def known(self) -> dict[str, str]:
        """The names that a record would show."""
        people = ["UALICE", "UBOB", "UCAROL"]
        return dict(await self.store.read(lambda reads: reads.names(people)))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    found = Workspace(tmp_path)
    yield found
    found.store.close()


async def test_whom_an_event_names_is_asked_for_once_raising_is_over(workspace: Workspace) -> None:
    await workspace.declare()
    assert await workspace.learn_after(seconds=19) == []
    assert await workspace.known() == {}
    assert await workspace.learn_after(seconds=2) == [["UALICE"]]
    assert await workspace.known() == {"UALICE": "Alice"}
    await workspace.incidents.report("one", ReportMember(where="C1", person="UBOB"))
    assert await workspace.learn_after(seconds=21) == [["UBOB"]]
    assert await workspace.learn_after(seconds=21) == []


async def test_whom_an_event_named_before_a_restart_is_asked_for_after_it(
    workspace: Workspace,
) -> None:
    await workspace.declare()
    workspace.store.close()
    workspace.start()
    assert await workspace.learn_after(seconds=21) == [["UALICE"]]


async def test_a_name_that_the_chat_does_not_tell_is_asked_for_again_later(
    workspace: Workspace,
) -> None:
    await workspace.declare()
    await workspace.incidents.report("one", ReportMember(where="C1", person="UCAROL"))
    assert await workspace.learn_after(seconds=21) == [["UALICE", "UCAROL"]]
    assert await workspace.learn_after(minutes=9) == []
    assert await workspace.learn_after(minutes=2) == [["UCAROL"]]
    assert await workspace.known() == {"UALICE": "Alice"}
