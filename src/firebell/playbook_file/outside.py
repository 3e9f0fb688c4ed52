"""Whom the file tells, pages and calls outside the incident's own channel: a table each."""

from __future__ import annotations

from collections.abc import Collection

from firebell.domain.callouts import Happening, OnDuty, Webhook
from firebell.domain.playbook import Stakeholders
from firebell.playbook_file import values
from firebell.playbook_file.tables import Table


def tell(table: Table, severities: Collection[str], services: Collection[str]) -> Stakeholders:
    """One `[[tell]]`: who hears of it without working on it."""
    found = Stakeholders(
        severities=table.several("severities", values.one_of(severities)),
        services=table.several("services", values.one_of(services)),
        channels=table.several("channels", values.channel),
        people=table.several("people", values.person),
        groups=table.several("groups", values.group),
        teams=table.several("teams", values.key()),
        email=table.several("email", values.email_address),
        private=table.read("private", values.flag, False),
        drills=table.read("drills", values.flag, False),
    )
    named = {"channels", "people", "groups", "teams", "email"}
    if not named.intersection(table.contents) and not table.source.incomplete:
        table.fault(None, "tell names nobody", "channels, people, groups, teams or email")
    if found.private and (found.channels or found.people or found.groups):
        what = "private is true beside channels, people or groups of Slack"
        right = "a [[tell]] of its own with teams and email, since Slack shows a private incident "
        table.fault("private", what, f"{right}to nobody outside its channel")
    return found


def page(table: Table, severities: Collection[str], services: Collection[str]) -> OnDuty:
    """One `[[page]]`: who is paged when nobody leads."""
    found = OnDuty(
        pagerduty=table.several("pagerduty", values.key()),
        severities=table.several("severities", values.one_of(severities)),
        services=table.several("services", values.one_of(services)),
        private=table.read("private", values.flag, False),
    )
    if "pagerduty" not in table.contents and not table.source.incomplete:
        table.fault(None, "pagerduty is missing", 'pagerduty = ["apply-duty"]')
    return found


def webhook(table: Table, severities: Collection[str], services: Collection[str]) -> Webhook:
    """One `[[webhook]]`: a program that is called."""
    return Webhook(
        key=table.need("key", values.key(), "", 'key = "tracker"'),
        moments=table.several("moments", values.choice(Happening)),
        severities=table.several("severities", values.one_of(severities)),
        services=table.several("services", values.one_of(services)),
        private=table.read("private", values.flag, False),
        drills=table.read("drills", values.flag, False),
    )
