"""Documents say what the code does: what can be compared is compared."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from firebell.cli import app
from firebell.playbook_file.keys import KEYS, TOP
from firebell.slack.inbound.commands import COMMANDS, SUBCOMMANDS
from slack_sandbox.cli import coverage

ROOT = Path(__file__).parents[1]


def page(name: str) -> str:
    return (ROOT / name).read_text()


def test_the_life_of_an_incident_is_drawn_from_the_table_of_moves() -> None:
    drawn = runpy.run_path(str(ROOT / "scripts" / "lifecycle.py"))["drawn"]()
    assert page("docs/lifecycle.md") == drawn


def test_every_key_of_the_playbook_is_documented_and_every_documented_key_exists() -> None:
    sections = re.split(r"^## (.+)$", page("docs/playbook.md"), flags=re.MULTILINE)[1:]
    documented: dict[str, set[str]] = {}
    for title, body in zip(sections[::2], sections[1::2], strict=True):
        first_cells = re.findall(r"^\| (`[^|]+) \|", body, flags=re.MULTILINE)
        name = TOP if title == "At the top" else title
        documented[name] = {key for cell in first_cells for key in re.findall(r"`(\w+)`", cell)}
    assert documented == {name: set(keys) for name, keys in KEYS.items()}


def test_every_command_and_subcommand_is_documented() -> None:
    text = page("docs/commands.md")
    typed = [command.name for command in COMMANDS]
    typed += [f"/incident {word}" for word in SUBCOMMANDS]
    typed += [f"firebell {command.name}" for command in app.registered_commands]
    assert [command for command in typed if f"`{command}" not in text] == []


def test_the_sandboxs_table_is_its_registry() -> None:
    assert coverage() in page("packages/slack-sandbox/README.md")


def test_links_between_documents_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{path.name}: {target}"
        for path in pages
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text())
        if "://" not in target and not (path.parent / target).exists()
    ]
    assert broken == []


def test_what_a_decision_is_checked_by_exists() -> None:
    for path in (ROOT / "docs" / "adr").glob("*.md"):
        named = re.findall(r"`((?:packages/[\w/-]+_)?tests/[\w/.]+)(?:::(\w+))?`", path.read_text())
        assert named, path.name
        for file, test in named:
            there = re.findall(r"def (test_\w+)\(", (ROOT / file).read_text())
            assert there, f"{path.name}: {file}"
            assert test == "" or test in there, f"{path.name}: {file} {test}"


def test_nothing_is_claimed_of_a_system_on_which_nothing_runs() -> None:
    said = [page("README.md"), page("docs/install.md"), page("packages/slack-sandbox/README.md")]
    assert all("Linux or macOS" in text for text in said)
    sources = [page("pyproject.toml"), page("packages/slack-sandbox/pyproject.toml")]
    sources += [path.read_text() for path in (ROOT / "src").rglob("*.py")]
    sources += [path.read_text() for path in (ROOT / "packages").glob("*/src/**/*.py")]
    assert [text for text in sources if "win32" in text or "Windows" in text] == []
