"""`docs/api.md`: its commands are run, and what it shows is what comes."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
from pathlib import Path

import pytest

from slack_sandbox.testing import SandboxHandle
from tests.api.asking import asking
from tests.site.browsing import with_pages
from tests.stories.evening import evening, in_the_workspace

pytestmark = [
    in_the_workspace,
    pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here"),
]
DOCUMENT = Path(__file__).parents[2] / "docs" / "api.md"
COMMANDS = re.compile(r"```sh\n(curl .*?)```", re.DOTALL)


async def shell(commands: str, env: dict[str, str]) -> list[object]:
    """What they print, one JSON text after the other."""
    process = await asyncio.create_subprocess_shell(
        re.sub(r"curl -sS", "curl -sS -w '\\\\n'", commands),
        env={"PATH": os.environ["PATH"], **env},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert (process.returncode, err) == (0, b"")
    return [json.loads(line) for line in out.decode().splitlines() if line]


async def test_its_commands_do_what_it_says(slack_sandbox: SandboxHandle, tmp_path: Path) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        asking(night, "alice") as program,
    ):
        env = {"FIREBELL": program.url, "TOKEN": program.token}
        commands = COMMANDS.findall(DOCUMENT.read_text())
        answers = [await shell(each, env) for each in commands]
        receipt = {"number": 1, "label": "INC-1", "url": f"{program.url[:-7]}/incidents/1"}
        assert [*answers[:4]] == [[receipt]] * 4
        open_now, one, record, playbook, figures = answers[4]
        assert open_now == {"incidents": [], "next_cursor": None}
        assert isinstance(one, dict)
        assert (one["status"], one["outcome"], one["summary"]) == (
            "closed",
            "resolved",
            "Release 812 was rolled back.",
        )
        assert isinstance(record, dict)
        kinds = [entry["kind"] for entry in record["entries"] if entry["token"]]
        assert kinds[0] == "declared"
        assert {"updated", "noted", "closed_how"} <= set(kinds)
        assert isinstance(playbook, dict)
        assert "apply-manage" in [service["key"] for service in playbook["services"]]
        assert isinstance(figures, dict)
        assert figures["real"]["incidents"] == 1
        wrong = await program.raises("x", service="gone")
        (shown,) = re.findall(r"```json\n(\{\n.*?)```", DOCUMENT.read_text(), re.DOTALL)
        # Python's name for the status is another one from version to version.
        assert {**wrong.json(), "title": ""} == {**json.loads(shown), "title": ""}
