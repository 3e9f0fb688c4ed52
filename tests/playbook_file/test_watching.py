"""A file that is changed is seen once nobody is in the middle of it."""

from __future__ import annotations

import os
from pathlib import Path

from firebell.playbook_file.watching import GONE, PlaybookFile, Seen
from tests.playbook_file.test_mistakes import EXAMPLES

SMALL = (EXAMPLES / "small" / "playbook.toml").read_text()


def organisation(seen: Seen | None) -> str | None:
    """Whose process was seen, if any was."""
    return seen.playbook.organisation if seen and seen.playbook else None


def test_a_content_counts_when_it_is_the_same_at_two_looks(tmp_path: Path) -> None:
    path = tmp_path / "playbook.toml"
    path.write_text(SMALL)
    file = PlaybookFile(path)
    assert organisation(file.read()) == "Example"
    assert file.changed() is None

    path.write_text(SMALL[:100])
    assert file.changed() is None
    path.write_text(SMALL.replace('"Example"', '"Other"'))
    assert file.changed() is None
    assert organisation(file.changed()) == "Other"
    assert file.changed() is None


def test_what_is_the_same_again_is_nothing_new(tmp_path: Path) -> None:
    path = tmp_path / "playbook.toml"
    path.write_text(SMALL)
    file = PlaybookFile(path)
    file.read()
    os.utime(path, (1, 1))
    assert (file.changed(), file.changed()) == (None, None)
    path.write_text("nothing")
    assert file.changed() is None
    path.write_text(SMALL)
    assert (file.changed(), file.changed()) == (None, None)


def test_a_file_that_is_gone_is_a_mistake_and_one_that_comes_back_is_none(tmp_path: Path) -> None:
    path = tmp_path / "playbook.toml"
    path.write_text(SMALL)
    file = PlaybookFile(path)
    file.read()
    path.unlink()
    assert file.changed() is None
    gone = file.changed()
    assert gone is not None
    assert (gone.mark, gone.playbook) == (GONE, None)
    assert [fault.what for fault in gone.faults] == ["it can't be read: No such file or directory"]
    replaced = tmp_path / "new"
    replaced.write_text(SMALL)
    replaced.rename(path)
    assert file.changed() is None
    assert organisation(file.changed()) == "Example"
