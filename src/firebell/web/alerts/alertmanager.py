"""Alertmanager's webhook, version 4, and Grafana's, which has the same shape and some fields more.

prometheus.io/docs/alerting/latest/configuration/#webhook_config and
grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/
webhook-notifier.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firebell.domain.alerts import AlertState, Signal
from firebell.web.alerts.parts import (
    LONGEST_KEY,
    LONGEST_TITLE,
    Unusable,
    fields,
    labels,
    link,
    moment,
    needed,
    objects,
    words,
)

STATES = {"firing": AlertState.FIRING, "resolved": AlertState.ENDED}


def read(payload: object) -> Sequence[Signal]:
    """Each of its alerts. Raises Unusable."""
    whole = fields(payload)
    group = needed(words(whole.get("groupKey"), LONGEST_KEY), "groupKey")
    if not isinstance(whole.get("alerts"), list):
        raise Unusable("The field alerts is missing or is no list.")
    left_out = whole.get("truncatedAlerts")
    more = left_out if isinstance(left_out, int) and 0 < left_out < 10**6 else 0
    found = [_signal(alert, group, int(more)) for alert in objects(whole["alerts"])]
    if not found:
        raise Unusable("The field alerts has no alert in it.")
    return found


def _signal(alert: Mapping[str, object], group: str, more: int) -> Signal:
    said, notes = labels(alert.get("labels")), fields(alert.get("annotations"))
    state = STATES.get(words(alert.get("status"), 20))
    if state is None:
        raise Unusable("The field status of an alert is neither firing nor resolved.")
    title = words(notes.get("summary"), LONGEST_TITLE) or said.get("alertname", "")
    return Signal(
        key=needed(words(alert.get("fingerprint"), LONGEST_KEY), "fingerprint of an alert"),
        title=needed(title, "summary of the annotations, or alertname of the labels,"),
        state=state,
        since=moment(alert.get("startsAt")),
        ended=moment(alert.get("endsAt")) if state is AlertState.ENDED else None,
        link=link(
            alert.get("panelURL"),
            alert.get("dashboardURL"),
            alert.get("generatorURL"),
        ),
        labels=said,
        group=group,
        more=more,
    )
