"""Whatever people type fits Slack's limits, cut where a reader would cut it."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from firebell.domain.typed_text import clean
from firebell.slack.client.limits import characters, fit, mrkdwn, plain_text
from firebell.words.text import Broadcast, ChannelLink, Link, Mention, Part, Strong, text

SCRIPTS = st.sampled_from(
    [
        "Заявки не отправляются",
        "申請できません",
        "👩‍👩‍👧‍👦🏳️‍🌈",
        "🇬🇧🇫🇷",
        "e\u0301e\u0301",
        "مرحبا\u200f",
        "<!channel>",
        "&amp;",
        "<@U1>",
    ]
)
TYPED = st.one_of(st.text(max_size=400), st.lists(SCRIPTS, max_size=60).map("".join))
PARTS: st.SearchStrategy[Part] = st.one_of(
    TYPED,
    st.just(Mention("U00000001")),
    st.just(ChannelLink("C00000001")),
    st.builds(Link, st.just("https://example.com/a?b=1&c=2"), TYPED.filter(bool)),
    st.builds(Strong, TYPED),
    st.just(Broadcast("here")),
)
REFERENCE = re.compile(r"<[^<>]*>")
KNOWN = re.compile(
    r"<@U00000001>|<#C00000001>|<!here>|<https://example\.com/a\?b=1&amp;c=2\|[^<>|]*>"
)


@given(st.lists(PARTS, max_size=12), st.integers(1, 3000))
@example(["<!channel> " * 2000], 3000)
@example(["x" * 10_000], 250)
def test_markup_fits_and_holds_no_reference_that_we_did_not_make(
    parts: list[Part], most: int
) -> None:
    shown = mrkdwn(text(*parts), most)
    assert len(shown) <= most
    references = REFERENCE.findall(shown)
    assert all(KNOWN.fullmatch(reference) for reference in references)
    rest = REFERENCE.sub("", shown)
    assert "<" not in rest
    assert ">" not in rest
    assert not re.search(r"&(?!amp;|lt;|gt;)", rest)


@given(TYPED, st.integers(1, 300))
def test_what_is_cut_ends_in_an_ellipsis_on_a_whole_character(typed: str, most: int) -> None:
    cut = fit(typed, most)
    assert len(cut) <= most
    if cut == clean(typed):
        return
    assert cut.endswith("…")
    kept = characters(cut[:-1])
    assert kept == characters(clean(typed))[: len(kept)]


@given(TYPED, st.integers(1, 300))
def test_plain_text_knows_names_and_no_ids(typed: str, most: int) -> None:
    shown = plain_text(text(Mention("U00000001"), " ", typed), most, {"U00000001": "Alice"})
    assert len(shown) <= most
    assert "U00000001" not in shown or "U00000001" in typed
