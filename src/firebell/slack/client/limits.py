"""Slack's limits, and text made to fit them. The one place for both.

Lengths are counted as Python counts them, in code points: Slack counts characters, which is never
more. What a person typed is sent as text (`literal.py`), so that it can't mention, link, ping or
stand out, and cut on whole characters (a family emoji, a flag, an accent stay whole), never through
a mention or a link. Words from right to left are set apart: ours beside them stay in order.
Source of the numbers: Slack's Block Kit and method pages; `docs/slack-facts.md`, Limits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import regex

from firebell.domain.typed_text import APART, TOGETHER, clean, one_line, set_apart
from firebell.slack.client.literal import HELD, LOOKALIKES, escaped, literal, unread
from firebell.words.pseudonyms import shown
from firebell.words.text import (
    Broadcast,
    ChannelLink,
    Emoji,
    Link,
    Mention,
    Part,
    Strong,
    Text,
    text,
)

FALLBACK = 3000
"""`text` beside blocks; `chat.update` refuses more than 4,000."""
SECTION = 3000
CONTEXT = 2000
TOPIC = 250
PURPOSE = 250
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
ACTIONS = 25
BUTTON = 75
OPTION = 75
OPTIONS = 100
LABEL = 2000
PLACEHOLDER = 150
MODAL_TITLE = 24
TEXT_INPUT = 3000
BOOKMARK_TITLE = 256

SHOWN_OF_A_VIEW = ("type", "callback_id", "title", "submit", "close", "private_metadata")
"""What an app says of a view, besides its blocks."""

ELLIPSIS = "…"

_CHARACTER = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is sent whole or not at all; `tail` follows where it is the last that is."""

    sent: str
    tail: str = ""


def fit(words: str, most: int) -> str:
    """At most this many code points, on whole characters; what was cut ends in an ellipsis."""
    cleaned = clean(words)
    if len(cleaned) <= most:
        return cleaned
    return _fitted([_Piece(character) for character in characters(cleaned)], most)


def shortened(words: Text, most: int) -> Text:
    """As `fit`, of several strings, each of which stays one of its own."""
    found: list[Part] = []
    room = most
    for part in words:
        assert isinstance(part, str), "only what was typed can be cut"
        found.append(fit(part, room))
        if found[-1] != clean(part):
            break
        room -= len(found[-1])
    return text(*found)


def mrkdwn(words: Text, most: int = SECTION) -> str:
    """Text as Slack's markup, fitted; typed characters stay what they are."""
    parts = [_unlinked(part) for part in words]
    seen = [_seen(part) for part in parts]
    sent = iter(literal("".join(seen)))
    pieces: list[_Piece] = []
    for part, shadow in zip(parts, seen, strict=True):
        own = list(islice(sent, len(shadow)))
        if isinstance(part, str):
            pieces += _typed(shadow, own)
        else:
            pieces.append(_Piece(_markup(part, own)))
    return _fitted(pieces, most)


def plain_text(words: Text, most: int, names: Mapping[str, str] | None = None) -> str:
    """Text without any markup: for labels, titles and answers at a form's field."""
    known = names or {}
    pieces: list[_Piece] = []
    for part in words:
        said = set_apart(clean(part if isinstance(part, str) else _named(part, known)))
        pieces += _typed(said, unread(said))
    return _fitted(pieces, most)


def characters(words: str) -> list[str]:
    """What a reader takes for one character: with its accents, joined emoji, flags in pairs.

    These are extended grapheme clusters (Unicode Standard Annex 29). Other threads get no turn
    meanwhile: words are short, and a turn is waited for longer than finding them takes.
    """
    found: list[str] = _CHARACTER.findall(words, concurrent=False)
    return found


def _fitted(pieces: Sequence[_Piece], most: int) -> str:
    """Pieces one after the other; the first that does not fit ends them."""
    whole = "".join(piece.sent for piece in pieces)
    if len(whole) <= most:
        return whole
    kept, tail = "", ""
    for piece in pieces:
        if len(kept) + len(piece.sent) + len(ELLIPSIS) + len(piece.tail) > most:
            break
        kept, tail = kept + piece.sent, piece.tail
    return kept + ELLIPSIS + tail if most > 0 else ""


def _typed(words: str, sent: Sequence[str]) -> Iterator[_Piece]:
    """A character a piece; `sent` has what stands for each code point. What is set apart stays so
    wherever it is cut."""
    rest = iter(sent)
    tail = ""
    for character in characters(words):
        if character in (APART, TOGETHER):
            tail = TOGETHER if character == APART else ""
        yield _Piece("".join(islice(rest, len(character))), tail)


def _unlinked(part: Part) -> Part:
    """A channel that can't be linked is a word like others."""
    match part:
        case ChannelLink("", name):
            return f"#{name}"
        case _:
            return part


def _seen(part: Part) -> str:
    """What `literal` is to look at: words as they are, a sign for what is no word."""
    match part:
        case str():
            return set_apart(clean(part))
        case Strong(words):
            inner = set_apart(one_line(words))
            for sign in "*＊":
                inner = inner.replace(sign, LOOKALIKES[sign])
            return f"*{inner}*" if inner else ""
        case Link(url, words):
            label = set_apart(one_line(words) or clean(url)).replace("|", "/")
            return f"<{clean(url)}|{label}>"
        case _:
            return HELD


def _markup(part: Part, sent: Sequence[str]) -> str:
    """Markup of ours; `sent` has what stands for each code point of what was seen."""
    match part:
        case Mention(id):
            return shown(id) or f"<@{id}>"
        case ChannelLink(id, _):
            return f"<#{id}>"
        case Link(url, _):
            address = clean(url)
            return f"<{escaped(address)}|{''.join(sent[len(address) + 2 : -1])}>"
        case Strong():
            return f"*{''.join(sent[1:-1])}*" if sent else ""
        case Broadcast(to):
            return f"<!{to}>"
        case Emoji(name):
            return f":{name}:"
        case _:
            raise TypeError(f"{part!r} is no markup")


def _named(part: Part, names: Mapping[str, str]) -> str:
    match part:
        case Mention(id):
            return names.get(id) or shown(id) or "somebody"
        case ChannelLink(_, name):
            return f"#{name}" if name else "the channel"
        case Link(_, words) | Strong(words):
            return words
        case Broadcast(to):
            return f"@{to}"
        case Emoji(name):
            return f":{name}:"
        case _:
            return str(part)
