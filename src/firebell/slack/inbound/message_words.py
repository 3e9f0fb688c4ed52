"""What can be read of a message, in Slack's markup: its text, and what stands in it beside a text.

People write texts; other apps write blocks and attachments, of which a text is only the summary; a
message may be files alone, or one that was shared from elsewhere. A preview that Slack adds to a
link is no words of the message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from firebell.domain.events import Picture
from firebell.slack.client.payloads import Payload
from firebell.words.catalogue import PARTS

Block = Mapping[str, Any]

DEEPEST = 6
"""Levels of what stands within each other."""
PICTURES = ("image/",)
MOST_PICTURES = 10
GONE = ("tombstone", "hidden_by_limit")
"""Modes of files that nobody can open any more."""
WITH_TEXT = ("snippet", "post", "email", "canvas", "quip")
"""Modes of files whose beginning Slack gives as text."""


def words_of(message: Payload) -> str:
    """Everything that people read in it; a sentence where there is nothing that can be read."""
    parts = [*_said(message), *_shared(message), *map(_file, files_of(message)), *_room(message)]
    words = "\n".join(dict.fromkeys(part.strip() for part in parts if part and part.strip()))
    return words or PARTS["no_words"]


def author_name_of(message: Payload) -> str:
    """What an app calls itself in this message; empty where a person wrote it."""
    if not (message.get("bot_id") or message.get("subtype") == "bot_message"):
        return ""
    profile = _fields(message.get("bot_profile"))
    return " ".join(str(message.get("username") or profile.get("name") or "").split())


def files_of(message: Payload) -> list[Payload]:
    """Its files that are still there, each once."""
    found = {str(file.get("id")): file for file in _items(message.get("files"))}
    return [file for file in found.values() if file.get("mode") not in GONE]


def pictures_of(message: Payload) -> tuple[Picture, ...]:
    """Its pictures, as many as a message holds; whose id is none is no file of Slack's."""
    found = [
        Picture(file=str(file["id"]), title=_title(file))
        for file in files_of(message)
        if str(file.get("mimetype") or "").startswith(PICTURES)
        and re.fullmatch(r"F[A-Z0-9]{1,31}", str(file.get("id")))
    ]
    return tuple(found[:MOST_PICTURES])


def _title(file: Payload) -> str:
    return " ".join(str(file.get("title") or file.get("name") or "").split())


def has_lost_files(message: Payload) -> bool:
    """Whether a file that was in it has been deleted."""
    return any(file.get("mode") in GONE for file in _items(message.get("files")))


def _said(message: Payload) -> Iterator[str]:
    """The text; of an app the blocks, since those are what people see."""
    blocks = _blocks(message.get("blocks"))
    text = str(message.get("text") or "")
    by_app = bool(message.get("bot_id") or message.get("subtype") == "bot_message")
    yield blocks if blocks and (by_app or not text.strip()) else text


def _shared(message: Payload) -> Iterator[str]:
    """Attachments, and messages that were shared in it."""
    alone = not (str(message.get("text") or "").strip() or message.get("blocks"))
    for each in _items(message.get("attachments")):
        if alone or not _is_preview(each):
            yield _attachment(each)


def _is_preview(attachment: Block) -> bool:
    """Of a link that somebody wrote, which stands in the text."""
    of_link = attachment.get("from_url") or attachment.get("original_url")
    return bool(of_link) and not attachment.get("is_share")


def _attachment(each: Block) -> str:
    inner = [_blocks(each.get("blocks")), *_quoted(each.get("message_blocks"))]
    fields = [_pair(field) for field in _items(each.get("fields"))]
    parts = [each.get(key) for key in ("pretext", "author_name", "title")]
    body = "\n".join(part for part in inner if part) or each.get("text")
    pictures = [_file(file) for file in files_of(each)]
    shown = "\n".join(str(part) for part in [*parts, body, *fields, *pictures] if part)
    if not shown and each.get("image_url"):
        return PARTS["picture"].format(name=each.get("title") or "").strip(" :")
    return shown or str(each.get("fallback") or "")


def _quoted(messages: object) -> Iterator[str]:
    for each in _items(messages):
        yield _blocks(_fields(each.get("message")).get("blocks"))


def _pair(field: Block) -> str:
    return ": ".join(str(part) for part in (field.get("title"), field.get("value")) if part)


def _file(file: Payload) -> str:
    """What it is and what it is called; the beginning of its text, or what was said in it."""
    mimetype = str(file.get("mimetype") or "")
    kind = "picture" if mimetype.startswith(PICTURES) else "file"
    name = str(file.get("title") or file.get("name") or file.get("id") or "")
    said = [file.get("alt_txt"), _preview(file), _heard(file)]
    first = PARTS[kind].format(name=_escaped(name))
    return "\n".join([first, *(_escaped(str(part)) for part in said if part)])


def _preview(file: Payload) -> str:
    if file.get("mode") not in WITH_TEXT:
        return ""
    return str(file.get("plain_text") or file.get("preview") or "")


def _heard(file: Payload) -> str:
    """What was said in a recording, as far as Slack wrote it down."""
    heard = _fields(_fields(file.get("transcription")).get("preview"))
    return str(heard.get("content") or "")


def _room(message: Payload) -> Iterator[str]:
    """Who was in a huddle."""
    room = message.get("room")
    if not isinstance(room, Mapping):
        return
    people = room.get("participant_history") or room.get("participants")
    people = people if isinstance(people, list) else []
    yield " ".join([PARTS["huddle"], *(f"<@{person}>" for person in people)])


def _blocks(blocks: object) -> str:
    """All words in blocks; what is written on buttons only where there is nothing else."""
    given = _items(blocks)
    found = [words for block in given for words in _block(block) if words.strip()]
    if not found:
        pressed = [_button(each) for block in given for each in _items(block.get("elements"))]
        found = [words for words in pressed if words]
    return "\n".join(found)


def _block(block: Block) -> Iterator[str]:
    match block.get("type"):
        case "rich_text":
            yield from (_rich(element, 0) for element in _items(block.get("elements")))
        case "context":
            yield " ".join(filter(None, map(_element, _items(block.get("elements")))))
        case "actions":
            yield from filter(None, map(_choices, _items(block.get("elements"))))
        case "call":
            yield _text(_fields(_fields(block.get("call")).get("v1")).get("name"))
        case _:
            yield from _plain_parts(block)


def _plain_parts(block: Block) -> Iterator[str]:
    """Sections, headers, pictures, videos, Markdown, inputs, tables, cards: texts with names."""
    for key in ("title", "text", "label", "description", "subtitle", "body"):
        yield _text(block.get(key))
    yield from (_text(each) for each in _items(block.get("fields")))
    yield _choices(_fields(block.get("accessory") or block.get("element")))
    if block.get("type") == "image" and not _text(block.get("title")):
        yield PARTS["picture"].format(name=_escaped(str(block.get("alt_text") or "")))
    rows = block.get("rows")
    for row in rows if isinstance(rows, list) else []:
        yield " | ".join(map(_cell, _items(row)))


def _cell(cell: Block) -> str:
    return _rich(cell, 0) if cell.get("type") == "rich_text" else _text(cell)


def _text(value: object) -> str:
    """A text object, or a text."""
    found = value.get("text") if isinstance(value, Mapping) else value
    if not isinstance(found, str):
        return ""
    is_markup = not isinstance(value, Mapping) or value.get("type") != "plain_text"
    return found if is_markup else _escaped(found)


def _element(element: Block) -> str:
    return "" if element.get("type") == "image" else _text(element)


def _choices(element: Block) -> str:
    """What can be chosen in a poll."""
    if element.get("type") not in ("radio_buttons", "checkboxes"):
        return ""
    return "\n".join(_text(option.get("text")) for option in _items(element.get("options")))


def _button(element: Block) -> str:
    return _text(element.get("text")) if element.get("type") == "button" else ""


def _rich(element: Block, depth: int) -> str:
    """A piece of rich text as the markup that it would be in a text."""
    if depth > DEEPEST:
        return ""
    match element.get("type"):
        case "text":
            return _escaped(str(element.get("text") or ""))
        case "user":
            return f"<@{element.get('user_id')}>"
        case "channel":
            return f"<#{element.get('channel_id')}>"
        case "usergroup":
            return f"<!subteam^{element.get('usergroup_id')}>"
        case "broadcast":
            return f"<!{element.get('range')}>"
        case "emoji":
            return f":{element.get('name')}:"
        case "link":
            words = _escaped(str(element.get("text") or ""))
            return f"<{element.get('url')}|{words}>" if words else f"<{element.get('url')}>"
        case "date":
            return str(element.get("fallback") or "")
        case kind:
            inner = [_rich(each, depth + 1) for each in _items(element.get("elements"))]
            return ("\n" if kind == "rich_text_list" else "").join(inner)


def _escaped(words: str) -> str:
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        words = words.replace(character, entity)
    return words


def _items(value: object) -> list[Block]:
    """The objects of a list; whatever else Slack sends is none."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _fields(value: object) -> Block:
    return value if isinstance(value, Mapping) else {}
