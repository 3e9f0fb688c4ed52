"""The review goes to those who write, read and wait for it; its writer is reminded of the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from firebell.domain.commands import RemindOfReview
from firebell.domain.effects import (
    ChannelMessage,
    DirectMessage,
    Effect,
    KeepCanvas,
    Rank,
    Reaction,
    ShareReview,
)
from firebell.domain.events import (
    ReviewAsked,
    ReviewAssigned,
    ReviewBegun,
    ReviewCommented,
    ReviewNotMade,
    ReviewPublished,
    ReviewReminded,
    ReviewSent,
)
from firebell.domain.incident import Incident, ReviewCopy
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import later, say, say_inside, show_card, tell

REMIND_BEFORE = timedelta(days=1)


def begun(
    before: Incident, event: ReviewBegun, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The draft as a file, where it was asked for."""
    yield from show_card(after)
    if event.channel:
        yield from _copies(event.channel, playbook)


def asked(
    before: Incident, event: ReviewAsked, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The review so far as a file."""
    yield from _copies(event.channel, playbook)


def assigned(
    before: Incident, event: ReviewAssigned, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Whoever writes it from now on hears of it, and is reminded of another day."""
    yield from show_card(after)
    if event.writer is not None and event.writer != event.by:
        yield tell(DirectMessage.REVIEW_ASSIGNED, event.writer)
    yield from remind_of_review(event.due, event.at)


def sent(
    before: Incident, event: ReviewSent, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Those who were named hear of it directly; where nobody was, the channel does."""
    for reader in event.readers:
        yield tell(DirectMessage.REVIEW_SENT, reader)
        yield from _copies(reader, playbook)
    if not event.readers:
        yield from say_inside(after, ChannelMessage.REVIEW_SENT)
        if after.channel is not None and not after.channel.archived:
            yield from _copies(after.channel.id, playbook)


def commented(
    before: Incident, event: ReviewCommented, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Its writer hears of it."""
    if event.tells is not None:
        yield tell(DirectMessage.REVIEW_COMMENTED, event.tells)


def published(
    before: Incident, event: ReviewPublished, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The channel gets it; the places where the incident was announced read one line."""
    own = after.channel
    if own is not None and not own.archived:
        yield say(after, ChannelMessage.REVIEW_PUBLISHED, own.id)
        yield from _copies(own.id, playbook, event.version)
        yield from keep_canvas(after, playbook)
    else:
        yield from _copies(event.by, playbook, event.version)
    for place in event.announced:
        yield say(after, ChannelMessage.REVIEW_PUBLISHED, place)


def reminded(
    before: Incident, event: ReviewReminded, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The writer hears of it."""
    yield tell(DirectMessage.REVIEW_DUE, event.person)


def not_made(
    before: Incident, event: ReviewNotMade, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """What there is instead."""
    yield tell(DirectMessage.REVIEW_NOT_MADE, event.person)


def remind_of_review(due: datetime | None, now: datetime) -> Iterator[Effect]:
    """The day before, and once the day is over."""
    if due is None:
        return
    if due - REMIND_BEFORE > now:
        yield later(RemindOfReview(by=None, due=due), due - REMIND_BEFORE - now, "review-before")
    yield later(RemindOfReview(by=None, due=due, late=True), due - now, "review-late")


def keep_canvas(incident: Incident, playbook: Playbook) -> Iterator[Effect]:
    """The canvas of its channel, once it was published, where the playbook wants one."""
    own, review = incident.channel, incident.review
    if own is None or own.archived or review is None or review.published is None:
        return
    if playbook.review_rules.canvas:
        body = KeepCanvas(channel=own.id)
        target = f"canvas:{own.id}"
        yield Effect(body=body, reaction="show", target=target, keep=True, rank=Rank.DECORATE)


def _copies(place: str, playbook: Playbook, version: int | None = None) -> Iterator[Effect]:
    """As Markdown always; in the team's Word file where the playbook names one."""
    copies = [ReviewCopy.MARKDOWN]
    if playbook.review_rules.word:
        copies.append(ReviewCopy.WORD)
    for copy in copies:
        body = ShareReview(channel=place, copy=copy, version=version)
        yield Effect(body=body, reaction=f"share-review-{copy}", target=place)
