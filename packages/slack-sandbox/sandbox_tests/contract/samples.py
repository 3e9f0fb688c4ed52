"""Each block, element and view of Block Kit once, as it should be, with every key that it may have.

`test_block_kit` proves that none is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_sandbox.block_kit.blocks import Surface

Json = dict[str, Any]
ADDRESS = "https://example.com/a.png"
PLAIN: Json = {"type": "plain_text", "text": "Words", "emoji": True}
MARKUP: Json = {"type": "mrkdwn", "text": "*Words*", "verbatim": False}
OPTION: Json = {"text": PLAIN, "value": "one", "description": PLAIN}
OTHER: Json = {"text": MARKUP, "value": "two", "description": MARKUP}
SECOND: Json = {"text": PLAIN, "value": "two"}
OPTIONS: Json = {"options": [OPTION, SECOND]}
GROUPS: Json = {"option_groups": [{"label": PLAIN, "options": [OPTION]},
                                  {"label": PLAIN, "options": [SECOND]}]}  # fmt: skip
CONFIRM: Json = {"title": PLAIN, "text": MARKUP, "confirm": PLAIN, "deny": PLAIN, "style": "danger"}
PICTURE: Json = {"type": "image", "image_url": ADDRESS, "alt_text": "A picture"}
OF_SLACK: Json = {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "A picture"}
LINKED: Json = {"type": "image", "slack_file": {"url": ADDRESS}, "alt_text": "A picture"}

SEEN: Json = {"style": {"bold": True}}
LINE: list[Json] = [
    {"type": "text", "text": "Hello ", "style": dict.fromkeys(
        ("bold", "italic", "strike", "underline", "code", "highlight", "client_highlight",
         "unlink"), True)},
    {"type": "link", "url": ADDRESS, "text": "there", "unsafe": False, **SEEN},
    {"type": "user", "user_id": "U1", **SEEN},
    {"type": "usergroup", "usergroup_id": "S1", **SEEN},
    {"type": "team", "team_id": "T1", **SEEN},
    {"type": "channel", "channel_id": "C1", **SEEN},
    {"type": "emoji", "name": "wave", "unicode": "1f44b", "skin_tone": 2, **SEEN},
    {"type": "broadcast", "range": "here", **SEEN},
    {"type": "color", "value": "#ff0000", **SEEN},
    {"type": "date", "timestamp": 1_790_000_000, "format": "{date}", "url": ADDRESS,
     "fallback": "then", **SEEN},
]  # fmt: skip
SHORT: list[Json] = [{"type": "rich_text_section", "elements": [{"type": "text", "text": "One"}]}]
BRIEF: Json = {"type": "rich_text", "elements": SHORT}
PARTS: list[Json] = [
    *({"type": "rich_text_section", "elements": [piece]} for piece in LINE),
    {"type": "rich_text_list", "style": "bullet", "elements": SHORT, "indent": 1, "offset": 0,
     "border": 1},
    {"type": "rich_text_preformatted", "elements": LINE[1:2], "border": 0, "language": "python"},
    {"type": "rich_text_quote", "elements": LINE[1:2], "border": 1},
]  # fmt: skip

ACT: Json = {"action_id": "a"}
PRESS: Json = {**ACT, "confirm": CONFIRM, "focus_on_load": True}
CHOOSE: Json = {**PRESS, "placeholder": PLAIN}
TYPE: Json = {**ACT, "placeholder": PLAIN, "focus_on_load": True, "dispatch_action_config": {
    "trigger_actions_on": ["on_enter_pressed", "on_character_entered"]}}  # fmt: skip
SOME: Json = {"max_selected_items": 2}
PLACES: Json = {"default_to_current_conversation": True, "filter": {
    "include": ["public", "private"], "exclude_external_shared_channels": True,
    "exclude_bot_users": True}}  # fmt: skip
TRIGGER: Json = {"url": ADDRESS, "customizable_input_parameters": [{"name": "n", "value": "v"}]}


def element(kind: str, *parts: Json, **more: Any) -> Json:
    """One of that kind."""
    return {"type": kind, **{k: v for part in parts for k, v in part.items()}, **more}


CHOSEN: Mapping[str, Json] = {
    "static_select": element("static_select", CHOOSE, OPTIONS, initial_option=OPTION),
    "grouped_select": element("static_select", CHOOSE, GROUPS, initial_option=SECOND),
    "multi_static_select": element("multi_static_select", CHOOSE, OPTIONS, SOME,
                                   initial_options=[SECOND]),
    "multi_grouped_select": element("multi_static_select", CHOOSE, GROUPS, SOME,
                                    initial_options=[OPTION, SECOND]),
    "external_select": element("external_select", CHOOSE, initial_option=OPTION,
                               min_query_length=1),
    "multi_external_select": element("multi_external_select", CHOOSE, SOME, min_query_length=0,
                                     initial_options=[OPTION]),
    "users_select": element("users_select", CHOOSE, initial_user="U1"),
    "multi_users_select": element("multi_users_select", CHOOSE, SOME, initial_users=["U1", "W2"]),
    "conversations_select": element("conversations_select", CHOOSE, PLACES,
                                    initial_conversation="D1", response_url_enabled=True),
    "multi_conversations_select": element("multi_conversations_select", CHOOSE, PLACES, SOME,
                                          initial_conversations=["C1", "G2"]),
    "channels_select": element("channels_select", CHOOSE, initial_channel="C1",
                               response_url_enabled=True),
    "multi_channels_select": element("multi_channels_select", CHOOSE, SOME,
                                     initial_channels=["C1", "C2"]),
    "radio_buttons": element("radio_buttons", PRESS, options=[OPTION, OTHER],
                             initial_option=OTHER),
    "checkboxes": element("checkboxes", PRESS, options=[OPTION, OTHER], initial_options=[OPTION]),
    "datepicker": element("datepicker", CHOOSE, initial_date="2026-11-24"),
    "timepicker": element("timepicker", CHOOSE, initial_time="03:04", timezone="Europe/London"),
}  # fmt: skip
MOMENT: Mapping[str, Json] = {
    "datetimepicker": element("datetimepicker", PRESS, initial_date_time=1_790_000_000),
}  # fmt: skip
PRESSED: Mapping[str, Json] = {
    "button": element("button", ACT, text=PLAIN, value="v", style="danger", url=ADDRESS,
                      confirm=CONFIRM, accessibility_label="Press"),
    "workflow_button": element("workflow_button", ACT, text=PLAIN, workflow={"trigger": TRIGGER},
                               style="primary", accessibility_label="Begin"),
    "overflow": element("overflow", ACT, confirm=CONFIRM,
                        options=[{**OPTION, "url": ADDRESS}, SECOND]),
}  # fmt: skip
TYPED: Mapping[str, Json] = {
    "plain_text_input": element("plain_text_input", TYPE, multiline=True, min_length=1,
                                max_length=10, initial_value="Words"),
    "email_text_input": element("email_text_input", TYPE, initial_value="a@example.com"),
    "url_text_input": element("url_text_input", TYPE, initial_value=ADDRESS),
    "number_input": element("number_input", TYPE, is_decimal_allowed=False, initial_value="3",
                            min_value="-1", max_value="5.5"),
    "rich_text_input": element("rich_text_input", TYPE, initial_value=BRIEF),
    "file_input": element("file_input", ACT, filetypes=["png"], max_files=2),
}  # fmt: skip
ICON: Json = element("icon_button", icon="trash", text=PLAIN, action_id="b", value="v",
                     accessibility_label="Remove", visible_to_user_ids=["U1"],
                     confirm=CONFIRM)  # fmt: skip
OPINION: Json = {"text": PLAIN, "value": "yes", "accessibility_label": "Yes"}

ID: Json = {"block_id": "b"}
CELL: Json = {"type": "raw_text", "text": "Cell"}
NUMBER: Json = {"type": "raw_number", "value": 3.5, "text": "3.50"}
CARD: Json = element("card", ID, title=PLAIN, subtitle=MARKUP, body=MARKUP, icon=OF_SLACK,
                     hero_image=PICTURE, actions=[PRESSED["button"]])  # fmt: skip
TASK: Json = element("task_card", task_id="1", title="One", status="pending", details=BRIEF,
                     output=BRIEF, sources=[{"type": "url", "url": ADDRESS, "text": "There"}],
                     block_id="t")  # fmt: skip
SERIES: list[Json] = [{"name": "Calls", "data": [{"label": "Mon", "value": 3}]}]
AXIS: Json = {"categories": ["Mon"], "x_label": "Day", "y_label": "Calls"}


def asked(bot: Json) -> Json:
    """The same in a form."""
    dispatches = {} if bot["type"] == "file_input" else {"dispatch_action": True}
    return element("input", ID, dispatches, label=PLAIN, hint=PLAIN, optional=True, element=bot)


BLOCKS: Mapping[str, Json] = {
    "section": element("section", ID, text=MARKUP, fields=[PLAIN, MARKUP], accessory=PICTURE,
                       expand=True),
    "header": element("header", ID, text=PLAIN, level=2),
    "context": element("context", ID, elements=[MARKUP, PLAIN, PICTURE, OF_SLACK]),
    "divider": element("divider", ID),
    "image": {**PICTURE, "title": PLAIN, "block_id": "b"},
    "image of slack": {**OF_SLACK, "title": PLAIN},
    "image of slack by its address": LINKED,
    "markdown": element("markdown", ID, text="# Words"),
    **{f"rich_text {number}": element("rich_text", ID, elements=[part])
       for number, part in enumerate(PARTS)},
    "table": element("table", ID, rows=[[CELL, BRIEF], [CELL, CELL]],
                     column_settings=[{"align": "right", "is_wrapped": True}, None]),
    "video": element("video", ID, alt_text="A film", title=PLAIN, description=PLAIN,
                     thumbnail_url=ADDRESS, video_url=ADDRESS, title_url=ADDRESS,
                     author_name="Alice", provider_name="Films", provider_icon_url=ADDRESS),
    "alert": element("alert", ID, text=MARKUP, level="warning"),
    "card": CARD,
    "carousel": element("carousel", ID, elements=[{**CARD, "block_id": "c"}]),
    "container": element("container", ID, title=PLAIN, subtitle=MARKUP, icon=PICTURE, width="wide",
                         is_collapsible=True, default_collapsed=True, has_header_divider=True,
                         child_blocks=[{"type": "divider"}, {"type": "header", "text": PLAIN}]),
    "container with rich title": element("container", rich_text_title=BRIEF,
                                         child_blocks=[{"type": "divider"}]),
    "context_actions": element("context_actions", ID, elements=[
        element("feedback_buttons", ACT, positive_button=OPINION, negative_button=OPINION), ICON]),
    "plan": element("plan", ID, title="A plan", tasks=[TASK]),
    "plan with a text": element("plan", title=PLAIN),
    "task_card": TASK,
    "data_table": element("data_table", ID, caption="Figures", page_size=10,
                          row_header_column_index=0, rows=[[CELL, BRIEF], [CELL, NUMBER]]),
    **{f"{kind} chart": element("data_visualization", ID, title="A chart", chart={
        "type": kind, "axis_config": AXIS, "series": SERIES}) for kind in ("bar", "line", "area")},
    "pie chart": element("data_visualization", title="A pie", chart={
        "type": "pie", "segments": [{"label": "One", "value": 1}]}),
    "actions": element("actions", ID, elements=[{"type": "button", "text": PLAIN}]),
    "input": asked({"type": "plain_text_input"}),
    "input of a file": asked({"type": "file_input"}),
}  # fmt: skip


def placed(bot: Json, place: str = "") -> Json:
    """An element in a block: among actions, where it may stand there, or in a form."""
    if place == "accessory":
        return element("section", text=PLAIN, accessory=bot)
    if place == "input" or bot["type"] in TYPED:
        return element("input", label=PLAIN, element=bot)
    return element("actions", elements=[bot])


ELEMENTS: Mapping[str, Json] = {**PRESSED, **CHOSEN, **MOMENT, **TYPED}
BOTH: Json = {"private_metadata": "m", "callback_id": "c", "external_id": "e"}
VIEWS: Mapping[str, Json] = {
    "modal": {"type": "modal", **BOTH, "title": PLAIN, "submit": PLAIN, "close": PLAIN,
              "clear_on_close": True, "notify_on_close": True, "submit_disabled": False,
              "blocks": [asked({"type": "plain_text_input"})]},
    "home": {"type": "home", **BOTH, "blocks": [{"type": "divider"}]},
}  # fmt: skip


def surface(block: Json) -> Surface:
    """One where it may stand."""
    return "modal" if block["type"] == "alert" else "message"
