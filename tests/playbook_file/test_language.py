"""The playbook names the language; one that is a draft is told to whoever runs Firebell."""

from __future__ import annotations

from pathlib import Path

from firebell.cli.check import spoken
from firebell.playbook_file import read_playbook
from firebell.slack.setup.checks import Line
from tests.playbook_file.test_mistakes import EXAMPLES, faults

SMALL = (EXAMPLES / "small" / "playbook.toml").read_text()


def test_a_draft_is_told_and_a_whole_language_is_not(tmp_path: Path) -> None:
    path = tmp_path / "playbook.toml"
    found = {}
    for code in ("en", "fr", "cy"):
        path.write_text(f'language = "{code}"\n{SMALL}')
        found[code] = spoken(read_playbook(path))
    welsh = Line("Welsh is a draft: what it lacks is said in English", True)
    assert found == {"en": [], "fr": [], "cy": [welsh]}


def test_a_language_that_firebell_does_not_speak_is_told(tmp_path: Path) -> None:
    (fault,) = faults(f'language = "xx"\n{SMALL}', tmp_path)
    assert fault.endswith('language is "xx". It would be "en", "fr" or "cy".')
