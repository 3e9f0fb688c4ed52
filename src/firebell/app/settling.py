"""What becomes of an effect after it was tried: one transaction for each way it can end.

These are plain functions over a `Transaction`. A row whose lease is no longer ours is left alone;
what we did anyway is swept later.
"""

from __future__ import annotations

import hashlib
import logging
import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from firebell.app import reminding
from firebell.app.errors import ChatError, DidNotHappen, MayHaveHappened, NeverWill, TooFast
from firebell.app.ports import (
    Done,
    Job,
    KeptPicture,
    Loaded,
    Progress,
    StoredEffect,
    Transaction,
    Unreadable,
)
from firebell.app.progress import belongs, listing
from firebell.app.reconciliation import LOOK_AFTER, SWEEP_AFTER, absence, may_be_repeated
from firebell.app.recording import move
from firebell.domain.commands import ReportChannelWaits, ReportFailure
from firebell.domain.effect_names import DEFECT, UNREADABLE
from firebell.domain.effects import CreateChannel, Effect, Later, Rank, Sweep, TakeBack
from firebell.domain.events import Declared, EffectFailed, Noted
from firebell.domain.incident import CONFIRMATION, Incident
from firebell.domain.lifecycle import apply, waits_until
from firebell.domain.playbook import Playbook

log = logging.getLogger(__name__)

MOST_PICTURES = 50
"""Of one incident, at ten megabytes at most."""
LONGEST_WAIT = 60.0
"""Seconds between tries, at most."""
WITHOUT_CHANNEL = timedelta(seconds=60)
"""From asking for a channel until people are told without one."""


def jobs(
    tx: Transaction, limit: int, lease: timedelta, playbook: Playbook
) -> tuple[list[Job], list[StoredEffect]]:
    """Claim what is due, with all that carrying it out needs; and what merely comes due."""
    to_carry_out: list[Job] = []
    due: list[StoredEffect] = []
    for effect in tx.claim(limit, lease):
        if isinstance(effect.body, Later):
            due.append(effect)
            continue
        try:
            to_carry_out.append(_job(tx, effect, playbook))
        except Unreadable as row:
            set_aside(tx, effect, row)
    return to_carry_out, due


def set_aside(tx: Transaction, effect: StoredEffect, row: Unreadable) -> None:
    """It can't be done while that row can't be read: nobody meets it before the next start."""
    log.error("%s was set aside, since a row can't be read: %s", type(effect.body).__name__, row)
    tx.park(effect.key, effect.lease, UNREADABLE)


def _job(tx: Transaction, effect: StoredEffect, playbook: Playbook) -> Job:
    loaded = tx.incident(effect.incident)
    event = tx.event(effect.event_id)
    if loaded is None:
        raise Unreadable("incidents", effect.incident, "missing")
    if event is None:
        raise Unreadable("events", effect.event_id, "missing")
    now = tx.now()
    shown = None
    if effect.target == CONFIRMATION:
        shown = listing(tx.effects(effect.incident), loaded.incident, now)
    return Job(
        effect=effect,
        incident=loaded.incident,
        event=event,
        playbook=loaded.incident.process(playbook),
        now=now,
        then=_then(tx, effect) if effect.sent and not effect.keep else None,
        listing=shown,
        failed=tx.effect(event.event.effect) if isinstance(event.event, EffectFailed) else None,
        swept=tx.effect(effect.body.effect) if isinstance(effect.body, Sweep | TakeBack) else None,
    )


def _then(tx: Transaction, effect: StoredEffect) -> Incident | None:
    """The incident as the effect's event left it, for what is done anew."""
    found: Incident | None = None
    for stored in tx.events(effect.incident):
        if found is None and not isinstance(stored.event, Declared):
            return None  # a row can't be read
        found = apply(found, stored.event)
        if stored.id == effect.event_id:
            break
    return found


def come_due(tx: Transaction, effect: StoredEffect, playbook: Playbook) -> None:
    """Carry out a command whose time has come; the rules say whether it has to wait, and whether
    it still makes sense."""
    assert isinstance(effect.body, Later), "only commands come due"
    command = effect.body.command
    at_once = reminding.due_at_once(tx, effect.incident, command, playbook)
    loaded = tx.incident(effect.incident)
    if loaded is not None:
        until = waits_until(loaded.incident, command, tx.now(), playbook)
        if until > tx.now():
            tx.defer(effect.key, effect.lease or "", until)
            return
    if not tx.settle(effect.key, effect.lease or "", {}, effect.wanted) or loaded is None:
        return
    if at_once:
        reminding.remind(tx, at_once, effect.incident, command, playbook)
    else:
        move(tx, loaded, command, playbook)


def settle(tx: Transaction, job: Job, done: Done, playbook: Playbook, *, repeated: bool) -> None:
    """It is done: what Slack gave back that must last becomes events."""
    effect = job.effect
    result = {**done.result, "shown": digest(job.listing)}
    version = effect.wanted if done.version is None else done.version
    if not tx.settle(effect.key, effect.lease or "", result, version):
        sweep_later(tx, effect)
        return
    if repeated:
        sweep_later(tx, effect)
    loaded = tx.incident(effect.incident)
    assert loaded is not None, "an effect belongs to an incident"
    keep_pictures(tx, effect, loaded, done.pictures)
    for report in done.reports:
        loaded, _ = move(tx, loaded, report, playbook)
    keep_listing(tx, effect, loaded)


def keep_pictures(
    tx: Transaction, effect: StoredEffect, loaded: Loaded, pictures: Sequence[KeptPicture]
) -> None:
    """Those that are on the record still: their words may have left it in the meantime."""
    stored = tx.event(effect.event_id) if pictures else None
    if stored is None or not isinstance(stored.event, Noted) or loaded.incident.expired:
        return
    wanted = {picture.file for picture in stored.event.pictures}
    room = MOST_PICTURES - len(tx.pictures(effect.incident))
    kept = [picture for picture in pictures if picture.file in wanted]
    tx.keep_pictures(effect.incident, kept[: max(0, room)])


def not_there(tx: Transaction, effect: StoredEffect) -> None:
    """A look found nothing: look once more before doing it again."""
    tx.release(
        effect.key, effect.lease or "", after=LOOK_AFTER, doubtful=True, failure=absence(effect)
    )


def put_off(tx: Transaction, job: Job, error: ChatError) -> None:
    """It is tried again after a while."""
    effect = job.effect
    doubtful = effect.doubtful or isinstance(error, MayHaveHappened)
    after = wait(effect, job, error)
    if isinstance(error, TooFast):
        after = _queue_up(tx, effect, error)
    else:
        if isinstance(error, DidNotHappen) and error.retry_after is not None:
            tx.pause(error.method, tx.now() + timedelta(seconds=error.retry_after))
        lease = effect.lease or ""
        tx.release(effect.key, lease, after=after, doubtful=doubtful, failure=error.code)
    loaded = tx.incident(effect.incident)
    if loaded is None:
        return
    if isinstance(effect.body, CreateChannel) and tx.now() + after > _patience_ends(job):
        loaded, _ = move(tx, loaded, ReportChannelWaits(), job.playbook)
    keep_listing(tx, effect, loaded)


def _queue_up(tx: Transaction, effect: StoredEffect, error: TooFast) -> timedelta:
    """It waits for its turn at this method; how long about, behind all that waits already."""
    assert error.retry_after is not None, "a limit says how long"
    if error.passed is None:
        pace = tx.paces().get(error.method)
    else:
        tx.pause(error.method, tx.now() + timedelta(seconds=error.retry_after))
        pace = tx.slow_down(error.method, passed=error.passed, retry_after=error.retry_after)
    after = timedelta(seconds=error.retry_after)
    if pace is not None:
        rest = max(pace.next - tx.now(), timedelta(0))
        after = rest + tx.queued_for(error.method) * timedelta(seconds=pace.every)
    tx.await_turn(effect.key, effect.lease or "", error.method, after)
    return after


def _patience_ends(job: Job) -> datetime:
    """People are not left without a word because their channel takes long."""
    return job.event.event.at + WITHOUT_CHANNEL


def give_up(tx: Transaction, job: Job, error: ChatError, playbook: Playbook) -> None:
    """It never will as it is: the person who can act hears of it."""
    effect = job.effect
    if not tx.park(effect.key, effect.lease, error.code):
        return
    loaded = tx.incident(effect.incident)
    assert loaded is not None, "an effect belongs to an incident"
    report = ReportFailure(
        effect=effect.key,
        what=effect.body.effect_name,
        target=effect.target,
        reason=error.code,
        part_of_raising=effect.body.part_of_raising,
        # Whoever brought it about long ago need not hear of what came later.
        asked_by=None if effect.sent else job.event.event.by,
    )
    move(tx, loaded, report, playbook)


def unexpected(
    tx: Transaction, effect: StoredEffect, playbook: Playbook, *, give_up_now: bool
) -> None:
    """A mistake of ours came in between: it may have happened, and is tried again or given up."""
    job = _job(tx, effect, playbook)
    if give_up_now:
        give_up(tx, job, NeverWill(DEFECT), playbook)
    else:
        put_off(tx, job, MayHaveHappened("unexpected"))


def wait(effect: StoredEffect, job: Job, error: ChatError) -> timedelta:
    """How long until the next try: what Slack says, or longer each time, never all at once. What is
    kept true is not sent again before a call that may come late has come: its words would stand in
    place of newer ones."""
    if isinstance(error, DidNotHappen) and error.retry_after is not None:
        return timedelta(seconds=error.retry_after + random.uniform(0, 0.5))
    longest = longest_wait(effect.attempts)
    overtakes = effect.keep or not may_be_repeated(effect, job.incident)
    if isinstance(error, MayHaveHappened) and overtakes:
        return timedelta(seconds=max(LOOK_AFTER.total_seconds(), longest / 2))
    return timedelta(seconds=longest * random.uniform(0.5, 1.0))


def longest_wait(attempts: int) -> float:
    """Seconds until the next try, at most: longer each time."""
    return min(LONGEST_WAIT, 2.0 ** min(attempts, 6))


def sweep_later(tx: Transaction, effect: StoredEffect) -> None:
    """What may stand twice is looked for in a minute."""
    target = f"{effect.reaction}:{effect.target}:{effect.attempts}"
    if tx.effect(f"{effect.event_id}/sweep/{target}") is None:
        sweep = Effect(
            body=Sweep(effect=effect.key),
            reaction="sweep",
            target=target,
            rank=Rank.LATER,
            delay=SWEEP_AFTER,
        )
        tx.queue(effect.incident, effect.event_id, [sweep])


def keep_listing(tx: Transaction, effect: StoredEffect, loaded: Loaded) -> None:
    """The declarer's list follows what it shows, and is made anew only when that differs.

    The list itself is looked at too when it has been sent: what it shows may have changed while it
    was on its way. The incident's row is locked by then, so that of two who settle at once the
    second sees what the first did.
    """
    if not belongs(effect) and effect.target != CONFIRMATION:
        return
    effects = tx.effects(effect.incident)
    confirmation = next((kept for kept in effects if kept.target == CONFIRMATION), None)
    if confirmation is None:
        return
    shown = (confirmation.result or {}).get("shown")
    now = listing(effects, loaded.incident, tx.now())
    if digest(now) != shown and (now is not None or confirmation.sent > 0):
        tx.want(effect.incident, CONFIRMATION)


def digest(shown: Sequence[Progress] | None) -> str | None:
    """What tells one list from another, or None where there is none."""
    return None if shown is None else hashlib.sha256(repr(shown).encode()).hexdigest()[:16]
