"""`[[field]]`: what a team asks in the forms. What Slack's forms don't hold is a mistake here."""

from __future__ import annotations

from firebell.domain.team_fields import AskedIn, FieldKind, TeamField
from firebell.playbook_file import keys, values
from firebell.playbook_file.tables import Table


def read_field(table: Table) -> TeamField:
    """One question, with its choices where it is a choice."""
    kind = table.read("kind", values.choice(FieldKind), FieldKind.TEXT)
    asked = table.several("asked", values.choice(AskedIn)) or tuple(AskedIn)
    found = TeamField(
        key=table.need("key", values.key(keys.FIELD_KEY), "", 'key = "supplier"'),
        question=table.need(
            "question", values.line_of_text(keys.QUESTION), "", 'question = "Which supplier?"'
        ),
        kind=kind,
        choices=table.several(
            "choices",
            values.line_of_text(keys.CHOICE, ", since a line of a list in Slack holds no more"),
        ),
        hint=table.read("hint", values.line_of_text(keys.HINT), ""),
        asked=asked,
        required=table.read("required", _required, None),
        card=table.read("card", values.flag, False),
    )
    _choices(table, found)
    if found.required is not None and found.required not in asked:
        what = f'required is "{found.required}", where it is not asked'
        table.fault("required", what, values.choices([form.value for form in asked]))
    return found


def _choices(table: Table, found: TeamField) -> None:
    """A choice has them and nothing else does."""
    if found.kind is FieldKind.CHOICE:
        if "choices" not in table.contents and not table.source.incomplete:
            table.fault(None, "choices is missing", 'choices = ["Yes", "No"]')
        if len(found.choices) > keys.CHOICES:
            right = f"at most {keys.CHOICES}, since a list in Slack holds no more"
            table.fault("choices", f"choices has {len(found.choices)} lines", right)
    elif "choices" in table.contents:
        table.fault("choices", f'choices stands beside the kind "{found.kind}"', 'kind = "choice"')


def _required(value: object) -> AskedIn | None:
    return AskedIn(values.one_of([AskedIn.RAISE.value, AskedIn.CLOSE.value])(value))
