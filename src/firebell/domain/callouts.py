"""Whom the playbook calls outside the chat: whoever is on duty elsewhere, and other programs.

Both stand here by a name; how they are reached is a secret, and the settings know it by that name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PAGERDUTY = "pagerduty:"
"""Before the name of a service of PagerDuty that pages, or the id of a schedule that says who is on
call."""


class Happening(StrEnum):
    """What a webhook may be called for. Part of what other programs read: never rename a value."""

    RAISED = "raised"
    SEVERITY = "severity"
    UPDATED = "updated"
    UNANSWERED = "unanswered"
    REAL = "real"
    PRIVATE = "private"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A program that is called when one of `moments` comes (empty: any), for incidents of these
    severities and services (empty: of all).

    Of a private incident it hears number, severity and status, and only with `private`; of a drill
    only with `drills`.
    """

    key: str
    moments: tuple[Happening, ...] = ()
    severities: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    private: bool = False
    drills: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDuty:
    """Who is paged when nobody leads an incident of these severities and services (empty: of all):
    services of PagerDuty, by the names that the settings give to their keys.

    Of a private incident a page says number and severity, and only with `private` there is one. A
    drill pages nobody.
    """

    pagerduty: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    private: bool = False
