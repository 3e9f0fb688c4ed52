"""A channel's name from any title is one that Slack takes."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from firebell.domain.naming import base_name, candidates, free_name, next_name

NAME = re.compile(r"[a-z0-9_-]{1,80}")
AT = datetime(2026, 11, 23, 3, 4, tzinfo=UTC)
TEMPLATES = st.sampled_from(
    ["inc-{number}-{title}", "incident_{service}_{yymmdd}_{title}", "{title}"]
)


@given(TEMPLATES, st.integers(1, 99_999), st.text(max_size=200), st.text(max_size=3000))
@example("{title}", 1, "", "🔥" * 3000)
@example("{title}", 1, "", "<!channel>")
def test_any_title_makes_a_name_with_room_for_a_number(
    template: str, number: int, service: str, title: str
) -> None:
    name = base_name(template, number=number, service=service, title=title, severity="P1", at=AT)
    assert NAME.fullmatch(name)
    assert re.search(r"[a-z0-9]", name)
    third = free_name(name, {name, f"{name}-2"})
    assert NAME.fullmatch(third)
    assert third == f"{name}-3"


def test_capitals_and_accents_become_plain_letters() -> None:
    name = base_name(
        "incident_{service}_{yymmdd}_{title}",
        number=1,
        service="Apply/Manage",
        title="Écran BLANC sur l'accueil",
        severity="P1",
        at=AT,
    )
    assert name == "incident_apply-manage-1_261123_ecran-blanc-sur-l-accueil"


@pytest.mark.parametrize(
    ("template", "service", "seen"),
    [
        ("incident_{service}_{yymmdd}_{title}", "Apply/Manage", "incident_apply-manage-42"),
        ("incident_{service}_{yymmdd}_{title}", "Claim payments for", "incident_claim-paymen-42"),
        ("incident_{service}_{yymmdd}_{title}", "", "incident_42_261123_it-is"),
        ("inc-{number}-{service}-{title}", "Claim payments for", "inc-42-claim-payments-fo"),
        ("{title}", "Apply/Manage", "it-is-down-since-the-rel"),
        ("{yymmdd}-outage-of-the-{title}", "", "42-261123-outage-of-the-"),
    ],
)
def test_two_channels_of_one_service_are_told_apart_where_a_sidebar_cuts_them(
    template: str, service: str, seen: str
) -> None:
    """All of a service's stood as `incident_claim-addition…` in the list of channels."""
    name = base_name(
        template,
        number=42,
        service=service,
        title="It is down since the release",
        severity="P1",
        at=AT,
    )
    assert name[:24] == seen


def test_a_number_that_we_gave_is_counted_on_and_one_of_the_title_stays() -> None:
    assert next_name("inc-error-500", {"inc-error-500"}) == "inc-error-500-2"
    assert next_name("inc-down-2", {"inc-down", "inc-down-2"}) == "inc-down-3"
    assert next_name("inc-down", set()) == "inc-down-2"
    assert {"inc-down-2", "inc-down", "inc-down-3", "inc-down-2-2"} <= set(candidates("inc-down-2"))
    assert len(next_name("x" * 80, set())) <= 80
