"""Home as a view: however much there is, it fits, and nobody's says more than they may see."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from firebell.domain.actions import Action
from firebell.domain.home import Filters, content_of
from firebell.domain.incident import Assignment, Ending, Incident, Outcome, Status, StepState
from firebell.domain.permissions import Caller, sees
from firebell.domain.playbook import Moment
from firebell.slack.client import limits
from firebell.slack.views.home.view import home, mark
from tests.domain.build import NOW, PLAYBOOK
from tests.domain.test_open_incidents import opened
from tests.slack.views.test_text_stays_text import strings

BOB = "UBOB"


def busy(number: int) -> Incident:
    """One in which Bob has a role, a step, a promise and an action."""
    return opened(
        number,
        f"P{number % 3 + 1}",
        roles={"tech": Assignment(person=BOB, asked_at=NOW, on_it=number % 2 == 0)},
        steps=(StepState(key="undo", words="Undo it?", moment=Moment.RAISED, role="tech"),),
        in_charge=BOB,
        next_update=NOW + timedelta(minutes=number - 5),
        promised_by=BOB,
        actions=(Action(id="1", text="Ring them", owner=BOB, added=NOW, since=NOW),),
    )


def closed(number: int, **more: Any) -> Incident:
    """One whose review Bob writes."""
    ending = Ending(
        outcome=Outcome.RESOLVED, summary="Over", by=BOB, at=NOW, reviewer=BOB, review_due=NOW
    )
    return opened(number, status=Status.CLOSED, ending=ending, **more)


def shown(found: list[Incident], filters: Filters = Filters()) -> Any:  # noqa: B008
    """Bob's, of all of these."""
    return home(content_of(found, BOB, PLAYBOOK, NOW), PLAYBOOK, NOW, filters)


def seen(found: list[Incident]) -> list[Incident]:
    return [each for each in found if sees(Caller(BOB), each)]


def test_sixty_that_are_open_and_forty_of_mine_of_each_kind_fit() -> None:
    many = [*map(busy, range(1, 41)), *map(opened, range(41, 61)), *map(closed, range(61, 101))]
    view = shown(many)
    assert len(view["blocks"]) <= limits.VIEW_BLOCKS
    words = " ".join(strings(view))
    for part in ("32 more", "35 more", "35 more for you to do.", " more are open."):
        assert part in words
    ids = [block["block_id"] for block in view["blocks"] if "block_id" in block]
    assert len(ids) == len(set(ids))


def test_what_is_asked_looks_asked_and_what_has_passed_looks_passed() -> None:
    words = list(strings(shown([busy(1), busy(8)])))
    asked, on_it = (
        next(each for each in words if part in each) for part in ("you were asked", "you are on it")
    )
    assert asked.startswith("*INC-1* · P2 · technical lead: you were asked 03:14 UTC")
    assert on_it.startswith("*INC-8* · P3 · technical lead: you are on it")
    passed = next(each for each in words if "not come yet" in each)
    assert passed.startswith("*INC-1*")


def test_each_option_says_how_many_it_would_show_beside_what_is_chosen() -> None:
    many = [opened(1, "P1"), opened(2, "P1", status=Status.MONITORING), opened(3, "P3")]
    view = shown(many, Filters(severity="P1"))
    (menus,) = [block for block in view["blocks"] if "home_filter" in json.dumps(block)]
    offered = {
        element["action_id"]: [each["text"]["text"] for each in element.get("options", ())]
        for element in menus["elements"]
    }
    assert offered == {
        "home_filter:severity": ["Any severity", "P1 (2)", "P3 (1)"],
        "home_filter:status": ["Any status", "Investigating (1)", "Fixed, watching it (1)"],
        "home_filter:own": ["Everybody's", "Mine (0)"],
        "home_filter:all": [],
    }
    assert "Shown here: 2 of 3 open incidents." in set(strings(view))
    none = shown(many, Filters(severity="P1", own="own"))
    assert "None of the 3 open incidents fits what you chose." in set(strings(none))


incidents = st.builds(
    lambda number, severity, private, members, service, mine: replace(
        (busy if mine else opened)(number),
        severity=severity,
        private=private,
        members=members,
        service=service,
        service_name=service.title(),
    ),
    number=st.integers(1, 9),
    severity=st.sampled_from(("P1", "P2", "P3")),
    private=st.booleans(),
    members=st.sampled_from(((), (BOB,), ("UALICE",))),
    service=st.sampled_from(("website", "app", "unsure")),
    mine=st.booleans(),
)
filters = st.builds(
    Filters,
    service=st.sampled_from(("", "website", "app", "gone")),
    severity=st.sampled_from(("", "P1", "P9")),
    status=st.sampled_from(("", "investigating", "monitoring")),
    own=st.sampled_from(("", "own")),
)


@given(st.lists(incidents, max_size=8, unique_by=lambda each: each.number), filters)
def test_a_home_is_the_same_whether_or_not_there_is_what_this_person_may_not_see(
    found: list[Incident], chosen: Filters
) -> None:
    """Rows, counts and what the menus offer."""
    there = [each for each in found if not each.private or BOB in each.members]
    view = shown(seen(found), chosen)
    assert mark(view) == mark(shown(there, chosen))
    hidden = {each.label for each in found} - {each.label for each in there}
    assert [label for label in hidden if label in json.dumps(view)] == []
    assert len(view["blocks"]) <= limits.VIEW_BLOCKS
