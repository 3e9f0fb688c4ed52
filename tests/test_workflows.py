"""What runs elsewhere is what anybody can run here: pinned, with few rights, the same commands."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORKFLOWS = {path: path.read_text() for path in (ROOT / ".github" / "workflows").glob("*.yml")}
TEXT = "\n".join(WORKFLOWS.values())


def test_every_action_is_pinned_by_a_full_commit_and_says_its_version() -> None:
    used = re.findall(r"uses: (.+)", TEXT)
    assert len(used) == 4
    pinned = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in used if not pinned.fullmatch(line)] == []


def test_workflows_run_the_two_commands_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    promised = set(re.findall(r"(?m)^(make \w+)", readme))
    runs = re.findall(r"run: (.+)", TEXT)
    assert promised == {"make try", "make test"}
    assert {" ".join(run.split()[:2]) for run in runs} == promised
    assert 'make try ARGS="--story --no-browser --port 0"' in runs


def test_workflows_may_read_the_code_and_nothing_else() -> None:
    for path, text in WORKFLOWS.items():
        rights = set(re.findall(r"(?m)^\s+([\w-]+): (?:read|write)$", text))
        assert "permissions: {}" in text, path.name
        assert rights == {"contents"}, path.name
        assert "contents: write" not in text, path.name
        assert "${{ secrets." not in text, path.name
        assert text.count("persist-credentials: false") == text.count("actions/checkout@"), (
            path.name
        )
