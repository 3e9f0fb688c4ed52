"""Those who do not work on it: service owners in Teams, the press by e-mail, the head in Slack.

On the first nights Alice wrote each update twice, once for the team and once for Teams.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from slack_sandbox.testing import SandboxHandle
from tests.outside.servers import MailBox, Webhook, mail_server, webhook
from tests.outside.test_email import text_of
from tests.stories.evening import DFE, Evening, evening, in_the_workspace

pytestmark = in_the_workspace

TELL = """
[[tell]]
severities = ["P1"]
email = ["press@example.com"]

[[tell]]
services = ["other"]
channels = ["#random"]
people = ["priya@example.com"]
"""


@asynccontextmanager
async def a_night(
    sandbox: SandboxHandle, folder: Path, tell: str = TELL, *, answers: tuple[int | str, ...] = ()
) -> AsyncIterator[tuple[Evening, Webhook, MailBox]]:
    """An evening with Teams and a mail server beside it."""
    playbook = folder / "playbook.toml"
    playbook.write_text(DFE.read_text() + tell)
    async with webhook(*answers) as teams, mail_server(starttls=False) as box:
        more: Mapping[str, Any] = {
            "send_outside": True,
            "teams": SecretStr(f"service-owners {teams.url}"),
            "mail_server": f"127.0.0.1:{box.port}",
            "mail_security": "none",
            "mail_from": "incidents@example.com",
        }
        async with evening(sandbox, folder, playbook, strict=False, more=more) as night:
            yield night, teams, box


async def count(night: Evening, got: list[Any], number: int) -> None:
    """So many messages have come."""

    async def look() -> bool:
        return len(got) >= number

    await night.until(f"{number} messages outside", look)


def without_times(card: list[str]) -> list[str]:
    """A card's lines, without what a clock says."""
    return [line for line in card if " GMT" not in line and " BST" not in line]


async def test_each_reads_what_is_meant_for_them_and_nothing_is_written_twice(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path) as (night, teams, box):
        assert await night.alice.raises(severity="P1") == {"ok": True}
        own = await night.own()
        await night.said(own, "What to do now")
        assert await night.alice.types("/incident update", own) == {"ok": True}
        await night.alice.shown_form()
        sent = await night.alice.submits(
            known="The queue is full, Bob restarts it", outside="Some people have to wait."
        )
        assert sent == {"ok": True}
        await count(night, teams.got, 2)
        await count(night, box.mail, 2)
        assert await night.alice.types("/incident close It was the queue", own) == {"ok": True}
        await count(night, teams.got, 3)
        await count(night, box.mail, 3)
        title = "People can't submit applications (Other)"
        foot = "Sent by Firebell for Department for Education."
        assert [without_times(card) for card in teams.said()] == [
            ["INC-1 · P1 · Investigating", title, "People are looking into it.", foot],
            ["INC-1 · P1 · Investigating", title, "Some people have to wait.", foot],
            ["INC-1 · P1 · Closed", title, "It was the queue", foot],
        ]
        said = await night.said("random", "Some people have to wait.")
        assert "Bob restarts it" not in said["whole"]
        await night.person("priya").reads("Some people have to wait.")
        assert "Some people have to wait." in text_of(box.mail[1])
        assert box.to == [["press@example.com"]] * 3
        assert {mail["References"] for mail in box.mail[1:]} == {box.mail[0]["Message-ID"]}
        events = await night.events(1)
        assert events.count("ToldOutside") == 2


async def test_teams_holds_nothing_up_and_the_comms_lead_hears_what_did_not_arrive(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, "", answers=(404,)) as (night, teams, _):
        assert await night.alice.raises() == {"ok": True}
        own = await night.own()
        await night.said(own, "What to do now")
        missed = await night.alice.reads("the message to service-owners in Microsoft Teams")
        assert missed["whole"] == (
            "INC-1: the message to service-owners in Microsoft Teams did not arrive, because "
            "there is nothing at its address any more. Run firebell check.\n"
            "Tell them in another way, or try again."
        )
        assert await night.alice.presses("retry", missed) == {"ok": True}
        await count(night, teams.got, 1)
        assert without_times(teams.said()[0])[0] == "INC-1 · P2 · Investigating"


async def test_what_is_made_private_says_where_it_was_sent_and_nothing_more_leaves(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, "") as (night, teams, _):
        assert await night.alice.raises() == {"ok": True}
        own = await night.own()
        await count(night, teams.got, 1)
        await night.settled()
        assert await night.alice.types("/incident private", own) == {"ok": True}
        await night.alice.shown_form()
        await night.alice.submits(people=[night.bob.id])

        async def moved() -> str | None:
            now = await night.own()
            return now if now != own else None

        inside = await night.until("the private channel", moved)
        card = await night.said(inside, "This incident is private.")
        assert (
            "Sent outside Slack before, where it can't be taken back: "
            "service-owners in Microsoft Teams." in card["whole"]
        )
        assert await night.alice.types("/incident update", inside) == {"ok": True}
        form = await night.alice.shown_form()
        assert "outside" not in {block.get("block_id") for block in form["blocks"]}
        assert await night.alice.submits(known="Passports leaked") == {"ok": True}
        await night.said(inside, "Passports leaked")
        assert await night.alice.types("/incident close It is over", inside) == {"ok": True}
        await night.said(inside, "INC-1 is closed")
        await night.settled()
        assert len(teams.got) == 1


async def test_a_drill_is_not_sent_where_nobody_asked_for_drills(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path) as (night, teams, box):
        assert await night.alice.types("/incident drill", "general") == {"ok": True}
        await night.alice.shown_form()
        sent = await night.alice.submits(title="We practise", service="other", severity="P1")
        assert sent == {"ok": True}
        own = await night.own()
        await night.said(own, "What to do now")
        await night.settled()
        assert (teams.got, box.mail) == ([], [])
