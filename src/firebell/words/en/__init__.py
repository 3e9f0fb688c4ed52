"""English, the language that is whole: the others are held against it.

Short, calm, imperative; no blame, no jargon, no exclamation marks; each makes sense read aloud.
"""

from __future__ import annotations

from firebell.words.en import forms, news, public_page, record, review, sentences, site, times
from firebell.words.language import Language

ENGLISH = Language(
    code="en",
    name="English",
    english="English",
    sentences=sentences.SENTENCES,
    forms=forms.FORMS,
    statuses=sentences.STATUSES,
    outcomes=sentences.OUTCOMES,
    audiences=sentences.AUDIENCES,
    effects=sentences.EFFECTS,
    reasons=sentences.REASONS,
    lines=record.LINES,
    parts=record.PARTS,
    headings=record.HEADINGS,
    news=news.NEWS,
    review=review.REVIEW,
    site=site.SITE,
    public=public_page.PUBLIC,
    times=times.TIMES,
)
