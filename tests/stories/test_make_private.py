"""Making it private after it was raised openly: Charlie, who was only in #incidents, finds nothing
of it anywhere; Bob, who is named, comes along; the channel that is left is put away."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firebell.domain.commands import ReportPrivacy
from slack_sandbox.testing import SandboxHandle, sandbox_in_thread
from tests.stories.evening import (
    WORKSPACE,
    Evening,
    buttons,
    evening,
    everything,
    in_the_workspace,
)
from tests.stories.test_raising import forget, raised, recorded

pytestmark = in_the_workspace

SECRET = "zanzibar"
"""It stands in everything that is typed about the incident, and nowhere else."""
INSIDE = ("alice", "bob", "priya")
"""Who comes along, where nothing else is said: Priya is whom the playbook names."""
WITHDRAWN = "INC-1 is handled privately now."


async def raise_openly(night: Evening) -> str:
    """Alice raises it, with Bob as technical lead, who is on it, and Charlie as comms lead."""
    own = await raised(
        night,
        f"A {SECRET} leak",
        severity="P1",
        description=f"{SECRET} in the logs",
        role_technical="bob",
        role_comms="charlie",
    )
    asked = await night.bob.reads("Alice asks you to be technical lead for INC-1")
    assert await night.bob.presses("on_it", asked) == {"ok": True}
    await night.settled()
    await forget(night)
    return own


async def make_private(night: Evening, own: str, people: list[str], line: str = "") -> None:
    """Alice makes it private, by the command, with these people."""
    assert await night.alice.types("/incident private", own) == {"ok": True}
    form = await night.alice.shown_form()
    assert form["callback_id"] == "private"
    values: dict[str, Any] = {"people": people}
    if line:
        values["line"] = line
    assert await night.alice.submits(values) == {"ok": True}
    await night.alice.closes()
    await put_away(night)


async def put_away(night: Evening) -> None:
    """All that follows has followed: what was in flight has ended, the old channel is left."""
    await night.settled()
    await night.later(minutes=0.3)
    await night.later(minutes=1.1)


async def private_channel(night: Evening) -> str:
    """The id of the channel in which it goes on."""
    channels = await night.channels()
    return str(next(each["id"] for each in channels if each["name"] == "inc-1-private"))


async def shown_outside(night: Evening, inside: str, *people: str) -> list[str]:
    """Where the secret can be read by others than these people, outside of this channel."""
    found = []
    for channel in await night.channels():
        if channel["id"] == inside:
            continue
        whole = await night.channel(channel["id"])
        shown = {
            "name": whole["name"],
            "topic": whole["topic"],
            "purpose": whole["purpose"],
            "bookmarks": whole["bookmarks"],
            "pins": whole["pins"],
            "messages": whole["messages"],
        }
        if SECRET in json.dumps(shown).lower():
            found.append(f"{whole['name']}: {json.dumps(shown)}")
    for name in night.people:
        if name in people:
            continue
        direct = await night.direct(name)
        if direct and SECRET in json.dumps((await night.channel(direct))["messages"]).lower():
            found.append(f"directly to {name}")
        if SECRET in json.dumps(await night.person(name).home()).lower():
            found.append(f"the Home of {name}")
    return found


async def test_who_was_only_told_finds_nothing_of_it_anywhere_and_who_is_named_comes_along(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raise_openly(night)
        await night.charlie.opens_home()
        await night.alice.types("/incident update", own)
        await night.alice.submits(known=f"{SECRET} is known", doing=SECRET)
        await night.alice.types("/incident record", own)
        await night.settled()
        await make_private(night, own, ["alice", "bob"], "Sign-in is slow. We are working on it.")

        private = await private_channel(night)
        inside = await night.channel(private)
        assert inside["is_private"] is True
        assert sorted(map(night.real_name, set(inside["members"]) - {night.bot_user})) == [
            "Alice",
            "Bob",
            "Priya",
        ]
        assert await shown_outside(night, private, *INSIDE) == []
        old = await night.channel(own)
        assert (old["name"], old["is_archived"], old["bookmarks"]) == ("inc-1", True, [])
        assert (old["topic"], old["purpose"]) == (WITHDRAWN, WITHDRAWN)
        assert [everything(each) for each in old["messages"] if not each["subtype"]] == [
            f"{WITHDRAWN} This channel is being put away. If you need to be in the new one, "
            "ask whoever you worked with here."
        ]
        for place in ("general", "incidents", "security"):
            said = [everything(each) for each in (await night.channel(place))["messages"]]
            assert said[0] == WITHDRAWN
            assert said[1].startswith("INC-1 · ")
            assert said[1].endswith(" · Sign-in is slow. We are working on it.")
            assert len(said) == 2
        await night.charlie.reads(f"{WITHDRAWN} You are not asked to help any more.")
        await forget(night)


async def test_the_card_says_what_could_be_read_by_whom_for_how_long_and_when_to_tell_of_it(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raise_openly(night)
        await night.later(minutes=40)
        await make_private(night, own, ["alice", "bob"], "Sign-in is slow.")
        private = await private_channel(night)
        card = await night.said(private, "This incident is private.")
        assert "Made private " in card["whole"]
        assert " by Alice. Everybody in this Slack could read it from " in card["whole"]
        assert "until then (40 min)." in card["whole"]
        assert "In its channel: Alice, Bob, Charlie." in card["whole"]
        assert "Announced in: #general, #incidents, #security." in card["whole"]
        assert "the regulator (in the UK, the ICO) has to be told, tell it by " in card["whole"]
        await night.alice.types("/incident record", private)
        record = await recorded(night, private)
        assert (
            "In its channel: Alice, Bob and Charlie. Told in: \\#" in record
            or "In its channel: Alice, Bob and Charlie. Told in: " in record
        )
        assert "Said publicly: Sign-in is slow." in record
        assert "What Firebell had written in the channel that was left has been removed." in record
        await forget(night)


async def test_whoever_is_in_charge_is_reminded_a_day_before_the_clock_ends_though_it_is_closed(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raise_openly(night)
        await make_private(night, own, ["alice", "bob"])
        await night.alice.types("/closeincident It is over", await private_channel(night))
        await night.settled()
        await forget(night)
        await night.later(minutes=48 * 60)
        reminder = await night.bob.reads("the regulator (in the UK, the ICO)")
        assert SECRET not in reminder["whole"]
        assert re.search(r"tell it by \w{3} \d+ \w{3}, \d\d:\d\d", reminder["whole"])
        await night.later(minutes=24 * 60)
        await night.settled()


async def test_old_buttons_lead_nowhere_for_who_is_not_brought_along(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raise_openly(night)
        announced = await night.said("incidents", SECRET)
        asked = await night.charlie.reads("Alice asks you to be comms lead for INC-1")
        await night.charlie.types("/incident update", own)
        await night.charlie.shown_form()
        await make_private(night, own, ["alice", "bob"])
        incident = announced["blocks"][-1]["elements"][0]["value"]
        for action, message in (("join", announced), ("on_it", asked)):
            await night.charlie.presses(action, message, "incidents", value=incident)
        assert await night.charlie.submits(known=f"{SECRET} again") == {"ok": True}
        await night.charlie.closes()
        for text in ("list", "status INC-1", "record INC-1", "private INC-1", "close INC-1 over"):
            await night.charlie.types(f"/incident {text}")
        await night.settled()
        assert await shown_outside(night, await private_channel(night), *INSIDE) == []
        notices = json.dumps(await night.charlie.notices())
        assert SECRET not in notices
        assert not {"Updated", "Joined", "Closed", "RoleTaken"} & set((await night.events(1))[12:])
        await forget(night)


async def test_its_form_sent_again_with_the_question_answered_makes_it_private_first(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """It was refused, and the words were lost; nothing of them is read openly before it is done."""
    async with evening(slack_sandbox, tmp_path) as night:
        assert await night.alice.types("/incident", "general") == {"ok": True}
        first = await night.alice.shown_form()
        await night.fault("delivery", "ack_lost", times=1)
        values = {"title": "It is down", "service": "other", "severity": "P2"}
        lost = await night.alice.submits(**values)
        assert lost == {"ok": False, "error": "operation_timeout"}
        await night.own()
        await night.settled()
        again = {**values, "title": f"{SECRET} leaked", "sensitive": "yes"}
        assert await night.alice.submits(again) == {"ok": True}
        private = await night.alice.shown_form()
        assert private["callback_id"] == "private"
        assert "Edited" not in await night.events(1)
        assert await night.alice.submits(people=["alice", "bob"]) == {"ok": True}
        await put_away(night)
        await night.alice.closes()
        beneath = await night.alice.shown_form()
        assert beneath["id"] == first["id"]
        assert await night.alice.submits(again) == {"ok": True}
        corrected = await night.alice.shown_form()
        assert corrected["blocks"][0]["text"]["text"] == (
            "INC-1 was raised already. What you changed has been corrected there."
        )
        await night.settled()
        inside = await private_channel(night)
        await night.said(inside, f"{SECRET} leaked")
        assert await shown_outside(night, inside, *INSIDE) == []
        assert await night.bot_numbers() == [1]
        await forget(night)


async def test_the_edit_form_makes_it_private_before_it_corrects_anything(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await night.alice.types("/incident edit", own)
        edit = await night.alice.shown_form()
        corrected = {"title": f"{SECRET} leaked", "sensitive": "yes"}
        assert await night.alice.submits(corrected) == {"ok": True}
        private = await night.alice.shown_form()
        assert private["callback_id"] == "private"
        assert "Edited" not in await night.events(1)
        assert await night.alice.submits(people=["alice", "bob"]) == {"ok": True}
        await put_away(night)
        await night.alice.closes()
        beneath = await night.alice.shown_form()
        assert beneath["id"] == edit["id"]
        assert await night.alice.submits(corrected) == {"ok": True}
        await night.settled()
        assert (await night.events(1)).count("Edited") == 1
        inside = await private_channel(night)
        await night.said(inside, f"{SECRET} leaked")
        assert await shown_outside(night, inside, *INSIDE) == []
        await forget(night)


async def test_the_step_that_asks_offers_it_and_does_so_no_more_once_it_is_private(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        card = await night.said(own, "Is it a security incident?")
        assert "Make it private" in buttons(card)
        offer = next(
            element
            for block in card["blocks"]
            for element in block.get("elements", [])
            if element.get("action_id") == "open_private"
        )
        pressed = await night.alice.presses("open_private", card, own, value=offer["value"])
        assert pressed == {"ok": True}
        form = await night.alice.shown_form()
        assert form["callback_id"] == "private"
        assert await night.alice.submits(people=["alice"]) == {"ok": True}
        await night.alice.closes()
        await put_away(night)
        inside = await private_channel(night)
        assert "Make it private" not in buttons(
            await night.said(inside, "This incident is private")
        )
        await night.alice.types("/incident private", inside)
        await night.alice.reads("INC-1 is private already.")
        await forget(night)


async def test_where_no_private_channel_can_be_made_everything_is_taken_back_and_it_is_tried_again(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raise_openly(night)
        await night.fault("conversations.create", "error", error="restricted_action", times=1)
        assert await night.bob.types("/incident private", own) == {"ok": True}
        await night.bob.shown_form()
        assert await night.bob.submits(people=["bob"]) == {"ok": True}
        await night.bob.closes()
        await put_away(night)
        assert await shown_outside(night, "", "bob") == []
        old = await night.channel(own)
        assert (old["name"], old["is_archived"]) == ("inc-1", False)
        failed = await night.bob.reads("INC-1: The channel did not work")
        assert buttons(failed) == ["Try again"]
        assert await night.bob.presses("retry", failed) == {"ok": True}
        await night.bob.reads("Trying again.")
        await put_away(night)
        inside = await night.channel(await private_channel(night))
        assert sorted(map(night.real_name, set(inside["members"]) - {night.bot_user})) == [
            "Bob",
            "Priya",
        ]
        assert (await night.channel(own))["is_archived"] is True
        outside = await night.alice.reads("you are not in its channel")
        assert SECRET not in outside["whole"]
        await forget(night)


async def test_who_was_still_to_be_brought_into_the_old_channel_is_not_brought_into_the_new_one(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """Slack did not answer when Charlie came to help; his invitation was still waiting."""
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, f"A {SECRET} leak")
        announced = await night.said("incidents", SECRET)
        await night.fault("conversations.invite", "rate_limited", times=1, retry_after=5)
        await night.charlie.presses("join", announced, "incidents")
        await night.until("that Charlie came to help", lambda: has(night, "Joined"))
        await make_private(night, own, ["alice", "bob"])
        inside = await private_channel(night)
        members = set((await night.channel(inside))["members"]) - {night.bot_user}
        assert sorted(map(night.real_name, members)) == ["Alice", "Bob", "Priya"]
        await forget(night)


async def test_who_is_named_and_can_not_be_added_keeps_nothing_of_what_they_were_told(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, f"A {SECRET} leak", role_comms="gus")
        await make_private(night, own, ["alice", "gus"])
        inside = await private_channel(night)
        await night.said(inside, "Gus (guest) could not be added")
        assert await shown_outside(night, inside, *INSIDE) == []
        await night.person("gus").reads(f"{WITHDRAWN} You are not asked to help any more.")
        await forget(night)


async def test_a_closed_one_whose_channel_was_archived_is_taken_back_as_far_as_it_can_be(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raise_openly(night)
        await night.alice.types("/closeincident It is over", own)
        await night.settled()
        await night.alice.does("archive", own)
        await night.until("its end", lambda: has(night, "ChannelArchived"))
        await night.alice.types("/incident private INC-1", "general")
        await night.alice.shown_form()
        assert await night.alice.submits(people=["alice"]) == {"ok": True}
        await night.alice.closes()
        await put_away(night)
        inside = await private_channel(night)
        old = await night.channel(own)
        assert [each["text"] for each in old["messages"] if not each["subtype"]] == []
        card = await night.said(inside, "This incident is private.")
        assert "so Firebell could not change its name and topic." in card["whole"]
        shown = await shown_outside(night, inside, "alice", "priya")
        assert [place.partition(":")[0] for place in shown] == [old["name"]]
        await forget(night)


async def has(night: Evening, event: str) -> bool:
    """Whether this is on the record of INC-1."""
    return event in await night.events(1)


async def test_a_channel_that_somebody_converts_takes_back_what_was_announced(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raise_openly(night)
        await night.charlie.opens_home()
        await night.bob.types("/incident severity", own)
        await night.bob.submits(severity="P2", why=SECRET)
        await night.charlie.does("leave", own)
        await night.settled()
        assert night.bot is not None
        found = await night.found(lambda reads: reads.by_number(1))
        assert found is not None
        report = ReportPrivacy(where=own, private=True)
        await night.bot.incidents.report(found.id, report)
        await put_away(night)
        assert await shown_outside(night, own, *INSIDE) == []
        assert everything((await night.channel("incidents"))["messages"][0]) == WITHDRAWN
        card = await night.said(own, "This incident is private.")
        assert "Announced in: #general, #incidents, #security." in card["whole"]
        await forget(night)


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("files.completeUploadExternal", "/incident record"),
        ("chat.postMessage", "/incident note the disk is full"),
        ("chat.postMessage", "/incident severity P1"),
    ],
)
async def test_what_was_in_doubt_fails_nobody_once_its_channel_is_left(
    slack_sandbox: SandboxHandle, tmp_path: Path, method: str, words: str
) -> None:
    """It was looked for in a channel that Firebell was in no more, and Alice read that it could not
    be shared."""
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        assert await night.alice.raises(f"A {SECRET} leak") == {"ok": True}
        own = await night.own()
        await night.settled()
        await night.fault(method, "drop_after", times=1)
        await night.alice.types(words, own)
        if await night.alice.form() is not None:
            await night.alice.submits(why=SECRET)
        await night.alice.types("/incident private INC-1", "general")
        await night.alice.shown_form()
        assert await night.alice.submits(people=["alice", "bob"]) == {"ok": True}
        await put_away(night)
        for minutes in (2, 20):
            await night.later(minutes=minutes)
        assert "EffectFailed" not in await night.events(1)
        assert await shown_outside(night, await private_channel(night), *INSIDE) == []


DEEDS = ("update", "worse", "milder", "edit", "record", "direct", "close", "reopen", "ask", "home")
TROUBLE = ("", "restart", "chat.delete", "chat.update", "conversations.create", "files.delete")


async def do(night: Evening, own: str, deed: str) -> None:
    """Something that happens while it is open to all; a refusal changes nothing."""
    match deed:
        case "update":
            await night.alice.types("/incident update", own)
            await night.alice.submits(known=f"{SECRET} is known", doing=SECRET)
        case "worse" | "milder":
            await night.bob.types("/incident severity", own)
            await night.bob.submits(severity="P1" if deed == "worse" else "P3", why=SECRET)
        case "edit":
            await night.alice.types("/incident edit", own)
            await night.alice.submits(title=f"More {SECRET}")
        case "record":
            await night.bob.types("/incident record", own)
        case "direct":
            await night.charlie.types("/incident record INC-1", "random")
        case "close":
            await night.alice.types(f"/closeincident {SECRET} is over", own)
        case "reopen":
            await night.alice.types("/incident reopen", own)
            await night.alice.submits(why=SECRET)
        case "ask":
            await night.alice.types("/incident edit", own)
            await night.alice.submits(role_support="charlie")
        case _:
            await night.charlie.opens_home()
    for person in (night.alice, night.bob):
        while await person.form():
            await person.closes()


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.booleans()), min_size=2, max_size=6),
    trouble=st.sampled_from(TROUBLE),
)
async def test_whatever_happened_before_nothing_of_it_can_be_read_outside_afterwards(
    deeds: Sequence[tuple[str, bool]], trouble: str
) -> None:
    """The deeds may still be under way when it is made private. What people write in the channel
    themselves stays there: no bot can delete it."""
    with TemporaryDirectory() as folder, sandbox_in_thread(**WORKSPACE) as sandbox:
        async with evening(sandbox, Path(folder), strict=False) as night:
            assert await night.alice.raises(
                f"A {SECRET} leak", description=SECRET, role_technical="bob"
            ) == {"ok": True}
            own = await night.own()
            for deed, settle in deeds:
                await do(night, own, deed)
                if settle:
                    await night.settled()
            if trouble not in ("", "restart"):
                await night.fault(trouble, "drop_after", times=1)
            await night.alice.types("/incident private INC-1", "general")
            await night.alice.shown_form()
            assert await night.alice.submits(people=["alice", "bob"]) == {"ok": True}
            if trouble == "restart":
                await night.stop()
                await night.start()
            await put_away(night)
            await put_away(night)
            inside = await private_channel(night)
            assert await shown_outside(night, inside, *INSIDE) == []
            assert (await night.channel(own))["is_archived"] is True
