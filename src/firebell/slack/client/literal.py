"""What people typed, sent so that Slack reads no markup in it (`docs/adr/0008-text-stays-text.md`).

Slack has no way to escape emphasis. So where a pair of signs would make some, and only there, each
is sent as its lookalike, which no client takes for markup: one for one, whatever the reader uses.
Emoji codes and quotes are broken by a blank without width, since nothing else would read the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

NO_WIDTH = "\u200b"
"""A blank without width: no name of an emoji holds one, and no quote begins with one."""
HELD = "\ufffc"
"""Stands for a mention, a link or an emoji of ours while the words around it are looked at."""
LOOKALIKES = {"*": "∗", "＊": "∗", "_": "ˍ", "＿": "ˍ", "~": "∼", "`": "ˋ", "｀": "ˋ"}
"""Slack reads the full-width signs too."""

_EMPHASIS = tuple(
    (
        re.compile(f"(?<![A-Za-z0-9])[{signs}](?=\\S)"),
        re.compile(f"(?<=\\S)[{signs}](?![A-Za-z0-9])"),
    )
    for signs in ("*＊", "_＿", "~")
)
"""What may begin emphasis and what may end it: signs within a word, or apart from it, do neither.
Slack asks for more than that; but each of its clients has rules of its own."""
_CODE = re.compile("[`｀]")
_EMOJI = re.compile(r":(?=[^\s:]+:)")
_QUOTE = re.compile(r"^[ \t]*([>＞])", re.MULTILINE)
_ENTITY = re.compile(r"&(?=(?:amp|lt|gt);)")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def literal(words: str) -> list[str]:
    """What to send for each code point of a whole text, markup of ours included.

    Of that, `*` counts as a sign that somebody's sign may pair with; leave out what is ours.
    """
    sent = [_ESCAPES.get(character, character) for character in words]
    for at in _signs(words):
        sent[at] = LOOKALIKES[words[at]]
    for colon in _EMOJI.finditer(words):
        sent[colon.start()] += NO_WIDTH
    for quote in _QUOTE.finditer(words):
        sent[quote.start(1)] = NO_WIDTH + sent[quote.start(1)]
    return sent


def _signs(words: str) -> Iterator[int]:
    """Where signs stand that Slack might take for a pair."""
    for begins, ends in _EMPHASIS:
        opening = [match.start() for match in begins.finditer(words)]
        closing = [match.start() for match in ends.finditer(words)]
        if opening and closing:
            yield from (at for at in opening if at + 1 < closing[-1])
            yield from (at for at in closing if at > opening[0] + 1)
    code = [match.start() for match in _CODE.finditer(words)]
    yield from code if len(code) > 1 else ()


def unread(words: str) -> list[str]:
    """What to send for each code point of a plain text, where only entities might be read."""
    sent = list(words)
    for entity in _ENTITY.finditer(words):
        sent[entity.start()] += NO_WIDTH
    return sent


def escaped(words: str) -> str:
    """With Slack's three escapes, and nothing else: for an address."""
    return "".join(_ESCAPES.get(character, character) for character in words)
