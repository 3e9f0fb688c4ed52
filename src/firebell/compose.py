"""The wiring, and the only file that knows every part: settings in, a running bot out."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from pydantic import SecretStr
from slack_bolt.async_app import AsyncApp
from sqlalchemy.exc import SQLAlchemyError
from starlette.routing import Route

from firebell.app.background import Work, every, in_background
from firebell.app.incidents import Incidents
from firebell.app.incoming import Incoming
from firebell.app.looking_ahead import looking_ahead
from firebell.app.names import Names
from firebell.app.ports import Transaction
from firebell.app.process import Process, activated
from firebell.app.record import Recorder
from firebell.app.retention import RetentionChore
from firebell.app.review import Reviewer
from firebell.app.tickets import EVERY as TICKETS_EVERY
from firebell.app.tickets import TicketChore
from firebell.app.watch import Watch
from firebell.app.worker import Worker
from firebell.documents.word import maker as maker_of_word
from firebell.domain.playbook import Playbook
from firebell.moved_clock import MovedClock
from firebell.outside.chat import Places, WithOutside, outside
from firebell.outside.email import MailServer, Security
from firebell.outside.on_call import API, OnCall, Schedules, on_call
from firebell.outside.pagerduty import ENQUEUE, PagerDuty
from firebell.outside.trackers import TrackerAccess
from firebell.outside.webhook import Hook
from firebell.playbook_file import PlaybookFaults, PlaybookFile, Seen
from firebell.settings import Settings
from firebell.slack.client.accounts import Accounts
from firebell.slack.client.directory import Directory
from firebell.slack.client.gateway import Gateway, slack_client
from firebell.slack.client.roster import SlackRoster
from firebell.slack.effects.chat import SlackChat
from firebell.slack.effects.context import EffectContext
from firebell.slack.effects.operators import Operators
from firebell.slack.inbound import channel_state
from firebell.slack.inbound.backfill import Backfill
from firebell.slack.inbound.catching_up import Latecomers
from firebell.slack.inbound.channel_state import ChannelState
from firebell.slack.inbound.connection import bolt, socket_mode
from firebell.slack.inbound.inbox import Inbox
from firebell.slack.inbound.listeners import Listeners, listen
from firebell.slack.inbound.message_notes import MessageNotes
from firebell.slack.inbound.services import Services
from firebell.slack.inbound.signed_requests import signed_requests
from firebell.slack.views.home import HomePublisher
from firebell.storage.address import opened
from firebell.storage.base import SqlStore
from firebell.storage.maker import Maker
from firebell.web.health import Found, Health, health_page
from firebell.web.server import serving
from firebell.words.catalogue import language, speak

log = logging.getLogger(__name__)

NAMES_EVERY = 1.0
"""Seconds between looks at whose names are to be asked for."""
PLAYBOOK_EVERY = 1.0
"""Seconds between looks at the playbook's file."""
RETENTION_EVERY = 1.0
"""Seconds between looks at which incidents have been kept long enough."""
DIRECTORY_FIRST = 1.0
"""Seconds that starting waits for what the playbook's references mean, and who people are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """A running bot: where it listens, and its parts."""

    url: str
    incidents: Incidents
    worker: Worker
    store: SqlStore
    directory: Directory
    accounts: Accounts
    clock: MovedClock
    listeners: Listeners


@asynccontextmanager
async def running(
    settings: Settings,
    maker: Maker = Maker.RUN,
    show: Callable[[str], None] = lambda _: None,
) -> AsyncIterator[Bot]:
    """A bot that answers, until the block ends; what is in flight then is finished.

    `maker` says whose database it may work on (`storage.maker`); `show` tells whoever runs it what
    becomes of the playbook's file.
    Raises PlaybookFaults, BadAddress, AlreadyRunning, CannotListen.
    """
    file = PlaybookFile(settings.playbook)
    seen = file.read()
    async with AsyncExitStack() as stack:
        clock = MovedClock(settings.clock_url)
        store = await stack.enter_async_context(opened(settings.database, clock.offset, maker))
        written = await store.transact(lambda tx: first_playbook(tx, seen))
        await store.transact(partial(looking_ahead, playbook=written))
        client = await stack.enter_async_context(
            slack_client(settings.token, settings.slack_api_url)
        )
        slack = Gateway(client, clock.now)
        directory = Directory(store, slack, written)
        speak(lambda: language(directory.playbook().language))
        await directory.remember()
        await clock.look()
        await in_background(stack, clock.follow())
        recorder = Recorder(store, directory.learn, directory.playbook, clock.now)
        make_word = maker_of_word(settings.playbook.parent)
        reviewer = Reviewer(store, directory.learn, directory.playbook, clock.now, make_word)
        accounts = Accounts(slack)
        roster = SlackRoster(slack)
        wake = Wake()
        incidents = Incidents(store, directory.playbook, wake, new_id, roster)
        process = Process(
            store,
            file.changed,
            directory.use,
            directory.playbook,
            incidents,
            Operators(slack).tell,
            show,
        )
        homes = HomePublisher(incidents, slack, accounts.caller, directory.playbook, clock.now)
        context = EffectContext(
            slack=slack,
            record=recorder.markdown,
            review=reviewer.copy,
            events=recorder.events,
            roster=roster,
            publish_home=homes.publish,
            known=directory.known,
        )
        beside = await stack.enter_async_context(outside(places(settings)))
        chat = WithOutside(SlackChat(context), beside)
        tickets = TicketChore(
            beside.trackers, incidents.all_with_actions, incidents.report, directory.playbook
        )
        notes = MessageNotes(slack, directory.as_read, directory.playbook)
        latecomers = Latecomers(incidents, slack, directory.playbook, clock.now)
        inbox = Inbox(store, incidents, slack, homes, accounts, notes, latecomers, wake)

        async def came(person: str, channel: str) -> None:
            await latecomers.came(await accounts.caller(person), channel)

        names = Names(store, directory.learn, clock.now)
        retention = RetentionChore(store, directory.playbook, clock.now)

        state = ChannelState(incidents, slack, roster, wake.survive, came)
        backfill = Backfill(incidents, slack, state, accounts, notes, wake.survive)
        incoming = Incoming(store, inbox.handle)
        watch = Watch(store, clock.now)
        worker = Worker(
            store,
            chat,
            directory.playbook,
            chores=[
                backfill.read_back,
                every(NAMES_EVERY, names.learn),
                every(RETENTION_EVERY, retention.expire),
                every(PLAYBOOK_EVERY, process.look),
                every(TICKETS_EVERY, tickets.look, at_once=False),
                every(channel_state.EVERY, state.compare_all, at_once=False),
            ],
            incoming=incoming,
            progressed=watch.progressed,
        )
        wake.worker = worker
        await process.begin(seen)
        worker.locked_out = not await chat.alive()
        await in_background(stack, directory.keep_fresh())
        await in_background(stack, accounts.keep_fresh())
        duty = await watched_duty(stack, settings, written, directory)
        await asyncio.gather(
            directory.first_answer(DIRECTORY_FIRST),
            accounts.first_answer(DIRECTORY_FIRST),
            *(source.first_answer(DIRECTORY_FIRST) for source in duty),
        )
        services = Services(
            incidents=incidents,
            slack=slack,
            process=directory.playbook,
            now=clock.now,
            new_key=new_id,
            as_read=directory.as_read,
            called=accounts.names.find,
            who=accounts.caller,
            roster=roster,
            met=directory.met,
            look_at_tickets=tickets.look_at,
        )
        app = bolt(slack, settings.token, secret(settings.signing_secret))
        listeners = listen(app, services, inbox)
        stack.push_async_callback(listeners.finished)
        health = partial(look, worker, incoming, watch, process)
        routes = routes_for(health, app, settings)
        url = await stack.enter_async_context(serving(routes, settings.web_host, settings.web_port))
        working = asyncio.create_task(worker.run())
        stack.push_async_callback(finish, worker, working)
        if settings.socket_mode:
            token = secret(settings.app_token) or ""
            await stack.enter_async_context(socket_mode(app, token, backfill.due))
        else:
            backfill.due()
        yield Bot(
            url=url,
            incidents=incidents,
            worker=worker,
            store=store,
            directory=directory,
            accounts=accounts,
            clock=clock,
            listeners=listeners,
        )


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


def places(settings: Settings) -> Places:
    """Where the settings let anything be sent outside the chat. Raises BadSettings."""
    hooks = {
        name: Hook(address=address, secret=key, inside=settings.webhooks_inside)
        for name, (address, key) in settings.webhook_addresses.items()
    }
    enqueue = settings.pagerduty_addresses[0] or ENQUEUE
    return Places(
        teams=settings.teams_addresses,
        hooks=hooks,
        pagerduty=PagerDuty(url=enqueue, keys=settings.routing_keys),
        mail=mail_server(settings),
        trackers=TrackerAccess(
            github_token=settings.github_token,
            github_url=settings.github_url,
            jira_token=settings.jira_token,
            jira_url=settings.jira_url,
            jira_user=settings.jira_user,
        ),
        sends=settings.send_outside,
    )


def schedules(settings: Settings) -> Schedules | None:
    """Where PagerDuty is asked who is on call; None without a key. Raises BadSettings."""
    token = secret(settings.pagerduty_token)
    if not token or not settings.send_outside:
        return None
    return Schedules(token=token, url=settings.pagerduty_addresses[1] or API)


async def watched_duty(
    stack: AsyncExitStack, settings: Settings, written: Playbook, directory: Directory
) -> list[OnCall]:
    """What asks who is on call outside, at work; nothing where the playbook names nobody so."""
    there, references = schedules(settings), written.schedules()
    if there is None or not references:
        return []
    found = await stack.enter_async_context(on_call(there, references, directory.now_on_call))
    await in_background(stack, found.keep_fresh())
    return [found]


def mail_server(settings: Settings) -> MailServer | None:
    """Where mail is handed over, if anywhere. Raises BadSettings."""
    where = settings.mail_host_and_port
    if where is None:
        return None
    return MailServer(
        host=where[0],
        port=where[1],
        sender=settings.mail_from or "",
        security=Security(settings.mail_security),
        user=settings.mail_user,
        password=secret(settings.mail_password) or "",
    )


def routes_for(health: Health, app: AsyncApp, settings: Settings) -> list[Route]:
    """What is served over HTTP: health, and Slack's requests where they come this way."""
    page = Route("/healthz", health_page(health))
    if settings.socket_mode:
        return [page]
    return [page, signed_requests(app, secret(settings.signing_secret) or "")]


def first_playbook(tx: Transaction, seen: Seen) -> Playbook:
    """What is in force from the start: what the file says, or what went on before where that has
    mistakes. Raises PlaybookFaults where there was nothing before."""
    if seen.playbook is not None:
        return activated(tx, seen.mark, seen.playbook)
    active = tx.active_playbook()
    if active is None:
        raise PlaybookFaults(seen.faults)
    return active[1]


async def look(
    worker: Worker, incoming: Incoming, watch: Watch, process: Process
) -> Mapping[str, Found]:
    """What `/healthz` tells."""
    let_in: dict[str, Found] = {
        "slack": not worker.locked_out,
        "playbook_mistakes": process.mistakes,
    }
    try:
        report = await watch.look()
    except SQLAlchemyError as error:
        log.warning("The database does not answer (%s)", type(error).__name__)
        return {**let_in, "work": False}
    return {
        **let_in,
        "work": report.goes_on,
        "oldest_event_seconds": whole_seconds(report.waiting.event),
        "oldest_effect_seconds": whole_seconds(report.waiting.effect),
        "set_aside": report.waiting.set_aside,
        "refused_events": dict(incoming.refused),
    }


def whole_seconds(age: timedelta | None) -> int:
    """0 also where nothing waits."""
    return int(age.total_seconds()) if age else 0


async def finish(worker: Worker, working: asyncio.Task[None]) -> None:
    """What is in flight is finished."""
    worker.stop()
    await working


def secret(value: SecretStr | None) -> str | None:
    """What is behind the mask."""
    return value.get_secret_value() if value else None


def new_id() -> str:
    """An opaque id that is never made twice."""
    return uuid.uuid4().hex
