"""The announcement: a card that stays true, in each place where people look."""

from __future__ import annotations

from firebell.app.ports import Job
from firebell.domain.incident import Incident
from firebell.domain.playbook import Loudness
from firebell.domain.reactions.common import place_loudness
from firebell.slack.views.blocks import Message, actions, lines, section
from firebell.slack.views.messages.card import news
from firebell.slack.views.messages.ending import ending_lines
from firebell.slack.views.messages.parts import (
    headline,
    in_charge,
    join_button,
    loudly,
    no_channel,
    title_words,
    where_known,
)
from firebell.words.say import say
from firebell.words.text import Text, text


def announcement(job: Job, where: str, *, first: bool) -> Message:
    """`first`: it is not there yet, so it may ping, unless it is over by now; a changed message
    pings nobody."""
    incident = job.incident
    may_ping = first and incident.is_open and not incident.quiet
    loud = job.playbook.severity(incident.severity).loud if may_ping else Loudness.NONE
    head = text(
        loudly(place_loudness(incident, where, loud)),
        headline(incident),
        " · ",
        title_words(incident),
    )
    body = lines(
        head,
        *news(job),
        text(in_charge(incident, job.playbook), " ", say("follow")) if incident.is_open else (),
        *ending_lines(incident, job),
        _where(incident, where),
    )
    blocks = [section(body)]
    if incident.is_open:
        blocks.append(actions([join_button(incident)]))
    return Message(words=head, blocks=blocks)


def _where(incident: Incident, where: str) -> Text:
    """Where it is handled: elsewhere, or in the thread beneath."""
    if incident.home is not None and incident.place(where) == incident.home:
        return say("told.this_thread" if incident.is_open else "told.this_thread_over")
    return where_known(incident) or no_channel(incident)
