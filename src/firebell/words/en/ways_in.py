"""English: the other ways in than the form of /incident."""

from __future__ import annotations

SENTENCES = {
    # From a message.
    "say.raised_from": "{who} raised {label} from this.",
    "card.source": "Raised from {message}.",
    "note.raised_from_already": "{label} was raised from this message already: {channel}.",
}

FORMS = {
    # From a message.
    "source.message": "a message",
    "source.closed": (
        "The message is from a private channel or a direct message. What stands in this form can "
        "be read by everybody, unless you choose a private channel. Take out what should not be."
    ),
    "source.silent": (
        "Firebell can't write where the message is, so its thread does not hear of this."
    ),
}
