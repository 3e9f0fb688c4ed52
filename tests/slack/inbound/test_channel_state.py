"""What Slack says of a channel that nobody told: whoever is found to have come is caught up too."""

from __future__ import annotations

from pathlib import Path

from firebell.app.errors import MayHaveHappened
from firebell.domain.commands import ReportChannel, ReportMember
from firebell.domain.events import MemberCame
from firebell.slack.client.gateway import ApiResponse, Gateway
from firebell.slack.inbound.channel_state import ChannelState
from tests.app.world import FakeRoster, World


class FakeSlack(Gateway):
    """One public channel."""

    def __init__(self) -> None:
        pass

    async def call(
        self, method: str, may_send: object = None, /, **arguments: object
    ) -> ApiResponse:
        return {"channel": {"is_archived": False, "is_private": False}}


async def test_who_came_while_nobody_listened_is_caught_up_once(tmp_path: Path) -> None:
    """Whoever is seen coming reads how it stands; whoever is found later did not."""
    world = World(f"sqlite:///{tmp_path / 'firebell.db'}")
    await world.declare()
    for known in (ReportChannel(channel="C1", name="inc-1"), ReportMember(where="C1", person="UA")):
        await world.incidents.report("incident-1", known)
    caught_up: list[tuple[str, str]] = []

    async def came(person: str, channel: str) -> None:
        caught_up.append((person, channel))
        raise MayHaveHappened("timeout")

    roster = FakeRoster()
    roster.people["C1"] = frozenset({"UA", "UB", "UC"})
    async with world.working() as worker:
        state = ChannelState(world.incidents, FakeSlack(), roster, worker.survive, came)
        for _ in range(2):
            await state.compare_all()
    assert caught_up == [("UB", "C1"), ("UC", "C1")]
    came_in = [event.person for event in await world.events(MemberCame)]  # type: ignore[attr-defined]
    world.store.close()
    assert came_in == ["UA", "UB", "UC"]
