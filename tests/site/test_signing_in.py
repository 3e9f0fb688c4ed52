"""Who gets in: members of the workspace, by their own consent, for a while."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from firebell.app.sessions import digest
from firebell.web.site.guard import HEADERS, within
from slack_sandbox.testing import SandboxHandle
from tests.site.browsing import reading, with_pages
from tests.stories.evening import evening, in_the_workspace

pytestmark = in_the_workspace
PAGES = ("/now", "/incidents", "/incidents/1", "/mine", "/playbook", "/now?part=list", "/raise")


async def test_without_the_two_settings_there_are_no_pages(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night, reading(night) as nobody:
        answers = [(await nobody.sees(path)).status_code for path in (*PAGES, "/sign-in", "/")]
        assert answers == [404] * 9
        assert (await nobody.sees("/healthz")).status_code == 200


async def test_whoever_is_not_signed_in_reads_nothing_and_afterwards_the_page_they_wanted(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        await night.alice.raises("Nobody can log in")
        await night.settled()
        async with reading(night) as charlie:
            for path in PAGES:
                answer = await charlie.sees(path)
                assert answer.status_code == 401
                assert "Nobody can log in" not in answer.text
            assert (await charlie.sees("/now/changes")).status_code == 401
            page = await charlie.sees("/incidents/1")
            assert "/sign-in?to=/incidents/1" in page.text
            answer = await charlie.signs_in("charlie", "/incidents/1")
            assert (answer.status_code, answer.headers["location"]) == (303, "/incidents/1")
            page = await charlie.sees("/incidents/1")
            assert "Nobody can log in" in page.text
            assert "Signed in as Charlie" in page.text


async def test_what_comes_back_from_slack_counts_once_and_only_in_the_browser_that_began(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with (
        evening(slack_sandbox, tmp_path, more=with_pages(slack_sandbox)) as night,
        reading(night) as alice,
        reading(night) as charlie,
    ):
        back = await alice.consent("alice")
        answer = await charlie.client.get(back)
        assert answer.status_code == 403
        assert "Signing in took too long" in answer.text
        assert (await charlie.sees("/now")).status_code == 401
        assert (await alice.client.get(back)).status_code == 303
        assert (await alice.client.get(back)).status_code == 403

        began = await charlie.client.get(f"{charlie.url}/sign-in")
        state = parse_qs(urlsplit(began.headers["location"]).query)["state"][0]
        answer = await charlie.sees(f"/signed-in?error=access_denied&state={state}")
        assert answer.status_code == 403
        assert "You are not signed in" in answer.text


async def test_a_session_is_ended_by_a_form_of_the_page_and_by_time(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with (
        evening(slack_sandbox, tmp_path, more=with_pages(slack_sandbox)) as night,
        reading(night, "alice") as alice,
        reading(night, "bob") as bob,
    ):
        page = (await alice.sees("/now")).text
        token = page.partition('name="token" value="')[2].partition('"')[0]
        await bob.client.post(f"{bob.url}/sign-out", data={"token": token})
        assert (await alice.sees("/now")).status_code == 200
        held = alice.client.cookies["firebell_session"]
        await alice.client.post(f"{alice.url}/sign-out", data={"token": token})
        alice.client.cookies.set("firebell_session", held)
        assert (await alice.sees("/now")).status_code == 401

        await bob.signs_in("bob")
        assert (await bob.sees("/now")).status_code == 200
        await night.later(minutes=12 * 60 + 1)
        assert (await bob.sees("/now")).status_code == 401


async def test_another_sites_form_signs_nobody_out(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with (
        evening(slack_sandbox, tmp_path, more=with_pages(slack_sandbox)) as night,
        reading(night, "alice") as alice,
    ):
        held = alice.client.cookies["firebell_session"]
        for data in ({}, {"token": ""}, {"token": "0" * 64}, {"token": digest(held)}):
            await alice.client.post(f"{alice.url}/sign-out", data=data)
            alice.client.cookies.set("firebell_session", held)
            assert (await alice.sees("/now")).status_code == 200


async def test_whoever_leaves_the_workspace_reads_nothing_from_then_on(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with (
        evening(slack_sandbox, tmp_path, more=with_pages(slack_sandbox)) as night,
        reading(night, "charlie") as charlie,
    ):
        await night.charlie.becomes(deleted=True)
        await night.settled()
        answer = await charlie.sees("/now")
        assert answer.status_code == 403
        assert "This is not for you" in answer.text


async def test_a_restart_signs_nobody_out_and_the_database_holds_no_token(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, more=more) as night,
        reading(night, "alice") as alice,
    ):
        held = alice.client.cookies["firebell_session"]
        await night.stop()
        for path in tmp_path.rglob("firebell.db*"):
            assert held.encode() not in path.read_bytes()
        await night.start()
        assert night.bot is not None
        alice.url = night.bot.url
        assert (await alice.sees("/now")).status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\nb", "", "/\t/evil"],
)
def test_nobody_is_led_elsewhere(elsewhere: str) -> None:
    assert within(elsewhere) == "/now"
    assert within("/incidents/7?before=3") == "/incidents/7?before=3"


async def test_every_answer_says_what_a_browser_may_do_with_it(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with (
        evening(slack_sandbox, tmp_path, more=with_pages(slack_sandbox)) as night,
        reading(night, "alice") as alice,
    ):
        for path in (*PAGES, "/nowhere", "/static/site.css", "/static/live.js"):
            answer = await alice.sees(path)
            said = {name: answer.headers.get(name) for name in HEADERS}
            assert said == HEADERS
            assert "<script>" not in answer.text
            assert "style=" not in answer.text
