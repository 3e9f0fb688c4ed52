"""Slack's limits, and text made to fit them. The one place for both.

Lengths are counted as Python counts them, in code points: Slack counts characters, which is never
more. What a person typed is escaped, so that it can't mention, link or ping, and cut on whole
characters (a family emoji, a flag, an accent stay whole), never through a mention or a link.
Source of the numbers: Slack's Block Kit and method pages; `docs/slack-facts.md`, Limits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import regex

from firebell.words.pseudonyms import shown
from firebell.words.text import Broadcast, ChannelLink, Link, Mention, Part, Strong, Text

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

ELLIPSIS = "…"

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]|[\ud800-\udfff]")
_CHARACTER = regex.compile(r"\X")


def fit(words: str, most: int) -> str:
    """At most this many code points, on whole characters; what was cut ends in an ellipsis."""
    words = clean(words)
    if len(words) <= most:
        return words
    kept = ""
    for character in characters(words):
        if len(kept) + len(character) > most - len(ELLIPSIS):
            break
        kept += character
    return kept + ELLIPSIS if most > 0 else ""


def mrkdwn(words: Text, most: int = SECTION) -> str:
    """Text as Slack's markup, fitted; typed characters stay what they are."""
    return _assemble(words, most, _markup, lambda s: "".join(map(_escaped, characters(clean(s)))))


def plain_text(words: Text, most: int, names: Mapping[str, str] | None = None) -> str:
    """Text without any markup: for labels, titles and answers at a form's field."""
    known = names or {}
    whole = "".join(part if isinstance(part, str) else _named(part, known) for part in words)
    return fit(whole, most)


def clean(words: str) -> str:
    """Without control characters and halves of characters, which no one can read."""
    return _CONTROL.sub(" ", words) if _CONTROL.search(words) else words


def characters(words: str) -> list[str]:
    """What a reader takes for one character: with its accents, joined emoji, flags in pairs.

    These are extended grapheme clusters (Unicode Standard Annex 29).
    """
    found: list[str] = _CHARACTER.findall(words)
    return found


def _assemble(
    words: Text, most: int, special: Callable[[Part], str], typed: Callable[[str], str]
) -> str:
    """Parts one after the other; the first that does not fit is cut (typed) or left out."""
    whole = "".join(typed(part) if isinstance(part, str) else special(part) for part in words)
    if len(whole) <= most:
        return whole
    kept = ""
    room = most - len(ELLIPSIS)
    for part in words:
        pieces = map(typed, characters(clean(part))) if isinstance(part, str) else [special(part)]
        for piece in pieces:
            if len(kept) + len(piece) > room:
                return kept + ELLIPSIS
            kept += piece
    return kept + ELLIPSIS


def _escaped(character: str) -> str:
    return _ESCAPES.get(character, character)


def _markup(part: Part) -> str:
    match part:
        case Mention(id):
            return shown(id) or f"<@{id}>"
        case ChannelLink(id, name):
            return f"<#{id}>" if id else _escape(f"#{name}")
        case Link(url, words):
            return f"<{_escape(url)}|{_escape(words).replace('|', '/')}>"
        case Strong(words):
            return _strong(words)
        case Broadcast(to):
            return f"<!{to}>"
        case _:
            return _escape(str(part))


def _strong(words: str) -> str:
    inner = _escape(" ".join(words.replace("*", "").split()))
    return f"*{inner}*" if inner else ""


def _escape(words: str) -> str:
    return "".join(_escaped(character) for character in clean(words))


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
        case _:
            return str(part)
