"""Which message it is that is said or told, and what holds of each."""

from __future__ import annotations

from enum import StrEnum


class ChannelMessage(StrEnum):
    """What is said in a channel. Part of the keys of stored effects: never rename a value."""

    NOT_ADDED = "not_added"
    UNRESOLVED = "unresolved"
    ROLE_OPEN = "role_open"
    MADE_REAL = "made_real"
    IN_CHARGE = "in_charge"
    UPDATED = "updated"
    SEVERITY = "severity"
    CLOSED = "closed"
    TIMES_SAID = "times_said"
    SAME_AS_THIS = "same_as_this"
    REOPENED = "reopened"
    CHANNEL_ARCHIVED = "channel_archived"
    MEMBER_LEFT = "member_left"
    NOT_REACHED = "not_reached"
    RECORD_REMOVED = "record_removed"
    NEWS = "news"
    PUBLIC_LINE = "public_line"
    LEFT_BEHIND = "left_behind"
    NUDGED = "nudged"
    RAISED_FROM = "raised_from"
    PAGED = "paged"
    NEIGHBOUR = "neighbour"
    NEIGHBOUR_NUMBER = "neighbour_number"
    TICKET_CLOSED = "ticket_closed"
    REVIEW_SENT = "review_sent"
    REVIEW_PUBLISHED = "review_published"
    ROLE_ASKED = "role_asked"
    MOVED = "moved"
    STAYS_IN_THREAD = "stays_in_thread"
    ALERT_JOINED = "alert_joined"
    ALERT_ENDED = "alert_ended"


class DirectMessage(StrEnum):
    """What one person is told. Part of the keys of stored effects: never rename a value."""

    ASK = "ask"
    BROUGHT_IN = "brought_in"
    TAKEOVER_ASKED = "takeover_asked"
    ROLE_PASSED = "role_passed"
    ROLE_DECLINED = "role_declined"
    ANSWER_MISSED = "answer_missed"
    LEAD_NOT_ADDED = "lead_not_added"
    SEVERITY_ASKED = "severity_asked"
    UPDATE_DUE = "update_due"
    CLOSED = "closed"
    TIMES_ASKED = "times_asked"
    REVIEW_ASKED = "review_asked"
    REVIEW_ASSIGNED = "review_assigned"
    REVIEW_DUE = "review_due"
    REVIEW_SENT = "review_sent"
    REVIEW_COMMENTED = "review_commented"
    REVIEW_NOT_MADE = "review_not_made"
    REVIEW_WORDS = "review_words"
    FAILED = "failed"
    UNPINGED = "unpinged"
    RECORD_REMOVED = "record_removed"
    DATA_CLOCK = "data_clock"
    HANDOVER = "handover"
    HANDOVER_OFFERED = "handover_offered"
    HANDOVER_DECLINED = "handover_declined"
    HANDOVER_MISSED = "handover_missed"
    HANDOVER_OVER = "handover_over"
    NUDGED = "nudged"
    STEPS_LATE = "steps_late"
    NEWS = "news"
    NOT_DELIVERED = "not_delivered"
    NEIGHBOUR = "neighbour"
    NEIGHBOUR_NUMBER = "neighbour_number"
    ACTION_GIVEN = "action_given"
    ACTIONS_DUE = "actions_due"
    ACTIONS_LEFT = "actions_left"
    TICKET_CLOSED = "ticket_closed"
    LEFT_ON_PAGE = "left_on_page"


NAME_THE_TITLE = frozenset(
    {
        ChannelMessage.MADE_REAL,
        ChannelMessage.SEVERITY,
        ChannelMessage.CLOSED,
        ChannelMessage.SAME_AS_THIS,
        ChannelMessage.REOPENED,
        ChannelMessage.NUDGED,
        ChannelMessage.NEWS,
        DirectMessage.NEWS,
        ChannelMessage.NEIGHBOUR,
        DirectMessage.NEIGHBOUR,
        DirectMessage.ASK,
        DirectMessage.CLOSED,
        DirectMessage.SEVERITY_ASKED,
        DirectMessage.UPDATE_DUE,
        DirectMessage.NUDGED,
        DirectMessage.ACTION_GIVEN,
    }
)
"""What is said and told with the incident's title in it."""


QUOTE_THE_EVENT = frozenset(
    {
        ChannelMessage.UPDATED,
        ChannelMessage.SEVERITY,
        ChannelMessage.CLOSED,
        ChannelMessage.REOPENED,
        ChannelMessage.PUBLIC_LINE,
        ChannelMessage.NEWS,
        ChannelMessage.ALERT_JOINED,
        ChannelMessage.ALERT_ENDED,
        ChannelMessage.REVIEW_PUBLISHED,
        DirectMessage.NEWS,
        DirectMessage.CLOSED,
        DirectMessage.REVIEW_COMMENTED,
    }
)
"""What is said and told with words in it that somebody typed for the event."""


QUOTE_THE_RECORD = frozenset({DirectMessage.HANDOVER, ChannelMessage.NEWS, DirectMessage.NEWS})
"""What is told with words of the record in it, whichever they are."""


SHOW_THE_PAGE = frozenset({ChannelMessage.UPDATED, ChannelMessage.CLOSED, ChannelMessage.REOPENED})
"""What says that its words for the public stand on the status page, once they do."""


QUOTE_ACTIONS = frozenset(
    {
        ChannelMessage.CLOSED,
        DirectMessage.CLOSED,
        ChannelMessage.TICKET_CLOSED,
        DirectMessage.ACTION_GIVEN,
        DirectMessage.ACTIONS_DUE,
        DirectMessage.ACTIONS_LEFT,
        DirectMessage.TICKET_CLOSED,
    }
)
"""What is said and told with the words of actions in it."""


Asking = ChannelMessage | DirectMessage


ABOUT_ACTIONS: frozenset[Asking] = frozenset(
    {DirectMessage.ACTION_GIVEN, DirectMessage.ACTIONS_DUE, DirectMessage.ACTIONS_LEFT}
)
"""What asks about actions, each of which has buttons of its own: they say how it stands now."""


ABOUT_A_ROLE: frozenset[Asking] = frozenset(
    {
        DirectMessage.ASK,
        DirectMessage.ROLE_DECLINED,
        DirectMessage.ANSWER_MISSED,
        DirectMessage.LEAD_NOT_ADDED,
        ChannelMessage.ROLE_OPEN,
        ChannelMessage.NUDGED,
        DirectMessage.NUDGED,
        ChannelMessage.UNRESOLVED,
        ChannelMessage.NOT_ADDED,
    }
)
"""What asks for somebody: answered when the role has somebody."""


WHILE_OPEN: frozenset[Asking] = frozenset(
    {
        *ABOUT_A_ROLE,
        DirectMessage.HANDOVER,
        DirectMessage.HANDOVER_DECLINED,
        DirectMessage.HANDOVER_MISSED,
        DirectMessage.SEVERITY_ASKED,
        DirectMessage.UPDATE_DUE,
        ChannelMessage.SEVERITY,
        ChannelMessage.REOPENED,
        ChannelMessage.MOVED,
    }
)
"""What has buttons that make no sense once the incident is closed."""


SAID_OPENLY = (
    ChannelMessage.PUBLIC_LINE,
    ChannelMessage.LEFT_BEHIND,
    ChannelMessage.NEIGHBOUR_NUMBER,
)
"""What is said of a private incident where others read it: its number, and what was confirmed."""
