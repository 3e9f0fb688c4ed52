"""Events of the chat: each is handled by itself, and each has an end.

It is handled; or refused for good, and counted by the chat's code; or set aside after a few
mistakes of ours. What fails for now is tried again, with growing pauses, while all others go on:
only later events about the same wait for it (`InboxEvent.about`).
"""

from __future__ import annotations

import logging
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta

from firebell.app.errors import CannotNow, ChatError, DidNotHappen, IsSoAlready, NeverWill
from firebell.app.ports import InboxEvent, Store, Transaction, Unreadable
from firebell.app.settling import longest_wait
from firebell.domain.effect_names import DEFECT, UNREADABLE
from firebell.domain.refusals import Refused

log = logging.getLogger(__name__)

MOST_MISTAKES = 5
"""Tries that end in a mistake of ours."""
TOO_LATE = timedelta(hours=24)
"""From its coming until an event that fails for now is refused for good: nobody waits for it."""


class Incoming:
    """`hear` handles what was taken, `stumbled` ends what ended in a mistake of ours."""

    def __init__(self, store: Store, handle: Callable[[InboxEvent], Awaitable[None]]) -> None:
        self._store = store
        self._handle = handle
        self.refused: Counter[str] = Counter()

    async def hear(self, event: InboxEvent) -> ChatError | None:
        """Handle it; returns why it waits, if it does. Whatever else it raises is a mistake."""
        try:
            await self._handle(event)
        except Refused as refused:
            log.info("An event changed nothing (%s)", refused.key)
        except IsSoAlready:
            pass
        except Unreadable:
            self._refuse(UNREADABLE)
        except NeverWill as error:
            self._refuse(error.code)
        except ChatError as error:
            if isinstance(error, CannotNow) or event.waited < TOO_LATE:
                await self._put_off(event, error)
                return error
            self._refuse(error.code)
        await self._commit(lambda tx: tx.dispose(event.id))
        return None

    async def stumbled(self, event: InboxEvent) -> None:
        """A mistake of ours may pass; an event that meets one each time is set aside."""
        if event.mistakes + 1 >= MOST_MISTAKES:
            log.error("The event %s was set aside: each try ended in a mistake", event.id)
            await self._commit(lambda tx: tx.set_aside(event.id, DEFECT))
            return
        after = pause(event)
        await self._commit(
            lambda tx: tx.put_off(event.id, after=after, failure="unexpected", mistake=True)
        )

    def _refuse(self, code: str) -> None:
        log.warning("An event was refused for good (%s)", code)
        self.refused[code] += 1

    async def _put_off(self, event: InboxEvent, error: ChatError) -> None:
        log.info("An event waits (%s)", error.code)

        def work(tx: Transaction) -> None:
            after = pause(event)
            if isinstance(error, DidNotHappen) and error.retry_after is not None:
                after = timedelta(seconds=error.retry_after + random.uniform(0, 0.5))
                tx.pause(error.method, tx.now() + timedelta(seconds=error.retry_after))
            tx.put_off(event.id, after=after, failure=error.code)

        await self._commit(work)

    async def _commit(self, work: Callable[[Transaction], None]) -> None:
        await self._store.transact(work, urgent=False)


def pause(event: InboxEvent) -> timedelta:
    """Longer each time, never all at once."""
    return timedelta(seconds=longest_wait(event.attempts) * random.uniform(0.5, 1.0))
