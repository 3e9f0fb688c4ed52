"""French has a blank before `:`, `;` and `?` and inside « and », at which a line must not break."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")
NO_BREAK = "\u00a0"
_BLANK = re.compile(r" (?=[;?»])| (?=:(?:\s|$))|(?<=«) ")
"""A colon that begins a word is an emoji's."""


def spaced(catalogue: Mapping[K, str]) -> Mapping[K, str]:
    """A catalogue that was written with ordinary blanks."""
    return {key: _BLANK.sub(NO_BREAK, words) for key, words in catalogue.items()}
