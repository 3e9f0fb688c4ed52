"""What an incident keeps is kept as long as the playbook says. One of the worker's chores.

An incident is one transaction: its event, and all of its rows rewritten; so a crash leaves it as it
was or done. Pseudonyms are made with a key that nobody writes down.
"""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from firebell.app.ports import Loaded, State, Store, StoredEffect, Transaction, Unreadable
from firebell.app.recording import move
from firebell.domain.commands import Expire
from firebell.domain.incident import CONFIRMATION, Incident, Person
from firebell.domain.personal_data import Expiry, people_in_all
from firebell.domain.playbook import Playbook
from firebell.domain.pseudonyms import within_one_incident

AT_ONCE = 20
"""Incidents in one round."""


class RetentionChore:
    """`expire` again and again; each time some of those that are due."""

    def __init__(
        self, store: Store, playbook: Callable[[], Playbook], now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._playbook = playbook
        self._now = now

    async def expire(self) -> None:
        """Those that have been closed longest, each by itself."""
        playbook = self._playbook()
        done = False
        for private, drill in itertools.product((True, False), repeat=2):
            kept = playbook.retention.of(private=private, drill=drill)
            if kept is not None:
                due = await self._due(self._now() - kept, private=private, drill=drill)
                for loaded in due:
                    done = await self._expire(loaded.incident.id, playbook) or done
        if done:
            await self._store.transact(lambda tx: tx.forget_people(), urgent=False)
            await self._store.forget()

    async def _due(self, by: datetime, *, private: bool, drill: bool) -> Sequence[Loaded]:
        return await self._store.read(
            lambda reads: reads.kept(private=private, drill=drill, closed_by=by, limit=AT_ONCE)
        )

    async def _expire(self, incident: str, playbook: Playbook) -> bool:
        """One that can't be read keeps none of the others."""
        with suppress(Unreadable):
            return await self._store.transact(
                lambda tx: expire(tx, incident, playbook, secrets.token_bytes(32)), urgent=False
            )
        return False


def expire(tx: Transaction, incident: str, playbook: Playbook, key: bytes) -> bool:
    """Whether it was its time. What is being carried out is waited for: it knows its row by names
    that change here."""
    loaded = tx.incident(incident)
    effects = tx.effects(incident)
    if loaded is None or any(map(_is_under_way, effects)):
        return False
    loaded, happened = move(tx, loaded, Expire(), playbook)
    if not happened:
        return False
    events = [stored.event for stored in tx.events(incident)]
    people = people_in_all(loaded.incident, [*events, *(effect.body for effect in effects)])
    pseudonyms = within_one_incident(filter(None, people), key)
    direct = direct_channels(loaded.incident, effects)
    places = {
        channel: pseudonyms[person] for channel, person in direct.items() if person in pseudonyms
    }
    tx.rewrite(incident, Expiry({**pseudonyms, **places}, loaded.incident.number_label.lower()))
    return True


def _is_under_way(effect: StoredEffect) -> bool:
    return effect.state is State.PENDING and effect.lease is not None


def direct_channels(incident: Incident, effects: Sequence[StoredEffect]) -> Mapping[str, Person]:
    """The direct messages that were written to, each with whose they are: as good as an id."""
    confirmation = incident.messages.get(CONFIRMATION)
    found = {confirmation.channel: incident.declarer} if confirmation else {}
    for effect in effects:
        channel, person = (effect.result or {}).get("channel"), effect.body.addressee
        if isinstance(channel, str) and person is not None:
            found[channel] = person
    return {channel: person for channel, person in found.items() if channel.startswith("D")}
