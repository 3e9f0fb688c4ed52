"""The form of a note: the words, and when it was so. Beneath them this person's own notes, each to
be corrected in a form of the same fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from firebell.domain.commands import CorrectNote, Note
from firebell.domain.events import Noted
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.domain.typed_words import Written
from firebell.slack.client import limits
from firebell.slack.client.limits import fit
from firebell.slack.client.payloads import Payload
from firebell.slack.views.blocks import (
    Block,
    button,
    input_block,
    modal,
    moment_input,
    section,
    text_input,
)
from firebell.slack.views.forms.form_state import form_context, private_metadata, values
from firebell.slack.views.messages.parts import value
from firebell.words.say import form, labelled
from firebell.words.text import Strong, joined, text
from firebell.words.times import clock

CALLBACK = "note"
CORRECT = "note_correct"
MOST = 10
"""Notes that can be corrected from here, the newest."""
FIRST_WORDS = 100


def view(
    incident: Incident,
    written: Sequence[Written],
    playbook: Playbook,
    now: datetime,
    *,
    key: str,
    where: str | None,
    happened: datetime | None = None,
) -> Block:
    """A new note, at `happened` or now."""
    blocks = _fields("", happened)
    if written:
        blocks.append(section(text(Strong(form("note.own")))))
    for each in written[:MOST]:
        blocks.append(_own(incident, each, playbook, now))
    data = private_metadata(key=key, incident=incident.id, where=where)
    return modal(CALLBACK, form("note"), blocks, submit=form("note.submit"), data=data)


def _fields(words: str, happened: datetime | None) -> list[Block]:
    return [
        input_block(
            "words", form("note.words"), text_input(words, multiline=True, focus=not words)
        ),
        input_block(
            "happened",
            form("note.happened"),
            moment_input(happened),
            optional=True,
            hint=form("note.happened.hint"),
        ),
    ]


def _own(incident: Incident, each: Written, playbook: Playbook, now: datetime) -> Block:
    when = clock(each.at, playbook.time_zone, now)
    correct = button(form("note.correct"), "note_correct", value(incident, each.event))
    words = fit(" ".join(each.text.split()), FIRST_WORDS)
    correct["accessibility_label"] = fit(f"{labelled(form('note.correct'))}{when}", limits.BUTTON)
    return section(joined([when, words], " · "), correct)


def correct_view(incident: Incident, entry: str, note: Noted, *, key: str) -> Block:
    """One that was written, as it reads now."""
    data = private_metadata(key=key, incident=incident.id, entry=entry)
    blocks = _fields(note.text, note.happened or note.at)
    return modal(CORRECT, form("note.correcting"), blocks, submit=form("note.correct"), data=data)


def read(view: Payload, user: str) -> tuple[str, Note, str]:
    """The incident's opaque id, the command, and the form's key."""
    entered, unseen = values(view), form_context(view)
    command = Note(
        by=user,
        where=unseen.get("where"),
        text=entered.text("words"),
        happened=entered.moment("happened"),
    )
    return str(unseen.get("incident", "")), command, str(unseen.get("key", ""))


def read_correction(view: Payload, user: str) -> tuple[str, CorrectNote, str]:
    """The same of a correction."""
    entered, unseen = values(view), form_context(view)
    command = CorrectNote(
        by=user,
        entry=str(unseen.get("entry", "")),
        text=entered.text("words"),
        happened=entered.moment("happened"),
    )
    return str(unseen.get("incident", "")), command, str(unseen.get("key", ""))
