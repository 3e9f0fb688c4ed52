"""Who is told by e-mail of what stands on our own status page: asked for, confirmed, left.

An address is kept only of those who want it. Whoever asks is told the same whether we know the
address or not. Links in mail are signed, so that nothing of them is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

from firebell.app.ports import Store
from firebell.app.public_ports import Subscriber

ANSWERED_WITHIN = timedelta(hours=24)
MOST_ASKED = 3
"""How often one address is asked whether it wants to be told, in that time."""
LONGEST = 254
_ADDRESS = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}"
)


class Purpose(StrEnum):
    """What a link is for: one of another purpose is not taken."""

    CONFIRM = "confirm"
    LEAVE = "leave"


class Subscribers:
    """The use cases of a teacher who asks to be told."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._key: bytes | None = None

    async def ask(self, address: str, service: str) -> None:
        """They are mailed whether it was them, unless they were often enough."""
        asked = Subscriber(id=uuid.uuid4().hex, address=address, service=service, asked=self._now())
        await self._store.transact(lambda tx: tx.public().ask(asked, MOST_ASKED))

    async def whose(self, token: str, purpose: Purpose) -> Subscriber | None:
        """Whose link this is; None where it leads to nobody any more."""
        id = token.partition(".")[0]
        good = await self.token(id, purpose)
        if not hmac.compare_digest(token.encode(), good.encode()):
            return None
        found = await self._store.read(lambda reads: reads.public_read().subscriber(id))
        if found is None or found.confirmed:
            return found
        return found if found.asked > self._now() - ANSWERED_WITHIN else None

    async def confirm(self, token: str) -> bool:
        """It was them; False where the link leads to nobody."""
        found = await self.whose(token, Purpose.CONFIRM)
        if found is None:
            return False
        await self._store.transact(lambda tx: tx.public().confirm(found.id))
        return True

    async def leave(self, token: str) -> None:
        """Nothing is kept of them; who has left already has left."""
        found = await self.whose(token, Purpose.LEAVE)
        if found is not None:
            await self._store.transact(lambda tx: tx.public().leave(found.id))

    async def forget_unconfirmed(self) -> None:
        """Those who asked a day ago and did not answer."""
        before = self._now() - ANSWERED_WITHIN
        await self._store.transact(lambda tx: tx.public().forget_unconfirmed(before), urgent=False)

    async def token(self, id: str, purpose: Purpose) -> str:
        """What stands in a link: the id, and a signature that holds for this purpose alone."""
        if self._key is None:
            new = secrets.token_hex(32)
            self._key = (await self._store.transact(lambda tx: tx.public().key(new))).encode()
        signed = hmac.new(self._key, f"{purpose} {id}".encode(), hashlib.sha256)
        return f"{id}.{signed.hexdigest()[:40]}"


def as_address(typed: str) -> str | None:
    """An e-mail address as it is kept; None where this is none. Small letters: the same mailbox is
    not asked twice as two."""
    address = typed.strip().lower()
    good = len(address) <= LONGEST and _ADDRESS.fullmatch(address) is not None
    return address if good and ".." not in address else None
