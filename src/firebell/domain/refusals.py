"""A move that the rules do not allow. It carries a key and facts; the words are made elsewhere."""

from __future__ import annotations

from datetime import datetime

Fact = str | int | datetime | None


class Refused(Exception):
    """`key` names the sentence, `field` the form's field that it belongs to, if any. `of_drill`: it
    was asked of a drill."""

    def __init__(self, key: str, field: str | None = None, **facts: Fact) -> None:
        super().__init__(key)
        self.key = key
        self.field = field
        self.facts = facts
        self.of_drill = False
