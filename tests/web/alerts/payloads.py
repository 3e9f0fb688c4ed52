"""What each program sends, written after its documentation; each says which page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

ALERTMANAGER: dict[str, Any] = {
    # prometheus.io/docs/alerting/latest/configuration/#webhook_config, version 4
    "version": "4",
    "groupKey": '{}:{alertname="HighErrorRate"}',
    "truncatedAlerts": 3,
    "status": "firing",
    "receiver": "firebell",
    "groupLabels": {"alertname": "HighErrorRate"},
    "commonLabels": {"alertname": "HighErrorRate", "severity": "critical"},
    "commonAnnotations": {},
    "externalURL": "http://alertmanager.example.com:9093",
    "alerts": [
        {
            "status": "firing",
            "labels": {"alertname": "HighErrorRate", "severity": "critical", "service": "apply"},
            "annotations": {"summary": "A third of requests fail"},
            "startsAt": "2026-11-27T03:04:00.123456789Z",
            "endsAt": "0001-01-01T00:00:00Z",
            "generatorURL": "http://prometheus.example.com/graph?g0.expr=errors",
            "fingerprint": "ca6a3a1d6e8c1d1f",
        },
        {
            "status": "resolved",
            "labels": {"alertname": "HighLatency", "severity": "warning"},
            "annotations": {},
            "startsAt": "2026-11-27T02:00:00+01:00",
            "endsAt": "2026-11-27T03:00:00Z",
            "generatorURL": "",
            "fingerprint": "0d3e6f2b7a9c4e55",
        },
    ],
}
GRAFANA: dict[str, Any] = {
    # grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/
    # integrations/webhook-notifier
    "receiver": "firebell",
    "status": "firing",
    "orgId": 1,
    "alerts": [
        {
            "status": "firing",
            "labels": {"alertname": "High memory usage", "team": "blue", "zone": "us-1"},
            "annotations": {"description": "The system has high memory usage"},
            "startsAt": "2026-11-27T09:51:03.157076+02:00",
            "endsAt": "0001-01-01T00:00:00Z",
            "values": {"B": 44.23943737541908, "C": 1},
            "generatorURL": "https://play.grafana.org/alerting/1afz29v7z/edit",
            "fingerprint": "c6eadffa33fcdf37",
            "silenceURL": "https://play.grafana.org/alerting/silence/new",
            "dashboardURL": "https://play.grafana.org/d/abc",
            "panelURL": "https://play.grafana.org/d/abc?viewPanel=2",
        }
    ],
    "groupLabels": {},
    "commonLabels": {"team": "blue"},
    "commonAnnotations": {},
    "externalURL": "https://play.grafana.org/",
    "version": "1",
    "groupKey": "{}:{}",
    "truncatedAlerts": 0,
    "title": "[FIRING:1]  (blue)",
    "state": "alerting",
    "message": "**Firing**",
}
AZURE: dict[str, Any] = {
    # learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema
    "schemaId": "azureMonitorCommonAlertSchema",
    "data": {
        "essentials": {
            "alertId": "/subscriptions/1/providers/Microsoft.AlertsManagement/alerts/b9569717",
            "alertRule": "WCUS-R2-Gen2",
            "severity": "Sev3",
            "signalType": "Metric",
            "monitorCondition": "Resolved",
            "monitoringService": "Platform",
            "alertTargetIDs": ["/subscriptions/1/virtualmachines/wcus-r2-gen2"],
            "configurationItems": ["wcus-r2-gen2"],
            "originAlertId": "3f2d4487",
            "firedDateTime": "2026-11-22T13:58:24.3713213Z",
            "resolvedDateTime": "2026-11-22T14:03:16.2246313Z",
            "description": "",
            "essentialsVersion": "1.0",
            "alertContextVersion": "1.0",
            "investigationLink": "https://portal.azure.com/#view/alert",
        },
        "alertContext": {"properties": None, "conditionType": "SingleResourceMultipleMetric"},
    },
}
SENTRY_EVENT: dict[str, Any] = {
    # docs.sentry.io/organization/integrations/integration-platform/webhooks/issue-alerts
    "action": "triggered",
    "actor": {"id": "sentry", "name": "Sentry", "type": "application"},
    "data": {
        "event": {
            "event_id": "e4874d664c3540c1a32eab185f12c5ab",
            "issue_id": "1170820242",
            "datetime": "2026-08-19T21:06:17.403000Z",
            "level": "error",
            "project": 1,
            "title": "ReferenceError: heck is not defined",
            "url": "https://sentry.io/api/0/projects/test-org/front-end/events/e48/",
            "web_url": "https://sentry.io/organizations/test-org/issues/1170820242/",
        },
        "triggered_rule": "Very Important Alert Rule!",
    },
    "installation": {"uuid": "a8e5d37a-696c-4c54-adb5-b3f28d64c7de"},
}
SENTRY_METRIC: dict[str, Any] = {
    # docs.sentry.io/organization/integrations/integration-platform/webhooks/metric-alerts
    "action": "resolved",
    "data": {
        "description_text": "1000 events in the last 10 minutes",
        "description_title": "Resolved: Too many errors",
        "metric_alert": {
            "alert_rule": {"name": "Too many errors", "aggregate": "count()"},
            "date_closed": "2026-03-07T04:22:00Z",
            "date_started": "2026-03-07T04:12:00Z",
            "id": "5",
            "identifier": "1",
            "projects": ["front-end"],
            "title": "Too many errors",
        },
        "web_url": "https://sentry.io/organizations/test-org/alerts/metric/1/",
    },
    "installation": {"uuid": "a8e5d37a-696c-4c54-adb5-b3f28d64c7de"},
}
SENTRY_ISSUE: dict[str, Any] = {
    # docs.sentry.io/organization/integrations/integration-platform/webhooks/issues
    "action": "resolved",
    "data": {
        "issue": {
            "id": "1170820242",
            "title": "ReferenceError: heck is not defined",
            "level": "error",
            "firstSeen": "2026-08-19T21:06:17.403Z",
            "project": {"id": "1", "name": "front-end", "slug": "front-end"},
            "status": "resolved",
            "web_url": "https://test-org.sentry.io/issues/1170820242/",
        }
    },
}
STATUSCAKE = urlencode(
    # statuscake.com/kb/knowledge-base/how-to-use-the-web-hook-url
    {
        "URL": "https://apply.example.com/",
        "Token": "f8ca2ebb4a6a4d9ab61dba0a8ddcaa94",
        "Name": "Apply",
        "StatusCode": "503",
        "Status": "Down",
        "IP": "192.0.2.7",
        "Tags": "apply,production",
        "Checkrate": "60",
        "TestID": "6735",
    }
).encode()
PLAIN: dict[str, Any] = {
    "job": {"id": 7, "name": "Nightly backup"},
    "a/b": [{"m~n": "high"}],
    "result": "SUCCESS",
}
