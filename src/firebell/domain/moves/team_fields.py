"""The team's own questions: what is answered otherwise than before is an event for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import Close, Declare, Edit
from firebell.domain.events import FieldAnswered
from firebell.domain.incident import Incident, Outcome
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused
from firebell.domain.team_fields import Answer, Answers, AskedIn, TeamField


def answered(
    command: Declare | Edit | Close, before: Answers, now: datetime, playbook: Playbook
) -> Iterator[FieldAnswered]:
    """What the form has, where it differs. Raises Refused where a question was asked that needs an
    answer and has none; one that a form did not ask holds nobody up."""
    fields = {field.key: field for field in playbook.fields}
    _complete(command, before, fields)
    for key, answer in command.answers.items():
        field = fields.get(key)
        question = field.question if field else answer.question
        said = replace(answer, text=answer.text.strip(), question=question)
        was = before.get(key)
        same = was is not None and replace(was, question=question) == said
        if same or (said.is_empty and was is None):
            continue
        yield FieldAnswered(
            at=now,
            by=command.by,
            where=command.where,
            field=key,
            question=question,
            text=said.text,
            people=said.people,
            day=said.day,
        )


def _complete(
    command: Declare | Edit | Close, before: Answers, fields: Mapping[str, TeamField]
) -> None:
    """Nobody has to answer to close what was nothing at all."""
    if isinstance(command, Edit):
        return
    resolved = isinstance(command, Close) and command.outcome is Outcome.RESOLVED
    needed = AskedIn.RAISE if isinstance(command, Declare) else AskedIn.CLOSE if resolved else None
    for key in command.asked_fields:
        field, answer = fields.get(key), command.answers.get(key, before.get(key))
        empty = answer is None or answer.is_empty
        if field is not None and needed is not None and field.required is needed and empty:
            raise Refused("field_needed", f"field.{key}", question=field.question)


def missing(incident: Incident, playbook: Playbook) -> list[TeamField]:
    """What has to be answered before it is closed, and is not."""
    return [
        field
        for field in playbook.fields
        if field.required is AskedIn.CLOSE and field.key not in incident.answers
    ]


def field_answered(incident: Incident, event: FieldAnswered) -> Incident:
    """The answer stands, or is taken back."""
    answer = Answer(question=event.question, text=event.text, people=event.people, day=event.day)
    others = {key: held for key, held in incident.answers.items() if key != event.field}
    if answer.is_empty:
        return replace(incident, answers=others)
    return replace(incident, answers={**others, event.field: answer})
