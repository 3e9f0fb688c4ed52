"""What was typed names something that we know: a severity, a status, how it ended.

A name counts where the words begin with it, whatever its case and accents; small words may stand
before it (*it was a false alarm*). It stands *apart* where nothing of the same sentence follows:
then the rest can do without it. What is only mentioned further on is part of what people say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from firebell.domain.typed_text import clean

Vocabulary = Mapping[str, Sequence[str]]
"""What something is called, by what we call it."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
"""Letters or digits: `P1`, `p 1` and `P-1` are the same name."""
_APART = re.compile(r"\s*(?:$|[:;,.!?()]+(?=\s|$)|\n|[-–—]+\s)")
_BETWEEN = " \t\n\r:;,.!?()-–—=\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What is named, as we call it, and the words behind the name. `coded`: a name with a digit in
    it, which is no word of a sentence; `several`: a name of several words."""

    value: str
    rest: str
    apart: bool
    coded: bool
    several: bool


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    start: int
    end: int


def folded(words: str) -> str:
    """The words without what a phone or a keyboard changes in them: case, accents, width, dots."""
    small = unicodedata.normalize("NFKD", clean(words)).casefold()
    plain = unicodedata.normalize("NFKD", small)
    kept = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(kept.replace("ı", "i").replace("’", "'").split())


def folded_words(words: str) -> frozenset[str]:
    """Each word, folded, and where it has several parts (`Apply/Manage`) each of these too."""
    whole = (first_word(word)[0] for word in words.split())
    return frozenset(filter(None, whole)) | frozenset(_WORD.findall(folded(words)))


def first_word(words: str) -> tuple[str, str]:
    """The first word, folded and without what stands around it, and what is behind it."""
    parts = clean(words).split(None, 1)
    if not parts:
        return "", ""
    word, rest = parts[0], parts[1] if len(parts) > 1 else ""
    return folded(word).replace(" ", "").strip("\"'`.,:;!?()[]/“”„‘’«»"), rest.strip()


def named(words: str, vocabulary: Vocabulary, small: Collection[str] = ()) -> Named | None:
    """What the words begin by naming, the longest name first; None where it is nothing of ours."""
    found = _words(words)
    for start in range(len(found)):
        longest = _longest(found, start, vocabulary)
        if longest is not None and _ends(words, found[start + longest[1] - 1].end):
            return _named(words, found[start : start + longest[1]], longest[0], small)
        if found[start].folded not in small:
            break
    return None


def mentioned(words: str, vocabulary: Vocabulary) -> frozenset[str]:
    """All that is named anywhere in the words, by names with a digit in them."""
    found = _words(words)
    hits = (_longest(found, start, vocabulary) for start in range(len(found)))
    return frozenset(
        hit[0]
        for start, hit in enumerate(hits)
        if hit is not None
        and any(word.folded.isdecimal() for word in found[start : start + hit[1]])
    )


def _words(words: str) -> list[_Word]:
    return [_Word(folded(match[0]), *match.span()) for match in _WORD.finditer(words)]


def _longest(found: Sequence[_Word], start: int, vocabulary: Vocabulary) -> tuple[str, int] | None:
    best: tuple[str, int] | None = None
    for value, names in vocabulary.items():
        for name in names:
            parts = _WORD.findall(folded(name))
            here = [word.folded for word in found[start : start + len(parts)]]
            if parts and here == parts and (best is None or len(parts) > best[1]):
                best = (value, len(parts))
    return best


def _ends(words: str, end: int) -> bool:
    """`P1` is not named by `P1a`, nor a duplicate by `duplicate-key`."""
    behind = words[end : end + 2]
    return re.match(r"\w|[-_]\w", behind) is None


def _named(words: str, name: Sequence[_Word], value: str, small: Collection[str]) -> Named:
    behind = words[name[-1].end :]
    if all(word.folded in small for word in _words(behind)):
        behind = ""
    return Named(
        value=value,
        rest=behind.strip(_BETWEEN),
        apart=_APART.match(behind) is not None,
        coded=any(word.folded.isdecimal() for word in name),
        several=len(name) > 1,
    )
