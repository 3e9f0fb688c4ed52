"""English: the lines of the record, and the headings of what leaves Slack."""

from __future__ import annotations

LINES = {
    "declared": "{who} raised it: {title} ({severity}).",
    "edited": "{who} corrected the {what}.",
    "role_asked": "{who} asked {people} to be {role}.",
    "role_taken": "{people} is {role} now.",
    "charge_taken": "{people} is {role} now, and in charge.",
    "role_declined": "{people} can't be {role}.",
    "role_emptied": "{who} took {role} from {people}.",
    "answer_missed": "{people} had not answered as {role}.",
    "severity": "{who} changed it from {before} to {severity}.",
    "severity_why": "{who} changed it from {before} to {severity}: {why}",
    "severity_confirmed": "{who} confirmed {severity}.",
    "status": "It stands at: {status}.",
    "updated": "Update by {who}: {known}{doing}{next}",
    "no_change": "No change, said {who}: {known}{next}",
    "step_done": "Done: {step} ({who}).",
    "step_undone": "Not done after all: {step} ({who}).",
    "joined": "{who} came to help.",
    "noted": "{people}: {text}",
    "redacted": "{who} removed {words} of {of}.",
    "note_deleted": "A message on the record was deleted in Slack, and its words here with it.",
    "note_unmarked": "{who} took a message off the record.",
    "note_changed": "{who} changed a message that is on the record. It reads so above.",
    "closed": "{who} closed it. {outcome}. {summary}",
    "reopened": "{who} opened it again. {why}",
    "made_real": "{who} said that this is real, and no longer a drill.",
    "channel": "The channel #{name} was made.",
    "invited": "In the channel: {people}.",
    "not_added": "Could not be added: {people}.",
    "came": "{people} came into the channel.",
    "left": "{people} left the channel.",
    "made_private": "The channel was made private, and the incident with it.",
    "made_private_since": (
        "The channel was made private, and the incident with it. "
        "It could be read since {since}. Told in: {places}."
    ),
    "moved": (
        "{who} made it private. Everybody in this Slack could read it since {since}. "
        "In its channel: {people}. Told in: {places}."
    ),
    "moved_line": (
        "{who} made it private. Everybody in this Slack could read it since {since}. "
        "In its channel: {people}. Told in: {places}. Said publicly: {line}"
    ),
    "cleared": "What Firebell had written in the channel that was left has been removed.",
    "cleared_but": (
        "What Firebell had written in the channel that was left has been removed, "
        "but for {left} lines that Slack does not let it remove."
    ),
    "cleared_late": "The channel that was left had been archived by somebody already.",
    "put_aside": "A channel that was still being made openly is cleared and put away.",
    "made_public": "The channel was made public, and the incident with it.",
    "archived": "The channel was archived.",
    "unarchived": "The channel was brought back.",
    "expired": "Names and texts were removed: it was kept as long as the playbook says.",
    "exported": "Whoever runs Firebell exported this record.",
    "failed": "{what}: did not work, because {reason}.",
}

PARTS = {
    "doing": " What was being done: {doing}",
    "next": " Next update promised for {when}.",
    "firebell": "Firebell",
    "somebody": "somebody",
    "former-": "a former colleague ({mark})",
    "person-": "somebody ({mark})",
    "removed": "(removed by {who}, {when})",
    "removed_by_somebody": "(removed, {when})",
    "deleted": "(deleted in Slack)",
    "redacted.title": "an old title",
    "redacted.description": "a description",
    "redacted.update": "the words of an update",
    "redacted.reason": "a reason",
    "redacted.summary": "how it ended, in words",
    "redacted.note": "a note",
    "redacted.line": "the public line",
    "nobody": "nobody",
    "nowhere": "no other channel",
    "edited.title": "title",
    "edited.description": "description",
    "edited.service": "service",
}

HEADINGS = {
    "private": "This incident is private. Keep this document among its people.",
    "drill": "This was a drill.",
    "facts": "In short",
    "happened": "What happened",
    "milestones": "Milestones",
    "people": "Who did what",
    "steps": "Steps of the playbook",
    "timeline": "Timeline",
    "promises": "Updates promised",
    "organisation": "Organisation",
    "status": "Status",
    "outcome": "Outcome",
    "service": "Service",
    "raised_by": "Raised by",
    "in_charge": "In charge",
    "closed_by": "Closed by",
    "channel": "Channel",
    "reviewer": "Review",
    "reviewer_due": "{who}, by {day}",
    "affected": "Users affected",
    "affected_for": "{length}",
    "affected_still": "Not known yet",
    "affected_from": "Affected from",
    "raised": "Raised",
    "first_answer": "First lead answered",
    "first_update": "First update",
    "working_since": "Working again since",
    "closed": "Closed",
    "not_sure": "Not sure",
    "nobody": "Nobody",
    "asked": "{who}, asked",
    "kept": "{kept} of {all} came in time.",
    "declarer": "Raised it",
    "joined": "Others in the channel",
}
