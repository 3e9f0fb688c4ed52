"""The record as a document says whose incident it was, and what it was, wherever it is read."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from firebell.domain.commands import Declare
from firebell.domain.lifecycle import apply, decide
from firebell.playbook_file import read_playbook
from firebell.words.export import to_json, to_markdown

PLAYBOOK = read_playbook(Path(__file__).parents[2] / "examples" / "dfe" / "playbook.toml")
NOW = datetime(2026, 11, 23, 3, 4, tzinfo=UTC)
RAISED = Declare(
    by="UALICE",
    key="form",
    title="It is down",
    service="other",
    severity="P2",
    id="one",
    number=1,
)
EVENTS = decide(None, RAISED, NOW, PLAYBOOK)
INCIDENT = apply(None, EVENTS[0])
NAMES = {"UALICE": "Alice"}


def test_markdown_begins_with_title_and_facts() -> None:
    words = to_markdown(INCIDENT, EVENTS, NAMES, PLAYBOOK, NOW)
    assert words.splitlines()[:14] == [
        "# INC-1 It is down",
        "",
        "## In short",
        "",
        "| | |",
        "| --- | --- |",
        "| Organisation | Department for Education |",
        "| Status | Investigating |",
        "| Service | Other |",
        "| Priority | P2 |",
        "| Raised by | Alice |",
        "| In charge | Alice |",
        "| Users affected | Not known yet |",
        "",
    ]


def test_json_says_the_same() -> None:
    found = json.loads(to_json(INCIDENT, EVENTS, NAMES, PLAYBOOK, NOW))
    keys = ("label", "organisation", "title", "status", "service", "severity")
    assert {key: found[key] for key in keys} == {
        "label": "INC-1",
        "organisation": "Department for Education",
        "title": "It is down",
        "status": "investigating",
        "service": "Other",
        "severity": "P2",
    }
