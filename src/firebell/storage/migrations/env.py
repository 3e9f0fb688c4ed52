"""What alembic runs: over the connection that `migrate` opened, never one of its own."""

from __future__ import annotations

from alembic import context

from firebell.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
