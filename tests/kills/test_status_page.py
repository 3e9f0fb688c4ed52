"""kill -9 and faults at each call to a status page: in the end each thing stands there once.

An update and the closing are marked for the public: four writing calls for Upptime (the issue, its
comment, the comment of the end, its being closed), two for Statuspage.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from slack_sandbox import Sandbox
from slack_sandbox.client import PersonClient, SandboxClient
from slack_sandbox.testing import SandboxHandle
from tests.kills.bots import environment, nursery, recorded, settled, sqlite_rows, swept
from tests.kills.sample import pairs
from tests.outside.page_servers import GITHUB_TOKEN, STATUSPAGE_TOKEN, StatuspageDesk, UpptimeDesk
from tests.outside.tracker_servers import desk
from tests.stories.evening import DFE, Evening, in_the_workspace
from tests.stories.test_raising import raised
from tests.stories.test_status_page import MARKED, a_night, published, with_statuspage

pytestmark = in_the_workspace
Fault = int | str | tuple[int, dict[str, str]]
FAULTS: tuple[Fault, ...] = ("cut_before", "cut", 500, 503, 429)
CALLS = [(UpptimeDesk, call) for call in range(4)] + [(StatuspageDesk, call) for call in range(2)]
IDS = [f"{kind.__name__.removesuffix('Desk').lower()}-{call}" for kind, call in CALLS]
FAULTY = [(kind, call, fault) for (kind, call), fault in pairs(CALLS, FAULTS)]
FAULTY += [
    (UpptimeDesk, call, (403, {"Retry-After": "1"})) for call, _ in pairs(range(4), range(3))
]
"""GitHub's own way to say *not now* is its alone."""
KILLED = pairs(list(zip(CALLS, IDS, strict=True)), ("hold_before", "silence"))
TITLE = "Some people can't sign in"
SAID = ["We are on it", "It works"]


def wanted(there: UpptimeDesk | StatuspageDesk) -> list[tuple[str, str, list[str]]]:
    """What the page shows in the end."""
    return [(TITLE, "closed" if isinstance(there, UpptimeDesk) else "resolved", SAID)]


async def tells_the_public(night: Evening) -> str:
    """Alice leads, and marks an update."""
    own = await raised(night, service="get-into-teaching", severity="P1")
    assert await night.alice.types("/incident update", own) == {"ok": True}
    await night.alice.shown_form()
    sent = await night.alice.submits(known="A disk", public=SAID[0], **MARKED)
    assert sent == {"ok": True}
    return own


@pytest.mark.parametrize(("kind", "call", "fault"), FAULTY)
async def test_any_fault_of_a_status_page_ends_with_each_thing_there_once(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
    kind: type[UpptimeDesk | StatuspageDesk],
    call: int,
    fault: Fault,
) -> None:
    there = kind(answers=[*[200] * call, fault])
    async with a_night(slack_sandbox, tmp_path, there) as (night, _):
        own = await tells_the_public(night)
        await night.settled()
        await night.later(minutes=2)
        await published(night, 1)
        assert await night.alice.types("/closeincident", own) == {"ok": True}
        await night.alice.shown_form()
        assert (await night.alice.submits(public=SAID[1], publish=["yes"]))["ok"]
        await night.settled()
        await night.later(minutes=2)
        await published(night, 2)
        await night.later(minutes=2)
    assert there.shown() == wanted(there)


async def fills(person: PersonClient, client: SandboxClient, command: str, **more: object) -> None:
    """Types a command and sends its form off."""
    await person.types(command)
    await client.until(person.form)
    assert (await person.submits(more))["ok"]


@pytest.mark.parametrize(
    ("kind", "call", "hold"),
    [pytest.param(*call, hold, id=f"{name}-{hold}") for (call, name), hold in KILLED],
)
async def test_a_kill_at_any_call_to_a_status_page_ends_with_each_thing_there_once(
    tmp_path: Path, kind: type[UpptimeDesk | StatuspageDesk], call: int, hold: str
) -> None:
    playbook = tmp_path / "playbook.toml"
    playbook.write_text(DFE.read_text() if kind is UpptimeDesk else with_statuspage())
    there = kind(answers=[*[200] * call, hold])
    async with (
        desk(there),
        nursery() as bots,
        Sandbox.serve(rate_limits=False) as sandbox,
        SandboxClient(sandbox.url) as client,
    ):
        token = GITHUB_TOKEN if kind is UpptimeDesk else STATUSPAGE_TOKEN
        env = {
            **environment(sandbox, tmp_path),
            "FIREBELL_PLAYBOOK": str(playbook),
            "FIREBELL_SEND_OUTSIDE": "true",
            "FIREBELL_STATUS_PAGES": f"status {token}",
            "FIREBELL_GITHUB_URL": there.url,
            "FIREBELL_STATUSPAGE_URL": there.url,
        }
        child = await bots.bot(env, tmp_path / "log-1")
        rows = sqlite_rows(tmp_path)
        first = call < (2 if kind is UpptimeDesk else 1)
        try:
            alice = client.person("alice")
            await fills(
                alice,
                client,
                "/incident It is down",
                service="get-into-teaching",
                severity="P1",
            )
            await recorded(rows, "ChannelCreated")
            await settled(sandbox, rows)
            marked = {**MARKED, "public": SAID[0]}
            await fills(alice, client, "/incident update INC-1", known="A disk", **marked)
            if not first:
                await recorded(rows, "PublicUpdatePublished")
                await settled(sandbox, rows)
                await fills(alice, client, "/closeincident INC-1", public=SAID[1], publish=["yes"])
            async with asyncio.timeout(30):
                await there.reached.wait()
            await child.kill()
            child = await bots.bot(env, tmp_path / "log-2")
            await recorded(rows, "PublicUpdatePublished")
            await settled(sandbox, rows, within=20)
            if first:
                await fills(alice, client, "/closeincident INC-1", public=SAID[1], publish=["yes"])
                await recorded(rows, "Closed")
            await swept(sandbox, client, rows)
        finally:
            await child.kill()
    assert there.shown() == wanted(there)
