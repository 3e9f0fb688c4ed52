"""What every rule is made of: texts, numbers, choices, lists, objects.

A check gets a value and where it stands, and yields what is wrong with it. As in Slack's own
validator an object that lacks a field is not looked into further, nor is a list of a wrong length,
and `null` is a value like any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from slack_sandbox.block_kit.violations import (
    Violation,
    failed_constraint,
    missing_field,
    unsupported_type,
    wrong_type,
)

Check = Callable[[Any, str], Iterator[Violation]]
Rule = Callable[[Mapping[str, Any], str], Iterator[Violation]]
"""About an object that has all its fields."""


def string(minimum: int = 0, maximum: int | None = None, pattern: str = "") -> Check:
    """A text of so many characters that matches a pattern."""

    def check(value: Any, at: str) -> Iterator[Violation]:
        if not isinstance(value, str):
            yield wrong_type("must provide a string", at)
        elif maximum is not None and len(value) > maximum:
            message = f"must be less than {maximum + 1} characters"
            yield failed_constraint(message, at, "max_length", maximum, len(value))
        elif len(value) < minimum:
            message = f"must be more than {minimum - 1} characters"
            yield failed_constraint(message, at, "min_length", minimum, len(value))
        elif pattern and not re.search(pattern, value):
            message = f"input must match regex pattern: {pattern}"
            yield failed_constraint(message, at, "pattern", pattern, value)

    return check


def boolean(value: Any, at: str) -> Iterator[Violation]:
    """Checks that a value is true or false."""
    if not isinstance(value, bool):
        yield wrong_type("must be a boolean", at)


def number(*, whole: bool = False, minimum: int | None = None, maximum: int | None = None) -> Check:
    """A number, or a whole one, from `least` to `most`."""

    def check(value: Any, at: str) -> Iterator[Violation]:
        kinds = int if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds):
            yield wrong_type("must provide an integer" if whole else "must provide a number", at)
        elif maximum is not None and value > maximum:
            yield failed_constraint(f"must be less than {maximum}", at, "maximum", maximum, value)
        elif minimum is not None and value < minimum:
            yield failed_constraint(
                f"must be greater than {minimum}", at, "minimum", minimum, value
            )

    return check


def one_of(*allowed: str | int) -> Check:
    """A text or a whole number, one of these."""
    type_, name = (str, "a string") if isinstance(allowed[0], str) else (int, "an integer")

    def check(value: Any, at: str) -> Iterator[Violation]:
        if isinstance(value, bool) or not isinstance(value, type_):
            yield wrong_type(f"must provide {name}", at)
        elif value not in allowed:
            yield failed_constraint("must be a valid enum value", at, "enum", list(allowed), value)

    return check


def array(
    item: Check, minimum: int = 0, maximum: int | None = None, *, unique: bool = False
) -> Check:
    """A list of so many items, each of which is checked."""

    def check(value: Any, at: str) -> Iterator[Violation]:
        if not isinstance(value, list):
            yield wrong_type("must provide an array", at)
        elif maximum is not None and len(value) > maximum:
            message = f"no more than {maximum} items allowed"
            yield failed_constraint(message, at, "max_items", maximum, len(value))
        elif len(value) < minimum:
            message = f"must provide at least {minimum} items"
            yield failed_constraint(message, at, "min_items", minimum, len(value))
        elif unique and len({repr(element) for element in value}) < len(value):
            yield failed_constraint(
                "Input contains duplicate items", at, "unique_items", None, value
            )
        else:
            for place, element in enumerate(value):
                yield from item(element, f"{at}/{place}")

    return check


def object_of(fields: Mapping[str, Check], required: str = "", *rules: Rule) -> Check:
    """An object of these fields and no others; those in `needed` must be there."""

    def check(value: Any, at: str) -> Iterator[Violation]:
        if not isinstance(value, dict):
            yield wrong_type("must provide an object", at)
            return
        absent = [missing_field(key, at) for key in required.split() if key not in value]
        yield from absent
        if absent:
            return
        for key, inner in value.items():
            if key in fields:
                yield from fields[key](inner, f"{at}/{key}")
            else:
                message = f"invalid additional property: {key}"
                yield failed_constraint(message, at, "additional_properties", None, key)
        for rule in rules:
            yield from rule(value, at)

    return check


def tagged(name: str, fields: Mapping[str, Check], required: str = "", *rules: Rule) -> Check:
    """An object whose `type` is this name, with these fields and no others."""
    return object_of({"type": one_of(name), **fields}, f"type {required}", *rules)


def by_type(kinds: Mapping[str, Check]) -> Check:
    """An object of one of these types."""

    def check(value: Any, at: str) -> Iterator[Violation]:
        if not isinstance(value, dict):
            yield wrong_type("must provide an object", at)
        elif "type" not in value:
            yield missing_field("type", at)
        elif not isinstance(value["type"], str):
            yield wrong_type("must provide a string", f"{at}/type")
        elif value["type"] not in kinds:
            yield unsupported_type(value["type"], list(kinds), at)
        else:
            yield from kinds[value["type"]](value, at)

    return check


def any_of(*keys: str) -> Rule:
    """A rule: the object has at least one of these fields."""

    def rule(value: Mapping[str, Any], at: str) -> Iterator[Violation]:
        if not any(key in value for key in keys):
            yield Violation("must define either " + " or ".join(f"`{key}`" for key in keys), at)

    return rule


def at_most_one_of(*keys: str) -> Rule:
    """A rule: the object has no two of these fields."""

    def rule(value: Mapping[str, Any], at: str) -> Iterator[Violation]:
        if sum(key in value for key in keys) > 1:
            yield failed_constraint("failed to match exactly one allowed schema", at, "one_of")

    return rule


def dicts_in(items: object) -> list[dict[str, Any]]:
    """The items of a list that are objects."""
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
