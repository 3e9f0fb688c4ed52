"""A value held against others' records: what it has that they have not, and what it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

LEGACY = {
    "is_open", "latest", "unread_count", "unread_count_display", "members", "parent_conversation",
    "properties", "is_read_only", "is_frozen",
}  # fmt: skip
"""Old keys of conversations; the recorded shapes lack them (`docs/slack-facts.md`, The wire)."""
OPAQUE = {"blocks", "attachments", "metadata", "values", "args"}
"""What is judged by another schema, or is the app's own."""
KINDS = {"array": list, "boolean": bool, "integer": int, "object": dict, "string": str}


def unknown_paths(value: Any, sample: Any, at: str = "") -> list[str]:
    """Keys and types of a value that a recorded shape does not have."""
    if sample is None or value is None:
        return []
    if isinstance(value, dict):
        return _in_object(value, sample, at)
    if isinstance(value, list):
        if not isinstance(sample, list):
            return [f"{at}: a list"]
        like = merged(sample)
        return [path for inner in value for path in unknown_paths(inner, like, f"{at}[]")]
    if isinstance(sample, dict | list):
        return [f"{at}: {_kind(value)}, not an object or a list"]
    return [] if _kind(value) == _kind(sample) else [f"{at}: {_kind(value)}, not {_kind(sample)}"]


def _in_object(value: Mapping[str, Any], sample: Any, at: str) -> list[str]:
    if not isinstance(sample, dict):
        return [f"{at}: an object"]
    found: list[str] = []
    for key, inner in value.items():
        if not sample or key in OPAQUE or (key in LEGACY and _conversation(at)):
            continue
        if key not in sample and not _any_id(sample):
            found.append(f"{at}.{key}")
        else:
            like = sample.get(key, merged([*sample.values()]) if _any_id(sample) else None)
            found += unknown_paths(inner, like, f"{at}.{key}")
    return found


def _conversation(at: str) -> bool:
    return at.endswith(("channel", "channels[]"))


def missing_paths(value: Any, schema: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """What the documentation's schema of an answer requires and a value has not."""
    kind = schema.get("type")
    if value is None or "anyOf" in schema or "oneOf" in schema:
        return
    if isinstance(kind, str) and kind in KINDS and not isinstance(value, KINDS[kind]):
        yield f"{at}: no {kind}"
        return
    if isinstance(value, dict):
        for key in schema.get("required", []):
            if key not in value:
                yield f"{at}.{key}"
        for key, inner in (schema.get("properties") or {}).items():
            if key in value and isinstance(inner, dict):
                yield from missing_paths(value[key], inner, f"{at}.{key}")
    if isinstance(value, list) and isinstance(schema.get("items"), dict):
        for item in value:
            yield from missing_paths(item, schema["items"], f"{at}[]")


def paths(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """All that is in a value, each with its place."""
    yield at, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, f"{at}.{key}")
    if isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{at}[]")


def merged(samples: list[Any]) -> Any:
    """One that has what any of them has."""
    known = [sample for sample in samples if sample is not None]
    if known and all(isinstance(sample, dict) for sample in known):
        keys = dict.fromkeys(key for sample in known for key in sample)
        return {key: merged([sample[key] for sample in known if key in sample]) for key in keys}
    if known and all(isinstance(sample, list) for sample in known):
        return [inner for sample in known for inner in sample]
    return known[0] if known else None


def _any_id(sample: Mapping[str, Any]) -> bool:
    """An object whose keys are ids or names, such as the emoji of a workspace."""
    return all(re.fullmatch(r"[A-Z][A-Z0-9]{7,}_?|emoji\d*|[a-z]+_0+|\d+", key) for key in sample)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "a flag"
    return "a number" if isinstance(value, int | float) else "a text"
