"""Our own status page in a folder, for a web server or a bucket: it stands when we do not.

Each file is written beside and put in its place, so that nobody reads half of one. Only files that
have one of our names are ever replaced or removed.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

_OURS = re.compile(r"incident-firebell-[0-9a-f]{24}\.html")


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """All of them; the pages of incidents whose time has passed go. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        _put(folder / name, content)
    for there in folder.iterdir():
        if _OURS.fullmatch(there.name) and there.name not in files:
            there.unlink(missing_ok=True)


def _put(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".firebell-", delete=False) as file:
        beside = Path(file.name)
        file.write(content)
    try:
        beside.chmod(0o644)  # whoever serves it is somebody else
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
