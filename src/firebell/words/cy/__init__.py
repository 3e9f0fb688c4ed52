"""Welsh, a draft: what people read first. What it lacks is said in English.

No speaker has read it yet. Facts stand where nothing before them changes how they begin.
"""

from __future__ import annotations

from firebell.words.cy import forms, news, sentences, times
from firebell.words.en import ENGLISH
from firebell.words.language import Language, completed

DRAFT = Language(
    code="cy",
    name="Cymraeg",
    english="Welsh",
    draft=True,
    sentences=sentences.SENTENCES,
    forms=forms.FORMS,
    statuses=sentences.STATUSES,
    outcomes=sentences.OUTCOMES,
    audiences={},
    effects={},
    reasons={},
    lines={},
    parts={},
    headings={},
    news=news.NEWS,
    review={},
    site={},
    public={},
    times=times.TIMES,
)
"""What there is of it."""
WELSH = completed(DRAFT, ENGLISH)
