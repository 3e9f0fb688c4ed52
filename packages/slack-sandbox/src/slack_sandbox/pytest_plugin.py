"""The fixture `slack_sandbox`, for whoever has this package and pytest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from slack_sandbox.testing import SandboxHandle, sandbox_in_thread


def pytest_configure(config: pytest.Config) -> None:
    """Registers the marker `slack_sandbox`."""
    config.addinivalue_line(
        "markers", "slack_sandbox(**options): options of Sandbox.serve for this test's sandbox"
    )


@pytest.fixture
def slack_sandbox(request: pytest.FixtureRequest) -> Iterator[SandboxHandle]:
    """A workspace for one test, without rate limits unless the marker says otherwise."""
    marker = request.node.get_closest_marker("slack_sandbox")
    options = {"rate_limits": False, **(marker.kwargs if marker else {})}
    with sandbox_in_thread(**options) as handle:
        yield handle
