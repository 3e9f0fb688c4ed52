"""What an earlier version stored goes on under this one, on both databases."""

from __future__ import annotations

from datetime import timedelta

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from firebell.storage.address import open_store
from tests.storage.test_store import sql

EVENT = "INSERT INTO inbox (id, body, received, done) VALUES ('Ev1', '{}', 1795403040, false)"
EFFECT = (
    "INSERT INTO effects (key, incident, event_id, reaction, target, kind, body, rank, keep, due,"
    " state, attempts, doubtful, wanted, sent) VALUES ('incident-1-1/r/t', 'incident-1',"
    " 'incident-1-1', 'r', 't', 'SetPurpose', '{}', 'now', false, 1795403040, 'pending', 0, false,"
    " 1, 0)"
)


async def test_events_and_effects_that_waited_before_each_had_an_end_still_wait(url: str) -> None:
    config = Config()
    config.set_main_option("script_location", "firebell:storage/migrations")
    with sql(url) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        connection.execute(text(EVENT))
        connection.execute(text(EFFECT))
        connection.execute(text("UPDATE effects SET due = due - 864000000"))
        connection.execute(text("UPDATE inbox SET received = received - 864000000"))
    store = open_store(url)
    found = await store.read(lambda reads: reads.waiting())
    ages = [found.event, found.event_due, found.effect, found.effect_due]
    assert all(age is not None and age > timedelta(days=1000) for age in ages)
    (event,) = await store.transact(lambda tx: tx.take_events(10, timedelta(seconds=15)))
    assert (event.id, event.attempts, event.mistakes, event.about) == ("Ev1", 1, 0, None)
    store.close()
