"""The playbook's file is changed while the bot runs, and people go on with what they have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import aiohttp

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import DFE, Evening, buttons, evening, in_the_workspace
from tests.stories.test_raising import field, forget, raised, recorded

pytestmark = in_the_workspace

OPERATED = DFE.read_text()
NEW_SERVICE = '\n[[service]]\nname = "A new service"\n'


def process(folder: Path, text: str = OPERATED) -> Path:
    """The file as it is now."""
    path = folder / "playbook.toml"
    path.write_text(text)
    return path


async def health(night: Evening) -> Any:
    """What `/healthz` answers."""
    assert night.bot is not None
    async with aiohttp.ClientSession() as session, session.get(f"{night.bot.url}/healthz") as found:
        return await found.json()


async def services(night: Evening) -> list[str]:
    """What the form of /incident offers."""
    await night.alice.types("/incident")
    form = await night.alice.shown_form()
    await night.alice.closes()
    return [each["text"]["text"] for each in field(form, "service")["options"]]


async def in_force(night: Evening, what: str) -> None:
    """Until this service is offered."""

    async def look() -> bool:
        assert night.bot is not None
        return what in [each.name for each in night.bot.directory.playbook().services]

    await night.until(f"{what} in the playbook", look)


async def test_a_changed_file_is_in_force_and_an_open_incident_keeps_what_it_had(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    path = process(tmp_path)
    async with evening(slack_sandbox, tmp_path, path, strict=False) as night:
        own = await raised(night, role_comms="bob")
        before = await night.found(lambda reads: reads.by_number(1))
        assert before is not None
        assert before.playbook_version != ""

        # The comms role and P2 are gone from it, by another name each.
        text = OPERATED.replace('key = "comms"', 'key = "press"').replace(
            'role = "comms"', 'role = "press"'
        )
        text = text.replace("comms = ", "press = ").replace('"P2"', '"Major"')
        process(tmp_path, text + NEW_SERVICE)
        await in_force(night, "A new service")
        assert "A new service" in await services(night)

        async def reported() -> bool:
            return "PlaybookChanged" in await night.events(1)

        await night.until("the change on the record", reported)
        after = await night.found(lambda reads: reads.by_number(1))
        assert after is not None
        assert after.playbook_version != before.playbook_version
        assert after.steps == before.steps
        assert after.next_update == before.next_update

        assert await night.alice.types("/incident update", own) == {"ok": True}
        await night.alice.shown_form()
        assert await night.alice.submits(known="Bob restarts it") == {"ok": True}
        await night.said(own, "Bob restarts it")
        card = await night.said(own, "What to do now")
        assert "INC-1 · P2 · Investigating" in card["whole"]
        assert "Comms: Bob" in card["whole"]
        assert await night.alice.types("/incident record", own) == {"ok": True}
        written = await recorded(night, own)
        assert f"Version {after.playbook_version} holds from here on." in written
        assert f"| Playbook | Version {after.playbook_version}, in force since " in written
        assert await night.alice.types("/incident close It works", own) == {"ok": True}
        await night.said(own, "INC-1 is closed.")


async def test_all_mistakes_are_said_to_whoever_runs_it_and_the_one_before_goes_on(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    path = process(tmp_path)
    async with evening(slack_sandbox, tmp_path, path, strict=False) as night:
        assert (await health(night))["playbook_mistakes"] == 0
        wrong = OPERATED.replace('loud = "channel"', 'loud = "evryone"') + NEW_SERVICE
        wrong = wrong.replace('update_every = "30m"', 'update_every = "soon"')
        await night.fault("chat.postMessage", "error", error="internal_error", times=1)
        process(tmp_path, wrong)
        said = await night.charlie.reads("The playbook's file was changed and has 2 mistakes.")
        assert 'severity "P1": loud is "evryone". It would be "channel", "here"' in said["whole"]
        assert 'severity "P1": update_every is "soon".' in said["whole"]
        assert "goes on until they are put right." in said["whole"]
        found = await health(night)
        assert (found["ok"], found["playbook_mistakes"]) == (True, 2)
        assert "A new service" not in await services(night)
        assert await night.alice.raises() == {"ok": True}
        await night.said(await night.own(), "What to do now")

        # It is restarted in the night, with the same file: what was in force still is.
        await night.stop()
        await night.start()
        assert (await health(night))["playbook_mistakes"] == 2
        assert "A new service" not in await services(night)

        process(tmp_path, OPERATED + NEW_SERVICE)
        await in_force(night, "A new service")
        await night.charlie.reads("The playbook's file is right again and in force: version ")
        assert (await health(night))["playbook_mistakes"] == 0


async def test_a_link_for_feedback_stands_in_the_help_and_after_closing(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        words = "Was Firebell of help? Tell those who run it: say how it worked."
        assert await night.alice.types("/incident help") == {"ok": True}
        assert words in (await night.alice.reads("What you can type"))["whole"]
        own = await raised(night)
        assert await night.alice.types("/closeincident It works", own) == {"ok": True}
        closed = await night.said(own, "INC-1 is closed.")
        assert words in closed["whole"]
        assert buttons(closed) == ["Reopen", "Copy as text", "Set the times"]
        announced = await night.said("incidents", "INC-1 is closed.")
        assert words not in announced["whole"]
        await forget(night)
