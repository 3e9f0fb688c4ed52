"""What people ask of the review that is written afterwards, and what became of its copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from firebell.domain.commands.base import Command, OnRecord, Report
from firebell.domain.incident import Person, ReviewCopy


@dataclass(frozen=True, slots=True, kw_only=True)
class StartReview(Command):
    """Begin the draft; where there is one, nothing happens. `as_file`: it is given as one too."""

    by: Person
    as_file: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignReview(Command):
    """Say who writes it, or by when; what is None stays as it is."""

    by: Person
    writer: Person | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveReview(OnRecord):
    """Put these words into its sections (by their keys); the others stay as they are. `base` is the
    version that the writer saw; `careful`: where somebody else wrote one of these sections since,
    nothing is saved. `names`: people are called by their names in it, not by roles."""

    by: Person
    base: int
    text: Mapping[str, str] = field(default_factory=dict)
    careful: bool = False
    names: bool | None = None
    writer: Person | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendForReview(Command):
    """Ask these people to read the draft."""

    by: Person
    readers: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentOnReview(Command):
    """Say something about a section (by its key), or about all of it (no section)."""

    by: Person
    text: str
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishReview(OnRecord):
    """It is done: the channel hears of it, and the places where the incident was announced."""

    by: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowReview(Command):
    """Give the review so far as a file: in the incident's channel, else to whoever asks."""

    by: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindOfReview(Command):
    """The day on which the review is due (`due`) is near, or over."""

    due: datetime
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReviewNotMade(Report):
    """A copy of the review could not be made; `reason` is the chat's code or ours."""

    what: ReviewCopy
    reason: str
    asked_by: Person | None = None
