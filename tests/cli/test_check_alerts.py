"""`firebell check` says whether each program that sends alerts has a secret to show."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import SecretStr

from firebell.cli.check import alert_sources
from firebell.domain.playbook import AlertSource, SenderKind
from firebell.settings import BadSettings, Settings
from firebell.slack.setup.checks import Line
from tests.domain.build import PLAYBOOK

WITH = replace(
    PLAYBOOK,
    alerts=tuple(
        AlertSource(key=key, kind=SenderKind.GRAFANA, channel="#alerts") for key in ("one", "two")
    ),
)


def test_each_source_needs_a_line_and_each_line_a_source() -> None:
    secret = "a-secret-long-enough"
    settings = Settings(alerts=SecretStr(f"one {secret}\nthree {secret}"))
    assert alert_sources(settings, WITH) == [
        Line("Alerts from one, at /alerts/one", True),
        Line("Alerts from two", False, "Put a line for it into FIREBELL_ALERTS."),
        Line("Alerts from three", False, "The playbook has no such key. FIREBELL_ALERTS has."),
    ]
    assert alert_sources(settings, PLAYBOOK)[:1] == [
        Line("Alerts from one", False, "The playbook has no such key. FIREBELL_ALERTS has.")
    ]


def test_a_short_secret_is_refused_and_never_repeated() -> None:
    with pytest.raises(BadSettings) as bad:
        _ = Settings(alerts=SecretStr("one short")).alert_secrets
    assert str(bad.value) == (
        "FIREBELL_ALERTS, line 1: a name of the playbook, a blank, and 16 characters or more would "
        "be right."
    )
