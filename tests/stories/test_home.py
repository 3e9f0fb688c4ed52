"""Home: what is mine, what is open and chosen, and never stale while somebody looks at it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from firebell.app.homes import LOOKED_LATELY
from firebell.domain.commands import Declare
from firebell.domain.permissions import Caller
from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, Person, evening, in_the_workspace
from tests.stories.test_raising import forget, raised

pytestmark = in_the_workspace

STEP = "Can the last change be undone?"


async def many(night: Evening) -> None:
    """Two that Alice raised, and a private one with Bob in it."""
    await raised(night, "Forms are down", service="apply-manage", severity="P1")
    assert await night.alice.raises("Pay is late", service="multiple", severity="P3") == {
        "ok": True
    }
    await night.settled()
    private = {"service": "internal-data", "sensitive": "yes", "role_technical": "bob"}
    assert await night.alice.raises("zanzibar", **private) == {"ok": True}
    await night.settled()


def labels(home: Any) -> list[str]:
    """Those that can be joined from it."""
    rows = [each for each in home["blocks"] if each.get("accessory", {}).get("action_id") == "join"]
    heads = [row["text"]["text"].replace("*", "").split(" · ") for row in rows]
    return [next(part for part in head if "INC-" in part) for head in heads]


def menu(home: Any, name: str) -> dict[str, str]:
    """What a menu offers: its words by its values."""
    for block in home["blocks"]:
        for element in block.get("elements") or []:
            if element.get("action_id") == f"home_filter:{name}":
                return {each["value"]: each["text"]["text"] for each in element["options"]}
    return {}


async def published(night: Evening, person: Person) -> int:
    """How often somebody's Home was."""
    calls = await night.calls("views.publish")
    return len([call for call in calls if person.id in json.dumps(call)])


async def test_what_is_mine_stands_there_and_one_press_is_enough(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night, role_technical="bob")
        name = next(each["name"] for each in await night.channels() if each["id"] == own)
        await night.bob.opens_home()
        home = await night.in_home(night.bob, "Your roles")
        assert "INC-1 · P2 · technical lead: you were asked " in home
        assert f"\n#{name}\n" in home
        assert STEP not in home
        # Alice is in charge until he is on it.
        await night.alice.opens_home()
        home = await night.in_home(night.alice, "you are in charge until somebody takes over")
        assert STEP in home
        assert await night.bob.presses_in_home("on_it:1:technical") == {"ok": True}
        home = await night.in_home(night.bob, "technical lead: you are on it")
        assert "Your steps" in home
        assert STEP in home
        assert "technical lead" not in await night.no_more_in_home(night.alice, STEP)
        step = next(
            each["accessory"]["action_id"]
            for each in (await night.bob.home() or {})["blocks"]
            if STEP in json.dumps(each) and "accessory" in each
        )
        assert await night.bob.presses_in_home(step) == {"ok": True}
        await night.no_more_in_home(night.bob, STEP)
        assert "StepTicked" in await night.events(1)
        assert await night.bob.form() is None


async def test_an_update_that_i_promised_is_shown_as_passed_once_it_has(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """By the time alone: nothing happens in between but what the clock brings."""
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.alice.types("/incident update", own)
        await night.alice.submits(known="A third fail")
        await night.alice.opens_home()
        await night.in_home(night.alice, "you promised an update by ")
        assert "it has not come yet" not in await night.in_home(night.alice, "Your next updates")
        # Firebell is away when the time passes, and sees it when it comes back.
        await night.stop()
        await night.client.later(70 * 60)
        await night.start()
        await night.in_home(night.alice, ", it has not come yet")
        assert await night.alice.presses_in_home("open_update:1") == {"ok": True}
        assert (await night.alice.shown_form())["callback_id"] == "update"
        await night.alice.submits(known="It is over")
        await night.no_more_in_home(night.alice, ", it has not come yet")


async def test_a_review_that_is_mine_to_write_or_to_read_stands_there_with_its_day(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.alice.types("/incident close It is over", own)
        await night.settled()
        await night.bob.opens_home()
        await night.charlie.opens_home()
        await night.in_home(night.bob, "No incident is open.")
        assert await night.alice.types("/incident review @bob by friday", own) == {"ok": True}
        home = await night.in_home(night.bob, "Your reviews")
        assert "INC-1 · It is down: due " in home
        assert "You write it." in home
        assert await night.bob.presses_in_home("open_review") == {"ok": True}
        form = await night.bob.shown_form()
        await night.bob.closes()
        assert form["callback_id"] == "review"
        assert await night.alice.types("/incident review send @charlie", own) == {"ok": True}
        await night.alice.shown_form()
        assert await night.alice.submits() == {"ok": True}
        await night.in_home(night.charlie, "You are asked to read it.")


async def test_what_is_chosen_stays_chosen_and_show_all_shows_all(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await many(night)
        await night.charlie.opens_home()
        await night.in_home(night.charlie, "Pay is late")
        home = await night.charlie.home()
        assert labels(home) == ["INC-1", "INC-2"]
        assert menu(home, "severity") == {
            "severity|": "Any severity",
            "severity|P1": "P1 (1)",
            "severity|P3": "P3 (1)",
        }
        chose = night.charlie.presses_in_home("home_filter:severity", "severity|P3")
        assert await chose == {"ok": True}
        await night.in_home(night.charlie, "Shown here: 1 of 2 open incidents.")
        assert labels(await night.charlie.home()) == ["INC-2"]
        # Something happens; what was chosen stays, also over a start.
        await night.stop()
        await night.start()
        assert await night.alice.raises("Mail is slow", severity="P3") == {"ok": True}
        await night.in_home(night.charlie, "Shown here: 2 of 3 open incidents.")
        assert labels(await night.charlie.home()) == ["INC-4", "INC-2"]
        chose = night.charlie.presses_in_home("home_filter:own", "own|own")
        assert await chose == {"ok": True}
        await night.in_home(night.charlie, "None of the 3 open incidents fits what you chose.")
        assert await night.charlie.presses_in_home("home_filter:all") == {"ok": True}
        await night.in_home(night.charlie, "Forms are down")
        assert labels(await night.charlie.home()) == ["INC-1", "INC-4", "INC-2"]


async def test_of_a_private_one_nobody_else_reads_in_rows_counts_or_menus(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await many(night)
        for person in (night.alice, night.charlie):
            await person.opens_home()
            await night.in_home(person, "Pay is late")
        inside, outside = await night.alice.home(), await night.charlie.home()
        assert "service|internal-data" in menu(inside, "service")
        assert set(menu(outside, "service")) == {
            "service|",
            "service|apply-manage",
            "service|multiple",
        }
        assert "internal-data" not in json.dumps(outside)
        # Who was asked for a role in it and is not in it reads nothing of it either.
        own = await night.own(3)
        assert await night.alice.does("kick", own, user="bob") == {"ok": True}
        await night.bob.opens_home()
        home = await night.in_home(night.bob, "Pay is late")
        assert "INC-3" not in home
        chose = night.charlie.presses_in_home("home_filter:own", "own|")
        assert await chose == {"ok": True}
        assert "zanzibar" not in json.dumps(await night.charlie.home())


async def test_whoever_looks_sees_what_changes_and_nobody_else_costs_a_call(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await night.charlie.opens_home()
        await night.in_home(night.charlie, "No incident is open.")
        own = await raised(night)
        await night.in_home(night.charlie, "INC-1 · P2 · Investigating")
        await night.alice.types("/incident severity P1", own)
        await night.alice.submits(severity="P1", why="It is worse")
        await night.in_home(night.charlie, "INC-1 · P1 · Investigating")
        assert [await published(night, each) for each in (night.alice, night.bob)] == [0, 0]
        # Many changes are one call.
        await night.settled()
        before = await published(night, night.charlie)
        assert night.bot is not None
        for title in ("Mail", "Pay", "Forms", "Maps", "Phones"):
            asked = Declare(
                by=night.alice.id,
                key=title,
                title=f"{title} is down",
                service="other",
                severity="P3",
            )
            await night.bot.incidents.declare(asked, Caller(asked.by))
        await night.in_home(night.charlie, "Phones is down")
        assert await published(night, night.charlie) - before < 5
        # After a shift without a look it is let be, until it is opened again.
        await night.later(minutes=LOOKED_LATELY / timedelta(minutes=1) + 1)
        await forget(night)
        assert await night.alice.types("/incident close It is over", own) == {"ok": True}
        await night.settled()
        assert "INC-1 · P1" in await night.in_home(night.charlie, "Phones is down")
        await night.charlie.opens_home()
        await night.no_more_in_home(night.charlie, "INC-1 · P1")


async def test_what_slack_does_not_take_for_now_stands_there_a_moment_later(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await night.charlie.opens_home()
        await night.in_home(night.charlie, "No incident is open.")
        await night.fault("views.publish", "rate_limited", times=1, retry_after=1)
        own = await raised(night)
        await night.in_home(night.charlie, "INC-1 · P2")
        await night.fault("views.publish", "http_500", times=1)
        await night.alice.types("/incident severity P1", own)
        await night.alice.submits(severity="P1", why="It is worse")
        await night.in_home(night.charlie, "INC-1 · P1")
