"""Which keys each kind of block, element and piece may have; Slack refuses any other.

The names are those of Slack's reference of blocks, elements and objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from slack_sandbox.block_kit.parts import kind_of, said

PRESSED = frozenset({"action_id", "confirm", "focus_on_load"})
TYPED = frozenset(
    {"action_id", "dispatch_action_config", "focus_on_load", "initial_value", "placeholder"}
)


def keys(names: str) -> frozenset[str]:
    """Of a list with blanks between."""
    return frozenset(names.split())


KEYS: Mapping[str, frozenset[str]] = {
    "actions": keys("block_id elements"),
    "alert": keys("block_id level text"),
    "area": keys("axis_config series"),
    "bar": keys("axis_config series"),
    "broadcast": keys("range style"),
    "button": keys("accessibility_label action_id confirm style text url value"),
    "card": keys("actions block_id body hero_image icon subtitle title"),
    "carousel": keys("block_id elements"),
    "channel": keys("channel_id style"),
    "channels_select": PRESSED | keys("initial_channel placeholder response_url_enabled"),
    "checkboxes": PRESSED | keys("initial_options options"),
    "color": keys("style value"),
    "container": keys(
        "block_id child_blocks default_collapsed has_header_divider icon "
        "is_collapsible rich_text_title subtitle title width"
    ),
    "context": keys("block_id elements"),
    "context_actions": keys("block_id elements"),
    "conversations_select": PRESSED
    | keys(
        "default_to_current_conversation filter "
        "initial_conversation placeholder response_url_enabled"
    ),
    "data_table": keys("block_id caption page_size row_header_column_index rows"),
    "data_visualization": keys("block_id chart title"),
    "date": keys("fallback format style timestamp url"),
    "datepicker": PRESSED | keys("initial_date placeholder"),
    "datetimepicker": PRESSED | keys("initial_date_time"),
    "divider": keys("block_id"),
    "email_text_input": TYPED,
    "emoji": keys("name skin_tone style unicode"),
    "external_select": PRESSED | keys("initial_option min_query_length placeholder"),
    "feedback_buttons": keys("action_id negative_button positive_button"),
    "file": keys("block_id external_id source"),
    "file_input": keys("action_id filetypes max_files"),
    "header": keys("block_id level text"),
    "icon_button": keys(
        "accessibility_label action_id confirm icon text value visible_to_user_ids"
    ),
    "image": keys("alt_text block_id image_url slack_file title"),
    "input": keys("block_id dispatch_action element hint label optional"),
    "line": keys("axis_config series"),
    "link": keys("style text unsafe url"),
    "markdown": keys("block_id text"),
    "mrkdwn": keys("text verbatim"),
    "multi_channels_select": PRESSED | keys("initial_channels max_selected_items placeholder"),
    "multi_conversations_select": PRESSED
    | keys(
        "default_to_current_conversation filter "
        "initial_conversations max_selected_items placeholder"
    ),
    "multi_external_select": PRESSED
    | keys("initial_options max_selected_items min_query_length placeholder"),
    "multi_static_select": PRESSED
    | keys("initial_options max_selected_items option_groups options placeholder"),
    "multi_users_select": PRESSED | keys("initial_users max_selected_items placeholder"),
    "number_input": TYPED | keys("is_decimal_allowed max_value min_value"),
    "overflow": keys("action_id confirm options"),
    "pie": keys("segments"),
    "plain_text": keys("emoji text"),
    "plain_text_input": TYPED | keys("max_length min_length multiline"),
    "plan": keys("block_id tasks title"),
    "radio_buttons": PRESSED | keys("initial_option options"),
    "raw_number": keys("text value"),
    "raw_text": keys("text"),
    "rich_text": keys("block_id elements"),
    "rich_text_input": TYPED,
    "rich_text_list": keys("border elements indent offset style"),
    "rich_text_preformatted": keys("border elements language"),
    "rich_text_quote": keys("border elements"),
    "rich_text_section": keys("elements"),
    "section": keys("accessory block_id expand fields text"),
    "static_select": PRESSED | keys("initial_option option_groups options placeholder"),
    "table": keys("block_id column_settings rows"),
    "task_card": keys("block_id details output sources status task_id title"),
    "team": keys("style team_id"),
    "text": keys("style text"),
    "timepicker": PRESSED | keys("initial_time placeholder timezone"),
    "url": keys("text url"),
    "url_text_input": TYPED,
    "user": keys("style user_id"),
    "usergroup": keys("style usergroup_id"),
    "users_select": PRESSED | keys("initial_user placeholder"),
    "video": keys(
        "alt_text author_name block_id description provider_icon_url "
        "provider_name thumbnail_url title title_url video_url"
    ),
    "workflow_button": keys("accessibility_label action_id style text workflow"),
}
OPTION = frozenset({"text", "value", "description", "url"})
GROUP = frozenset({"label", "options"})
CONFIRM = frozenset({"title", "text", "confirm", "deny", "style"})
UNTYPED: Mapping[str, frozenset[str]] = {
    "options": OPTION,
    "initial_options": OPTION,
    "option_groups": GROUP,
    "confirm": CONFIRM,
    "initial_option": OPTION,
    "positive_button": keys("text value accessibility_label"),
    "negative_button": keys("text value accessibility_label"),
    "filter": keys("include exclude_external_shared_channels exclude_bot_users"),
    "segments": keys("label value"),
    "series": keys("name data"),
    "data": keys("label value"),
    "axis_config": keys("categories x_label y_label"),
}
"""Objects that say no type, by the key that holds them."""


def strangers(value: Any, at: str, held_by: str = "") -> Iterator[str]:
    """Keys that have no business there, however deep."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from strangers(one, f"{at}/{number}", held_by)
    elif isinstance(value, dict):
        typed = KEYS.get(kind_of(value))
        known = typed | {"type"} if typed is not None else UNTYPED.get(held_by)
        for key, inner in value.items():
            if known is not None and key not in known:
                yield said(f"invalid additional property: {key}", at)
            else:
                yield from strangers(inner, f"{at}/{key}", key)
