"""English: what stands on buttons. Some of them are pressed with a thumb: few words."""

from __future__ import annotations

BUTTONS = {
    "button.choose_other": "Choose someone else",
    "button.ask_other": "Ask someone else",
    "button.ask": "Ask somebody",
    "button.take": "I'll take it",
    "button.do_it": "I'll do it",
    "button.on_it": "I'm on it",
    "button.cannot": "I can't",
    "button.copy": "Copy as text",
    "button.reopen": "Reopen",
    "button.write": "Write it",
    "button.no_change": "No change",
    "button.done": "Done",
    "button.retry": "Try again",
    "button.roles": "Take a role",
    "button.update": "Post update",
    "button.severity": "Severity",
    "button.close": "Close",
    "button.more": "More",
    "button.real": "This is real now",
    "button.still_going": "Still going",
    "button.join": "Join to help",
    "button.same_as": "Same as {label}",
    "button.cancel": "Cancel",
    "button.person": "Choose a person",
    "button.people": "Choose people",
}
