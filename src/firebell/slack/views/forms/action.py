"""The forms of an action: what is to be done, by whom and until when. The shorter ones ask for the
day alone, or for the person alone."""

from __future__ import annotations

from datetime import datetime

from firebell.domain.actions import Action, ActionPart
from firebell.domain.commands import AddAction, ChangeAction
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.slack.client.payloads import Payload
from firebell.slack.views.blocks import (
    Block,
    actions,
    button,
    context,
    input_block,
    modal,
    moment_input,
    option,
    person_input,
    section,
    text_input,
)
from firebell.slack.views.forms.form_state import form_context, private_metadata, values
from firebell.slack.views.messages.parts import value
from firebell.words.say import form
from firebell.words.text import Text, text

ADD = "action"
CHANGE = "action_change"
YES = "yes"


def add_view(
    incident: Incident,
    playbook: Playbook,
    *,
    key: str,
    where: str | None,
    words: str = "",
    owner: str | None = None,
    due: datetime | None = None,
    link: str = "",
    said: Text = (),
) -> Block:
    """Something new. `said` is what was wrong with what was typed."""
    blocks: list[Block] = [section(said)] if said else []
    blocks += [_words(words), _owner(owner), _due(due), *_ticket(incident, playbook)]
    data = private_metadata(key=key, incident=incident.id, where=where, link=link or None)
    return modal(ADD, form("action"), blocks, submit=form("action.submit"), data=data)


def change_view(
    incident: Incident,
    action: Action,
    *,
    key: str,
    where: str | None,
    parts: tuple[ActionPart, ...] = tuple(ActionPart),
) -> Block:
    """One that is there: all of it, or these parts."""
    fields = {
        ActionPart.TEXT: _words(action.says),
        ActionPart.OWNER: _owner(action.owner),
        ActionPart.DUE: _due(action.due),
    }
    blocks = [fields[part] for part in parts]
    if parts == tuple(ActionPart):
        remove = button(
            form("action.remove"), "action_remove", value(incident, action.id), style="danger"
        )
        blocks.append(actions([remove]))
    else:
        blocks.insert(0, section(text(action.says)))
    data = private_metadata(key=key, incident=incident.id, where=where, action=action.id)
    return modal(CHANGE, form("action.change"), blocks, submit=form("action.save"), data=data)


def _words(words: str) -> Block:
    return input_block("words", form("action.words"), text_input(words, focus=not words))


def _owner(owner: str | None) -> Block:
    return input_block(
        "owner",
        form("action.owner"),
        person_input(owner),
        optional=True,
        hint=form("action.owner.hint"),
    )


def _due(due: datetime | None) -> Block:
    return input_block("due", form("action.due"), moment_input(due), optional=True)


def _ticket(incident: Incident, playbook: Playbook) -> list[Block]:
    """Where the playbook names a tracker for it."""
    tracker = playbook.tracker_of(incident.service, private=incident.private, drill=incident.drill)
    if tracker is None:
        return []
    yes = option(form("action.ticket.yes", tracker=tracker.project), YES)
    box: Block = {"type": "checkboxes", "options": [yes]}
    found = [input_block("ticket", form("action.ticket"), box, optional=True)]
    if incident.private:
        found.append(context(text(form("action.ticket.private"))))
    return found


def read_add(view: Payload, user: str) -> tuple[str, AddAction, str]:
    """The incident's opaque id, the command, and the form's key."""
    entered, unseen = values(view), form_context(view)
    command = AddAction(
        by=user,
        where=unseen.get("where"),
        text=entered.text("words"),
        owner=entered.person("owner"),
        due=entered.moment("due"),
        link=str(unseen.get("link") or ""),
        ticket=entered.is_ticked("ticket"),
    )
    return str(unseen.get("incident", "")), command, str(unseen.get("key", ""))


def read_change(view: Payload, user: str) -> tuple[str, ChangeAction, str]:
    """The same of a change: only what the form asked for is said by it."""
    entered, unseen = values(view), form_context(view)
    fields = {ActionPart.TEXT: "words", ActionPart.OWNER: "owner", ActionPart.DUE: "due"}
    command = ChangeAction(
        by=user,
        where=unseen.get("where"),
        action=str(unseen.get("action", "")),
        parts=tuple(part for part, field in fields.items() if entered.has(field)),
        text=entered.text("words"),
        owner=entered.person("owner"),
        due=entered.moment("due"),
    )
    return str(unseen.get("incident", "")), command, str(unseen.get("key", ""))
