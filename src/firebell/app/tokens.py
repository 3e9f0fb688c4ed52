"""Tokens, by which programs ask for somebody: made, shown once, looked up, revoked.

A token is random, begins with a word that scanners of leaked secrets know it by, and ends with a
checksum, so that what is none is told without a look at the store. The store holds a digest. It
says who asks and with which scopes; what they may is asked of the gate anew each time (`Caller`).
"""

from __future__ import annotations

import re
import secrets
import string
import zlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from firebell.app.ports import Store, Transaction
from firebell.app.sessions import digest
from firebell.domain.grants import Scope, Token
from firebell.domain.incident import Person
from firebell.domain.refusals import Refused
from firebell.domain.typed_text import one_line

PREFIX = "firebell_"
RANDOM, CHECK = 30, 6
"""Characters: about 178 bits, and a CRC-32 of them, as in GitHub's tokens."""
ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
USUAL_DAYS, MOST_DAYS = 90, 365
LONGEST_NAME = 60
REMEMBERED = timedelta(days=30)
"""How long one that has ended is still listed, so that its owner can see what it could do."""
_WRITTEN = re.compile(rf"{PREFIX}[0-9A-Za-z]{{{RANDOM + CHECK}}}")


class Tokens:
    """They are kept in the store; `now` is its clock."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self.now = now

    async def make(
        self,
        person: Person,
        name: str,
        scopes: frozenset[Scope],
        days: int,
        id: str,
    ) -> tuple[Token, str | None]:
        """A new one and the token itself, which nobody can see again; None in its place where this
        id was made before. Raises Refused."""
        token = wanted(person, name, scopes, days, id, self.now())
        written = new_token()

        def work(tx: Transaction) -> tuple[Token, str | None]:
            for each in tx.tokens(person):
                if each.id == id:
                    return each, None
            tx.make_token(digest(written), token, forget=self.now() - REMEMBERED)
            return token, written

        return await self._store.transact(work)

    async def find(self, written: str) -> Token | None:
        """The one that this is, while it lasts; its use is noted, once a day."""
        if not is_written_well(written):
            return None
        found = await self._store.read(lambda reads: reads.token(digest(written)))
        now = self.now()
        if found is None or found.revoked or found.ends <= now:
            return None
        day = now.replace(hour=0, minute=0, second=0, microsecond=0)
        if found.used is None or found.used < day:
            await self._store.transact(lambda tx: tx.token_used(found.id, day))
        return found

    async def of(self, person: Person | None = None) -> Sequence[Token]:
        """Somebody's, or everybody's, the newest first; those that ended lately among them."""
        found = await self._store.read(lambda reads: reads.tokens(person))
        since = self.now() - REMEMBERED
        return [token for token in found if token.ends > since]

    async def revoke(self, person: Person, id: str | None = None) -> Sequence[Token]:
        """Nobody asks by it any more, or by any of theirs; those that were ended by this."""
        return await self._store.transact(lambda tx: revoke(tx, person, self.now(), id))

    def lasts(self, token: Token) -> bool:
        """Whether somebody can still ask by it."""
        return not token.revoked and token.ends > self.now()


def revoke(
    tx: Transaction, person: Person, now: datetime, id: str | None = None
) -> Sequence[Token]:
    """Within a transaction: all of somebody's that last, or one."""
    ended = [
        token
        for token in tx.tokens(person)
        if not token.revoked and token.ends > now and id in (None, token.id)
    ]
    for token in ended:
        tx.revoke_token(token.id, now)
    return ended


def wanted(
    person: Person, name: str, scopes: frozenset[Scope], days: int, id: str, now: datetime
) -> Token:
    """What is asked for. Raises Refused."""
    name = one_line(name)
    if not name:
        raise Refused("token_name", "name")
    if len(name) > LONGEST_NAME:
        raise Refused("token_name_long", "name", n=LONGEST_NAME)
    if not scopes - {Scope.PRIVATE}:
        raise Refused("token_scopes", "scopes")
    if not 0 < days <= MOST_DAYS:
        raise Refused("token_days", "days", n=MOST_DAYS)
    ends = now + timedelta(days=days)
    return Token(id=id, person=person, name=name, scopes=scopes, made=now, ends=ends)


def new_token() -> str:
    """One that was never made."""
    random = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM))
    return f"{PREFIX}{random}{checksum(random)}"


def is_written_well(written: str) -> bool:
    """Whether it can be one of ours."""
    if not _WRITTEN.fullmatch(written):
        return False
    random = written.removeprefix(PREFIX)[:RANDOM]
    return written.endswith(checksum(random))


def checksum(random: str) -> str:
    """CRC-32 in base 62, so many characters."""
    number, found = zlib.crc32(random.encode()), ""
    for _ in range(CHECK):
        number, place = divmod(number, len(ALPHABET))
        found = ALPHABET[place] + found
    return found
