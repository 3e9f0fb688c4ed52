"""Files that only their owner may look into, whatever the umask: from the first moment on.

A file is made closed and then written, never the other way round; one that was open to others is
closed before anything new is written into it.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from firebell.storage.base import BadAddress

OWNER_ONLY = 0o600
FOLDER = 0o700


def private_folder(folder: Path) -> None:
    """Make the folder, or close it when it is ours alone. Raises BadAddress.

    A folder that was there and holds other things (somebody's home, `/tmp`) is left as it is: what
    Firebell writes into it is closed by itself.
    """
    try:
        _make(folder)
        if _is_ours_alone(folder):
            _close(folder, FOLDER)
    except OSError as error:
        raise BadAddress(
            f"The folder {folder} can't be used ({error.strerror}). Set FIREBELL_DATA."
        ) from error


def private_handle(path: Path) -> int:
    """The file, made where there is none, open to read and write for its owner alone."""
    handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, OWNER_ONLY)
    try:
        _close(handle, OWNER_ONLY)
    except OSError:
        os.close(handle)
        raise
    return handle


def write_private(path: Path, words: str) -> None:
    """Write a file anew. What is no file (a pipe, a terminal) is written to as it is."""
    if path.exists() and not path.is_file():
        path.write_text(words, encoding="utf-8")
        return
    with os.fdopen(private_handle(path), "r+", encoding="utf-8") as file:
        file.truncate()
        file.write(words)


def write_private_bytes(path: Path, content: bytes) -> None:
    """The same of what is no text."""
    with os.fdopen(private_handle(path), "r+b") as file:
        file.truncate()
        file.write(content)


def close_to_others(path: Path) -> None:
    """Close a file that may be there; what belongs to somebody else is theirs to close."""
    if path.is_file() and not path.is_symlink():
        _close(path, OWNER_ONLY)


def _make(folder: Path) -> None:
    """With all that is above it; `mkdir` would let the umask decide about those."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        _make(folder.parent)
    folder.mkdir(FOLDER, exist_ok=True)
    _close(folder, FOLDER)


def _close(place: Path | int, mode: int) -> None:
    """Exactly this mode, where it is ours to say and is another."""
    found = os.stat(place)
    if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) != mode:
        os.chmod(place, mode)


def _is_ours_alone(folder: Path) -> bool:
    """Whether nothing is in it but plain files of our own; `/tmp` is everybody's, even empty."""
    if folder.stat().st_mode & stat.S_ISVTX:
        return False
    with os.scandir(folder) as entries:
        return all(
            entry.is_file(follow_symlinks=False)
            and entry.stat(follow_symlinks=False).st_uid == os.geteuid()
            for entry in entries
        )
