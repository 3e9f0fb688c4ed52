"""Private stays private: nothing of it leaves its channel and its people."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slack_sandbox.testing import SandboxHandle, sandbox_in_thread
from tests.stories.evening import WORKSPACE, Evening, evening, in_the_workspace
from tests.stories.test_raising import forget

pytestmark = in_the_workspace

SECRET = "zanzibar"
"""It stands in everything that is typed about the private incident, and nowhere else."""

DEEDS = ("update", "severity", "edit", "record", "close", "reopen", "fail", "archive", "note")


async def raise_private(night: Evening, title: str) -> str:
    """Alice raises it in #general, with Priya, who is of the security team, and Bob as lead."""
    await night.alice.types(f"/incident {title}")
    answer = await night.alice.submits(
        title=title,
        service="apply-manage",
        severity="P1",
        sensitive="yes",
        description=f"{SECRET} in the logs",
        role_technical="bob",
    )
    assert answer == {"ok": True}
    return await night.own()


async def do(night: Evening, own: str, deed: str) -> None:
    """Something that happens to it."""
    match deed:
        case "update":
            await night.alice.types("/incident update", own)
            await night.alice.submits(known=f"{SECRET} is known", doing=SECRET)
        case "severity":
            await night.alice.types("/incident severity", own)
            await night.alice.submits(severity="P2", why=SECRET)
        case "edit":
            await night.alice.types("/incident edit", own)
            await night.alice.submits(title=f"More {SECRET}", service="teaching-vacancies")
        case "record":
            await night.alice.types("/incident record", "general")
        case "close":
            await night.alice.types(f"/closeincident {SECRET} is over", own)
        case "reopen":
            await night.alice.types("/incident reopen", own)
            await night.alice.submits(why=SECRET)
        case "fail":
            await night.fault("chat.postMessage", "error", error="msg_too_long", times=1)
        case "archive":
            await night.alice.does("archive", own)
        case _:
            await night.alice.types(f"{SECRET} once more", own)
    # A form that is still open belongs to a deed that was refused.
    while await night.alice.form():
        await night.alice.closes()
    await night.settled()


async def leaks(night: Evening) -> list[str]:
    """Outgoing calls that carry the secret to a place where outsiders may see it."""
    members = {night.alice.id, night.bob.id, night.person("priya").id}
    private = {channel["id"] for channel in await night.channels() if channel["is_private"]}
    direct = {await night.direct(name) for name in ("alice", "bob", "priya")}
    allowed = members | private | direct
    found = []
    for call in await night.calls():
        arguments: Mapping[str, Any] = call["arguments"]
        if SECRET not in json.dumps(arguments).lower():
            continue
        place = arguments.get("channel") or arguments.get("channel_id") or arguments.get("user_id")
        opened = call["method"] in ("views.open", "views.update")
        if place not in allowed and not opened:
            found.append(f"{call['method']} {arguments}")
    return found


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=st.lists(st.sampled_from(DEEDS), min_size=2, max_size=6))
async def test_whatever_happens_to_it_nothing_of_it_is_said_to_outsiders(
    caplog: pytest.LogCaptureFixture, deeds: Sequence[str]
) -> None:
    caplog.set_level(logging.DEBUG, "firebell")
    with TemporaryDirectory() as folder, sandbox_in_thread(**WORKSPACE) as sandbox:
        async with evening(sandbox, Path(folder), strict=False) as night:
            own = await raise_private(night, f"A {SECRET} leak")
            await night.settled()
            for deed in deeds:
                await do(night, own, deed)
            await night.later(minutes=70)
            assert await leaks(night) == []
            for place in ("general", "incidents", "security", "random"):
                assert (await night.channel(place))["messages"] == []
            named = [channel["name"] for channel in await night.channels()]
            assert not [name for name in named if SECRET in name]
            await outsiders_see_nothing(night)
            assert SECRET not in caplog.text.lower()


async def outsiders_see_nothing(night: Evening) -> None:
    """Not in a list, a form, a status, Home; not by its number; not by a button's value."""
    charlie = night.charlie
    for text in ("/incident list", "/incident status INC-1", "/incident record INC-1"):
        await charlie.types(text)
    await charlie.types("/closeincident")
    await charlie.types("/closeincident INC-1 nosy")
    await charlie.types("/incident")
    await night.charlie.opens_home()
    await night.settled()
    seen = {
        "notices": await charlie.notices(),
        "form": await charlie.form(),
        "home": await charlie.home(),
    }
    text = json.dumps(seen).lower()
    assert SECRET not in text
    # It stands in no list; what Charlie typed himself comes back with its number alone.
    assert "inc-1 ·" not in text


async def test_a_private_channel_holds_those_who_are_named_and_the_security_team(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raise_private(night, "A laptop is gone")
        await night.settled()
        channel = await night.channel(own)
        assert (channel["name"], channel["is_private"]) == ("inc-1-private", True)
        members = {night.real_name(member) for member in channel["members"]}
        assert members == {"Firebell", "Alice", "Bob", "Priya"}
        asked = await night.bob.reads("Alice asks you to be technical lead for INC-1")
        assert "which is private" in asked["whole"]
        await night.person("priya").reads("Alice asks you to help with INC-1, which is private.")
        told = await night.alice.reads("INC-1 is open and you are in it")
        assert "It is private: nobody outside its channel is told about it." in told["whole"]
        await night.said(own, "This incident is private.")


async def test_when_no_private_channel_can_be_made_no_public_one_is(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.fault("conversations.create", "error", error="restricted_action", times=1)
        await night.alice.types("/incident")
        await night.alice.submits(
            title="A laptop is gone", service="other", severity="P1", sensitive="yes"
        )
        failed = await night.alice.reads("The channel: failed, because this workspace lets only")
        await night.settled()
        created = await night.calls("conversations.create")
        assert [call["arguments"]["is_private"] for call in created] == ["true"]
        value = failed["blocks"][-1]["accessory"]["value"]
        assert await night.alice.presses("retry", failed, value=value) == {"ok": True}
        assert await night.name_of(await night.own()) == "inc-1-private"
        await night.settled()
        await forget(night)


async def test_who_is_invited_by_hand_may_see_it_from_then_on(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raise_private(night, "A laptop is gone")
        await night.settled()
        await forget(night)
        await night.charlie.types("/incident status INC-1")
        await night.charlie.reads("There is no INC-1 here.")
        await night.alice.does("invite", own, user="charlie")

        async def came() -> bool:
            return "MemberCame" in await night.events(1)

        await night.until("Charlie's coming", came)
        await night.charlie.types("/incident status INC-1")
        await night.charlie.reads("A laptop is gone (Apply/Manage)")
