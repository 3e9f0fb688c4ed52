"""The words of the language that is spoken. Whoever needs some asks here, when they are needed.

Which language it is, is the organisation's choice (`language` in the playbook), so it holds for
everything that one running Firebell says: `speak` says it once for whatever runs from there on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from typing import TypeVar

from firebell.domain.effect_names import EffectName
from firebell.words.cy import WELSH
from firebell.words.en import ENGLISH
from firebell.words.fr import FRENCH
from firebell.words.language import Language, TimeWords

K = TypeVar("K")

LANGUAGES: Mapping[str, Language] = {
    language.code: language for language in (ENGLISH, FRENCH, WELSH)
}
"""By their codes."""

_spoken: ContextVar[Callable[[], Language]] = ContextVar("spoken")


def language(code: str) -> Language:
    """The one with this code; English where there is none."""
    return LANGUAGES.get(code, ENGLISH)


def spoken() -> Language:
    """The language that is spoken now; English where nobody chose."""
    choose = _spoken.get(None)
    return choose() if choose else ENGLISH


def speak(choose: Callable[[], Language]) -> None:
    """From here on, in this task and those that it starts, the language is what this says."""
    _spoken.set(choose)


class _Spoken(Mapping[K, str]):
    """One catalogue of the language that is spoken when it is asked."""

    def __init__(self, choose: Callable[[Language], Mapping[K, str]]) -> None:
        self._choose = choose

    def __getitem__(self, key: K) -> str:
        return self._choose(spoken())[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._choose(spoken()))

    def __len__(self) -> int:
        return len(self._choose(spoken()))


SENTENCES = _Spoken[str](lambda language: language.sentences)
FORMS = _Spoken[str](lambda language: language.forms)
STATUSES = _Spoken[str](lambda language: language.statuses)
OUTCOMES = _Spoken[str](lambda language: language.outcomes)
AUDIENCES = _Spoken[str](lambda language: language.audiences)
EFFECTS = _Spoken[EffectName](lambda language: language.effects)
REASONS = _Spoken[str](lambda language: language.reasons)
LINES = _Spoken[str](lambda language: language.lines)
PARTS = _Spoken[str](lambda language: language.parts)
HEADINGS = _Spoken[str](lambda language: language.headings)
NEWS = _Spoken[str](lambda language: language.news)
REVIEW = _Spoken[str](lambda language: language.review)
SITE = _Spoken[str](lambda language: language.site)
PUBLIC = _Spoken[str](lambda language: language.public)


def time_words() -> TimeWords:
    """Times in the language that is spoken."""
    return spoken().times
