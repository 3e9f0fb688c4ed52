"""Long sections stand in several fields, and come back as they were."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from firebell.domain.events import ReviewBegun
from firebell.domain.incident import Incident
from firebell.domain.moves.review import tidy
from firebell.slack.views.forms.review import PART, put_together, read, split, view
from tests.domain.build import CHANNEL, DECLARED, NOW, PLAYBOOK, incident_after
from tests.domain.moves.test_closing import CLOSED

OVER = incident_after(DECLARED, CHANNEL, CLOSED, ReviewBegun(at=NOW, by="UBOB", channel="C1"))
LONG = st.lists(st.text("ab \n", max_size=900), max_size=12).map("".join).map(tidy)


@given(LONG)
def test_parts_fit_into_a_field_and_make_the_same_words_again(words: str) -> None:
    parts, between = split(words)
    assert all(len(part) <= PART for part in parts)
    assert put_together(parts, between) == words


def sent(incident: Incident, texts: dict[str, str], **typed: str) -> Any:
    """The form as it is sent off, with what was typed into some fields."""
    given_ = view(incident, texts, PLAYBOOK, key="k", where="C1")
    state = {}
    for block in given_["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            words = typed.get(block["block_id"].replace(".", "_"), element.get("initial_value"))
            kept = {"value": words} if element["type"] == "plain_text_input" else {}
            state[block["block_id"]] = {"value": {"type": element["type"], **kept}}
    return read({**given_, "state": {"values": state}}, "UBOB")


@given(LONG)
def test_what_nobody_touched_is_not_saved(words: str) -> None:
    assert dict(sent(OVER, {"impact": words}).command.text) == {}


def test_what_was_changed_behind_the_first_three_thousand_characters_is_saved() -> None:
    words = tidy("one two three " * 400)
    entered = sent(OVER, {"impact": words}, section_impact_1="other words")
    parts, between = split(words)
    assert entered.command.text == {
        "impact": put_together([parts[0], "other words", *parts[2:]], between)
    }


def test_what_is_too_long_for_a_form_is_named_and_left_as_it_is() -> None:
    texts = {section.key: "x" * 29_000 for section in PLAYBOOK.review_rules.sections}
    shown = view(OVER, texts, PLAYBOOK, key="k", where="C1")
    assert len(shown["blocks"]) <= 100
    assert "This form holds no more fields. What follows stays as it is:" in str(shown)
    assert dict(sent(OVER, texts).command.text) == {}


def test_a_proposal_that_was_left_as_it_is_can_be_published() -> None:
    described = incident_after(
        DECLARED, CHANNEL, CLOSED, ReviewBegun(at=NOW, by="UBOB", channel="C1")
    )
    entered = sent(described, {})
    assert set(entered.proposed) <= {"summary"}
    assert entered.command.text == {}
