"""A private incident does not exist for a token: at no address, in no list, in no count."""

from __future__ import annotations

from pathlib import Path

import httpx2

from firebell.domain.grants import Scope
from slack_sandbox.testing import SandboxHandle
from tests.api.asking import ALL, Program, asking
from tests.site.browsing import with_pages
from tests.stories.evening import evening, in_the_workspace
from tests.stories.test_private import SECRET, raise_private

pytestmark = in_the_workspace
SENT: tuple[tuple[str, dict[str, str]], ...] = (
    ("/incidents/{}/updates", {"known": "x"}),
    ("/incidents/{}/notes", {"text": "x"}),
    ("/incidents/{}/close", {}),
)
ABOUT_ONE = ("/incidents/{}", "/incidents/{}/timeline")
ABOUT_MANY = (
    "/incidents",
    "/incidents?words=leak",
    "/incidents?cursor=2",
    "/incidents?status=open",
)


async def is_absent(program: Program) -> None:
    """It answers to the byte as one that there never was."""
    for address in ABOUT_ONE:
        there, gone = await program.gets(address.format(1)), await program.gets(address.format(7))
        assert there.status_code == gone.status_code == 404
        assert (there.content, _said(there)) == (gone.content, _said(gone))
    for address, body in SENT:
        for key in (None, f"key of {address}"):
            there = await program.posts(address.format(1), body, key)
            gone = await program.posts(address.format(7), body, key)
            assert there.status_code == gone.status_code == 404
            assert (there.content, _said(there)) == (gone.content, _said(gone))
    for address in ABOUT_MANY:
        answer = await program.gets(address)
        assert answer.json() == {"incidents": [], "next_cursor": None}, address
    figures = (await program.gets("/figures")).json()
    assert (figures["real"]["incidents"], figures["real"]["private"]) == (0, 0)


def _said(answer: httpx2.Response) -> dict[str, str]:
    headers = dict(answer.headers)
    headers.pop("date")
    return headers


async def test_every_address_that_names_an_incident_is_tried_here(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        asking(night, None) as program,
    ):
        paths = set((await program.gets("/openapi.json")).json()["paths"])
    about_one = {*ABOUT_ONE, *(address for address, _ in SENT)}
    assert {path.replace("{number}", "{}") for path in paths if "{" in path} == about_one
    assert paths - {path for path in paths if "{" in path} == {
        "/incidents",
        "/playbook",
        "/figures",
    }


async def test_it_is_absent_for_every_token_but_one_with_private_of_somebody_in_its_channel(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    everything = ALL | {Scope.PRIVATE}
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        own = await raise_private(night, f"A {SECRET} leak")
        await night.settled()
        async with (
            asking(night, "charlie", everything) as stranger,
            asking(night, "alice") as narrow,
            asking(night, "alice", everything) as whole,
        ):
            await is_absent(stranger)
            await is_absent(narrow)
            assert SECRET in (await whole.gets("/incidents/1")).text.lower()
            assert (await whole.gets("/figures")).json()["real"]["private"] == 1
            assert (await whole.posts("/incidents/1/notes", {"text": "seen"})).status_code == 201

            same = {"outcome": "duplicate", "duplicate_of": 1}
            unknown = {"outcome": "duplicate", "duplicate_of": 7}
            assert (await stranger.raises("It is slow")).json()["number"] == 2
            hidden = await stranger.posts("/incidents/2/close", same)
            missing = await stranger.posts("/incidents/2/close", unknown)
            assert hidden.status_code == missing.status_code
            assert hidden.text == missing.text.replace("INC-7", "INC-1")

            await night.alice.does("leave", own)
            await night.settled()
            assert (await whole.gets("/incidents/1")).status_code == 404
            assert SECRET not in (await whole.gets("/incidents")).text.lower()


async def test_what_a_program_raises_privately_is_told_once_more_and_not_shown(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        asking(night, "alice") as program,
    ):
        first = await program.raises(f"A {SECRET} leak", private=True, key="once")
        await night.own()
        await night.settled()
        again = await program.raises(f"A {SECRET} leak", private=True, key="once")
        assert (again.status_code, again.content) == (201, first.content)
        assert SECRET not in first.text.lower()
        assert (await program.gets("/incidents/1")).status_code == 404
