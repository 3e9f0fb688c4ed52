"""A process of a team's own, for stories: the Department's example with lines put in."""

from __future__ import annotations

from pathlib import Path

from tests.stories.evening import DFE


def playbook(folder: Path, more: str = "", **lines: str) -> Path:
    """The example with more at its end; each `service` (by its key) gets the lines given for it."""
    text = DFE.read_text()
    for service, added in lines.items():
        name = {"apply": "Apply/Manage", "other": "Other", "records": "Teaching Record System"}
        head = f'[[service]]\nname = "{name[service]}"\n'
        assert head in text, f"the example has no {service}"
        text = text.replace(head, f"{head}{added}\n")
    path = folder / "playbook.toml"
    path.write_text(f"{text}\n{more}")
    return path
