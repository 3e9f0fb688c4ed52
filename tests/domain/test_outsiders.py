"""Who has no part in an incident confirms once what they typed about it from elsewhere.

Somebody without a role, not in its channel, closed a P1 by words, at once and for everybody.
"""

from __future__ import annotations

import pytest

from firebell.domain.events import Declared, MemberCame, RoleAsked
from firebell.domain.outsiders import confirms
from tests.domain.build import CHANNEL, DRILL, PLAYBOOK, RAISED, declared, incident_after

WORST = declared(severity="P1")


@pytest.mark.parametrize(
    ("raised", "person", "where", "asked"),
    [
        (WORST, "UCHARLIE", "CHELP", True),
        (WORST, "UCHARLIE", None, True),
        (declared(severity="P2"), "UCHARLIE", "CHELP", True),
        (WORST, "UCHARLIE", "C1", False),
        (WORST, "UALICE", "CHELP", False),
        (WORST, "UBOB", "CHELP", False),
        (WORST, "UPRIYA", "CHELP", False),
        (declared(severity="P3"), "UCHARLIE", "CHELP", False),
        (DRILL, "UCHARLIE", "CHELP", False),
    ],
)
def test_who_has_a_part_or_is_there_is_not_asked(
    raised: Declared, person: str, where: str | None, asked: bool
) -> None:
    role = RoleAsked(at=RAISED, by="UALICE", role="comms", person="UBOB")
    incident = incident_after(raised, CHANNEL, role, MemberCame(at=RAISED, person="UPRIYA"))
    assert confirms(person, incident, where, PLAYBOOK) is asked
