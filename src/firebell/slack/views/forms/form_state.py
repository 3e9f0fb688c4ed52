"""What a person entered, by block_id; and what a form carries unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from firebell.slack.client import limits
from firebell.slack.client.limits import fit
from firebell.slack.client.payloads import Payload

FormContext = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Values:
    """A form's entered values (`state.values`), by block_id. None or an empty text where
    nothing was entered."""

    entered: Mapping[str, Mapping[str, Any]]

    def has(self, block: str) -> bool:
        """Whether the form had this field."""
        return block in self.entered

    def text(self, block: str) -> str:
        """What was typed into a text field, without blanks at its ends."""
        return str(self._of(block).get("value") or "").strip()

    def whole(self, block: str) -> str:
        """The same with its blanks."""
        return str(self._of(block).get("value") or "")

    def changed(self, block: str, shown: str | None) -> str | None:
        """What was typed into a field; None where it is what it showed at first (its `mark_of`)."""
        if not self.has(block) or mark_of(self.text(block)) == shown:
            return None
        return self.text(block)

    def choice(self, block: str) -> str | None:
        """The value of the option that was chosen."""
        option = self._of(block).get("selected_option")
        return str(option["value"]) if option else None

    def choices(self, block: str) -> list[str]:
        """The values of the boxes that are ticked."""
        return [str(each["value"]) for each in self._of(block).get("selected_options") or []]

    def day(self, block: str) -> str:
        """A day, as `2026-11-27`."""
        return str(self._of(block).get("selected_date") or "")

    def is_ticked(self, block: str) -> bool:
        """Whether any of a field's boxes is ticked."""
        return bool(self._of(block).get("selected_options"))

    def person(self, block: str) -> str | None:
        """The id of the person who was chosen."""
        return self._of(block).get("selected_user") or None

    def people(self, block: str) -> list[str]:
        """The ids of the people who were chosen."""
        return [str(person) for person in self._of(block).get("selected_users") or []]

    def moment(self, block: str) -> datetime | None:
        """A date and a time, in UTC."""
        seconds = self._of(block).get("selected_date_time")
        return datetime.fromtimestamp(int(seconds), UTC) if seconds else None

    def roles(self) -> dict[str, str | None]:
        """Role to person, of all `role.<key>` fields."""
        return {
            block.removeprefix("role."): self.person(block)
            for block in self.entered
            if block.startswith("role.")
        }

    def _of(self, block: str) -> Mapping[str, Any]:
        found = self.entered.get(block, {}).get("value")
        return found if isinstance(found, dict) else {}


def values(view: Payload) -> Values:
    """The entered values of a form that was sent off."""
    return Values((view.get("state") or {}).get("values") or {})


def private_metadata(**given: object) -> str:
    """What a form carries unseen, as JSON for `private_metadata`; what is None is left out."""
    kept = {key: value for key, value in given.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False)


def mark_of(shown: str) -> str:
    """What tells the words that a field showed at first from others, without holding them.

    A form may be sent off after its words were removed from the record: what nobody touched is
    not brought back by it.
    """
    return hashlib.sha256(fit(shown, limits.TEXT_INPUT).strip().encode()).hexdigest()[:16]


def form_context(view: Payload) -> FormContext:
    """What a form carries unseen, from its `private_metadata`; nothing where it can't be read."""
    try:
        found = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
