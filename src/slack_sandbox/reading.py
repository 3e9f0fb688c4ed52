"""JSON and addresses that others send, read without trust."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit


def read_json(raw: bytes | str) -> Any:
    """What it says. None for what is no JSON, too deep, or text that can't be written again."""
    try:
        found = json.loads(raw)
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):  # half a surrogate pair is a ValueError too
        return None
    return found


def is_web_address(given: str) -> bool:
    """Whether it begins with http or https and could be one."""
    try:
        return urlsplit(given).scheme in ("http", "https")
    except ValueError:  # "http://["
        return False
