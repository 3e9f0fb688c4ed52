"""The form of /incident update: what we know, what we do, when people hear next."""

from __future__ import annotations

from datetime import datetime, timedelta

from firebell.domain.commands import Update
from firebell.domain.incident import OPEN, Incident, Person, Status, UserTime
from firebell.domain.playbook import UNSURE, Playbook
from firebell.slack.client.payloads import Payload
from firebell.slack.views.blocks import (
    Block,
    choice,
    context,
    input_block,
    modal,
    moment_input,
    option,
    text_input,
)
from firebell.slack.views.forms import times
from firebell.slack.views.forms.form_state import form_context, mark_of, private_metadata, values
from firebell.slack.views.forms.publishing import public_fields, public_shown, read_public
from firebell.slack.views.forms.stakeholders import FIELD, stakeholders_field
from firebell.slack.views.messages.parts import criteria
from firebell.words.catalogue import STATUSES
from firebell.words.say import form
from firebell.words.text import text

CALLBACK = "update"
WHOLE_MINUTES = 5


def view(
    incident: Incident,
    playbook: Playbook,
    now: datetime,
    *,
    key: str,
    where: str | None,
    person: Person | None = None,
    known: str = "",
    severity: str | None = None,
    status: Status | None = None,
) -> Block:
    """Pre-filled with how it stands, or with how it was typed to stand, and with the time that the
    severity asks for. `person` opens it."""
    statuses = [option(STATUSES[status], status.value) for status in OPEN]
    severities, stands = _severities(incident, playbook)
    offered_for = severity or incident.severity
    every = playbook.severity(offered_for).update_every
    offered = _rounded(now + every) if every else None
    blocks = [
        input_block(
            "known",
            form("update.known"),
            text_input(known, multiline=True, focus=True),
            hint=form("update.known.hint"),
        ),
        input_block(
            "doing",
            form("update.doing"),
            text_input(incident.last_update.doing if incident.last_update else ""),
            optional=True,
        ),
        *stakeholders_field(playbook, incident),
        input_block(
            "status",
            form("update.status"),
            choice(statuses, (status or incident.status).value, kind="radio_buttons"),
        ),
        input_block(
            "severity",
            form("update.severity"),
            choice(severities, severity or stands, kind="static_select"),
            hint=criteria(playbook),
        ),
        input_block(
            "next_update",
            form("update.next"),
            moment_input(offered),
            optional=True,
        ),
        input_block(
            "working_since",
            form("update.working_since"),
            moment_input(incident.milestones.working_since),
            optional=True,
        ),
        *public_fields(incident, playbook, person),
        context(text(form("update.goes_to.private" if incident.private else "update.goes_to"))),
    ]
    shown: dict[str, object] = {
        "doing": mark_of(incident.last_update.doing if incident.last_update else ""),
        "next_update": int(offered.timestamp()) if offered else None,
        "offered_for": offered_for,
    }
    data = private_metadata(
        key=key,
        incident=incident.id,
        where=where,
        shown=shown,
        stands={"status": incident.status.value, "severity": stands},
        times=times.shown(None, incident.milestones.working_since),
        public=public_shown(incident, playbook, person),
    )
    return modal(CALLBACK, form("update"), blocks, submit=form("update.submit"), data=data)


def read(view: Payload, user: str) -> tuple[str, Update, str]:
    """The incident's opaque id, the command, and the form's key. Only what differs from what the
    form showed is said: nobody confirms a severity by leaving it, or undoes what changed meanwhile.
    """
    entered, unseen = values(view), form_context(view)
    stands = unseen.get("stands") or {}
    status = _said(entered.choice("status"), stands.get("status"))
    same = times.untouched(entered, unseen.get("times") or {})
    working = None if UserTime.WORKING_SINCE in same else entered.moment("working_since")
    shown = unseen.get("shown") or {}
    promised = entered.moment("next_update")
    untouched = promised is not None and promised.timestamp() == shown.get("next_update")
    command = Update(
        by=user,
        where=unseen.get("where"),
        known=entered.text("known"),
        doing=entered.changed("doing", shown.get("doing")) if entered.text("doing") else "",
        status=Status(status) if status else None,
        severity=_said(entered.choice("severity"), stands.get("severity")),
        next_update=promised,
        offered_for=shown.get("offered_for") if untouched else None,
        working_since=working,
        outside=entered.text(FIELD),
        public=read_public(view),
    )
    return str(unseen.get("incident", "")), command, str(unseen.get("key", ""))


def _said(chosen: str | None, stood: str | None) -> str | None:
    return None if chosen == stood else chosen


def _severities(incident: Incident, playbook: Playbook) -> tuple[list[Block], str]:
    """All that can be chosen, and what stands. While nobody has confirmed it, that stands as an
    option of its own, so that whoever leaves it confirms nothing. One that the playbook has lost
    can be left as it is."""
    listed = [severity.key for severity in playbook.severities]
    options = [option(severity, severity) for severity in listed]
    if incident.severity_confirmed and incident.severity not in listed:
        return [option(incident.severity, incident.severity), *options], incident.severity
    if incident.severity_confirmed:
        return options, incident.severity
    words = form("update.severity.unconfirmed", severity=incident.severity)
    return [option(words, UNSURE), *options], UNSURE


def _rounded(at: datetime) -> datetime:
    """To the minutes that people say; never earlier."""
    over = timedelta(minutes=at.minute % WHOLE_MINUTES, seconds=at.second)
    over += timedelta(microseconds=at.microsecond)
    return at - over + timedelta(minutes=WHOLE_MINUTES) if over else at
