"""Alerts that programs send: posted, raised by people or by a rule, joined, and ended."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from pydantic import SecretStr

from firebell.domain.incident import Incident
from firebell.domain.pseudonyms import ALERT
from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import DFE, Evening, Json, buttons, evening, in_the_workspace

pytestmark = in_the_workspace
SECRET = "a-secret-of-prometheus"
ASKS = """
[[alerts]]
key = "prometheus"
kind = "alertmanager"
channel = "#random"
services = {apply = "apply-for-qts"}
severities = {critical = "P1", warning = "P3"}
"""
AT_ONCE = """
raise = "at once"
at_once_severities = ["P1"]
"""


@asynccontextmanager
async def a_night(
    sandbox: SandboxHandle, data: Path, more: str = "", database: str | None = None
) -> AsyncIterator[Evening]:
    """The bot with Alertmanager, whose alerts stand in #random."""
    playbook = data / "playbook.toml"
    playbook.write_text(DFE.read_text() + ASKS + more)
    settings = {"alerts": SecretStr(f"prometheus {SECRET}")}
    async with evening(sandbox, data, playbook, database, strict=False, more=settings) as night:
        yield night


def notification(
    *names: str, state: str = "firing", group: str = "apply", **labels: str
) -> Mapping[str, Any]:
    """What Alertmanager posts."""
    return {
        "version": "4",
        "groupKey": f'{{}}:{{service="{group}"}}',
        "truncatedAlerts": 0,
        "status": state,
        "receiver": "firebell",
        "alerts": [
            {
                "status": state,
                "labels": {"alertname": name, "service": "apply", "severity": "critical", **labels},
                "annotations": {"summary": f"{name} is high"},
                "startsAt": "2026-11-27T03:04:00Z",
                "endsAt": "2026-11-27T03:12:00Z" if state == "resolved" else "0001-01-01T00:00:00Z",
                "generatorURL": "https://prometheus.example.com/graph",
                "fingerprint": f"f-{name}",
            }
            for name in names
        ],
    }


async def sends(night: Evening, payload: Mapping[str, Any], secret: str = SECRET) -> int:
    """Alertmanager posts it; returns the status of the answer."""
    assert night.bot is not None
    headers = {"Authorization": f"Bearer {secret}"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{night.bot.url}/alerts/prometheus", json=payload, headers=headers) as answer,
    ):
        return answer.status


async def alerts_shown(night: Evening) -> list[Json]:
    """The bot's messages in #random."""
    found = (await night.channel("random"))["messages"]
    return [each for each in found if each["user"] == night.bot_user and not each["subtype"]]


async def the_incident(night: Evening, number: int = 1) -> Incident:
    found = await night.found(lambda reads: reads.by_number(number))
    assert found is not None
    return found


async def test_an_alert_is_raised_by_alice_fires_again_and_ends(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path) as night:
        assert await sends(night, notification("Errors")) == 202
        posted = await night.said("random", "Errors is high")
        assert "Alert from prometheus · P1 · " in posted["whole"]
        assert buttons(posted) == ["Raise an incident"]
        assert await night.alice.presses("alert_raise", posted, "random") == {"ok": True}
        form = await night.alice.shown_form()
        assert "Errors is high" in str(form)
        assert await night.alice.submits() == {"ok": True}
        own = await night.own()
        await night.said("random", "INC-1 was raised from it, in #")
        incident = await the_incident(night)
        assert (incident.title, incident.service, incident.severity) == (
            "Errors is high",
            "apply-for-qts",
            "P1",
        )
        assert not incident.severity_confirmed

        assert await sends(night, notification("Errors")) == 202
        await night.later(minutes=1)
        await night.said("random", "Said 2 times.")
        assert await sends(night, notification("Errors", "Latency")) == 202
        await night.said(own, "An alert of prometheus was added here: Latency is high")

        assert await sends(night, notification("Errors", "Latency", state="resolved")) == 202
        await night.said(own, "Users may still be affected. Ask before you close.")
        await night.later(minutes=1)
        ended = await night.said("random", "Ended: alert from prometheus")
        assert buttons(ended) == []
        assert len([each for each in await alerts_shown(night) if not each["thread_ts"]]) == 1
        found = await night.events(1)
        assert (found.count("AlertJoined"), found.count("AlertEnded")) == (1, 1)
        assert (await the_incident(night)).is_open


async def test_an_alert_is_raised_from_on_postgresql(
    slack_sandbox: SandboxHandle, tmp_path: Path, postgres_url: str
) -> None:
    async with a_night(slack_sandbox, tmp_path, database=postgres_url) as night:
        assert await sends(night, notification("Errors")) == 202
        posted = await night.said("random", "Errors is high")
        assert await night.alice.presses("alert_raise", posted, "random") == {"ok": True}
        await night.alice.shown_form()
        assert await night.alice.submits(severity="P2") == {"ok": True}
        own = await night.own()
        assert (await the_incident(night)).severity_confirmed
        assert await sends(night, notification("Errors", state="resolved")) == 202
        await night.said(own, "Users may still be affected. Ask before you close.")


async def test_of_an_incident_with_personal_data_the_alert_says_nothing(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path) as night:
        assert await sends(night, notification("Errors")) == 202
        posted = await night.said("random", "Errors is high")
        assert await night.alice.presses("alert_raise", posted, "random") == {"ok": True}
        await night.alice.shown_form()
        assert await night.alice.submits(sensitive="yes") == {"ok": True}
        own = await night.own()
        assert await sends(night, notification("Disk", group="disk")) == 202
        await night.said("random", "Disk is high")
        assert await sends(night, notification("Errors", state="resolved")) == 202
        await night.said(own, "Users may still be affected. Ask before you close.")
        await night.later(minutes=1)
        said = str(await alerts_shown(night))
        assert "INC-1" not in said
        assert own not in said


async def test_a_rule_raises_at_once_and_says_nothing_that_nobody_knows(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path, AT_ONCE) as night:
        assert await sends(night, notification("Slow", group="slow", severity="warning")) == 202
        assert await sends(night, notification("Errors")) == 202
        own = await night.own()
        card = await night.said(own, "Errors is high")
        assert "Nobody is in charge yet." in card["whole"]
        assert "Firebell (from an alert)" in card["whole"]
        incident = await the_incident(night)
        assert (incident.declarer, incident.severity_confirmed) == (ALERT, False)
        assert incident.source is not None
        await night.said("random", "INC-1 was raised from it")
        assert await sends(night, notification("Disk", group="disk")) == 202
        await night.said(own, "An alert of prometheus was added here: Disk is high")
        assert await night.bot_numbers() == [1]
        await night.settled()
        assert await night.bob.types("/incident roles INC-1", "general") == {"ok": True}


async def test_a_storm_is_a_handful_of_messages(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path) as night:
        for number in range(60):
            assert await sends(night, notification(f"Host{number}", group=f"{number}")) == 202
        await night.later(minutes=1)
        await night.said("random", "and 50 more")
        assert len(await alerts_shown(night)) == 6


async def test_what_was_stored_before_a_restart_is_posted_once_after_it(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path) as night:
        await night.fault("chat.postMessage", "drop_after", times=1)
        assert await sends(night, notification("Errors")) == 202
        await night.stop()
        await night.start()
        await night.said("random", "Errors is high")
        await night.later(minutes=2)
        assert len(await alerts_shown(night)) == 1
