"""What whoever runs Firebell reads of the playbook's file."""

from __future__ import annotations

from collections.abc import Sequence

from firebell.domain.playbook import Playbook
from firebell.slack.views.blocks import Message, context, said, section
from firebell.words.say import say
from firebell.words.text import text
from firebell.words.times import on_its_day

MOST = 20
"""Mistakes in a message; `firebell check` says all of them."""


def playbook_news(playbook: Playbook, mistakes: Sequence[str]) -> Message:
    """All mistakes, and which playbook goes on; without any, that the file is in force."""
    when = on_its_day(playbook.since, playbook.time_zone) if playbook.since else ""
    if not mistakes:
        return said(say("operator.right", version=playbook.version, when=when))
    more = len(mistakes) - MOST
    return said(
        say("operator.wrong", count=len(mistakes), when=when),
        *(section(text(mistake)) for mistake in mistakes[:MOST]),
        *([context(say("operator.more", count=more))] if more > 0 else []),
    )
