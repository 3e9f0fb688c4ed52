"""Of all kills and faults `make test` tries a spread sample, `make chaos` every one.

The sample is the same in every run: each method is killed at and failed at least once, and each way
of killing and failing comes up.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

First = TypeVar("First")
Second = TypeVar("Second")

WHOLE = bool(os.environ.get("FIREBELL_CHAOS"))
"""Whether every pair is tried."""
OF = 3
"""One pair of so many is in the sample."""


def pairs(
    firsts: Sequence[First], seconds: Sequence[Second], of: int = OF, *, whole: bool = WHOLE
) -> list[tuple[First, Second]]:
    """Each first with each second, or one of so many of these pairs; with fewer seconds than that,
    each first has one all the same, the seconds in turn."""
    if whole:
        return [(first, second) for first in firsts for second in seconds]
    if len(seconds) < of:
        return [(first, seconds[row % len(seconds)]) for row, first in enumerate(firsts)]
    return [
        (first, second)
        for row, first in enumerate(firsts)
        for column, second in enumerate(seconds)
        if (row + column) % of == 0
    ]
