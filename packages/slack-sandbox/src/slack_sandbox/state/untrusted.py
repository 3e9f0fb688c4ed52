"""JSON and addresses that others send, read without trust."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
"""What may be half of a pair, or half of a whole one."""


def read_json(raw: bytes | str) -> Any:
    """What it says. None for what is no JSON, too deep, or text that can't be written again."""
    try:
        text = raw.decode() if isinstance(raw, bytes) else raw
        found = json.loads(text)
        require_encodable(text, found)
    except (ValueError, RecursionError):
        return None
    return found


def require_encodable(text: str, found: Any) -> None:
    """Raises ValueError where half a surrogate pair stands in it, which is no text."""
    text.encode()
    if SURROGATE_ESCAPE.search(text):
        json.dumps(found, ensure_ascii=False).encode()


def is_web_address(address: str) -> bool:
    """Whether it begins with http or https and could be one."""
    try:
        return urlsplit(address).scheme in ("http", "https")
    except ValueError:  # "http://["
        return False
