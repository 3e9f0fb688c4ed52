"""What a workspace leaves to its administrators, and what Slack does not say: nobody is left
without a word, and nobody is told twice."""

from __future__ import annotations

from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, evening, everything, in_the_workspace
from tests.stories.test_raising import forget, raised
from tests.stories.test_trouble import playbook

pytestmark = in_the_workspace

UNPINGED = (
    "Nobody was pinged in #general, #incidents, #security, because Slack did not let Firebell do "
    "it. Tell those who must know at once, and ask a workspace administrator to allow it."
)


async def said_in(night: Evening, channel: str) -> list[str]:
    """What the bot said in a channel, as it can be read there."""
    found = (await night.channel(channel))["messages"]
    mine = [each for each in found if each["user"] == night.bot_user and not each["subtype"]]
    return [await night.plain(everything(each)) for each in mine]


async def test_where_pings_are_left_to_administrators_everything_is_said_without_one(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """Each announcement was refused as a whole, so that nobody heard of the incident."""
    async with evening(slack_sandbox, tmp_path) as night:
        await night.client.post("/preferences", who_can_at_everyone="admin")
        await night.alice.raises(severity="P2")
        own = await night.own()
        await night.settled()
        await night.alice.reads(UNPINGED)
        for place in ("general", "incidents", "security"):
            (told,) = await said_in(night, place)
            assert told.startswith("INC-1 · P2 · Investigating")
        await forget(night)
        await night.bob.types("/incident severity INC-1")
        await night.bob.shown_form()
        assert await night.bob.submits(severity="P1", why="Nobody gets in") == {"ok": True}
        await night.bob.reads("INC-1: nobody was pinged in #general, #incidents, #security")
        await night.said("general", "INC-1 is P1 now. It was P2.")
        await forget(night)
        await night.client.post("/preferences", who_can_at_everyone="everyone")
        await night.alice.types("/closeincident The disk was full", own)
        assert "@here" in (await night.said("general", "INC-1 is closed"))["whole"]
        await night.settled()
        await forget(night)


async def test_where_nobody_makes_channels_people_hear_of_it_and_the_channel_comes_later(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """Only whoever raised it heard of it, and that something had failed."""
    async with evening(slack_sandbox, tmp_path) as night:
        await night.client.post("/preferences", who_can_create_channels="admin")
        await night.alice.raises(severity="P2", role_comms="bob")
        told = await night.said("incidents", "It has no channel yet.")
        assert "To help or to ask, write to Alice." in told["whole"]
        assert "@here" in told["whole"]
        await night.bob.reads("There is no channel yet. Write to Alice.")
        listed = await night.alice.reads(
            "The channel: failed, because this workspace lets only some people do that. "
            "Ask a workspace administrator to allow it."
        )
        assert "It has no channel yet. People hear of it without one." in listed["whole"]
        await night.charlie.presses("join", told, "incidents")
        await night.charlie.reads("You are added to the channel of INC-1 as soon as it is there.")
        await night.client.post("/preferences", who_can_create_channels="everyone")
        assert await night.alice.presses("retry", listed) == {"ok": True}
        own = await night.own()
        await night.settled()
        (told_now,) = await said_in(night, "incidents")
        assert "What is being done: #incident_other" in told_now
        assert "no channel yet" not in told_now
        asked = [words for words in await directly(night, "bob") if "asks you to be" in words]
        assert len(asked) == 1
        members = (await night.channel(own))["members"]
        assert {night.alice.id, night.bob.id, night.charlie.id} <= set(members)
        await forget(night)


async def directly(night: Evening, person: str) -> list[str]:
    """What somebody was told directly."""
    channel = await night.direct(person)
    return await said_in(night, channel) if channel else []


async def test_a_place_that_is_named_where_it_was_raised_is_told_once_and_closed_once(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """Slack did not list its channels while Firebell began: #incidents was told twice, with @here
    and with @channel, and twice that it was over. It was renamed meanwhile, and Firebell began
    again."""
    for method in ("conversations.list", "users.conversations"):
        slack_sandbox.fault(method, "error", error="missing_scope")
    small = playbook(tmp_path, **{'"#incidents", "#old-project", "#leadership"': '"#incidents"'})
    async with evening(slack_sandbox, tmp_path, small, strict=False) as night:
        incidents = (await night.channel("incidents"))["id"]
        await night.alice.types("/incident It is down", "incidents")
        await night.alice.submits(service="other", severity="P1")
        own = await night.own()
        await night.settled()
        (told,) = await said_in(night, incidents)
        assert told.startswith("@here INC-1 · P1")
        await night.alice.does("rename", "incidents", name="trouble")
        await night.stop()
        await night.start()
        await night.alice.types("/closeincident The disk was full", own)
        await night.said("trouble", "INC-1 is closed")
        await night.settled()
        assert len(await said_in(night, incidents)) == 2


async def test_what_was_said_under_a_name_is_known_by_its_id(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """After a renaming the end was said to a name that no channel had any more."""
    for method in ("conversations.list", "users.conversations"):
        slack_sandbox.fault(method, "error", error="missing_scope")
    small = playbook(tmp_path, **{'"#incidents", "#old-project", "#leadership"': '"#incidents"'})
    async with evening(slack_sandbox, tmp_path, small, strict=False) as night:
        own = await raised(night, service="other", severity="P1")
        incidents = (await night.channel("incidents"))["id"]
        await night.person("priya").does("join", "incidents")
        await night.person("priya").does("rename", "incidents", name="trouble")
        await night.alice.types("/incident update", own)
        await night.alice.shown_form()
        await night.alice.submits(known="A disk is full")
        update = await night.said("trouble", "Update by Alice")
        assert update["thread_ts"]
        await night.alice.types("/closeincident The disk was full", own)
        await night.said("trouble", "INC-1 is closed")
        await night.settled()
        assert len(await said_in(night, incidents)) == 3
