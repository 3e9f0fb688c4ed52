"""English: an incident that lives in a thread, and goes on in a channel."""

from __future__ import annotations

SENTENCES = {
    "place.thread": "{thread} in {channel}",
    "told.thread": "It is handled in {channel}.",
    "told.thread_over": "It was handled in {channel}.",
    "told.this_thread": "It is handled in this thread.",
    "told.this_thread_over": "It was handled in this thread.",
    "confirm.raising_thread": "Raising {label}: {title}. It is being announced.",
    "confirm.closed_in_thread": "{closed} It was handled in {channel}.",
    "card.keeps_thread": (
        "Firebell keeps the record of this thread. "
        "Put {pushpin} on a message to add it to the timeline. "
        "Slack takes no commands in threads. In any channel, type /incident update {typed}."
    ),
    "say.role_asked": "{who} asks {person} to be {role}.",
    "say.moved": (
        "{label} goes on in {channel}. Whoever raised it, has a role or wrote here is added there."
    ),
    "say.review_sent_thread": (
        "{who} asks you all to read the review of {label}. "
        "To have it as a file, type /incident review {typed} file."
    ),
    "moving": "A channel is being made for it.",
    "moving.waits": "The channel for it could not be made yet. It goes on in this thread.",
    "note.moving": "{label} is getting a channel. You are added to it as soon as it is there.",
    "note.joining_thread": "You are noted as helping with {label}, in {channel}.",
    "refused.in_no_thread": "INC-{number} is in no thread, so there is nothing to move.",
}
