"""Actions that are tickets too: made where the playbook says, read back, and in nobody's way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from slack_sandbox.testing import SandboxHandle
from tests.outside.tracker_servers import TOKEN, Desk, GitHubDesk, desk
from tests.stories.evening import DFE, Evening, buttons, evening, in_the_workspace
from tests.stories.test_actions import incident, shown
from tests.stories.test_raising import forget, raised

pytestmark = in_the_workspace
TRACKER = """
[[tracker]]
key = "website"
kind = "github"
project = "example/website"
"""


@asynccontextmanager
async def a_night(
    sandbox: SandboxHandle, data: Path, there_: Desk, more: str = ""
) -> AsyncIterator[tuple[Evening, Desk]]:
    """The bot with a repository for its actions."""
    playbook = data / "playbook.toml"
    playbook.write_text(DFE.read_text() + TRACKER + more)
    async with desk(there_) as there:
        settings = {
            "send_outside": True,
            "github_token": SecretStr(TOKEN),
            "github_url": there.url,
        }
        async with evening(sandbox, data, playbook, more=settings) as night:
            yield night, there


async def count(night: Evening, there: Desk, number: int) -> None:
    """Waits until there are so many issues."""

    async def look() -> bool:
        return len(there.issues) >= number

    await night.until(f"{number} issues", look)
    await night.settled()


async def test_an_action_becomes_a_ticket_and_is_done_when_that_is_closed(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, GitHubDesk()) as (night, there):
        own = await raised(night)
        assert await night.alice.types("/incident action", own) == {"ok": True}
        await night.alice.shown_form()
        sent = await night.alice.submits(words="Buy a bigger disk", ticket=["yes"])
        assert sent == {"ok": True}
        assert "a ticket is being made: Buy a bigger disk" in await shown(night, night.alice)
        await night.alice.closes()
        await count(night, there, 1)
        assert there.issues[0]["title"] == "INC-1: Buy a bigger disk"
        assert await night.bob.types("/incident actions INC-1") == {"ok": True}
        assert "Buy a bigger disk · nobody has it · #1" in await shown(night, night.bob)
        card = await night.said(own, "Actions")
        assert f"<{there.url}/example/website/issues/1|#1>" in str(card["blocks"])
        assert await night.bob.presses("action_look") == {"ok": True}
        assert "Buy a bigger disk" in await shown(night, night.bob)
        there.issues[0]["state"] = "closed"
        assert await night.bob.presses("action_look") == {"ok": True}
        await night.said(own, "#1 was closed, so this is done: Buy a bigger disk")
        assert "Done: Buy a bigger disk (#1 was closed)" in await shown(night, night.bob)
        assert (await night.events(1)).count("ActionFinished") == 1


async def test_a_ticket_that_can_not_be_made_holds_nothing_up_and_is_tried_again(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, GitHubDesk(answers=[404])) as (night, there):
        own = await raised(night)
        assert await night.alice.types("/incident action Buy a bigger disk", own) == {"ok": True}
        await night.alice.reads("It is on the list of INC-1: Buy a bigger disk")
        assert await night.bob.types("/incident actions INC-1") == {"ok": True}
        await night.bob.shown_form()
        assert await night.bob.presses("action_ticket:1") == {"ok": True}
        assert "a ticket is being made" in await shown(night, night.bob)
        failed = await night.bob.reads("INC-1: A ticket for an action did not work")
        assert failed["whole"] == (
            "INC-1: A ticket for an action did not work, because there is nothing at its address "
            "any more. Run firebell check.\nEverything else about the incident is kept."
        )
        assert [each.says for each in (await incident(night)).actions] == ["Buy a bigger disk"]
        assert await night.bob.presses("retry", failed) == {"ok": True}
        await count(night, there, 1)
        await night.bob.reads("It was tried again.")
        assert len(there.issues) == 1
        await forget(night)


async def test_a_ticket_whose_answer_was_lost_stands_once(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, GitHubDesk(answers=["cut"])) as (night, there):
        own = await raised(night)
        assert await night.alice.types("/incident action", own) == {"ok": True}
        await night.alice.shown_form()
        assert await night.alice.submits(words="Buy a disk", ticket=["yes"]) == {"ok": True}
        await count(night, there, 1)

        async def known() -> bool:
            ticket = (await incident(night)).actions[0].ticket
            return ticket is not None and ticket.number == "#1"

        await night.until("the ticket on the record", known)
        await night.later(minutes=2)
        assert [each["state"] for each in there.issues] == ["open"]


async def test_of_a_private_one_and_of_a_drill_no_ticket_is_offered_nor_made(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, GitHubDesk()) as (night, there):
        own = await raised(night, sensitive="yes")
        assert await night.alice.types("/incident action", own) == {"ok": True}
        form = await night.alice.shown_form()
        assert "ticket" not in {block.get("block_id") for block in form["blocks"]}
        assert await night.alice.submits(words="Tell zanzibar") == {"ok": True}
        await night.settled()
        assert await night.alice.types("/incident actions", own) == {"ok": True}
        form = await night.alice.shown_form()
        assert "Make a ticket" not in buttons(form)
        assert there.calls == []


async def test_with_leave_of_the_playbook_a_private_one_is_there_by_its_number_alone(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    leave = "private = true\n"
    async with a_night(slack_sandbox, tmp_path, GitHubDesk(), leave) as (night, there):
        own = await raised(night, sensitive="yes")
        assert await night.alice.types("/incident action", own) == {"ok": True}
        form = await shown(night, night.alice)
        assert "Only the incident's number goes there, since it is private." in form
        assert await night.alice.submits(words="Tell zanzibar", ticket=["yes"]) == {"ok": True}
        await night.alice.shown_form()
        await count(night, there, 1)
        assert there.issues[0]["title"] == "INC-1: something to do"
        assert "zanzibar" not in str(there.issues)
