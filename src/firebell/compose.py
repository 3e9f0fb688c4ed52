"""The only file that knows every room: settings in, a running bot out."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from firebell.app.incidents import Incidents
from firebell.app.ports import Reads
from firebell.app.worker import Worker
from firebell.domain.events import Event
from firebell.playbook_file import fingerprint, read_playbook
from firebell.settings import Settings
from firebell.slack.client.directory import Directory
from firebell.slack.client.gateway import Gateway, slack_client
from firebell.slack.effects.chat import SlackChat
from firebell.slack.effects.context import EffectContext
from firebell.slack.inbound.backfill import read_back
from firebell.slack.inbound.inbox import Inbox
from firebell.slack.inbound.listeners import listen
from firebell.slack.inbound.services import Services
from firebell.slack.views.home import HomePublisher
from firebell.storage.door import SqlStore, open_store, sqlite_path
from firebell.storage.file_lock import file_lock
from firebell.web.health import health_page
from firebell.web.server import serving
from firebell.words.export import to_markdown
from firebell.words.record import people_in

log = logging.getLogger(__name__)

EVENTS_PATH = "/slack/events"
CLOCK_EVERY = 0.2
NAMES_EVERY = 1.0
NAMES_AFTER = timedelta(seconds=20)
DIRECTORY_EVERY = 600.0
DIRECTORY_AGAIN = 30.0
DIRECTORY_FIRST = 1.0
"""Seconds that starting waits for what the playbook's references mean."""
CONNECT_WITHIN = 10.0
"""Seconds that starting waits for Socket Mode; afterwards it goes on trying."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """A running one."""

    url: str
    incidents: Incidents
    worker: Worker
    store: SqlStore
    directory: Directory
    clock: MovedClock


class MovedClock:
    """The machine's clock, moved as the workspace's is (`FIREBELL_CLOCK_URL`)."""

    def __init__(self, url: str | None) -> None:
        self._url = url
        self._offset = timedelta()

    def now(self) -> datetime:
        """Aware, in UTC."""
        return datetime.now(UTC) + self._offset

    def offset(self) -> timedelta:
        """How far it has been moved."""
        return self._offset

    async def look(self) -> None:
        """Once. While the address does not answer, the last offset holds."""
        if self._url is None:
            return
        timeout = aiohttp.ClientTimeout(total=2)
        with suppress(aiohttp.ClientError, TimeoutError, ValueError, KeyError):
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.get(self._url) as response,
            ):
                self._offset = timedelta(seconds=float((await response.json())["offset"]))

    async def follow(self) -> None:
        """Until cancelled."""
        while self._url is not None:
            await self.look()
            await asyncio.sleep(CLOCK_EVERY)


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Bot]:
    """A bot that answers, until the block ends; what is in flight then is finished.

    Raises PlaybookFaults, BadAddress, AlreadyRunning, CannotListen.
    """
    written = read_playbook(settings.playbook)
    async with AsyncExitStack() as stack:
        clock = MovedClock(settings.clock_url)
        store = await stack.enter_async_context(opened(settings, clock.offset))
        mark = fingerprint(settings.playbook)
        await store.transact(lambda tx: tx.activate_playbook(mark, written))
        client = await stack.enter_async_context(
            slack_client(settings.token, settings.slack_api_url)
        )
        slack = Gateway(client, clock.now)
        directory = Directory(store, slack, written)
        await directory.remember()
        await clock.look()
        await in_background(stack, clock.follow())
        chat = SlackChat(EffectContext(slack=slack, record=recorder(store, directory, clock.now)))
        wake = Wake()
        incidents = Incidents(store, directory.playbook, wake, new_id)
        inbox = Inbox(
            store, incidents, slack, HomePublisher(incidents, slack), directory.as_read, wake
        )
        names = Names(incidents, directory, clock.now)
        chores = [inbox.handle, every(NAMES_EVERY, names.learn)]
        worker = Worker(store, chat, directory.playbook, chores=chores)
        wake.worker = worker
        worker.locked_out = not await chat.alive()
        asking = asyncio.create_task(keep_fresh(directory))
        stack.push_async_callback(cancelled, asking)
        await wait_for(directory.asked, DIRECTORY_FIRST)
        services = Services(
            incidents=incidents,
            slack=slack,
            process=directory.playbook,
            now=clock.now,
            new_key=new_id,
            as_read=directory.as_read,
        )
        app = bolt(settings, slack)
        listen(app, services, inbox)
        routes = [Route("/healthz", health_page(lambda: {"slack": not worker.locked_out}))]
        if not settings.socket_mode:
            routes.append(Route(EVENTS_PATH, signed_requests(app), methods=["POST"]))
        url = await stack.enter_async_context(serving(routes, settings.web_host, settings.web_port))
        working = asyncio.create_task(worker.run())
        stack.push_async_callback(finish, worker, working)
        if settings.socket_mode:
            await stack.enter_async_context(socket_mode(app, settings))
        await in_background(stack, read_back(incidents, slack, directory.as_read))
        yield Bot(
            url=url,
            incidents=incidents,
            worker=worker,
            store=store,
            directory=directory,
            clock=clock,
        )


class Wake:
    """What commits call; the worker comes later than those who need it."""

    def __init__(self) -> None:
        self.worker: Worker | None = None

    def __call__(self) -> None:
        """There may be something to do."""
        if self.worker is not None:
            self.worker.wake()


@asynccontextmanager
async def opened(settings: Settings, offset: Callable[[], timedelta]) -> AsyncIterator[SqlStore]:
    """The store; on SQLite held alone, so that whatever was being done counts as doubtful."""
    with ExitStack() as stack:
        alone = settings.database.startswith("sqlite")
        if alone:
            stack.enter_context(file_lock(sqlite_path(settings.database)))
        store = open_store(settings.database, offset=offset)
        stack.callback(store.close)
        if alone:
            await store.transact(lambda tx: tx.free_leases())
        yield store


def bolt(settings: Settings, slack: Gateway) -> AsyncApp:
    """Slack's framework, told who we are, so that it need not ask for each request."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=None,
            bot_user_id=slack.bot_user,
            bot_id=slack.bot_id,
            bot_token=settings.token,
        )

    secret = settings.signing_secret.get_secret_value() if settings.signing_secret else None
    quiet = logging.getLogger(f"{__name__}.bolt")
    quiet.setLevel(logging.ERROR)
    return AsyncApp(client=slack.client, authorize=authorize, signing_secret=secret, logger=quiet)


def signed_requests(app: AsyncApp) -> Callable[[Request], Awaitable[Response]]:
    """Slack's requests over HTTP; Bolt checks their signatures."""
    handler = AsyncSlackRequestHandler(app)

    async def route(request: Request) -> Response:
        return await handler.handle(request)

    return route


@asynccontextmanager
async def socket_mode(app: AsyncApp, settings: Settings) -> AsyncIterator[None]:
    """Connected until the block ends. Slack may be away when we start; then we keep trying."""
    token = settings.app_token.get_secret_value() if settings.app_token else ""
    handler = AsyncSocketModeHandler(app, token)
    connecting = asyncio.create_task(connect(handler))
    await asyncio.wait({connecting}, timeout=CONNECT_WITHIN)
    try:
        yield
    finally:
        await cancelled(connecting)
        await handler.close_async()  # type: ignore[no-untyped-call]


async def connect(handler: AsyncSocketModeHandler) -> None:
    """Until it is done, with a growing pause between."""
    pause = 1.0
    while True:
        try:
            await handler.connect_async()  # type: ignore[no-untyped-call]
            return
        except (SlackApiError, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("Slack can't be reached yet (%s)", type(error).__name__)
        await asyncio.sleep(pause)
        pause = min(pause * 2, 30.0)


def recorder(
    store: SqlStore, directory: Directory, now: Callable[[], datetime]
) -> Callable[[str], Awaitable[str]]:
    """The record of an incident as Markdown, by its opaque id."""

    async def record(incident: str) -> str:
        def events_of(reads: Reads) -> list[Event]:
            return [stored.event for stored in reads.events(incident)]

        people = people_in(await store.read(events_of))
        await directory.learn(people)

        def read(reads: Reads) -> str:
            loaded = reads.incident(incident)
            assert loaded is not None, "an effect belongs to an incident"
            names = reads.names([*people, *loaded.incident.people()])
            playbook = directory.playbook()
            return to_markdown(loaded.incident, events_of(reads), names, playbook, now())

        return await store.read(read)

    return record


class Names:
    """Learns the names of everybody who has a part in an incident, so that its record can leave
    Slack. It waits until raising is over: decoration comes last."""

    def __init__(
        self, incidents: Incidents, directory: Directory, now: Callable[[], datetime]
    ) -> None:
        self._incidents = incidents
        self._directory = directory
        self._now = now
        self._people: dict[str, datetime] = {}

    async def learn(self) -> None:
        """Those who were seen long enough ago."""
        now = self._now()
        for one in await self._incidents.look(lambda reads: reads.open_incidents()):
            for person in one.people():
                self._people.setdefault(person, now)
        due = [person for person, seen in self._people.items() if now - seen >= NAMES_AFTER]
        await self._directory.learn(due)


async def keep_fresh(directory: Directory) -> None:
    """Ask now, and again now and then; sooner while something is not known."""
    while True:
        await directory.refresh()
        await asyncio.sleep(DIRECTORY_EVERY if directory.complete else DIRECTORY_AGAIN)


def every(seconds: float, work: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """A chore that is done at most so often."""
    last = float("-inf")

    async def chore() -> None:
        nonlocal last
        now = asyncio.get_running_loop().time()
        if now - last >= seconds:
            last = now
            await work()

    return chore


async def in_background(stack: AsyncExitStack, work: Coroutine[Any, Any, None]) -> None:
    """Runs beside everything else; ends with the stack."""
    stack.push_async_callback(cancelled, asyncio.create_task(work))


async def cancelled(task: asyncio.Task[None]) -> None:
    """Ended, whatever it was at."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def wait_for(event: asyncio.Event, seconds: float) -> None:
    """At most so long."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)


async def finish(worker: Worker, working: asyncio.Task[None]) -> None:
    """What is in flight is finished."""
    worker.stop()
    await working


def new_id() -> str:
    """Opaque, never twice."""
    return uuid.uuid4().hex
