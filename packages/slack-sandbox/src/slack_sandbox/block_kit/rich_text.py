"""Rich text and what stands in it."""

from __future__ import annotations

from slack_sandbox.block_kit.checks import (
    Check,
    array,
    by_type,
    flag,
    kind,
    number,
    one_of,
    shape,
    string,
)
from slack_sandbox.block_kit.composition_objects import BLOCK_ID, says_something

STYLES = (
    "bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink",
)  # fmt: skip
USER, PLACE, GROUP, TEAM = (f"^[{one}][A-Z0-9]+$" for one in ("UW", "CDG", "S", "T"))


_STYLE = shape(dict.fromkeys(STYLES, flag), "", says_something)


def _piece(name: str, needed: str, /, **fields: Check) -> Check:
    return kind(name, {**fields, "style": _STYLE}, needed)


PIECE = by_type({
    "text": _piece("text", "text", text=string()),
    "link": _piece("link", "url", url=string(), text=string(), unsafe=flag),
    "user": _piece("user", "user_id", user_id=string(pattern=USER)),
    "usergroup": _piece("usergroup", "usergroup_id", usergroup_id=string(pattern=GROUP)),
    "team": _piece("team", "team_id", team_id=string(pattern=TEAM)),
    "channel": _piece("channel", "channel_id", channel_id=string(pattern=PLACE)),
    "emoji": _piece("emoji", "name", name=string(1), unicode=string(1),
                    skin_tone=number(whole=True, least=1, most=6)),
    "broadcast": _piece("broadcast", "range", range=one_of("here", "channel", "everyone")),
    "color": _piece("color", "value", value=string(pattern="^#?[0-9a-fA-F]{6}$")),
    "date": _piece("date", "timestamp format", timestamp=number(whole=True, least=0),
                   format=string(1), url=string(), fallback=string()),
})  # fmt: skip
"""What a line is made of."""

_LINE, _BORDER = array(PIECE), one_of(0, 1)
_SECTION = kind("rich_text_section", {"elements": _LINE}, "elements")
_STEP = number(whole=True, least=0)
_PART = by_type({
    "rich_text_section": _SECTION,
    "rich_text_list": kind(
        "rich_text_list",
        {"style": one_of("bullet", "ordered"), "elements": array(_SECTION, 1), "indent": _STEP,
         "offset": _STEP, "border": _BORDER},
        "style elements",
    ),
    "rich_text_preformatted": kind(
        "rich_text_preformatted",
        {"elements": _LINE, "border": _BORDER, "language": string(1)},
        "elements",
    ),
    "rich_text_quote": kind("rich_text_quote", {"elements": _LINE, "border": _BORDER}, "elements"),
})  # fmt: skip

RICH_CELL = kind("rich_text", {"elements": array(_PART)}, "elements")
"""In a table, where no cell is named."""
RICH_TEXT = kind("rich_text", {"elements": array(_PART), "block_id": BLOCK_ID}, "elements")
