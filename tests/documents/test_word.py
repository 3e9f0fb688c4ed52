"""The review in Word: where things go, what is wrong with a template, and text that stays text."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st

from firebell.app.review import NotMade
from firebell.documents.word import mistakes, mistakes_in, to_word
from firebell.domain.review_template import ReviewRules
from firebell.domain.typed_text import clean
from firebell.words.document import Bullets, Chapter, Document, Paragraph, Question, Table
from tests.domain.build import PLAYBOOK

REVIEW = Document(
    title="Review of INC-1: It is down",
    notes=("This was a drill.",),
    facts=Table(("", ""), (("Service", "Website"),)),
    chapters=(
        Chapter(key="summary", title="In plain English", rest=(Paragraph("It was down."),)),
        Chapter(
            key="timeline",
            title="What happened when",
            rest=(Bullets(("03:04 It began.", "04:04 It ended.")),),
        ),
        Chapter(
            key="severities",
            title="Time in each severity",
            rest=(Table(("Severity", "Time"), (("P1", "1 h"),)), Question("Why?")),
        ),
    ),
    fields={"label": "INC-1", "title": "It is down", "service": "Website"},
)


def read(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def saved(folder: Path, *paragraphs: str) -> Path:
    """A template with these paragraphs."""
    file = docx.Document()
    for words in paragraphs:
        file.add_paragraph(words)
    path = folder / "template.docx"
    file.save(str(path))
    return path


def words_of(file: WordDocument) -> list[tuple[str, str]]:
    """Each paragraph with its style; empty ones are left out."""
    return [
        (str(each.style.name) if each.style else "", each.text)
        for each in file.paragraphs
        if each.text
    ]


def test_without_a_template_there_is_a_plain_file_with_all_of_it() -> None:
    file = read(to_word(REVIEW, None))
    assert words_of(file) == [
        ("Heading 1", "It is down"),
        ("Quote", "This was a drill."),
        ("Heading 2", "In plain English"),
        ("Normal", "It was down."),
        ("Heading 2", "What happened when"),
        ("List Bullet", "03:04 It began."),
        ("List Bullet", "04:04 It ended."),
        ("Heading 2", "Time in each severity"),
        ("Quote", "Why?"),
    ]
    tables = [[[cell.text for cell in row.cells] for row in each.rows] for each in file.tables]
    assert tables == [[["Service", "Website"]], [["Severity", "Time"], ["P1", "1 h"]]]


def test_in_a_template_each_thing_stands_where_its_place_is(tmp_path: Path) -> None:
    template = saved(
        tmp_path, "About {{ label }} ({{service}})", "{{ timeline }}", "The end", "{{ summary }}"
    )
    assert words_of(read(to_word(REVIEW, template))) == [
        ("Normal", "About INC-1 (Website)"),
        ("List Bullet", "03:04 It began."),
        ("List Bullet", "04:04 It ended."),
        ("Normal", "The end"),
        ("Normal", "It was down."),
    ]


def test_a_place_that_word_has_cut_into_pieces_is_found(tmp_path: Path) -> None:
    file = docx.Document()
    cut = file.add_paragraph("{{ la")
    cut.add_run("bel }")
    cut.add_run("} and more")
    file.add_paragraph("{{ sections }}")
    file.save(str(tmp_path / "cut.docx"))
    assert words_of(read(to_word(REVIEW, tmp_path / "cut.docx")))[0] == ("Normal", "INC-1 and more")


@pytest.mark.parametrize(
    ("paragraphs", "wrong"),
    [
        (
            ["{{ sumary }}", "{{ timeline }}"],
            "{{ sumary }} is nothing that a review has. It would be one of: affected, closed, "
            "facts, label, notes, number, organisation, raised, sections, service, severities, "
            "severity, state, summary, timeline, title, writer.",
        ),
        (
            ["{{ timeline", "{{ summary }}"],
            "A place is not closed in '{{ timeline': write {{ name }}.",
        ),
        (["Here: {{ timeline }}"], "{{ timeline }} needs a paragraph of its own."),
        (
            ["{{ title }}"],
            "No section of the review goes into it. Write {{ sections }} somewhere.",
        ),
    ],
)
def test_what_is_wrong_with_a_template_is_said_and_nothing_is_made_of_it(
    tmp_path: Path, paragraphs: list[str], wrong: str
) -> None:
    template = saved(tmp_path, *paragraphs)
    keys = [chapter.key for chapter in REVIEW.chapters]
    assert mistakes_in(docx.Document(str(template)), keys) == [wrong]
    with pytest.raises(NotMade, match="word_template"):
        to_word(REVIEW, template)


def test_a_template_that_is_none_is_said_to_the_operator(tmp_path: Path) -> None:
    named = replace(PLAYBOOK, review_rules=ReviewRules(word="report.docx"))
    path = tmp_path / "report.docx"
    said = [f"{path} is no Word file (.docx) that can be read. Name another."]
    assert mistakes(named, tmp_path) == said
    path.write_text("This is text.")
    assert mistakes(named, tmp_path) == said
    with pytest.raises(NotMade, match="word_no_file"):
        to_word(REVIEW, path)
    assert mistakes(PLAYBOOK, tmp_path) == []
    assert mistakes(replace(named, review_rules=ReviewRules(word="built-in")), tmp_path) == []


NASTY = st.sampled_from(
    ["{{ title }}", "{% for x in y %}", "{_{ label }_}", "<w:p/>", "]]>", "&amp;", "\x0b", "\ufffe"]
)
TYPED = st.lists(st.text(max_size=20) | NASTY, min_size=1, max_size=4).map("".join)


@given(TYPED)
def test_what_people_typed_is_text_in_word_whatever_it_is(typed: str) -> None:
    parts = (Paragraph(typed), Bullets((typed,)), Table(("a", "b"), ((typed, typed),)))
    review = replace(
        REVIEW,
        title=typed,
        fields={"title": typed},
        chapters=(Chapter(key="summary", title=typed, rest=parts),),
    )
    file = read(to_word(review, None))
    kept = clean(typed).replace("\ufffe", "").replace("\uffff", "")
    texts = [each.text for each in file.paragraphs]
    assert texts.count(kept) >= (1 if kept else 0)
    assert len(file.tables) == 2
    assert file.tables[1].rows[1].cells[0].text == kept
