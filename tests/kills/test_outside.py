"""kill -9 while Teams, a mail server, a program and PagerDuty are called, and any fault of theirs.

All four are held at once: before they take what is sent, or after they took it and before they say
so. After the start what they have in the end is what an undisturbed night leaves; what can't be
looked for, a card in Teams and a mail, may stand there once more, the mail under the same id.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from slack_sandbox import Sandbox
from slack_sandbox.client import SandboxClient
from tests.kills.bots import Nursery, environment, nursery, recorded, settled, sqlite_rows, swept
from tests.kills.test_faults import calm
from tests.kills.test_kills import Run
from tests.outside.duty import KEY, SECRET, Duty, Program, pagerduty, program
from tests.outside.servers import MailBox, Webhook, mail_server, webhook
from tests.stories.evening import DFE, WORKSPACE, evening, until

CALLED = """
[[tell]]
email = ["owners@example.com"]

[[page]]
pagerduty = ["duty"]

[[webhook]]
key = "tracker"
"""
FAULTS: tuple[int | str, ...] = (503, "silence")
"""It says that it did not happen; nobody knows whether it did."""


@dataclass(slots=True)
class Places:
    """The four of them, and the playbook that names them."""

    playbook: Path
    teams: Webhook
    box: MailBox
    duty: Duty
    tracker: Program

    def hold(self, said: str) -> None:
        """Each answers so next."""
        for each in (self.teams, self.duty, self.tracker):
            each.answers.append(said)
        self.box.data_answers.append(said)

    def told(self) -> bool:
        """Whether all that hear of a raise have been called."""
        return bool(self.teams.asked and self.box.asked and self.tracker.asked)

    def rung(self) -> bool:
        """Whether PagerDuty has been called."""
        return bool(self.duty.asked)

    def calls(self) -> int:
        """How often they were called together."""
        called = self.teams.asked + self.box.asked + self.duty.asked
        return called + len(self.tracker.asked)

    def settings(self) -> dict[str, str]:
        """How a bot reaches them."""
        return {
            "teams": f"service-owners {self.teams.url}",
            "webhooks": f"tracker {self.tracker.url} whsec_{b64encode(SECRET).decode()}",
            "webhooks_inside": "true",
            "pagerduty": f"duty {KEY}",
            "pagerduty_url": self.duty.url,
            "mail_server": f"127.0.0.1:{self.box.port}",
            "mail_security": "none",
            "mail_from": "incidents@example.com",
            "send_outside": "true",
        }

    def left(self) -> dict[str, Any]:
        """What they have, each thing once."""
        return {
            "teams": {card[0] + card[1] for card in self.teams.said()},
            "mail": len({mail["Message-ID"] for mail in self.box.mail}),
            "pagerduty": self.duty.stands(),
            "tracker": sorted(self.tracker.moments()),
        }


@asynccontextmanager
async def places(folder: Path) -> AsyncIterator[Places]:
    """All four, at work."""
    folder.mkdir()
    playbook = folder / "playbook.toml"
    playbook.write_text(DFE.read_text() + CALLED)
    async with (
        webhook() as teams,
        mail_server(starttls=False) as box,
        pagerduty() as duty,
        program() as tracker,
    ):
        yield Places(playbook, teams, box, duty, tracker)


async def night(bots: Nursery, folder: Path, hold: str = "") -> tuple[dict[str, Any], int]:
    """Alice raises it, Bob is silent and rung, takes it, and it is closed; the bot is killed twice
    where the calls are held. What is there in the end, and how many calls that took."""
    async with (
        places(folder) as there,
        Sandbox.serve(rate_limits=False) as sandbox,
        SandboxClient(sandbox.url) as client,
    ):
        more = {f"FIREBELL_{name.upper()}": text for name, text in there.settings().items()}
        env = {**environment(sandbox, folder), "FIREBELL_PLAYBOOK": str(there.playbook), **more}
        rows = sqlite_rows(folder)
        child = await bots.bot(env, folder / "log-1")
        trial = Run(sandbox, client, bots, folder, child, rows, None)

        async def held_and_killed(log: str, called: Callable[[], bool]) -> None:
            async def look() -> bool:
                return called()

            await until("the calls", look)
            if hold:
                await trial.child.kill()
                trial.child = await bots.bot(env, folder / log)
            await settled(sandbox, rows, within=10)

        try:
            if hold:
                there.hold(hold)
            await trial.declare(service="other", **{"role.technical": "bob"})
            await held_and_killed("log-2", there.told)
            await client.later(11 * 60)
            await held_and_killed("log-3", there.rung)
            await trial.answer()
            await recorded(rows, "PagesSettled")
            await settled(sandbox, rows, within=10)
            await trial.close()
            await recorded(rows, "Closed")
            await swept(sandbox, client, rows)
        finally:
            await trial.child.kill()
        return there.left(), there.calls()


async def test_a_kill_while_places_outside_are_called_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    async with nursery() as bots:
        calm_one, before, after = await asyncio.gather(
            night(bots, tmp_path / "undisturbed"),
            night(bots, tmp_path / "before", "silence"),
            night(bots, tmp_path / "after", "late"),
        )
    assert [left for left, _ in (calm_one, before, after)] == [WANTED] * 3
    repeated = [calls - calm_one[1] for _, calls in (before, after)]
    assert min(repeated) >= 4, "each call that was held is made once more"


WANTED = {
    "teams": {
        "INC-1 · P2 · InvestigatingIt is down (Other)",
        "INC-1 · P2 · ClosedIt is down (Other)",
    },
    "mail": 2,
    "pagerduty": [["triggered", "acknowledged", "resolved"]],
    "tracker": ["closed", "raised", "unanswered"],
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_any_fault_of_places_outside_ends_as_if_nothing_had_happened(
    tmp_path: Path, fault: int | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All four fail at once, in their first call; a minute later all has been tried again."""
    if fault == "silence":
        monkeypatch.setattr("firebell.outside.http.SECONDS", 2.0)
        monkeypatch.setattr("firebell.outside.email.SECONDS", 2.0)
    async with places(tmp_path / "there") as there, Sandbox.serve(**WORKSPACE) as sandbox:
        secret = ("teams", "webhooks", "pagerduty")
        more: dict[str, Any] = there.settings()
        more |= {name: SecretStr(more[name]) for name in secret}
        more |= {"webhooks_inside": True, "send_outside": True}
        for each in (there.teams, there.duty, there.tracker):
            each.answers.append(fault)
        there.box.data_answers.append("silence" if fault == "silence" else "451 later")
        async with evening(
            sandbox, tmp_path, there.playbook, strict=False, more=more
        ) as an_evening:
            raised = {"title": "It is down", "role_technical": "bob"}
            assert await an_evening.alice.raises(**raised) == {"ok": True}
            own = await an_evening.own()
            for minutes in (0, 1, 10, 1):
                await an_evening.later(minutes=minutes)
                await calm(an_evening)
            asked = await an_evening.bob.reads("asks you to be technical lead")
            await an_evening.bob.presses("on_it", asked)
            await calm(an_evening)
            await an_evening.alice.types("/closeincident It is up again", own)
            await calm(an_evening)
            await an_evening.later(minutes=61 / 60)
            await calm(an_evening)
        assert there.left() == WANTED
