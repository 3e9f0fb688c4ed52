"""Whether the places outside that the playbook names are within reach, without telling them."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

import aiohttp

from firebell.app.errors import ChatError, DidNotHappen, NeverWill
from firebell.domain.callouts import PAGERDUTY
from firebell.domain.playbook import Playbook
from firebell.outside import email, pagerduty, teams, webhook
from firebell.outside.chat import NO_KEY, Places, named
from firebell.outside.http import (
    CERTIFICATE,
    CONNECT_SECONDS,
    NOT_SET,
    UNREACHABLE,
    http_session,
)
from firebell.outside.on_call import Schedules, who_is_on_call
from firebell.outside.pace import Pace
from firebell.outside.status_pages import StatusPages
from firebell.outside.trackers import Trackers
from firebell.outside.webhook import hook_session, look_up
from firebell.words.catalogue import NEWS
from firebell.words.news import News

TEST = News(subject="Firebell", head="Firebell", lines=(NEWS["test"],))


@dataclass(frozen=True, slots=True)
class Reached:
    """A place, and why it can't be reached, as a code; None where it can."""

    what: str
    why: str | None = None


async def reached(
    places: Places,
    playbook: Playbook,
    schedules: Schedules | None = None,
    *,
    send_test: bool = False,
) -> AsyncIterator[Reached]:
    """Each place once, and who is on call. With `send_test` each place is sent a message that says
    it is a test."""
    async with http_session() as session, hook_session(places.hooks.values()) as hooks:
        for name in dict.fromkeys(name for each in playbook.tell for name in each.teams):
            why = await _why(_teams(places, playbook, name, session if send_test else None))
            yield Reached(f"Microsoft Teams {name}", why)
        for webhook in playbook.webhooks:
            why = await _why(_hook(places, playbook, webhook.key, hooks, send_test=send_test))
            yield Reached(f"Webhook {webhook.key}", why)
        for name in dict.fromkeys(name for each in playbook.pages for name in each.pagerduty):
            why = await _why(_pagerduty(places, playbook, name, session if send_test else None))
            yield Reached(f"PagerDuty {name}", why)
        for schedule in sorted(playbook.schedules()):
            yield await _on_call(session, schedules, schedule)
        trackers = Trackers(places.trackers, session, Pace(), sends=places.sends)
        for tracker in playbook.trackers:
            yield Reached(f"Tickets in {tracker.project}", await trackers.reach(tracker))
        pages = StatusPages(places.status_pages, session, Pace(), sends=places.sends)
        for page in playbook.status_pages:
            yield Reached(f"Status page {page.name} ({page.project})", await pages.reach(page))
    addresses = list(dict.fromkeys(each for tell in playbook.tell for each in tell.email))
    if not addresses:
        return
    yield Reached("Mail server", await _why(_mail(places)))
    if send_test and places.mail is not None:
        for address in addresses:
            why = await _why(_test_mail(places.mail, playbook, address))
            yield Reached(f"E-mail to {address}", why)


async def _on_call(
    session: aiohttp.ClientSession, there: Schedules | None, schedule: str
) -> Reached:
    what = f"On call in PagerDuty {schedule.removeprefix(PAGERDUTY)}"
    if there is None:
        return Reached(what, NO_KEY)
    try:
        found = await who_is_on_call(session, there, [schedule])
    except ChatError as error:
        return Reached(what, error.code)
    address = found.get(schedule)
    return Reached(f"{what}: {address}") if address else Reached(what, "schedule_empty")


async def _why(look: Awaitable[None]) -> str | None:
    """Why it can't be reached; None where it can."""
    try:
        await look
    except ChatError as error:
        return error.code
    return None


async def _teams(
    places: Places, playbook: Playbook, name: str, session: aiohttp.ClientSession | None
) -> None:
    address = named(places.teams, name)
    if session is None:
        await connect(address)
        return
    scope = "outside check"
    await teams.tell(session, address, TEST, playbook.organisation, lambda: True, scope)


async def _hook(
    places: Places,
    playbook: Playbook,
    name: str,
    session: aiohttp.ClientSession,
    *,
    send_test: bool,
) -> None:
    """Without a test whether its address is one that may be called, and answers."""
    hook = named(places.hooks, name)
    if send_test:
        await webhook.test(session, hook, playbook, datetime.now(UTC))
        return
    await look_up(hook)
    await connect(hook.address)


async def _pagerduty(
    places: Places, playbook: Playbook, name: str, session: aiohttp.ClientSession | None
) -> None:
    key = named(places.pagerduty.keys, name, NO_KEY)
    if session is None:
        await connect(places.pagerduty.url)
        return
    await pagerduty.test(session, places.pagerduty, key, playbook)


async def connect(address: str) -> None:
    """Open a connection and close it. Raises DidNotHappen, NeverWill."""
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            _, writer = await asyncio.open_connection(
                parts.hostname, parts.port or (443 if secure else 80), ssl=secure or None
            )
    except ssl.SSLError:
        raise NeverWill(CERTIFICATE) from None
    except OSError:
        raise DidNotHappen(UNREACHABLE, method="outside check") from None
    writer.close()


async def _mail(places: Places) -> None:
    if places.mail is None:
        raise NeverWill(NOT_SET)
    await email.reach(places.mail)


async def _test_mail(server: email.MailServer, playbook: Playbook, address: str) -> None:
    now = datetime.now(UTC)
    mail = email.message(
        TEST,
        sender=server.sender,
        recipient=address,
        incident="test",
        event=f"test {now.isoformat()}",
        first=False,
        at=now,
        organisation=playbook.organisation,
    )
    await email.hand_over(server, mail, lambda: True)
