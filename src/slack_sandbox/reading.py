"""JSON that others send, read without trust."""

from __future__ import annotations

import json
from typing import Any


def read_json(raw: bytes | str) -> Any:
    """What it says. None for what is no JSON, too deep, or text that can't be written again."""
    try:
        found = json.loads(raw)
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):  # half a surrogate pair is a ValueError too
        return None
    return found
