"""What is wrong with a playbook: the file, the line, what it says, what would be right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake. `would_be_right` completes *It would be …*; `line` counts from 1."""

    file: str
    line: int | None
    what: str
    would_be_right: str

    def __str__(self) -> str:
        """`examples/dfe/playbook.toml:41: severity "P1": loud is "x". It would be "here".`"""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.what}. It would be {self.would_be_right}."


class PlaybookFaults(Exception):
    """The playbook can't be used as it is written; each fault is a line of the message."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))
