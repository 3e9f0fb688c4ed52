"""Words that left the record leave what Firebell has said, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from firebell.domain.effects import (
    ChannelMessage,
    DeleteLines,
    DirectMessage,
    Effect,
    Rank,
    Reaction,
    SayAnew,
)
from firebell.domain.events import NoteChanged, Redacted, Words
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook, is_person
from firebell.domain.reactions.common import (
    IN_FLIGHT,
    keep_confirmation,
    keep_name,
    say,
    show,
    tell,
)
from firebell.domain.reactions.review import keep_canvas

FOR_THE_PUBLIC = (Words.PUBLIC, Words.PUBLIC_TITLE)


def redacted(
    before: Incident, event: Redacted, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Messages are put in other words, documents taken away, and a channel is called otherwise."""
    title = event.part is Words.TITLE
    yield SayAnew(
        events=frozenset(event.touched),
        titles=title,
        actions=event.part is Words.ACTION,
        documents=frozenset(event.records),
        public=frozenset(event.touched if event.part in FOR_THE_PUBLIC else ()),
    )
    if title or event.shown:
        yield from show(after)
    if title:
        yield keep_confirmation(after)
        yield from _above_the_channel(event, after)
    yield from _taken_away(after, event.records)
    yield from _in_the_review(event, after, playbook)


def _in_the_review(event: Redacted, after: Incident, playbook: Playbook) -> Iterator[Reaction]:
    """What it repeated is gone from it; what says the same otherwise only its writer can find."""
    review, ending = after.review, after.ending
    if review is None:
        return
    yield from keep_canvas(after, playbook)
    writer = ending.reviewer if ending else None
    if writer is not None and review.version and event.part is not Words.REVIEW:
        yield tell(DirectMessage.REVIEW_WORDS, writer)


def _above_the_channel(event: Redacted, after: Incident) -> Iterator[Reaction]:
    """Its name, and the lines in it that repeat names and topics it has had."""
    if after.channel is None:
        return
    if event.channel_name is not None:
        yield keep_name()
    if not after.channel.archived:
        yield Effect(
            body=DeleteLines(),
            reaction="lines",
            target=after.channel.id,
            rank=Rank.LATER,
            delay=IN_FLIGHT,
        )


def note_changed(
    before: Incident, event: NoteChanged, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """A note is shown in documents, and where the record is quoted."""
    yield SayAnew(events=frozenset({event.entry}), documents=frozenset(event.records))
    if event.records:
        yield from _taken_away(after, event.records)
    yield from keep_canvas(after, playbook)


def _taken_away(incident: Incident, records: Mapping[str, str]) -> Iterator[Reaction]:
    """Whoever had a document reads how to get a new one."""
    for place in dict.fromkeys(records.values()):
        if is_person(place):
            yield tell(DirectMessage.RECORD_REMOVED, place)
        elif incident.channel and incident.channel.id == place and not incident.channel.archived:
            yield say(incident, ChannelMessage.RECORD_REMOVED, place)
