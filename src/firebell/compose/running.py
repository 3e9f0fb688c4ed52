"""A running bot: its parts are made from the bottom up, and end the other way round."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from slack_bolt.async_app import AsyncApp
from starlette.routing import Route

from firebell.app.alerts import Alerts
from firebell.app.background import in_background
from firebell.app.incidents import Incidents
from firebell.app.worker import Worker
from firebell.compose.alerts import alert_routes, alerts_of
from firebell.compose.base import Base, laid, new_id
from firebell.compose.doing import Doing, at_hand
from firebell.compose.health import look
from firebell.compose.hearing import Hearing, listening
from firebell.compose.outside import postbox, secret, watched_duty
from firebell.compose.public import Public
from firebell.compose.site import Address, pages_for
from firebell.moved_clock import MovedClock
from firebell.settings import Settings
from firebell.slack.client.accounts import Accounts
from firebell.slack.client.directory import Directory
from firebell.slack.inbound.connection import bolt, socket_mode
from firebell.slack.inbound.line import Line
from firebell.slack.inbound.listeners import Listeners, listen
from firebell.slack.inbound.services import Services
from firebell.slack.inbound.signed_requests import signed_requests
from firebell.storage.base import SqlStore
from firebell.storage.maker import Maker
from firebell.web.health import Health, alive, health_page
from firebell.web.server import serving

DIRECTORY_FIRST = 1.0
"""Seconds that starting waits for what the playbook's references mean, and who people are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """A running bot: where it listens, and its parts. `line` is Socket Mode's, where Slack calls
    over one."""

    url: str
    incidents: Incidents
    worker: Worker
    store: SqlStore
    directory: Directory
    accounts: Accounts
    clock: MovedClock
    listeners: Listeners
    line: Line | None


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
    async with AsyncExitStack() as stack:
        base = await laid(stack, settings, maker)
        hearing = listening(base)
        alerts = alerts_of(base)
        address = Address(settings.pages_url)
        public = Public(base, address, await postbox(stack, base))
        doing = await at_hand(stack, base, hearing, alerts, public, show)
        await first_answers(stack, base)
        app = bolt(base.slack, settings.token, secret(settings.signing_secret))
        listeners = listen(app, services(base, doing, alerts), hearing.inbox)
        stack.push_async_callback(listeners.finished)
        line = Line() if settings.socket_mode else None
        health = partial(look, doing.worker, hearing.incoming, doing.watch, doing.process, line)
        routes = [
            *routes_for(health, app, settings),
            *alert_routes(base, alerts),
            *public.routes,
            *pages_for(base, address),
        ]
        url = await stack.enter_async_context(serving(routes, settings.web_host, settings.web_port))
        address.url = address.url or url
        working = asyncio.create_task(doing.worker.run())
        stack.push_async_callback(finish, doing.worker, working)
        await connected(stack, settings, app, hearing, line)
        yield Bot(
            url=url,
            incidents=base.incidents,
            worker=doing.worker,
            store=base.store,
            directory=base.directory,
            accounts=base.accounts,
            clock=base.clock,
            listeners=listeners,
            line=line,
        )


async def first_answers(stack: AsyncExitStack, base: Base) -> None:
    """What the playbook's names mean, and who people are: asked from now on, waited for a while."""
    await in_background(stack, base.directory.keep_fresh())
    await in_background(stack, base.accounts.keep_fresh())
    duty = await watched_duty(stack, base)
    await asyncio.gather(
        base.directory.first_answer(DIRECTORY_FIRST),
        base.accounts.first_answer(DIRECTORY_FIRST),
        *(source.first_answer(DIRECTORY_FIRST) for source in duty),
    )


def services(base: Base, doing: Doing, alerts: Alerts) -> Services:
    """What handlers of commands, buttons and forms are given to work with."""
    return Services(
        incidents=base.incidents,
        slack=base.slack,
        process=base.directory.playbook,
        now=base.clock.now,
        new_key=new_id,
        as_read=base.directory.as_read,
        called=base.accounts.names.find,
        who=base.accounts.caller,
        roster=base.roster,
        met=base.directory.met,
        look_at_tickets=doing.tickets.look_at,
        homes=base.homes,
        alert=alerts.group,
    )


def routes_for(health: Health, app: AsyncApp, settings: Settings) -> list[Route]:
    """What is served over HTTP: health, and Slack's requests where they come this way."""
    pages = [
        Route("/healthz", health_page(health)),
        Route("/health/ready", health_page(health)),
        Route("/health/live", alive),
    ]
    if settings.socket_mode:
        return pages
    return [*pages, signed_requests(app, secret(settings.signing_secret) or "")]


async def connected(
    stack: AsyncExitStack, settings: Settings, app: AsyncApp, hearing: Hearing, line: Line | None
) -> None:
    """Slack's line is open, where there is one; what was missed before is due to be read."""
    if line is not None:
        token = secret(settings.app_token) or ""
        await stack.enter_async_context(socket_mode(app, token, line, hearing.backfill.due))
    else:
        hearing.backfill.due()


async def finish(worker: Worker, working: asyncio.Task[None]) -> None:
    """What is in flight is finished."""
    worker.stop()
    await working
