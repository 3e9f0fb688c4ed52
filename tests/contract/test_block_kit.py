"""Block Kit: what the sandbox refuses and what the schema refuses is the same.

Each block and element once as it should be, then spoilt in every place: a key taken away, a text
grown over its limit or emptied, another type. The two must agree on every one of them.

`DIFFERENCES` is reviewed: each has its reason, and the list may only shrink.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from slack_sandbox.block_kit import check_blocks, check_view
from slack_sandbox.block_kit.blocks import Surface
from tests.contract.material import block_kit, load, needs_material

pytestmark = needs_material

Json = dict[str, Any]
PLAIN: Json = {"type": "plain_text", "text": "Words"}
MARKUP: Json = {"type": "mrkdwn", "text": "*Words*"}
OPTION: Json = {"text": PLAIN, "value": "one"}
OTHER: Json = {"text": PLAIN, "value": "two"}
CONFIRM: Json = {"title": PLAIN, "text": PLAIN, "confirm": PLAIN, "deny": PLAIN}
PICTURE: Json = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A picture"}


def choice(kind: str, **more: Any) -> Json:
    """A select menu."""
    return {"type": kind, "action_id": "a", "placeholder": PLAIN, **more}


PRESSED: Mapping[str, Json] = {
    "button": {"type": "button", "action_id": "a", "text": PLAIN, "value": "v", "style": "danger",
               "url": "https://example.com", "confirm": CONFIRM},
    "static_select": choice("static_select", options=[OPTION, OTHER], initial_option=OPTION),
    "multi_static_select": choice("multi_static_select", options=[OPTION, OTHER],
                                  max_selected_items=1),
    "external_select": choice("external_select", min_query_length=1),
    "multi_external_select": choice("multi_external_select"),
    "users_select": choice("users_select", initial_user="U1"),
    "multi_users_select": choice("multi_users_select", initial_users=["U1"]),
    "conversations_select": choice("conversations_select", filter={"include": ["public"]}),
    "multi_conversations_select": choice("multi_conversations_select"),
    "channels_select": choice("channels_select"),
    "multi_channels_select": choice("multi_channels_select"),
    "overflow": {"type": "overflow", "action_id": "a", "options": [OPTION, OTHER]},
    "radio_buttons": {"type": "radio_buttons", "action_id": "a", "options": [OPTION, OTHER]},
    "checkboxes": {"type": "checkboxes", "action_id": "a", "options": [OPTION, OTHER]},
    "datepicker": {"type": "datepicker", "action_id": "a", "initial_date": "2026-11-24"},
    "timepicker": {"type": "timepicker", "action_id": "a", "initial_time": "03:04"},
    "datetimepicker": {"type": "datetimepicker", "action_id": "a",
                       "initial_date_time": 1_790_000_000},
}  # fmt: skip
TYPED: Mapping[str, Json] = {
    "plain_text_input": {"type": "plain_text_input", "action_id": "a", "multiline": True,
                         "min_length": 1, "max_length": 10, "placeholder": PLAIN},
    "email_text_input": {"type": "email_text_input", "action_id": "a"},
    "url_text_input": {"type": "url_text_input", "action_id": "a"},
    "number_input": {"type": "number_input", "action_id": "a", "is_decimal_allowed": False},
    "rich_text_input": {"type": "rich_text_input", "action_id": "a"},
    "file_input": {"type": "file_input", "action_id": "a", "max_files": 2},
}  # fmt: skip
RICH: Json = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [
            {"type": "text", "text": "Hello ", "style": {"bold": True}},
            {"type": "link", "url": "https://example.com"},
            {"type": "user", "user_id": "U1"},
            {"type": "emoji", "name": "wave"},
        ]},
        {"type": "rich_text_list", "style": "bullet", "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "One"}]}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "code"}]},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "said"}]},
    ],
}  # fmt: skip
CELL: Json = {"type": "raw_text", "text": "Cell"}
BLOCKS: Mapping[str, Json] = {
    "section": {"type": "section", "block_id": "b", "text": MARKUP, "fields": [PLAIN, MARKUP],
                "accessory": PICTURE},
    "header": {"type": "header", "text": PLAIN},
    "context": {"type": "context", "elements": [MARKUP, PICTURE]},
    "divider": {"type": "divider"},
    "image": {**PICTURE, "title": PLAIN},
    "markdown": {"type": "markdown", "text": "# Words"},
    "rich_text": RICH,
    "table": {"type": "table", "rows": [[CELL, CELL], [CELL, CELL]]},
    "video": {"type": "video", "alt_text": "A film", "title": PLAIN,
              "thumbnail_url": "https://example.com/a.png", "video_url": "https://example.com/v"},
    "alert": {"type": "alert", "text": MARKUP, "level": "warning"},
    "card": {"type": "card", "title": PLAIN, "subtitle": MARKUP, "body": MARKUP,
             "hero_image": PICTURE, "actions": [PRESSED["button"]]},
    "carousel": {"type": "carousel", "elements": [{"type": "card", "title": PLAIN}]},
    "container": {"type": "container", "title": PLAIN, "subtitle": MARKUP, "width": "wide",
                  "is_collapsible": True, "default_collapsed": True,
                  "child_blocks": [{"type": "divider"}, {"type": "header", "text": PLAIN}]},
    "context_actions": {"type": "context_actions", "elements": [
        {"type": "feedback_buttons", "action_id": "a",
         "positive_button": {"text": PLAIN, "value": "yes"},
         "negative_button": {"text": PLAIN, "value": "no", "accessibility_label": "No"}},
        {"type": "icon_button", "icon": "trash", "text": PLAIN, "action_id": "b",
         "value": "v", "confirm": CONFIRM}]},
    "plan": {"type": "plan", "title": "A plan", "tasks": [
        {"type": "task_card", "task_id": "1", "title": "One", "status": "complete"}]},
    "task_card": {"type": "task_card", "task_id": "1", "title": "One", "status": "pending",
                  "details": RICH,
                  "sources": [{"type": "url", "url": "https://example.com", "text": "There"}]},
    "data_table": {"type": "data_table", "caption": "Figures", "page_size": 10,
                   "rows": [[CELL, CELL], [CELL, {"type": "raw_number", "value": 3}]]},
    "data_visualization": {"type": "data_visualization", "title": "A chart", "chart": {
        "type": "bar", "axis_config": {"categories": ["Mon"], "x_label": "Day"},
        "series": [{"name": "Calls", "data": [{"label": "Mon", "value": 3}]}]}},
    "a pie": {"type": "data_visualization", "title": "A pie", "chart": {
        "type": "pie", "segments": [{"label": "One", "value": 1}]}},
    **{f"actions of {name}": {"type": "actions", "elements": [one]}
       for name, one in PRESSED.items()},
    **{f"input of {name}": {"type": "input", "label": PLAIN, "hint": PLAIN, "optional": True,
                            "element": {k: v for k, v in one.items() if k != "confirm"}}
       for name, one in {**PRESSED, **TYPED}.items() if name not in ("button", "overflow")},
}  # fmt: skip

LONG = "x" * 12_500
ADDRESS = "an address can't be empty; the schema names a format that it does not check"
LIMIT = "2,000 and 3,000 characters everywhere (SLACK.md, block limits)"
DIFFERENCES: Mapping[str, str] = {
    "actions of button: elements/0/url is empty": ADDRESS,
    "card: actions/0/url is empty": ADDRESS,
    "card: hero_image/image_url is empty": ADDRESS,
    "card: hero_image/alt_text is too long": LIMIT,
    "context: elements/1/image_url is empty": ADDRESS,
    "image: image_url is empty": ADDRESS,
    "section: accessory/image_url is empty": ADDRESS,
    "video: thumbnail_url is empty": ADDRESS,
    "context: elements/1/alt_text is too long": LIMIT,
    "section: accessory/alt_text is too long": LIMIT,
    "video: alt_text is too long": LIMIT,
    "video: thumbnail_url is too long": LIMIT,
}


def spoilt(block: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """The same with one thing wrong, and what that is."""
    yield "a stranger", {**block, "stranger": 1}
    for path in places(block):
        value = look(block, path)
        where = "/".join(map(str, path))
        if isinstance(path[-1], str):
            yield f"{where} is missing", changed(block, path, None, remove=True)
        if isinstance(value, str):
            yield f"{where} is too long", changed(block, path, LONG)
            yield f"{where} is empty", changed(block, path, "")
            yield f"{where} is a number", changed(block, path, 7)
            if path[-1] == "type":
                yield f"{where} is unknown", changed(block, path, "unknown")
        elif isinstance(value, list):
            yield f"{where} is empty", changed(block, path, [])
            yield f"{where} is too many", changed(block, path, value * 120)
            yield f"{where} is a text", changed(block, path, "text")
        elif isinstance(value, dict):
            yield f"{where} is a text", changed(block, path, "text")
            yield f"{where} has a stranger", changed(block, path, {**value, "stranger": 1})


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in it."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inner:
        yield (*path, key)
        if isinstance(one, dict | list):
            yield from places(one, (*path, key))


def look(value: Any, path: tuple[Any, ...]) -> Any:
    """What stands in a place."""
    for key in path:
        value = value[key]
    return value


def changed(block: Any, path: tuple[Any, ...], value: Any, *, remove: bool = False) -> Any:
    """A copy with something else in that place."""
    found = copy.deepcopy(block)
    inner = look(found, path[:-1])
    if remove:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return found


def surface(block: Json) -> Surface:
    """One where it may stand."""
    return "modal" if block["type"] == "alert" else "message"


def test_what_should_be_taken_is_taken_by_both() -> None:
    for name, block in BLOCKS.items():
        assert check_blocks([block], surface(block)) == [], name
        assert block_kit("block").is_valid(block), name


@pytest.mark.parametrize("name", BLOCKS)
def test_whatever_is_spoilt_is_refused_by_both_or_by_none(name: str) -> None:
    differing = []
    for what, block in spoilt(BLOCKS[name]):
        ours = not check_blocks([block], surface(BLOCKS[name]))
        theirs = block_kit("block").is_valid(block)
        if ours != theirs:
            differing.append(f"{name}: {what}")
    assert sorted(differing) == sorted(one for one in DIFFERENCES if one.startswith(f"{name}:"))


VIEWS: Mapping[str, Json] = {
    "modal": {"type": "modal", "title": PLAIN, "submit": PLAIN, "close": PLAIN,
              "private_metadata": "m", "callback_id": "c", "external_id": "e",
              "clear_on_close": True, "notify_on_close": True, "submit_disabled": False,
              "blocks": [{"type": "input", "label": PLAIN,
                          "element": {"type": "plain_text_input"}}]},
    "home": {"type": "home", "private_metadata": "m", "callback_id": "c", "external_id": "e",
             "blocks": [{"type": "divider"}]},
}  # fmt: skip


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_that_is_spoilt_is_refused_by_both_or_by_none(name: str) -> None:
    whole, schema = VIEWS[name], block_kit(f"{name}_view")
    assert check_view(whole) == []
    assert schema.is_valid(whole)
    differing = [
        what for what, view in spoilt(whole) if (not check_view(view)) != schema.is_valid(view)
    ]
    assert differing == []


def test_each_block_goes_where_slack_lets_it() -> None:
    surfaces = load("block-kit", "blocks-surfaces.json")
    for block in BLOCKS.values():
        kind = block["type"]
        places: tuple[Surface, ...] = ("message", "modal", "home")
        for place in places:
            taken = not check_blocks([block], place)
            assert taken == (place in surfaces[kind]), (kind, place)
