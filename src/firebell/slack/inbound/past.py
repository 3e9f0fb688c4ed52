"""`/incident past`: what is over is put on the record, with the times that somebody says."""

from __future__ import annotations

from firebell.domain.named import first_word
from firebell.domain.playbook import Playbook
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.responses import (
    FieldErrors,
    NoReply,
    OpenView,
    Response,
    sentence_view,
)
from firebell.slack.inbound.services import Services
from firebell.slack.views.blocks import plainly
from firebell.slack.views.forms import past
from firebell.words.say import say

PRACTICE = "drill"
"""Behind the command: it was for practice."""


def is_practice(words: str, _: Playbook) -> bool:
    """Whether these words are for the command in any channel: *past orders are lost* is a title."""
    return words.casefold() == PRACTICE


async def open_past_form(services: Services, interaction: Interaction, words: str) -> Response:
    """Open the form; words behind the command are its title."""
    word, rest = first_word(words)
    drill = word.casefold() == PRACTICE
    view = past.view(
        services.playbook,
        key=services.new_key(),
        where=interaction.channel,
        title=rest if drill else words,
        drill=drill,
    )
    return OpenView(view, kept=words)


async def record_past(services: Services, interaction: Interaction) -> Response:
    """Put it on the record. Raises Refused, at the field that is wrong."""
    command = past.read(interaction.view, interaction.user)
    if command.reviewer == services.slack.bot_user:
        return FieldErrors({"reviewer": plainly(say("form.pick_person"), {})})
    handled = await services.incidents.declare(command, await services.caller(interaction))
    if not handled.repeated:
        return NoReply()
    key = "note.corrected" if handled.events else "note.repeated"
    return OpenView(sentence_view(say(key, label=handled.incident.label)))
