"""How it ended, in the words of each outcome, wherever it is said; the other one by its number."""

from __future__ import annotations

from firebell.domain.incident import Incident, Outcome
from firebell.words.catalogue import OUTCOMES, STATUSES
from firebell.words.say import labelled, say
from firebell.words.text import Text, plain


def outcome_words(outcome: str, other: int | None) -> str:
    """`Resolved`, `False alarm`, `Same as INC-2`."""
    if outcome == Outcome.DUPLICATE and other is not None:
        return plain(say("same_as", other=label(other)))
    return OUTCOMES[outcome]


def status_words(incident: Incident) -> str:
    """`Cause identified`; of what is over how it ended: `Closed: false alarm`."""
    status, ending = STATUSES[incident.status], incident.ending
    if incident.is_open or ending is None:
        return status
    ended = outcome_words(ending.outcome, ending.duplicate_of)
    return f"{labelled(status)}{ended[:1].lower()}{ended[1:]}"


def closed_words(incident: str, outcome: str, other: int | None) -> Text:
    """`INC-3 is closed: it is the same as INC-2.`"""
    match outcome:
        case Outcome.FALSE_ALARM:
            return say("closed.false_alarm", label=incident)
        case Outcome.DUPLICATE if other is not None:
            return say("closed.duplicate", label=incident, other=label(other))
        case Outcome.DUPLICATE:
            return say("closed.duplicate_unknown", label=incident)
        case _:
            return say("closed", label=incident)


def ended_words(incident: Incident) -> Text:
    """The same of an incident as it stands."""
    ending = incident.ending
    outcome, other = (ending.outcome, ending.duplicate_of) if ending else (Outcome.RESOLVED, None)
    return closed_words(incident.label, outcome, other)


def label(number: int) -> str:
    """What people call an incident of which only the number is known."""
    return f"INC-{number}"
