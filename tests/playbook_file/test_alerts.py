"""Where alerts come from is written down once, and each mistake in it has its line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from firebell.domain.playbook import AlertSource, RaisedHow, SenderKind
from firebell.playbook_file import read_playbook
from tests.playbook_file.test_mistakes import EXAMPLES, faults

SMALL = (EXAMPLES / "small" / "playbook.toml").read_text()
START = """
[[alerts]]
key = "prometheus"
kind = "alertmanager"
channel = "#alerts"
"""
PLAIN = """
[[alerts]]
key = "backup"
kind = "json"
channel = "#alerts"
"""


def test_a_source_is_read(tmp_path: Path) -> None:
    path = tmp_path / "playbook.toml"
    path.write_text(
        f"""{SMALL}{START}service = "website"
services = {{checkout = "website"}}
severities = {{critical = "High", warning = "Low"}}
raise = "at once"
at_once_severities = ["High"]
at_once_labels = {{env = "production"}}
at_once_after = "5m"
{PLAIN}fields = {{title = "/job/name", key = "/job~1id"}}
ended = ["success"]
"""
    )
    assert read_playbook(path).alerts == (
        AlertSource(
            key="prometheus",
            kind=SenderKind.ALERTMANAGER,
            channel="#alerts",
            service="website",
            services={"checkout": "website"},
            severities={"critical": "High", "warning": "Low"},
            raise_=RaisedHow.AT_ONCE,
            raise_severities=("High",),
            raise_labels={"env": "production"},
            raise_after=timedelta(minutes=5),
            ended=("resolved", "ok", "ended", "closed", "up"),
        ),
        AlertSource(
            key="backup",
            kind=SenderKind.JSON,
            channel="#alerts",
            fields={"title": "/job/name", "key": "/job~1id"},
            ended=("success",),
        ),
    )
    assert "#alerts" in read_playbook(path).references()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            START.replace("alertmanager", "alertmanger"),
            'alerts "prometheus": kind is "alertmanger". It would be "alertmanager", "grafana", '
            '"azure_monitor", "sentry", "statuscake" or "json".',
        ),
        (
            START + 'severities = {critical = "Hihg"}',
            'alerts "prometheus": severities has "Hihg" for critical. It would be "High".',
        ),
        (
            START + 'at_once_after = "5m"',
            'alerts "prometheus": at_once_after is there, and raise is not "at once". '
            'It would be raise = "at once".',
        ),
        (
            START + 'raise = "at once"\nat_once_severities = ["High"]',
            'alerts "prometheus": nothing that is sent means High. '
            'It would be severities = {critical = "High"}.',
        ),
        (
            START + 'fields = {title = "/title", key = "/id"}',
            'alerts "prometheus": fields is for kind = "json". '
            'It would be left out, since Firebell knows what "alertmanager" sends.',
        ),
        (
            PLAIN,
            'alerts "backup": fields is missing. '
            'It would be fields = {title = "/title", key = "/id", state = "/state"}.',
        ),
        (
            PLAIN + 'fields = {title = "title", key = "/id"}',
            'alerts "backup": fields has "title" for title. '
            'It would be a JSON Pointer, such as "/alert/title".',
        ),
        (
            PLAIN + 'fields = {titel = "/title", title = "/title", key = "/id"}',
            'alerts "backup": fields has "titel", which is no part of an alert. '
            'It would be "title".',
        ),
        (
            PLAIN + 'fields = {title = "/title"}',
            'alerts "backup": fields has no key. '
            'It would be {title = "/title", key = "/id", state = "/state"}.',
        ),
        (
            START + START,
            'alerts 2: the key "prometheus" is taken by an earlier alerts. '
            "It would be another key.",
        ),
    ],
)
def test_each_mistake_has_its_sentence(tmp_path: Path, written: str, said: str) -> None:
    (found,) = faults(SMALL + written, tmp_path)
    line, _, sentence = found.partition(": ")
    assert (int(line) > SMALL.count("\n"), sentence) == (True, said)
