"""Slack reads no markup in what people typed, and people read what was typed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from firebell.domain.typed_text import APART, TOGETHER
from firebell.slack.client.limits import mrkdwn, plain_text
from firebell.words.text import Emoji, Link, Mention, Strong, text
from slack_sandbox.state.rich_text import rich_text_blocks
from tests.typed import TYPED, as_read, as_typed, unescaped

AS_THE_PAGE_DRAWS = re.compile(
    r"```[\s\S]+?```|`[^`\n]+`|(?<![A-Za-z0-9_*])\*(?=\S)[^*\n]*[^*\s]\*(?![A-Za-z0-9_*])"
    r"|(?<![A-Za-z0-9_])_(?=\S)[^_\n]*[^_\s]_(?![A-Za-z0-9_])"
    r"|(?<![A-Za-z0-9_~])~(?=\S)[^~\n]*[^~\s]~(?![A-Za-z0-9_~])"
    r"|:[a-z0-9_+'-]+:|^(?:&gt;)",
    re.MULTILINE,
)
"""What the sandbox's page takes for markup, where a word is ASCII's."""


def nodes(markup: str) -> list[tuple[Any, ...]]:
    """The sandbox's own reading: each piece with its kind and style, texts side by side as one.

    A line that begins with a bullet is a list where people type it, in an app's text it is none.
    """
    found: list[tuple[Any, ...]] = []
    for block in rich_text_blocks(markup.replace("•", "-"), "b"):
        for part in block["elements"]:
            for piece in part["elements"]:
                found.append((part["type"], piece["type"], str(piece.get("style"))))
    return list(dict.fromkeys(found))


PLAIN = [("rich_text_section", "text", "None")]


@given(TYPED)
@example("*bold* _it_ ~x~ `c` :fire: ```x```\n> quote\n>>> all")
@example("a`b`c 日本*太字*です")
@example("*`_~x~_`*")
def test_no_markup_is_found_in_what_somebody_typed(typed: str) -> None:
    sent = mrkdwn(text(typed), 10_000)
    assert nodes(sent) in ([], PLAIN)
    assert AS_THE_PAGE_DRAWS.findall(sent) == []


@given(TYPED)
def test_what_is_sent_reads_as_it_was_typed(typed: str) -> None:
    assert as_read(unescaped(mrkdwn(text(typed), 10_000))) == as_typed(typed)
    assert as_read(plain_text(text(typed), 10_000)) == as_typed(typed)


@given(TYPED, TYPED, TYPED)
@example("*", "*", "*")
@example("_a", "x", "b_")
@example("> a", "*x*", "> b")
def test_what_is_typed_around_our_own_markup_joins_nothing_with_it(
    before: str, strong: str, after: str
) -> None:
    def said(before: str, strong: str, after: str) -> str:
        return mrkdwn(
            text(before, "\n", Strong(strong), "\n", Mention("U00000002"), " ", after, " ",
                 Link("https://example.com/", strong), " ", Emoji("pushpin"), after), 10_000
        )  # fmt: skip

    shown = "word" if mrkdwn(text(Strong(strong))) else ""
    found, wanted = nodes(said(before, strong, after)), nodes(said("word", shown, "word"))
    assert {*found, *PLAIN} == {*wanted, *PLAIN}


@given(st.text("abc_*.:/-~ 0", max_size=40))
def test_signs_that_are_no_pair_are_sent_as_they_are(typed: str) -> None:
    sent = mrkdwn(text(typed))
    unpaired = all(typed.count(sign) < 2 for sign in "*_~:")
    assert sent == typed or not unpaired


@pytest.mark.parametrize(
    "typed",
    ["pg_dump -f a_b_c", "rm *.log; ls *.txt", "2 * 3 * 4", "from ~5 to 6", "at 03:04", "R&D"],
)
def test_commands_and_figures_can_be_copied(typed: str) -> None:
    assert unescaped(mrkdwn(text(typed))) == typed


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("*It* is _down_", "∗It∗ is ˍdownˍ"),
        ("run `a_b` ~now~", "run ˋa_bˋ ∼now∼"),
        (":fire: at 03:04:05", ":\u200bfire: at 03:\u200b04:05"),
        ("> they said\n>no", "\u200b&gt; they said\n\u200b&gt;no"),
        ("evil\u202eexe.gnp\x1b[31m\x9b1m\x07", "evilexe.gnp [31m 1m "),
        ("pay\u200bpal \u2066x\u2069 \u200fy", "paypal x y"),
        ("می‌خواهم", f"{APART}می‌خواهم{TOGETHER}"),
        ("one\nשלום (2)\ntwo", f"one\n{APART}שלום (2){TOGETHER}\ntwo"),
        ("👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇬🇧", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇬🇧"),
    ],
)
def test_what_is_sent(typed: str, sent: str) -> None:
    assert mrkdwn(text(typed)) == sent


def test_what_runs_from_right_to_left_stays_apart_from_our_words_however_it_is_cut() -> None:
    words = text("P1 · ", "שלום שלום", " (", "Website", ")")
    whole = f"P1 · {APART}שלום שלום{TOGETHER} (Website)"
    assert mrkdwn(words, len(whole)) == whole
    assert mrkdwn(words, 10) == f"P1 · {APART}של…{TOGETHER}"
    cut = [mrkdwn(words, most) for most in range(1, len(whole))]
    assert all(each.count(APART) == each.count(TOGETHER) for each in cut)
    assert [len(each) > most for most, each in enumerate(cut, start=1)].count(True) == 0


def test_entities_are_read_in_no_plain_text() -> None:
    assert as_read(plain_text(text("&lt;b&gt; R&D"), 100)) == "&lt;b&gt; R&D"
    assert unescaped(plain_text(text("&lt;b&gt; R&D"), 100)) == "&\u200blt;b&\u200bgt; R&D"
