"""A minor incident lives in the thread under its announcement, until somebody wants a channel."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from firebell.domain.incident import THREAD
from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import (
    DFE,
    Evening,
    Message,
    buttons,
    evening,
    everything,
    in_the_workspace,
)
from tests.stories.test_raising import forget, recorded

pytestmark = in_the_workspace


def minor(folder: Path, more: str = "") -> Path:
    """The example, in which what is P3 lives in a thread, with another line about it."""
    text = DFE.read_text()
    assert '\nkey = "P3"\n' in text
    path = folder / "minor.toml"
    path.write_text(text.replace('\nkey = "P3"\n', f'\nkey = "P3"\nplace = "thread"\n{more}\n'))
    return path


async def above(night: Evening, number: int = 1) -> Mapping[str, Any]:
    """The announcement in whose thread it lives, once that stands: where, and when it was said."""
    assert night.bot is not None

    async def look() -> Mapping[str, Any] | None:
        found = await night.found(lambda reads: reads.by_number(number))
        ref = found.thread_message if found else None
        return {"channel": ref.channel, "ts": ref.ts, "link": ref.link} if ref else None

    there: Mapping[str, Any] = await night.until(f"the thread of INC-{number}", look)
    return there


async def raised(night: Evening, title: str = "A link is broken", **more: Any) -> Mapping[str, Any]:
    """A minor one of Alice's; everything that was said about it counts as read."""
    assert await night.alice.raises(title, severity="P3", **more) == {"ok": True}
    there = await above(night)
    await night.settled()
    await forget(night)
    return there


async def said_in(night: Evening, there: Mapping[str, Any], part: str) -> Message:
    """What the bot answered in that thread, with these words in it; it counts as read."""

    async def look() -> Message | None:
        for message in (await night.channel(there["channel"]))["messages"]:
            whole = await night.plain(everything(message))
            mine = message["user"] == night.bot_user and message["thread_ts"] == there["ts"]
            if mine and message["ts"] != there["ts"] and part in whole:
                night.read.add((there["channel"], message["ts"]))
                return {**message, "channel": there["channel"], "whole": whole}
        return None

    found: Message = await night.until(f"{part!r} in the thread", look)
    return found


async def card(night: Evening) -> Message:
    """The card in the thread, as it is now."""
    found = await night.found(lambda reads: reads.by_number(1))
    assert found is not None
    ts = found.messages[THREAD].ts
    messages = (await night.channel("incidents"))["messages"]
    message = next(each for each in messages if each["ts"] == ts)
    night.read.add((found.messages[THREAD].channel, ts))
    return {**message, "channel": "incidents", "whole": await night.plain(everything(message))}


async def test_a_minor_incident_is_raised_worked_on_and_closed_in_its_thread(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, minor(tmp_path)) as night:
        sent = await night.alice.raises("A link is broken", severity="P3", role_comms="bob")
        assert sent == {"ok": True}
        there = await above(night)
        await night.settled()
        assert await night.name_of(there["channel"]) == "incidents"
        told_here = await night.said("incidents", "It is handled in this thread.")
        assert (told_here["ts"], told_here["thread_ts"]) == (there["ts"], None)
        for place in ("general", "security"):
            elsewhere = await night.said(place, "A link is broken")
            assert "It is handled in the thread in #incidents." in elsewhere["whole"]
        shown = await said_in(night, there, "Comms: Bob, asked")
        assert "Move to a channel" in buttons(shown)
        assert "Firebell keeps the record of this thread." in shown["whole"]
        await night.alice.reads("INC-1 is open: the thread in #incidents.\nYou are in charge")
        asked = await night.bob.reads("Alice asks you to be comms lead for INC-1 (P3)")
        assert "It is handled in the thread in #incidents." in asked["whole"]
        assert there["link"]

        await night.bob.types("I look at the pages", "incidents", thread_ts=there["ts"])
        await night.settled()
        assert "Comms: Bob, on it" in (await card(night))["whole"]
        mark = await night.charlie.types("It is the footer", "incidents", thread_ts=there["ts"])
        await night.charlie.does("react", "incidents", message_ts=mark["ts"], name="pushpin")
        await night.settled()
        assert {"Noted", "Joined"} <= set(await night.events(1))

        await night.bob.types("/incident update", "incidents")
        await night.bob.submits(known="The footer is being mended")
        await night.settled()
        await said_in(night, there, "The footer is being mended")
        for place in ("general", "security"):
            await night.said(place, "The footer is being mended")

        await night.alice.types("/incident edit INC-1")
        await night.alice.submits(role_technical="charlie")
        await night.settled()
        await said_in(night, there, "Alice asks Charlie to be technical lead.")
        await forget(night)

        await night.alice.types("/incident close INC-1 The footer is right again")
        await night.settled()
        await said_in(night, there, "INC-1 is closed.")
        outside = [
            each
            for each in (await night.channel("incidents"))["messages"]
            if each["user"] == night.bot_user and not each["thread_ts"] and not each["subtype"]
        ]
        assert [each["ts"] for each in outside] == [there["ts"]]
        await night.alice.types("/incident record INC-1")
        await night.settled()
        direct = await night.direct("alice")
        assert direct is not None
        record = await recorded(night, direct)
        assert f"| Thread | {there['link']} |" in record
        assert "Bob came to help" not in record
        assert "Charlie" in record
        await night.alice.types("/incident reopen INC-1")
        assert await night.alice.submits(why="It is back") == {"ok": True}
        await night.settled()
        again = await said_in(night, there, "INC-1 is open again.")
        assert "It is handled in" not in again["whole"]
        await night.alice.types("/closeincident INC-1 For good")
        await night.settled()
        assert (
            "It was handled in this thread." in (await night.said("incidents", "For good"))["whole"]
        )
        assert await night.calls("conversations.create") == []
        assert await night.calls("conversations.invite") == []
        await forget(night)


async def test_one_press_moves_it_to_a_channel_with_all_who_have_a_part_in_it(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, minor(tmp_path)) as night:
        there = await raised(night, role_comms="bob")
        await night.charlie.types("It is the footer", "incidents", thread_ts=there["ts"])
        await night.settled()
        assert await night.bob.presses("move_to_channel", await card(night)) == {"ok": True}
        await night.bob.reads(
            "INC-1 is getting a channel. You are added to it as soon as it is there."
        )
        own = await night.own()
        await night.settled()
        people = {night.alice.id, night.bob.id, night.charlie.id}
        assert set((await night.channel(own))["members"]) >= people
        assert (await night.name_of(own)).startswith("inc")
        there_now = await night.said(own, "Raised")
        assert "Move to a channel" not in buttons(there_now)
        assert "Firebell keeps the record of this channel." in there_now["whole"]
        name = await night.name_of(own)
        await said_in(night, there, f"INC-1 goes on in #{name}.")
        left = await card(night)
        assert (buttons(left), left["whole"].splitlines()[-1]) == (
            [],
            f"What is being done: #{name}.",
        )
        told_here = await night.said("incidents", f"What is being done: #{name}.")
        assert told_here["ts"] == there["ts"]
        await night.alice.reads(f"INC-1 is open and you are in it: #{name}.")
        asks = [n for n in await night.bob.notices() if "asks you to be comms lead" in n["text"]]
        assert len(asks) == 1

        mark = await night.bob.types("It was the footer", "incidents", thread_ts=there["ts"])
        await night.bob.does("react", "incidents", message_ts=mark["ts"], name="pushpin")
        await night.settled()
        assert "Noted" in await night.events(1)
        await night.charlie.types("/incident channel INC-1")
        await night.charlie.reads("INC-1 is in no thread, so there is nothing to move.")
        await forget(night)


async def test_what_turns_out_worse_goes_on_in_a_channel_and_is_told_as_loud_as_that(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, minor(tmp_path)) as night:
        there = await raised(night)
        await night.bob.types("/incident severity INC-1")
        assert await night.bob.submits(severity="P2", why="Every page has it") == {"ok": True}
        own = await night.own()
        await night.settled()
        await said_in(night, there, "INC-1 is P2 now. It was P3.")
        await said_in(night, there, f"INC-1 goes on in #{await night.name_of(own)}.")
        loud = [
            await night.plain(everything(each))
            for each in (await night.channel("incidents"))["messages"]
            if each["user"] == night.bot_user and not each["thread_ts"] and not each["subtype"]
        ]
        assert any("@here INC-1 is P2 now. It was P3." in words for words in loud)
        assert {night.alice.id, night.bob.id} <= set((await night.channel(own))["members"])
        await night.alice.types("/incident severity INC-1")
        assert await night.alice.submits(severity="P3", why="It was the one") == {"ok": True}
        await night.settled()
        await night.said(own, "INC-1 is P3 now, less bad than P2.")
        assert len(await night.calls("conversations.create")) == 1
        await forget(night)


async def test_a_private_one_never_lives_in_a_thread(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, minor(tmp_path), strict=False) as night:
        assert await night.alice.raises("Lost laptop", severity="P3", sensitive="yes") == {
            "ok": True
        }
        own = await night.own()
        await night.settled()
        assert (await night.channel(own))["is_private"]
        assert not [place for place, _ in await night.by_the_bot() if place == "incidents"]


async def test_what_becomes_private_leaves_its_thread_and_nothing_of_it_is_read_there(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, minor(tmp_path), strict=False) as night:
        there = await raised(night, "Payroll is readable")
        await night.alice.types("/incident update INC-1")
        await night.alice.submits(known="Payroll is on the page")
        await night.settled()
        await night.alice.types("/incident private INC-1")
        await night.alice.shown_form()
        assert await night.alice.submits(people=["bob"]) == {"ok": True}
        own = await night.own()
        await night.settled()
        assert (await night.channel(own))["is_private"]
        said = [
            await night.plain(everything(each))
            for each in (await night.channel("incidents"))["messages"]
            if each["user"] == night.bot_user and each["subtype"] != "channel_join"
        ]
        assert said == ["INC-1 is handled privately now."]
        mark = await night.charlie.types("What was it?", "incidents", thread_ts=there["ts"])
        await night.charlie.does("react", "incidents", message_ts=mark["ts"], name="pushpin")
        await night.settled()
        assert "Noted" not in await night.events(1)


async def test_a_drill_lives_in_the_drills_thread_and_is_moved_where_it_turns_out_to_be_real(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, minor(tmp_path)) as night:
        assert await night.alice.types("/incident drill A link is broken") == {"ok": True}
        await night.alice.submits(service="other", severity="P3")
        there = await above(night)
        await night.settled()
        assert await night.name_of(there["channel"]) == "random"
        shown = await said_in(night, there, "DRILL · INC-1")
        assert {"Move to a channel", "This is real now"} <= set(buttons(shown))
        await forget(night)
        assert await night.alice.presses("make_real", shown) == {"ok": True}
        own = await night.own()
        await night.settled()
        assert "drill" not in await night.name_of(own)
        await said_in(night, there, "This is real now.")
        await said_in(night, there, "INC-1 goes on in #")
        told = await night.said("incidents", "A link is broken")
        assert f"What is being done: #{await night.name_of(own)}." in told["whole"]
        await forget(night)


async def test_where_its_thread_can_not_be_it_gets_a_channel(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    nowhere = minor(tmp_path, 'announce = ["#nowhere"]')
    async with evening(slack_sandbox, tmp_path, nowhere, strict=False) as night:
        assert await night.alice.raises("A link is broken", severity="P3", role_comms="bob") == {
            "ok": True
        }
        own = await night.own()
        await night.settled()
        assert night.alice.id in (await night.channel(own))["members"]
        await night.bob.reads("Alice asks you to be comms lead for INC-1 (P3)")
        assert "MovedToChannel" in await night.events(1)


async def test_whoever_deletes_the_announcement_above_it_leaves_it_a_channel(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, minor(tmp_path), strict=False) as night:
        there = await raised(night)
        shown = await card(night)
        await night.bob.does("delete", "incidents", message_ts=shown["ts"])
        await night.settled()
        assert (await card(night))["ts"] != shown["ts"]
        await night.bob.does("delete", "incidents", message_ts=there["ts"])
        own = await night.own()
        await night.settled()
        assert night.alice.id in (await night.channel(own))["members"]


async def test_what_was_written_and_marked_while_the_bot_was_away_is_on_the_record(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, minor(tmp_path), strict=False) as night:
        there = await raised(night, role_comms="bob")
        await night.stop()
        mark = await night.bob.types("It is the footer", "incidents", thread_ts=there["ts"])
        await night.charlie.types("I have seen it too", "incidents", thread_ts=there["ts"])
        await night.bob.does("react", "incidents", message_ts=mark["ts"], name="pushpin")
        await night.start()

        async def look() -> bool:
            return {"Noted", "Joined", "RoleTaken"} <= set(await night.events(1))

        await night.until("what was missed", look)


async def test_it_is_found_by_its_number_its_place_a_mention_and_a_message_in_it(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, minor(tmp_path), strict=False) as night:
        there = await raised(night)
        await night.alice.types("/incident status", "incidents")
        summary = await night.alice.reads("INC-1 · P3 · Investigating")
        assert "It is handled in the thread in #incidents." in summary["whole"]
        await night.alice.types("/incident the lights are out", "incidents")
        form = await night.alice.shown_form()
        assert form["callback_id"] == "declare"
        await night.alice.closes()
        said = await night.bob.types("It is the footer", "incidents", thread_ts=there["ts"])
        await night.bob.uses("add_to_timeline", channel="incidents", message_ts=said["ts"])
        await night.bob.reads("It is on the record of INC-1.")
        await night.bob.types(f"<@{night.bot_user}> what now?", "incidents", thread_ts=there["ts"])
        await night.bob.reads("Here is what you can do with INC-1.")
        await night.alice.types("/incident list")
        listed = await night.alice.reads("A link is broken (Other) · the thread in #incidents")
        assert buttons(listed)[0] == "Join"
        assert await night.alice.raises("Another link", severity="P3", service="unsure") == {
            "ok": True
        }
        await above(night, 2)
        await night.settled()
        await night.alice.types("/incident update", "incidents")
        assert (await night.alice.shown_form())["callback_id"] == "which"


async def test_it_can_live_in_a_thread_of_a_private_channel_where_firebell_is(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    inside = minor(tmp_path, 'announce = ["#leadership"]')
    async with evening(slack_sandbox, tmp_path, inside, strict=False) as night:
        await night.charlie.does("invite", "leadership", user=night.bot_user)
        there = await raised(night)
        assert await night.name_of(there["channel"]) == "leadership"
        confirmed = await night.alice.reads("INC-1 is open: the thread in #leadership.")
        assert "failed" not in confirmed["whole"]
        mark = await night.charlie.types("It is the footer", "leadership", thread_ts=there["ts"])
        await night.charlie.does("react", "leadership", message_ts=mark["ts"], name="pushpin")
        await night.settled()
        assert {"Noted", "Joined"} <= set(await night.events(1))
