"""The team's own questions in the forms that ask them, and what was answered.

Block ids are `field.` and the field's key. A form carries marks of the answers that it showed: what
nobody touched is not said again, so that nobody else's answer is put back by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.domain.team_fields import Answer, AskedIn, FieldKind, TeamField
from firebell.slack.client.payloads import Payload
from firebell.slack.views.blocks import (
    Block,
    choice,
    date_input,
    input_block,
    option,
    people_input,
    text_input,
)
from firebell.slack.views.forms.form_state import Values, form_context, mark_of, values
from firebell.words.say import form

BLOCK = "field."
Given = Mapping[str, Answer]


def inputs(playbook: Playbook, which: AskedIn, given: Given) -> list[Block]:
    """The questions of this form, with what is answered so far."""
    return [
        _input(field, which, given.get(field.key, Answer(question=field.question)))
        for field in playbook.fields
        if which in field.asked
    ]


def shown(playbook: Playbook, which: AskedIn, given: Given) -> dict[str, str] | None:
    """What a form carries unseen: marks of the answers that it shows."""
    asked = [field.key for field in playbook.fields if which in field.asked]
    return {key: _mark(given[key]) for key in asked if key in given} or None


def read(view: Payload) -> tuple[dict[str, Answer], tuple[str, ...]]:
    """What was answered otherwise than the form showed; and which questions it asked."""
    entered = values(view)
    marks = form_context(view).get("answers") or {}
    asked = dict(_asked(view, entered))
    empty = _mark(Answer(question=""))
    changed = {key: a for key, a in asked.items() if _mark(a) != marks.get(key, empty)}
    return changed, tuple(asked)


def _asked(view: Payload, entered: Values) -> Iterator[tuple[str, Answer]]:
    for block in view.get("blocks") or []:
        name = str(block.get("block_id") or "")
        if name.startswith(BLOCK):
            yield name.removeprefix(BLOCK), _answer(block, entered)


def _answer(block: Block, entered: Values) -> Answer:
    name, question = block["block_id"], str(block["label"]["text"])
    match block["element"]["type"]:
        case "static_select":
            return Answer(question=question, text=entered.choice(name) or "")
        case "multi_users_select":
            return Answer(question=question, people=tuple(entered.people(name)))
        case "datepicker":
            return Answer(question=question, day=entered.day(name))
        case _:
            return Answer(question=question, text=entered.text(name))


def _mark(answer: Answer) -> str:
    return mark_of("\n".join([answer.text, *answer.people, answer.day]))


def _input(field: TeamField, which: AskedIn, given: Answer) -> Block:
    """One that raising needs is asked for by Slack itself; what closing needs depends on how it
    ended, so that the form is told at its field."""
    needed = field.required is which
    hint = field.hint
    if needed and which is AskedIn.CLOSE:
        hint = " ".join(filter(None, [hint, form("field.needed")]))
    return input_block(
        f"{BLOCK}{field.key}",
        field.question,
        _element(field, given),
        optional=not (needed and which is AskedIn.RAISE),
        hint=hint,
    )


def _element(field: TeamField, given: Answer) -> Block:
    match field.kind:
        case FieldKind.CHOICE:
            choices = field.choices
            if given.text and given.text not in choices:
                choices = (given.text, *choices[:-1])
            options = [option(words, words) for words in choices]
            return choice(options, given.text or None, kind="static_select")
        case FieldKind.PEOPLE:
            return people_input(given.people)
        case FieldKind.DATE:
            return date_input(given.day)
        case FieldKind.TEXT:
            return text_input(given.text)


def answers_of(incident: Incident | None) -> Given:
    """What is answered so far."""
    return incident.answers if incident else {}
