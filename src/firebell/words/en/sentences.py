"""English: what people read or hear in messages. `{name}` is a fact; facts may be mentions."""

from __future__ import annotations

from firebell.domain.effect_names import DEFECT, UNREADABLE, EffectName
from firebell.words.en import (
    actions,
    alerts,
    handover,
    home,
    in_thread,
    publishing,
    review,
    silence,
    tokens,
    ways_in,
)

STATUSES = {
    "investigating": "Investigating",
    "identified": "Cause identified",
    "monitoring": "Fixed, watching it",
    "closed": "Closed",
}

OUTCOMES = {
    "resolved": "Resolved",
    "false_alarm": "False alarm",
    "duplicate": "Same as another incident",
}

SENTENCES = {
    **handover.SENTENCES,
    **review.SENTENCES,
    **silence.SENTENCES,
    **ways_in.SENTENCES,
    **tokens.SENTENCES,
    **actions.SENTENCES,
    **in_thread.SENTENCES,
    **alerts.SENTENCES,
    **publishing.SENTENCES,
    **home.SENTENCES,
    # Parts of several messages.
    "and": " and ",
    "or": " or ",
    "colon": ": ",
    "same_as": "Same as {other}",
    "unconfirmed": "{severity}, to be confirmed",
    "drill": "DRILL",
    "private": "Private",
    "service": "{title} ({service})",
    "raised_by": "Raised {when} by {who}.",
    "in_charge": "In charge: {who}.",
    "in_charge_for_now": "In charge: {who}, until somebody takes over.",
    "role_on_it": "{role}: {who}, on it",
    "topic.asked": "{role}: {who}, asked",
    "topic.in_charge": "In charge: {who}",
    "role_asked": "{role}: {who}, asked {when}",
    "role_offered": "{role}: {who}, on it; {other} was asked {when} to take over",
    "role_silent": "{role}: {who}, asked {when}, has not answered",
    "role_empty": "{role}: nobody yet",
    "next_update": "Next update by {when}.",
    "next_update_passed": "The update promised for {when} has not come yet.",
    "said": "{when} · {known}",
    "doing": "What we are doing: {doing}",
    "no_change_since": "No change since {when}: {known}",
    "follow": "Follow this thread for news.",
    "working_since": "Working again since {when}.",
    "affected": "Users were affected from {start} to {end} ({length}).",
    "affected_from": "Users were affected from {start}.",
    "affected.assumed": (
        "Nobody has said yet when users were affected. "
        "Assumed: from {start}, when it was raised, to {end} ({length})."
    ),
    "affected.start_assumed": (
        "Users were affected until {end}. Nobody has said yet from when. "
        "Assumed: from {start} ({length})."
    ),
    "affected.end_assumed": (
        "Users were affected from {start}. Nobody has said yet until when. "
        "Assumed: to {end} ({length})."
    ),
    "how_it_ended": "How it ended: {summary}",
    "why": "Why: {why}",
    "closed": "{label} is closed.",
    "closed.false_alarm": "{label} is closed: it was a false alarm.",
    "closed.duplicate": "{label} is closed: it is the same as {other}.",
    "closed.duplicate_unknown": "{label} is closed: it is the same as another incident.",
    "false_alarm": "Nobody was affected.",
    "goes_on": "It goes on as {other}: {channel}.",
    "goes_on_unseen": "It goes on as {other}.",
    # The card.
    "card.steps": "What to do now",
    "card.step_due": " (by {when})",
    "card.step_late": " (late, was due by {when})",
    "card.steps_done": "{done} of {all} steps done.",
    "card.step_done": "Done: {step} ({who}, {when})",
    "card.keeps": (
        "Firebell keeps the record of this channel. "
        "Put {pushpin} on a message to add it to the timeline."
    ),
    "card.documents": "Documents: {documents}",
    "card.similar": "INC-{number} is open for the same service. Is this the same?",
    "card.suggested": "Ticked: {factors}. That suggests {severity}. Nobody has confirmed it yet.",
    "card.ticked": "Ticked: {factors}. That suggests nothing.",
    "card.wanted": (
        "{chosen} was chosen. {service} never counts as more than {severity}, so it is {severity}."
    ),
    "card.answer": "{question} {answer}",
    "card.uses": "{service} uses {other}.",
    "card.used_by": "{other} uses {service}.",
    "card.ring": "{words} Nobody is named there to be told in Slack. Ring {contact}.",
    "card.told_services": "Told as well: {services}.",
    "card.told_service": "the team of {service} ({when})",
    "feedback": "Was Firebell of help? Tell those who run it: {link}.",
    "say.neighbour": "{who} tells you, since {service} uses {other}.",
    "say.neighbour_behind": "{who} tells you, since {other} uses {service}.",
    "say.neighbour_number": (
        "{label} may concern {service}. It is handled privately, and no more is said here. "
        "Whoever works on it knows that you were told."
    ),
    "card.private": (
        "This incident is private. It is shown to nobody outside this channel. "
        "To bring somebody in, invite them to the channel."
    ),
    "card.inside": "In it: {people}.",
    "card.exposed": "Made private {when}.",
    "card.exposed.by": "Made private {when} by {who}.",
    "card.exposed.since": (
        "Everybody in this Slack could read it from {since} until then ({length})."
    ),
    "card.exposed.readers": "In its channel: {people}.",
    "card.exposed.more": " and {count} more",
    "card.exposed.places": "Announced in: {channels}.",
    "card.exposed.outside": ("Sent outside Slack before, where it can't be taken back: {places}."),
    "card.exposed.archived": (
        "The old channel was archived already, so Firebell could not change its name and topic."
    ),
    "card.exposed.stays": (
        "What people wrote in the old channel is still there; "
        "a workspace administrator can delete it."
    ),
    "card.data_clock": (
        "If personal data is involved and the regulator (in the UK, the ICO) has to be told, "
        "tell it by {when}. That is 72 hours after it was known here."
    ),
    "withdrawn": "{label} is handled privately now.",
    "withdrawn.not_asked": "You are not asked to help any more.",
    "withdrawn.channel": (
        "This channel is being put away. If you need to be in the new one, "
        "ask whoever you worked with here."
    ),
    "say.public_line": "{label} · {when} · {line}",
    "purpose": "{label}: {title}. Everything about it happens here. Type /incident for what to do.",
    "purpose.private": "{label}. Type /incident for what to do.",
    # The announcement.
    "told.place": "What is being done: {channel}.",
    "told.no_channel": "It has no channel yet. To help or to ask, write to {who}.",
    # The one who raised it.
    "confirm.raising": "Raising {label}: {title}. The channel is being made.",
    "confirm.no_channel": (
        "{label} is raised: {title}. It has no channel yet. People hear of it without one."
    ),
    "confirm.no_channel_private": (
        "{label} is raised: {title}. It has no channel yet, and nobody else hears of it before it "
        "has one. Tell those who must know yourself."
    ),
    "confirm.awaited": "Slack has not said yet who {name} is. They come in as soon as it does.",
    "confirm.awaited_many": (
        "Slack has not said yet who these are: {names}. They come in as soon as it does."
    ),
    "confirm.unpinged": (
        "Nobody was pinged in {channels}, because Slack did not let Firebell do it. "
        "Tell those who must know at once, and ask a workspace administrator to allow it."
    ),
    "confirm.open": "{label} is open and you are in it: {channel}.",
    "confirm.open_outside": "{label} is open: {channel}.",
    "confirm.closed": "{label} is closed: {channel}.",
    "confirm.closed_otherwise": "{closed} Its channel: {channel}.",
    "confirm.in_charge": "You are in charge until somebody takes over.",
    "confirm.asked": "{people} has been asked to help.",
    "confirm.asked_many": "{people} have been asked to help.",
    "confirm.is_private": "It is private: nobody outside its channel is told about it.",
    "confirm.inside": "In it: {people}.",
    "confirm.outside": (
        "{label} was raised. It is private, and you are not in its channel. "
        "Somebody who is in it can invite you."
    ),
    "confirm.list": "This is how far it has come. What failed is kept and can be tried again.",
    "confirm.waiting": "{what}: not done yet. We keep trying.",
    "confirm.waiting_why": "{what}: not done yet, because {reason}. We keep trying.",
    "confirm.waiting_turn": (
        "{what}: not done yet, because {reason}. We keep trying. Its turn comes at about {when}."
    ),
    "confirm.failed": "{what}: failed, because {reason}.",
    "confirm.done": "Done: {what}.",
    "not_added": "{who} could not be added: {reason}.",
    "not_added_many": "These people could not be added: {people}.",
    "not_added_person": "{who} ({reason})",
    "not_added.roles": "Nobody is {roles} now.",
    "unresolved": "The playbook names {name}, who was not reached: {reason}.",
    "unresolved_many": "The playbook names some who were not reached: {names}.",
    "unresolved_name": "{name} ({reason})",
    "unresolved.roles": "Nobody is {roles} yet.",
    "instead": "You could ask {people}.",
    "instead.contact": "Contact for {service}: {contact}.",
    # In the incident's channel.
    "say.role_declined": "{who} can't be {role}. Who takes it?",
    "say.role_missed": "{who} has not answered as {role}. Who takes it?",
    "say.in_charge": "{who} is in charge now, as {role}.",
    "say.paged": (
        "Nobody leads this yet, so Firebell pages {places}. Whoever takes it here ends the page."
    ),
    "say.made_real": "This is real now. It is no longer a drill. {who} said so.",
    "say.updated": "Update by {who} at {when}",
    "say.worse": "{label} is {severity} now. It was {before}.",
    "say.better": "{label} is {severity} now, less bad than {before}.",
    "say.worse_than_assumed": (
        "{label} is {severity} now. It had counted as {before}, which nobody had confirmed."
    ),
    "say.better_than_assumed": (
        "{label} is {severity} now, less bad than {before}, which nobody had confirmed."
    ),
    "say.who": "Said by {who}.",
    "say.same_as_this": "{label} is closed: it is the same as this one, {other}. {who} said so.",
    "say.same_as_this_where": "What was done about it stands in {channel}. In there: {people}.",
    "say.times_said": "{who} said when users were affected.",
    "say.closed_by": "Closed {when} by {who}.",
    "say.review": "{who} writes the review.",
    "say.review_by": "{who} writes the review by {day}.",
    "say.thanks": "Thank you {people}.",
    "say.reopened": "{label} is open again.",
    "say.reopened_by": "Reopened {when} by {who}.",
    "say.left": "{who} is not in this channel any more. Nobody is {roles} now.",
    "say.left_charge": "{who} is not in this channel any more. {new} is in charge now.",
    "say.left_both": (
        "{who} is not in this channel any more. {new} is in charge now, and nobody is {roles}."
    ),
    "say.channel_archived": "The channel of {label} was archived. It can still be closed.",
    "say.not_reached": (
        "Firebell can't write to {who} directly ({reason}). Please tell them what they "
        "need to know."
    ),
    "say.not_reached_gone": "Firebell could not write to {who} directly.",
    "say.record": "The record of {label}, as of {when}.",
    "say.record_removed": (
        "Words that stood in the record of {label} were taken back, so the file with it was "
        "deleted here. For a new one, type /incident record {typed}."
    ),
    # Directly to one person.
    "ask": "{who} asks you to be {role} for {label} ({severity}): {title}.",
    "ask.private": "{who} asks you to be {role} for {label}, which is private.",
    "ask.over": (
        "{who} asks you to take over as {role} for {label} ({severity}): {title}. "
        "{holder} is on it until you do."
    ),
    "ask.over.private": "{who} asks you to take over as {role} for {label}, which is private.",
    "ask.where": "Channel: {channel}.",
    "ask.no_channel": "There is no channel yet. Write to {who}.",
    "tell.brought_in": (
        "{who} asks you to help with {label}, which is private. You are brought into its channel."
    ),
    "tell.brought_along": (
        "{who} made {label} private and brings you along. It goes on in a new channel."
    ),
    "tell.takeover_asked": (
        "{who} asked {other} to take over from you as {role} for {label}. "
        "You are on it until {other} takes it."
    ),
    "tell.role_passed": "{who} is {role} for {label} now. You can stand down from it.",
    "tell.role_not_needed": "{who} is {role} for {label} now, so you need not.",
    "tell.charge_passed": "{who} is in charge of {label} now. You can stand down from that.",
    "tell.role_declined": "{who} can't be {role} for {label}. Ask somebody else, or take it.",
    "tell.over_declined": "{who} can't take over as {role} for {label}. {holder} is still on it.",
    "tell.answer_missed": "{who} has not answered as {role} for {label}.",
    "tell.over_missed": (
        "{who} has not answered whether they take over as {role} for {label}. "
        "{holder} is still on it."
    ),
    "tell.lead_not_added": (
        "{people} could not be added to the channel of {label}. Nobody is {roles} now. "
        "Ask somebody else, or take it."
    ),
    "tell.over_not_added": (
        "{people} could not be added to the channel of {label}, so nobody takes over for now."
    ),
    "tell.silent_until": "Slack is silent for {who} until {until}.",
    "tell.ring": "Ring {contact}.",
    "tell.severity_asked": (
        "{label} counts as {severity} until somebody confirms it. How bad is it really?"
    ),
    "tell.update_due": "The next update on {label} is due by {when}.",
    "tell.update_due.yours": "You promised an update on {label} by {when}.",
    "tell.update_due.theirs": "{who} promised an update on {label} by {when}.",
    "tell.update_overdue": "The update on {label} was promised for {when}. People are waiting.",
    "tell.steps_late": "{label}: this was to be done by now. Tick what is done.",
    "tell.update_overdue.private": (
        "The update on {label} was promised for {when}. Those in its channel are waiting."
    ),
    "tell.closed": "{label} is closed: {title}.",
    "tell.closed_otherwise": "{closed} It was: {title}.",
    "tell.times_asked": "Is that so? The messages and the record call it assumed until you say it.",
    "tell.review_fell_to": (
        "{label} needs a review, and nobody was named for it. "
        "You were in charge, so it is yours, by {day}."
    ),
    "tell.review_asked": "{who} asks you to write the review of {label} by {day}.",
    "tell.review_asked_open": "{who} asks you to write the review of {label}.",
    "tell.failed": "{label}: {what} did not work, because {reason}.",
    "tell.failed_kept": "Everything else about the incident is kept.",
    "tell.unpinged": (
        "{label}: nobody was pinged in {channels}, because Slack did not let Firebell do it. "
        "Tell those who must know at once, and ask a workspace administrator to allow it."
    ),
    "tell.not_delivered": "{label}: the message to {where} did not arrive, because {reason}.",
    "tell.page_failed": "{label}: the page to {where} did not go out, because {reason}.",
    "tell.page_failed_next": "Ring whoever is on duty, or try again.",
    "tell.page_left": (
        "{label}: {where} could not be told that the page needs nobody any more, because {reason}."
    ),
    "tell.page_left_next": "Settle it there by hand, or try again.",
    "tell.not_delivered_next": "Tell them in another way, or try again.",
    "tell.not_sure": (
        "{label}: nobody knows whether the message to {where} arrived. "
        "Ask them, or tell them in another way."
    ),
    "tell.data_clock": (
        "{label}: if personal data is involved and the regulator (in the UK, the ICO) has to be "
        "told, tell it by {when}."
    ),
    # Whoever runs Firebell.
    "operator.wrong": (
        "The playbook's file was changed and has {count} mistakes. "
        "The one in force since {when} goes on until they are put right."
    ),
    "operator.right": "The playbook's file is right again and in force: version {version}, {when}.",
    "operator.in_force": "The playbook is in force, version {version}.",
    "operator.more": "{count} more. To read all, run firebell check.",
    # What somebody who typed a command reads, alone.
    "note.repeated": "That is {label} already. Nothing was doubled.",
    "note.corrected": "{label} was raised already. What you changed has been corrected there.",
    "note.closed": "{closed} Everyone who was told about it hears of it.",
    "note.closed.private": "{closed} Those in its channel hear of it, and nobody else.",
    "note.times": "Thank you. {times}",
    "note.times_none": "{label} has no such times.",
    "note.updated": "Your update on {label} is on its way.",
    "note.record": "The record of {label} is on its way.",
    "note.joining": "You are being added to {channel}.",
    "note.joining_soon": "You are added to the channel of {label} as soon as it is there.",
    "note.made_private": (
        "{label} is private now. You are brought into its new channel as soon as it is there."
    ),
    "note.made_private_on_top": (
        "{label} is private now. You are brought into its new channel as soon as it is there. "
        "Close this and send off the form beneath it: only those in that channel read it."
    ),
    "note.none_open": "No incident is open. To raise one, type /incident.",
    "note.none_to_close": "No incident is open, so there is nothing to close.",
    "list.none_match": 'Open: {count}. None of them fits "{words}".',
    "note.no_match": "There is no {label} here. To see what is open, type /incident list.",
    "note.not_here": (
        "Type this in the incident's channel, or add its number: /incident {word} INC-1."
    ),
    "note.too_slow": (
        "Slack took too long, so the form could not open. Nothing was raised. "
        "Please type /incident again."
    ),
    "note.too_slow_kept": (
        "Slack took too long, so the form could not open. Nothing is lost: "
        "please type it again, with your words: {text}"
    ),
    "note.form_kept": (
        "This takes longer than usual. What you entered is kept in this form. "
        "Send it again in a moment: nothing is done twice."
    ),
    "note.failed": (
        "That did not work, and we don't know why yet. Nothing was changed. "
        "Please try again in a moment."
    ),
    "note.retrying": "Trying again.",
    "note.still_going": "{label} stays open. Firebell asks again if it hears nothing.",
    "note.removed": (
        "It is removed from the record of {label}. What Firebell wrote with it follows in a moment."
    ),
    "note.nothing_changed": "Nothing was changed on {label}, so nobody is told.",
    "note.done_already": (
        "This was sent off before, and it was done for {label} then. Nothing was doubled. "
        "If you changed something since, look whether it is there."
    ),
    "note.told_service": "The team of {service} is being told of {label}.",
    "note.would_tell_service": (
        "In a real incident the team of {service} would be told now. This is a drill, so nobody is."
    ),
    "note.severity_kept": (
        "{chosen} was chosen. {service} never counts as more than {severity}, so {label} is "
        "{severity}."
    ),
    "note.severity": "{label} is {severity}. Thank you.",
    "note.mention": "Here is what you can do with {label}.",
    "note.mention_none": "This is no incident's channel. You can raise one from here.",
    "note.noted": "It is on the record of {label}.",
    "note.noted_at": "It is on the record of {label}, at {when}.",
    "note.nothing_noted": "Nothing was put on the record. You wrote: {words}",
    "note.thread_noted": ("The whole thread is on the record of {label}. Added just now: {count}."),
    "note.message_gone": "That message was deleted, so it is not on the record of {label}.",
    "note.message_unread": "Slack did not show us that message, so it is not on the record of "
    "{label} yet. Try again in a minute.",
    "note.no_incident_here": "This is no incident's channel, so there is no record to add it to.",
    "copy.hint": "For people who are not in Slack. Select the words, copy them, and press Close.",
    "copy.hint.private": (
        "{label} is private: give these words only to people who may know of it. "
        "Select them, copy them, and press Close."
    ),
    "copy.update": "{label}: update of {when}",
    "copy.closed": "{label}: closed {when}",
    "copy.status": "It stands at: {status}. {word}: {severity}.",
    "note.nothing_to_retry": "That has been done in the meantime.",
    "note.on_it": "You are {role} for {label}. Thank you.",
    "note.declined": "Thank you for saying so. {who} is told, and can ask somebody else.",
    "note.declined.over": "Thank you for saying so. {who} stays on it.",
    "note.declined.in_charge": (
        "Thank you for saying so. Nobody is {role} for {label} now, and its channel is asked "
        "who takes it. You can ask somebody yourself."
    ),
    "note.declined.still": "You stay in charge until somebody takes over.",
    "note.answered_already": "That was answered in the meantime. Nothing was changed.",
    # What stands in place of the buttons of something that has been answered.
    "answer.on_it": "You are on it.",
    "answer.other_on_it": "{who} is on it.",
    "answer.in_charge": "{who} is in charge.",
    "answer.heard": "Something was heard since.",
    "answer.times": "Answered. Thank you.",
    "answer.other_asked": "{who} was asked.",
    "answer.cannot": "You said that you can't.",
    "answer.not_added": "You could not be added to the channel, so you are not asked any more.",
    "answer.nobody": "You are not asked any more.",
    "answer.closed": "{label} was closed.",
    "answer.reopened": "{label} was opened again.",
    "answer.severity": "Answered: it is {severity}.",
    "answer.update": "Done. After that, the next update was promised for {when}.",
    "answer.update_done": "Done.",
    "answer.retried": "It was tried again.",
    "answer.roles_held": "Somebody was found.",
    # Refusals.
    "refused.title_needed": "Say in one line what is going wrong.",
    "refused.no_such_service": "This service is not in the playbook any more. Choose another.",
    "refused.no_such_severity": "This choice is not in the playbook any more. Choose another.",
    "refused.severity_highest": (
        "{service} never counts as more than {severity}, so it stays {severity}. "
        "The playbook says so."
    ),
    "refused.field_needed": "Answer this, please: {question}",
    "refused.neighbour_told": "The team of {service} was told {at}.",
    "refused.neighbour_unknown": ("The playbook names nobody who could be told for {service}."),
    "refused.severity_already": "It is {severity} already.",
    "refused.no_such_role": "This role is not in the playbook any more.",
    "refused.no_such_step": "This step is not part of the incident any more.",
    "refused.no_such_incident": "There is no such incident that you can see.",
    "refused.not_of_this_workspace": (
        "Only people of this Slack workspace can do this. "
        "Somebody who belongs to it can do it for you."
    ),
    "refused.left_to_others": (
        "The playbook leaves this to {audience}. Tell one of them, and they can do it for you."
    ),
    "refused.not_in_channel_yet": (
        "You are not in the channel of INC-{number}, so you can't take this on yet. "
        "Whoever asked you can invite you there."
    ),
    "refused.firebell_outside": (
        "Firebell is not in the channel of INC-{number} any more, so it can't tell who may see it. "
        "Invite it there with /invite, and try again."
    ),
    "refused.not_asked": "You are not asked to be {role} any more, so there is nothing to decline.",
    "refused.role_has": (
        "{by} is {role} by now. Nothing was changed. To take over, press Take a role on the card."
    ),
    "refused.severity_known": (
        "INC-{number} is {severity} already, somebody said so. Nothing was changed. "
        "To change it, type /incident severity."
    ),
    "refused.left_to_in_charge": (
        "Only whoever is in charge can remove words from the record. That is {by}."
    ),
    "refused.removed_already": "This was removed already, by {by} at {at}.",
    "refused.nothing_to_remove": "These words are not on the record.",
    "refused.title_in_use": (
        "This is the title of INC-{number} as it is now. Correct it first with /incident edit. "
        "Then remove the old one."
    ),
    "refused.channel_being_made": (
        "The channel is just being made, and its name may hold this title. "
        "Nothing was removed. Try again in a moment."
    ),
    "refused.next_update_past": "This time has passed. Choose one that is still to come.",
    "refused.not_yet": "This time is still to come. Choose one that has passed.",
    "refused.nothing_said_yet": "Nothing has been said yet. Please write what is known.",
    "refused.say_what_is_known": "Say what you know, even if it is only that you are looking.",
    "refused.same_as_which": "Say which one it is the same as, such as INC-1.",
    "refused.same_as_itself": "INC-{number} is this one. Name the other one.",
    "refused.same_as_unknown": (
        "There is no INC-{number} that you can see. To see what is open, type /incident list."
    ),
    "refused.same_as_private": (
        "INC-{number} is private and this one is not, so it can't be named here. "
        "Choose another outcome."
    ),
    "refused.same_as_same": (
        "INC-{number} is closed as the same as INC-{other} already. Name the one that goes on."
    ),
    "refused.working_before_affected": "This is earlier than the time it began.",
    "refused.already_closed": "INC-{number} was closed already, by {by} at {at}.",
    "refused.still_open": "INC-{number} is open. There is nothing to reopen.",
    "refused.no_drill": "INC-{number} is real already.",
    "refused.nothing_to_note": "There are no words here to put on the record.",
    "refused.nothing_to_correct": "This note is not on the record any more.",
    "refused.left_to_writer": (
        "Only who wrote a note, or whoever is in charge, can correct it. {by} wrote this one."
    ),
    "refused.time_unreadable": (
        "“{said}” can't be read as a time. "
        "Write it on the clock of {zone}, as in “at 14:05” or “yesterday 23:10”."
    ),
    "refused.time_to_come_today": (
        "{said} is still to come today. Was it yesterday? Then write “yesterday {said}”."
    ),
    "refused.time_to_come": "{said} is still to come. Write a time that has passed.",
    "refused.time_never_was": (
        "The clocks went forward that night, so {said} never was. Write another time."
    ),
    "refused.raised_openly": (
        "INC-{number} was raised openly. To make it private, type /incident private."
    ),
    "refused.pings_too_often": (
        "You have pinged many people twice in the last ten minutes. Send it again, and it is "
        "announced without a ping."
    ),
    "refused.private_already": (
        "INC-{number} is private already. To bring somebody in, invite them to its channel."
    ),
    "refused.line_too_long": "Keep it to one line of at most {most} characters.",
    "refused.not_possible.closed": (
        "INC-{number} is closed, so this can't be done. To open it again, type /incident reopen."
    ),
    "refused.not_possible.nothing": "There is no such incident.",
    "refused.not_possible.investigating": "INC-{number} is open, so this can't be done.",
    "refused.not_possible.identified": "INC-{number} is open, so this can't be done.",
    "refused.not_possible.monitoring": "INC-{number} is open, so this can't be done.",
    # Forms.
    "form.pick_person": "Choose a person who uses this Slack, not an app.",
}

AUDIENCES = {
    "members": "full members of this Slack workspace",
    "guests": "guests who were invited",
    "leads": "whoever has a role in the incident",
}

EFFECTS: dict[EffectName, str] = {
    EffectName.CHANNEL: "The channel",
    EffectName.JOINING: "Firebell in the channel",
    EffectName.PEOPLE: "People invited",
    EffectName.GROUP: "The people of a group",
    EffectName.PURPOSE: "The channel's purpose",
    EffectName.TOPIC: "The channel's topic",
    EffectName.NAME: "The channel's name",
    EffectName.ANNOUNCEMENT: "The announcement",
    EffectName.CARD: "The card in the channel",
    EffectName.THREAD_CARD: "The card in the thread",
    EffectName.CONFIRMATION: "The message to whoever raised it",
    EffectName.PIN: "The card pinned",
    EffectName.BOOKMARK: "A document above the channel",
    EffectName.DIRECT_MESSAGE: "A lead asked",
    EffectName.CHANNEL_MESSAGE: "A message",
    EffectName.PICTURES: "Keeping a picture with the record",
    EffectName.STAKEHOLDERS: "A message to stakeholders",
    EffectName.PAGE: "A page to whoever is on duty",
    EffectName.RECORD: "The record as a file",
    EffectName.REVIEW: "The review as a file",
    EffectName.CANVAS: "The review as a canvas",
    EffectName.ARCHIVING: "Putting the channel away",
    EffectName.HOME: "A page in Home",
    EffectName.TAKING_BACK: "Taking back what was said openly",
    EffectName.CLEARING: "Clearing the old channel",
    EffectName.LINES: "Deleting Slack's own lines about the channel",
    EffectName.SWEEP: "Removing what stands twice",
    EffectName.LATER: "What was to happen now",
    EffectName.TICKET: "A ticket for an action",
    EffectName.PUBLICATION: "The words for the public",
}

REASONS = {
    **review.REASONS,
    "other": "Slack says {code}",
    "channel_not_found": "Firebell is not in that channel, or there is no such channel. "
    "Invite it there with /invite",
    "not_in_channel": "Firebell is not in that channel. Invite it there with /invite",
    "is_archived": "the channel is archived",
    "is_inactive": "the channel is archived",
    "name_taken": "another channel has this name",
    "restricted_action": "this workspace lets only some people do that. "
    "Ask a workspace administrator to allow it",
    "restricted_action_read_only_channel": "nobody but its managers may post in that channel. "
    "Ask one of them to allow it, or name another channel in the playbook",
    "restricted_action_thread_only_channel": "people may only answer in threads in that channel. "
    "Ask one of its managers to allow it, or name another channel in the playbook",
    "restricted_action_non_threadable_channel": "nobody may answer in threads in that channel",
    "restricted_action_thread_locked": "that thread is locked",
    "cannot_reply_to_message": "nobody may answer to that message",
    "posting_to_channel_denied": "nobody but its managers may post in that channel. "
    "Ask one of them to allow it",
    "ekm_access_denied": "a workspace administrator has switched off posting in that channel. "
    "Ask them to allow it",
    "app_access_restricted": "this workspace lets only some people use Firebell. "
    "Ask a workspace administrator to allow it",
    "no_permission": "this workspace does not let Firebell do that. "
    "Ask a workspace administrator to allow it",
    "too_many_members": "the channel is full",
    "method_not_supported_for_channel_type": "Slack does not allow it in that kind of channel. "
    "Name another channel in the playbook",
    "edit_window_closed": "this workspace lets nobody change a message after a while. "
    "Ask a workspace administrator to allow it",
    "cant_update_message": "Slack does not let Firebell change that message",
    "user_not_visible": "Firebell may not see that person. Ask a workspace administrator",
    "ura_max_channels": "guest account of a single channel, "
    "ask a workspace administrator to add them",
    "no_external_invite_permission": "they belong to another organisation, "
    "ask a workspace administrator to add them",
    "org_user_not_in_team": "they are not in this workspace, "
    "ask a workspace administrator to add them",
    "file_uploads_disabled": "files are switched off in this workspace. "
    "Ask a workspace administrator to allow them",
    "file_uploads_except_images_disabled": "files are switched off in this workspace. "
    "Ask a workspace administrator to allow them",
    "file_type_not_allowed": "this workspace does not allow files of this kind. "
    "Ask a workspace administrator to allow them",
    "cannot_create_channel": "this workspace does not let Firebell make channels. "
    "Ask a workspace administrator to allow it",
    "user_is_restricted": "guest account, ask a workspace administrator to add them",
    "user_is_ultra_restricted": "guest account, ask a workspace administrator to add them",
    "cant_invite": "Slack does not allow it",
    "user_disabled": "account deactivated",
    "account_deactivated": "account deactivated",
    "user_not_found": "no such person in this Slack, or the account is deactivated",
    "users_not_found": "no such person in this Slack",
    "cant_invite_self": "that is Firebell itself",
    "no_such_subteam": "there is no such group any more",
    "plan_upgrade_required": "this Slack plan has no user groups",
    "missing_scope": "Firebell lacks a permission. Run firebell check to see which",
    "too_many_pins": "the channel has too many pinned messages",
    "invalid_link": "the address of the document is wrong in the playbook",
    "too_many_bookmarks": "the channel has too many bookmarks",
    "bookmarks_disabled": "bookmarks are switched off in this workspace",
    "messages_tab_disabled": "direct messages to Firebell are switched off in its app settings",
    "cannot_dm_bot": "that is an app, not a person",
    "msg_too_long": "the message is too long",
    "msg_blocks_too_long": "the message is too long",
    "invalid_blocks": "Slack did not accept the message. Please report this as a bug",
    "cant_delete_message": "Slack does not let Firebell delete it. "
    "Ask a workspace administrator to do it",
    "cant_delete_file": "Slack does not let Firebell delete it. "
    "Ask a workspace administrator to do it",
    "not_authorized": "Slack does not let Firebell do that here",
    "lease_lost": "the machine that Firebell runs on is busy",
    "ratelimited": "Slack asked us to slow down",
    "rate_limited": "Slack asked us to slow down",
    "timeout": "Slack did not answer",
    "connection": "Slack can't be reached",
    "http_500": "Slack has a problem of its own",
    "fatal_error": "Slack has a problem of its own",
    "internal_error": "Slack has a problem of its own",
    "service_unavailable": "Slack has a problem of its own",
    "unreadable": "Slack's answer made no sense",
    "unexpected": "of a mistake in Firebell, which is in its log",
    UNREADABLE: "of a mistake in Firebell: what it wrote down can't be read. "
    "Its log says more. Please tell whoever runs Firebell",
    DEFECT: "of a mistake in Firebell that came again each time. "
    "Its log says more. Please tell whoever runs Firebell",
    "invalid_auth": "Slack does not let Firebell in. Ask whoever runs Firebell",
    "token_revoked": "Slack does not let Firebell in. Ask whoever runs Firebell",
    "token_expired": "Slack does not let Firebell in. Ask whoever runs Firebell",
    "account_inactive": "Slack does not let Firebell in. Ask whoever runs Firebell",
    "is_bot": "that is an app, not a person",
    "not_resolved": "there is nobody of that name in this Slack, "
    "which firebell check shows to whoever runs Firebell",
    "too_many_pages": "there are more of them than Firebell looks through",
    "not_answered": "Slack has not said yet who that is, and is asked again",
    "nobody_on_call": "PagerDuty has not said who is on call there, or somebody who is not in this "
    "Slack. firebell check shows it to whoever runs Firebell",
    "schedule_empty": "nobody is on call there now",
    "empty_group": "nobody is in that group",
    "outside_unreachable": "nothing answers at the other end",
    "outside_busy": "the other end asked us to slow down",
    "outside_refused": "the other end does not accept it. Run firebell check",
    "outside_gone": "there is nothing at its address any more. Run firebell check",
    "outside_sign_in": "the other end does not let Firebell in. Run firebell check",
    "outside_certificate": "the other end can't prove who it is. Run firebell check",
    "outside_not_set": "its address is not in Firebell's settings. Set it there",
    "page_no_key": "its key is not in Firebell's settings. Set it there",
    "outside_inside": "its address is inside, where Firebell's settings do not let it call",
    "outside_not_named": "the playbook does not name it any more",
    "tracker_private": "it is private now, or a drill, and the playbook lets no such incident "
    "be in the tracker",
    "status_page_no_token": "its token is not in Firebell's settings. Set it there",
    "status_page_folder": "the folder of the status page can't be written",
    "status_page_overtaken": "something newer stands there already",
    "outside_too_long": "the message is too long",
    "mail_no_address": "the mail server knows no such address",
}
