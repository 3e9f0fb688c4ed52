"""Who carries out what is stored: the worker, where its effects go, and what it does besides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from firebell.app.alerts import Alerts
from firebell.app.background import Work, every
from firebell.app.late_names import EVERY as LATE_NAMES_EVERY
from firebell.app.late_names import LateNames
from firebell.app.names import Names
from firebell.app.process import Process
from firebell.app.record import Recorder
from firebell.app.retention import RetentionChore
from firebell.app.review import Reviewer
from firebell.app.tickets import EVERY as TICKETS_EVERY
from firebell.app.tickets import TicketChore
from firebell.app.watch import Watch
from firebell.app.worker import Worker
from firebell.compose.alerts import alert_chores
from firebell.compose.base import Base
from firebell.compose.hearing import Hearing
from firebell.compose.outside import places
from firebell.compose.public import Public
from firebell.documents.word import maker as maker_of_word
from firebell.outside.chat import WithOutside, outside
from firebell.slack.effects.chat import SlackChat
from firebell.slack.effects.context import EffectContext
from firebell.slack.effects.operators import Operators
from firebell.slack.views.home import watch as home_watch
from firebell.slack.views.home.watch import HomeWatch

NAMES_EVERY = 1.0
"""Seconds between looks at whose names are to be asked for."""
PLAYBOOK_EVERY = 1.0
"""Seconds between looks at the playbook's file."""
RETENTION_EVERY = 1.0
"""Seconds between looks at which incidents have been kept long enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """The worker, and what others ask of those whom it looks after."""

    worker: Worker
    process: Process
    tickets: TicketChore
    watch: Watch


async def at_hand(
    stack: AsyncExitStack,
    base: Base,
    hearing: Hearing,
    alerts: Alerts,
    public: Public,
    show: Callable[[str], None],
) -> Doing:
    """A worker that waits to be set going, and knows whether Slack lets it in.

    Raises BadSettings.
    """
    directory, incidents = base.directory, base.incidents
    process = Process(
        base.store,
        base.file.changed,
        directory.use,
        directory.playbook,
        incidents,
        Operators(base.slack).tell,
        show,
    )
    beside = await stack.enter_async_context(outside(places(base.settings, public.page)))
    chat = WithOutside(SlackChat(context(base)), beside)
    tickets = TicketChore(
        beside.trackers, incidents.all_with_actions, incidents.report, directory.playbook
    )
    watch = Watch(base.store, base.clock.now)
    worker = Worker(
        base.store,
        chat,
        directory.playbook,
        chores=[
            *hearing.chores,
            *chores(base, process, tickets),
            *alert_chores(alerts),
            *public.chores,
        ],
        incoming=hearing.incoming,
        progressed=watch.progressed,
    )
    base.wake.worker = worker
    await process.begin(base.seen)
    worker.locked_out = not await chat.alive()
    return Doing(worker=worker, process=process, tickets=tickets, watch=watch)


def context(base: Base) -> EffectContext:
    """What effects on Slack are given to work with."""
    store, directory, now = base.store, base.directory, base.clock.now
    make_word = maker_of_word(base.settings.playbook.parent)
    recorder = Recorder(store, directory.learn, directory.playbook, now)
    return EffectContext(
        slack=base.slack,
        record=recorder.markdown,
        review=Reviewer(store, directory.learn, directory.playbook, now, make_word).copy,
        events=recorder.events,
        roster=base.roster,
        publish_home=base.homes.publish,
        known=directory.known,
    )


def chores(base: Base, process: Process, tickets: TicketChore) -> Sequence[Work]:
    """What is done now and then, beside what is stored."""
    names = Names(base.store, base.directory.learn, base.clock.now)
    retention = RetentionChore(base.store, base.directory.playbook, base.clock.now)
    homes = HomeWatch(base.homes, base.directory.playbook, base.clock.now)
    incidents = base.incidents
    late = LateNames(incidents.all_open, incidents.report, base.directory.playbook, base.clock.now)
    return [
        every(NAMES_EVERY, names.learn),
        every(RETENTION_EVERY, retention.expire),
        every(home_watch.EVERY, homes.keep),
        every(PLAYBOOK_EVERY, process.look),
        every(LATE_NAMES_EVERY, late.look),
        every(TICKETS_EVERY, tickets.look, at_once=False),
    ]
