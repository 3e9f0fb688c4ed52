"""Sixty are open at once: everybody finds theirs, the worst before the rest, and nobody a word of
the private ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from firebell.domain.commands import Declare
from firebell.domain.permissions import Caller
from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, Person, evening, in_the_workspace

pytestmark = in_the_workspace

PLAYBOOK = """
organisation = "Example"
time_zone = "Europe/London"
when_unsure = "P2"

[[severity]]
key = "P1"
criteria = "Nobody can work."
loud = "none"

[[severity]]
key = "P2"
criteria = "Many can't work."
loud = "none"

[[severity]]
key = "P3"
criteria = "It is slow."
loud = "none"

[[role]]
key = "technical"
name = "technical lead"
short = "Tech"
duty = "Decides."
in_charge = true

[[service]]
key = "website"
name = "Website"

[[service]]
key = "payroll"
name = "Payroll"
"""
SECRET = "zanzibar"
MANY = 60
ALICES = (10, 20, 30)
"""Those that she raised; Charlie raised all others, the private ones and the drills too."""
PRIVATE = (5, 25, 45)
DRILLS = (15, 35)


def command(night: Evening, number: int) -> Declare:
    """How number so-and-so is raised."""
    private = number in PRIVATE
    return Declare(
        by=(night.alice if number in ALICES else night.charlie).id,
        key=f"key-{number}",
        title=f"{SECRET} {number}" if private else f"Page {number} is down",
        service="payroll" if number % 10 == 0 else "website",
        severity=f"P{number % 3 + 1}",
        private=private,
        drill=number in DRILLS,
    )


async def sixty(night: Evening) -> None:
    """They are raised one after the other, so that each has the number that it is called by."""
    assert night.bot is not None
    for number in range(1, MANY + 1):
        asked = command(night, number)
        handled = await night.bot.incidents.declare(asked, Caller(asked.by))
        assert handled.incident.number == number
        if number % 10 == 0:
            await night.settled()


def expected(mine: tuple[int, ...], seen: set[int]) -> list[str]:
    """Own first, real before drills, the worst first, then the newest."""

    def place(number: int) -> tuple[bool, bool, int, int]:
        return number not in mine, number in DRILLS, number % 3, -number

    ordered = sorted(seen, key=place)
    return [f"{'DRILL · ' if number in DRILLS else ''}INC-{number}" for number in ordered]


def rows(blocks: Any, action: str) -> list[str]:
    """What is shown, each with its button."""
    found = [block for block in blocks if block.get("accessory", {}).get("action_id") == action]
    return [_label(block["text"]["text"].replace("*", "")) for block in found]


def _label(words: str) -> str:
    parts = words.removeprefix("Private · ").split(" · ")
    return " · ".join(parts[: 2 if parts[0] == "DRILL" else 1])


def element(blocks: Any, action: str) -> Mapping[str, Any]:
    """A button or a menu, by its action."""
    every = [each for block in blocks for each in block.get("elements") or []]
    return next(each for each in every if each.get("action_id") == action)


async def listed(night: Evening, person: Person, typed: str) -> list[Any]:
    """What somebody reads when they type this."""
    before = len(await person.notices())
    assert await person.types(f"/incident {typed}") == {"ok": True}

    async def look() -> list[Any] | None:
        notices = await person.notices()
        return notices[-1]["blocks"] if len(notices) > before else None

    found: list[Any] = await night.until("the list", look)
    return found


async def test_of_sixty_everybody_finds_theirs_and_the_worst_and_nobody_what_is_private(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    playbook = tmp_path / "playbook.toml"
    playbook.write_text(PLAYBOOK)
    async with evening(slack_sandbox, tmp_path, playbook, strict=False) as night:
        await sixty(night)
        public = set(range(1, MANY + 1)) - set(PRIVATE)
        for_alice, for_bob = expected(ALICES, public), expected((), public)
        for_charlie = expected(
            tuple(set(range(1, MANY + 1)) - set(ALICES)), set(range(1, MANY + 1))
        )
        assert for_alice[:4] == ["INC-30", "INC-10", "INC-20", "INC-60"]

        # The list: a page, how many there are, the rest a press away.
        blocks = await listed(night, night.alice, "list")
        assert rows(blocks, "join") == for_alice[:20]
        assert "1 to 20 of 57. Your own come first, then the worst." in json.dumps(blocks)
        more = element(blocks, "open_list:more")
        assert more["text"]["text"] == "37 more"
        assert SECRET not in json.dumps(blocks)
        assert rows(await listed(night, night.bob, "list"), "join") == for_bob[:20]
        assert rows(await listed(night, night.charlie, "list"), "join") == for_charlie[:20]

        # Words choose among them, for each what they may see.
        chosen = rows(await listed(night, night.bob, "list payroll P1"), "join")
        assert chosen == ["INC-60", "INC-30"]
        assert rows(await listed(night, night.alice, "list mine"), "join") == for_alice[:3]

        # Which one: the same order, the same pages, in a form.
        assert await night.alice.types("/incident update") == {"ok": True}
        shown: list[str] = []
        form = await night.alice.shown_form()
        while True:
            shown += rows(form["blocks"], "which")
            if "open_list:more" not in json.dumps(form):
                break
            asked = element(form["blocks"], "open_list:more")
            await night.alice.presses("open_list:more", value=asked["value"])
            before, form = form, None
            while form is None or form["blocks"] == before["blocks"]:
                form = await night.alice.shown_form()
        assert shown == for_alice

        # Home: as many as fit, and how many more.
        for person, wanted in ((night.alice, for_alice), (night.charlie, for_charlie)):
            await person.opens_home()
            await night.settled()
            home = await person.home()
            assert home is not None
            assert rows(home["blocks"], "join") == wanted[:40]
            assert f"{len(wanted) - 40} more are open." in json.dumps(home)
            assert (SECRET in json.dumps(home)) is (person is night.charlie)
