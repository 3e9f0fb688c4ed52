"""The form of /incident past: what was over before anybody put it on the record."""

from __future__ import annotations

from firebell.domain.commands import RecordPast
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
    person_input,
    text_input,
)
from firebell.slack.views.forms.declare import (
    sensitive_choice,
    service_choice,
    severity_choice,
)
from firebell.slack.views.forms.form_state import form_context, private_metadata, values
from firebell.words.say import form
from firebell.words.text import text

CALLBACK = "past"
TIMES = ("affected_from", "noticed", "working_since", "ended")


def view(playbook: Playbook, *, key: str, where: str | None, title: str, drill: bool) -> Block:
    """Title, service and severity as when one is raised; then its times, what happened, and who
    reviews it. The service is the one of the channel where it was typed."""
    service = playbook.service_of_channel(where) if where else None
    blocks = [
        input_block("title", form("past.title"), text_input(title, focus=True)),
        input_block(
            "service",
            form("declare.service"),
            service_choice(playbook, service.key if service else None),
        ),
        severity_choice(playbook, None, unsure=False),
        *(_time(name) for name in TIMES),
        input_block("summary", form("past.summary"), text_input(multiline=True)),
        sensitive_choice(initially=False),
        input_block("channel", form("past.channel"), _channel_choice()),
        input_block("reviewer", form("closing.reviewer"), person_input(), optional=True),
        context(text(form("past.tells"))),
    ]
    return modal(
        CALLBACK,
        form("past.drill" if drill else "past"),
        blocks,
        submit=form("past.submit"),
        data=private_metadata(key=key, where=where, drill=drill or None),
    )


def read(view: Payload, user: str) -> RecordPast:
    """The command."""
    entered, unseen = values(view), form_context(view)
    return RecordPast(
        by=user,
        where=unseen.get("where"),
        key=str(unseen.get("key") or ""),
        title=entered.text("title"),
        service=entered.choice("service") or UNSURE,
        severity=entered.choice("severity") or UNSURE,
        private=entered.choice("sensitive") == "yes",
        drill=bool(unseen.get("drill")),
        affected_from=entered.moment("affected_from"),
        noticed=entered.moment("noticed"),
        working_since=entered.moment("working_since"),
        ended=entered.moment("ended"),
        summary=entered.text("summary"),
        reviewer=entered.person("reviewer"),
        channel=entered.choice("channel") == "yes",
    )


def _time(name: str) -> Block:
    optional = name == "noticed"
    hint = form("past.noticed.hint") if optional else ""
    return input_block(name, form(f"past.{name}"), moment_input(), optional=optional, hint=hint)


def _channel_choice() -> Block:
    options = [
        option(form("past.channel.no"), "no"),
        option(form("past.channel.yes"), "yes"),
    ]
    return choice(options, "no", kind="radio_buttons")
