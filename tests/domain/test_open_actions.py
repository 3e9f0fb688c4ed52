"""What there is to do in many incidents: one's own first, then what is late; and some of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.domain.events import ActionAdded, ActionFinished
from firebell.domain.open_actions import in_order, matching, to_do
from firebell.words.reading import wanted_in
from tests.domain.build import DECLARED, NOW, declared, incident_after


def added(id: str, text: str, owner: str | None, hours: float | None = None) -> ActionAdded:
    """Due so many hours from now."""
    due = None if hours is None else NOW + timedelta(hours=hours)
    return ActionAdded(at=NOW, by="UALICE", action=id, text=text, owner=owner, due=due)


FIRST = incident_after(
    DECLARED,
    added("1", "Ring the supplier", "UBOB", 1),
    added("2", "Buy a disk", "UBOB", -1),
    added("3", "Tell the users", None),
    added("4", "Done", "UBOB"),
    ActionFinished(at=NOW, by="UBOB", action="4", done=True),
)
SECOND = incident_after(
    declared(id="incident-2", number=2, title="It is slow"),
    added("1", "Write the page", "UCHARLIE", 5),
    added("2", "Late for Charlie", "UCHARLIE", -2),
)
PRACTICE = incident_after(
    declared(id="incident-3", number=3, drill=True), added("1", "Ring the bell", "UBOB", -5)
)


def shown(which: str, person: str = "UBOB") -> list[str]:
    """As they are listed."""
    found = in_order(to_do([FIRST, SECOND, PRACTICE]), person, NOW)
    wanted = matching(found, wanted_in(which), person, NOW)
    return [each.action.says for each in wanted]


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (
            "",
            [
                *("Buy a disk", "Ring the supplier", "Ring the bell"),
                *("Late for Charlie", "Write the page", "Tell the users"),
            ],
        ),
        ("mine", ["Buy a disk", "Ring the supplier", "Ring the bell"]),
        ("late", ["Buy a disk", "Ring the bell", "Late for Charlie"]),
        ("my overdue ones", []),
        ("overdue mine", ["Buy a disk", "Ring the bell"]),
        ("nobody's", ["Tell the users"]),
        ("ring", ["Ring the supplier", "Ring the bell"]),
        ("slow", ["Late for Charlie", "Write the page"]),
    ],
)
def test_own_before_others_late_before_the_rest_and_drills_behind(
    which: str, expected: list[str]
) -> None:
    assert shown(which) == expected


def test_what_nobody_has_is_for_whoever_is_in_charge() -> None:
    assert shown("mine", "UALICE") == ["Tell the users"]
