"""The worker: claims due effects and events, does them side by side, and says how each ended.

It holds no state that a crash could lose (how often we stumbled over an effect is counted anew
after one). A lease protects our rows and not the chat, so a call is
sent only while its lease outlasts it, and what may have happened is looked for before it is done
again.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial

from firebell.app import pacing, settling
from firebell.app.errors import (
    CannotNow,
    ChatError,
    DidNotHappen,
    IsSoAlready,
    MayHaveHappened,
    NeverWill,
)
from firebell.app.incoming import Incoming
from firebell.app.ports import (
    Chat,
    Done,
    InboxEvent,
    Job,
    Store,
    StoredEffect,
    Transaction,
    Unreadable,
)
from firebell.app.reconciliation import may_be_repeated, seen_absent_before
from firebell.domain.effects import Sweep
from firebell.domain.playbook import Playbook
from firebell.domain.pseudonyms import is_pseudonym

log = logging.getLogger(__name__)

MOST_IN_FLIGHT = 100
MOST_HEARD = 20
"""Events of the chat in flight, beside the effects: neither takes the other's place."""
AT_ONCE = 25
"""Rows claimed in one transaction: a person's never waits long behind it."""
PATIENCE = 0.3
"""Seconds that the worker lets people go first, at most."""
LEASE = timedelta(seconds=6)
EVENT_LEASE = timedelta(seconds=15)
"""An event is not prolonged: one that takes longer may be handled twice, which changes nothing."""
CALL_LASTS = 4.0
"""Seconds that one HTTP call may take; the lease outlasts it."""
RENEW_EVERY = 1.0
LOOK_EVERY = 0.25
"""Seconds: what is due later, what another replica left, and the clock moved from outside."""
MOST_UNEXPECTED = 5
"""Tries of an effect that end in a mistake of ours; then a person has to see it."""
TRY_AGAIN = 5.0
"""Seconds between tries to be let in again."""


class Worker:
    """`run` until `stop`. `wake` after every commit that queued something."""

    def __init__(
        self,
        store: Store,
        chat: Chat,
        playbook: Callable[[], Playbook],
        chores: Sequence[Callable[[], Awaitable[None]]] = (),
        incoming: Incoming | None = None,
        progressed: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._chat = chat
        self._playbook = playbook
        self._woken = asyncio.Event()
        self._stopping = asyncio.Event()
        self._chores = dict.fromkeys(chores, False)
        self._incoming = incoming
        self._hearing = 0
        self._progressed = progressed
        self._tasks: set[asyncio.Task[None]] = set()
        self._leases: dict[str, tuple[str, float]] = {}
        self._unexpected: Counter[str] = Counter()
        self.locked_out = False
        self._outage = False

    def wake(self) -> None:
        """Look at once: there may be something to do."""
        self._woken.set()

    async def run(self) -> None:
        """Until `stop`; whatever is in flight then is finished."""
        renewing = asyncio.create_task(self._renew())
        try:
            while not self._stopping.is_set():
                if await self.survive(self._round) is not None:
                    await asyncio.sleep(LOOK_EVERY)
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, *self._tasks, return_exceptions=True)

    def stop(self) -> None:
        """Claim nothing more; `run` ends when what is in flight has ended."""
        self._stopping.set()
        self._woken.set()

    async def survive(self, work: Callable[[], Awaitable[None]]) -> Exception | None:
        """Do it; a mistake of ours that comes in between is logged, returned, and stops nobody."""
        try:
            await work()
        except Exception as error:  # the worker's loop outlives whatever happens in it
            log.exception("The worker stumbled and goes on")
            return error
        return None

    async def _round(self) -> None:
        if self.locked_out and not await self._let_in():
            return
        await self._let_people_go_first()
        self._woken.clear()
        room = min(AT_ONCE, MOST_IN_FLIGHT + self._hearing - len(self._tasks))
        to_hear = MOST_HEARD - self._hearing if self._incoming else 0
        since = _monotonic()

        def work(tx: Transaction) -> tuple[list[Job], list[StoredEffect], Sequence[InboxEvent]]:
            self._chat.rest(tx.pauses(), tx.paces())
            events = tx.take_events(to_hear, EVENT_LEASE) if to_hear else ()
            return *settling.jobs(tx, room, LEASE, self._playbook()), events

        to_carry_out, due, events = await self._store.transact(work, urgent=False)
        for job in to_carry_out:
            self._leases[job.effect.key] = (job.effect.lease or "", since + LEASE.total_seconds())
            self._start(partial(self._carry_out, job))
        for effect in due:
            self._start(partial(self._come_due, effect))
        for event in events:
            self._start(partial(self._hear, event))
        for chore, busy in self._chores.items():
            if not busy:
                self._start(partial(self._do, chore))
        if not to_carry_out and not due and not events:
            await self._rest()

    async def _let_people_go_first(self) -> None:
        """A hundred who raise at once are all acknowledged before their channels are made."""
        until = _monotonic() + PATIENCE
        while self._store.serving_people() and _monotonic() < until:  # noqa: ASYNC110 - time tells
            await asyncio.sleep(0.005)

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), LOOK_EVERY)

    def _start(self, work: Callable[[], Awaitable[None]]) -> None:
        async def survived() -> None:
            await self.survive(work)

        task = asyncio.create_task(survived())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _do(self, chore: Callable[[], Awaitable[None]]) -> None:
        self._chores[chore] = True
        try:
            await chore()
        finally:
            self._chores[chore] = False

    async def _hear(self, event: InboxEvent) -> None:
        """An event of the chat: whatever becomes of it, the others go on."""
        incoming = self._incoming
        assert incoming is not None, "nothing else takes events"

        async def heard() -> None:
            error = await incoming.hear(event)
            if error is None:
                self._progressed()
            else:
                self._take_note(error)

        self._hearing += 1
        try:
            if await self.survive(heard) is not None:
                await self.survive(partial(incoming.stumbled, event))
        finally:
            self._hearing -= 1
            self._woken.set()

    async def _come_due(self, effect: StoredEffect) -> None:
        playbook = self._playbook()

        async def due() -> None:
            await self._store.transact(
                lambda tx: settling.come_due(tx, effect, playbook), urgent=False
            )
            self._progressed()

        await self._surviving_mistakes(due, effect)

    async def _carry_out(self, job: Job) -> None:
        key = job.effect.key
        pacing.turn.set(job.effect.turn or "")
        job = replace(job, may_send=lambda: self._outlasts(key))
        await self._surviving_mistakes(partial(self._try_once, job), job.effect)
        self._leases.pop(key, None)

    async def _surviving_mistakes(
        self, work: Callable[[], Awaitable[None]], effect: StoredEffect
    ) -> None:
        """A mistake of ours may pass; an effect that meets one each time waits for a person."""

        async def or_set_aside() -> None:
            try:
                await work()
            except Unreadable as row:
                await self._commit(partial(settling.set_aside, effect=effect, row=row))

        if await self.survive(or_set_aside) is None:
            return
        self._unexpected[effect.key] += 1
        last = self._unexpected[effect.key] >= MOST_UNEXPECTED
        playbook = self._playbook()
        after = partial(settling.unexpected, effect=effect, playbook=playbook, give_up_now=last)
        if await self.survive(lambda: self._commit(after)) is None and last:
            del self._unexpected[effect.key]

    async def _try_once(self, job: Job) -> None:
        playbook = self._playbook()
        repeated = job.effect.doubtful
        try:
            done = await self._attempt(job)
        except IsSoAlready as already:
            done = already.done
        except NeverWill as error:
            log.warning("Given up: %s (%s)", type(job.effect.body).__name__, error.code)
            await self._commit(partial(settling.give_up, job=job, error=error, playbook=playbook))
            self._progressed()
            return
        except ChatError as error:
            self._take_note(error)
            await self._commit(partial(settling.put_off, job=job, error=error))
            return
        if done is None:
            await self._commit(lambda tx: settling.not_there(tx, job.effect))
            return
        await self._commit(
            partial(settling.settle, job=job, done=done, playbook=playbook, repeated=repeated)
        )
        self._unexpected.pop(job.effect.key, None)
        self._progressed()
        await self._works_again()

    async def _attempt(self, job: Job) -> Done | None:
        """What the chat gave back; None when it was looked for and is not there (yet).

        Nobody is there to read what was meant for somebody who is not named any more.
        """
        effect = job.effect
        if is_pseudonym((job.swept or effect).body.addressee):
            return Done()
        if isinstance(effect.body, Sweep):
            return Done(result={"removed": await self._chat.sweep(job)})
        if effect.doubtful and not may_be_repeated(effect, job.incident):
            found = await self._chat.find(job)
            if found is not None or not seen_absent_before(effect):
                return found
        return await self._chat.carry_out(job)

    def _take_note(self, error: ChatError) -> None:
        if isinstance(error, CannotNow):
            self.locked_out = True
        if isinstance(error, MayHaveHappened) or (
            isinstance(error, DidNotHappen) and error.retry_after is None
        ):
            self._outage = True

    async def _works_again(self) -> None:
        if self._outage:
            self._outage = False
            await self._commit(lambda tx: tx.wake())

    async def _let_in(self) -> bool:
        self.locked_out = not await self._chat.alive()
        if self.locked_out:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), TRY_AGAIN)
        else:
            await self._commit(lambda tx: tx.wake())
        return not self.locked_out

    async def _commit(self, work: Callable[[Transaction], None]) -> None:
        await self._store.transact(work, urgent=False)
        self._woken.set()

    def _outlasts(self, key: str) -> bool:
        _, until = self._leases.get(key, ("", 0.0))
        return until - _monotonic() >= CALL_LASTS

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(RENEW_EVERY)
            await self.survive(self._renew_once)

    async def _renew_once(self) -> None:
        held = {key: token for key, (token, _) in self._leases.items()}
        if not held:
            return
        until = _monotonic() + LEASE.total_seconds()
        ours = await self._store.transact(lambda tx: tx.renew(held, LEASE), urgent=False)
        for key, token in held.items():
            if key in self._leases:
                self._leases[key] = (token, until if key in ours else 0.0)


def _monotonic() -> float:
    return asyncio.get_running_loop().time()
