"""What people typed, without what can't be seen and steers what stands beside it.

Control characters, terminal escapes and overrides of direction never leave; what makes letters and
pictures whole does: accents, joined emoji, flags, the joiners that Persian and Hindi are written
with. So whatever was typed reads as it was typed, in Slack, in a document and in a terminal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Instead = Callable[[re.Match[str]], str]
"""What stands in the place of what steers."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""C0 but for tabs and line ends, C1, Unicode's own line ends, halves of characters."""
_MARKS = "\u200e\u200f\u061c"
"""Marks of direction: only beside letters from right to left do they have a use."""
_UNSEEN = re.compile(
    "(?P<flag>\U0001f3f4[\U000e0030-\U000e007a]+\U000e007f)"  # England, Scotland, Wales
    f"|(?P<mark>[{_MARKS}])"
    "|[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
"""Overrides, embeddings and isolates of direction, blanks without width, annotations, tags."""
_LOST_JOINERS = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]+")
"""ASCII is never joined; what hides there only makes two words look like one."""
_RIGHT_TO_LEFT = ("R", "AL")
APART, TOGETHER = "\u2068", "\u2069"
"""Around words from right to left, so that they order only themselves (UAX 9: isolates)."""


def clean(words: str) -> str:
    """The words with a blank for each control character and nothing for what steers unseen."""
    return _without_steering(words, lambda _: " ", lambda _: "")


def visible(words: str) -> str:
    """The words with an escape for each character that steers, such as `\\x1b`."""
    return _without_steering(words, _escape, _escape)


def _without_steering(words: str, control: Instead, unseen: Instead) -> str:
    words = _CONTROL.sub(control, words)
    if words.isascii():
        return words
    kept = ("flag", "mark") if runs_right_to_left(words) else ("flag",)
    words = _UNSEEN.sub(lambda match: match[0] if match.lastgroup in kept else unseen(match), words)
    return _LOST_JOINERS.sub(unseen, words)


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode()


def runs_right_to_left(words: str) -> bool:
    """Whether a letter in them is read from right to left."""
    return not words.isascii() and any(
        unicodedata.bidirectional(character) in _RIGHT_TO_LEFT and character not in _MARKS
        for character in words
    )


def set_apart(words: str) -> str:
    """With each line that runs from right to left set apart from what stands beside it."""
    if words.isascii():
        return words
    return "\n".join(
        f"{APART}{line}{TOGETHER}" if runs_right_to_left(line) else line
        for line in words.split("\n")
    )


def one_line(words: str) -> str:
    """Line ends and runs of blanks become one blank; empty when nothing in it can be seen."""
    line = " ".join(clean(words).split())
    return line if any(_shows(character) for character in line) else ""


def _shows(character: str) -> bool:
    """Neither a blank nor a character that only steers others (joiners, marks of direction)."""
    return unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Mn", "Me")
