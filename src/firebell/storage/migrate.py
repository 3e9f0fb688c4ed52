"""Bring a database to today's tables. The migrations ship in the wheel; starting runs them.

Several processes may start at once: on PostgreSQL they wait for one lock, on SQLite for the file.
"""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

LOCK = 4_032_719
"""Any number, the same in every process."""


def migrate(engine: Engine) -> None:
    """All that is missing, in one transaction."""
    config = Config()
    config.set_main_option("script_location", "firebell:storage/migrations")
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
