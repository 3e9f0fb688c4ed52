"""Slack that does not answer who somebody is: nobody is called missing, and whoever is known a
moment later comes as if they had been known at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from slack_sandbox.client import SandboxClient
from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, evening, in_the_workspace
from tests.stories.test_raising import forget
from tests.stories.test_trouble import playbook

pytestmark = in_the_workspace
NAMES = {
    'name = "Other"': 'name = "Other"\nleads = { lead = "bob@example.com" }\n'
    'invite = ["charlie@example.com", "@service-duty"]'
}
FAULTS: tuple[tuple[str, dict[str, int]], ...] = (
    ("rate_limited", {"retry_after": 1}),
    ("http_500", {}),
    ("drop_before", {}),
)


async def all_words(night: Evening) -> str:
    """Everything that the bot has said anywhere."""
    return "\n".join([await night.plain(each["text"]) for _, each in await night.by_the_bot()])


@pytest.mark.parametrize(("fault", "more"), FAULTS)
async def test_who_is_known_a_moment_late_is_asked_and_comes(
    slack_sandbox: SandboxHandle, tmp_path: Path, fault: str, more: dict[str, int]
) -> None:
    """It said that there was nobody of that name, and never asked the usual lead."""
    async with SandboxClient(slack_sandbox.url) as slack:
        for method in ("users.lookupByEmail", "usergroups.list"):
            await slack.fault(method, fault, **more)
    async with evening(slack_sandbox, tmp_path, playbook(tmp_path, **NAMES)) as night:
        await night.alice.raises(severity="P1")
        own = await night.own()
        await night.settled()
        await night.alice.reads("Slack has not said yet who these are: bob@example.com, ")
        assert night.bob.id not in (await night.channel(own))["members"]
        await night.client.heal()
        await night.bob.reads("asks you to be incident lead")

        async def all_there() -> bool:
            members = set((await night.channel(own))["members"])
            return {night.bob.id, night.charlie.id, night.person("priya").id} <= members

        await night.until("everybody in the channel", all_there)
        await night.settled()
        said = await all_words(night)
        assert "nobody of that name" not in said
        assert "has not said" not in said
        await forget(night)


async def test_who_is_not_known_for_a_minute_is_told_with_who_could_be_asked(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with SandboxClient(slack_sandbox.url) as slack:
        await slack.fault("users.lookupByEmail", "http_500")
    async with evening(slack_sandbox, tmp_path, playbook(tmp_path, **NAMES)) as night:
        await night.alice.raises(severity="P1")
        own = await night.own()
        await night.later(minutes=1.5)
        told = await night.said(own, "some who were not reached")
        assert told["whole"].startswith(
            "The playbook names some who were not reached: bob@example.com (Slack has not said yet "
            "who that is, and is asked again), charlie@example.com (Slack has not said yet who "
            "that is, and is asked again).\nNobody is incident lead yet."
        )
        await night.client.heal()
        await night.bob.reads("asks you to be incident lead")
        await night.settled()
        await forget(night)
