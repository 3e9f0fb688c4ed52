"""What people type at worst, for tests of whatever shows it; and what they read of it."""

from __future__ import annotations

import html

from hypothesis import strategies as st

from firebell.domain.typed_text import APART, TOGETHER, clean
from firebell.slack.client.literal import LOOKALIKES, NO_WIDTH

MARKUP = ["*", "_", "~", "`", "```", ">", "&gt;", ":fire:", ":+1::skin-tone-2:", "＊", "＿", "｀",
          "*bold*", "_it_", "~x~", "`x`", "> q", "<!channel>", "<@U00000001>", "<#C1|x>", "@here",
          "#general", "https://example.com/a", "<https://example.com|x>", "&amp;", "&",
          "|"]  # fmt: skip
MARKDOWN = ["#", "# h", "-", "- i", "+", "+ i", "1.", "1. i", "2) i", "---", "***", "===", "~~~",
            "\\", "\\*", "[a](b)", "![a](b)", "[a]: b", "[a]", "<b>", "<!--", "<a@b.c>", "&copy;",
            "&#35;", "**b**", "__b__", "    code", "\tcode", "  \n", "|---|", "| a | b |", "##",
            "!", "(", ")", "]", "[x] ", "a_b", "snake_case_", "http://example.com"]  # fmt: skip
STEERING = ["\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u200b",
            "\u00ad", "\u2060", "\ufeff", "\u200d", "\u200c", "\x1b[31m", "\x1b]0;t\x07", "\x9b31m",
            "\x07", "\r", "\x08", "\x7f", "\x85", "\u2028", "\u0000", "\U000e0041"]  # fmt: skip
SCRIPTS = ["Заявки не отправляются", "申請できません", "日本*太字*", "مرحبا", "שלום (א)", "می‌خواهم",
           "👩‍👩‍👧‍👦", "🏳️‍🌈", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇬🇧🇫🇷", "e\u0301", "03:04:05", "pg_dump *.log",
           "2 * 3"]  # fmt: skip
PIECES = st.sampled_from([*MARKUP, *MARKDOWN, *STEERING, *SCRIPTS, " ", " ", "\n", "word", "a1"])
TYPED = st.one_of(
    st.lists(PIECES, min_size=1, max_size=14).map("".join),
    st.text(min_size=1, max_size=60),
)
"""Whatever it is, somebody can paste it into a form."""


def as_read(words: str) -> str:
    """What a reader makes of it: signs and their lookalikes are the same, what has no width is
    not there."""
    for unseen in (NO_WIDTH, APART, TOGETHER):
        words = words.replace(unseen, "")
    return words.translate(str.maketrans("".join(LOOKALIKES), "".join(LOOKALIKES.values())))


def as_typed(words: str) -> str:
    """What a reader should make of what somebody typed."""
    return as_read(clean(words))


def unescaped(markup: str) -> str:
    """Slack's three escapes undone, and no other entity."""
    for entity in ("&lt;", "&gt;", "&amp;"):
        markup = markup.replace(entity, html.unescape(entity))
    return markup
