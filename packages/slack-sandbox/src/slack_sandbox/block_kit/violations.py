"""What is wrong, where, and how it is said.

The codes and the words are those of the validator that Slack has published
(slackhq/hack-json-schema), by which reports of refused blocks are worded too. `blocks.validate`
answers with a fault as it is; other methods make a sentence of it (`docs/slack-facts.md`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

Json = dict[str, Any]
SIZE_CONSTRAINTS = frozenset({"min_items", "max_items", "min_length", "max_length", "all_of"})


class Constraint(NamedTuple):
    """The rule that was broken: what it wants and what was there, None where that says nothing."""

    type: str
    expected: object = None
    got: object = None

    def shape(self) -> Json:
        """The object `constraint` in an answer of `blocks.validate`."""
        return {key: value for key, value in self._asdict().items() if value is not None}


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong; `field` is what is missing."""

    message: str
    pointer: str
    code: str = "failed_constraint"
    constraint: Constraint | None = None
    field: str = ""

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"

    def shape(self) -> Json:
        """The object in the list `errors` of an answer of `blocks.validate`."""
        found: Json = {"code": self.code, "message": self.message, "pointer": self.pointer}
        if self.constraint is not None:
            found["constraint"] = self.constraint.shape()
        return found | ({"field": self.field} if self.field else {})

    @property
    def is_structural(self) -> bool:
        """Keys, types and choices, rather than sizes and rules across the whole."""
        if self.constraint is None:
            return self.code != "failed_constraint"
        return self.constraint.type not in SIZE_CONSTRAINTS


def failed_constraint(
    message: str, at: str, type: str, expected: object = None, got: object = None
) -> Violation:
    """A violation of a constraint that the schema names, such as `max_length`."""
    return Violation(message, at, constraint=Constraint(type, expected, got))


def missing_field(key: str, at: str) -> Violation:
    """A violation: a required field is absent."""
    return Violation(f"missing required field: {key}", at, code="missing_field", field=key)


def wrong_type(message: str, at: str) -> Violation:
    """A text where a number should be, and the like."""
    return Violation(message, at, code="invalid_type")


def unsupported_type(kind: str, allowed: list[str], at: str) -> Violation:
    """A block or an element that has no business there."""
    return failed_constraint(f"unsupported type: {kind}", f"{at}/type", "enum", allowed, kind)
