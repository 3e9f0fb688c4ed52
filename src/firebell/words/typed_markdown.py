"""What people type in a review is Markdown (CommonMark with tables), whatever becomes of it later.
HTML in it is text, pictures are not fetched, and links lead to the web or to a mailbox and nowhere
else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from firebell.domain.typed_text import clean
from firebell.words.document import (
    Bullets,
    Code,
    Heading,
    Paragraph,
    Part,
    Quotation,
    Rich,
    Span,
    Table,
)

SCHEMES = frozenset({"http", "https", "mailto"})
"""Where a link may lead."""
ABOVE = 2
"""Levels of headings above what is typed: the document's and the section's."""
_SCHEME = re.compile("([a-z]+):", re.IGNORECASE)
_BULLET = re.compile(r"^(\s*)•(?=\s)", re.MULTILINE)
"""How lists are typed in the chat."""


def leads_outside(address: str) -> bool:
    """Whether a link may lead there."""
    found = _SCHEME.match(address)
    return found is not None and found[1].lower() in SCHEMES


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    parser.enable("table").disable("image")
    parser.validateLink = leads_outside  # type: ignore[method-assign, assignment]
    return parser


PARSER = _parser()


def source(words: str) -> str:
    """What the parser is given."""
    return _BULLET.sub(r"\1-", clean(words))


def typed_parts(words: str) -> Iterator[Part]:
    """What somebody typed; each line of a paragraph is one by itself, as in the chat."""
    yield from _inner(SyntaxTreeNode(read(words)))


def read(words: str) -> list[Token]:
    """The parser's tokens. The highest heading is a section's first, whichever sign it has: what is
    within a section is below its heading, and no level is left out."""
    tokens = PARSER.parse(source(words))
    headings = [token for token in tokens if token.type.startswith("heading_")]
    ranks = {tag: at for at, tag in enumerate(sorted({token.tag for token in headings}), 1)}
    for token in headings:
        token.tag = f"h{min(ranks[token.tag] + ABOVE, 6)}"
    return tokens


def _block(node: SyntaxTreeNode) -> Iterator[Part]:
    match node.type:
        case "paragraph":
            yield from (_paragraph(line) for line in _lines(node) if plain(line).strip())
        case "heading":
            yield Heading(" ".join(map(plain, _lines(node))), int(node.tag[1]) - ABOVE)
        case "bullet_list" | "ordered_list":
            yield _list(node)
        case "blockquote":
            yield from map(_quoted, _inner(node))
        case "fence" | "code_block":
            yield Code(node.content.rstrip("\n"))
        case "table":
            yield _table(node)
        case _:
            pass


def _inner(node: SyntaxTreeNode) -> Iterator[Part]:
    for child in node.children:
        yield from _block(child)


def _quoted(part: Part) -> Part:
    return Quotation(part.words) if isinstance(part, Paragraph) else part


def _paragraph(line: Rich) -> Paragraph:
    return Paragraph(plain(line), line if _is_rich(line) else ())


def _list(node: SyntaxTreeNode) -> Bullets:
    """Lists within lists are one list; so is what else stands in an item."""
    items = tuple(_items(node))
    rich = items if any(map(_is_rich, items)) else ()
    return Bullets(tuple(map(plain, items)), rich, node.type == "ordered_list")


def _items(node: SyntaxTreeNode) -> Iterator[Rich]:
    for item in node.children:
        yield tuple(_said_in(item))
        for child in item.children:
            if child.type in ("bullet_list", "ordered_list"):
                yield from _items(child)


def _said_in(item: SyntaxTreeNode) -> Iterator[Span]:
    """All words of an item but those of the lists in it, on one line."""
    lines: list[Rich] = []
    for child in item.children:
        if child.type in ("fence", "code_block"):
            lines.append((Span(" ".join(child.content.split()), code=True),))
        elif child.type not in ("bullet_list", "ordered_list"):
            lines += [line for node in _leaves(child) for line in _lines(node)]
    for at, line in enumerate(lines):
        if at:
            yield Span(" ")
        yield from line


def _leaves(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    """Whatever holds words by itself."""
    if any(child.type == "inline" for child in node.children):
        yield node
        return
    for child in node.children:
        yield from _leaves(child)


def _table(node: SyntaxTreeNode) -> Table:
    rows = [row for part in node.children for row in part.children]
    cells = [tuple(" ".join(map(plain, _lines(cell))) for cell in row.children) for row in rows]
    return Table(cells[0], tuple(cells[1:]))


def _lines(node: SyntaxTreeNode) -> list[Rich]:
    """The lines of what holds words."""
    spans = [span for child in node.children for span in _spans(child, Span(""))]
    lines: list[list[Span]] = [[]]
    for span in spans:
        if span.words == "\n":
            lines.append([])
        else:
            lines[-1].append(span)
    return [tuple(line) for line in lines]


def _spans(node: SyntaxTreeNode, around: Span) -> Iterator[Span]:
    """Words with what is around them; a line's end is a span by itself."""
    match node.type:
        case "text" | "text_special":
            if node.content:
                yield _like(around, words=node.content)
        case "code_inline":
            yield _like(around, words=node.content, code=True)
        case "softbreak" | "hardbreak":
            yield Span("\n")
        case "strong":
            yield from _all(node.children, _like(around, strong=True))
        case "em":
            yield from _all(node.children, _like(around, stressed=True))
        case "link":
            address = str(node.attrs.get("href", ""))
            yield from _all(node.children, _like(around, link=address))
        case _:
            yield from _all(node.children, around)


def _all(nodes: Sequence[SyntaxTreeNode], around: Span) -> Iterator[Span]:
    for node in nodes:
        yield from _spans(node, around)


def _like(
    around: Span,
    words: str = "",
    strong: bool = False,
    stressed: bool = False,
    code: bool = False,
    link: str = "",
) -> Span:
    return Span(
        words,
        strong=around.strong or strong,
        stressed=around.stressed or stressed,
        code=code,
        link=around.link or link,
    )


def plain(line: Rich) -> str:
    """Without what is set off; a link is followed by where it leads, if it does not say so."""
    return "".join(
        f"{span.words} ({span.link})" if _hides_its_link(span) else span.words for span in line
    )


def _hides_its_link(span: Span) -> bool:
    return bool(span.link) and span.link not in (span.words, f"mailto:{span.words}")


def _is_rich(line: Rich) -> bool:
    return any(span.strong or span.stressed or span.code or span.link for span in line)


def said_plainly(words: str) -> str:
    """All of it on one line, without what sets things off."""
    return " ".join(" ".join(map(_words, typed_parts(words))).split())


def _words(part: Part) -> str:
    match part:
        case Bullets(items):
            return " ".join(items)
        case Table(head, rows):
            return " ".join(cell for row in (head, *rows) for cell in row)
        case _:
            return part.words


def to_html(words: str) -> str:
    """As HTML, which whoever shows it still cleans."""
    return str(PARSER.renderer.render(read(words), PARSER.options, {}))
