"""However many are open, none is out of reach: in the list, in choosers, in forms, in Home."""

from __future__ import annotations

from typing import Any

import pytest

from firebell.domain.home import content_of
from firebell.domain.incident import Incident
from firebell.slack.client import limits
from firebell.slack.views.forms import close, declare, open_list
from firebell.slack.views.forms.declare import Draft
from firebell.slack.views.forms.open_list import Page, page_of
from firebell.slack.views.home.view import MOST, home
from tests.domain.build import NOW, PLAYBOOK
from tests.domain.test_open_incidents import opened
from tests.slack.views.test_text_stays_text import strings

SIXTY = [opened(number, f"P{number % 3 + 1}") for number in range(1, 61)]


def numbers(blocks: Any) -> list[str]:
    """What is shown, each with a button."""
    rows = [block for block in blocks if block.get("accessory", {}).get("action_id") == "join"]
    return [row["text"]["text"].split(" · ")[0] for row in rows]


def press(blocks: Any, action: str) -> Page | None:
    """The page that a button or an option leads to."""
    for block in blocks:
        for element in block.get("elements", []) if block["type"] == "actions" else []:
            if element["action_id"] == action:
                return page_of(element["value"].split("|"))
    return None


def shown(page: Page, many: list[Incident] = SIXTY) -> list[Any]:
    return open_list.blocks(many, page, "UBOB", PLAYBOOK)


def test_every_one_of_sixty_is_reached_by_pressing_more() -> None:
    """Twenty were shown, and the other forty nowhere."""
    page: Page | None = Page()
    found: list[str] = []
    while page is not None:
        blocks = shown(page)
        found += numbers(blocks)
        page = press(blocks, "open_list:more")
    assert len(found) == 60
    assert set(found) == {incident.label for incident in SIXTY}
    assert found[:20] == [f"INC-{number}" for number in range(60, 0, -3)]


def test_a_page_says_how_many_more_there_are_and_what_can_be_asked_for() -> None:
    blocks = shown(Page())
    assert (
        blocks[20]["elements"][0]["text"] == "1 to 20 of 60. Your own come first, then the worst."
    )
    menu, more = blocks[21]["elements"]
    assert more["text"]["text"] == "40 more"
    offered = [option["text"]["text"] for option in menu["options"]]
    assert offered == [
        "All (60)", "P1 (20)", "P2 (20)", "P3 (20)", "Website (60)", "Investigating (60)"
    ]  # fmt: skip
    some = page_of(menu["options"][2]["value"].split("|"))
    assert numbers(shown(some)) == [f"INC-{number}" for number in range(58, 0, -3)]


def test_what_finds_none_says_so_and_offers_all() -> None:
    blocks = shown(Page(which="nonsense"))
    assert blocks[0]["text"]["text"] == 'Open: 60. None of them fits "nonsense".'
    assert blocks[1]["elements"][0]["options"][0]["text"]["text"] == "All (60)"


def test_a_few_are_shown_without_any_of_it() -> None:
    assert [block["type"] for block in shown(Page(), SIXTY[:20])] == ["section"] * 20


def test_forms_and_home_say_how_many_more_there_are() -> None:
    view = declare.view(Draft(key="form-1"), PLAYBOOK, SIXTY, NOW)
    assert "55 more are open. To see all, type /incident list." in set(strings(view))
    many = [opened(number) for number in range(1, limits.OPTIONS + 4)]
    asks = close.view(None, many, PLAYBOOK, NOW, key="form-1", where=None)
    said = "3 more are open. For one of them, type /incident close and its number."
    assert said in set(strings(asks))
    blocks = home(content_of(SIXTY, "UBOB", PLAYBOOK, NOW), PLAYBOOK, NOW)["blocks"]
    assert len(numbers(blocks)) == MOST
    (row,) = [block for block in blocks if "20 more are open." in set(strings(block))]
    assert row["accessory"]["action_id"] == "open_list"


@pytest.mark.parametrize("typed", ["ü" * 3000, '"' * 3000, "🔥" * 3000, "\n" * 3000])
def test_words_that_wait_for_the_answer_fit_into_what_a_form_carries(typed: str) -> None:
    view = open_list.view(SIXTY, Page(verb="update"), "UBOB", PLAYBOOK, typed)
    assert len(view["private_metadata"]) <= 3000
    assert typed.startswith(open_list.words_kept(view)[:1200])


@pytest.mark.parametrize("page", [Page(), Page(verb="update", which="a|b", number=3)])
def test_a_page_comes_back_as_a_button_carried_it(page: Page) -> None:
    assert page_of(page.carried.split("|")) == page
