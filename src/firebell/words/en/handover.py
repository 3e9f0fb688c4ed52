"""English: handing over, and what is shown to whoever takes over or comes late."""

from __future__ import annotations

SENTENCES = {
    # Ten lines of the record.
    "ten.as_of": "From the record, as of {when}.",
    "ten.affected_unknown": "Since when users are affected: nobody has said.",
    "ten.known": "Known: {when}, {who}: {words}",
    "ten.known_nothing": "Known: no update has been sent yet.",
    "ten.known_at_first": "Known: no update has been sent yet. When it was raised: {words}",
    "ten.reason": "Why {severity}: {who}, {when}: {words}",
    "ten.marked": "Marked for the record: {items}",
    "ten.marked_nothing": "Marked for the record: nothing.",
    "ten.doing": "Being done: {words} ({who}, {when})",
    "ten.doing_nothing": "Being done: nobody has said.",
    "ten.tried": "Tried and done: {items}",
    "ten.tried_nothing": "Tried and done: nothing is on the record.",
    "ten.item": "{when} {who}: {words}",
    "ten.item_step": "{when} {who} did: {words}",
    "ten.more": "{count} earlier",
    "ten.who": "Who does what: {roles}",
    "ten.promised": "Promised: the next update by {when}.",
    "ten.promised_late": "Promised: an update by {when}. It has not been sent.",
    "ten.promised_nothing": "Promised: nothing.",
    "ten.review": "Promised: {who} writes the review.",
    "ten.review_by": "Promised: {who} writes the review by {day}.",
    "ten.open": "Open steps: {items}",
    "ten.open_nothing": "Open steps: none.",
    "ten.more_open": "{count} more",
    "ten.step_due": "{step} (by {when})",
    "ten.step_late": "{step} (by {when}, late)",
    "ten.handed": "{who} added, {when}: {words}",
    "handover.offered_to": "{who} was asked {when} to take over.",
    # Whoever is offered it, gives it on, or holds it.
    "tell.handover": "{who} asks you to take over {label}. You would be in charge of it.",
    "tell.handover_stays": "{who} is in charge until you take it.",
    "tell.handover_offered": (
        "{who} asked {person} to take over {label}. You are in charge until {person} takes it."
    ),
    "tell.handover_declined": "{person} can't take over {label}. You are in charge still.",
    "tell.handover_declined_other": (
        "{person} can't take over {label}. {holder} is in charge still."
    ),
    "tell.handover_missed": (
        "{person} has not answered whether to take over {label}. "
        "You are in charge until {person} takes it."
    ),
    "tell.handover_missed_other": (
        "{person} has not answered whether to take over {label}. "
        "{holder} is in charge until {person} takes it."
    ),
    "tell.handover_over": (
        "You were asked to take over {label}. That is not needed any more. Thank you."
    ),
    "tell.handover_over_taken": (
        "You were asked to take over {label}. {who} is in charge now, so you need not. Thank you."
    ),
    # What whoever asked for it reads, alone.
    "note.handover": (
        "{person} has been asked to take over {label}, and reads the lines below. "
        "You are in charge until {person} takes it."
    ),
    "note.handover_other": (
        "{person} has been asked to take over {label}, and reads the lines below. "
        "{holder} is in charge until {person} takes it."
    ),
    "note.handover_gone": (
        "Whoever was in charge of {label} is not there any more, so you are in charge until "
        "{person} takes it. {person} has been asked, and reads the lines below."
    ),
    "note.handover_again": "{person} was asked already to take over {label}, and has not answered.",
    "note.in_charge": "You are in charge of {label} now. Thank you.",
    "note.handover_declined": "Thank you for saying so. {holder} is in charge still.",
    "note.catch_up": "How {label} stands. Only you see this.",
    # Refusals.
    "refused.in_charge_already": "This is who is in charge already. Choose somebody else.",
    "refused.not_in_private_channel": (
        "This person is not in the channel of INC-{number}, which is private. "
        "Invite them there first. Then hand over."
    ),
    "refused.handover_over": (
        "This is not offered to you any more. {by} is in charge of INC-{number}. "
        "To take it all the same, type /incident in its channel and take the role."
    ),
    "refused.person_gone": (
        "This person does not use this Slack, or not any more. Choose somebody else."
    ),
    # In the form.
    "form.handover_gone": (
        "{who} is not there any more. Choose yourself to take over at once, or somebody else."
    ),
    "form.handover_nobody": "Nobody here is called {words}. Choose who takes over.",
    "form.handover_several": "Several people here are called {words}. Choose who takes over.",
}

FORMS = {
    "handover": "Hand over",
    "handover.person": "Who takes over?",
    "handover.person.hint": "Whoever is in charge stays so until the other takes it.",
    "handover.line": "What does the record not say?",
    "handover.line.hint": "One line. It goes on the record.",
    "handover.reads": "This is what they read.",
    "handover.submit": "Ask them",
    "handover.take": "I'll take over",
    "redact.handover": "Line of a handover",
    "menu.handover": "Hand over",
    "menu.catch_up": "Catch me up",
}
