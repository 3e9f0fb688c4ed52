"""Azure Monitor's common alert schema.

learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema.
"""

from __future__ import annotations

from collections.abc import Sequence

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

SCHEMA = "azureMonitorCommonAlertSchema"
STATES = {"Fired": AlertState.FIRING, "Resolved": AlertState.ENDED}
LABELS = ("severity", "alertRule", "signalType", "monitoringService")


def read(payload: object) -> Sequence[Signal]:
    """The one alert. Raises Unusable."""
    whole = fields(payload)
    if whole.get("schemaId") != SCHEMA:
        raise Unusable(
            "The field schemaId is not azureMonitorCommonAlertSchema. "
            "Switch the common alert schema on in the action group."
        )
    said = fields(fields(whole.get("data")).get("essentials"))
    state = STATES.get(words(said.get("monitorCondition"), 20))
    if state is None:
        raise Unusable("The field monitorCondition is neither Fired nor Resolved.")
    found = {name: words(said.get(name), LONGEST_LABEL) for name in LABELS}
    targets = said.get("configurationItems")
    first = targets[0] if isinstance(targets, list) and targets else ""
    found["service"] = words(first, LONGEST_LABEL)
    return [
        Signal(
            key=needed(words(said.get("alertId"), LONGEST_KEY), "alertId"),
            title=needed(words(said.get("alertRule"), LONGEST_TITLE), "alertRule"),
            state=state,
            since=moment(said.get("firedDateTime")),
            ended=moment(said.get("resolvedDateTime")),
            link=link(said.get("investigationLink")),
            labels={name: value for name, value in found.items() if value},
        )
    ]
