"""Every sentence is used, short, calm, and makes sense aloud."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

from firebell.words.catalogue import EFFECTS, FORMS, HEADINGS, LINES, NEWS, REASONS, SENTENCES

SOURCE = Path(__file__).parents[2] / "src" / "firebell"
MADE = ("refused.", "confirm.waiting", "menu.", "redact.", "stakeholders.", "past.")
"""Keys that the code puts together."""

EFFECT_WORDS = {name.value: words for name, words in EFFECTS.items()}
ALL = {**SENTENCES, **FORMS, **EFFECT_WORDS, **REASONS, **LINES, **HEADINGS, **NEWS}
JARGON = re.compile(r"\b(IC|Sev|SEV-?\d|API|payload|effect|parked|lease|webhook|JSON)\b")


def test_no_sentence_is_left_that_nobody_says() -> None:
    files = [path for path in SOURCE.rglob("*.py") if path.parent.name != "en"]
    code = "\n".join(path.read_text() for path in files)
    unused = [
        key for key in (*SENTENCES, *FORMS) if f'"{key}"' not in code and not key.startswith(MADE)
    ]
    assert unused == []


def test_nothing_that_people_read_shouts_or_speaks_jargon() -> None:
    loud = [key for key, words in ALL.items() if "!" in words]
    strange = [key for key, words in ALL.items() if JARGON.search(words)]
    assert (loud, strange) == ([], [])


def test_every_sentence_ends_as_one_and_is_short_enough_to_read_aloud() -> None:
    spoken = {key: words for key, words in SENTENCES.items() if key.startswith(("note.", "tell."))}
    unended = [key for key, words in spoken.items() if not words.endswith((".", "?", "}"))]
    long = [key for key, words in SENTENCES.items() if len(words) > 200]
    assert (unended, long) == ([], [])


def test_facts_in_sentences_have_plain_names() -> None:
    names = {
        name for words in SENTENCES.values() for _, name, _, _ in Formatter().parse(words) if name
    }
    assert all(re.fullmatch(r"[a-z_]+", name) for name in names)
