"""Rich text and what stands in it."""

from __future__ import annotations

from slack_sandbox.block_kit.checks import (
    Check,
    array,
    boolean,
    by_type,
    number,
    object_of,
    one_of,
    string,
    tagged,
)
from slack_sandbox.block_kit.composition_objects import BLOCK_ID, not_empty

STYLES = (
    "bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink",
)  # fmt: skip
USER, CONVERSATION, GROUP, TEAM = (f"^[{letters}][A-Z0-9]+$" for letters in ("UW", "CDG", "S", "T"))


_STYLE = object_of(dict.fromkeys(STYLES, boolean), "", not_empty)


def _inline_element(name: str, required: str, /, **fields: Check) -> Check:
    return tagged(name, {**fields, "style": _STYLE}, required)


INLINE_ELEMENT = by_type({
    "text": _inline_element("text", "text", text=string()),
    "link": _inline_element("link", "url", url=string(), text=string(), unsafe=boolean),
    "user": _inline_element("user", "user_id", user_id=string(pattern=USER)),
    "usergroup": _inline_element("usergroup", "usergroup_id", usergroup_id=string(pattern=GROUP)),
    "team": _inline_element("team", "team_id", team_id=string(pattern=TEAM)),
    "channel": _inline_element("channel", "channel_id", channel_id=string(pattern=CONVERSATION)),
    "emoji": _inline_element("emoji", "name", name=string(1), unicode=string(1),
                    skin_tone=number(whole=True, minimum=1, maximum=6)),
    "broadcast": _inline_element("broadcast", "range", range=one_of("here", "channel", "everyone")),
    "color": _inline_element("color", "value", value=string(pattern="^#?[0-9a-fA-F]{6}$")),
    "date": _inline_element("date", "timestamp format", timestamp=number(whole=True, minimum=0),
                   format=string(1), url=string(), fallback=string()),
})  # fmt: skip
"""What a line is made of."""

_INLINE_ELEMENTS, _BORDER = array(INLINE_ELEMENT), one_of(0, 1)
_SECTION = tagged("rich_text_section", {"elements": _INLINE_ELEMENTS}, "elements")
_WHOLE_NUMBER = number(whole=True, minimum=0)
_PART = by_type({
    "rich_text_section": _SECTION,
    "rich_text_list": tagged(
        "rich_text_list",
        {"style": one_of("bullet", "ordered"), "elements": array(_SECTION, 1),
         "indent": _WHOLE_NUMBER, "offset": _WHOLE_NUMBER, "border": _BORDER},
        "style elements",
    ),
    "rich_text_preformatted": tagged(
        "rich_text_preformatted",
        {"elements": _INLINE_ELEMENTS, "border": _BORDER, "language": string(1)},
        "elements",
    ),
    "rich_text_quote": tagged(
        "rich_text_quote", {"elements": _INLINE_ELEMENTS, "border": _BORDER}, "elements"
    ),
})  # fmt: skip

RICH_CELL = tagged("rich_text", {"elements": array(_PART)}, "elements")
"""In a table, where no cell is named."""
RICH_TEXT = tagged("rich_text", {"elements": array(_PART), "block_id": BLOCK_ID}, "elements")
