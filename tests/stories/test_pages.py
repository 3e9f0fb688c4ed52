"""Nobody answers in Slack, and PagerDuty rings; and a program that keeps its own list of incidents.

Until now a lead who slept was rung by whoever was awake, with a number from a wiki.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from slack_sandbox.testing import SandboxHandle
from tests.outside.duty import (
    KEY,
    SECRET,
    TOKEN,
    Duty,
    Program,
    Schedule,
    pagerduty,
    program,
    schedule,
)
from tests.stories.evening import DFE, Evening, buttons, evening, in_the_workspace
from tests.stories.test_raising import forget, raised, recorded

pytestmark = in_the_workspace

TEAMS = '[[tell]]\nseverities = ["P1", "P2"]\nteams = ["service-owners"]\n'
CALLED = """
[[page]]
pagerduty = ["service-duty"]
severities = ["P1", "P2"]
private = true

[[webhook]]
key = "tracker"
private = true
"""
Answers = tuple[int | str, ...]


@asynccontextmanager
async def a_night(
    sandbox: SandboxHandle,
    folder: Path,
    called: str = CALLED,
    *,
    rings: Answers = (),
    takes: Answers = (),
    strict: bool = True,
) -> AsyncIterator[tuple[Evening, Duty, Program]]:
    """An evening with PagerDuty and a program beside it."""
    playbook = folder / "playbook.toml"
    playbook.write_text(DFE.read_text().replace(TEAMS, "") + called)
    async with pagerduty(*rings) as duty, program(*takes) as tracker:
        signed = b64encode(SECRET).decode()
        more: Mapping[str, Any] = {
            "send_outside": True,
            "pagerduty": SecretStr(f"service-duty {KEY}"),
            "pagerduty_url": duty.url,
            "webhooks": SecretStr(f"tracker {tracker.url} whsec_{signed}"),
            "webhooks_inside": True,
        }
        async with evening(sandbox, folder, playbook, strict=strict, more=more) as night:
            yield night, duty, tracker


async def rung(night: Evening, duty: Duty, *actions: str) -> None:
    """PagerDuty was told this, and nothing else."""

    async def look() -> bool:
        return len(duty.events) >= len(actions)

    await night.until(f"{actions} at PagerDuty", look)
    assert duty.actions() == list(actions)


async def test_bob_is_silent_and_rung_until_he_takes_it(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path) as (night, duty, _):
        own = await raised(night, role_technical="bob")
        assert duty.events == []
        await night.later(minutes=11)
        await rung(night, duty, "trigger")
        assert duty.events[0]["payload"]["summary"] == (
            "INC-1 (P2): nobody leads it yet. It is down (Other)"
        )
        said = await night.said(own, "Firebell pages")
        assert said["whole"] == (
            "Nobody leads this yet, so Firebell pages service-duty in PagerDuty. "
            "Whoever takes it here ends the page."
        )
        await night.alice.reads("Bob has not answered")
        await night.bob.presses("on_it", await night.bob.reads("asks you to be technical lead"))
        await rung(night, duty, "trigger", "acknowledge")
        await night.later(minutes=1)
        await forget(night)
        assert await night.alice.types("/incident close It was the queue", own) == {"ok": True}
        await rung(night, duty, "trigger", "acknowledge", "resolve")
        assert duty.stands() == [["triggered", "acknowledged", "resolved"]]
        await night.settled()
        await forget(night)
        assert await night.alice.types("/incident record", own) == {"ok": True}
        record = await recorded(night, own)
        for line in (
            "Nobody led it, so a page to service-duty in PagerDuty was asked for.",
            "Told outside Slack: service-duty in PagerDuty.",
            "Somebody leads it, so the page to service-duty in PagerDuty is answered.",
            "The page to service-duty in PagerDuty was not needed any more.",
        ):
            assert line in record
        await forget(night)


async def test_nobody_is_rung_while_somebody_leads_nor_for_what_is_not_that_bad(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, strict=False) as (night, duty, _):
        await raised(night, role_technical="bob")
        await night.bob.presses("on_it", await night.bob.reads("asks you to be technical lead"))
        await night.alice.raises("It is slow", service="publish-find", severity="P3")
        await night.own(2)
        await night.later(minutes=200)
        assert duty.asked == 0


async def test_a_drill_rings_nobody_until_it_is_real(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, strict=False) as (night, duty, tracker):
        assert await night.alice.types("/incident drill", "general") == {"ok": True}
        await night.alice.shown_form()
        drill = {"title": "We practise", "service": "other", "severity": "P2"}
        assert await night.alice.submits(**drill, role_technical="bob") == {"ok": True}
        own = await night.own()
        card = await night.said(own, "What to do now")
        await night.later(minutes=60)
        assert (duty.asked, tracker.asked) == (0, [])
        assert await night.alice.presses("make_real", card, own) == {"ok": True}
        await night.said(own, "This is real now.")
        await night.later(minutes=11)
        assert tracker.moments() == ["raised", "unanswered"]
        await rung(night, duty, "trigger")


async def test_of_a_private_incident_nothing_but_number_severity_and_status_leaves(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, strict=False) as (night, duty, tracker):
        own = await raised(
            night, "Passports leaked", severity="P1", sensitive="yes", role_technical="bob"
        )
        await night.later(minutes=6)
        await rung(night, duty, "trigger")
        await night.said(own, "Firebell pages service-duty in PagerDuty.")
        assert await night.alice.types("/incident close Passports are safe", own) == {"ok": True}
        await rung(night, duty, "trigger", "resolve")
        await night.settled()
        assert tracker.moments() == ["raised", "unanswered", "closed"]
        sent = f"{duty.events}{tracker.got}"
        assert [
            word for word in ("assport", "Other", "incident_", "technical") if word in sent
        ] == []


@pytest.mark.parametrize("answer", [500, "cut", "late"])
async def test_whatever_pagerduty_does_it_rings_once_and_slack_waits_for_nothing(
    slack_sandbox: SandboxHandle, tmp_path: Path, answer: int | str, monkeypatch: Any
) -> None:
    monkeypatch.setattr("firebell.outside.http.SECONDS", 2.0)
    async with a_night(slack_sandbox, tmp_path, rings=(answer,), strict=False) as (night, duty, _):
        own = await raised(night, role_technical="bob")
        await night.later(minutes=11)
        await night.said(own, "Firebell pages service-duty in PagerDuty.")
        await night.alice.reads("Bob has not answered")
        await night.later(minutes=0.5)

        async def look() -> bool:
            return duty.asked >= 2

        await night.until("the second try", look)
        await night.bob.presses("on_it", await night.bob.reads("asks you to be technical lead"))
        await night.settled()
        assert await night.alice.types("/incident close It was the queue", own) == {"ok": True}
        await night.settled()
        await night.later(minutes=2)
        assert duty.stands() == [["triggered", "acknowledged", "resolved"]]


async def test_a_page_that_is_refused_is_told_to_whoever_is_in_charge_and_tried_again(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, rings=(400,), strict=False) as (night, duty, _):
        await raised(night, role_technical="bob")
        await night.later(minutes=11)
        failed = await night.alice.reads("the page to service-duty in PagerDuty did not go out")
        assert failed["whole"] == (
            "INC-1: the page to service-duty in PagerDuty did not go out, because the other end "
            "does not accept it. Run firebell check.\nRing whoever is on duty, or try again."
        )
        assert buttons(failed) == ["Try again"]
        assert await night.alice.presses("retry", failed) == {"ok": True}
        await rung(night, duty, "trigger")


async def test_an_end_that_pagerduty_does_not_take_is_told_too(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, rings=(202, 400), strict=False) as (night, duty, _):
        own = await raised(night, role_technical="bob")
        await night.later(minutes=11)
        await rung(night, duty, "trigger")
        assert await night.alice.types("/incident close It was the queue", own) == {"ok": True}
        left = await night.alice.reads("could not be told that the page needs nobody any more")
        assert left["whole"].endswith("Settle it there by hand, or try again.")


async def test_a_program_hears_of_each_moment_once_whatever_it_answers(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    takes: Answers = ("cut", 503, 204)
    async with a_night(slack_sandbox, tmp_path, takes=takes, strict=False) as (night, _, tracker):
        own = await raised(night, role_technical="bob")
        await night.later(minutes=1)
        await night.later(minutes=10)
        assert await night.alice.types("/incident update", own) == {"ok": True}
        await night.alice.shown_form()
        await night.alice.submits(known="The queue is full", severity="P1")
        await night.settled()
        assert await night.alice.types("/incident close It was the queue", own) == {"ok": True}
        await night.settled()
        moments = ["raised", "unanswered", "severity", "updated", "closed"]

        async def look() -> bool:
            return len(tracker.got) >= len(moments)

        await night.until("all moments", look)
        assert tracker.moments() == moments
        last = list(tracker.got.values())[-1]
        assert (last["incident"]["severity"], last["incident"]["outcome"]) == ("P1", "resolved")
        assert last["text"].endswith("It was the queue")


async def test_a_program_that_takes_nothing_is_told_to_whoever_writes_the_updates(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, takes=(410,), strict=False) as (night, _, tracker):
        await raised(night)
        missed = await night.alice.reads("the message to the program tracker did not arrive")
        assert await night.alice.presses("retry", missed) == {"ok": True}
        await night.settled()
        assert tracker.moments() == ["raised"]


@asynccontextmanager
async def a_schedule(
    sandbox: SandboxHandle, folder: Path, there: Schedule
) -> AsyncIterator[Evening]:
    """An evening on which PagerDuty says who leads for Find a lost TRN."""
    playbook = folder / "playbook.toml"
    text = DFE.read_text().replace(TEAMS, "")
    named = 'name = "Find a lost TRN"\nleads = { technical = "pagerduty:PAPPLY" }'
    playbook.write_text(text.replace('name = "Find a lost TRN"', named))
    more: Mapping[str, Any] = {
        "send_outside": True,
        "pagerduty_token": SecretStr(TOKEN),
        "pagerduty_api": there.url,
    }
    async with evening(sandbox, folder, playbook, strict=False, more=more) as night:
        yield night


async def test_whoever_is_on_call_in_pagerduty_is_asked(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with (
        schedule(PAPPLY=["charlie@example.com", "priya@example.com"]) as there,
        a_schedule(slack_sandbox, tmp_path, there) as night,
    ):
        await raised(night, service="find-a-lost-trn")
        await night.charlie.reads("asks you to be technical lead for INC-1")


@pytest.mark.parametrize("answer", [500, "silence"])
async def test_a_source_that_fails_or_is_slow_delays_nothing_and_is_said(
    slack_sandbox: SandboxHandle, tmp_path: Path, answer: int | str
) -> None:
    async with (
        schedule(answer, PAPPLY=["charlie@example.com"]) as there,
        a_schedule(slack_sandbox, tmp_path, there) as night,
    ):
        own = await raised(night, service="find-a-lost-trn")
        said = await night.said(own, "The playbook names pagerduty:PAPPLY")
        assert said["whole"] == (
            "The playbook names pagerduty:PAPPLY, who was not reached: PagerDuty has not said who "
            "is on call there, or somebody who is not in this Slack. firebell check shows it to "
            "whoever runs Firebell.\nNobody is technical lead yet.\nYou could ask Bob or Charlie."
        )
