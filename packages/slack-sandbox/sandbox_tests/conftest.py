"""What all tests of the sandbox share: all that it says in a run is kept, and judged at the end."""

from __future__ import annotations

import pytest

from sandbox_tests.contract import seen

seen.begin()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What judges the whole run comes after it."""
    items.sort(key=lambda item: item.get_closest_marker("last") is not None)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """What judges the whole run asks whether it was whole."""
    if report.when == "call" and report.passed:
        seen.PASSED.add(report.nodeid)
