"""The file while the bot runs: what it says, once whoever writes it has stopped writing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from firebell.domain.playbook import Playbook
from firebell.playbook_file.faults import Fault, PlaybookFaults
from firebell.playbook_file.reading import read_text

GONE = "gone"
"""The mark of a file that can't be read."""
MARK = 16


@dataclass(frozen=True, slots=True)
class Seen:
    """What the file says: its mark tells one content from another; `playbook` is None where it has
    `faults`."""

    mark: str
    playbook: Playbook | None
    faults: tuple[Fault, ...] = ()


class PlaybookFile:
    """Looked at again and again. A content counts when it is the same at two looks: an editor may
    be in the middle of it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, int, int] | None = None
        self._waiting: str | None = None
        self._known = ""

    def read(self) -> Seen:
        """What it says now; from here on only what is different is new."""
        self._stamp = self._stamped()
        seen = self._seen(*self._contents())
        self._known = seen.mark
        return seen

    def changed(self) -> Seen | None:
        """What it says, where that is new and has been so since the last look."""
        stamp = self._stamped()
        if stamp == self._stamp and self._waiting is None:
            return None
        self._stamp = stamp
        mark, contents = self._contents()
        if mark == self._known:
            self._waiting = None
            return None
        if mark != self._waiting:
            self._waiting = mark
            return None
        self._waiting, self._known = None, mark
        return self._seen(mark, contents)

    def _stamped(self) -> tuple[int, int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _contents(self) -> tuple[str, bytes | OSError]:
        try:
            contents = self._path.read_bytes()
        except OSError as error:
            return GONE, error
        return hashlib.sha256(contents).hexdigest()[:MARK], contents

    def _seen(self, mark: str, contents: bytes | OSError) -> Seen:
        try:
            return Seen(mark, read_text(self._path, contents))
        except PlaybookFaults as wrong:
            return Seen(mark, None, wrong.faults)
