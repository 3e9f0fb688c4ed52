"""An incident's label at the beginning of what was typed."""

from __future__ import annotations

import pytest

from firebell.slack.inbound.services import label_and_rest


@pytest.mark.parametrize(
    ("typed", "number", "rest"),
    [
        ("INC-42", 42, ""),
        ("INC-42 undone", 42, "undone"),
        ("inc-42: undone", 42, "undone"),
        ("Inc-42,undone", 42, "undone"),
        ("#42 undone", 42, "undone"),
        ("#42", 42, ""),
        ("INC-42\nundone", 42, "undone"),
        ("INC-007", 7, ""),
        ("INC-123456789 x", 123456789, "x"),
        ("42 users can't log in", None, "42 users can't log in"),
        ("42", None, "42"),
        ("INC-1234567890", None, "INC-1234567890"),
        ("INC-42nd", None, "INC-42nd"),
        ("INC- 42", None, "INC- 42"),
        ("see INC-42", None, "see INC-42"),
        ("#incidents is quiet", None, "#incidents is quiet"),
        ("", None, ""),
    ],
)
def test_a_label_is_one_only_where_it_is_meant(typed: str, number: int | None, rest: str) -> None:
    assert label_and_rest(typed) == (number, rest)
