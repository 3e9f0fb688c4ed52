"""A review as PDF, tagged for those who do not see it (PDF/UA-1), set by Typst.

The layout is a file of ours beside this one, and the review is handed to it as data, so that
nothing which somebody typed is ever read as markup. No network, no file of anybody's is read.

typst is an extra: where it is not installed there is no PDF, and the page to print is there
instead.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from firebell.app.review import NotMade
from firebell.domain.playbook import Playbook
from firebell.domain.typed_text import clean
from firebell.words.catalogue import spoken
from firebell.words.document import Document, Part

INSTALLED = find_spec("typst") is not None
"""The extra `pdf`."""
LAYOUT = Path(__file__).parent / "review.typ"
STANDARD: Literal["ua-1"] = "ua-1"


def to_pdf(review: Document, _: Playbook) -> bytes:
    """The review. Raises NotMade."""
    if not INSTALLED:
        raise NotMade("pdf_missing")
    import typst  # noqa: PLC0415 - 30 MB, and few want it

    told = {"review": json.dumps(data(review))}
    layout = LAYOUT.read_bytes()
    try:
        return typst.compile(layout, sys_inputs=told, pdf_standards=STANDARD)
    except typst.TypstError:
        # The standard refuses a character that no font here has: then without its seal.
        pass
    try:
        return typst.compile(layout, sys_inputs=told)
    except typst.TypstError as error:
        raise NotMade("pdf_failed") from error


def data(review: Document) -> dict[str, object]:
    """What the layout is handed."""
    return {
        "language": spoken().code,
        "title": _text(review.title),
        "notes": [_text(note) for note in review.notes],
        "facts": _part(review.facts),
        "chapters": [
            {"title": _text(chapter.title), "parts": [_part(part) for part in chapter.parts]}
            for chapter in review.chapters
        ],
    }


def _part(part: Part) -> dict[str, object]:
    fields = {name: _cleaned(value) for name, value in asdict(part).items()}
    return {"kind": type(part).__name__.lower(), **fields}


def _cleaned(value: object) -> object:
    match value:
        case str():
            return _text(value)
        case tuple() | list():
            return [_cleaned(each) for each in value]
        case dict():
            return {name: _cleaned(each) for name, each in value.items()}
        case _:
            return value


def _text(words: str) -> str:
    """What no person sees, and half of a character, stands in no file."""
    return clean(words).encode(errors="replace").decode()
