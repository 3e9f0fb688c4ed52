"""The playbook's template of a review: its sections, and which facts each begins with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Holds(StrEnum):
    """Which facts of the record a section begins with. Stored with the playbook: never rename."""

    SUMMARY = "summary"
    IMPACT = "impact"
    TIMELINE = "timeline"
    SEVERITIES = "severities"
    PROMISES = "promises"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    DOCUMENTS = "documents"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the template: its heading, and what its writer is asked. Empty ones are the
    words of the language for this key."""

    key: str
    title: str = ""
    ask: str = ""
    holds: Holds = Holds.NOTHING


USUAL_SECTIONS = (
    Section(key="summary", holds=Holds.SUMMARY),
    Section(key="impact", holds=Holds.IMPACT),
    Section(key="timeline", holds=Holds.TIMELINE),
    Section(key="severities", holds=Holds.SEVERITIES),
    Section(key="promises", holds=Holds.PROMISES),
    Section(key="went_well"),
    Section(key="went_badly"),
    Section(key="decisions", holds=Holds.DECISIONS),
    Section(key="actions", holds=Holds.ACTIONS),
    Section(key="documents", holds=Holds.DOCUMENTS),
)
"""Where the playbook has no template of its own."""
WITHOUT_A_QUESTION = frozenset({Holds.TIMELINE, Holds.SEVERITIES, Holds.PROMISES, Holds.DOCUMENTS})
"""What the record knows alone; who writes may add to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRules:
    """The playbook's template: its sections, the Word file that they are put into (empty: none),
    and whether the review is made a canvas too."""

    sections: tuple[Section, ...] = USUAL_SECTIONS
    word: str = ""
    canvas: bool = True


USUAL_REVIEW = ReviewRules()
"""Where the playbook does not say it."""
