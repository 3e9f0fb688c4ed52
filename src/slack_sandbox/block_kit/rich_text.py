"""Rich text and tables: what stands in them, and what each piece must say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from slack_sandbox.block_kit.parts import count, kind_of, matching, one_of, said

# For each piece of a line: the fields that it must have, and of what type.
PIECES: Mapping[str, Mapping[str, type]] = {
    "text": {"text": str},
    "link": {"url": str},
    "user": {"user_id": str},
    "usergroup": {"usergroup_id": str},
    "channel": {"channel_id": str},
    "emoji": {"name": str},
    "team": {"team_id": str},
    "broadcast": {"range": str},
    "color": {"value": str},
    "date": {"timestamp": int, "format": str},
}
PATTERNS: Mapping[tuple[str, str], str] = {
    ("user", "user_id"): "[UW][A-Z0-9]+",
    ("emoji", "name"): ".+",
    ("color", "value"): "#?[0-9a-fA-F]{6}",
    ("date", "format"): ".+",
    ("broadcast", "range"): "here|channel|everyone",
    ("channel", "channel_id"): "[CDG][A-Z0-9]+",
    ("usergroup", "usergroup_id"): "S[A-Z0-9]+",
    ("team", "team_id"): "T[A-Z0-9]+",
    ("link", "url"): ".*",
}
LINES = {"rich_text_section", "rich_text_preformatted", "rich_text_quote"}
STYLES = {
    "bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink",
}  # fmt: skip


def check_rich_text(block: Mapping[str, Any], at: str) -> Iterator[str]:
    """A block, or a table's cell, of rich text."""
    elements = block.get("elements")
    if not isinstance(elements, list):
        yield said("missing required field: elements", at)
        return
    for number, one in enumerate(elements):
        yield from _part(one, f"{at}/elements/{number}")


def check_table(block: Mapping[str, Any], at: str) -> Iterator[str]:
    """At most 100 rows of 20 cells."""
    rows = block.get("rows")
    yield from count(rows, 1, 100, f"{at}/rows")
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        where = f"{at}/rows/{number}"
        yield from count(row, 1, 20, where)
        for column, cell in enumerate(row if isinstance(row, list) else []):
            yield from _cell(cell, f"{where}/{column}")


def _cell(cell: object, at: str) -> Iterator[str]:
    if not isinstance(cell, dict):
        yield said("must be an object", at)
    elif kind_of(cell) == "rich_text":
        yield from check_rich_text(cell, at)
    elif kind_of(cell) == "raw_text":
        if not isinstance(cell.get("text"), str):
            yield said("missing required field: text", at)
    else:
        yield said(f"unsupported type: {cell.get('type')}", f"{at}/type")


def _part(one: object, at: str) -> Iterator[str]:
    if not isinstance(one, dict):
        yield said("must be an object", at)
        return
    kind, elements = kind_of(one), one.get("elements")
    if kind not in LINES and kind != "rich_text_list":
        yield said(f"unsupported type: {one.get('type')}", f"{at}/type")
        return
    if not isinstance(elements, list):
        yield said("missing required field: elements", at)
        return
    if kind == "rich_text_list":
        yield from _list(one, elements, at)
        return
    for number, piece in enumerate(elements):
        yield from _piece(piece, f"{at}/elements/{number}")


def _list(one: Mapping[str, Any], elements: list[Any], at: str) -> Iterator[str]:
    yield from count(elements, 1, 10_000, f"{at}/elements")
    if one.get("style") is None:
        yield said("missing required field: style", at)
    yield from one_of(one, "style", ("bullet", "ordered"), at)
    for number, line in enumerate(elements):
        where = f"{at}/elements/{number}"
        if isinstance(line, dict) and kind_of(line) == "rich_text_section":
            yield from _part(line, where)
        else:
            yield said("must be a rich_text_section", where)


def _piece(one: object, at: str) -> Iterator[str]:
    if not isinstance(one, dict):
        yield said("must be an object", at)
        return
    kind = kind_of(one)
    if kind not in PIECES:
        yield said(f"unsupported type: {one.get('type')}", f"{at}/type")
        return
    for key, type_ in PIECES[kind].items():
        if not isinstance(one.get(key), type_) or isinstance(one.get(key), bool):
            yield said(f"missing required field: {key}", at)
        elif (kind, key) in PATTERNS:
            yield from matching(one, key, PATTERNS[kind, key], at)
    yield from _style(one.get("style"), f"{at}/style")


def _style(style: object, at: str) -> Iterator[str]:
    if style is None:
        return
    if not isinstance(style, dict) or not style or not STYLES.issuperset(style):
        yield said("failed to match all allowed schemas", at)
