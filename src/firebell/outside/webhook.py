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
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

import aiohttp

from firebell.app.errors import DidNotHappen, NeverWill
from firebell.app.ports import Job
from firebell.app.told_to_programs import facts, least, rfc3339
from firebell.domain import events as e
from firebell.domain.callouts import Happening
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.outside.addresses import INSIDE, OnlyOutside, is_inside
from firebell.outside.http import UNREACHABLE, as_json, http_session, post
from firebell.words.catalogue import NEWS
from firebell.words.news import news_of

VERSION = 1
"""Grows when a field goes or means something else; new ones may come at any time."""
LONGEST_WORDS = 8000
"""Characters of what people typed."""


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
            "at": rfc3339(now),
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
        "at": rfc3339(event.at),
        "organisation": job.playbook.organisation,
        "incident": least(incident) if incident.private else _public(incident),
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


def _public(incident: Incident) -> dict[str, object]:
    """As the API shows it."""
    found = facts(incident)
    return {**found, "title": _cut(str(found["title"]))}


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else words[:LONGEST_WORDS] + "…"
