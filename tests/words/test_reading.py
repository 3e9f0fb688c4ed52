"""What words behind a command choose, and what is left of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firebell.domain.incident import Outcome, Status
from firebell.words.reading import (
    End,
    Stand,
    end_in,
    is_which,
    names_only,
    severity_before,
    severity_in,
    stand_in,
)
from tests.domain.build import PLAYBOOK, declared, incident_after

INCIDENT = incident_after(declared())
"""It is P2."""
PLAIN = replace(
    PLAYBOOK,
    severities=tuple(
        replace(severity, key=key)
        for severity, key in zip(PLAYBOOK.severities, ("High", "Middle", "Low"), strict=True)
    ),
)
"""Its severities are called by words that sentences have too."""


@pytest.mark.parametrize(
    ("typed", "severity", "left"),
    [
        ("P1", "P1", ""),
        ("p1", "P1", ""),
        ("to P1", "P1", ""),
        ("it is P1 now", "P1", ""),
        ("sev1", "P1", ""),
        ("1", "P1", ""),
        ("P1 data has leaked", "P1", "data has leaked"),
        ("P3: only one school", "P3", "only one school"),
        ("data has leaked, so P1", "P1", "data has leaked, so P1"),
        ("from P2 to P1", "P1", "from P2 to P1"),
        ("not P1", None, "not P1"),
        ("it isn't a P1", None, "it isn't a P1"),
        ("P2 or is it P1", "P2", "or is it P1"),
        ("1 in 3 users", None, "1 in 3 users"),
        ("data has leaked", None, "data has leaked"),
        ("", None, ""),
    ],
)
def test_a_severity_behind_severity_is_chosen(typed: str, severity: str | None, left: str) -> None:
    """`/incident severity P1` put *P1* into *Why*, and left P2 chosen."""
    assert severity_in(typed, INCIDENT, PLAYBOOK) == Stand(severity=severity, words=left)


def test_a_severity_that_is_a_word_is_chosen_and_words_stay_whole() -> None:
    assert severity_in("low", INCIDENT, PLAIN) == Stand(severity="Low")
    asked = severity_in("low disk space", INCIDENT, PLAIN)
    assert asked == Stand(severity="Low", words="low disk space")
    assert stand_in("low disk space", PLAIN) == Stand(words="low disk space")


@pytest.mark.parametrize(
    ("typed", "severity", "status", "left"),
    [
        ("P1 users can't log in", "P1", None, "users can't log in"),
        ("Identified: a release", None, Status.IDENTIFIED, "a release"),
        ("P1: identified: a release", "P1", Status.IDENTIFIED, "a release"),
        ("cause identified", None, Status.IDENTIFIED, ""),
        ("Fixed, watching it", None, Status.MONITORING, ""),
        ("monitoring is down", None, None, "monitoring is down"),
        ("we are at P1", None, None, "we are at P1"),
    ],
)
def test_a_severity_and_a_status_before_what_is_known_are_chosen(
    typed: str, severity: str | None, status: Status | None, left: str
) -> None:
    assert stand_in(typed, PLAYBOOK) == Stand(severity=severity, status=status, words=left)


@pytest.mark.parametrize(
    ("typed", "ended"),
    [
        ("false alarm", End(outcome=Outcome.FALSE_ALARM)),
        ("It was a False Alarm", End(outcome=Outcome.FALSE_ALARM)),
        ("false alarm: a test", End(outcome=Outcome.FALSE_ALARM, words="a test")),
        ("false alarm by a test", End(outcome=Outcome.FALSE_ALARM, words="false alarm by a test")),
        ("not an incident", End(outcome=Outcome.FALSE_ALARM)),
        ("not a false alarm", End(words="not a false alarm")),
        ("duplicate of INC-2", End(outcome=Outcome.DUPLICATE, duplicate_of=2)),
        ("same as #2: a", End(outcome=Outcome.DUPLICATE, duplicate_of=2, words="a")),
        ("Duplicate", End(outcome=Outcome.DUPLICATE)),
        ("same as another incident", End(outcome=Outcome.DUPLICATE)),
        ("duplicate records removed", End(words="duplicate records removed")),
        ("same as yesterday", End(words="same as yesterday")),
        ("resolved: undone", End(outcome=Outcome.RESOLVED, words="undone")),
        ("undone", End(words="undone")),
    ],
)  # fmt: skip
def test_how_it_ended_is_chosen_by_words_that_name_it(typed: str, ended: End) -> None:
    """`/incident close false alarm` was *Resolved*, with users affected for three hours."""
    assert end_in(typed) == ended


@pytest.mark.parametrize(
    ("typed", "verb"),
    [
        ("P1", "severity"),
        ("it is p1 now", "severity"),
        ("monitoring", "update"),
        ("False alarm", "close"),
        ("duplicate of INC-2", "close"),
        ("P1 login is slow", None),
        ("review", None),
    ],
)
def test_a_name_and_nothing_else_says_which_form(typed: str, verb: str | None) -> None:
    assert names_only(typed, PLAYBOOK) == verb


def test_a_severity_before_a_title_is_chosen_for_it() -> None:
    assert severity_before("P1: it is down", PLAYBOOK) == "P1"
    assert severity_before("it is P1", PLAYBOOK) is None


def test_words_behind_list_are_a_title_unless_all_of_them_say_which() -> None:
    asked = ["P1", "mine", "all", "app p1", "monitoring", "drills", "INC is slow", "of users"]
    assert [is_which(words, PLAYBOOK) for words in asked] == [True] * 6 + [False] * 2
