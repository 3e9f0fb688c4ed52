"""What French lacks, for whoever adds a sentence and speaks none."""

from __future__ import annotations

AWAITED: frozenset[str] = frozenset()
"""Keys that are said in English until somebody translates them. Empty in a release."""
