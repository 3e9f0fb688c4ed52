"""Sentry's webhooks of an integration: issue alerts, metric alerts, and issues.

docs.sentry.io/organization/integrations/integration-platform/webhooks. An alert rule of issues says
only that an issue is there; that it is over is said by the webhook of issues, so both have the
issue's id as their key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firebell.domain.alerts import AlertState, Signal
from firebell.web.alerts.parts import (
    LONGEST_KEY,
    LONGEST_LABEL,
    LONGEST_TITLE,
    Unusable,
    fields,
    link,
    moment,
    needed,
    words,
)

OF_METRICS = {
    "critical": AlertState.FIRING,
    "warning": AlertState.FIRING,
    "resolved": AlertState.ENDED,
}
OF_ISSUES = {
    "created": AlertState.FIRING,
    "unresolved": AlertState.FIRING,
    "resolved": AlertState.ENDED,
    "archived": AlertState.ENDED,
    "ignored": AlertState.ENDED,
}


def read(payload: object, resource: str) -> Sequence[Signal]:
    """The one alert; nothing of what is no alert (an installation, a comment, an assignment).
    `resource` is the header Sentry-Hook-Resource. Raises Unusable."""
    whole = fields(payload)
    action, data = words(whole.get("action"), 20), fields(whole.get("data"))
    match resource:
        case "event_alert":
            return [_of_event(data)]
        case "metric_alert":
            return [_of_metric(data, action)]
        case "issue":
            return _of_issue(fields(data.get("issue")), action)
        case "":
            raise Unusable("The header Sentry-Hook-Resource is missing.")
        case _:
            return []


def _of_event(data: Mapping[str, object]) -> Signal:
    event = fields(data.get("event"))
    rule = words(data.get("triggered_rule"), LONGEST_LABEL)
    return Signal(
        key=_issue(needed(words(event.get("issue_id"), LONGEST_KEY), "issue_id of the event")),
        title=needed(words(event.get("title"), LONGEST_TITLE), "title of the event"),
        state=AlertState.FIRING,
        since=moment(event.get("datetime")),
        link=link(event.get("web_url")),
        labels=_labels(level=event.get("level"), project=event.get("project"), rule=rule),
    )


def _of_metric(data: Mapping[str, object], action: str) -> Signal:
    alert = fields(data.get("metric_alert"))
    state = OF_METRICS.get(action)
    if state is None:
        raise Unusable("The field action is neither critical nor warning nor resolved.")
    rule = fields(alert.get("alert_rule"))
    projects = alert.get("projects")
    title = words(rule.get("name"), LONGEST_TITLE) or words(
        data.get("description_title"), LONGEST_TITLE
    )
    return Signal(
        key=f"metric:{needed(words(alert.get('id'), 100), 'id of the metric_alert')}",
        title=needed(title, "name of the alert_rule"),
        state=state,
        since=moment(alert.get("date_started")),
        ended=moment(alert.get("date_closed")),
        link=link(data.get("web_url")),
        labels=_labels(
            level=action,
            project=projects[0] if isinstance(projects, list) and projects else None,
            rule=rule.get("name"),
        ),
    )


def _of_issue(issue: Mapping[str, object], action: str) -> Sequence[Signal]:
    state = OF_ISSUES.get(action)
    if state is None:
        return []
    project = fields(issue.get("project"))
    return [
        Signal(
            key=_issue(needed(words(issue.get("id"), 100), "id of the issue")),
            title=needed(words(issue.get("title"), LONGEST_TITLE), "title of the issue"),
            state=state,
            since=moment(issue.get("firstSeen")),
            link=link(issue.get("web_url"), issue.get("permalink")),
            labels=_labels(level=issue.get("level"), project=project.get("slug")),
        )
    ]


def _issue(id: str) -> str:
    return f"issue:{id}"[:LONGEST_KEY]


def _labels(**given: object) -> dict[str, str]:
    found = {name: words(value, LONGEST_LABEL) for name, value in given.items()}
    return {name: value for name, value in found.items() if value}
