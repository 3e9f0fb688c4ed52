"""What each program sends is one alert of ours, whatever else stands in it; nothing breaks it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.domain.alerts import AlertState, Signal
from firebell.domain.playbook import AlertSource, SenderKind
from firebell.web.alerts import alertmanager, azure_monitor, plain_json, sentry, statuscake
from firebell.web.alerts.parts import Unusable
from tests.web.alerts import payloads

MAPPED = AlertSource(
    key="backup",
    kind=SenderKind.JSON,
    channel="#alerts",
    fields={"title": "/job/name", "key": "/job/id", "state": "/result", "severity": "/a~1b/0/m~0n"},
    ended=("success",),
)
Read = Callable[[Any], Sequence[Signal]]
READERS: dict[str, tuple[Read, Any]] = {
    "alertmanager": (alertmanager.read, payloads.ALERTMANAGER),
    "grafana": (alertmanager.read, payloads.GRAFANA),
    "azure": (azure_monitor.read, payloads.AZURE),
    "sentry_event": (lambda body: sentry.read(body, "event_alert"), payloads.SENTRY_EVENT),
    "sentry_metric": (lambda body: sentry.read(body, "metric_alert"), payloads.SENTRY_METRIC),
    "sentry_issue": (lambda body: sentry.read(body, "issue"), payloads.SENTRY_ISSUE),
    "json": (lambda body: plain_json.read(body, MAPPED), payloads.PLAIN),
}
EXPECTED: dict[str, list[Signal]] = {
    "alertmanager": [
        Signal(
            key="ca6a3a1d6e8c1d1f",
            title="A third of requests fail",
            state=AlertState.FIRING,
            since=datetime(2026, 11, 27, 3, 4, 0, 123456, UTC),
            link="http://prometheus.example.com/graph?g0.expr=errors",
            labels={"alertname": "HighErrorRate", "severity": "critical", "service": "apply"},
            group='{}:{alertname="HighErrorRate"}',
            more=3,
        ),
        Signal(
            key="0d3e6f2b7a9c4e55",
            title="HighLatency",
            state=AlertState.ENDED,
            since=datetime(2026, 11, 27, 1, 0, tzinfo=UTC),
            ended=datetime(2026, 11, 27, 3, 0, tzinfo=UTC),
            labels={"alertname": "HighLatency", "severity": "warning"},
            group='{}:{alertname="HighErrorRate"}',
            more=3,
        ),
    ],
    "grafana": [
        Signal(
            key="c6eadffa33fcdf37",
            title="High memory usage",
            state=AlertState.FIRING,
            since=datetime(2026, 11, 27, 7, 51, 3, 157076, UTC),
            link="https://play.grafana.org/d/abc?viewPanel=2",
            labels={"alertname": "High memory usage", "team": "blue", "zone": "us-1"},
            group="{}:{}",
        )
    ],
    "azure": [
        Signal(
            key="/subscriptions/1/providers/Microsoft.AlertsManagement/alerts/b9569717",
            title="WCUS-R2-Gen2",
            state=AlertState.ENDED,
            since=datetime(2026, 11, 22, 13, 58, 24, 371321, UTC),
            ended=datetime(2026, 11, 22, 14, 3, 16, 224631, UTC),
            link="https://portal.azure.com/#view/alert",
            labels={
                "severity": "Sev3",
                "alertRule": "WCUS-R2-Gen2",
                "signalType": "Metric",
                "monitoringService": "Platform",
                "service": "wcus-r2-gen2",
            },
        )
    ],
    "sentry_event": [
        Signal(
            key="issue:1170820242",
            title="ReferenceError: heck is not defined",
            state=AlertState.FIRING,
            since=datetime(2026, 8, 19, 21, 6, 17, 403000, UTC),
            link="https://sentry.io/organizations/test-org/issues/1170820242/",
            labels={"level": "error", "project": "1", "rule": "Very Important Alert Rule!"},
        )
    ],
    "sentry_metric": [
        Signal(
            key="metric:5",
            title="Too many errors",
            state=AlertState.ENDED,
            since=datetime(2026, 3, 7, 4, 12, tzinfo=UTC),
            ended=datetime(2026, 3, 7, 4, 22, tzinfo=UTC),
            link="https://sentry.io/organizations/test-org/alerts/metric/1/",
            labels={"level": "resolved", "project": "front-end", "rule": "Too many errors"},
        )
    ],
    "sentry_issue": [
        Signal(
            key="issue:1170820242",
            title="ReferenceError: heck is not defined",
            state=AlertState.ENDED,
            since=datetime(2026, 8, 19, 21, 6, 17, 403000, UTC),
            link="https://test-org.sentry.io/issues/1170820242/",
            labels={"level": "error", "project": "front-end"},
        )
    ],
    "json": [
        Signal(
            key="7",
            title="Nightly backup",
            state=AlertState.ENDED,
            labels={"severity": "high"},
        )
    ],
}


@pytest.mark.parametrize("kind", READERS)
def test_what_its_documentation_shows_is_read(kind: str) -> None:
    read, payload = READERS[kind]
    assert list(read(payload)) == EXPECTED[kind]


def test_a_form_of_statuscake_is_read() -> None:
    assert list(statuscake.read(statuscake.form(payloads.STATUSCAKE))) == [
        Signal(
            key="6735",
            title="Apply",
            state=AlertState.FIRING,
            link="https://apply.example.com/",
            labels={
                "name": "Apply",
                "tags": "apply,production",
                "service": "apply",
                "status_code": "503",
            },
        )
    ]


@pytest.mark.parametrize(
    ("kind", "path", "sentence"),
    [
        ("alertmanager", ["groupKey"], "The field groupKey is missing or empty."),
        ("alertmanager", ["alerts"], "The field alerts is missing or is no list."),
        (
            "alertmanager",
            ["alerts", 0, "fingerprint"],
            "The field fingerprint of an alert is missing or empty.",
        ),
        (
            "alertmanager",
            ["alerts", 0, "status"],
            "The field status of an alert is neither firing nor resolved.",
        ),
        (
            "azure",
            ["schemaId"],
            "The field schemaId is not azureMonitorCommonAlertSchema. "
            "Switch the common alert schema on in the action group.",
        ),
        ("azure", ["data", "essentials", "alertId"], "The field alertId is missing or empty."),
        (
            "sentry_metric",
            ["action"],
            "The field action is neither critical nor warning nor resolved.",
        ),
        ("json", ["job", "name"], "The field /job/name is missing or empty."),
    ],
)
def test_what_is_missing_is_named(kind: str, path: list[Any], sentence: str) -> None:
    read, payload = READERS[kind]
    broken = deepcopy(payload)
    *inner, last = path
    there = broken
    for step in inner:
        there = there[step]
    del there[last]
    with pytest.raises(Unusable) as why:
        read(broken)
    assert str(why.value) == sentence


def test_what_is_no_alert_of_sentry_is_left_out() -> None:
    assert sentry.read({"action": "created"}, "installation") == []
    assert sentry.read({"action": "assigned", "data": {"issue": {}}}, "issue") == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "alerts",
                    "data",
                    "status",
                    "groupKey",
                    "essentials",
                    "event",
                    "job",
                    "labels",
                    "x",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(body=JSON, kind=st.sampled_from(sorted(READERS)))
def test_whatever_is_sent_is_read_or_refused_in_words(body: object, kind: str) -> None:
    try:
        found = READERS[kind][0](body)
    except Unusable:
        return
    assert all(signal.key and signal.title for signal in found)


@settings(max_examples=60, deadline=None)
@given(title=st.text(max_size=300), label=st.text(max_size=300), when=st.text(max_size=30))
def test_whatever_stands_in_an_alert_is_short_and_can_be_stored(
    title: str, label: str, when: str
) -> None:
    payload = deepcopy(payloads.ALERTMANAGER)
    alert = payload["alerts"][0]
    alert |= {"startsAt": when, "generatorURL": title}
    alert["annotations"]["summary"], alert["labels"]["service"] = title, label
    signal = alertmanager.read(payload)[0]
    texts = [signal.title, signal.link, *signal.labels, *signal.labels.values()]
    assert all(len(words) <= 150 and "\0" not in words for words in texts)
    assert "".join(texts).encode()
