"""The declarer's one confirmation: a line, or the list of steps when something fails or is slow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from firebell.app.ports import Job, Progress, State
from firebell.domain.incident import Incident, Outcome
from firebell.slack.views.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    lines,
    said,
    section,
)
from firebell.slack.views.messages.channel import not_added, not_reached
from firebell.slack.views.messages.parts import (
    channel_links,
    inside,
    people,
    place,
    some,
    title_words,
    value,
)
from firebell.slack.views.messages.process import severity_kept
from firebell.words.catalogue import EFFECTS
from firebell.words.outcome import ended_words
from firebell.words.say import form, reason, say
from firebell.words.text import Text, joined, text
from firebell.words.times import clock

MOST_LINES = 30
SAID_FROM = timedelta(seconds=15)
"""What waits for its turn for so long is told when that comes."""


def confirmation(job: Job) -> Message:
    """As far as it has come."""
    incident = job.incident
    if _is_outside(incident):
        return said(say("confirm.outside", label=incident.label))
    head = text(_first_line(incident))
    who = _who(incident, job)
    refused = not_added(incident.refused) if incident.refused else ()
    unpinged = _unpinged(incident)
    missing = not_reached(incident, incident.unresolved, job.playbook)
    kept = severity_kept(incident)
    coming = _awaited(incident)
    words = lines(head, who, kept, refused, missing, coming, unpinged)
    blocks = [section(words)]
    if (incident.refused or incident.unresolved) and incident.is_open:
        again = button(form("button.choose_other"), "open_roles", value(incident))
        blocks.append(actions([again]))
    if job.listing is not None:
        blocks += _listing(job.listing, incident, job)
    return Message(words=words, blocks=blocks)


def _is_outside(incident: Incident) -> bool:
    """Whether who raised it may not see it: others are in its channel, or have made it private,
    and they are not in it."""
    elsewhere = incident.entered or incident.keeper != incident.declarer
    return incident.private and elsewhere and incident.declarer not in incident.members


def _awaited(incident: Incident) -> Text:
    """Whom the playbook names, while Slack has not answered who they are."""
    if not incident.awaited or not incident.is_open:
        return ()
    if len(incident.awaited) == 1:
        return say("confirm.awaited", name=incident.awaited[0])
    return say("confirm.awaited_many", names=joined(map(text, incident.awaited)))


def _unpinged(incident: Incident) -> Text:
    """Where nobody was pinged; of a private one nothing is told anywhere."""
    if not incident.unpinged or incident.private:
        return ()
    return say("confirm.unpinged", channels=channel_links(incident.unpinged))


def _first_line(incident: Incident) -> Text:
    if incident.past:
        return _on_record(incident)
    if not incident.is_somewhere:
        title = title_words(incident)
        if incident.channel_waits:
            key = "confirm.no_channel_private" if incident.private else "confirm.no_channel"
            return say(key, label=incident.label, title=title)
        key = "confirm.raising" if incident.home is None else "confirm.raising_thread"
        return say(key, label=incident.label, title=title)
    if not incident.is_open:
        if incident.ending and incident.ending.outcome is not Outcome.RESOLVED:
            closed = ended_words(incident)
            channel, thread = "confirm.closed_otherwise", "confirm.closed_in_thread"
            key = channel if incident.home is None else thread
            return say(key, closed=closed, channel=place(incident))
        return say("confirm.closed", label=incident.label, channel=place(incident))
    key = "confirm.open" if incident.declarer in incident.members else "confirm.open_outside"
    return say(key, label=incident.label, channel=place(incident))


def _on_record(incident: Incident) -> Text:
    """Of what is past: that it is there, how to read it, and its channel once it has one."""
    title, typed = title_words(incident), incident.number_label
    first = say("confirm.past", label=incident.label, title=title, typed=typed)
    own = incident.channel
    return text(first, " ", say("confirm.past_where", channel=place(incident))) if own else first


def _who(incident: Incident, job: Job) -> Text:
    if not incident.is_somewhere or not incident.is_open:
        return ()
    parts: list[Text] = [_moving(incident)]
    if incident.in_charge == incident.declarer:
        held = incident.roles.get(job.playbook.leading_role.key)
        if held is None or not held.on_it:
            parts.append(say("confirm.in_charge"))
    everybody = (*incident.roles.values(), *incident.offered.values())
    asked = [held.person for held in everybody if not held.on_it]
    if asked:
        key = "confirm.asked" if len(set(asked)) == 1 else "confirm.asked_many"
        parts.append(say(key, people=people(dict.fromkeys(asked))))
    if incident.private:
        parts.append(say("confirm.is_private"))
        if incident.declarer in incident.members:
            parts.append(say("confirm.inside", people=some(inside(incident))))
    return joined(parts, " ")


def _moving(incident: Incident) -> Text:
    """What lives in a thread and is to go on in a channel."""
    if not incident.moving:
        return ()
    return say("moving.waits" if incident.channel_waits else "moving")


def _listing(progress: Sequence[Progress], incident: Incident, job: Job) -> list[Block]:
    done = [EFFECTS[step.what] for step in progress if step.state is State.DONE]
    blocks = [section(say("confirm.list"))]
    if done:
        blocks.append(context(say("confirm.done", what=", ".join(dict.fromkeys(done)))))
    rest = [step for step in progress if step.state is not State.DONE]
    for step in rest[:MOST_LINES]:
        blocks.append(_line(step, incident, job))
    return blocks


def _line(step: Progress, incident: Incident, job: Job) -> Block:
    what = EFFECTS[step.what]
    if step.state is State.PARKED:
        retry = button(form("button.retry"), "retry", value(incident, step.effect))
        words = say("confirm.failed", what=what, reason=reason(step.failure or ""))
        return section(words, retry)
    if step.failure is None or step.failure.startswith("not_there"):
        return section(say("confirm.waiting", what=what))
    if step.by is not None and step.by - job.now >= SAID_FROM:
        when = clock(step.by, job.playbook.time_zone, job.now)
        why = reason(step.failure)
        return section(say("confirm.waiting_turn", what=what, reason=why, when=when))
    return section(say("confirm.waiting_why", what=what, reason=reason(step.failure)))
