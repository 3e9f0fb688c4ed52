"""What the words behind a command name, and what is left of them.

A name that stands apart is taken out of the words; where it may be a part of what people say, the
words stay whole. Whatever is chosen by it stands in a form that can be changed, or is said back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from firebell.domain.incident import Incident, Outcome, Status
from firebell.domain.named import (
    Named,
    Vocabulary,
    first_word,
    folded,
    folded_words,
    mentioned,
    named,
)
from firebell.domain.open_actions import Wanted
from firebell.domain.playbook import Playbook
from firebell.words.catalogue import LANGUAGES
from firebell.words.en.typed import (
    EVERYTHING,
    LATE,
    MINE,
    NOBODYS,
    NOT,
    OUTCOME_NAMES,
    SEVERITY_NAMES,
    SMALL,
    STATUS_NAMES,
)

_LABEL = re.compile(r"(?:inc[- ]?|#)(\d{1,9})\b[:,.]?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\d+$")
_FIRST = re.compile(r"(?:inc\s*-?\s*|#)?\s*(\d{1,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How it stands: what was named of it, and the words that are left."""

    severity: str | None = None
    status: Status | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """How it ended: what was named of it, and the words that are left."""

    outcome: Outcome | None = None
    duplicate_of: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Which of the open incidents: only one's own, only those on which these words stand."""

    own: bool = False
    words: tuple[str, ...] = ()


def severity_in(words: str, incident: Incident, playbook: Playbook) -> Stand:
    """Behind `severity`: a name at the beginning; else the only other one that is mentioned."""
    names = severity_names(playbook)
    alone = {key: list(_numbers(key)) for key in names}
    found = named(words, names, SMALL) or _whole(named(words, alone))
    if found is not None:
        kept = found.rest if found.apart or found.coded else words
        return Stand(severity=found.value, words=kept)
    others = mentioned(words, names) - {incident.severity}
    denied = any(word in folded(words).replace("'", " ").split() for word in NOT)
    only = next(iter(others)) if len(others) == 1 and not denied else None
    return Stand(severity=only, words=words)


def names_only(words: str, playbook: Playbook) -> str | None:
    """What the words are, where they are a name and nothing else: `severity`, `update` (for a
    status) or `close` (for how it ended)."""
    names = {
        "severity": severity_names(playbook),
        "update": STATUSES_NAMED,
        "close": OUTCOMES_NAMED,
    }
    for verb, vocabulary in names.items():
        found = named(words, vocabulary, SMALL)
        if found is not None and not found.rest:
            return verb
    return "close" if end_in(words).duplicate_of else None


def stand_in(words: str, playbook: Playbook) -> Stand:
    """Behind `update`: a severity, a status, or both, in front of what is known."""
    severity, status = None, None
    for _ in range(2):
        worse = _cut(named(words, severity_names(playbook), SMALL))
        if worse is not None and severity is None:
            severity, words = worse.value, worse.rest
        now = _cut(named(words, STATUSES_NAMED, SMALL))
        if now is not None and status is None:
            status, words = Status(now.value), now.rest
    return Stand(severity=severity, status=status, words=words)


def severity_before(words: str, playbook: Playbook) -> str | None:
    """In front of a title, which stays whole."""
    found = _cut(named(words, severity_names(playbook)))
    return found.value if found else None


def end_in(words: str) -> End:
    """Behind `close`. *Same as* is an outcome with a number behind it, or by itself."""
    found = named(words, OUTCOMES_NAMED, SMALL)
    if found is None:
        return End(words=words)
    outcome = Outcome(found.value)
    if outcome is Outcome.DUPLICATE:
        number = _LABEL.match(found.rest)
        if number is not None:
            rest = found.rest[number.end() :]
            return End(outcome=outcome, duplicate_of=int(number[1]), words=rest)
    if not found.apart:
        if not found.several or outcome is Outcome.DUPLICATE:
            return End(words=words)
        return End(outcome=outcome, words=words)
    return End(outcome=outcome, words=found.rest)


def which_in(words: str) -> Which:
    """Behind `list`: whose, and what stands on them."""
    parts = [first_word(word)[0] for word in words.split()]
    kept = [part for part in parts if part and part not in MINE and part not in EVERYTHING]
    return Which(own=any(part in MINE for part in parts), words=tuple(kept))


def wanted_in(words: str) -> Wanted:
    """Behind `actions`: whose, whether late, and what stands on them."""
    parts = [first_word(word)[0] for word in words.split()]
    known = MINE | LATE | NOBODYS | EVERYTHING
    return Wanted(
        own=any(part in MINE for part in parts),
        late=any(part in LATE for part in parts),
        nobodys=any(part in NOBODYS for part in parts),
        words=tuple(part for part in parts if part and part not in known),
    )


def is_which(words: str, playbook: Playbook) -> bool:
    """Whether all of it says which: else it begins a title."""
    services = " ".join(f"{service.key} {service.name}" for service in playbook.services)
    severities = " ".join(severity.key for severity in playbook.severities)
    statuses = " ".join(word for status in Status for word in (status.value, *_statuses(status)))
    known = folded_words(f"{services} {severities} {statuses} drill drills private unsure")
    return known.issuperset(which_in(words).words)


def kind_of(incident: Incident) -> frozenset[str]:
    """What an incident is, in words that do not stand on it."""
    kinds = [incident.status.value, *_statuses(incident.status)]
    kinds += ["drill drills"] if incident.drill else []
    kinds += ["private"] if incident.private else []
    kinds += [] if incident.severity_confirmed else ["unsure"]
    return folded_words(" ".join(kinds))


def severity_names(playbook: Playbook) -> Vocabulary:
    """The playbook's own names; and where numbers tell them apart, what others call them."""
    keys = [severity.key for severity in playbook.severities]
    numbers = [number for key in keys for number in _numbers(key)]
    words = (*SEVERITY_NAMES, playbook.severity_word)
    return {
        key: [
            key,
            *(
                f"{word} {number}"
                for number in _numbers(key)
                if numbers.count(number) == 1
                for word in words
            ),
        ]
        for key in keys
    }


def _numbers(key: str) -> list[str]:
    found = _NUMBER.search(key)
    return [found[0]] if found else []


def _cut(found: Named | None) -> Named | None:
    """Only what can be taken out of the words."""
    return found if found is not None and (found.apart or found.coded) else None


def _whole(found: Named | None) -> Named | None:
    """Only what nothing follows: a number by itself is no name where words follow it."""
    return found if found is not None and not found.rest else None


def _statuses(status: str) -> list[str]:
    """What it is called, in every language: people type what they read somewhere."""
    return [language.statuses[status] for language in LANGUAGES.values()]


NOTHING_SAID = End()
"""Of how it ended."""
STATUSES_NAMED: Vocabulary = {
    status: (*names, *_statuses(status)) for status, names in STATUS_NAMES.items()
}
OUTCOMES_NAMED: Vocabulary = {
    outcome: (*names, *(language.outcomes[outcome] for language in LANGUAGES.values()))
    for outcome, names in OUTCOME_NAMES.items()
}


def number_in(typed: str) -> int | None:
    """The incident that is named: `INC-2`, `inc 2`, `#2`, `2`, with or without words behind it."""
    found = _FIRST.match(typed.strip())
    return int(found[1]) if found else None
