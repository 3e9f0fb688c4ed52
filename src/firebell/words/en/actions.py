"""English: actions and follow-ups, in messages, lists and forms."""

from __future__ import annotations

SENTENCES = {
    # An action on one line.
    "action.owner": "{who}",
    "action.nobody": "nobody has it",
    "action.due": "by {when}",
    "action.late": "late, was due by {when}",
    "action.done": "Done: {action} ({who}, {when})",
    "action.done_there": "Done: {action} ({ticket} was closed)",
    "action.removed": "This action was removed.",
    "action.ticket_wanted": "a ticket is being made",
    "card.actions": "Actions",
    "card.actions_more": "{count} more actions.",
    "ten.actions": "Open actions: {items}",
    "say.left_to_do": "Left to do: {items}",
    "say.ticket_closed": "{ticket} was closed, so this is done: {action}",
    # Directly to one person.
    "tell.action_given": "{who} gives you something to do for {label}: {title}",
    "tell.actions_due": "{label}: is this done?",
    "tell.actions_due_beside": "Also due for you, in other incidents: {count}.",
    "tell.actions_due_last": "Firebell asks no more about this. It stays in /incident actions.",
    "tell.actions_left": (
        "{person} is not there any more, so nobody has this now. {label}: who does it?"
    ),
    "tell.ticket_closed": "{label}: {ticket} was closed, so this is done: {action}",
    # What somebody who typed or pressed something reads, alone.
    "note.action": "It is on the list of {label}: {action}",
    "note.action_ticket": "It is on the list of {label}, and a ticket is being made: {action}",
    "note.owner_unknown": "Nobody here is called {name}, or several are. Choose who does it.",
    "note.no_action": "Nothing was written down. You wrote: {words}",
    "note.actions_none": "Nothing is left to do here.",
    "note.actions_none_match": 'To be done: {count}. None of it fits "{words}".',
    "note.no_incident_for_action": (
        "This is no incident's channel. Type /incident action INC-1 and your words."
    ),
    "note.message_no_action": "That message was deleted, so there is no action made of it.",
    "note.message_unread_action": (
        "Slack did not show us that message. Type /incident action and your words."
    ),
    # Refusals.
    "refused.action_needed": "Say in one line what is to be done.",
    "refused.no_such_action": "This action was removed, so nothing was changed.",
    "refused.owner_not_in_channel": (
        "This person is not in the channel of INC-{number}, which is private. "
        "Invite them there first, or choose somebody else."
    ),
    "refused.due_past": "This time has passed. Choose one that is still to come.",
    "refused.due_past_typed": (
        "{said} has passed. Write a day or a time that is still to come, as in “by friday”."
    ),
    "refused.due_unreadable": (
        "“{said}” can't be read as a day or a time. Write “by friday”, “by 12 dec” or “by 14:05”."
    ),
    "refused.no_tracker": (
        "The playbook names no tracker for INC-{number}, so no ticket was made. The action is kept."
    ),
    "refused.ticket_there": "This has a ticket already: {ticket}.",
    "refused.ticket_on_its_way": (
        "A ticket is being made already. If you were told that it failed, press Try again there."
    ),
}

FORMS = {
    "action": "Something to do",
    "action.words": "What is to be done?",
    "action.owner": "Who does it?",
    "action.owner.hint": "Left empty, whoever is in charge is asked about it.",
    "action.due": "By when?",
    "action.ticket": "In the tracker",
    "action.ticket.yes": "Make a ticket in {tracker}",
    "action.ticket.private": "Only the incident's number goes there, since it is private.",
    "action.submit": "Write it down",
    "action.change": "Change an action",
    "action.save": "Save",
    "action.remove": "Remove it",
    "action.done": "Done",
    "action.undo": "Not done",
    "action.edit": "Change",
    "action.day": "Another day",
    "action.other": "Somebody else",
    "action.make_ticket": "Make a ticket",
    "actions": "To be done",
    "actions.part": "{first} to {last} of {all}. Your own come first, then what is late.",
    "actions.all": "All",
    "actions.own": "Mine",
    "actions.late": "Late",
    "actions.nobodys": "Nobody's",
    "actions.add": "Write down an action",
    "actions.look": "Ask the tracker now",
    "actions.home": "For you to do",
    "actions.home_more": "{count} more for you to do.",
    # In a ticket.
    "ticket.title": "{label}: {action}",
    "ticket.private": "{label}: something to do",
    "ticket.private.where": (
        "This incident is private. What is to be done stands in its channel in Slack."
    ),
    "ticket.from": "Written down in {label} ({organisation}). Closing this marks it as done there.",
    "ticket.due": "To be done by {day}.",
    "menu.action": "Write down an action",
    "menu.actions": "What is to be done",
    "redact.action": "Action",
    "closing.open_actions": (
        "{count} actions are not done. They are followed up, and keep nothing open."
    ),
}
