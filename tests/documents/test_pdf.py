"""A review as PDF: whatever is typed is text, and it is tagged for those who do not see it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.documents.pdf import data, to_pdf
from firebell.words.document import Bullets, Chapter, Document, Question, Table
from firebell.words.typed_markdown import typed_parts
from tests.domain.build import PLAYBOOK


def review(typed: str) -> Document:
    own = tuple(typed_parts(typed))
    rest = (Question("Why?"), Bullets((typed, "b")), Table(("", ""), ((typed, "1"),)))
    chapter = Chapter(key="a", title=typed or "A", typed=typed, own=own, rest=rest)
    facts = Table(("", ""), (("Service", typed),))
    return Document(title="Review", notes=(typed,), facts=facts, chapters=(chapter,), fields={})


def test_it_is_a_pdf_that_says_what_it_is_to_those_who_do_not_see_it() -> None:
    typed = "# Why\n\n**It** fell, [see](https://example.com/)\n\n1. a\n2. b"
    made = to_pdf(review(typed), PLAYBOOK)
    assert made.startswith(b"%PDF-1.7")
    assert b"pdfuaid" in made
    assert b"/StructTreeRoot" in made


TYPED = ('#panic("x")', '#read("/etc/passwd")', "$x$", "*[", "\\", "@a <b>")


@settings(max_examples=15)
@given(st.sampled_from(TYPED) | st.text())
def test_what_people_typed_is_text_and_never_typst(typed: str) -> None:
    assert to_pdf(review(typed), PLAYBOOK).startswith(b"%PDF")


def test_parts_are_handed_over_as_data() -> None:
    found = data(review("### It\n\nfell"))["chapters"]
    assert isinstance(found, list)
    kinds = [part["kind"] for part in found[0]["parts"]]
    assert kinds == ["heading", "paragraph", "question", "bullets", "table"]
