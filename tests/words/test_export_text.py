"""What people typed has no structure in the export: a CommonMark parser finds what it finds without
it, and the words as they were typed. JSON gives them back unchanged."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

from hypothesis import assume, example, given, settings
from markdown_it import MarkdownIt

from firebell.domain import events as e
from firebell.domain.typed_text import clean, one_line
from firebell.words.export import to_json, to_markdown
from firebell.words.markdown import block, heading, inline
from tests.domain.build import CHANNEL, DECLARED, NOW, PLAYBOOK, RAISED, UNDO, incident_after
from tests.slack.views.test_text_stays_text import closing, updated
from tests.typed import TYPED, as_read, as_typed

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
Kind = tuple[str, str, int, tuple[str, ...]]


def events_of(typed: str) -> list[e.Event]:
    """A whole life with this in every field."""
    line = one_line(typed)
    steps = (replace(DECLARED.steps[0], words=line), replace(UNDO, words=line))
    return [
        replace(DECLARED, title=line, description=typed, service_name=line, steps=steps),
        CHANNEL,
        e.PeopleInvited(at=RAISED, people=("UALICE", "UBOB"), refused={"UBOB": "cant_invite"}),
        e.RoleTaken(at=RAISED, by="UBOB", role="tech", person="UBOB", in_charge=True),
        e.RoleAsked(at=RAISED, by="UALICE", role="comms", person="UPRIYA"),
        e.MemberCame(at=RAISED, person="UDANA"),
        e.SeverityChanged(at=NOW, by="UBOB", severity="P1", before="P2", higher=True, why=typed),
        e.StepTicked(at=NOW, by="UBOB", step="look", words=line, done=True),
        e.Noted(at=NOW, by="UBOB", text=typed, author="UALICE"),
        updated(typed),
        closing(typed),
        e.Reopened(at=NOW, by="UBOB", why=typed),
        closing(typed),
    ]  # fmt: skip


def names(typed: str) -> dict[str, str]:
    """People are called what they typed into their profiles."""
    people = ("UALICE", "UBOB", "UPRIYA", "UDANA")
    return {person: f"{one_line(typed)} {number}" for number, person in enumerate(people)}


def document(typed: str) -> str:
    """The whole record, in Markdown."""
    events = events_of(typed)
    incident = incident_after(*events)
    return to_markdown(incident, events, names(typed), PLAYBOOK, NOW)


def read_by_others(words: str) -> tuple[list[Kind], list[str]]:
    """The structure that a parser finds, and the text of each place."""
    kinds, texts = [], []
    for token in PARSER.parse(words):
        inside = token.children or []
        own = tuple(dict.fromkeys(child.type for child in inside if child.type != "text"))
        kinds.append((token.type, token.tag, token.level, own))
        if token.type == "inline":
            texts.append("".join(child.content for child in inside))
    return kinds, texts


def flat(words: str) -> str:
    """With blanks as a browser shows them."""
    return " ".join(as_read(words).split())


WITH_A_WORD, _ = read_by_others(document("word"))


@settings(max_examples=100, deadline=None)
@given(TYPED)
@example(
    "# h\n- i\n1. i\n> q\n```\ncode\n~~~\n---\n===\n\n    code\n\tcode\n[a]: https://example.com"
)
@example("*b* __b__ ~~s~~ `c` <b> <!-- &copy; &#35; [a](b) ![a](b) <a@b.c> | \\| \\")
@example("1) x #")
@example("__init__ a_b _a_ snake_case_")
def test_a_parser_finds_the_structure_that_a_word_gives(typed: str) -> None:
    assume(one_line(typed))
    kinds, texts = read_by_others(document(typed))
    assert kinds == WITH_A_WORD
    line = flat(as_typed(one_line(typed)))
    assert flat(texts[0]) == f"INC-1 {line}"
    paragraph = flat(as_typed(typed))
    assert [flat(words) for words in texts].count(paragraph) >= 2  # description and summary
    assert sum(words.count(line) for words in map(flat, texts)) >= 20


@settings(max_examples=300, deadline=None)
@given(TYPED)
def test_each_place_holds_what_was_typed(typed: str) -> None:
    assume(clean(typed).strip())
    places = {
        f"# {heading(typed)}": "heading_open",
        block(typed): "paragraph_open",
        f"- {block(typed)}": "bullet_list_open",
        f"- 03:04 {inline(typed)} (P2).": "bullet_list_open",
        f"| | |\n| --- | --- |\n| a | {inline(typed)} |": "table_open",
    }
    for words, kind in places.items():
        kinds, texts = read_by_others(words)
        assert kinds[0][0] == kind
        assert flat(as_typed(typed)) in flat(texts[-1])
        assert all(inside == () for _, _, _, inside in kinds)


@given(TYPED)
@example("\x9b31m\x7f\x1b\u202e\ud800")
def test_json_gives_back_what_was_typed_and_steers_no_terminal(typed: str) -> None:
    events = events_of(typed)
    words = to_json(incident_after(*events), events, names(typed), PLAYBOOK, NOW)
    assert json.loads(words)["description"] == typed
    steering = [c for c in words if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert (steering, "\u202e" in words) == ([], False)


def test_what_is_typed_can_be_read_in_the_source_too() -> None:
    typed = "pg_dump & R&D took 5 * 3 minutes, see C:\\temp - #4 (a > b)"
    assert inline(typed) == "pg_dump & R&D took 5 \\* 3 minutes, see C:\\\\temp - #4 (a > b)"
