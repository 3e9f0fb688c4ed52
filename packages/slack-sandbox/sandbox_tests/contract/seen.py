"""What the sandbox has said in this test run, each shape once.

A run on several processes keeps it in a folder (`SEEN_FOLDER`), a file for each of them; what
judges the whole run reads all of them afterwards.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from slack_sandbox.state.observers import OBSERVERS

Json = dict[str, Any]


class Seen:
    """`answers`, `payloads` and `blocks`, one of each shape."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[str, Json, Json]] = {}
        self.payloads: dict[str, tuple[str, Json]] = {}
        self.blocks: dict[str, tuple[str, Any]] = {}

    def __call__(self, what: str, name: str, first: Json, second: Json) -> None:
        """An observer (see `slack_sandbox.state.observers`)."""
        if what == "payload":
            self._keep(self.payloads, (name, shape(first)), (name, first))
            return
        arguments = sorted(first)
        self._keep(self.answers, (name, arguments, shape(second)), (name, first, second))
        if second.get("ok"):
            self._accepted(first)

    def _accepted(self, arguments: Mapping[str, Any]) -> None:
        for key in ("blocks", "view"):
            value = arguments.get(key)
            if isinstance(value, str) and value:
                value = json.loads(value)
            if value:
                self._keep(self.blocks, (key, shape(value)), (key, value))

    def add(self, other: Mapping[str, Mapping[str, Any]]) -> None:
        """What another process has seen, as `vars` of its own gives it."""
        for kind, found in other.items():
            vars(self)[kind] |= found

    @staticmethod
    def _keep(known: dict[str, Any], key: Any, value: Any) -> None:
        digest = hashlib.sha1(json.dumps(key, sort_keys=True).encode()).hexdigest()
        if digest not in known:
            known[digest] = json.loads(json.dumps(value))


def shape(value: Any) -> Any:
    """Keys and types; what stands in `type`, `subtype`, `error` and `warning`, and nowhere else.

    Which of several answers was kept, once depended on the order of the tests.
    """
    if isinstance(value, dict):
        kept = ("type", "subtype", "error", "warning")
        return {k: v if k in kept and isinstance(v, str) else shape(v) for k, v in value.items()}
    if isinstance(value, list):
        shapes = {json.dumps(shape(item), sort_keys=True) for item in value}
        return sorted(shapes)
    return type(value).__name__


SEEN = Seen()
PASSED: set[str] = set()
"""The tests of this run that have passed so far."""


def _folder() -> Path | None:
    named = os.environ.get("SEEN_FOLDER")
    return Path(named) if named else None


def keep() -> None:
    """Writes down what this process has seen, where the run has several."""
    if (folder := _folder()) is not None:
        folder.mkdir(parents=True, exist_ok=True)
        found = {"seen": vars(SEEN), "passed": sorted(PASSED)}
        (folder / f"{os.getpid()}.json").write_text(json.dumps(found))


def recall() -> None:
    """Reads what the processes of the run have written down."""
    for path in sorted((_folder() or Path("nowhere")).glob("*.json")):
        found = json.loads(path.read_text())
        SEEN.add(found["seen"])
        PASSED.update(found["passed"])


def is_whole(config: pytest.Config) -> bool:
    """Whether this run has all tests, the browser's too: with fewer there is less to judge."""
    chosen = config.option.keyword or config.option.markexpr
    everywhere = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not chosen
    browser = any("sandbox_tests/browser/" in test for test in PASSED)
    return (everywhere or _folder() is not None) and browser


def begin() -> None:
    """From now on everything is seen."""
    if SEEN not in OBSERVERS:
        OBSERVERS.append(SEEN)
