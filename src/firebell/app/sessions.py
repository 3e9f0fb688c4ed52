"""Who is signed in to the pages: a session has an end, and can be ended.

The browser holds a token that nobody can guess; the store holds a digest of it, so that a copy of
the database signs nobody in. Whoever has a session is asked after anew at each request (`Caller`):
it says who they are, and nothing of what they may.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from firebell.app.ports import Store
from firebell.domain.incident import Person

LASTS = timedelta(hours=12)
"""A long shift; signing in again is one press."""


class Sessions:
    """They are kept in the store, so that a restart signs nobody out."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    async def begin(self, person: Person) -> str:
        """The token of a new one."""
        token = secrets.token_urlsafe(32)
        ends = self._now() + LASTS
        await self._store.transact(lambda tx: tx.begin_session(digest(token), person, ends))
        return token

    async def person(self, token: str) -> Person | None:
        """Whose it is, while it lasts."""
        return await self._store.read(lambda reads: reads.session(digest(token)))

    async def end(self, token: str) -> None:
        """Nobody is signed in by it any more."""
        await self._store.transact(lambda tx: tx.end_session(digest(token)))


def digest(token: str) -> str:
    """What the store holds of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def form_token(session: str) -> str:
    """What a form of a page carries, so that no other site's form is taken for one: it can be made
    only by whoever knows the session (OWASP, signed double submit)."""
    return hmac.new(session.encode(), b"form", hashlib.sha256).hexdigest()


def is_form_token(given: str, session: str) -> bool:
    """Whether a form came from a page of this session."""
    return hmac.compare_digest(given.encode(), form_token(session).encode())
