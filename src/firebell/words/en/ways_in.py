"""English: the other ways in than the form of /incident."""

from __future__ import annotations

SENTENCES = {
    # From a message.
    "say.raised_from": "{who} raised {label} from this.",
    "card.source": "Raised from {message}.",
    "note.raised_from_already": "{label} was raised from this message already: {channel}.",
    # Into a channel that was there before.
    "withdrawn.adopted": (
        "What Firebell had written about it here is deleted. This channel stays as it is."
    ),
    "refused.adopt_no_channel": (
        "Type /incident adopt in the channel in which the incident is to be handled. "
        "Direct messages can't be one."
    ),
    "refused.adopt_not_inside": (
        "Firebell is not in this channel. Nothing was raised. "
        "Type /invite @Firebell here, and then /incident adopt again."
    ),
    "refused.adopt_unknown": (
        "Slack did not say who is in this channel. Nothing was raised. Please try again."
    ),
    "refused.adopt_shared": (
        "People of another organisation or workspace are in this channel and would read "
        "everything. Nothing was raised. To raise it in a channel of its own, type /incident."
    ),
    "refused.adopt_general": (
        "Everybody is in this channel, so an incident can't live here. "
        "To raise it in a channel of its own, type /incident."
    ),
    "refused.adopt_announced": (
        "Incidents are announced in this channel, so none can live here. "
        "To raise it in a channel of its own, type /incident."
    ),
    "refused.adopt_archived": "This channel is archived, so nothing can be said in it.",
    "refused.adopt_held": (
        "This channel is the one of INC-{number} already. "
        "To raise another in a channel of its own, type /incident raise."
    ),
    "refused.channel_passed_on": (
        "INC-{number} was handled in a channel that another incident has now, so it can't be "
        "opened again. If it goes on, type /incident raise."
    ),
    "refused.adopt_held_by_other": (
        "This channel was another incident's, so it can't be adopted. "
        "To raise it in a channel of its own, type /incident."
    ),
    # After it was over.
    "recorded_by": "Put on the record {when} by {who}, after it was over.",
    "noticed": "Noticed {when}.",
    "over_since": "Over since {when}.",
    "confirm.past": (
        "{label} is on the record: {title}. Nobody was told. "
        "For its record, type /incident record {typed}."
    ),
    "confirm.past_where": "Its channel: {channel}.",
    "refused.past_time_needed": "Say when this was. If nobody knows exactly, say about when.",
    "refused.past_ended_before_working": "This is earlier than the time it worked again.",
    "refused.past_summary_needed": "Say what happened, be it in one line.",
    "refused.past_not_reopened": (
        "INC-{number} was over before it was put on the record, so it can't be opened again. "
        "If it goes on now, type /incident raise."
    ),
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
    # Into a channel that was there before.
    "adopt": "Adopt this channel",
    "adopt.drill": "Adopt it for a drill",
    "adopt.open": (
        "The incident is handled in this channel, which everybody in this Slack can read. "
        "If personal data or security is involved, cancel and type /incident: it can make a "
        "private channel."
    ),
    "adopt.private": (
        "This channel is private, so the incident is private: it is announced nowhere. Those in "
        "the channel see it. Nobody is brought in but the leads whom you name here, who can then "
        "read what was written before."
    ),
    "adopt.keeps": (
        "The channel keeps its name, topic and purpose. Firebell never archives it. "
        "It writes and pins one message, and keeps the record from now on."
    ),
    "private.what_adopted": (
        "{label} goes on in a new private channel, with the people below and those whom the "
        "playbook names for private incidents. Nobody else sees it any more. What Firebell has "
        "said about it elsewhere is deleted or reworded. The channel that it has now was there "
        "before, so it stays as it is, with what people wrote in it."
    ),
    # After it was over.
    "past": "Record a past incident",
    "past.drill": "Record a past drill",
    "past.submit": "Put on record",
    "past.title": "What went wrong?",
    "past.affected_from": "When did it begin?",
    "past.noticed": "When was it noticed?",
    "past.noticed.hint": "Leave it empty if nobody knows.",
    "past.working_since": "When was it working again?",
    "past.ended": "When was it over for the team?",
    "past.summary": "What happened?",
    "past.channel": "Does it need a channel?",
    "past.channel.no": "No, only the record",
    "past.channel.yes": "Yes, with you in it",
    "past.tells": (
        "Nobody is asked, told or reminded. What is private gets a private channel in any case: "
        "only those in it can read it."
    ),
    # Where people talk.
    "call": "Join the call",
}
