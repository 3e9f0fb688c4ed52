"""One bad event, row or effect, and an evening that goes on; and how whoever watches sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import text

from firebell.app.ports import State
from slack_sandbox.testing import SandboxHandle
from tests.storage.test_store import sql
from tests.stories.evening import Evening, evening, in_the_workspace
from tests.stories.test_raising import forget, raised

pytestmark = in_the_workspace

WELL: dict[str, Any] = {
    "ok": True,
    "slack": True,
    "line": True,
    "work": True,
    "playbook_mistakes": 0,
    "oldest_event_seconds": 0,
    "oldest_effect_seconds": 0,
    "set_aside": 0,
    "refused_events": {},
}
"""What `/healthz` answers when nothing waits, apart from how long the line has been silent."""
NONSENSE = '{"command":{"type":"Close","value":{"by":5,"outcome":"Maria went home"}}}'


async def health(night: Evening) -> tuple[int, dict[str, Any]]:
    """What whoever watches the process sees."""
    assert night.bot is not None
    url = f"{night.bot.url}/healthz"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        found = await answer.json()
        found.pop("line_silent_seconds", None)
        return answer.status, found


async def healthy(night: Evening) -> dict[str, Any]:
    """What is told once the worker has come to what fell due while time was moved."""
    found: dict[str, Any] = {}

    async def look() -> bool:
        nonlocal found
        status, found = await health(night)
        return status == 200

    await night.until("green health", look)
    return found


async def pass_by(night: Evening, minutes: float) -> None:
    """Time passes, whether or not anything can be done meanwhile."""
    await night.client.later(minutes * 60)
    assert night.bot is not None
    await night.bot.clock.look()


async def held(night: Evening, method: str) -> None:
    """The bot has made this call, and hears nothing yet."""

    async def look() -> bool:
        return any(call["ended"] is None for call in await night.calls(method))

    await night.until(f"a call of {method}", look)


async def bob_is_heard(night: Evening, own: str) -> None:
    """Bob, who was asked, writes in the channel; so he is on it."""
    await night.bob.types("It is the 02:45 release. I undo it.", own)
    await night.said(own, "Bob is in charge now, as technical lead.")
    await night.alice.reads("Bob is in charge of INC-1 now. You can stand down from that.")


def write(night: Evening, statement: str, **values: object) -> None:
    """Into the bot's database, past the bot."""
    with sql(night.settings.database) as connection:
        assert connection.execute(text(statement), values).rowcount > 0


async def test_who_mentions_the_bot_and_leaves_holds_back_nobody(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, role_technical="bob")
        await night.charlie.does("join", own)
        await night.fault("chat.postEphemeral", "hold_before", times=1)
        await night.charlie.types(f"<@{night.bot_user}> help", own)
        await held(night, "chat.postEphemeral")
        await night.charlie.does("leave", own)
        await night.client.heal()
        await bob_is_heard(night, own)
        await night.settled()
        assert await health(night) == (200, WELL | {"refused_events": {"user_not_in_channel": 1}})


async def test_a_mark_on_a_message_that_is_deleted_at_once_holds_back_nobody(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, role_technical="bob")
        said = await night.alice.types("It began at nine", own)
        await night.fault("conversations.replies", "hold_before", times=1)
        await night.alice.does("react", own, message_ts=said["ts"], name="pushpin")
        await held(night, "conversations.replies")
        await night.alice.does("delete", own, message_ts=said["ts"])
        await night.client.heal()
        await bob_is_heard(night, own)
        await night.settled()
        assert "Noted" not in await night.events(1)
        assert await health(night) == (200, WELL)


async def test_while_one_event_waits_the_others_go_on(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, role_technical="bob")
        said = await night.alice.types("It began at nine", own)
        await night.fault("conversations.replies", "rate_limited", retry_after=50, times=1)
        await night.alice.does("react", own, message_ts=said["ts"], name="pushpin")
        await bob_is_heard(night, own)
        await night.settled()
        assert "Noted" not in await night.events(1)
        status, found = await health(night)
        assert (status, found["work"], found["refused_events"]) == (200, True, {})
        await night.later(minutes=1)
        assert "Noted" in await night.events(1)
        assert await health(night) == (200, WELL)


async def test_an_event_of_a_shape_that_nobody_expects_is_set_aside_and_holds_back_nobody(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, role_technical="bob")
        assert night.bot is not None
        odd = {"event": {"type": "reaction_added", "reaction": "pushpin", "item": {"channel": own}}}
        await night.bot.store.transact(lambda tx: tx.receive("EvODD", odd))
        await bob_is_heard(night, own)
        for _ in range(6):
            await night.later(minutes=0.5)
        assert await health(night) == (200, WELL | {"set_aside": 1})


@pytest.mark.parametrize("database", [None, "postgres_url"], ids=["sqlite", "postgresql"])
async def test_a_stored_close_whose_fields_make_no_sense_stops_no_other_incident(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    database: str | None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    url = request.getfixturevalue(database) if database else None
    async with evening(slack_sandbox, tmp_path, database=url) as night:
        await raised(night, "Payments fail")
        write(
            night,
            "UPDATE effects SET kind = 'Later', body = :body, due = 0, state = 'pending' "
            "WHERE id = (SELECT max(id) FROM effects)",
            body=NONSENSE,
        )
        await night.bob.raises("Sign-in is down", service="apply-manage", severity="P3")
        await night.own(2)
        await night.settled()
        await night.bob.reads("INC-2 is open and you are in it")
        await forget(night)
        assert await health(night) == (200, WELL | {"set_aside": 1})
        assert "Maria" not in caplog.text


async def test_a_close_on_the_record_that_makes_no_sense_stops_no_other_incident(
    slack_sandbox: SandboxHandle, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, "Payments fail")
        await night.fault("*", "http_500")
        await night.alice.types("/closeincident It is up again", own)

        async def closed() -> bool:
            return "Closed" in await night.events(1)

        await night.until("the end of INC-1 on the record", closed)
        await night.stop()
        write(night, "UPDATE events SET body = :body WHERE type = 'Closed'", body='{"by": "Maria"}')
        await night.client.heal()
        await night.start()
        await night.bob.raises("Sign-in is down", severity="P3")
        await night.own(2)
        await night.later(minutes=2)
        await night.bob.reads("INC-2 is open and you are in it")
        await forget(night)
        status, found = await health(night)
        assert (status, found["work"]) == (200, True)
        assert found["set_aside"] > 1
        assert "Maria" not in caplog.text


async def test_an_incident_that_cannot_be_read_takes_no_other_from_home_or_the_list(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night, "Payments fail", role_technical="bob")
        write(night, "UPDATE incidents SET body = '{}' WHERE number = 1")
        await night.charlie.types("Does anybody know more?", own)
        await night.bob.raises("Sign-in is down", severity="P3")
        await night.own(2)
        await night.alice.types("/incident list")
        assert "Sign-in is down" in (await night.alice.reads("INC-2"))["whole"]
        await night.charlie.opens_home()
        shown = await night.until("Charlie's Home", night.charlie.home)
        assert "INC-2" in str(shown["blocks"])
        assert "INC-1" not in str(shown["blocks"])
        await night.settled()
        status, found = await health(night)
        assert (status, found["set_aside"]) == (200, 1)


async def test_health_is_red_while_work_stands_still_and_green_again_afterwards(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await raised(night)
        assert await health(night) == (200, WELL)
        assert night.bot is not None
        night.bot.worker.stop()
        await night.alice.types("/incident close INC-1 It is up again")
        await pass_by(night, minutes=2)
        status, found = await health(night)
        assert (status, found["ok"], found["slack"], found["work"]) == (503, False, True, False)
        assert found["oldest_effect_seconds"] >= 120
        await night.stop()
        await night.start()
        await night.settled()
        assert await health(night) == (200, WELL)


async def test_health_is_red_when_slack_has_failed_for_long_and_green_when_it_is_back(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await raised(night)
        await night.fault("*", "http_500")
        await night.alice.types("/incident close INC-1 It is up again")
        assert (await health(night))[0] == 200
        await pass_by(night, minutes=8)
        assert (await healthy(night))["oldest_effect_seconds"] >= 480
        await pass_by(night, minutes=8)
        status, found = await health(night)
        assert (status, found["slack"], found["work"]) == (503, True, False)
        assert found["oldest_effect_seconds"] >= 960
        await night.client.heal()
        await night.later(minutes=2)
        await night.later(minutes=2)
        # What may have been said is looked for a last time two seconds later.
        assert await healthy(night) == WELL


async def test_what_was_given_up_may_be_tried_again_and_waits_for_nobody(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await night.fault("pins.add", "error", error="not_allowed", times=1)
        await night.alice.raises(severity="P3")
        await night.own()
        await night.settled()
        assert night.bot is not None
        incident = await night.found(lambda reads: reads.by_number(1))
        assert incident is not None
        effects = await night.bot.store.read(lambda reads: reads.effects(incident.id))
        parked = [effect.failure for effect in effects if effect.state is State.PARKED]
        assert parked == ["not_allowed"]
        await night.later(minutes=30)
        status, found = await health(night)
        assert (status, found["set_aside"]) == (200, 0)
