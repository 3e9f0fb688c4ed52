"""What incidents are looked for by: words that were typed in them, and what they are.

Words are folded on both sides: without capitals, accents and everything that is no letter, digit or
picture. So nothing that a person types can mean anything to a database, and both databases find the
same. Every word has to be there, in whichever entry; a beginning of it is enough, but of a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from firebell.domain.incident import Status
from firebell.domain.personal_data import STRUCK
from firebell.domain.typed_words import FIELDS

LONGEST = 64
"""Characters of a word that count."""
MOST = 20
"""Words that are looked for."""
OPEN = "open"
"""Any of the open statuses."""
STATUSES = (OPEN, *(status.value for status in Status))
UNSAID = frozenset({"author_name", "link"})
"""Fields of words that nobody typed as such."""
REVIEW = "ReviewWritten"
"""Of which only the newest of each section stands."""
SAID: Mapping[str, tuple[str, ...]] = {
    kind.__name__: tuple(
        field for fields in parts.values() for field in fields if field not in UNSAID
    )
    for kind, parts in FIELDS.items()
}
"""Which fields are looked through, by the event's name."""

_ASCII = re.compile("[0-9a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """All of this has to hold. `words` are folded; the others are keys of the playbook, `OPEN` or
    one status, and when it was raised: `since` then, before `until`. Empty: any."""

    words: tuple[str, ...] = ()
    service: str = ""
    severity: str = ""
    status: str = ""
    since: datetime | None = None
    until: datetime | None = None


EVERYTHING = Wanted()


def folded(text: str) -> tuple[str, ...]:
    """The words of a text, each once, in the order in which they came first."""
    if text.isascii():
        found = _ASCII.findall(text.lower())
    else:
        apart = unicodedata.normalize("NFKD", text).casefold()
        found = list(_words(unicodedata.normalize("NFKD", apart)))
    return tuple(dict.fromkeys(word[:LONGEST] for word in found))


def _words(text: str) -> Iterator[str]:
    without_accents = (each for each in text if unicodedata.category(each) not in ("Mn", "Me"))
    for is_word, characters in groupby(without_accents, _counts):
        if is_word:
            yield "".join(characters)


def _counts(character: str) -> bool:
    """Letters, digits, vowels that stand apart, pictures."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category in ("Mc", "So")


def said(kind: str, field: Callable[[str], object]) -> str:
    """All that was typed in an event of this name, of which `field` gives the fields."""
    found = (field(name) for name in SAID.get(kind, ()))
    return " ".join(each for each in found if isinstance(each, str) and each != STRUCK)


def is_whole(word: str) -> bool:
    """Whether only this very word is meant: `42` is not `421`."""
    return word.isdigit()
