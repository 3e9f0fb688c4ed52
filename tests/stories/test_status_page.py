"""What the public reads: marked by whoever writes the updates, in the press that tells people.

On the first nights the comms lead wrote each update once more, on the status page's repository.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from firebell.domain.status_pages import OnPage
from slack_sandbox.testing import SandboxHandle
from tests.outside.page_servers import GITHUB_TOKEN, STATUSPAGE_TOKEN, StatuspageDesk, UpptimeDesk
from tests.outside.tracker_servers import Desk, desk
from tests.stories.evening import DFE, Evening, buttons, evening, in_the_workspace
from tests.stories.test_actions import incident
from tests.stories.test_raising import raised
from tests.stories.test_redact import asks_to_remove

pytestmark = in_the_workspace
COMMS = {"service": "get-into-teaching", "severity": "P1", "role_comms": "bob"}
STATUSPAGE = """
[[status_page]]
key = "status"
name = "the status page"
kind = "statuspage"
project = "abcdef123456"
components = { get-into-teaching = ["c1"] }
"""
MARKED: Mapping[str, Any] = {"public_title": "Some people can't sign in", "publish": ["yes"]}


def with_statuspage() -> str:
    """The example with Statuspage in place of Upptime."""
    before, _, rest = DFE.read_text().partition("[[status_page]]")
    return before + rest.partition("\n\n")[2] + STATUSPAGE


@asynccontextmanager
async def a_night(
    sandbox: SandboxHandle, data: Path, there_: Desk
) -> AsyncIterator[tuple[Evening, Desk]]:
    """The bot with a status page beside it."""
    upptime = isinstance(there_, UpptimeDesk)
    playbook = data / "playbook.toml"
    playbook.write_text(DFE.read_text() if upptime else with_statuspage())
    async with desk(there_) as there:
        token = GITHUB_TOKEN if upptime else STATUSPAGE_TOKEN
        settings: Mapping[str, Any] = {
            "send_outside": True,
            "status_pages": SecretStr(f"status {token}"),
            "github_url": there.url,
            "statuspage_url": there.url,
        }
        async with evening(sandbox, data, playbook, strict=False, more=settings) as night:
            yield night, there


async def bob_is_comms(night: Evening, **more: Any) -> str:
    """Alice raises and leads, Bob has communications; the channel."""
    own = await raised(night, **{**COMMS, **more})
    await night.bob.presses("on_it", await night.bob.reads("asks you to be"))
    await night.settled()
    return own


async def updates(night: Evening, own: str, known: str = "A disk is full", **more: Any) -> Any:
    """Bob tells people."""
    assert await night.bob.types("/incident update", own) == {"ok": True}
    await night.bob.shown_form()
    return await night.bob.submits(known=known, **more)


async def published(night: Evening, number: int) -> OnPage:
    """What stands there, once so many of its updates do."""
    found: list[OnPage] = []

    async def look() -> bool:
        public = (await incident(night)).public
        if public is None or len(public.updates) < number:
            return False
        found.append(public)
        return True

    await night.until(f"{number} public updates on the record", look)
    await night.settled()
    return found[-1]


async def fields(night: Evening, who: str) -> set[str]:
    """The fields of the form that somebody sees."""
    view = await night.person(who).shown_form()
    return {block["block_id"] for block in view["blocks"] if block["type"] == "input"}


PUBLIC = {"public", "public_title", "publish"}


async def test_what_is_ticked_in_an_update_stands_on_the_page_and_that_is_shown(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, UpptimeDesk()) as (night, there):
        own = await raised(night, **COMMS)
        asked = await night.bob.reads("asks you to be")
        assert "What the public reads on the status page is yours to say" in asked["whole"]
        await night.bob.presses("on_it", asked)
        await night.settled()
        public = "We know, and *we* are on it. Ask @support."
        assert await updates(night, own, public=public, **MARKED) == {"ok": True}
        there_now = await published(night, 1)
        assert isinstance(there, UpptimeDesk)
        assert there.shown() == [
            (
                "Some people can't sign in",
                "open",
                ["We know, and &#42;we&#42; are on it. Ask @\u2060support."],
            )
        ]
        assert there.labels(there.issues[0]) == ["status", "get-into-teaching"]
        assert "A disk is full" not in json.dumps(there.issues + there.comments)
        said = await night.said(own, "On the status page, too (the status page): We know")
        assert f"<{there.url}/example/status/issues/1|the status page>" in str(said["blocks"])
        assert there_now.link == f"{there.url}/example/status/issues/1"
        # The next one is a comment, and needs no title.
        assert await night.bob.types("/incident update", own) == {"ok": True}
        assert PUBLIC & await fields(night, "bob") == {"public", "publish"}
        sent = await night.bob.submits(known="New disk", public="Almost.", publish=["yes"])
        assert sent == {"ok": True}
        await published(night, 2)
        assert [(state, len(said)) for _, state, said in there.shown()] == [("open", 2)]
        assert (await night.events(1)).count("PublicUpdatePublished") == 2


async def test_what_is_not_ticked_never_leaves(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, UpptimeDesk()) as (night, there):
        own = await bob_is_comms(night)
        told = await updates(night, own, outside="We are on it", public="Bob's words")
        assert told["errors"] == {
            "publish": "These words are not published yet. Tick this to publish them, or put the "
            "field for the public back as it was."
        }
        assert await night.bob.submits(public="") == {"ok": True}
        # Stakeholders' words begin the next one; nobody marked them.
        assert await night.bob.types("/incident update", own) == {"ok": True}
        view = await night.bob.shown_form()
        block = next(each for each in view["blocks"] if each.get("block_id") == "public")
        assert block["element"]["initial_value"] == "We are on it"
        assert await night.bob.submits(known="Nothing new") == {"ok": True}
        await night.said(own, "Nothing new")
        await night.settled()
        assert there.calls == []
        assert (await incident(night)).public is None


async def test_whoever_does_not_write_the_updates_is_not_asked(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, UpptimeDesk()) as (night, _):
        own = await raised(night, **COMMS)
        # While nobody is on communications, whoever leads speaks to the public.
        assert await night.alice.types("/incident update", own) == {"ok": True}
        assert await fields(night, "alice") >= PUBLIC
        await night.bob.presses("on_it", await night.bob.reads("asks you to be"))
        await night.settled()
        told = await night.alice.submits(known="It is down", public="It is down", **MARKED)
        assert list(told["errors"]) == ["publish"]
        await night.alice.closes()
        assert await night.alice.types("/incident update", own) == {"ok": True}
        assert not PUBLIC & await fields(night, "alice")


async def test_of_a_private_one_and_of_a_drill_nothing_is_asked_or_published(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, UpptimeDesk()) as (night, there):
        own = await bob_is_comms(night)
        assert await night.bob.types("/incident update", own) == {"ok": True}
        assert await fields(night, "bob") >= PUBLIC
        assert await night.alice.types("/incident private", own) == {"ok": True}
        await night.alice.shown_form()
        assert (await night.alice.submits(people=["bob"]))["ok"]
        await night.settled()
        told = await night.bob.submits(known="A leak", public="A leak", **MARKED)
        assert told["errors"] == {
            "publish": "INC-1 is private, so nothing of it is published. Take the tick away to go "
            "on."
        }
        await night.bob.closes()
        assert await night.bob.types("/incident update INC-1") == {"ok": True}
        assert not PUBLIC & await fields(night, "bob")
        await night.bob.closes()
        assert await night.alice.types("/incident drill") == {"ok": True}
        await night.alice.shown_form()
        assert await night.alice.submits(
            title="A drill", service="get-into-teaching", severity="P1"
        ) == {"ok": True}
        drill = await night.own(2)
        await night.settled()
        assert await night.alice.types("/incident update", drill) == {"ok": True}
        assert not PUBLIC & await fields(night, "alice")
        assert there.calls == []


async def test_a_page_that_fails_is_told_to_comms_with_the_words_to_paste(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, UpptimeDesk(answers=[403])) as (night, there):
        own = await bob_is_comms(night)
        assert await updates(night, own, public="We are on it", **MARKED) == {"ok": True}
        failed = await night.bob.reads("what you wrote for the public is not on the status page")
        assert failed["whole"] == (
            "INC-1: what you wrote for the public is not on the status page, because the other end "
            "does not let Firebell in. Run firebell check.\n"
            "Put it there by hand (example/status), or try again. The words are below.\n"
            "Some people can't sign in\nWe are on it"
        )
        assert buttons(failed) == ["Try again"]
        assert await night.bob.presses("retry", failed) == {"ok": True}
        await published(night, 1)
        assert isinstance(there, UpptimeDesk)
        assert there.shown() == [("Some people can't sign in", "open", ["We are on it"])]


@pytest.mark.parametrize("there_", [UpptimeDesk(), StatuspageDesk()], ids=["upptime", "statuspage"])
async def test_closing_ends_it_there_and_reopening_opens_it_again(
    slack_sandbox: SandboxHandle, tmp_path: Path, there_: UpptimeDesk | StatuspageDesk
) -> None:
    async with a_night(slack_sandbox, tmp_path, there_) as (night, _):
        own = await bob_is_comms(night)
        sent = await updates(night, own, public="We are on it", **MARKED, status="identified")
        assert sent == {"ok": True}
        await published(night, 1)
        assert await night.bob.types("/closeincident", own) == {"ok": True}
        assert PUBLIC & await fields(night, "bob") == {"public", "publish"}
        assert await night.bob.submits(summary="A disk", public="It works.", publish=["yes"]) == {
            "ok": True
        }
        await published(night, 2)
        over = "closed" if isinstance(there_, UpptimeDesk) else "resolved"
        title = "Some people can't sign in"
        assert there_.shown() == [(title, over, ["We are on it", "It works."])]
        await night.said(own, "On the status page, too (the status page): It works.")
        assert await night.bob.types("/incident reopen", own) == {"ok": True}
        assert PUBLIC & await fields(night, "bob") == {"public", "publish"}
        assert await night.bob.submits(public="Not yet.", publish=["yes"]) == {"ok": True}
        await published(night, 3)
        again = "open" if isinstance(there_, UpptimeDesk) else "investigating"
        assert there_.shown() == [(title, again, ["We are on it", "It works.", "Not yet."])]
        if isinstance(there_, StatuspageDesk):
            assert there_.components == {"c1": "major_outage", "c2": "operational"}


async def test_a_closing_that_is_not_published_is_told_where_the_page_is_open(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, UpptimeDesk()) as (night, there):
        own = await bob_is_comms(night)
        assert await updates(night, own, public="We are on it", **MARKED) == {"ok": True}
        await published(night, 1)
        await night.alice.types("/closeincident It works again", own)
        left = await night.bob.reads("nothing of that was published on the status page")
        assert (
            "If it stands open there (the status page), say here that it is over." in left["whole"]
        )
        assert isinstance(there, UpptimeDesk)
        assert there.issues[0]["state"] == "open"
        assert await night.bob.presses("tell_public", left) == {"ok": True}
        assert await fields(night, "bob") == {"public", "publish"}
        assert list((await night.bob.submits(public="It works"))["errors"]) == ["publish"]
        assert await night.bob.submits(public="It works", publish=["yes"]) == {"ok": True}
        await published(night, 2)
        assert [(state, said) for _, state, said in there.shown()] == [
            ("closed", ["We are on it", "It works"])
        ]


async def test_removed_words_are_changed_where_they_stand(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, UpptimeDesk()) as (night, there):
        own = await bob_is_comms(night)
        assert await updates(night, own, public="Carol broke it", **MARKED) == {"ok": True}
        await published(night, 1)
        await asks_to_remove(night.alice, own, "Carol broke it")
        shown = str(await night.alice.shown_form())
        assert "On the status page the words are changed where they stand." in shown
        assert (await night.alice.submits())["ok"]
        assert isinstance(there, UpptimeDesk)

        async def changed() -> bool:
            return there.said(1) == ["This update was removed."]

        await night.until("other words there", changed)
        await night.settled()
        assert "Carol" not in json.dumps(there.issues + there.comments)
        assert "Carol" not in (await night.said(own, "Update by"))["whole"]


async def test_an_issue_of_the_health_check_is_the_one_that_is_commented_on(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, UpptimeDesk()) as (night, there):
        assert isinstance(there, UpptimeDesk)
        there.health_check("apply-for-qts")
        there.health_check("get-into-teaching")
        own = await bob_is_comms(night)
        assert await updates(night, own, public="We are on it", **MARKED) == {"ok": True}
        await published(night, 1)
        assert [said for _, _, said in there.shown()] == [[], ["We are on it"]]


async def test_words_that_make_sense_in_slack_alone_are_refused_at_their_field(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, UpptimeDesk()) as (night, there):
        own = await bob_is_comms(night)
        told = await updates(night, own, public="Ask <@U0123ABCD>", **MARKED)
        assert told["errors"] == {
            "public": "“<@U0123ABCD>” makes sense in Slack alone. Write it in words that anybody "
            "understands, such as a role in place of a name."
        }
        told = await night.bob.submits(public="We know", public_title="")
        assert list(told["errors"]) == ["public_title"]
        assert await night.bob.submits(public_title="Down") == {"ok": True}
        await published(night, 1)
        assert isinstance(there, UpptimeDesk)
        assert there.shown() == [("Down", "open", ["We know"])]
