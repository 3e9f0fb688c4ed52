"""English: what Firebell says of an incident of which it hears nothing."""

from __future__ import annotations

SENTENCES = {
    "silence.raised": "Nobody has taken {label} yet. It was raised {when}.",
    "silence.heard": "Nobody has taken {label} yet. Firebell heard of it last {when}.",
    "silence.asked": "Asked, without an answer so far: {people}.",
    "silence.take": "If you can take it, say so. If not, ask somebody who can.",
    "silence.anybody": "Can anybody here take it?",
    "silence.let_be": (
        "Firebell lets it be for now. If it hears nothing, it asks again from {when}, "
        "when people are at work."
    ),
    "silence.update_late": (
        "The update on {label} that was promised for {when} has not come. "
        "Whoever knows how it stands, please write it."
    ),
    "silence.still_going": (
        "Firebell has heard nothing of {label} since {when}. Is it still going?"
    ),
    "silence.unconfirmed": "It counts as {severity} until somebody confirms it.",
    "silence.stopped": (
        "Firebell has heard nothing of {label} since {when}, and asks no more. "
        "It stays open until somebody closes it."
    ),
}
