"""What drives Chromium runs once for all tests in this folder."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from sandbox_tests.browser.chromium import driven, in_one_loop


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They share an event loop."""
    in_one_loop(items, str(Path(__file__).parent))


@pytest_asyncio.fixture(scope="session", loop_scope="session", autouse=True)
async def driver() -> AsyncIterator[None]:
    """Until the last of them has ended."""
    async with driven():
        yield
