"""Updates and severity. Each happening pings a person once at most; what got worse is loud."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain.effects import ChannelMessage, DirectMessage, Reaction
from firebell.domain.events import (
    Edited,
    SeverityAsked,
    SeverityChanged,
    SeverityConfirmed,
    StatusChanged,
    StepsLate,
    StepTicked,
    TimePassed,
    Updated,
    UpdateReminded,
)
from firebell.domain.incident import Incident, told
from firebell.domain.playbook import Loudness, Playbook
from firebell.domain.reactions.common import (
    elsewhere,
    invite,
    keep_told,
    place_loudness,
    remind,
    remind_of_steps,
    say,
    say_inside,
    show,
    show_card,
    tell,
)
from firebell.domain.reactions.raising import ask_severity, invited_references, read_groups


def updated(
    before: Incident, event: Updated, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """In the channel and in the thread of every announcement, without a ping."""
    yield from say_inside(after, ChannelMessage.UPDATED)
    for place in elsewhere(after):
        yield say(after, ChannelMessage.UPDATED, place, thread=told(place))
    yield from show(after)
    yield from remind(event.next_update, event.at)


def status_changed(
    before: Incident, event: StatusChanged, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Topic, card and announcements show the new status."""
    yield from show(after)


def edited(
    before: Incident, event: Edited, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Topic, card and announcements show the corrected words; another service's places are told."""
    yield from show(after)
    yield from remind_of_steps(event.steps, event.at)


def severity_changed(
    before: Incident, event: SeverityChanged, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Worse: a new message wherever it was announced, loud; less bad: a line in the thread."""
    yield from say_inside(after, ChannelMessage.SEVERITY)
    loud = Loudness.NONE if event.quiet else playbook.severity(after.severity).loud
    others = elsewhere(before)
    for place in before.announce:
        if event.higher:
            yield say(
                after, ChannelMessage.SEVERITY, place, loud=place_loudness(after, place, loud)
            )
        elif place in others:
            yield say(after, ChannelMessage.SEVERITY, place, thread=told(place))
    yield from show(after)
    if after.tells:
        for place in event.announce:
            yield keep_told(after, place)
    if event.higher and not after.past:
        known = set(invited_references(before, playbook))
        new = [ref for ref in invited_references(after, playbook) if ref not in known]
        if after.channel is not None:
            yield from invite(new, "severity")
        if new:
            yield from read_groups(after, playbook)
    if event.next_update != before.next_update or _waits_otherwise(event, playbook):
        yield from remind(event.next_update, event.at)
    yield from remind_of_steps(event.steps, event.at)


def _waits_otherwise(event: SeverityChanged, playbook: Playbook) -> bool:
    """Whether what waits for the end of the quiet hours until now waits no more."""
    waited = playbook.severity(event.before).reminders_wait
    return waited and not playbook.severity(event.severity).reminders_wait


def severity_confirmed(
    before: Incident, event: SeverityConfirmed, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Topic, card and announcements no longer say *to be confirmed*."""
    yield from show(after)


def severity_asked(
    before: Incident, event: SeverityAsked, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The one in charge says whether it is right; as long as nobody does, it is asked again."""
    yield tell(DirectMessage.SEVERITY_ASKED, event.person)
    yield from ask_severity(after)


def update_reminded(
    before: Incident, event: UpdateReminded, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Whoever writes the updates is reminded, with the form at hand."""
    yield tell(DirectMessage.UPDATE_DUE, event.person)


def time_passed(
    before: Incident, event: TimePassed, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Card and announcements no longer name it as one to come."""
    yield from show(after)


def steps_late(
    before: Incident, event: StepsLate, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Whoever has them is told, all in one; the card has shown it since their time passed."""
    for person in dict.fromkeys(event.owners.values()):
        yield tell(DirectMessage.STEPS_LATE, person)


def step_ticked(
    before: Incident, event: StepTicked, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The card shows which steps are done."""
    yield from show_card(after)
