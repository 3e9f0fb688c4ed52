"""English: what stands in forms, menus, help and Home. Plain text: no mentions in labels."""

from __future__ import annotations

from firebell.words.en import actions, alerts, buttons, handover, home, publishing, review, ways_in

FORMS = {
    **buttons.BUTTONS,
    **handover.FORMS,
    **review.FORMS,
    **ways_in.FORMS,
    **actions.FORMS,
    **alerts.FORMS,
    **publishing.FORMS,
    **home.FORMS,
    # Buttons and titles that forms share.
    "close": "Close",
    "firebell": "Firebell",
    # Raising.
    "declare": "Raise an incident",
    "declare.drill": "Raise a drill",
    "declare.submit": "Raise",
    "declare.anyway": "Raise anyway",
    "declare.open": "Open now",
    "declare.join": "Join",
    "declare.title": "What is going wrong?",
    "declare.title.hint": "One line, as a user would say it. You can change it later.",
    "declare.service": "Which service?",
    "declare.choose": "Choose one",
    "declare.unsure": "Not sure",
    "declare.severity": "How bad is it?",
    "declare.severity.unsure": "Not sure: {severity} until somebody confirms it",
    "declare.severity.unsure_boxes": (
        "Not sure: what is ticked, else {severity}, until somebody confirms it"
    ),
    "factors.one": "What speaks for {severity}? One is enough.",
    "factors.several": "What speaks for {severity}? {count} of these.",
    "factors.suggest": "What is ticked suggests {severity}. You decide above.",
    "factors.nothing": "Tick what holds, if you know. It suggests how bad it is, and you decide.",
    "field.needed": "Needed to close what is resolved.",
    "declare.sensitive": "Is personal data or security involved?",
    "declare.sensitive.no": "No, or don't know yet",
    "declare.sensitive.yes": "Yes: a private channel, announced nowhere",
    "declare.role": "{role}",
    "declare.role.hint": "Empty: we ask whoever usually does it, where the playbook knows.",
    "declare.description": "Anything else?",
    "declare.tells": "This tells {channels}, unless it is private. A false alarm is fine.",
    "declare.tells_nobody": "A false alarm is fine.",
    "declare.tells_drill": "This is for practice. The people you name are really asked.",
    "declare.quiet": (
        "You have raised several incidents in the last ten minutes, and each pinged many people. "
        "This one is announced without a ping. Raise it, or cancel and add to one that is open."
    ),
    "declare.quietly": "Raise quietly",
    "declare.similar": (
        "{label} is open for the same service since {when}: {title}. "
        "Is it the same? Join it, or raise yours anyway."
    ),
    # Closing.
    "closing": "Close an incident",
    "closing.submit": "Close it",
    "closing.which": "Which incident?",
    "closing.outcome": "How did it end?",
    "closing.same_as": "Same as which incident?",
    "closing.same_as.hint": "Only where it is the same as another one: its number, such as INC-1.",
    "closing.same_as.open": "{hint} Open now: {opened}.",
    "closing.times.hint": (
        "Only for what is resolved. Where you leave it as it is, it is called assumed."
    ),
    "closing.times.resolved": "Only for what is resolved.",
    "closing.confirm": (
        "You are not in the channel of {label} and have no part in it. "
        "Closing it tells everybody who was told. Is this the one you mean?"
    ),
    "closing.review.hint": "Left empty, whoever is in charge has it: the playbook requires one.",
    "closing.summary": "In one line, for somebody who was not there",
    "closing.affected_from": "Users affected from",
    "closing.working_since": "Working again since",
    "closing.reviewer": "Who writes the review?",
    "closing.open_steps": (
        "{count} steps of the playbook are not done. That does not keep it open: "
        "once it is resolved, they are followed up."
    ),
    # When users were affected.
    "times": "Users affected",
    "times.submit": "Say so",
    "times.about": "What you send off here is said by you, and called assumed no more.",
    "times.right": "That is right",
    "times.set": "Set the times",
    # Updating.
    "update": "Tell people",
    "update.submit": "Send update",
    "update.known": "What do we know?",
    "update.known.hint": "Two lines are enough. Even no progress is worth saying.",
    "update.doing": "What are we doing?",
    "update.status": "Where does it stand?",
    "update.severity": "How bad is it?",
    "update.severity.unconfirmed": "{severity}, to be confirmed",
    "update.next": "Next update by",
    "update.working_since": "Working again since",
    "update.goes_to": "This goes to the incident's channel and to everybody who was told.",
    "update.goes_to.private": "Private: this goes to those in its channel and to nobody else.",
    # What stakeholders read.
    "stakeholders": "What should stakeholders read?",
    "stakeholders.update": "In words for people who do not work on it. "
    "Empty: they read your words for the team.",
    "stakeholders.sentence": "In words for people who do not work on it. "
    "Empty: they read only where it stands.",
    # Editing.
    "edit": "Correct it",
    "edit.submit": "Save",
    "edit.title": "What is going wrong?",
    "edit.title.hint": "One line, as a user would say it.",
    "edit.description": "Anything else?",
    # Making it private.
    "private": "Make it private",
    "private.submit": "Make it private",
    "private.what": (
        "{label} goes on in a new private channel, with the people below and those whom the "
        "playbook names for private incidents. Nobody else sees it any more. What Firebell has "
        "said about it elsewhere is deleted or reworded, and the channel that it has now is "
        "renamed to its number and archived."
    ),
    "private.what_thread": (
        "{label} goes on in a new private channel, with the people below and those whom the "
        "playbook names for private incidents. Nobody else sees it any more. What Firebell has "
        "said about it in the thread and elsewhere is deleted or reworded."
    ),
    "private.stays_thread": (
        "What people wrote in the thread stays there; a workspace administrator can delete it."
    ),
    "private.people": "Who comes along?",
    "private.people.hint": "Whoever is not named here gives up their role.",
    "private.line": "One line that everybody may read",
    "private.line.hint": (
        "Only if users still notice it. No names, no details. It is said with the number and time."
    ),
    "private.line.where": "The line is said in {channels}.",
    "private.stays": (
        "What people wrote in the old channel stays there; a workspace administrator can delete it."
    ),
    # Severity, reopening, roles, steps.
    "severity": "How bad is it?",
    "severity.submit": "Say so",
    "severity.why": "Why?",
    "severity.why.hint": "One line. It is shown with the change.",
    "reopen": "Open it again",
    "reopen.submit": "Reopen",
    "reopen.why": "What happened?",
    "roles": "Who does what",
    "roles.take": "I'll take it",
    "roles.submit": "Ask them",
    "roles.unknown": 'Nobody is called "{words}", or more than one is. Choose them here.',
    "roles.hint": "Choose who is to be asked. Leave the others as they are.",
    "steps": "Steps",
    "steps.done": "Done",
    "steps.undo": "Not done",
    "steps.none": "The playbook has no steps for this incident.",
    # A note.
    "note": "Note for the record",
    "note.words": "What happened",
    "note.happened": "When it happened",
    "note.happened.hint": "Left empty, it is now.",
    "note.own": "Your notes",
    "note.correct": "Correct",
    "note.correcting": "Correct a note",
    "note.submit": "Put on record",
    # Removing words from the record.
    "redact": "Remove words",
    "redact.list": "What people typed, the newest first. Choose what is to be removed.",
    "redact.none": "Nothing that people typed is left that can be removed.",
    "redact.title_now": (
        "The title as it is now is not in this list. "
        "To remove it, correct it first with /incident edit."
    ),
    "redact.choose": "Remove",
    "redact.older": "Older",
    "redact.newer": "Newer",
    "redact.page": "Page {page} of {pages}",
    "redact.submit": "Remove it",
    "redact.title": "Old title",
    "redact.description": "Description",
    "redact.update": "Update",
    "redact.reason": "Reason",
    "redact.summary": "How it ended",
    "redact.note": "Note",
    "redact.line": "Public line",
    "redact.outside": "Words for stakeholders",
    "redact.answer": "An answer",
    "redact.what_happens": (
        "This removes the words from the record and from what Firebell wrote. "
        "That something was removed stays on the record, with your name. "
        "What people wrote in Slack themselves stays there. What was sent outside Slack stays "
        "there too. It can't be undone."
    ),
    "redact.of_a_title": (
        "Where the channel's name holds this title, the channel gets another name. "
        "Slack's own lines about its topic and its name are deleted where Slack allows it. "
        "Look through the channel for what is left."
    ),
    "redact.archived": (
        "The channel is archived, so what Firebell wrote there can't be changed now. "
        "It follows once somebody unarchives the channel and invites Firebell."
    ),
    # Choosing and the menu.
    "which": "Which incident?",
    "menu": "What do you want to do?",
    "menu.update": "Tell people",
    "menu.edit": "Correct title, service, leads",
    "menu.roles": "Take a role, or ask somebody",
    "menu.severity": "Change how bad it is",
    "menu.steps": "All steps",
    "menu.redact": "Remove words from the record",
    "menu.note": "Write a note for the record",
    "menu.record": "The record as a file",
    "menu.private": "Make it private",
    "menu.channel": "Move to a channel",
    "button.to_channel": "Move to a channel",
    "place.thread": "the thread",
    "menu.close": "Close the incident",
    "menu.reopen": "Open it again",
    "menu.declare": "Raise another incident",
    "menu.raise_words": 'Raise "{words}" as a new incident',
    "meant": 'There is no command "{words}". Did you mean /incident {command}?',
    "meant.do": "/incident {line}",
    "meant.nothing": 'There is no command "{words}". This is what you can do here.',
    "meant.read_as": "Read as /incident {command}.",
    # What is open, a page at a time.
    "list.part": "{first} to {last} of {all}. Your own come first, then the worst.",
    "list.more": "{count} more",
    "list.first": "Back to the first",
    "list.which": "Show which?",
    "list.count": "{what} ({count})",
    "list.all": "All",
    "list.own": "Mine",
    "list.drills": "Drills",
    "list.show_all": "Show all",
    "list.more_here": "{count} more are open.",
    "list.more_typed": "{count} more are open. To see all, type /incident list.",
    "list.more_numbers": (
        "{count} more are open. For one of them, type /incident close and its number."
    ),
    "menu.help": "What can I type?",
    "near.tell": "Tell its team",
    "near.number": "Tell its team the number alone",
    "feedback": "say how it worked",
    "copy": "Copy as text",
    "copy.label": "Select all and copy",
    # Help.
    "help": (
        "*What you can type*\n"
        "`/incident` raises an incident. Words after it become its title.\n"
        "`/incident update` tells people what is known.\n"
        "`/incident edit` corrects title, description, service and leads.\n"
        "`/incident severity` says how bad it is: `/incident severity P1`.\n"
        "`/incident handover @somebody` asks them to take over, `/incident catchup` says how it "
        "stands.\n"
        "`/incident private` makes it private, with the people you name.\n"
        "`/closeincident` or `/incident close` ends it. Words after it say how it ended.\n"
        "`/incident reopen` opens it again.\n"
        "`/incident list` shows what is open, `/incident list mine` your own, "
        "`/incident status` how one stands.\n"
        "`/incident note at 14:05 …` puts a line on the record, "
        "`/incident record` gives you the record as a file, "
        "`/incident redact` removes words from it.\n"
        "`/incident action @somebody by friday …` writes down something to do, "
        "`/incident actions` shows what is to be done.\n"
        "`/incident review` begins or opens the review of a closed one, "
        "`/incident review @somebody by friday` says who writes it.\n"
        "`/incident drill` raises one for practice, "
        "`/incident adopt` one that is handled in the channel where you are, "
        "`/incident past` puts on the record what is over.\n"
        "Outside an incident's channel, add its number: `/incident update INC-42`."
    ),
    "help.here": "In an incident's own channel, `/incident` shows what you can do with it.",
}
