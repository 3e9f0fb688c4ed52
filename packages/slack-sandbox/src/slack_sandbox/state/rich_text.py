"""Mrkdwn as a `rich_text` block, which Slack's client sends beside the text of a message."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from slack_sandbox.state.emoji import characters_by_name
from slack_sandbox.state.entities import Json
from slack_sandbox.state.mrkdwn import BROADCASTS

ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
INLINE = re.compile(
    r"<(?P<reference>[^<>\n]+)>|`(?P<code>[^`\n]+)`"
    r"|(?<![\w*])\*(?=\S)(?P<bold>[^*\n]*[^*\s])\*(?![\w*])"
    r"|(?<![\w_])_(?=\S)(?P<italic>[^_\n]*[^_\s])_(?![\w_])"
    r"|(?<![\w~])~(?=\S)(?P<strike>[^~\n]*[^~\s])~(?![\w~])|:(?P<emoji>[a-z0-9_+-]+):"
)
LINES = (("quote", "&gt;"), ("bullet", "• "))


def rich_text_blocks(text: str, block_id: str) -> list[Json]:
    """Mrkdwn as one `rich_text` block in a list; an empty list for an empty text."""
    elements = [
        element
        for number, part in enumerate(text.split("```"))
        for element in _paragraphs(number, part)
    ]
    return [{"type": "rich_text", "block_id": block_id, "elements": elements}] if elements else []


def _paragraphs(number: int, part: str) -> Iterator[Json]:
    """Every second part stood between three backticks."""
    if number % 2:
        words = {"type": "text", "text": _plain(part.strip("\n"))}
        yield {"type": "rich_text_preformatted", "elements": [words], "border": 0}
        return
    kinds: list[tuple[str, list[str]]] = []
    for line in part.strip("\n").split("\n") if part.strip("\n") else []:
        kind, start = next(
            (marker for marker in LINES if line.startswith(marker[1])), ("section", "")
        )
        if not kinds or kinds[-1][0] != kind:
            kinds.append((kind, []))
        kinds[-1][1].append(line.removeprefix(start).removeprefix(" " if start else ""))
    for kind, lines in kinds:
        yield _block(kind, lines)


def _block(kind: str, lines: list[str]) -> Json:
    if kind == "bullet":
        items = [_section([line]) for line in lines]
        return {"type": "rich_text_list", "style": "bullet", "indent": 0, "elements": items}
    found = _section(lines)
    return {**found, "type": "rich_text_quote"} if kind == "quote" else found


def _section(lines: list[str]) -> Json:
    return {"type": "rich_text_section", "elements": _inline_elements("\n".join(lines), {})}


def _inline_elements(text: str, style: Mapping[str, bool]) -> list[Json]:
    """Text, mentions, links and emoji in a row, each with its style."""
    found, at = [], 0
    for match in INLINE.finditer(text):
        found += _text(text[at : match.start()], style)
        kind = str(match.lastgroup)
        found += ELEMENTS_OF[kind](match[kind], style)
        at = match.end()
    return [*found, *_text(text[at:], style)]


def _text(words: str, style: Mapping[str, bool]) -> list[Json]:
    return [_styled({"type": "text", "text": _plain(words)}, style)] if words else []


def _styled(piece: Json, style: Mapping[str, bool]) -> Json:
    return {**piece, "style": dict(style)} if style else piece


def _plain(words: str) -> str:
    for entity, character in ENTITIES:
        words = words.replace(entity, character)
    return words


def _reference(inner: str, style: Mapping[str, bool]) -> list[Json]:
    target, _, label = inner.partition("|")
    piece: Json
    match target[0], target[1:]:
        case "@", id:
            piece = {"type": "user", "user_id": id}
        case "#", id:
            piece = {"type": "channel", "channel_id": id}
        case "!", word if word in BROADCASTS:
            piece = {"type": "broadcast", "range": word}
        case "!", word if word.startswith("subteam^"):
            piece = {"type": "usergroup", "usergroup_id": word.removeprefix("subteam^")}
        case "!", _:
            return _text(label or f"<{inner}>", style)
        case _:
            piece = {"type": "link", "url": _plain(target)}
            piece |= {"text": _plain(label)} if label else {}
    return [_styled(piece, style)]


def _emoji(name: str, style: Mapping[str, bool]) -> list[Json]:
    character = characters_by_name().get(name)
    if character is None:
        return _text(f":{name}:", style)
    code = "-".join(f"{ord(point):x}" for point in character)
    return [_styled({"type": "emoji", "name": name, "unicode": code}, style)]


def _style_adder(name: str) -> Callable[[str, Mapping[str, bool]], list[Json]]:
    return lambda inner, style: _inline_elements(inner, {**style, name: True})


ELEMENTS_OF: Mapping[str, Callable[[str, Any], list[Json]]] = {
    "reference": _reference,
    "code": lambda inner, style: _text(inner, {**style, "code": True}),
    "bold": _style_adder("bold"),
    "italic": _style_adder("italic"),
    "strike": _style_adder("strike"),
    "emoji": _emoji,
}
"""What a piece of markup becomes, by its name in INLINE."""
