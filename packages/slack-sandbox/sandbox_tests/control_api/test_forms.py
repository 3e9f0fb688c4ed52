"""Forms: what can be entered, what the app may answer, what it hears of the rest."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import running_bot
from sandbox_tests.contract.app import listening
from sandbox_tests.interactions import FIELD, FORM, TEXT, field, open_form, push_form, trigger

TROUBLE = "We had some trouble connecting. Try again?"
SUBMITTED = {"words": "yes"}


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"response_action": "errors"}, "invalid_errors"),
        ({"response_action": "errors", "errors": {}}, "invalid_errors"),
        ({"response_action": "errors", "errors": {"nowhere": "No."}}, "invalid_errors"),
        ({"response_action": "errors", "errors": ["No."]}, "invalid_errors"),
        ({"response_action": "dance"}, "invalid_response_action"),
        ({"text": "ok"}, "invalid_response_action"),
        ({"response_action": "update"}, "invalid_view"),
        ({"response_action": "push", "view": {"type": "home", "blocks": []}}, "invalid_view"),
        (
            {"response_action": "push", "view": {**FORM, "external_id": "mine"}},
            "duplicate_external_id",
        ),
    ],
)
async def test_an_answer_that_cannot_be_is_trouble_and_the_form_stays(
    answer: Any, error: str
) -> None:
    async with running_bot() as bot, listening(bot) as app:
        view = await open_form(bot, app, external_id="mine")
        app.answers["view_submission"] = answer
        said = await bot.client.post("/people/alice/view/submit", values=SUBMITTED)
        assert (said["ok"], said["error"], said["message"]) == (False, error, TROUBLE)
        assert (await bot.client.get("/people/alice/view"))["view"]["id"] == view


async def test_an_answer_may_push_until_three_forms_lie_there() -> None:
    async with running_bot() as bot, listening(bot) as app:
        first = await open_form(bot, app)
        app.answers["view_submission"] = {"response_action": "push", "view": FORM}
        for _ in range(2):
            sent = await bot.client.post("/people/alice/view/submit", values=SUBMITTED)
            assert sent == {"ok": True}
        fourth = await bot.client.post("/people/alice/view/submit", values=SUBMITTED)
        assert fourth == {"ok": False, "error": "push_limit_reached", "message": TROUBLE}
        top = (await bot.client.get("/people/alice/view"))["view"]
        assert (top["root_view_id"], top["previous_view_id"] != first) == (first, True)


async def test_a_bare_acknowledgement_leads_back_to_the_form_beneath() -> None:
    async with running_bot() as bot, listening(bot) as app:
        first = await open_form(bot, app)
        await push_form(bot, app)
        assert (await bot.client.post("/people/alice/view/submit", values=SUBMITTED))["ok"]
        assert (await bot.client.get("/people/alice/view"))["view"]["id"] == first


async def test_a_form_is_put_away_though_the_app_does_not_hear_of_it() -> None:
    # A form once could not be closed without an error when the app was gone.
    async with running_bot() as bot:
        async with listening(bot) as app:
            await open_form(bot, app, notify_on_close=True)
        for connection in bot.sandbox.server.socket.connections:
            await connection.socket.close()
        assert await bot.client.post("/people/alice/view/close") == {"ok": True}
        assert (await bot.client.get("/people/alice/view"))["view"] is None


async def test_a_form_without_a_button_to_submit_cannot_be_submitted() -> None:
    async with running_bot() as bot, listening(bot) as app:
        section = {"type": "section", "text": TEXT}
        only = {"type": "modal", "title": TEXT, "blocks": [section]}
        await bot.call("views.open", trigger_id=await trigger(bot, app), view=only)
        said = await bot.client.post("/people/alice/view/submit", values={})
        assert said == {"ok": False, "error": "no_submit_button"}


async def test_a_form_is_no_home_and_a_home_no_form() -> None:
    async with running_bot() as bot, listening(bot) as app:
        home = {"type": "home", "blocks": [{"type": "section", "text": TEXT}]}
        opened = await bot.call("views.open", trigger_id=await trigger(bot, app), view=home)
        published = await bot.call("views.publish", user_id=bot.id("alice"), view=FORM)
        for answer, kind in ((opened, "modal"), (published, "home")):
            messages = [f"[ERROR] must be one of: {kind} [json-pointer:/view/type]"]
            assert answer["error"] == "invalid_arguments"
            assert answer["response_metadata"] == {"messages": messages}


async def test_a_menu_of_places_brings_a_response_url_where_it_asks_for_one() -> None:
    asking = field("where", "conversations_select", response_url_enabled=True)
    silent = field("other", "conversations_select")
    async with running_bot() as bot, listening(bot) as app:
        await open_form(bot, app, blocks=[asking, silent])
        values = {"where": "general", "other": "random"}
        assert (await bot.client.post("/people/alice/view/submit", values=values))["ok"]
        (row,) = (await app.received("view_submission"))["response_urls"]
        address = row.pop("response_url")
        place = {"block_id": "where", "action_id": "value", "channel_id": bot.id("general")}
        assert row == place
        said = {"response_type": "in_channel", "text": "Done."}
        async with bot.session.post(address, json=said) as response:
            assert await response.text() == "ok"
        messages = (await bot.client.get("/channels/general"))["channel"]["messages"]
        assert [row["text"] for row in messages] == ["Done."]


@pytest.mark.parametrize(
    ("kind", "key", "many"),
    [
        ("conversations_select", "selected_conversation", False),
        ("multi_conversations_select", "selected_conversations", True),
    ],
)
async def test_a_menu_may_begin_with_the_place_where_the_person_is(
    kind: str, key: str, many: bool
) -> None:
    async with running_bot() as bot, listening(bot) as app:
        await bot.client.post("/people/alice/messages", channel="random", text="/begin")
        asked = (await app.received("slash_commands"))["trigger_id"]
        block = field("where", kind, default_to_current_conversation=True)
        opened = await bot.call("views.open", trigger_id=asked, view={**FORM, "blocks": [block]})
        shown = opened["view"]["state"]["values"]["where"]["value"]
        place = bot.id("random")
        assert shown == {"type": kind, key: [place] if many else place}


BAD: list[tuple[str, dict[str, Any], Any, str]] = [
    ("channels_select", {}, "leadership", "There is no channel 'leadership'."),
    ("channels_select", {}, "old-project", "There is no channel 'old-project'."),
    ("channels_select", {}, "bob", "There is no channel 'bob'."),
    ("conversations_select", {}, "leadership", "There is no channel 'leadership'."),
    (
        "conversations_select",
        {"filter": {"include": ["im"]}},
        "general",
        "'general' can't be chosen here.",
    ),
    (
        "conversations_select",
        {"filter": {"exclude_bot_users": True}},
        "deploybot",
        "deploybot is a bot.",
    ),
    ("users_select", {}, "dana", "dana is deactivated."),
    ("users_select", {}, "zoe", "There is no person 'zoe'."),
    (
        "multi_users_select",
        {"max_selected_items": 1},
        ["alice", "bob"],
        "At most 1 can be chosen here.",
    ),
    ("datetimepicker", {}, "tomorrow", "'tomorrow' is no date and time."),
    ("timepicker", {}, "25:00", "'25:00' is no time."),
]


@pytest.mark.parametrize(("kind", "more", "value", "sentence"), BAD)
async def test_what_a_menu_does_not_offer_cannot_be_chosen(
    kind: str, more: dict[str, Any], value: Any, sentence: str
) -> None:
    async with running_bot() as bot, listening(bot) as app:
        await open_form(bot, app, blocks=[field("one", kind, **more)])
        said = await bot.client.post("/people/alice/view/submit", values={"one": value})
        assert said == {"ok": False, "error": "bad_entry", "message": sentence}


async def test_a_file_must_be_of_a_kind_that_the_field_takes() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await open_form(bot, app, blocks=[field("log", "file_input", filetypes=["txt"])])
        arguments = {"filename": "picture.png", "content": "x"}
        file = (await bot.client.post("/people/alice/files", **arguments))["file"]
        said = await bot.client.post("/people/alice/view/submit", values={"log": [file]})
        assert said["message"] == "picture.png is not one of txt."


async def test_what_is_entered_in_each_kind_of_field_is_what_slack_would_send() -> None:
    kinds: dict[str, tuple[str, Any, dict[str, Any]]] = {
        "email": ("email_text_input", "a@example.com", {"value": "a@example.com"}),
        "url": ("url_text_input", "https://example.com", {"value": "https://example.com"}),
        "time": ("timepicker", "03:04", {"selected_time": "03:04"}),
        "moment": (
            "datetimepicker",
            "2026-11-24T03:00:00+00:00",
            {"selected_date_time": 1_795_489_200},
        ),
        "people": ("multi_users_select", ["bob", "bob"], {"selected_users": ["U00000002"]}),
        "person": ("conversations_select", "bob", {"selected_conversation": "U00000002"}),
    }
    async with running_bot() as bot, listening(bot) as app:
        blocks = [field(name, kind) for name, (kind, _, _) in kinds.items()]
        await open_form(bot, app, blocks=blocks)
        values = {name: value for name, (_, value, _) in kinds.items()}
        assert await bot.client.post("/people/alice/view/submit", values=values) == {"ok": True}
        state = (await app.received("view_submission"))["view"]["state"]["values"]
        assert {name: row["value"] for name, row in state.items()} == {
            name: {"type": kind, **entered} for name, (kind, _, entered) in kinds.items()
        }


async def test_a_trigger_lives_three_seconds_of_the_workspaces_clock() -> None:
    async with running_bot(clock=1_790_000_000.0) as bot, listening(bot) as app:
        asked = await trigger(bot, app)
        await bot.client.post("/clock", advance=3)
        assert await bot.error("views.open", trigger_id=asked, view=FORM) is None
        late = await trigger(bot, app)
        await bot.client.post("/clock", advance=3.1)
        error = await bot.error("views.push", trigger_id=late, view=FORM)
        assert error == "expired_trigger_id"
        assert await bot.error("views.open", trigger_id=asked, view=FORM) == "exchanged_trigger_id"
        assert await bot.error("views.open", trigger_id="1.2", view=FORM) == "invalid_trigger_id"


async def test_a_trigger_lives_as_long_as_the_app_may_take_to_acknowledge() -> None:
    async with running_bot(clock=1_790_000_000.0, patience=20) as bot, listening(bot) as app:
        asked = await trigger(bot, app)
        await bot.client.post("/clock", advance=20)
        assert await bot.error("views.open", trigger_id=asked, view=FORM) is None
        late = await trigger(bot, app)
        await bot.client.post("/clock", advance=20.1)
        assert await bot.error("views.open", trigger_id=late, view=FORM) == "expired_trigger_id"


async def test_an_update_by_external_id_keeps_what_was_typed_and_checks_the_hash() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await open_form(bot, app, external_id="mine")
        before = (await bot.client.get("/people/alice/view"))["view"]["hash"]
        app.answers["view_submission"] = {"response_action": "errors", "errors": {"words": "No."}}
        await bot.client.post("/people/alice/view/submit", values=SUBMITTED)
        view = {**FORM, "external_id": "mine", "blocks": [FIELD, {"type": "divider"}]}
        update = {"external_id": "mine", "view": view, "hash": before}
        changed = await bot.call("views.update", **update)
        assert changed["view"]["state"]["values"]["words"]["value"]["value"] == "yes"
        assert await bot.error("views.update", **update) == "hash_conflict"
