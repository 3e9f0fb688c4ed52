"""Who may do what: guests where they were invited, nobody of another organisation, and nobody pings
a whole workspace again and again."""

from __future__ import annotations

from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import DFE, evening, everything, in_the_workspace
from tests.stories.test_raising import forget

pytestmark = in_the_workspace


async def test_a_guest_raises_nothing_unless_the_playbook_says_so(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path / "first") as night:
        gus = night.person("gus")
        assert await gus.raises(channel="general") == {"ok": True}
        shown = await gus.form()
        assert everything({"blocks": shown["blocks"]}) == (
            "The playbook leaves this to full members of this Slack workspace. "
            "Tell one of them, and they can do it for you."
        )
        await gus.closes()
        assert await night.calls("conversations.create") == []
    playbook = tmp_path / "playbook.toml"
    playbook.write_text(f'{DFE.read_text()}\n[permissions]\nraise = ["members", "guests"]\n')
    async with evening(slack_sandbox, tmp_path / "second", playbook) as night:
        assert await night.person("gus").raises(channel="general") == {"ok": True}
        await night.own()
        await night.settled()
        await forget(night)


async def test_a_guest_sees_an_incident_only_where_they_were_invited(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        gus = night.person("gus")
        await night.alice.raises()
        own = await night.own()
        await gus.types("/incident list")
        await gus.reads("No incident is open.")
        await gus.types("/incident status INC-1")
        await gus.reads("There is no INC-1 here.")
        await night.settled()
        await forget(night)
        assert own


async def test_the_third_loud_incident_in_ten_minutes_asks_first_and_pings_nobody(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """One person with a script, or on a bad day, pinged everybody as often as they liked."""
    async with evening(slack_sandbox, tmp_path) as night:
        for number, service in ((1, "apply-manage"), (2, "teaching-vacancies")):
            assert await night.alice.raises(service=service) == {"ok": True}
            await night.own(number)
        assert await night.alice.raises(service="other") == {"ok": True}
        form = await night.alice.form()
        assert "This one is announced without a ping." in everything({"blocks": form["blocks"]})
        assert form["submit"]["text"] == "Raise quietly"
        assert await night.alice.submits() == {"ok": True}
        assert await night.alice.form() is None
        await night.own(3)
        await night.settled()
        texts = [message["text"] for message in (await night.channel("incidents"))["messages"]]
        announced = [text for text in texts if "INC-" in text]
        assert ["<!" in text for text in announced] == [True, True, False]
        await forget(night)
