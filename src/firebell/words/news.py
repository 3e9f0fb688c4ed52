"""News for stakeholders: one event of an incident as a few lines, the same wherever they are read.

Words that were written for stakeholders win. Without them the playbook says whether the words for
the team are read, or a sentence that is made of where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firebell.domain import events as e
from firebell.domain.callouts import PAGERDUTY
from firebell.domain.incident import Incident, Outcome, Status
from firebell.domain.playbook import Playbook, StakeholdersRead, is_person
from firebell.domain.stakeholders import EMAIL, HOOK, TEAMS, TRACKER, address_of
from firebell.domain.status_pages import PAGE
from firebell.domain.typed_text import clean, one_line
from firebell.words.catalogue import NEWS, STATUSES
from firebell.words.say import labelled, say
from firebell.words.text import ChannelLink, Mention, Text, Value, fill, joined, plain, text
from firebell.words.times import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """`subject` is what the incident is called in one line, the same for all of its news; `head`
    says how it stands; `lines` what happened."""

    subject: str
    head: str
    lines: tuple[str, ...]


def news_of(
    incident: Incident, event: e.Event, playbook: Playbook, now: datetime, reader: str = ""
) -> News:
    """What this reader (`domain/stakeholders.py`) hears of the event; nothing of what a private
    incident is about."""
    if incident.private:
        return _private(incident, event, playbook, now)
    status, severity = _as_it_stood(incident, event)
    confirmed = incident.severity_confirmed or severity != incident.severity
    shown = severity if confirmed else plain(say("unconfirmed", severity=severity))
    head = _line("head", label=incident.number_label, severity=shown, status=STATUSES[status])
    title = one_line(incident.title)
    if incident.service_name:
        title = _line("title", title=title, service=incident.service_name)
    lines = [
        title,
        _what(incident, event, playbook, now, reader),
        _words(incident, event, playbook, status),
        _next(incident, event, playbook, now),
        NEWS["drill.what"] if incident.drill else "",
    ]
    return News(
        subject=_marked(
            incident, labelled(incident.number_label) + one_line(incident.title), labelled("")
        ),
        head=_marked(incident, head),
        lines=tuple(line for line in lines if line),
    )


def _private(incident: Incident, event: e.Event, playbook: Playbook, now: datetime) -> News:
    kinds: dict[type[e.Event], str] = {
        e.Declared: "private.raised",
        e.Closed: "private.closed",
        e.Reopened: "private.reopened",
    }
    when = clock(event.at, playbook.time_zone, now)
    key = kinds.get(type(event), "private.made")
    lines = [_line(key, when=when), NEWS["drill.what"] if incident.drill else ""]
    return News(
        subject=_marked(incident, incident.number_label, labelled("")),
        head=_marked(incident, incident.number_label),
        lines=tuple(line for line in lines if line),
    )


def _marked(incident: Incident, words: str, between: str = " · ") -> str:
    return f"{NEWS['drill']}{between}{words}" if incident.drill else words


def _line(key: str, **facts: Value) -> str:
    return plain(fill(NEWS[key], **facts))


def _as_it_stood(incident: Incident, event: e.Event) -> tuple[Status, str]:
    """Status and severity as the event left them, where it says so."""
    match event:
        case e.Declared():
            return Status.INVESTIGATING, event.severity
        case e.Updated():
            return event.status, event.severity
        case e.SeverityChanged():
            return incident.status, event.severity
        case e.Closed():
            return Status.CLOSED, incident.severity
        case e.Reopened():
            return Status.INVESTIGATING, incident.severity
        case _:
            return incident.status, incident.severity


def _what(
    incident: Incident, event: e.Event, playbook: Playbook, now: datetime, reader: str
) -> str:
    """What happened, and when. Whoever hears of it for the first time hears that it was raised."""
    when = clock(event.at, playbook.time_zone, now)
    match event:
        case e.Updated():
            return _line("updated", when=when)
        case e.SeverityChanged() if reader not in event.tell:
            return _line("severity", severity=event.severity, before=event.before, when=when)
        case e.Closed():
            return _closed(event, when)
        case e.Reopened():
            return _line("reopened", when=when)
        case e.MadeReal() if reader not in event.tell:
            return _line("made_real", when=when)
        case _:
            raised = clock(incident.milestones.raised, playbook.time_zone, now)
            return _line("raised", when=raised)


def _closed(event: e.Closed, when: str) -> str:
    if event.outcome is Outcome.DUPLICATE:
        other = f"INC-{event.duplicate_of}" if event.duplicate_of else NEWS["another"]
        return _line("closed_duplicate", other=other, when=when)
    false_alarm = event.outcome is Outcome.FALSE_ALARM
    return _line("closed_false_alarm" if false_alarm else "closed", when=when)


def _words(incident: Incident, event: e.Event, playbook: Playbook, status: Status) -> str:
    """Those for stakeholders, else as the playbook says."""
    match event:
        case e.Updated(no_change=True):
            outside, team = incident.outside, event.known
        case e.Updated():
            outside, team = event.outside, event.known
        case e.Closed():
            outside, team = event.outside, event.summary
        case e.Reopened():
            outside, team = "", event.why
        case e.Declared():
            outside, team = event.outside, ""
        case _:
            last = incident.last_update
            outside, team = incident.outside, last.known if last else ""
    if not outside and playbook.stakeholders_read is StakeholdersRead.UPDATE:
        outside = team
    stands = "" if status is Status.CLOSED else NEWS[status.value]
    words = clean(outside).strip() or stands
    unchanged = isinstance(event, e.Updated) and event.no_change
    return _line("no_change", words=words) if unchanged else words


def _next(incident: Incident, event: e.Event, playbook: Playbook, now: datetime) -> str:
    """The promise, while it is one: a time that has passed by now is not promised."""
    promised = incident.next_update
    if isinstance(event, e.Declared | e.Updated | e.SeverityChanged | e.Reopened):
        promised = event.next_update
    if promised is None or promised <= now or isinstance(event, e.Closed):
        return ""
    return _line("next", when=clock(promised, playbook.time_zone, now))


def page_words(incident: Incident) -> str:
    """What whoever is on duty reads first, or is read aloud to them."""
    facts = {"label": incident.number_label, "severity": incident.severity}
    if incident.private:
        return _line("page.private", **facts)
    title = one_line(incident.title)
    if incident.service_name:
        title = _line("title", title=title, service=incident.service_name)
    return _line("page", title=title, **facts)


NAMED = ((TEAMS, "teams"), (HOOK, "hook"), (PAGERDUTY, "pagerduty"))
"""Places outside that the settings know by a name, and how they are called here."""


def place_words(stakeholder: str, playbook: Playbook) -> Text:
    """A stakeholder, as those who work on the incident know them."""
    for prefix, key in NAMED:
        if stakeholder.startswith(prefix):
            return fill(NEWS[f"place.{key}"], name=stakeholder.removeprefix(prefix))
    if stakeholder.startswith(EMAIL):
        address = address_of(stakeholder, playbook)
        return fill(NEWS["place.email" if address else "place.email_lost"], address=address)
    if stakeholder.startswith(TRACKER):
        tracker = playbook.tracker(stakeholder.removeprefix(TRACKER))
        where = tracker.project if tracker else stakeholder.removeprefix(TRACKER)
        return fill(NEWS["place.tracker"], where=where)
    if stakeholder.startswith(PAGE):
        key = stakeholder.removeprefix(PAGE)
        page = playbook.status_page(key)
        return fill(NEWS["place.page"], name=page.name if page else key)
    if is_person(stakeholder):
        return text(Mention(stakeholder))
    return text(ChannelLink(stakeholder) if stakeholder[:1] in ("C", "G") else stakeholder)


def places_words(stakeholders: tuple[str, ...], playbook: Playbook) -> Text:
    """Several of them, in a row."""
    return joined(place_words(stakeholder, playbook) for stakeholder in stakeholders)


def on_record(place: str) -> str:
    """A place outside, as the record names it: never an address."""
    for prefix, key in NAMED:
        if place.startswith(prefix):
            return _line(f"place.{key}", name=place.removeprefix(prefix))
    if place.startswith(PAGE):
        return _line("record.page", name=place.removeprefix(PAGE))
    assert place.startswith(EMAIL), "only what leaves the chat is named so"
    return NEWS["record.email"]
