"""PagerDuty, by its Events API v2: an alert is triggered, acknowledged and resolved.

What the page of that API says: a body of JSON with a routing key, an action and the key of the
alert; a trigger needs a summary, a source and one of four severities; 202 means accepted, 400 never
will be, 429, any 5xx and silence are tried again. An alert has one key, so the same event twice is
one alert, and what is repeated after doubt rings nobody twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import aiohttp

from firebell.app.ports import Job
from firebell.domain.callouts import PAGERDUTY
from firebell.domain.effects import PageDuty
from firebell.domain.incident import Incident, Paging
from firebell.domain.playbook import Playbook
from firebell.outside.http import as_json, post
from firebell.words.catalogue import NEWS
from firebell.words.news import page_words

ENQUEUE = "https://events.pagerduty.com/v2/enqueue"
LONGEST_SUMMARY = 1024
"""Characters."""
SEVERITIES = ("critical", "error", "warning", "info")
"""Worst first, as a playbook's are."""
ACTIONS: Mapping[Paging, str] = {
    Paging.CALLED: "trigger",
    Paging.ANSWERED: "acknowledge",
    Paging.OVER: "resolve",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PagerDuty:
    """Where events go, and the routing keys of its services by the names of the playbook."""

    url: str = ENQUEUE
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)


async def page(
    session: aiohttp.ClientSession,
    there: PagerDuty,
    routing_key: str,
    job: Job,
    body: PageDuty,
    scope: str,
) -> None:
    """Send what the page has become. Raises one of the kinds of `app.errors`."""
    content = as_json(event(routing_key, job, body))
    await post(session, there.url, content, job.may_send, scope=scope)


def event(routing_key: str, job: Job, body: PageDuty) -> dict[str, object]:
    """What PagerDuty is told; only a trigger says what it is about."""
    found = _event(routing_key, body.paging, alert_key(job.incident, body.place))
    if body.paging is Paging.CALLED:
        found |= {"client": "Firebell", "payload": _payload(job)}
    return found


async def test(
    session: aiohttp.ClientSession, there: PagerDuty, routing_key: str, playbook: Playbook
) -> None:
    """Trigger an alert that says it is a test, and resolve it. Raises as `page` does."""
    payload = {"summary": NEWS["test"], "source": playbook.organisation, "severity": "info"}
    for paging in (Paging.CALLED, Paging.OVER):
        found = _event(routing_key, paging, "firebell/test")
        if paging is Paging.CALLED:
            found |= {"client": "Firebell", "payload": payload}
        await post(session, there.url, as_json(found), lambda: True, scope="outside check")


def alert_key(incident: Incident, place: str) -> str:
    """The same for all that is sent of one incident to one place. 255 characters are allowed."""
    return f"firebell/{incident.id}/{place.removeprefix(PAGERDUTY)}"


def _event(routing_key: str, paging: Paging, key: str) -> dict[str, object]:
    return {"routing_key": routing_key, "event_action": ACTIONS[paging], "dedup_key": key}


def _payload(job: Job) -> dict[str, object]:
    """Of a private incident only its number and how bad it is."""
    incident, playbook = job.incident, job.playbook
    found: dict[str, object] = {
        "summary": _cut(page_words(incident)),
        "source": playbook.organisation,
        "severity": _severity(incident, playbook),
        "timestamp": incident.milestones.raised.isoformat(),
        "class": NEWS["page.class"],
        "custom_details": _details(incident),
    }
    if not incident.private and incident.service_name:
        found["component"] = incident.service_name
    return found


def _details(incident: Incident) -> dict[str, object]:
    found: dict[str, object] = {"incident": incident.number_label, "severity": incident.severity}
    if not incident.private and incident.channel is not None:
        found["channel"] = f"#{incident.channel.name}"
    return found


def _severity(incident: Incident, playbook: Playbook) -> str:
    """By its place in the playbook's list; one that the playbook has lost is as bad as can be."""
    order = [severity.key for severity in playbook.severities]
    place = order.index(incident.severity) if incident.severity in order else 0
    return SEVERITIES[min(place, len(SEVERITIES) - 1)]


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_SUMMARY else f"{words[: LONGEST_SUMMARY - 1]}…"
