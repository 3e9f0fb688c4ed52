"""Whether the places outside that the playbook names are within reach, without telling them."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from firebell.app.errors import ChatError, DidNotHappen, NeverWill
from firebell.domain.playbook import Playbook
from firebell.outside import email, teams
from firebell.outside.chat import NOT_SET, Places
from firebell.outside.http import CERTIFICATE, CONNECT_SECONDS, UNREACHABLE, http_session
from firebell.words.catalogue import NEWS
from firebell.words.news import News

TEST = News(subject="Firebell", head="Firebell", lines=(NEWS["test"],))


@dataclass(frozen=True, slots=True)
class Reached:
    """A place, and why it can't be reached, as a code; None where it can."""

    what: str
    why: str | None = None


async def reached(
    places: Places, playbook: Playbook, *, send_test: bool = False
) -> AsyncIterator[Reached]:
    """Each place once. With `send_test` each is sent a message that says it is a test."""
    for name in dict.fromkeys(name for each in playbook.tell for name in each.teams):
        yield Reached(f"Microsoft Teams {name}", await _teams(places, playbook, name, send_test))
    addresses = list(dict.fromkeys(each for tell in playbook.tell for each in tell.email))
    if not addresses:
        return
    yield Reached("Mail server", await _mail(places))
    if send_test and places.mail is not None:
        for address in addresses:
            yield Reached(f"E-mail to {address}", await _test_mail(places.mail, playbook, address))


async def _teams(places: Places, playbook: Playbook, name: str, send_test: bool) -> str | None:
    address = places.teams.get(name)
    if address is None:
        return NOT_SET
    try:
        if send_test:
            async with http_session() as session:
                await teams.tell(
                    session, address, TEST, playbook.organisation, lambda: True, "outside check"
                )
        else:
            await connect(address)
    except ChatError as error:
        return error.code
    return None


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


async def _mail(places: Places) -> str | None:
    if places.mail is None:
        return NOT_SET
    try:
        await email.reach(places.mail)
    except ChatError as error:
        return error.code
    return None


async def _test_mail(server: email.MailServer, playbook: Playbook, address: str) -> str | None:
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
    try:
        await email.hand_over(server, mail, lambda: True)
    except ChatError as error:
        return error.code
    return None
