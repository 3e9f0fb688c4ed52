"""Every sentence is used, short, calm, and makes sense aloud, in every language."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from firebell.words.catalogue import LANGUAGES
from firebell.words.en import ENGLISH
from firebell.words.language import Language

SOURCE = Path(__file__).parents[2] / "src" / "firebell"
MADE = (
    *("refused.", "confirm.waiting", "menu.", "redact.", "stakeholders.", "past."),
    *("review.naming.", "review.then.", "tell.review_not_made."),
    *("home.all.", "home.promise.", "home.review.", "home.role."),
)
"""Keys that the code puts together."""
LONGEST = {"en": 200, "fr": 220, "cy": 220}
"""French and Welsh say the same with more letters."""
JARGON = re.compile(r"\b(IC|Sev|SEV-?\d|API|payload|effect|parked|lease|webhook|JSON)\b")
in_every_language = pytest.mark.parametrize(
    "language", LANGUAGES.values(), ids=lambda language: language.code
)


def everything(language: Language) -> dict[str, str]:
    effects = {name.value: words for name, words in language.effects.items()}
    return {
        **language.sentences,
        **language.forms,
        **effects,
        **language.reasons,
        **language.lines,
        **language.headings,
        **language.news,
    }


def test_no_sentence_is_left_that_nobody_says() -> None:
    files = [path for path in SOURCE.rglob("*.py") if path.parent.name not in LANGUAGES]
    code = "\n".join(path.read_text() for path in files)
    unused = [
        key
        for key in (*ENGLISH.sentences, *ENGLISH.forms)
        if f'"{key}"' not in code and not key.startswith(MADE)
    ]
    assert unused == []


@in_every_language
def test_nothing_that_people_read_shouts_or_speaks_jargon(language: Language) -> None:
    loud = [key for key, words in everything(language).items() if "!" in words]
    strange = [key for key, words in everything(language).items() if JARGON.search(words)]
    assert (loud, strange) == ([], [])


@in_every_language
def test_every_sentence_ends_as_one_and_is_short_enough_to_read_aloud(language: Language) -> None:
    spoken = {
        key: words
        for key, words in language.sentences.items()
        if key.startswith(("note.", "tell."))
    }
    unended = [key for key, words in spoken.items() if not words.endswith((".", "?", "}"))]
    most = LONGEST[language.code]
    long = [key for key, words in language.sentences.items() if len(words) > most]
    assert (unended, long) == ([], [])


@in_every_language
def test_facts_in_sentences_have_plain_names(language: Language) -> None:
    names = {
        name
        for words in language.sentences.values()
        for _, name, _, _ in Formatter().parse(words)
        if name is not None
    }
    assert all(re.fullmatch(r"[a-z_]+", name) for name in names)
