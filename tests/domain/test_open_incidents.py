"""Sixty open at once: one's own first, then the worst, and any word finds one."""

from __future__ import annotations

from dataclasses import replace

from firebell.domain.incident import Incident, Status
from firebell.domain.open_incidents import in_order, matching
from firebell.words.reading import kind_of, which_in
from tests.domain.build import PLAYBOOK, declared, incident_after


def opened(number: int, severity: str = "P2", **more: object) -> Incident:
    """One of many, which Alice raised."""
    raised = incident_after(declared(id=f"incident-{number}", number=number, severity=severity))
    return replace(raised, **more)  # type: ignore[arg-type]


MANY = [
    opened(6, "P3"),
    opened(5, "P2", title="Login is slow", status=Status.MONITORING),
    opened(4, "P1", drill=True),
    opened(3, "P1", service_name="Apply/Manage"),
    opened(2, "P3", in_charge="UBOB"),
    opened(1, "P2", severity_confirmed=False),
]


def numbers(words: str) -> list[int]:
    """Those that the words find."""
    found = matching(MANY, which_in(words).words, [kind_of(each) for each in MANY])
    return [incident.number for incident in found]


def test_own_come_first_then_real_ones_then_the_worst_then_the_newest() -> None:
    assert [each.number for each in in_order(MANY, "UBOB", PLAYBOOK)] == [2, 3, 5, 1, 6, 4]
    assert [each.number for each in in_order(MANY, "UALICE", PLAYBOOK)] == [3, 5, 1, 6, 2, 4]


def test_any_word_that_stands_on_an_incident_finds_it() -> None:
    asked = ["", "p1", "APPLY", "apply/manage p1", "inc-5", "slow", "watching", "drills", "unsure"]
    assert {words: numbers(words) for words in asked} == {
        "": [6, 5, 4, 3, 2, 1],
        "p1": [4, 3],
        "APPLY": [3],
        "apply/manage p1": [3],
        "inc-5": [5],
        "slow": [5],
        "watching": [5],
        "drills": [4],
        "unsure": [1],
    }
    assert numbers("slow p1") == []
