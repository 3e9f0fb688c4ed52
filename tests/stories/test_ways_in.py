"""Raising from a message: Bob wrote that something is wrong, Alice makes an incident of it.

What Bob wrote stands in the form, she sees what others will read, and his thread hears of it.
"""

from __future__ import annotations

import json
from pathlib import Path

from firebell.slack.inbound.shortcuts import RAISE_FROM
from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, evening, in_the_workspace
from tests.stories.test_raising import field, forget, recorded

pytestmark = in_the_workspace

WORDS = "Nobody can pay\nThe page says <b>try later</b> &amp; stays"


async def raises_from(night: Evening, channel: str, ts: str, **values: str) -> str:
    """Alice uses the shortcut on a message and sends the form off as it is. Returns the incident's
    channel."""
    await night.alice.uses(RAISE_FROM, channel=channel, message_ts=ts)
    await night.alice.shown_form()
    answer = await night.alice.submits({"service": "other", "severity": "P2", **values})
    assert answer == {"ok": True}
    own = await night.own()
    await night.settled()
    return own


async def test_a_message_becomes_an_incident_and_its_thread_hears_of_it_and_of_the_end(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        ts = (await night.bob.types(WORDS, "random"))["ts"]
        await night.alice.uses(RAISE_FROM, channel="random", message_ts=ts)
        form = await night.alice.shown_form()
        assert field(form, "title")["initial_value"] == "Nobody can pay"
        assert field(form, "description")["initial_value"] == (
            "Nobody can pay\nThe page says <b>try later</b> & stays"
        )
        assert field(form, "service")["initial_option"]["value"] == "apply-manage"
        assert "private channel or a direct message" not in json.dumps(form)
        assert await night.alice.submits(severity="P2") == {"ok": True}
        own = await night.own()
        await night.settled()
        heard = await night.said("random", "Alice raised INC-1 from this.")
        assert heard["whole"] == (
            f"Alice raised INC-1 from this. What is being done: #{await night.name_of(own)}."
        )
        assert heard["thread_ts"] == ts
        card = await night.said(own, "Raised from a message.")
        link = f"/archives/{(await night.channel('random'))['id']}/p{ts.replace('.', '')}"
        assert link in json.dumps(card["blocks"])
        at_top = [m for m in (await night.channel("random"))["messages"] if not m["thread_ts"]]
        assert [m for m in at_top if m["user"] == night.bot_user] == []
        await forget(night)
        await night.alice.types("/closeincident It is up again", own)
        await night.settled()
        ended = await night.said("random", "INC-1 is closed.")
        assert ended["thread_ts"] == ts
        await forget(night)
        await night.alice.types("/incident record INC-1", own)
        assert link in await recorded(night, own)
        await forget(night)


async def test_of_a_private_incident_the_thread_hears_nothing(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        ts = (await night.bob.types(WORDS, "random"))["ts"]
        own = await raises_from(night, "random", ts, sensitive="yes")
        await night.alice.types("/closeincident It is up again", own)
        await night.settled()
        said = (await night.channel("random"))["messages"]
        assert [m["text"] for m in said if m["user"] == night.bot_user] == []
        await forget(night)


async def test_what_its_thread_heard_is_taken_back_where_it_is_made_private(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        ts = (await night.bob.types(WORDS, "random"))["ts"]
        await raises_from(night, "random", ts)
        await night.said("random", "Alice raised INC-1 from this.")
        await night.alice.types("/incident private INC-1")
        await night.alice.shown_form()
        await night.alice.submits(people=["alice"])
        await night.settled()
        said = (await night.channel("random"))["messages"]
        assert [m["text"] for m in said if m["user"] == night.bot_user] == []


async def test_what_others_can_not_read_is_carried_only_where_the_raiser_has_seen_it(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        ts = (await night.charlie.types("The key has leaked", "leadership"))["ts"]
        await night.charlie.uses(RAISE_FROM, channel="leadership", message_ts=ts)
        form = await night.charlie.shown_form()
        said = json.dumps(form)
        assert "The message is from a private channel or a direct message." in said
        assert "so its thread does not hear of this." in said
        assert field(form, "description")["initial_value"] == "The key has leaked"
        await night.charlie.submits(
            {"title": "A key", "description": "", "service": "other", "severity": "P2"}
        )
        own = await night.own()
        await night.settled()
        assert (await night.channel("leadership"))["messages"][-1]["text"] == "The key has leaked"
        everywhere = [message for _, message in await night.by_the_bot()]
        assert "has leaked" not in json.dumps(everywhere)
        assert "Raised from a message" not in json.dumps((await night.channel(own))["messages"])
        await forget(night)


async def test_who_raises_from_the_same_message_again_is_shown_what_was_raised(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        ts = (await night.bob.types(WORDS, "random"))["ts"]
        own = await raises_from(night, "random", ts)
        await forget(night)
        await night.bob.uses(RAISE_FROM, channel="random", message_ts=ts)
        name = await night.name_of(own)
        await night.bob.reads(f"INC-1 was raised from this message already: #{name}.")
        assert await night.bob.form() is None


async def test_it_is_said_in_the_thread_once_though_the_answer_never_came(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        first = (await night.bob.types("Look", "random"))["ts"]
        ts = (await night.bob.types("It is down", "random", thread_ts=first))["ts"]
        await night.alice.uses(RAISE_FROM, channel="random", message_ts=ts)
        await night.alice.shown_form()
        await night.fault("chat.postMessage", "drop_after", times=9)
        await night.alice.submits({"service": "other", "severity": "P2"})
        await night.own()
        await night.settled()
        await night.client.heal()
        await night.later(minutes=3)
        said = (await night.channel("random"))["messages"]
        heard = [m for m in said if "raised" in m["text"] and m["user"] == night.bot_user]
        assert [m["thread_ts"] for m in heard] == [first]
