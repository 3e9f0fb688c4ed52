"""What everything else stands on: the clock, the database, Slack, and the incidents over them."""

from __future__ import annotations

import uuid
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial

from firebell.app.background import Work, in_background
from firebell.app.homes import Homes
from firebell.app.incidents import Incidents
from firebell.app.looking_ahead import looking_ahead
from firebell.app.ports import Transaction
from firebell.app.process import activated
from firebell.app.worker import Worker
from firebell.domain.playbook import Playbook
from firebell.moved_clock import MovedClock
from firebell.playbook_file import PlaybookFaults, PlaybookFile, Seen
from firebell.settings import Settings
from firebell.slack.client.accounts import Accounts
from firebell.slack.client.directory import Directory
from firebell.slack.client.gateway import Gateway, slack_client
from firebell.slack.client.roster import SlackRoster
from firebell.slack.views.home.publisher import HomePublisher
from firebell.storage.address import opened
from firebell.storage.base import SqlStore
from firebell.storage.maker import Maker
from firebell.words.catalogue import language, speak


class Wake:
    """What commits call, and others ask of the worker, who comes later than those who need it."""

    def __init__(self) -> None:
        self.worker: Worker | None = None

    def __call__(self) -> None:
        """There may be something to do."""
        if self.worker is not None:
            self.worker.wake()

    async def survive(self, work: Work) -> None:
        """Do it; a mistake of ours that comes in between stops nobody."""
        assert self.worker is not None, "nothing is done before there is a worker"
        await self.worker.survive(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """`file` is the playbook's and `seen` what stood in it at the start; `written` is the process
    that was in force then, before Slack was asked what its names mean."""

    settings: Settings
    file: PlaybookFile
    seen: Seen
    written: Playbook
    clock: MovedClock
    store: SqlStore
    slack: Gateway
    directory: Directory
    accounts: Accounts
    roster: SlackRoster
    wake: Wake
    incidents: Incidents
    homes: HomePublisher


async def laid(stack: AsyncExitStack, settings: Settings, maker: Maker) -> Base:
    """It, at work until the stack ends; from here on the playbook's language is spoken.

    Raises PlaybookFaults, BadAddress, AlreadyRunning.
    """
    file = PlaybookFile(settings.playbook)
    seen = file.read()
    clock = MovedClock(settings.clock_url)
    store = await stack.enter_async_context(opened(settings.database, clock.offset, maker))
    written = await store.transact(lambda tx: first_playbook(tx, seen))
    await store.transact(partial(looking_ahead, playbook=written))
    client = await stack.enter_async_context(slack_client(settings.token, settings.slack_api_url))
    slack = Gateway(client, clock.now)
    directory = Directory(store, slack, written)
    speak(lambda: language(directory.playbook().language))
    await directory.remember()
    await clock.look()
    await in_background(stack, clock.follow())
    accounts, roster, wake = Accounts(slack), SlackRoster(slack), Wake()
    incidents = Incidents(store, directory.playbook, wake, new_id, roster)
    homes = Homes(store, incidents, directory.playbook, clock.now)
    return Base(
        settings=settings,
        file=file,
        seen=seen,
        written=written,
        clock=clock,
        store=store,
        slack=slack,
        directory=directory,
        accounts=accounts,
        roster=roster,
        wake=wake,
        incidents=incidents,
        homes=HomePublisher(homes, slack, accounts.caller, directory.playbook, clock.now),
    )


def first_playbook(tx: Transaction, seen: Seen) -> Playbook:
    """What is in force from the start: what the file says, or what went on before where that has
    mistakes. Raises PlaybookFaults where there was nothing before."""
    if seen.playbook is not None:
        return activated(tx, seen.mark, seen.playbook)
    active = tx.active_playbook()
    if active is None:
        raise PlaybookFaults(seen.faults)
    return active[1]


def new_id() -> str:
    """An opaque id that is never made twice."""
    return uuid.uuid4().hex
