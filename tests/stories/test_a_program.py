"""A deploy goes wrong at night: Alice's script raises it, twice by mistake, and closes it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from firebell.app.tokens import Tokens
from firebell.domain.grants import Scope
from slack_sandbox.testing import SandboxHandle
from tests.api.asking import asking
from tests.site.browsing import with_pages
from tests.stories.evening import evening, in_the_workspace

pytestmark = in_the_workspace
DEPLOY = {"title": "Release 812 failed half way", "service": "apply-manage", "severity": "P2"}


async def test_a_deploy_script_raises_by_key_twice_and_closes_and_all_hear_of_it_once(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        asking(night, "alice") as script,
    ):
        # Both at once, since the script was started twice.
        both = (script.raises(**DEPLOY, key="release-812") for _ in range(2))
        first, again = await asyncio.gather(*both)
        assert (first.status_code, first.json()["label"]) == (201, "INC-1")
        assert first.headers["location"] == "/api/v1/incidents/1"
        assert (again.status_code, again.content) == (201, first.content)
        assert await night.bot_numbers() == [1]
        own = await night.own()
        card = await night.said(own, "What to do now")
        assert "by Alice (with the token “deploys”)" in await night.plain(card["whole"])

        other = await script.raises("Something else", key="release-812")
        assert other.status_code == 422
        assert other.json()["code"] == "key_used"
        assert await night.bot_numbers() == [1]

        known = {"known": "Half of the servers run 811 still", "status": "identified"}
        both = (script.posts("/incidents/1/updates", known, "release-812-a") for _ in range(2))
        for told in await asyncio.gather(*both):
            assert (told.status_code, told.content) == (201, first.content)
        said = await night.said(own, "Update by")
        assert "(with the token “deploys”) at " in said["whole"]
        noted = await script.posts("/incidents/1/notes", {"text": "Rolled back to 811"})
        assert noted.status_code == 201
        ended = {"summary": "Release 812 was rolled back"}
        for _ in range(2):
            closed = await script.posts("/incidents/1/close", ended, "release-812-b")
            assert (closed.status_code, closed.content) == (200, first.content)
        late = await script.posts("/incidents/1/close", ended)
        assert (late.status_code, late.json()["code"]) == (409, "already_closed")
        kinds = await night.events(1)
        assert [kinds.count(kind) for kind in ("Declared", "Updated", "Noted", "Closed")] == [1] * 4

        record = (await script.gets("/incidents/1/timeline")).json()["entries"]
        by_script = [entry for entry in record if entry["token"] == "deploys"]
        assert by_script[0]["text"].startswith("Alice (with the token “deploys”) raised it")
        # What follows by itself is Firebell's own.
        assert {entry["token"] for entry in record} == {"deploys", None}
        assert all(entry["by"]["name"] == "Alice" for entry in by_script)


async def test_a_token_ends_with_its_day_and_all_end_when_alice_leaves(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        asking(night, "alice", frozenset({Scope.READ})) as reads,
        asking(night, "alice", called="other") as other,
        asking(night, "bob") as bobs,
    ):
        assert night.bot is not None
        assert (await reads.gets("/incidents")).status_code == 200
        denied = await reads.raises()
        assert (denied.status_code, denied.json()["code"]) == (403, "token_scope")
        assert "“raise”" in denied.json()["detail"]

        tokens = Tokens(night.bot.store, night.bot.clock.now)
        before = await tokens.of(night.alice.id)
        assert {token.name: token.used is not None for token in before} == {
            "deploys": True,
            "other": False,
        }
        await night.alice.becomes(deleted=True)

        async def ended() -> bool:
            assert night.bot is not None
            return all(token.revoked for token in await tokens.of(night.alice.id))

        await night.until("Alice's tokens are revoked", ended)
        await night.alice.becomes(deleted=False)
        for program in (reads, other):
            answer = await program.gets("/incidents")
            assert (answer.status_code, answer.json()["code"]) == (401, "bad_token")
        assert (await bobs.gets("/incidents")).status_code == 200
        await night.later(minutes=timedelta(days=90).total_seconds() / 60)
        assert (await bobs.gets("/incidents")).status_code == 401
