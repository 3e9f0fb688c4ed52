"""The review: begun once, saved in versions, read by others, published. Each save is kept.

Whoever writes, sees, and publishes it stands in the table of moves and in `permissions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import (
    AssignReview,
    CommentOnReview,
    PublishReview,
    RemindOfReview,
    ReportReviewNotMade,
    SaveReview,
    SendForReview,
    ShowReview,
    StartReview,
)
from firebell.domain.events import (
    Event,
    ReviewAsked,
    ReviewAssigned,
    ReviewBegun,
    ReviewCommented,
    ReviewNaming,
    ReviewNotMade,
    ReviewPublished,
    ReviewReminded,
    ReviewSent,
    ReviewWritten,
)
from firebell.domain.incident import (
    Ending,
    Incident,
    Outcome,
    Person,
    Review,
    ReviewCopy,
    ReviewState,
)
from firebell.domain.playbook import Playbook
from firebell.domain.pseudonyms import is_pseudonym
from firebell.domain.refusals import Refused
from firebell.domain.review import LONGEST, LONGEST_COMMENT, written
from firebell.domain.review_template import USUAL_SECTIONS, Holds
from firebell.domain.typed_text import clean


def start(incident: Incident, command: StartReview, now: datetime, _: Playbook) -> list[Event]:
    """A draft, given as a file; once. Whoever begins what nobody was named for writes it."""
    if incident.review is not None:
        return []
    _was_resolved(incident)
    begun = ReviewBegun(
        at=now,
        by=command.by,
        where=command.where,
        channel=(_place(incident, command.where) or command.by) if command.as_file else "",
    )
    return [begun, *_nobody_yet(incident, command, now)]


def _nobody_yet(incident: Incident, command: StartReview, now: datetime) -> list[Event]:
    ending = incident.ending
    if ending is not None and ending.reviewer is not None:
        return []
    due = ending.review_due if ending else None
    return [ReviewAssigned(at=now, by=command.by, where=command.where, writer=command.by, due=due)]


def _was_resolved(incident: Incident) -> Ending:
    """A false alarm asks for nothing, and what is the same as another is reviewed there."""
    ending = incident.ending
    assert ending is not None, "a closed incident has an ending"
    if ending.outcome is not Outcome.RESOLVED:
        raise Refused("review_of_nothing", number=incident.number)
    return ending


def not_over(incident: Incident, command: object, now: datetime, _: Playbook) -> list[Event]:
    """Refuse what is done with the review of an incident that is open."""
    raise Refused("review_not_yet", number=incident.number)


def assign(
    incident: Incident, command: AssignReview, now: datetime, playbook: Playbook
) -> list[Event]:
    """Somebody else, or another day; nothing where it is so already."""
    ending = _was_resolved(incident)
    writer = command.writer or ending.reviewer
    usual = now + playbook.review_within
    due = command.due or ending.review_due or (usual if writer else None)
    if due is not None and due <= now and due != ending.review_due:
        raise Refused("review_due_past", "due")
    if (writer, due) == (ending.reviewer, ending.review_due):
        return []
    if incident.private and writer is not None and not incident.is_in(writer):
        raise Refused("review_writer_outside", "writer")
    return [
        ReviewAssigned(
            at=now,
            by=command.by,
            where=command.where,
            writer=writer,
            due=due,
            before=ending.reviewer,
        )
    ]


def save(incident: Incident, command: SaveReview, now: datetime, playbook: Playbook) -> list[Event]:
    """One version of all that reads otherwise now. What somebody else saved meanwhile stays as a
    version of its own. Nothing where nothing changed."""
    review = incident.review
    if review is None:
        raise Refused("review_not_begun", number=incident.number)
    there = written(command.events.values())
    seen = written(command.events.values(), command.base)
    texts = {key: tidy(text) for key, text in command.text.items()}
    long = next((key for key, text in texts.items() if len(text) > LONGEST), None)
    if long is not None:
        raise Refused("review_too_long", f"section.{long}", most=LONGEST)
    if command.careful:
        _nobody_meanwhile(incident, texts, seen, there)
    events: list[Event] = [
        ReviewWritten(
            at=now,
            by=command.by,
            where=command.where,
            section=key,
            text=text,
            version=review.version + 1,
            overtook=_overtaken(key, command, seen, there),
        )
        for key, text in texts.items()
        if text != there.get(key, "")
    ]
    if command.names is not None and command.names != review.names:
        events.append(ReviewNaming(at=now, by=command.by, where=command.where, names=command.names))
    resolved = incident.ending is not None and incident.ending.outcome is Outcome.RESOLVED
    if resolved and (command.writer or command.due):
        said = AssignReview(
            by=command.by, where=command.where, writer=command.writer, due=command.due
        )
        events += assign(incident, said, now, playbook)
    return events


def _nobody_meanwhile(
    incident: Incident,
    texts: Mapping[str, str],
    seen: Mapping[str, str],
    there: Mapping[str, str],
) -> None:
    """Whoever is careful reads first what somebody else wrote in the same place."""
    for key, text in texts.items():
        now = there.get(key, "")
        if now not in (seen.get(key, ""), text):
            raise Refused("review_written_meanwhile", f"section.{key}", number=incident.number)


def _overtaken(
    key: str, command: SaveReview, seen: Mapping[str, str], there: Mapping[str, str]
) -> int | None:
    """The version in which somebody else wrote this section after it was read."""
    if seen.get(key, "") == there.get(key, ""):
        return None
    return max(
        event.version
        for event in command.events.values()
        if isinstance(event, ReviewWritten) and event.section == key
    )


def tidy(text: str) -> str:
    """As it is stored: no blanks at the ends of lines, no two empty lines in a row."""
    lines = [line.rstrip() for line in clean(text.replace("\r\n", "\n")).split("\n")]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip()


def send(incident: Incident, command: SendForReview, now: datetime, _: Playbook) -> list[Event]:
    """Others are asked to read it; those who were asked already are not asked again."""
    review = _begun(incident)
    if incident.private and any(not incident.is_in(reader) for reader in command.readers):
        raise Refused("review_reader_outside", "readers")
    named = dict.fromkeys(command.readers)
    readers = tuple(reader for reader in named if reader != command.by)
    if review.state is ReviewState.IN_REVIEW and set(readers) <= set(review.readers):
        return []
    return [ReviewSent(at=now, by=command.by, where=command.where, readers=readers)]


def comment(
    incident: Incident, command: CommentOnReview, now: datetime, playbook: Playbook
) -> list[Event]:
    """It stands beside the review, and its writer hears of it."""
    review = _begun(incident)
    text = tidy(command.text)
    if not text:
        raise Refused("comment_empty", "comment")
    if len(text) > LONGEST_COMMENT:
        raise Refused("comment_too_long", "comment", most=LONGEST_COMMENT)
    known = {"", *(each.key for each in playbook.review_rules.sections)}
    if command.section not in known:
        raise Refused("comment_section_gone", "about")
    return [
        ReviewCommented(
            at=now,
            by=command.by,
            where=command.where,
            section=command.section,
            text=text,
            version=review.version,
            tells=_hears_of_comment(incident, command.by),
        )
    ]


def _hears_of_comment(incident: Incident, by: Person) -> Person | None:
    """The writer; once of each person until they write again, and nothing of themselves. Of a
    private one only while they are among its people."""
    review = incident.review
    writer = next(iter(writers(incident)), None)
    heard = review is not None and by in review.commented
    if writer is None or writer == by or heard or is_pseudonym(writer):
        return None
    return None if incident.private and not incident.is_in(writer) else writer


def publish(
    incident: Incident, command: PublishReview, now: datetime, playbook: Playbook
) -> list[Event]:
    """People are told of it, with its first words; the places where the incident was announced
    hear of it once. Nothing where this version was published already."""
    review = _begun(incident)
    summary = summary_of(written(command.events.values()), playbook)
    if summary is None:
        raise Refused("review_needs_summary", f"section.{summary_key(playbook)}")
    if review.is_done and review.published == review.version:
        return []
    first = review.published is None
    return [
        ReviewPublished(
            at=now,
            by=command.by,
            where=command.where,
            version=review.version,
            summary=summary,
            first=first,
            announced=incident.announce if first and not incident.private else (),
        )
    ]


def summary_key(playbook: Playbook) -> str:
    """The section that says in plain words what happened."""
    sections = playbook.review_rules.sections or USUAL_SECTIONS
    found = (section.key for section in sections if section.holds is Holds.SUMMARY)
    return next(found, sections[0].key)


def summary_of(texts: Mapping[str, str], playbook: Playbook) -> str | None:
    """What it says; None while nobody has written it."""
    return texts.get(summary_key(playbook))


def show(incident: Incident, command: ShowReview, now: datetime, _: Playbook) -> list[Event]:
    """Into its own channel when it is asked for there, else to the one who asks."""
    _begun(incident)
    channel = _place(incident, command.where) or command.by
    return [ReviewAsked(at=now, by=command.by, where=command.where, channel=channel)]


def _begun(incident: Incident) -> Review:
    if incident.review is None:
        raise Refused("review_not_begun", number=incident.number)
    return incident.review


def _place(incident: Incident, where: str | None) -> str | None:
    """The incident's own channel, where it can be read and somebody asks there."""
    own = incident.channel
    return own.id if own and not own.archived and where == own.id else None


def remind(
    incident: Incident, command: RemindOfReview, now: datetime, playbook: Playbook
) -> list[Event]:
    """The writer, while the day is the one that was said and nobody has published it."""
    ending, review = incident.ending, incident.review
    if ending is None or ending.reviewer is None or ending.review_due != command.due:
        return []
    published = review is not None and review.published is not None
    passed = not command.late and now >= command.due
    if published or passed or is_pseudonym(ending.reviewer):
        return []
    person = ending.reviewer
    return [ReviewReminded(at=now, person=person, due=command.due, late=command.late)]


def not_made(
    incident: Incident, command: ReportReviewNotMade, now: datetime, _: Playbook
) -> list[Event]:
    """Whoever asked for it hears, once for each reason, what there is instead."""
    review = incident.review
    if review is None or review.not_made.get(command.what) == command.reason:
        return []
    ending = incident.ending
    person = command.asked_by or (ending.reviewer if ending else None) or incident.who_can_act
    if is_pseudonym(person):
        return []
    return [ReviewNotMade(at=now, what=command.what, reason=command.reason, person=person)]


def begun(incident: Incident, _: ReviewBegun) -> Incident:
    """There is a draft."""
    return replace(incident, review=Review())


def assigned(incident: Incident, event: ReviewAssigned) -> Incident:
    """The ending says who writes it; of one that was opened again meanwhile there is none."""
    if incident.ending is None:
        return incident
    ending = replace(incident.ending, reviewer=event.writer, review_due=event.due)
    return replace(incident, ending=ending)


def was_written(incident: Incident, event: ReviewWritten) -> Incident:
    """What people were told of reads otherwise now: it is a draft again."""
    return _with(incident, version=event.version, state=ReviewState.DRAFT, commented=())


def was_commented(incident: Incident, event: ReviewCommented) -> Incident:
    """Who has said something about what stands."""
    commented = incident.review.commented if incident.review else ()
    return _with(incident, commented=tuple(dict.fromkeys([*commented, event.by])))


def naming(incident: Incident, event: ReviewNaming) -> Incident:
    """People are called by their names, or by their roles."""
    return _with(incident, names=event.names)


def sent(incident: Incident, event: ReviewSent) -> Incident:
    """Others read it."""
    readers = incident.review.readers if incident.review else ()
    return _with(
        incident,
        state=ReviewState.IN_REVIEW,
        readers=tuple(dict.fromkeys([*readers, *event.readers])),
    )


def published(incident: Incident, event: ReviewPublished) -> Incident:
    """It is done, and announced where other places heard of it, now or before."""
    announced = event.announced or not event.first
    state = ReviewState.ANNOUNCED if announced and not incident.private else ReviewState.PUBLISHED
    return _with(incident, state=state, published=event.version, published_at=event.at)


def was_not_made(incident: Incident, event: ReviewNotMade) -> Incident:
    """Nobody is told the same twice."""
    missing: Mapping[ReviewCopy, str] = incident.review.not_made if incident.review else {}
    return _with(incident, not_made={**missing, event.what: event.reason})


def _with(incident: Incident, **changes: object) -> Incident:
    review = incident.review or Review()
    return replace(incident, review=replace(review, **changes))  # type: ignore[arg-type]


def writers(incident: Incident) -> tuple[Person, ...]:
    """Who may publish it beside those who lead: whoever was named to write it."""
    ending = incident.ending
    return (ending.reviewer,) if ending is not None and ending.reviewer is not None else ()
