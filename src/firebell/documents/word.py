"""A review as a Word file, in the team's own template or in a plain one that is made here.

In a template a paragraph that is nothing but `{{ timeline }}` gives way to that section, and
`{{ title }}` within a line to a single fact. Each is replaced once, by text: what somebody typed is
never read as a template, whatever braces are in it. Headings, lists and tables take the template's
styles where it has them.

python-docx is an extra: where it is not installed, or the template can't be used, that is raised as
`NotMade`, and the Markdown is there instead.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from firebell.app.review import BUILT_IN, NotMade
from firebell.domain.playbook import Playbook
from firebell.domain.typed_text import clean
from firebell.words.document import (
    Bullets,
    Chapter,
    Code,
    Document,
    Heading,
    Paragraph,
    Part,
    Question,
    Quotation,
    Rich,
    Table,
)
from firebell.words.typed_markdown import plain

# Loaded once somebody wants a Word file: until then it would only make the start slower.
if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

INSTALLED = find_spec("docx") is not None
"""The extra `docx`."""
PLACE = re.compile(r"\{\{\s*([\w.-]+)\s*\}\}")
"""Where something of the review goes."""
OPENED = re.compile(r"\{\{|\}\}")
ALL = "sections"
"""All sections, one after the other, each with its heading."""
NOTES = "notes"
FACTS = "facts"
FIELDS = (
    *("label", "number", "title", "organisation", "service", "severity", "raised", "closed"),
    *("affected", "state", "writer"),
)
"""Single facts, which may stand within a line."""
TABLE_STYLE, BULLET_STYLE, NUMBER_STYLE = "Table Grid", "List Bullet", "List Number"
QUESTION_STYLE = "Quote"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML holds in no way."""


def to_word(review: Document, template: Path | None) -> bytes:
    """The review in this template, or in a plain file. Raises NotMade."""
    if not INSTALLED:
        raise NotMade("word_missing")
    file = _plain(review) if template is None else _opened(template)
    wrong = mistakes_in(file, [chapter.key for chapter in review.chapters])
    if wrong:
        raise NotMade("word_template")
    _fill(file, review)
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def template_of(playbook: Playbook, folder: Path) -> Path | None:
    """Where the playbook's template is; None for the plain one, and where it names none."""
    named = playbook.review_rules.word
    return None if named in ("", BUILT_IN) else folder / named


def mistakes(playbook: Playbook, folder: Path) -> list[str]:
    """What is wrong with the template, as an operator reads it; nothing where all is well."""
    if not playbook.review_rules.word:
        return []
    if not INSTALLED:
        return ["Install what makes Word files: pip install 'firebell[docx]'."]
    template = template_of(playbook, folder)
    if template is None:
        return []
    try:
        file = _opened(template)
    except NotMade:
        return [f"{template} is no Word file (.docx) that can be read. Name another."]
    return mistakes_in(file, [section.key for section in playbook.review_rules.sections])


def mistakes_in(file: WordDocument, sections: Sequence[str]) -> list[str]:
    """Each place that nothing goes into."""
    known = {ALL, NOTES, FACTS, *FIELDS, *sections}
    found: list[str] = []
    places: list[str] = []
    for paragraph in _paragraphs(file):
        words = paragraph.text
        names = PLACE.findall(words)
        places += names
        found += [
            f"{{{{ {name} }}}} is nothing that a review has. It would be one of: "
            f"{', '.join(sorted(known))}."
            for name in names
            if name not in known
        ]
        if OPENED.search(PLACE.sub("", words)):
            found.append(f"A place is not closed in {words.strip()[:60]!r}: write {{{{ name }}}}.")
        whole = [name for name in names if name in known and name not in FIELDS]
        if whole and PLACE.sub("", words).strip():
            found.append(f"{{{{ {whole[0]} }}}} needs a paragraph of its own.")
    if not set(places) & {ALL, *sections}:
        found.append("No section of the review goes into it. Write {{ sections }} somewhere.")
    return found


def _opened(template: Path) -> WordDocument:
    import docx  # noqa: PLC0415
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    try:
        return docx.Document(str(template))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError) as error:
        raise NotMade("word_no_file") from error


def _plain(review: Document) -> WordDocument:
    """A template like any other, made of python-docx's own styles."""
    import docx  # noqa: PLC0415

    file = docx.Document()
    file.add_heading("{{ title }}", level=1)
    for place in (NOTES, FACTS, ALL):
        file.add_paragraph(f"{{{{ {place} }}}}")
    file.core_properties.title = _text(review.title)
    file.core_properties.author = ""
    return file


def _paragraphs(file: WordDocument) -> Iterator[WordParagraph]:
    """All, in tables, headers and footers too."""
    yield from file.paragraphs
    for table in file.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from _in_cell(cell)
    for section in file.sections:
        for part in (section.header, section.footer):
            yield from part.paragraphs


def _in_cell(cell: _Cell) -> Iterator[WordParagraph]:
    yield from cell.paragraphs
    for table in cell.tables:
        for row in table.rows:
            for inner in row.cells:
                yield from _in_cell(inner)


def _fill(file: WordDocument, review: Document) -> None:
    """Each place once; the paragraphs are listed before anything is put in."""
    chapters = {chapter.key: chapter for chapter in review.chapters}
    for paragraph in list(_paragraphs(file)):
        names = PLACE.findall(paragraph.text)
        if not names:
            continue
        if names[0] in FIELDS:
            _replace_in(paragraph, review.fields)
        else:
            _put(file, paragraph, names[0], review, chapters)


def _replace_in(paragraph: WordParagraph, fields: Mapping[str, str]) -> None:
    """Within a line: Word may have cut the place into several runs, so the line becomes one, with
    the look of its first."""
    words = PLACE.sub(lambda found: _text(fields.get(found[1], "")), paragraph.text)
    first, *others = paragraph.runs
    first.text = words
    for run in others:
        run._element.getparent().remove(run._element)


def _put(
    file: WordDocument,
    at: WordParagraph,
    name: str,
    review: Document,
    chapters: Mapping[str, Chapter],
) -> None:
    """In place of a paragraph."""
    add = _Before(file, at)
    match name:
        case "sections":
            for chapter in review.chapters:
                add.heading(chapter.title)
                add.parts(chapter.parts)
        case "notes":
            for note in review.notes:
                add.paragraph(note, QUESTION_STYLE)
        case "facts":
            add.table(review.facts)
        case _:
            add.parts(chapters[name].parts)
    at._element.getparent().remove(at._element)


class _Before:
    """Puts things before a paragraph, one after the other."""

    def __init__(self, file: WordDocument, at: WordParagraph) -> None:
        self._file = file
        self._at = at
        self._styles = {style.name for style in file.styles}

    def heading(self, words: str) -> None:
        """A section's."""
        self.paragraph(words, "Heading 2")

    def parts(self, parts: Sequence[Part]) -> None:
        """What stands in a section."""
        for part in parts:
            match part:
                case Paragraph(words, rich):
                    self.paragraph(words, rich=rich)
                case Heading(words, level):
                    self.paragraph(words, f"Heading {min(level + 2, 9)}")
                case Question(words) | Quotation(words):
                    self.paragraph(words, QUESTION_STYLE)
                case Code(words):
                    self.paragraph(words)
                case Bullets(items, rich, numbered):
                    style = NUMBER_STYLE if numbered else BULLET_STYLE
                    for item, set_off in zip(items, rich or ((),) * len(items), strict=True):
                        self.paragraph(item, style, set_off)
                case Table():
                    self.table(part)

    def paragraph(self, words: str, style: str | None = None, rich: Rich = ()) -> None:
        """In this style, where the template has it; else as its other text."""
        added = self._at.insert_paragraph_before("" if rich else _text(words))
        for span in rich:
            # Where a link leads is read, as on paper.
            run = added.add_run(_text(plain((span,))))
            run.bold, run.italic = span.strong or None, span.stressed or None
        if style in self._styles:
            added.style = self._file.styles[style]

    def table(self, table: Table) -> None:
        """With its head where it has one."""
        head = [table.head] if any(table.head) else []
        rows = [*head, *table.rows]
        if not rows:
            return
        added = self._file.add_table(rows=len(rows), cols=len(table.head))
        if TABLE_STYLE in self._styles:
            added.style = self._file.styles[TABLE_STYLE]
        for row, cells in zip(added.rows, rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = _text(words)
        self._at._element.addprevious(added._element)
        self.paragraph("")


def _text(words: str) -> str:
    return _NO_XML.sub("", clean(words))


def maker(folder: Path) -> Callable[[Document, Playbook], bytes]:
    """Makes reviews in the templates that stand in this folder, beside the playbook."""

    def made(review: Document, playbook: Playbook) -> bytes:
        return to_word(review, template_of(playbook, folder))

    return made
