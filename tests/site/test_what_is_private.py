"""A private incident does not exist for others: at no address, in no list, in no count."""

from __future__ import annotations

from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.site.browsing import reading, with_pages
from tests.stories.evening import evening, in_the_workspace
from tests.stories.test_private import SECRET, raise_private

pytestmark = in_the_workspace
ADDRESSES = (
    *("/now", "/now?part=list", "/incidents", "/incidents?before=2", "/incidents/1"),
    *("/mine", "/figures", "/figures.csv", "/incidents/1/", "/incidents/01", "/incidents/2"),
    *("/services", "/services/apply-manage", "/services/other", "/services/gone"),
    *("/raise", "/incidents/1/update", "/incidents/1/close", "/incidents/1/note"),
)


async def test_it_is_not_there_for_charlie_and_whole_for_those_who_are_in_its_channel(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        own = await raise_private(night, f"A {SECRET} leak")
        await night.settled()
        async with reading(night, "charlie") as charlie, reading(night, "alice") as alice:
            missing = await charlie.sees("/incidents/2")
            for path in ADDRESSES:
                answer = await charlie.sees(path)
                assert SECRET not in answer.text.lower()
                assert "INC-1" not in answer.text
            there = await charlie.sees("/incidents/1")
            assert there.status_code == missing.status_code == 404
            assert there.text == missing.text
            assert "Nothing is open." in (await charlie.sees("/now")).text
            assert SECRET in (await alice.sees("/incidents/1")).text.lower()
            assert "1 open" in (await alice.sees("/now")).text

            await night.alice.does("leave", own)
            await night.settled()
            for path in ADDRESSES:
                assert SECRET not in (await alice.sees(path)).text.lower()
