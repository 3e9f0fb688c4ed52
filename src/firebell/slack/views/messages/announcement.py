"""The announcement: a card that stays true, in each place where people look."""

from __future__ import annotations

from firebell.app.ports import Job
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
    place,
    title_words,
)
from firebell.words.say import say
from firebell.words.text import text


def announcement(job: Job, where: str, *, first: bool) -> Message:
    """`first`: it is not there yet, so it may ping; a changed message pings nobody."""
    incident = job.incident
    may_ping = first and not incident.quiet
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
        say("told.place", channel=place(incident)) if incident.channel else no_channel(incident),
    )
    blocks = [section(body)]
    if incident.is_open:
        blocks.append(actions([join_button(incident)]))
    return Message(words=head, blocks=blocks)
