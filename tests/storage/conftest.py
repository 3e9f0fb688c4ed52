"""A store over each of both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.test_store import World


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database's address."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'firebell.db'}"
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest.fixture
def world(url: str) -> Iterator[World]:
    """Over that database."""
    found = World(url)
    yield found
    found.store.close()
