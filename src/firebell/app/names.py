"""Names of everybody who has a part in an incident, so that its record can leave the chat.

Recording an event puts down whom it names (`Transaction.meet`); they are asked for here, one of the
worker's chores. It waits until raising is over: decoration comes last.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from firebell.app.ports import Store
from firebell.domain.incident import Person

AFTER = timedelta(seconds=20)
"""From meeting somebody until their name is asked for."""
AGAIN = timedelta(minutes=10)
"""Until somebody whose name the chat did not tell is asked for again."""


class Names:
    """`ask` asks the chat for these people's names and stores those that it tells."""

    def __init__(
        self,
        store: Store,
        ask: Callable[[Sequence[Person]], Awaitable[None]],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._ask = ask
        self._now = now
        self._not_before: dict[Person, datetime] = {}

    async def learn(self) -> None:
        """Ask for those who were met long enough ago."""
        now = self._now()
        unnamed = await self._store.read(lambda reads: reads.unnamed(now - AFTER))
        due = [person for person in unnamed if self._not_before.get(person, now) <= now]
        if due:
            await self._ask(due)
            self._not_before.update(dict.fromkeys(due, now + AGAIN))
