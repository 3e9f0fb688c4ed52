"""French, whole. As a service manager would read it aloud at three in the morning: *vous*, short,
calm, imperative; no blame, no jargon, no exclamation marks.

Written with ordinary blanks; `spaced` sets those at which a line must not break.
"""

from __future__ import annotations

from firebell.words.en import ENGLISH
from firebell.words.fr import (
    forms,
    news,
    public_page,
    reasons,
    record,
    review,
    sentences,
    site,
    times,
)
from firebell.words.fr.typography import spaced
from firebell.words.language import Language, completed

OWN = Language(
    code="fr",
    name="français",
    english="French",
    sentences=spaced(sentences.SENTENCES),
    forms=spaced(forms.FORMS),
    statuses=spaced(sentences.STATUSES),
    outcomes=spaced(sentences.OUTCOMES),
    audiences=spaced(sentences.AUDIENCES),
    effects=spaced(reasons.EFFECTS),
    reasons=spaced(reasons.REASONS),
    lines=spaced(record.LINES),
    parts=spaced(record.PARTS),
    headings=spaced(record.HEADINGS),
    news=spaced(news.NEWS),
    review=spaced(review.REVIEW),
    site=spaced(site.SITE),
    public=spaced(public_page.PUBLIC),
    times=times.TIMES,
)
"""What there is of it: all, but for what is awaited (`awaited.AWAITED`)."""
FRENCH = completed(OWN, ENGLISH)
