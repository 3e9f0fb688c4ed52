"""One person leaves the whole database, in one transaction, and is nowhere afterwards.

It walks through every table, which nothing else does. Tables and columns are those of `metadata`,
so that one that is added later is not forgotten.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, String, Table, delete, insert, select

from firebell.app.ports import Loaded, Unreadable
from firebell.app.recording import move
from firebell.app.retention import direct_channels
from firebell.domain.commands import Edit
from firebell.domain.events import Noted
from firebell.domain.incident import Person
from firebell.domain.personal_data import Erasure
from firebell.domain.playbook import Playbook
from firebell.domain.pseudonyms import erased
from firebell.storage import search
from firebell.storage.rewriting import changed, hide, rewrite, save
from firebell.storage.tables import (
    directory,
    effects,
    events,
    home_looks,
    inbox,
    incidents,
    is_pending,
    metadata,
    names,
    people,
    pictures,
    salts,
    search_words,
    tokens,
)
from firebell.storage.transaction import SqlTransaction
from firebell.words.pseudonyms import shown

OF_INCIDENTS = (incidents, events, effects)
APART = (*OF_INCIDENTS, search_words, names, people, directory, inbox, pictures, home_looks, tokens)
"""What is not rewritten row by row like everything else."""
AT_A_TIME = 500
SALT = "pseudonyms"


class UnderWay(Exception):
    """Something is being sent just now from a row that is to change; a moment later it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was done: the numbers of the incidents that were changed, how many other rows, and where
    roles lapsed or nobody is in charge any more (numbers of open incidents)."""

    pseudonym: Person
    incidents: tuple[int, ...] = ()
    others: int = 0
    lapsed: tuple[int, ...] = ()
    without_charge: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Who is to leave: their id, and all that they are called."""

    person: Person
    names: frozenset[str] = field(default_factory=frozenset)


def who(tx: SqlTransaction, given: str) -> tuple[Known, ...]:
    """Everybody whom an id, an address or a name may mean. An id need not be known here."""
    named = [(row.id, row.name) for row in tx.connection.execute(select(people))]
    addressed = [(row.id, row.reference) for row in tx.connection.execute(select(directory))]
    called = [(id, name) for id, name in (*named, *addressed) if name]
    wanted = given.strip().casefold()
    found = {id for id, name in called if name.casefold() == wanted}
    if given.strip() in dict(called) or looks_like_an_id(given.strip()):
        found = {given.strip()}
    return tuple(
        Known(person=id, names=frozenset(name for of, name in called if of == id))
        for id in sorted(found)
    )


def looks_like_an_id(given: str) -> bool:
    """Whether it is written as the chat writes people's ids."""
    return given[:1] in ("U", "W") and len(given) > 5 and given.isalnum() and given.isupper()


def erase(tx: SqlTransaction, known: Known, playbook: Playbook) -> Erased:
    """Everywhere. Raises UnderWay, Conflict."""
    pseudonym = erased(known.person, salt(tx))
    places = dict.fromkeys(_direct_channels(tx, known.person), pseudonym)
    erasure = Erasure(
        {known.person: pseudonym, **places}, known.names, shown(pseudonym) or pseudonym
    )
    concerned = _concerned(tx, erasure)
    numbers, lapsed, without = [], [], []
    for incident in sorted(concerned):
        _readable(tx, incident)  # where rows are locked, this one is from here on
        _let_go_of_pictures(tx, incident, known.person)
        rewrite(tx.connection, incident, erasure)
        numbers.append(_number(tx, incident))
        lapsed += _let_lapse(tx, incident, pseudonym, playbook)
        without += _without_charge(tx, incident, pseudonym)
    search.purge(tx.connection)
    return Erased(
        pseudonym=pseudonym,
        incidents=tuple(sorted(numbers)),
        others=_the_rest(tx, known.person, erasure),
        lapsed=tuple(sorted(lapsed)),
        without_charge=tuple(sorted(without)),
    )


def salt(tx: SqlTransaction) -> bytes:
    """Made once for each database, and kept: the same person is the same pseudonym each time."""
    value = tx.connection.execute(select(salts.c.value).where(salts.c.name == SALT)).scalar()
    if value is None:
        value = secrets.token_hex(16)
        tx.connection.execute(insert(salts).values(name=SALT, value=value))
    return bytes.fromhex(str(value))


def _let_go_of_pictures(tx: SqlTransaction, incident: str, person: Person) -> None:
    """Those that they showed: nobody can tell what is to be seen in them."""
    for stored in tx.events(incident):
        if isinstance(stored.event, Noted) and stored.event.author == person:
            tx.connection.execute(delete(pictures).where(pictures.c.event == stored.id))


def _direct_channels(tx: SqlTransaction, person: Person) -> Iterator[str]:
    """Their direct messages with the bot."""
    mine = effects.c.body.contains(person, autoescape=True) | effects.c.target.contains(
        person, autoescape=True
    )
    found = tx.connection.execute(select(effects.c.incident).where(mine).distinct()).scalars().all()
    for incident in found:
        loaded = _readable(tx, incident)
        if loaded is not None:
            whose = direct_channels(loaded.incident, tx.effects(incident))
            yield from (channel for channel, of in whose.items() if of == person)


def _concerned(tx: SqlTransaction, erasure: Erasure) -> frozenset[str]:
    """The incidents in whose rows something is to change. Raises UnderWay."""
    found: set[str] = set()
    for table in OF_INCIDENTS:
        for row in _all(tx, table):
            if changed(table, row, erasure):
                found.add(row.id if table is incidents else row.incident)
    sent_now = select(effects.c.incident).where(is_pending(effects), effects.c.lease.is_not(None))
    if found.intersection(tx.connection.execute(sent_now).scalars()):
        raise UnderWay(
            "Firebell is at work just now on an incident that names this person. Nothing was "
            "changed. Try again in a minute."
        )
    return frozenset(found)


def _all(tx: SqlTransaction, table: Table) -> Iterable[Row[Any]]:
    return tx.connection.execute(select(table), execution_options={"yield_per": AT_A_TIME})


def _let_lapse(
    tx: SqlTransaction, incident: str, pseudonym: Person, playbook: Playbook
) -> list[int]:
    """In an open incident somebody else has to do what they did."""
    loaded = _readable(tx, incident)
    if loaded is None or not loaded.incident.is_open:
        return []
    held = [role for role, has in loaded.incident.roles.items() if has.person == pseudonym]
    if not held:
        return []
    move(tx, loaded, Edit(by=None, roles=dict.fromkeys(held)), playbook)
    return [loaded.incident.number]


def _without_charge(tx: SqlTransaction, incident: str, pseudonym: Person) -> list[int]:
    loaded = _readable(tx, incident)
    if loaded is None or not loaded.incident.is_open or loaded.incident.in_charge != pseudonym:
        return []
    return [loaded.incident.number]


def _readable(tx: SqlTransaction, incident: str) -> Loaded | None:
    """None where its row makes no sense: it is rewritten all the same, and nothing else follows."""
    with suppress(Unreadable):
        return tx.incident(incident)
    return None


def _number(tx: SqlTransaction, incident: str) -> int:
    query = select(incidents.c.number).where(incidents.c.id == incident)
    return int(tx.connection.execute(query).scalar_one())


def _the_rest(tx: SqlTransaction, person: Person, erasure: Erasure) -> int:
    """How many rows of all other tables changed or went."""
    connection = tx.connection
    count = connection.execute(delete(people).where(people.c.id == person)).rowcount
    count += connection.execute(delete(directory).where(directory.c.id == person)).rowcount
    count += connection.execute(delete(home_looks).where(home_looks.c.person == person)).rowcount
    count += connection.execute(delete(tokens).where(tokens.c.person == person)).rowcount
    count += sum(_rename(tx, row, erasure) for row in connection.execute(select(tokens)).all())
    for name in connection.execute(select(names.c.name)).scalars().all():
        hide(connection, name, erasure)
    for row in connection.execute(select(inbox).where(~inbox.c.done)).all():
        count += _forget_event(tx, row, person, erasure)
    for table in metadata.sorted_tables:
        if table not in APART:
            count += sum(_rewrite_row(tx, table, row, erasure) for row in _rows(tx, table))
    return count


def _rename(tx: SqlTransaction, token: Row[Any], erasure: Erasure) -> bool:
    """What somebody called a token of theirs."""
    name = erasure.typed(token.name)
    values = {"name": name} if name != token.name else {}
    save(tx.connection, tokens, token, values)
    return bool(values)


def _rows(tx: SqlTransaction, table: Table) -> Iterable[Row[Any]]:
    texts = any(isinstance(column.type, String) for column in table.columns)
    return tx.connection.execute(select(table)).all() if texts else ()


def _rewrite_row(tx: SqlTransaction, table: Table, row: Row[Any], erasure: Erasure) -> bool:
    values = changed(table, row, erasure)
    save(tx.connection, table, row, values)
    return bool(values)


def _forget_event(tx: SqlTransaction, row: Row[Any], person: Person, erasure: Erasure) -> bool:
    """What they did and nobody has looked at yet is dropped; of what others did they leave."""
    values = changed(inbox, row, erasure)
    if _by(row.body) == person or erasure.is_named_in(values.get("body", row.body)):
        tx.dispose(row.id)
        return True
    save(tx.connection, inbox, row, values)
    return bool(values)


def _by(body: str) -> object:
    """Who did it, as far as it can be read."""
    with suppress(ValueError, AttributeError):
        event = json.loads(body).get("event")
        return event.get("user") if isinstance(event, Mapping) else None
    return None
