"""A world for each test, over SQLite; `either` is one over each of both databases.

The databases' clocks stand still, and leases last: however slow the machine is, time passes only
where a test says so.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from firebell.app import worker
from firebell.storage import postgres, sqlite
from firebell.storage.address import open_store
from firebell.storage.transaction import Dialect
from tests.app.world import World


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with its tables, made once."""
    path = tmp_path_factory.mktemp("migrated") / "firebell.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def sqlite_url(migrated: Path, tmp_path: Path) -> str:
    """An empty database in a file."""
    return f"sqlite:///{shutil.copy(migrated, tmp_path / 'firebell.db')}"


@pytest.fixture
def stopped_clocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both databases say 03:04 on 23 November 2026 for ever."""
    stop_clocks(monkeypatch)


def stop_clocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, where no fixture can be asked for."""
    for database in (sqlite, postgres):
        still = Dialect(now=text("SELECT 1795403040.0 + 0"), locks=database.NOW.locks)
        monkeypatch.setattr(database, "NOW", still)
    monkeypatch.setattr(worker, "LEASE", timedelta(hours=1))


@pytest.fixture
def world(sqlite_url: str, stopped_clocks: None) -> Iterator[World]:
    """Over a file of its own."""
    found = World(sqlite_url)
    yield found
    found.store.close()


@pytest.fixture(params=["sqlite_url", "postgres_url"], ids=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, stopped_clocks: None) -> Iterator[World]:
    """Over each of both databases."""
    found = World(request.getfixturevalue(request.param))
    yield found
    found.store.close()


@pytest.fixture(params=["sqlite_url", "postgres_url"], ids=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, stopped_clocks: None) -> str:
    """Each of both databases."""
    found: str = request.getfixturevalue(request.param)
    return found
