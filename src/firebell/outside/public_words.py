"""What people wrote for the public as text that no page takes for markup, a mention or a link.

Upptime's page puts a comment's Markdown and HTML into itself as they are (its `snarkdown` knows no
backslash), and GitHub tells whoever is called by `@name`. So whatever marks up is written as the
character that it is, and an invisible joiner stands where a name or a number would be one of
GitHub's. Statuspage takes Markdown and some HTML too, but shows no entities: what would mark up
stands there as a character that looks alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from firebell.domain.incident import Status
from firebell.domain.status_pages import Impact
from firebell.domain.typed_text import clean, one_line

EPOCH = datetime.fromtimestamp(0, UTC)
JOINER = "\u2060"
_MARKUP = re.compile(r"[&<>*_`~\[\]|\\#!^$]")
"""What Markdown or HTML gives a meaning to, but for what means something at a line's beginning."""
_AT_A_BEGINNING = re.compile(r"^[ \t]*(?:([-+=])|(\d{1,9})([.)]))", re.MULTILINE)
_CALLED = re.compile(r"(?<![A-Za-z0-9_])@(?=[A-Za-z0-9])")
"""A name of GitHub: not the middle of an e-mail address."""
_NUMBERED = re.compile(r"#(?=\d)|(?<![A-Za-z0-9])(?:GH|gh|Gh|gH)-(?=\d)")
_COMMIT = re.compile(r"(?<![A-Za-z0-9])(?=[a-f]*\d)(?=\d*[a-f])([0-9a-f])(?=[0-9a-f]{6,39}\b)")
_LOOKS_ALIKE = str.maketrans(
    {"<": "\u2039", ">": "\u203a", "*": "\u2217", "_": "\u02cd", "`": "\u2019", "[": "(", "]": ")"}
)
"""Without an entity; `&` is left, since it begins nothing without what follows."""
_ENTITY = re.compile(r"&(?=#?\w+;)")
_HEADING = re.compile(r"^[ \t]*(?=#)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What is to stand on a page: words, with a title where the page has none yet, how the incident
    stands, the parts of the page that it affects and how badly. It is found by the incident's
    `mark`, and these words by their own (`update`). `retitle`: the title that it has there was
    removed."""

    title: str
    text: str
    mark: str
    update: str
    status: Status
    parts: Sequence[str]
    impact: Impact
    since: datetime
    """Not before this were these words sent for the first time."""
    retitle: bool = False
    service: str = ""
    said: datetime = EPOCH
    """When people were told."""

    @property
    def over(self) -> bool:
        """Whether it is over with these words."""
        return self.status is Status.CLOSED


def for_github(words: str) -> str:
    """Markdown that shows these words and nothing else."""
    words = _CALLED.sub(f"@{JOINER}", _NUMBERED.sub(_apart, clean(words).strip()))
    words = _COMMIT.sub(rf"\1{JOINER}", words)
    words = _MARKUP.sub(_entity, words)
    words = _AT_A_BEGINNING.sub(_begins, words)
    lines = [line.strip() for line in words.split("\n")]
    return "\n\n".join(line for line in lines if line)


def github_title(words: str) -> str:
    """A title, in which GitHub reads no markup but for names and code."""
    words = _CALLED.sub(f"@{JOINER}", _NUMBERED.sub(_apart, one_line(clean(words))))
    return words.replace("`", "\u2019").replace("<", "\u2039").replace(">", "\u203a")


def for_statuspage(words: str) -> str:
    """Text in which nothing is marked up."""
    words = clean(words).strip().translate(_LOOKS_ALIKE)
    words = _ENTITY.sub(f"&{JOINER}", words)
    return _HEADING.sub(JOINER, words)


def statuspage_title(words: str) -> str:
    """A title on one line."""
    return one_line(for_statuspage(words))


def _apart(found: re.Match[str]) -> str:
    return found[0] + JOINER


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _begins(found: re.Match[str]) -> str:
    """The sign of a list, or the dot behind its number, as an entity."""
    if found[1]:
        return f"&#{ord(found[1])};"
    return f"{found[2]}&#{ord(found[3])};"
