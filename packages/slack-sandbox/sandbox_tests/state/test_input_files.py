"""Files that a user names: one that cannot be read is told by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from slack_sandbox import BadManifest, BadSeed
from slack_sandbox.state.manifest import read_manifest
from slack_sandbox.state.seed import read_seed


@pytest.mark.parametrize("read", [read_seed, read_manifest])
def test_a_file_that_cannot_be_read_is_named(read: Any, tmp_path: Path) -> None:
    # Once it was "No such file or directory", and a file that is no text a traceback.
    absent, noise = tmp_path / "absent", tmp_path / "noise"
    noise.write_bytes(b"\xff\xfe\x00")
    told = []
    for path in (absent, tmp_path, noise):
        with pytest.raises((BadSeed, BadManifest)) as bad:
            read(path)
        told.append(str(bad.value))
    assert told == [
        f"{absent}: there is no such file.",
        f"{tmp_path}: this is a folder. It would be a file.",
        f"{noise}: this is not a text in UTF-8.",
    ]
