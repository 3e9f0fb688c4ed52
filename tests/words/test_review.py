"""The review as a document: what the record says by itself, questions, roles, and the table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from firebell.domain.events import (
    ActionAdded,
    ActionFinished,
    Event,
    Noted,
    ReviewAssigned,
    ReviewBegun,
    ReviewNaming,
    ReviewPublished,
    ReviewWritten,
    RoleTaken,
    SeverityChanged,
)
from firebell.domain.playbook import Document as Page
from firebell.domain.review_template import Holds, ReviewRules, Section
from firebell.words.export_csv import COLUMNS, line, to_csv
from firebell.words.review import document, state_words
from firebell.words.review_markdown import to_markdown
from firebell.words.typed_markdown import typed_parts
from tests.domain.build import CHANNEL, NOW, PLAYBOOK, RAISED, declared, incident_after
from tests.domain.moves.test_closing import CLOSED

NAMES = {"UALICE": "Alice", "UBOB": "Bob", "UPRIYA": "Priya"}
PROCESS = replace(
    PLAYBOOK,
    time_zone="Europe/London",
    documents=(Page(title="Plan", url="https://example.com/plan"),),
)
TAKEN = RoleTaken(at=RAISED, by="UBOB", role="tech", person="UBOB", in_charge=True)
WORSE = SeverityChanged(
    at=RAISED + timedelta(minutes=5),
    by="UBOB",
    severity="P1",
    before="P2",
    higher=True,
    why="It grew",
)
NOTED = Noted(
    at=RAISED + timedelta(minutes=6), by="UPRIYA", text="The disk is full", author="UPRIYA"
)
ENDED = replace(
    CLOSED, summary="A full disk was emptied.", reviewer="UPRIYA", review_due=NOW, steps=()
)
BEGUN = ReviewBegun(at=NOW, by="UPRIYA", channel="C1")
WELL = ReviewWritten(
    at=NOW, by="UPRIYA", section="went_well", text="It was seen at once\n- by *us*", version=1
)
EVENTS: list[Event] = [declared(severity="P2"), CHANNEL, TAKEN, WORSE, NOTED, ENDED, BEGUN, WELL]
DRAFT = """\
# Review of INC-1: It is down

|  |  |
| --- | --- |
| Organisation | Example |
| Service | Website |
| Severity | P1 |
| Raised | 23 November 2026, 03:04 GMT |
| Closed | 23 November 2026, 03:14 GMT |
| Users affected | 10 min (assumed, nobody has said it) |
| Review | Draft, version 1 |
| Writer | A colleague |

## In plain English

> Question to the writer: What happened, in two or three sentences for somebody outside the team?

From the record:

A full disk was emptied.

## Who was affected

> Question to the writer: Who could not do what, and how many were they?

|  |  |
| --- | --- |
| Affected from | 23 November 2026, 03:04 GMT (assumed) |
| Raised | 23 November 2026, 03:04 GMT |
| First lead answered | 23 November 2026, 03:04 GMT |
| Working again since | 23 November 2026, 03:14 GMT (assumed) |
| Closed | 23 November 2026, 03:14 GMT |
| Users affected | 10 min (assumed, nobody has said it) |

## What happened when

23 November 2026 (GMT)

- 03:04 The first to notice raised it: It is down (P2).
- 03:04 The technical lead is technical lead now, and in charge.
- 03:09 The technical lead changed it from P2 to P1. Why: It grew
- 03:10 A colleague: The disk is full
- 03:14 The technical lead closed it. Resolved. How it ended: A full disk was emptied.

## Time in each severity

| Severity | Time |
| --- | --- |
| P2 | 5 min |
| P1 | 5 min |

## Updates promised

1 of 1 came in time, 0 late, 0 missed.

| Promised for | What came |
| --- | --- |
| 23 November 2026, 04:04 GMT | In time |

## What went well

It was seen at once

- by *us*

## What did not go well

> Question to the writer: What made it longer or harder? Write of tools, not of people.

## Decisions

> Question to the writer: What was decided, by which role, and why?

- 03:09 The technical lead changed it from P2 to P1. Why: It grew

## What we do next

> Question to the writer: What will be done so that it does not happen again, by whom and when?

- Say what you see (nobody)
- Undo it? (nobody)
- Think again (nobody)
- Put the page right (nobody)

## Documents

- Plan: https://example.com/plan
- Channel: #inc-1-website-it-is-down
"""


def markdown(*events: Event) -> str:
    incident = incident_after(*events)
    return to_markdown(document(incident, events, NAMES, PROCESS, NOW))


def test_the_draft_is_what_the_record_says_and_questions_for_the_rest() -> None:
    assert markdown(*EVENTS) == DRAFT


def test_actions_stand_there_with_whose_they_are_until_when_and_what_became_of_them() -> None:
    to_do = ActionAdded(
        at=RAISED, by="UBOB", action="1", text="Watch *the* disk", owner="UBOB", due=NOW
    )
    nobodys = ActionAdded(at=RAISED, by="UBOB", action="2", text="Ask the supplier")
    done = ActionAdded(at=RAISED, by="UBOB", action="3", text="Tell support", owner="UPRIYA")
    finished = ActionFinished(at=NOW, by="UPRIYA", action="3", done=True)
    ended = replace(ENDED, left=())
    events = (*EVENTS[:3], to_do, nobodys, done, finished, ended, *EVENTS[6:])
    _, _, after = markdown(*events).partition("## What we do next\n")
    assert after.split("## ")[0].splitlines()[3:-1] == [
        "- Watch \\*the\\* disk (the technical lead, by 03:14)",
        "- Ask the supplier (nobody)",
        "- Tell support (done by a colleague, 03:14)",
        "- Not done: Say what you see",
        "- Not done: Tech: Undo it?",
        "- Not done: Think again",
    ]


def test_people_are_named_where_the_writer_chose_so() -> None:
    named = markdown(*EVENTS, ReviewNaming(at=NOW, by="UPRIYA", names=True))
    assert "- 03:04 Alice raised it: It is down (P2).\n" in named
    assert "| Writer | Priya |" in named
    assert "colleague" not in named


def test_a_private_one_and_a_drill_say_what_they_are_first() -> None:
    first = declared(private=True, drill=True)
    lines = markdown(first, CHANNEL, ENDED, BEGUN).splitlines()
    assert lines[:5] == [
        "# Review of DRILL · INC-1: It is down",
        "",
        "> This incident is private. Keep this document among its people.",
        "",
        "> This was a drill.",
    ]


def test_the_teams_own_sections_stand_in_the_files_order() -> None:
    sections = (
        Section(key="lessons", title="Lessons", ask="What do we do differently?"),
        Section(key="summary", title="Introduction", holds=Holds.SUMMARY),
    )
    own = replace(PROCESS, review_rules=ReviewRules(sections=sections))
    review = document(incident_after(*EVENTS), EVENTS, NAMES, own, NOW)
    assert [chapter.title for chapter in review.chapters] == ["Lessons", "Introduction"]


def test_an_earlier_version_reads_as_it_was_saved() -> None:
    changed = replace(WELL, text="Everything", version=2)
    events = [*EVENTS, changed]
    review = document(incident_after(*events), events, NAMES, PROCESS, NOW, version=1)
    assert "by *us*" in to_markdown(review)
    assert "Everything" not in to_markdown(review)


def test_where_it_stands_is_said_in_words() -> None:
    written = incident_after(*EVENTS)
    published = ReviewPublished(
        at=NOW, by="UPRIYA", version=1, summary="It fell", announced=("CALL",)
    )
    again = replace(WELL, text="Everything", version=2)
    found = [
        state_words(incident_after(*EVENTS[:-1]).review),
        state_words(written.review),
        state_words(incident_after(*EVENTS, published).review),
        state_words(incident_after(*EVENTS, published, again).review),
        state_words(incident_after(*EVENTS, published, again).review, 1),
    ]
    assert found == [
        "Draft",
        "Draft, version 1",
        "Published and announced, version 1",
        "Draft, version 2; version 1 was published",
        "Published, version 1",
    ]


MARKDOWN = st.lists(
    st.sampled_from(
        [
            *("# One", "## Two\n", "===", "---", "```", "~~~", "> said", "- item", "  1. first"),
            *("| a | b |\n| - | - |\n| c | d |", "<script>", "<!--", "[a]: javascript:x", "a"),
            *("[b](https://example.com/)", "**so**", "`code`", "\\", "&lt;", "<a@b.example>", "\n"),
        ]
    )
    | st.text(max_size=9),
    max_size=9,
).map("\n".join)


@given(MARKDOWN)
@example("- item\n```\n# One\n```")
@example("- item\n```\n<script>")
def test_whatever_people_type_no_section_begins_or_ends_by_it(typed: str) -> None:
    """Code behind a list was indented, belonged to the list and was read as headings."""
    assert sections(markdown(*written(typed))) == sections(markdown(*written("plain")))


def written(typed: str) -> list[Event]:
    return [*EVENTS[:-1], replace(WELL, text=typed if typed_words(typed) else "plain")]


def typed_words(typed: str) -> bool:
    """Whether anything of it would be read."""
    return bool(list(typed_parts(typed)))


def sections(words: str) -> list[str]:
    """The headings of the document and of its sections, for others who read CommonMark."""
    tokens = MarkdownIt("commonmark").enable("table").parse(words)
    assert not [token for token in tokens if token.type == "html_block"]
    return [
        inside.content
        for opened, inside in pairwise(tokens)
        if opened.type == "heading_open" and opened.tag in ("h1", "h2")
    ]


def test_what_the_writer_sets_off_stays_set_off_in_the_file() -> None:
    typed = (
        "### Why\n\nThe *disk* was **full**, see [the graph](https://example.com/g?a=1)\n"
        "and `df -h`.\n\n1. Emptied\n2. Watched\n\n> It was mine\n\n    df\n\n"
        "| who | what |\n| --- | --- |\n| ops | a `x` |\n\n[no](javascript:alert) <b>no</b>"
    )
    assert markdown(*written(typed)).partition("## What went well\n\n")[2].split("\n## ")[0] == (
        "### Why\n\n"
        "The *disk* was **full**, see [the graph](<https://example.com/g?a=1>)\n\n"
        "and `df -h`.\n\n"
        "1. Emptied\n2. Watched\n\n"
        "> It was mine\n\n"
        "```\ndf\n```\n\n"
        "| who | what |\n| --- | --- |\n| ops | a x |\n\n"
        "\\[no\\](javascript:alert) \\<b>no\\</b>\n"
    )


def test_in_the_table_nothing_is_calculated_and_every_column_has_a_cell() -> None:
    incident = incident_after(*EVENTS)
    formula = replace(incident, title='=HYPERLINK("http://x")', service_name="@SUM(1)")
    cells = line(formula, EVENTS, NAMES, NOW)
    (row,) = csv.DictReader(io.StringIO(to_csv([cells])))
    assert list(row) == list(COLUMNS)
    assert row == {
        **row,
        "number": "1",
        "title": '\'=HYPERLINK("http://x")',
        "service": "'@SUM(1)",
        "severity": "P1",
        "status": "closed",
        "outcome": "resolved",
        "private": "no",
        "drill": "no",
        "raised_by": "Alice",
        "in_charge": "Bob",
        "closed_by": "Bob",
        "raised": "2026-11-23T03:04:00+00:00",
        "affected_seconds": "600",
        "affected_assumed": "yes",
        "updates_promised": "1",
        "updates_kept": "1",
        "reopened": "0",
        "reviewer": "Priya",
        "review_state": "draft",
        "summary": "A full disk was emptied.",
    }


def test_a_writer_is_read_by_the_role_that_they_had() -> None:
    assigned = ReviewAssigned(at=NOW, by="UPRIYA", writer="UBOB", due=None)
    assert "| Writer | The technical lead |" in markdown(*EVENTS, assigned)
