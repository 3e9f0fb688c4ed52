"""Alerts in: the door where programs send them, and who shows them."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import Route

from firebell.app.alerts import Alerts
from firebell.app.background import Work, every
from firebell.compose.base import Base, new_id
from firebell.slack.effects.alert_board import SlackBoard
from firebell.web.alerts.door import alerts_in

EVERY = 0.5
"""Seconds between looks at which messages of alerts are due."""
FORGET_EVERY = 600.0


def alerts_of(base: Base) -> Alerts:
    """The use cases over this base."""
    board = SlackBoard(base.slack, base.directory.playbook)
    return Alerts(base.store, base.directory.playbook, base.wake, new_id, board)


def alert_chores(alerts: Alerts) -> Sequence[Work]:
    """What is shown when it is due, and forgotten when it is old."""
    return [every(EVERY, alerts.look), every(FORGET_EVERY, alerts.forget)]


def alert_routes(base: Base, alerts: Alerts) -> Sequence[Route]:
    """Where programs send them. Raises BadSettings."""
    return [alerts_in(base.directory.playbook, base.settings.alert_secrets, alerts.take)]
