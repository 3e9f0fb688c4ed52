"""Whatever people do and whatever Slack does meanwhile: the end is that of a calm evening.

Deeds in any order, each with a fault of Slack's or a restart of the bot while it is carried out,
against the same deeds undisturbed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slack_sandbox import Sandbox
from tests.kills.bots import state
from tests.kills.test_faults import FAULTS, METHODS, UNHURRIED, calm, declare
from tests.kills.test_kills import differences
from tests.stories.evening import Evening, evening

DEEDS = (
    *("update", "worse", "milder", "edit", "close", "reopen", "join", "ask", "note"),
    *("action", "done"),
)
RESTART = ("", "restart")
TROUBLE = [RESTART, *((method, fault) for method in METHODS["declare"] for fault in FAULTS)]

Deed = str
Trouble = tuple[str, str] | None


async def do(night: Evening, own: str, deed: Deed) -> None:
    """One thing that somebody does in the incident's channel; a refusal changes nothing."""
    match deed:
        case "update":
            await night.alice.types("/incident update", own)
            await night.alice.submits(known="It is the database", status="identified")
        case "worse" | "milder":
            await night.bob.types("/incident severity", own)
            await night.bob.submits(severity="P1" if deed == "worse" else "P3", why="It grew")
        case "edit":
            await night.alice.types("/incident edit", own)
            await night.alice.submits(title="The database is full")
        case "ask":
            await night.alice.types("/incident edit", own)
            await night.alice.submits(role_comms="bob")
        case "close":
            await night.bob.types("/closeincident It is up again", own)
        case "reopen":
            await night.alice.types("/incident reopen", own)
            await night.alice.submits(why="It is down again")
        case "action":
            await night.alice.types("/incident action @bob ring them", own)
        case "done":
            await night.alice.types("/incident actions", own)
            form = await night.alice.shown_form()
            if "action_done:1" in str(form):
                await night.alice.presses("action_done:1")
        case "join":
            await night.bob.does("join", own)
        case _:
            await night.alice.types("It began after lunch", own)
    for person in (night.alice, night.bob):
        while await person.form():
            await person.closes()


async def ended(data: Path, deeds: Sequence[tuple[Deed, Trouble]]) -> dict[str, Any]:
    """What everybody sees after an evening of these."""
    data.mkdir()
    async with (
        Sandbox.serve(**UNHURRIED) as sandbox,
        evening(sandbox, data, strict=False) as night,
    ):
        await declare(night)
        await calm(night)
        own = await night.own()
        for deed, trouble in deeds:
            if trouble and trouble != RESTART:
                method, fault = trouble
                await night.fault(method, fault, times=1, **FAULTS[fault])
            await do(night, own, deed)
            if trouble == RESTART:
                await night.stop()
                await night.start()
            await calm(night)
            await night.client.heal()
        await night.later(minutes=61 / 60)
        await calm(night)
        return state(sandbox)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.sampled_from(DEEDS), st.none() | st.sampled_from(TROUBLE)),
        min_size=2,
        max_size=4,
    )
)
async def test_any_deeds_in_any_trouble_end_as_on_a_calm_evening(
    deeds: list[tuple[Deed, Trouble]],
) -> None:
    with TemporaryDirectory() as folder:
        wanted = await ended(Path(folder) / "calm", [(deed, None) for deed, _ in deeds])
        found = await ended(Path(folder) / "troubled", deeds)
        assert found == wanted, differences(wanted, found)
