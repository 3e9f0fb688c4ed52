"""Two texts that came of one, put together: what only one of them changed is as they wrote it, and
where both changed the same lines, both stand, the first above the second. No line that somebody
wrote is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Lines = Sequence[str]


def merged(base: str, first: str, second: str) -> str:
    """Of lines; `base` is what both began from."""
    before, one, other = (text.split("\n") if text else [] for text in (base, first, second))
    found: list[str] = []
    for here, left, right in _chunks(before, one, other):
        found += _either(here, left, right)
    return "\n".join(found)


def _either(here: Lines, left: Lines, right: Lines) -> Lines:
    """What becomes of a piece of the base."""
    if left == right or right == here:
        return left
    return right if left == here else [*left, *right]


def _chunks(before: Lines, one: Lines, other: Lines) -> Iterator[tuple[Lines, Lines, Lines]]:
    """Pieces of the three that belong together, cut wherever all three have the same line."""
    left, right = _same(before, one), _same(before, other)
    anchors = [(-1, -1, -1)]
    anchors += [
        (at, left[at], right[at]) for at in range(len(before)) if at in left and at in right
    ]
    anchors.append((len(before), len(one), len(other)))
    for begun, ended in pairwise(anchors):
        if begun[0] >= 0:
            line = [before[begun[0]]]
            yield line, line, line
        yield (
            before[begun[0] + 1 : ended[0]],
            one[begun[1] + 1 : ended[1]],
            other[begun[2] + 1 : ended[2]],
        )


def _same(before: Lines, after: Lines) -> dict[int, int]:
    """Which lines of one stand in the other, each with its place there."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}
