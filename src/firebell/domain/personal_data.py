"""Where people stand in what is stored, and how they leave it: ids, names, what people typed.

A row is rewritten without being understood: what a field holds is known by its name, and a test
asks that every field of text has its place here. A person is any field of the type `Person`.
"""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from firebell.domain.incident import Incident, Person

TYPED = frozenset(
    {
        *("title", "description", "known", "doing", "why", "summary", "text", "instead", "line"),
        *("author_name", "outside", "public", "public_title", "token"),
    }
)
"""What people typed."""
CHANNEL_NAMES = frozenset({"name", "channel_name", "next_name", "old_name"})
"""A channel's name, which is made from a title."""
OF_THE_PLAYBOOK = frozenset(
    {
        *("words", "contact", "duty", "criteria", "short", "service_name", "organisation", "ask"),
        *("question", "choices", "hint", "factors", "page_name"),
    }
)
"""What the playbook's author wrote. People may be named there; it says nothing of an incident."""

STRUCK = "(no longer kept)"
"""What stands where something was typed. It is data, so that whatever shows the field shows it."""
SOMEBODY = "somebody"
"""What stands in a channel's name where somebody was named."""
LONGEST_CHANNEL_NAME = 80

NEVER = r"(?!)"
"""A pattern that nothing fits."""
_UNSEEN = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*"
"""What may stand within a name without being seen."""
_BETWEEN = r"[\W_]{1,3}"
"""What may stand between the parts of a name: `bob.smith`, `Bob Smith`, `bob-smith`."""
_WITHOUT_BLANKS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
"""Scripts that set no blank between words: there a name may end where no word does."""

Tree = object
"""A decoded JSON value."""


class Rewriting(ABC):
    """How rows are rewritten: `aliases` are ids, each with what stands in its place from now on."""

    def __init__(self, aliases: Mapping[str, Person]) -> None:
        self.aliases = aliases
        self._ids = _any_of(aliases)

    def tree(self, value: Tree, key: str = "") -> Tree:
        """A JSON value; `key` is the name of the field that it stands in."""
        match value:
            case str():
                return self.field(key, value)
            case list():
                return [self.tree(item, key) for item in value]
            case dict():
                return {
                    self.identifier(name): self.tree(item, name) for name, item in value.items()
                }
            case _:
                return value

    def field(self, key: str, value: str) -> str:
        """What a field of this name holds."""
        if key in TYPED:
            return self.typed(value)
        if key in CHANNEL_NAMES:
            return self.channel_name(value)
        return self.of_the_playbook(value) if key in OF_THE_PLAYBOOK else self.identifier(value)

    def identifier(self, value: str) -> str:
        """An id, or a key that has ids among its parts."""
        return self._ids.sub(lambda found: self.aliases[found[0]], value)

    @abstractmethod
    def typed(self, words: str) -> str:
        """What somebody typed."""

    @abstractmethod
    def channel_name(self, name: str) -> str:
        """A channel's name; what comes of it is a name too."""

    @abstractmethod
    def of_the_playbook(self, words: str) -> str:
        """What stands in the playbook."""


class Expiry(Rewriting):
    """An incident's time has passed: nobody is named in it and nothing that was typed is left."""

    def __init__(self, aliases: Mapping[str, Person], channel: str) -> None:
        super().__init__(aliases)
        self._channel = channel

    def typed(self, words: str) -> str:
        """It was there, and is not any more."""
        return STRUCK if words.strip() else words

    def channel_name(self, name: str) -> str:
        """One that says the number alone."""
        return self._channel if name else name

    def of_the_playbook(self, words: str) -> str:
        """The process stays."""
        return words


class Erasure(Rewriting):
    """One person leaves everything. `names` are all that they are called, addresses among them;
    `shown` is read in their place."""

    def __init__(self, aliases: Mapping[str, Person], names: Iterable[str], shown: str) -> None:
        super().__init__(aliases)
        names = list(names)
        addresses = [name for name in names if "@" in name]
        self._shown = shown
        self._pseudonym = next(iter(aliases.values()))
        self._addresses = re.compile(_called(addresses))
        names = _called([*addresses, *names, *aliases])
        self._names = re.compile(names)
        mentions = "|".join(rf"<@{re.escape(alias)}(?:\|[^<>|]*)?>" for alias in aliases)
        self._anything = re.compile(f"{mentions}|{self._ids.pattern}|{names}")

    def identifier(self, value: str) -> str:
        """An id, a key that has ids among its parts, or an address."""
        return self._addresses.sub(self._pseudonym, super().identifier(value))

    def typed(self, words: str) -> str:
        """Words that go on without them."""
        return self._anything.sub(self._shown, words)

    def channel_name(self, name: str) -> str:
        """One without them."""
        return self._names.sub(SOMEBODY, name)[:LONGEST_CHANNEL_NAME]

    def of_the_playbook(self, words: str) -> str:
        """As what people typed."""
        return self.typed(words)

    def is_named_in(self, text: str) -> bool:
        """Whether anything of theirs stands in it."""
        return bool(self._anything.search(text))


def people_of(value: object) -> frozenset[Person]:
    """Everybody whose id stands in an incident, an event or an effect, wherever in it."""
    return frozenset(_people(value))


def people_in_all(incident: Incident, others: Iterable[object]) -> frozenset[Person]:
    """Everybody in an incident and in whatever else is stored of it."""
    return people_of(incident).union(*map(people_of, others))


def _people(value: object) -> Iterator[Person]:
    if is_dataclass(value):
        for part in fields(value):
            held = getattr(value, part.name)
            written = str(part.type)
            yield from _persons(held, written) if "Person" in written else _people(held)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _people(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _people(item)


def _persons(held: object, written: str) -> Iterator[Person]:
    """In a field whose type is written so: a person, several, or a mapping from or to people."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, Mapping):
        found = held.keys() if written.startswith("Mapping[Person") else held.values()
        yield from (person for person in found if isinstance(person, str))
    elif isinstance(held, tuple):
        yield from held


def _any_of(ids: Iterable[str]) -> re.Pattern[str]:
    """Ids as they are written, whole."""
    either = "|".join(map(re.escape, sorted(ids, key=len, reverse=True))) or NEVER
    return re.compile(rf"(?<![A-Z0-9])(?:{either})(?![A-Z0-9])")


def _called(names: Iterable[str]) -> str:
    """A pattern of all names, as whole words, however they are written, the longest first; of
    nothing where there are none. One letter is no name."""
    found = {form for name in names for form in _forms(name) if sum(map(str.isalnum, form)) > 1}
    if not found:
        return NEVER
    either = "|".join(map(_written, sorted(found, key=lambda form: (-len(form), form))))
    return f"(?i:@?(?:{either}))"


def _forms(name: str) -> Iterator[str]:
    """The same name with its accents in one character, in two, and without them."""
    for form in (name.strip(), name.strip().casefold()):
        yield unicodedata.normalize("NFC", form)
        apart = unicodedata.normalize("NFKD", form)
        yield apart
        yield "".join(character for character in apart if not unicodedata.combining(character))


def _written(form: str) -> str:
    """A pattern of a name's parts, whatever stands between them and around."""
    parts = _parts(form)
    before = "" if _is_without_blanks(parts[0][0]) else r"(?<![^\W_])"
    behind = "" if _is_without_blanks(parts[-1][-1]) else r"(?![^\W_])"
    return before + _BETWEEN.join(_UNSEEN.join(map(re.escape, part)) for part in parts) + behind


def _parts(form: str) -> list[str]:
    plain = (c if c.isalnum() or unicodedata.combining(c) else " " for c in form)
    return "".join(plain).split()


def _is_without_blanks(character: str) -> bool:
    return unicodedata.name(character, "").startswith(_WITHOUT_BLANKS)
