"""A plain webhook: JSON to a program, signed as the Standard Webhooks specification says.

`docs/webhooks.md` describes each field. The id is the same however often it is sent, so that the
receiver can drop repeats; the time and with it the signature are of each try. Where the settings do
not allow it, nothing is sent to an address inside: the address is looked at when the connection is
made, so that a name can't be made to mean another machine in between.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import socket
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import DefaultResolver

from firebell.app.errors import DidNotHappen, NeverWill
from firebell.app.ports import Job
from firebell.domain import events as e
from firebell.domain.callouts import Happening
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.domain.typed_text import clean, one_line
from firebell.outside.http import UNREACHABLE, as_json, http_session, post
from firebell.words.catalogue import NEWS
from firebell.words.news import news_of

VERSION = 1
"""Grows when a field goes or means something else; new ones may come at any time."""
LONGEST_WORDS = 8000
"""Characters of what people typed."""
INSIDE = "outside_inside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where a program listens, and the key that both sides sign with. `inside`: it may stand at an
    address that the internet does not lead to."""

    address: str = field(repr=False)
    secret: bytes = field(repr=False)
    inside: bool = False

    def reachable(self) -> str:
        """Its address. Raises NeverWill where it is inside and may not be: of a name that shows
        when it is looked up (`OnlyOutside`), of an address at once."""
        if not self.inside and is_inside(urlsplit(self.address).hostname or ""):
            raise NeverWill(INSIDE)
        return self.address


@asynccontextmanager
async def hook_session(hooks: Iterable[Hook]) -> AsyncIterator[aiohttp.ClientSession]:
    """A session for these: it goes nowhere inside unless all of them may."""
    resolver = None if all(hook.inside for hook in hooks) else OnlyOutside()
    async with http_session(resolver=resolver) as session:
        yield session
    if resolver is not None:
        await resolver.close()


async def call(
    session: aiohttp.ClientSession, hook: Hook, job: Job, place: str, moment: Happening, scope: str
) -> None:
    """Send it. Raises one of the kinds of `app.errors`."""
    content = as_json(body(job, place, moment))
    id = f"msg_{hashlib.sha256(job.effect.key.encode()).hexdigest()[:32]}"
    headers = signed(id, job.now, content, hook.secret)
    await post(session, hook.reachable(), content, job.may_send, scope=scope, headers=headers)


async def look_up(hook: Hook) -> None:
    """Look where its address leads. Raises NeverWill where that is inside and may not be."""
    host = urlsplit(hook.reachable()).hostname or ""
    if hook.inside:
        return
    resolver = OnlyOutside()
    try:
        await resolver.resolve(host)
    except OSError:
        raise DidNotHappen(UNREACHABLE, method="outside check") from None
    finally:
        await resolver.close()


async def test(
    session: aiohttp.ClientSession, hook: Hook, playbook: Playbook, now: datetime
) -> None:
    """Send one that says it is a test. Raises as `call` does."""
    content = as_json(
        {
            "version": VERSION,
            "moment": "test",
            "at": now.isoformat(),
            "organisation": playbook.organisation,
            "text": NEWS["test"],
        }
    )
    headers = signed(f"msg_test_{int(now.timestamp())}", now, content, hook.secret)
    await post(
        session, hook.reachable(), content, lambda: True, scope="outside check", headers=headers
    )


def signed(id: str, at: datetime, content: bytes, secret: bytes) -> dict[str, str]:
    """The headers that say which message it is, when it was sent, and that it is ours."""
    time = str(int(at.timestamp()))
    what = b".".join([id.encode(), time.encode(), content])
    mark = base64.b64encode(hmac.new(secret, what, hashlib.sha256).digest()).decode()
    return {"webhook-id": id, "webhook-timestamp": time, "webhook-signature": f"v1,{mark}"}


def body(job: Job, place: str, moment: Happening) -> dict[str, object]:
    """What the program reads; of a private incident number, severity and status."""
    incident, event = job.incident, job.event.event
    found: dict[str, object] = {
        "version": VERSION,
        "moment": moment.value,
        "at": event.at.isoformat(),
        "organisation": job.playbook.organisation,
        "incident": _private(incident) if incident.private else _public(incident),
    }
    if incident.private:
        return found
    if isinstance(event, e.SeverityChanged):
        found["severity_before"] = event.before
    if isinstance(event, e.AnswerMissed):
        role = job.playbook.role(event.role)
        found["role"] = {"key": role.key, "name": role.name}
    if moment is not Happening.UNANSWERED:
        news = news_of(incident, event, job.playbook, job.now, place)
        found["text"] = _cut("\n".join([news.head, *news.lines]))
    return found


def _private(incident: Incident) -> dict[str, object]:
    return {
        "number": incident.number,
        "label": incident.number_label,
        "severity": incident.severity,
        "status": incident.status.value,
        "private": True,
        "drill": incident.drill,
    }


def _public(incident: Incident) -> dict[str, object]:
    ending, marks = incident.ending, incident.milestones
    service = {"key": incident.service, "name": incident.service_name}
    return {
        **_private(incident),
        "private": False,
        "title": _cut(clean(one_line(incident.title))),
        "service": service if incident.service_name else None,
        "severity_confirmed": incident.severity_confirmed,
        "raised_at": marks.raised.isoformat(),
        "next_update_at": _time(incident.next_update),
        "closed_at": _time(ending.at if ending and not incident.is_open else None),
        "outcome": ending.outcome.value if ending and not incident.is_open else None,
        "duplicate_of": ending.duplicate_of if ending and not incident.is_open else None,
    }


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else words[:LONGEST_WORDS] + "…"


def is_inside(host: str) -> bool:
    """Whether this is an address that the internet does not lead to; a name is none."""
    try:
        address = ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return not (mapped or address).is_global or address.is_multicast


class OnlyOutside(AbstractResolver):
    """Finds addresses of names, and none that is inside."""

    def __init__(self, resolver: AbstractResolver | None = None) -> None:
        self._resolver = resolver or DefaultResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses outside. Raises NeverWill where all are inside."""
        found = await self._resolver.resolve(host, port, family)
        outside = [each for each in found if not is_inside(each["host"])]
        if not outside:
            raise NeverWill(INSIDE)
        return outside

    async def close(self) -> None:
        """It is not used any more."""
        await self._resolver.close()
