"""The form of /incident edit: correct title, description, service and leads."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from firebell.domain.commands import Edit
from firebell.domain.incident import Incident, Person, UserTime
from firebell.domain.playbook import UNSURE, Playbook
from firebell.domain.team_fields import AskedIn
from firebell.slack.client.payloads import Payload
from firebell.slack.views.blocks import Block, input_block, modal, person_input, text_input
from firebell.slack.views.forms import team_fields, times
from firebell.slack.views.forms.declare import capital, sensitive_choice, service_choice
from firebell.slack.views.forms.form_state import form_context, mark_of, private_metadata, values
from firebell.words.say import form

CALLBACK = "edit"
NOBODY: Mapping[str, Person] = MappingProxyType({})


def view(
    incident: Incident,
    playbook: Playbook,
    *,
    key: str,
    where: str | None,
    title: str = "",
    asked: Mapping[str, Person] = NOBODY,
) -> Block:
    """Pre-filled with what it is; a `title` that was typed, and who is to be `asked`, stand in
    place of what is so now."""
    services = service_choice(playbook, incident.service, incident.service_name)
    blocks = [
        input_block(
            "title",
            form("edit.title"),
            text_input(title or incident.title, focus=True),
            hint=form("edit.title.hint"),
        ),
        input_block("service", form("declare.service"), services),
        *role_inputs(incident, playbook, asked),
        input_block(
            "description",
            form("edit.description"),
            text_input(incident.description, multiline=True),
            optional=True,
        ),
        *team_fields.inputs(playbook, AskedIn.EDIT, incident.answers),
    ]
    marks = incident.milestones
    began, ended = marks.affected_from, marks.working_since
    if times.has_times(incident):
        blocks += times.inputs(began, ended)
    if not incident.private:
        blocks.append(sensitive_choice(False))
    leads = {role: held.person for role, held in incident.roles.items()}
    shown = {"title": mark_of(incident.title), "description": mark_of(incident.description)}
    data = private_metadata(
        key=key,
        incident=incident.id,
        where=where,
        leads=leads,
        shown=shown,
        service=incident.service,
        times=times.shown(began, ended),
        answers=team_fields.shown(playbook, AskedIn.EDIT, incident.answers),
    )
    return modal(CALLBACK, form("edit"), blocks, submit=form("edit.submit"), data=data)


def read(view: Payload, user: str) -> tuple[str, Edit, str]:
    """The incident's opaque id, the command, and the form's key. Only what differs from what the
    form showed is changed: somebody else may have taken a role meanwhile, or removed words."""
    entered, unseen = values(view), form_context(view)
    shown = unseen.get("shown") or {}
    before = unseen.get("leads") or {}
    roles = {role: person for role, person in entered.roles().items() if person != before.get(role)}
    service = (entered.choice("service") or UNSURE) if entered.has("service") else None
    same = times.untouched(entered, unseen.get("times") or {})
    moments = {time: entered.moment(time) for time in UserTime if time not in same}
    command = Edit(
        by=user,
        where=unseen.get("where"),
        title=entered.changed("title", shown.get("title")),
        description=entered.changed("description", shown.get("description")),
        service=service if service != unseen.get("service") else None,
        roles=roles,
        affected_from=moments.get(UserTime.AFFECTED_FROM),
        working_since=moments.get(UserTime.WORKING_SINCE),
        answers=team_fields.read(view)[0],
    )
    return str(unseen.get("incident", "")), command, str(unseen.get("key", ""))


def is_sensitive(view: Payload) -> bool:
    """Whether it says that personal data or security is involved."""
    return values(view).choice("sensitive") == "yes"


def role_inputs(
    incident: Incident, playbook: Playbook, asked: Mapping[str, Person] = NOBODY
) -> list[Block]:
    """Each role with whoever holds it, or is to be `asked`."""
    found = []
    for role in playbook.roles:
        held = incident.roles.get(role.key)
        found.append(
            input_block(
                f"role.{role.key}",
                form("declare.role", role=capital(role.name)),
                person_input(asked.get(role.key) or (held.person if held else None)),
                optional=True,
            )
        )
    return found
