"""`firebell try --story`, as a person starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

WITHOUT_THE_SANDBOX = """
import sys
from importlib.abc import MetaPathFinder

class NotInstalled(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "slack_sandbox":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, NotInstalled())
from firebell.cli import main
main()
"""


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


def test_without_the_sandbox_it_says_what_to_install_and_the_rest_works(tmp_path: Path) -> None:
    def firebell(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", WITHOUT_THE_SANDBOX, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)

    told = firebell("try")
    assert (told.returncode, told.stdout, told.stderr) == (
        1,
        "",
        "`firebell try` needs the sandbox: pip install 'firebell[try]'\n",
    )
    assert list(tmp_path.iterdir()) == []
    assert [firebell(name, "--help").returncode for name in ("run", "try")] == [0, 0]
    assert firebell("manifest").stdout.startswith("{")
    assert "SLACK_BOT_TOKEN" in firebell("check").stdout
