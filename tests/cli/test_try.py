"""`firebell try --story`, as a person starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_the_story_plays_by_itself_and_leaves_the_record_on_disk(tmp_path: Path) -> None:
    options = ["try", "--story", "--no-browser", "--port", "0", "--data"]
    told = subprocess.run(
        [sys.executable, "-m", "firebell", *options, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "HTTP_PROXY": "http://127.0.0.1:9"},
    )
    assert (told.returncode, told.stderr) == (0, "")
    lines = told.stdout.splitlines()
    assert lines[0].startswith("ready http://127.0.0.1:")
    assert "  /incident People can't submit applications" in lines
    assert "    @here INC-1 is closed." in lines
    record = (tmp_path / "data" / "INC-1.md").read_text().splitlines()
    assert record[0] == "# INC-1 People can't submit applications"
    assert "| Organisation | Department for Education |" in record
    assert record[-1].endswith(
        "Bob closed it. Resolved. A release broke submissions and was undone. "
        "People can submit applications again."
    )
