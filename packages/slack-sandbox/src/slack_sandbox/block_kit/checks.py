"""What every rule is made of: texts, numbers, choices, lists, objects.

A check gets a value and where it stands, and yields what is wrong with it. As in Slack's own
validator an object that lacks a field is not looked into further, nor is a list of a wrong length,
and `null` is a value like any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from slack_sandbox.block_kit.violations import Fault, failed, missing, unsupported, wrong_type

Check = Callable[[Any, str], Iterator[Fault]]
Rule = Callable[[Mapping[str, Any], str], Iterator[Fault]]
"""About an object that has all its fields."""


def string(least: int = 0, most: int | None = None, pattern: str = "") -> Check:
    """Of so many characters, of a certain form."""

    def check(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield wrong_type("must provide a string", at)
        elif most is not None and len(value) > most:
            said = f"must be less than {most + 1} characters"
            yield failed(said, at, "max_length", most, len(value))
        elif len(value) < least:
            said = f"must be more than {least - 1} characters"
            yield failed(said, at, "min_length", least, len(value))
        elif pattern and not re.search(pattern, value):
            said = f"input must match regex pattern: {pattern}"
            yield failed(said, at, "pattern", pattern, value)

    return check


def flag(value: Any, at: str) -> Iterator[Fault]:
    """True or false."""
    if not isinstance(value, bool):
        yield wrong_type("must be a boolean", at)


def number(*, whole: bool = False, least: int | None = None, most: int | None = None) -> Check:
    """A number, or a whole one, from `least` to `most`."""

    def check(value: Any, at: str) -> Iterator[Fault]:
        kinds = int if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds):
            yield wrong_type("must provide an integer" if whole else "must provide a number", at)
        elif most is not None and value > most:
            yield failed(f"must be less than {most}", at, "maximum", most, value)
        elif least is not None and value < least:
            yield failed(f"must be greater than {least}", at, "minimum", least, value)

    return check


def one_of(*allowed: str | int) -> Check:
    """A text or a whole number, one of these."""
    kind, said = (str, "a string") if isinstance(allowed[0], str) else (int, "an integer")

    def check(value: Any, at: str) -> Iterator[Fault]:
        if isinstance(value, bool) or not isinstance(value, kind):
            yield wrong_type(f"must provide {said}", at)
        elif value not in allowed:
            yield failed("must be a valid enum value", at, "enum", list(allowed), value)

    return check


def array(item: Check, least: int = 0, most: int | None = None, *, unique: bool = False) -> Check:
    """A list of so many, each checked."""

    def check(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield wrong_type("must provide an array", at)
        elif most is not None and len(value) > most:
            said = f"no more than {most} items allowed"
            yield failed(said, at, "max_items", most, len(value))
        elif len(value) < least:
            said = f"must provide at least {least} items"
            yield failed(said, at, "min_items", least, len(value))
        elif unique and len({repr(one) for one in value}) < len(value):
            yield failed("Input contains duplicate items", at, "unique_items", None, value)
        else:
            for place, one in enumerate(value):
                yield from item(one, f"{at}/{place}")

    return check


def shape(fields: Mapping[str, Check], needed: str = "", *rules: Rule) -> Check:
    """An object of these fields and no others; those in `needed` must be there."""

    def check(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield wrong_type("must provide an object", at)
            return
        lacking = [missing(key, at) for key in needed.split() if key not in value]
        yield from lacking
        if lacking:
            return
        for key, inner in value.items():
            if key in fields:
                yield from fields[key](inner, f"{at}/{key}")
            else:
                said = f"invalid additional property: {key}"
                yield failed(said, at, "additional_properties", None, key)
        for rule in rules:
            yield from rule(value, at)

    return check


def kind(name: str, fields: Mapping[str, Check], needed: str = "", *rules: Rule) -> Check:
    """An object that says its type."""
    return shape({"type": one_of(name), **fields}, f"type {needed}", *rules)


def by_type(kinds: Mapping[str, Check]) -> Check:
    """An object of one of these types."""

    def check(value: Any, at: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield wrong_type("must provide an object", at)
        elif "type" not in value:
            yield missing("type", at)
        elif not isinstance(value["type"], str):
            yield wrong_type("must provide a string", f"{at}/type")
        elif value["type"] not in kinds:
            yield unsupported(value["type"], list(kinds), at)
        else:
            yield from kinds[value["type"]](value, at)

    return check


def any_of(*keys: str) -> Rule:
    """One of these fields at least."""

    def rule(value: Mapping[str, Any], at: str) -> Iterator[Fault]:
        if not any(key in value for key in keys):
            yield Fault("must define either " + " or ".join(f"`{key}`" for key in keys), at)

    return rule


def at_most_one_of(*keys: str) -> Rule:
    """Not two of these fields."""

    def rule(value: Mapping[str, Any], at: str) -> Iterator[Fault]:
        if sum(key in value for key in keys) > 1:
            yield failed("failed to match exactly one allowed schema", at, "one_of")

    return rule


def objects(items: object) -> list[dict[str, Any]]:
    """Those of a list that are objects."""
    return [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
