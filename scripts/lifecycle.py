"""Draws docs/lifecycle.md from the table of moves. A test compares the two."""

from __future__ import annotations

from pathlib import Path

from firebell.domain.incident import Status
from firebell.domain.lifecycle import possible
from firebell.words.en import STATUSES

PAGE = Path(__file__).parents[1] / "docs" / "lifecycle.md"

HEAD = """# The life of an incident

Drawn from the table of moves in `src/firebell/domain/lifecycle.py` by `scripts/lifecycle.py`.

```mermaid
stateDiagram-v2
    [*] --> investigating: Declare
    investigating --> identified: Update
    identified --> monitoring: Update
    monitoring --> investigating: Update
    investigating --> closed: Close
    identified --> closed: Close
    monitoring --> closed: Close
    closed --> investigating: Reopen
```

The three open statuses may follow each other in any order. What is possible where:

"""


def drawn() -> str:
    """The page."""
    standings = [None, *Status]
    commands = sorted({name for standing in standings for name in possible(standing)})
    titles = ["nothing yet", *(STATUSES[status] for status in Status)]
    lines = [
        f"| asked | {' | '.join(titles)} |",
        f"| --- |{' --- |' * len(titles)}",
    ]
    for command in commands:
        cells = ["yes" if command in possible(standing) else "" for standing in standings]
        lines.append(f"| {command} | {' | '.join(cells)} |")
    note = (
        "\nClosing what is closed answers who closed it and when; reopening what is open answers "
        "that there is nothing to reopen. Facts that Slack reports are never refused.\n"
    )
    return HEAD + "\n".join(lines) + "\n" + note


if __name__ == "__main__":
    PAGE.write_text(drawn())
