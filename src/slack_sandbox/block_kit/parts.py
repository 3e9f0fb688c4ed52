"""What every rule is made of: texts, strings, counts, and how a fault is said.

A fault is a sentence with a JSON pointer, worded as Slack words it (SLACK.md, wire facts).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

Part = Mapping[str, Any]


def said(what: str, pointer: str) -> str:
    """A fault."""
    return f"{what} [json-pointer:{pointer}]"


def kind_of(one: Part) -> str:
    """What it says it is; an empty text where it says nothing that could be one."""
    kind = one.get("type")
    return kind if isinstance(kind, str) else ""


def objects(items: object) -> list[dict[str, Any]]:
    """Those of a list that are objects."""
    return [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []


def text(value: object, most: int, at: str, *, markup: bool) -> Iterator[str]:
    """A text object; plain, or mrkdwn where `markup`."""
    kinds = ("plain_text", "mrkdwn") if markup else ("plain_text",)
    if not isinstance(value, dict) or value.get("type") not in kinds:
        yield said("failed to match all allowed schemas", at)
        return
    words = value.get("text")
    if not isinstance(words, str):
        yield said("missing required field: text", at)
    elif not words:
        yield said("must be more than 0 characters", f"{at}/text")
    elif len(words) > most:
        yield said("failed to match all allowed schemas", at)
        yield said(f"must be less than {most + 1} characters", f"{at}/text")


def plain(one: object, key: str, most: int, at: str, *, needed: bool) -> Iterator[str]:
    """A field that holds a plain text."""
    value = one.get(key) if isinstance(one, dict) else None
    if value is not None:
        yield from text(value, most, f"{at}/{key}", markup=False)
    elif needed:
        yield said(f"missing required field: {key}", at)


def string(
    one: Part, key: str, most: int, at: str, *, needed: bool = False, least: int = 1
) -> Iterator[str]:
    """A field that holds a string of `least` to `most` characters."""
    value = one.get(key)
    if value is None:
        if needed:
            yield said(f"missing required field: {key}", at)
    elif not isinstance(value, str):
        yield said("must be a string", f"{at}/{key}")
    elif len(value) < least:
        yield said(f"must be more than {least - 1} characters", f"{at}/{key}")
    elif len(value) > most:
        yield said(f"must be less than {most + 1} characters", f"{at}/{key}")


def flag(one: Part, key: str, at: str) -> Iterator[str]:
    """A field that holds true or false, if anything."""
    if not isinstance(one.get(key, False), bool):
        yield said("must be a boolean", f"{at}/{key}")


def matching(one: Part, key: str, pattern: str, at: str) -> Iterator[str]:
    """A field that holds a string of a certain form, if anything."""
    value = one.get(key)
    if value is None:
        return
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        yield said(f"must match pattern {pattern}", f"{at}/{key}")


def one_of(one: Part, key: str, allowed: Collection[object], at: str) -> Iterator[str]:
    """A field that holds one of these, if anything."""
    value = one.get(key)
    if value is not None and (isinstance(value, dict | list) or value not in allowed):
        yield said(f"must be one of: {', '.join(map(str, allowed))}", f"{at}/{key}")


def count(items: object, least: int, most: int, at: str) -> Iterator[str]:
    """A list of `least` to `most`."""
    if not isinstance(items, list) or len(items) < least:
        yield said(f"must have at least {least} items", at)
    elif len(items) > most:
        yield said(f"no more than {most} items allowed", at)


def repeated(ids: list[object], name: str, at: str) -> Iterator[str]:
    """Ids that must differ and do not."""
    given = [one for one in ids if one is not None]
    for one in sorted({str(one) for one in given if given.count(one) > 1}):
        yield said(f"{name} {one} already exists", at)
