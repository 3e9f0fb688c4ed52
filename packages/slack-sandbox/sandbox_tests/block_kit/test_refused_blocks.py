"""Rules across blocks, which no schema has, and how a refusal is said (`docs/slack-facts.md`)."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.material import documented, needs_outside
from slack_sandbox.block_kit import block_violations, check_blocks, check_view
from slack_sandbox.web_api.methods.message_content import LONGEST_BLOCKS

Json = dict[str, Any]
PLAIN: Json = {"type": "plain_text", "text": "Words"}
DIVIDER: Json = {"type": "divider"}
BUTTON: Json = {"type": "button", "text": PLAIN, "action_id": "a"}
ONE: Json = {"text": PLAIN, "value": "one"}
TWO: Json = {"text": PLAIN, "value": "two"}
OTHER_WORDS: Json = {"text": {**PLAIN, "text": "Others"}, "value": "one"}
TABLE: Json = {"type": "table", "rows": [[{"type": "raw_text", "text": "Cell"}]]}
LONG: Json = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
LONG_TOLD = [
    "failed to match all allowed schemas [json-pointer:{}/text]",
    "must be less than 3001 characters [json-pointer:{}/text/text]",
]


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def asks(kind: str, **more: Any) -> Json:
    return {"type": "input", "label": PLAIN, "element": {"type": kind, **more}}


def markdown(length: int) -> Json:
    return {"type": "markdown", "text": "x" * length}


def container(*blocks: Json) -> Json:
    return {"type": "container", "title": PLAIN, "child_blocks": list(blocks)}


ACROSS: list[tuple[str, list[Json], list[str]]] = [
    (
        "two blocks of one id",
        [{**DIVIDER, "block_id": "b"}, {**DIVIDER, "block_id": "b"}],
        ['`block_id` "b" already exists [json-pointer:/blocks/1/block_id]'],
    ),
    (
        "two of one id, the second inside",
        [{**DIVIDER, "block_id": "b"}, container({**DIVIDER, "block_id": "b"})],
        ['`block_id` "b" already exists [json-pointer:/blocks/1/child_blocks/0/block_id]'],
    ),
    (
        "two elements of one id in a block",
        [actions(BUTTON, {**BUTTON, "action_id": "c"}, BUTTON)],
        ['`action_id` "a" already exists [json-pointer:/blocks/0/elements/2/action_id]'],
    ),
    ("two elements of one id in two blocks", [actions(BUTTON), actions(BUTTON)], []),
    (
        "two that have the focus",
        [asks("plain_text_input", focus_on_load=True), asks("datepicker", focus_on_load=True)],
        ["only one element can have `focus_on_load` "
         "[json-pointer:/blocks/1/element/focus_on_load]"],
    ),
    ("12,000 characters of markdown in two", [markdown(6000), markdown(6000)], []),
    (
        "12,001 characters of markdown in two",
        [markdown(6000), markdown(6001)],
        ["must be less than 12001 characters [json-pointer:/blocks]"],
    ),
    (
        "12,001 characters of markdown in one",
        [markdown(12_001)],
        ["must be less than 12001 characters [json-pointer:/blocks/0/text]"],
    ),
    ("two tables", [TABLE, TABLE], ["only_one_table_allowed [json-pointer:/blocks]"]),
    (
        "two tables, one inside",
        [TABLE, container(TABLE)],
        ["only_one_table_allowed [json-pointer:/blocks]"],
    ),
    (
        "a form's block in a message",
        [{"type": "alert", "text": PLAIN}],
        ["unsupported type: alert [json-pointer:/blocks/0/type]"],
    ),
    (
        "51 blocks",
        [DIVIDER] * 51,
        ["no more than 50 items allowed [json-pointer:/blocks]"],
    ),
    (
        "an option chosen that is none of them",
        [actions({"type": "static_select", "options": [ONE], "initial_option": TWO})],
        ["must match one of the options [json-pointer:/blocks/0/elements/0/initial_option]"],
    ),
    (
        "an option chosen with other words",
        [actions({"type": "radio_buttons", "options": [ONE], "initial_option": OTHER_WORDS})],
        ["must match one of the options [json-pointer:/blocks/0/elements/0/initial_option]"],
    ),
    (
        "options chosen of which one is in no group",
        [actions({"type": "multi_static_select", "initial_options": [TWO, ONE],
                  "option_groups": [{"label": PLAIN, "options": [TWO]}]})],
        ["must match one of the options [json-pointer:/blocks/0/elements/0/initial_options/1]"],
    ),
    (
        "a shortest text longer than the longest",
        [asks("plain_text_input", min_length=5, max_length=4)],
        ["`min_length` must not be greater than `max_length` "
         "[json-pointer:/blocks/0/element/min_length]"],
    ),
    ("a text of one length", [asks("plain_text_input", min_length=4, max_length=4)], []),
    (
        "a least number above the greatest",
        [asks("number_input", is_decimal_allowed=True, min_value="1.5", max_value="1")],
        ["`min_value` must not be greater than `max_value` "
         "[json-pointer:/blocks/0/element/min_value]"],
    ),
    (
        "a first number below the least",
        [asks("number_input", is_decimal_allowed=False, min_value="10", initial_value="9")],
        ["must not be less than `min_value` [json-pointer:/blocks/0/element/initial_value]"],
    ),
    (
        "a first number above the greatest",
        [asks("number_input", is_decimal_allowed=False, max_value="9", initial_value="10")],
        ["must not be greater than `max_value` [json-pointer:/blocks/0/element/initial_value]"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("blocks", "told"), [row[1:] for row in ACROSS], ids=[o[0] for o in ACROSS]
)
def test_what_a_whole_message_must_heed(blocks: list[Json], told: list[str]) -> None:
    assert check_blocks(blocks, "message") == told


SEEN_IN_THE_WILD: list[tuple[str, Json, list[str]]] = [
    (
        "java-slack-sdk#853",
        {"type": "section", "text": PLAIN, "block_id": None, "accessory": None, "fields": None},
        ["must provide a string [json-pointer:/blocks/0/block_id]",
         "must provide an object [json-pointer:/blocks/0/accessory]",
         "must provide an array [json-pointer:/blocks/0/fields]"],
    ),
    (
        "bolt-js#1891",
        actions({**BUTTON, "disabled": True}),
        ["invalid additional property: disabled [json-pointer:/blocks/0/elements/0]"],
    ),
    (
        "grafana/oncall#5121",
        LONG,
        [template.format("/blocks/0") for template in LONG_TOLD],
    ),
    (
        "slack-go#612",
        actions({"type": "static_select", "options": [{**ONE, "url": ""}]}),
        ["invalid additional property: url [json-pointer:/blocks/0/elements/0/options/0]"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("block", "told"), [row[1:] for row in SEEN_IN_THE_WILD], ids=[o[0] for o in SEEN_IN_THE_WILD]
)
def test_a_block_is_refused_in_the_words_that_people_report(block: Json, told: list[str]) -> None:
    assert check_blocks([block], "message") == told


FORM: Json = {"type": "modal", "title": PLAIN, "blocks": [DIVIDER]}
WHOLE = "failed to match all allowed schemas [json-pointer:/view]"
VIEWS: list[tuple[str, Json, list[str]]] = [
    (
        "slackblocks#36",
        {**FORM, "stranger": True},
        [WHOLE, "invalid additional property: stranger [json-pointer:/view]"],
    ),
    (
        "archive-f3-nation-slack-bot#42",
        {**FORM, "submit": PLAIN, "blocks": [asks("static_select", options=[
            {"text": {"type": "plain_text", "text": ""}, "value": "one"}])]},
        ["failed to match all allowed schemas [json-pointer:/view/blocks/0/element/options/0/text]",
         "must be more than 0 characters "
         "[json-pointer:/view/blocks/0/element/options/0/text/text]"],
    ),
    (
        "no button to submit",
        {**FORM, "blocks": [DIVIDER, asks("plain_text_input")]},
        ["must define `submit` to use an `input` block in modals "
         "[json-pointer:/view/blocks/1/input]"],
    ),
    ("no blocks", {**FORM, "blocks": []},
     ["must provide at least 1 items [json-pointer:/view/blocks]"]),
]  # fmt: skip


@pytest.mark.parametrize(("view", "told"), [row[1:] for row in VIEWS], ids=[o[0] for o in VIEWS])
def test_a_form_is_refused_in_the_words_that_people_report(view: Json, told: list[str]) -> None:
    assert check_view(view) == told


def refusal(code: str, at: str) -> Json:
    """The body for a section that is too long."""
    told = [template.format(at) for template in LONG_TOLD]
    said = [f"[ERROR] {message}" for message in told]
    return {"ok": False, "error": code, "errors": told, "response_metadata": {"messages": said}}


async def own(bot: Bot) -> Json:
    """A message that may be updated, as its channel and ts."""
    made = await bot.call("chat.postMessage", channel=bot.id("general"), text="Hello")
    return {"channel": made["channel"], "ts": made["ts"]}


async def test_each_method_that_says_something_refuses_blocks_alike() -> None:
    async with running_bot() as bot:
        channel = bot.id("general")
        await bot.call("conversations.join", channel=channel)
        to: dict[str, Json] = {
            "chat.postMessage": {"channel": channel},
            "chat.update": await own(bot),
            "chat.postEphemeral": {"channel": channel, "user": bot.id("alice")},
            "chat.scheduleMessage": {
                "channel": channel,
                "post_at": int(bot.sandbox.workspace.clock.now()) + 60,
            },
        }
        for method, where in to.items():
            refused = await bot.call(method, **where, text="x", blocks=[LONG])
            assert refused == refusal("invalid_blocks", "/blocks/0"), method
            many = [{"type": "section", "text": {**PLAIN, "text": "x" * 2800}}] * 5
            assert len(many) * 2800 > LONGEST_BLOCKS
            again = await bot.error(method, **where, text="x", blocks=many)
            posted = method == "chat.postMessage"
            assert again == ("msg_blocks_too_long" if posted else "msg_too_long"), method


async def test_markdown_is_a_block_of_at_most_12000_characters() -> None:
    # Longer ones were said, and the block had no id.
    async with running_bot() as bot:
        general = bot.id("general")
        made = await bot.call("chat.postMessage", channel=general, markdown_text="x" * 12_000)
        assert [block["block_id"] for block in made["message"]["blocks"]] == ["b000"]
        long = {"channel": general, "markdown_text": "x" * 12_001}
        assert await bot.error("chat.postMessage", **long) == "msg_blocks_too_long"
        assert await bot.error("chat.update", ts=made["ts"], **long) == "msg_too_long"


async def test_blocks_in_attachments_are_refused_beside_a_text_too() -> None:
    # They were looked at only where nothing else was said: an ephemeral message took any.
    async with running_bot() as bot:
        channel = bot.id("general")
        await bot.call("conversations.join", channel=channel)
        boxes = [{"text": "fine"}, {"blocks": [DIVIDER, LONG]}]
        told = refusal("invalid_attachments", "/attachments/1/blocks/1")
        to: dict[str, Json] = {
            "chat.postMessage": {"channel": channel},
            "chat.update": await own(bot),
            "chat.postEphemeral": {"channel": channel, "user": bot.id("alice")},
        }
        for method, where in to.items():
            assert await bot.call(method, **where, text="x", attachments=boxes) == told, method


async def test_a_second_table_is_refused_with_the_code_of_attachments() -> None:
    async with running_bot() as bot:
        answer = await bot.call("chat.update", **await own(bot), blocks=[TABLE, TABLE])
        assert answer == {
            "ok": False,
            "error": "invalid_attachments",
            "response_metadata": {"messages": ["[ERROR] only_one_table_allowed"]},
        }


@needs_outside
async def test_the_check_of_blocks_answers_as_it_is_documented() -> None:
    async with running_bot() as bot:
        examples = (documented("blocks.validate") or {})["examples"]
        bad = [{"type": "section", "text": {"type": "invalid", "text": "Hello"}}]
        answer = await bot.call("blocks.validate", blocks=bad)
        assert answer["errors"][0]["constraint"].pop("got") == "invalid"
        assert answer == examples["error_invalid_blocks"]["example"]
        assert await bot.call("blocks.validate") == examples["error_invalid_arguments"]["example"]
        assert await bot.call("blocks.validate", blocks=[DIVIDER]) == {"ok": True}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (
            {"blocks": [actions({**BUTTON, "value": "x" * 2001})]},
            {"code": "failed_constraint", "message": "must be less than 2001 characters",
             "pointer": "/0/elements/0/value",
             "constraint": {"type": "max_length", "expected": 2000, "got": 2001}},
        ),
        (
            {"message": {"blocks": [{"type": "header"}]}},
            {"code": "missing_field", "message": "missing required field: text",
             "pointer": "/blocks/0", "field": "text"},
        ),
        (
            {"message": {"attachments": [{"blocks": [{"type": "alert", "text": PLAIN}]}]}},
            None,
        ),
        (
            {"view": {**FORM, "clear_on_close": "yes"}},
            {"code": "invalid_type", "message": "must be a boolean", "pointer": "/clear_on_close"},
        ),
        (
            {"view": {**FORM, "blocks": [markdown(1)]}},
            None,
        ),
        ({"message": "[]"},
         {"code": "invalid_type", "message": "must provide an object", "pointer": ""}),
    ],
)  # fmt: skip
async def test_the_check_of_blocks_names_the_rule_and_what_it_wants(
    arguments: Json, error: Json | None
) -> None:
    async with running_bot() as bot:
        answer = await bot.call("blocks.validate", **arguments)
        assert answer["error"] == f"invalid_{next(iter(arguments))}"
        if error is not None:
            assert answer["errors"] == [error]


async def test_the_check_of_blocks_takes_one_thing_in_json() -> None:
    async with running_bot() as bot:
        for arguments in ({"blocks": "["}, {"blocks": [DIVIDER], "view": FORM}):
            answer = await bot.call("blocks.validate", **arguments)
            assert answer["error"] == "invalid_arguments"
            assert answer["response_metadata"]["messages"]
        assert (await bot.call("blocks.validate", message={"text": "Only words"})) == {"ok": True}


def test_what_stands_in_a_place_of_its_own_is_told_with_what_may() -> None:
    (fault,) = block_violations([container({"type": "markdown", "text": "x"})], "message")
    assert fault.pointer == "/blocks/0/child_blocks/0/type"
    assert fault.constraint is not None
    assert fault.constraint.got == "markdown"
    assert "section" in str(fault.constraint.expected)
