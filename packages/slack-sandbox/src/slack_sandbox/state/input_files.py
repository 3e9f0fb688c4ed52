"""Files that a user gives: what can't be read is said in a sentence, with the file's name."""

from __future__ import annotations

from pathlib import Path


class BadFile(Exception):
    """It can't be used; the message says where and why, a line for each mistake."""


def read_text(path: Path, bad: type[BadFile]) -> str:
    """The text of a file. Raises `bad` with a sentence where it can't be read."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise bad(f"{path}: there is no such file.") from error
    except IsADirectoryError as error:
        raise bad(f"{path}: this is a folder. It would be a file.") from error
    except UnicodeDecodeError as error:
        raise bad(f"{path}: this is not a text in UTF-8.") from error
    except OSError as error:
        raise bad(f"{path}: it can't be read: {error.strerror or error}.") from error
