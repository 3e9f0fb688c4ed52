"""What an app hears of a press: the whole state, where it stood, what it repeats of the element."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import running_bot
from sandbox_tests.contract.app import listening
from sandbox_tests.interactions import TEXT, field, open_form, options, post, press

BUTTON = {"type": "button", "action_id": "go", "text": TEXT, "value": "1", "style": "danger"}
MENU = {
    "type": "static_select",
    "action_id": "city",
    "placeholder": TEXT,
    "options": options("leeds", "york"),
}
DAY = {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-24"}
ROW = {"type": "actions", "block_id": "row", "elements": [BUTTON, MENU, DAY]}


async def test_a_press_tells_what_is_chosen_in_the_whole_message_and_it_stays_chosen() -> None:
    # Until 2026-11 `state.values` of a message was always empty: a form in a message, sent off
    # by a button, told the app nothing of what had been chosen.
    async with running_bot() as bot, listening(bot) as app:
        place = await post(bot, blocks=[ROW])
        first = await press(bot, app, **place, action_id="go")
        day = {"type": "datepicker", "selected_date": "2026-11-24"}
        empty = {"type": "static_select", "selected_option": None}
        assert first["state"] == {"values": {"row": {"city": empty, "day": day}}}
        await press(bot, app, **place, action_id="city", value="york")
        later = await press(bot, app, **place, action_id="go")
        chosen = {"type": "static_select", "selected_option": MENU["options"][1]}  # type: ignore[index]
        assert later["state"] == {"values": {"row": {"city": chosen, "day": day}}}
        app.envelopes.clear()
        await bot.client.post("/people/bob/clicks", **place, action_id="go")
        bobs = await app.received("block_actions")
        assert bobs["state"]["values"]["row"]["city"] == empty


async def test_what_was_chosen_in_a_message_stays_where_the_app_keeps_block_and_element() -> None:
    async with running_bot() as bot, listening(bot) as app:
        place = await post(bot, blocks=[ROW])
        await press(bot, app, **place, action_id="city", value="york")
        for block_id, kept in (("row", True), ("other", False)):
            blocks = [{**ROW, "block_id": block_id}]
            channel, ts = place["channel"], place["message_ts"]
            await bot.call("chat.update", channel=channel, ts=ts, text="Press", blocks=blocks)
            heard = await press(bot, app, **place, action_id="go")
            chosen = heard["state"]["values"][block_id]["city"]["selected_option"]
            assert (chosen is not None) is kept


async def test_an_action_repeats_what_the_element_shows() -> None:
    async with running_bot() as bot, listening(bot) as app:
        place = await post(bot, blocks=[ROW])
        (pressed,) = (await press(bot, app, **place, action_id="go"))["actions"]
        assert pressed == {**BUTTON, "block_id": "row", "action_ts": pressed["action_ts"]}
        (day,) = (await press(bot, app, **place, action_id="day", value="2026-12-01"))["actions"]
        more = {"selected_date": "2026-12-01", "block_id": "row", "action_ts": day["action_ts"]}
        assert day == {**DAY, **more}


async def test_a_press_says_where_the_button_stood() -> None:
    async with running_bot() as bot, listening(bot) as app:
        place = await post(bot, attachments=[{"color": "#e01e5a"}, {"blocks": [ROW]}])
        heard = await press(bot, app, **place, action_id="go")
        assert heard["container"] == {
            "type": "message_attachment",
            "message_ts": place["message_ts"],
            "attachment_id": 2,
            "channel_id": place["channel"],
            "is_ephemeral": False,
            "is_app_unfurl": False,
        }
        answer = await post(bot, blocks=[ROW], thread_ts=place["message_ts"])
        container = (await press(bot, app, **answer, action_id="go"))["container"]
        assert (container["type"], container["thread_ts"]) == ("message", place["message_ts"])


async def test_a_notice_has_no_message_and_says_that_only_one_person_sees_it() -> None:
    async with running_bot() as bot, listening(bot) as app:
        general, alice = bot.id("general"), bot.id("alice")
        await bot.call("conversations.join", channel=general)
        said = {"channel": general, "user": alice, "text": "Psst", "blocks": [ROW]}
        ts = (await bot.call("chat.postEphemeral", **said))["message_ts"]
        heard = await press(bot, app, channel=general, message_ts=ts, action_id="go")
        container = {"type": "message", "message_ts": ts, "channel_id": general}
        assert heard["container"] == {**container, "is_ephemeral": True}
        assert "message" not in heard
        unknown_path = {"channel": general, "message_ts": ts, "action_id": "go"}
        found = await bot.client.post("/people/bob/clicks", **unknown_path)
        assert found == {"ok": False, "error": "message_not_found"}


CHARACTERS = {"dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}


@pytest.mark.parametrize(
    ("more", "by", "heard"),
    [
        ({}, None, False),
        ({"block": {"dispatch_action": True}}, None, True),
        ({"block": {"dispatch_action": True}}, "character", False),
        ({"block": {"dispatch_action": True}, **CHARACTERS}, "character", True),
    ],
)
async def test_of_a_field_the_app_hears_only_when_it_asked_to(
    more: dict[str, Any], by: str | None, heard: bool
) -> None:
    # Until 2026-11 a field that did not ask for it told the app of every entry.
    async with running_bot() as bot, listening(bot) as app:
        view = await open_form(bot, app, blocks=[field("words", "plain_text_input", **more)])
        arguments = {"view_id": view, "action_id": "value", "value": "Hello", "by": by}
        assert await bot.client.post("/people/alice/clicks", **arguments) == {"ok": True}
        came = [row["payload"] for row in app.envelopes if row.get("type") == "interactive"]
        assert [row["actions"][0]["value"] for row in came] == ["Hello"] * heard
        shown = (await bot.client.get("/people/alice/view"))["view"]
        assert shown["state"]["values"]["words"]["value"]["value"] == "Hello"


async def test_nothing_is_pressed_in_a_form_that_is_put_away_or_beneath_another() -> None:
    async with running_bot() as bot, listening(bot) as app:
        view = await open_form(bot, app, blocks=[ROW])
        press = {"view_id": view, "action_id": "go"}
        assert await bot.client.post("/people/alice/clicks", **press) == {"ok": True}
        gone = {"ok": False, "error": "view_not_found"}
        assert await bot.client.post("/people/bob/clicks", **press) == gone
        await bot.client.post("/people/alice/view/close")
        assert await bot.client.post("/people/alice/clicks", **press) == gone


async def test_what_went_to_the_app_is_listed_as_it_was_then() -> None:
    # The list of deliveries once referred to the form itself, and so changed with it.
    async with running_bot() as bot, listening(bot) as app:
        element = {"type": "plain_text_input", "action_id": "value", "initial_value": "before"}
        block = field("words", "plain_text_input", block={"element": element})
        await open_form(bot, app, blocks=[block])
        app.answers["view_submission"] = {"response_action": "errors", "errors": {"words": "No."}}
        for words in ("first", "second"):
            await bot.client.post("/people/alice/view/submit", values={"words": words})
        listed = (await bot.client.get("/deliveries"))["deliveries"]
        sent = [row["payload"]["view"] for row in listed if "view" in row["payload"]]
        said = [row["state"]["values"]["words"]["value"]["value"] for row in sent]
        assert said == ["first", "second"]


LISTED = {"type": "external_select", "action_id": "value", "min_query_length": 2}


async def test_options_are_asked_for_with_the_message_and_not_too_soon() -> None:
    async with running_bot() as bot, listening(bot) as app:
        row = {"type": "actions", "block_id": "row", "elements": [LISTED]}
        place = await post(bot, blocks=[row])
        groups = [{"label": TEXT, "options": options("leeds", "london")}]
        app.answers["block_suggestion"] = {"option_groups": groups}
        asked = {**place, "action_id": "value", "block_id": "row"}
        app.envelopes.clear()
        soon = await bot.client.post("/people/alice/suggestions", **asked, value="l")
        assert (soon, app.envelopes) == ({"ok": True, "options": []}, [])
        found = await bot.client.post("/people/alice/suggestions", **asked, value="le")
        assert found["option_groups"] == groups
        heard = await app.received("block_suggestion")
        about = ("value", "action_id", "block_id")
        assert [heard[key] for key in about] == ["le", "value", "row"]
        assert heard["container"]["message_ts"] == heard["message"]["ts"] == place["message_ts"]
        (chosen,) = (await press(bot, app, **asked, value="london"))["actions"]
        assert chosen["selected_option"]["value"] == "london"


@pytest.mark.parametrize(
    "answer",
    [{"options": [{}]}, {"options": "x"}, {"option_groups": [1]}, {"options": [{"value": "a"}]}],
)
async def test_options_that_no_menu_could_show_are_refused(answer: Any) -> None:
    # One without a value once broke every later choice in any menu.
    async with running_bot() as bot, listening(bot) as app:
        view = await open_form(bot, app, blocks=[field("city", "external_select")])
        app.answers["block_suggestion"] = answer
        asked = {"view_id": view, "block_id": "city", "action_id": "value", "value": "lee"}
        found = await bot.client.post("/people/alice/suggestions", **asked)
        assert (found["ok"], found["error"]) == (False, "invalid_options")


LEEDS, YORK = options("leeds", "york")
EVERY: list[tuple[str, dict[str, Any], Any, dict[str, Any]]] = [
    ("static_select", {"options": [LEEDS, YORK]}, "york", {"selected_option": YORK}),
    (
        "static_select",
        {
            "option_groups": [
                {"label": TEXT, "options": [LEEDS]},
                {"label": TEXT, "options": [YORK]},
            ]
        },
        "york",
        {"selected_option": YORK},
    ),
    (
        "multi_static_select",
        {"options": [LEEDS, YORK]},
        ["york", "leeds"],
        {"selected_options": [YORK, LEEDS]},
    ),
    ("overflow", {"options": [LEEDS, YORK]}, "york", {"selected_option": YORK}),
    ("radio_buttons", {"options": [LEEDS, YORK]}, "york", {"selected_option": YORK}),
    ("checkboxes", {"options": [LEEDS, YORK]}, ["york"], {"selected_options": [YORK]}),
    ("checkboxes", {"options": [LEEDS, YORK]}, [], {"selected_options": []}),
    ("users_select", {}, "bob", {"selected_user": "U00000002"}),
    ("multi_users_select", {}, ["bob"], {"selected_users": ["U00000002"]}),
    ("channels_select", {}, "general", {"selected_channel": "general"}),
    ("multi_channels_select", {}, ["general"], {"selected_channels": ["general"]}),
    ("conversations_select", {}, "general", {"selected_conversation": "general"}),
    ("multi_conversations_select", {}, ["general"], {"selected_conversations": ["general"]}),
    ("datepicker", {}, "2026-11-24", {"selected_date": "2026-11-24"}),
    ("timepicker", {}, "03:04", {"selected_time": "03:04"}),
    ("datetimepicker", {}, 1_795_489_200, {"selected_date_time": 1_795_489_200}),
]


@pytest.mark.parametrize(("kind", "more", "value", "expected"), EVERY)
async def test_every_menu_and_picker_tells_what_was_chosen(
    kind: str, more: dict[str, Any], value: Any, expected: dict[str, Any]
) -> None:
    async with running_bot() as bot, listening(bot) as app:
        element = {"type": kind, "action_id": "it", **more}
        place = await post(
            bot, blocks=[{"type": "actions", "block_id": "row", "elements": [element]}]
        )
        heard = await press(bot, app, **place, action_id="it", value=value)
        (action,) = heard["actions"]
        ids = {"general": bot.id("general"), "['general']": [bot.id("general")]}
        told = {key: ids.get(str(name), name) for key, name in expected.items()}
        about = {"type": kind, "action_id": "it", "block_id": "row"}
        assert action == {**about, **told, "action_ts": action["action_ts"]}
        state = heard["state"]["values"].get("row", {}).get("it")
        assert state == (None if kind == "overflow" else {"type": kind, **told})


WORDS = {"type": "rich_text", "elements": []}
FIELDS: list[tuple[str, dict[str, Any], Any, str]] = [
    ("plain_text_input", {}, "words", "value"),
    ("email_text_input", {}, "a@example.com", "value"),
    ("url_text_input", {}, "https://example.com", "value"),
    ("number_input", {"is_decimal_allowed": False}, "7", "value"),
    ("rich_text_input", {}, WORDS, "rich_text_value"),
]


@pytest.mark.parametrize(("kind", "more", "value", "key"), FIELDS)
async def test_every_field_that_asks_for_it_tells_what_was_typed(
    kind: str, more: dict[str, Any], value: Any, key: str
) -> None:
    async with running_bot() as bot, listening(bot) as app:
        block = field("words", kind, block={"dispatch_action": True}, **more)
        view = await open_form(bot, app, blocks=[block])
        (action,) = (await press(bot, app, view_id=view, action_id="value", value=value))["actions"]
        about = {"type": kind, "action_id": "value", "block_id": "words"}
        assert action == {**about, key: value, "action_ts": action["action_ts"]}
