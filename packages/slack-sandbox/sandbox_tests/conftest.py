"""What all tests of the sandbox share: all that it says in a run is kept, and judged at the end."""

from __future__ import annotations

import pytest

from sandbox_tests.contract import seen

seen.begin()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What judges the whole run comes after it: at its end, or in a run of its own (`-m last`)."""
    items.sort(key=lambda item: item.get_closest_marker("last") is not None)
    if config.option.markexpr == "last":
        seen.recall()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """What was seen is there for the run that judges it."""
    if session.config.option.markexpr != "last":
        seen.keep()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """What judges the whole run asks whether it was whole."""
    if report.when == "call" and report.passed:
        seen.PASSED.add(report.nodeid)
