"""Mail to subscribers of our own status page, through the mail server or GOV.UK Notify.

Notify is called as its documentation for developers says (docs.notifications.service.gov.uk): a
token for each call, signed with the last part of the API key; a reference of ours, by which a
message is found after doubt.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime, parseaddr
from urllib.parse import urlencode

import aiohttp
from pydantic import SecretStr

from firebell.app.errors import ChatError, DidNotHappen, MayHaveHappened, NeverWill
from firebell.app.public_mail import Letter
from firebell.outside import email
from firebell.outside.http import (
    BUSY,
    LONGEST_READ,
    REFUSED,
    UNREACHABLE,
    as_json,
    call_json,
    fields,
)
from firebell.words.catalogue import NEWS

API = "https://api.notifications.service.gov.uk"
SCOPE = email.SCOPE
ONE_CLICK = "List-Unsubscribe=One-Click"
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
KEY = re.compile(rf".+-({_UUID})-({_UUID})")
"""An API key: a name, the id of the service, the secret."""
BUSY_FOR = 60.0
"""Seconds: Notify counts by the minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """By the mail server that stakeholders' mail goes to."""

    server: email.MailServer
    organisation: Callable[[], str]

    async def send(self, letter: Letter, may_send: Callable[[], bool]) -> None:
        """Hand it over. Raises ChatError."""
        mail = message(letter, self.server.sender, self.organisation())
        await email.hand_over(self.server, mail, may_send)

    async def was_sent(self, _letter: Letter) -> bool:
        """No mail server tells."""
        return False


def message(letter: Letter, sender: str, organisation: str) -> EmailMessage:
    """Plain text; with one-click unsubscribe (RFC 8058) where there is something to leave."""
    mail = EmailMessage(policy=SMTP_POLICY)
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    mail["Subject"] = " ".join(letter.subject.split())[: email.LONGEST_SUBJECT]
    mail["From"] = sender
    mail["To"] = letter.recipient
    mail["Date"] = format_datetime(letter.at)
    mail["Message-ID"] = f"<{letter.id}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    if letter.leave:
        mail["List-Unsubscribe"] = f"<{letter.leave}>"
        mail["List-Unsubscribe-Post"] = ONE_CLICK
    foot = NEWS["sent_by"].format(organisation=organisation)
    mail.set_content(f"{letter.text}\n\n-- \n{foot}\n", cte="quoted-printable")
    return mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Notify:
    """By GOV.UK Notify, with a template whose subject is ((subject)) and whose body ((message))."""

    session: aiohttp.ClientSession
    key: SecretStr
    template: str
    url: str = API

    async def send(self, letter: Letter, may_send: Callable[[], bool]) -> None:
        """Send an e-mail: 201. Raises ChatError."""
        if not may_send():
            raise DidNotHappen("lease_lost", method=SCOPE, retry_after=1.0)
        sent: dict[str, object] = {
            "email_address": letter.recipient,
            "template_id": self.template,
            "personalisation": {"subject": letter.subject, "message": letter.text},
            "reference": letter.id,
        }
        if letter.leave:
            sent["one_click_unsubscribe_url"] = letter.leave
        await self._call("POST", "/v2/notifications/email", sent)

    async def was_sent(self, letter: Letter) -> bool:
        """Whether it has a message with this reference. Raises ChatError."""
        query = urlencode({"reference": letter.id})
        answer = fields(await self._call("GET", f"/v2/notifications?{query}"))
        return bool(answer.get("notifications"))

    async def _call(self, method: str, path: str, sent: object = None) -> object:
        headers = {"Authorization": f"Bearer {bearer(self.key, int(time.time()))}"}
        return await call_json(
            self.session,
            method,
            f"{self.url}{path}",
            sent,
            scope=SCOPE,
            headers=headers,
            longest=LONGEST_READ,
            means=_means,
        )


def bearer(key: SecretStr, at: int) -> str:
    """A JSON Web Token (RFC 7519) for one call. Raises NeverWill where the key is none."""
    found = KEY.fullmatch(key.get_secret_value().strip())
    if found is None:
        raise NeverWill("outside_sign_in")
    head = _part({"typ": "JWT", "alg": "HS256"})
    signed = f"{head}.{_part({'iss': found[1], 'iat': at})}"
    digest = hmac.new(found[2].encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_base64(digest)}"


def _part(content: object) -> str:
    return _base64(as_json(content))


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _means(status: int, _: Mapping[str, str], scope: str) -> ChatError | None:
    """400: this message never will. 403: the key, or the machine's clock. 429: too many by the
    minute, or by the day. 5xx: nobody knows, and it is looked for."""
    if 200 <= status < 300:
        return None
    if status in (401, 403):
        return NeverWill("outside_sign_in")
    if status == 429:
        return DidNotHappen(BUSY, method=scope, retry_after=BUSY_FOR)
    if status >= 500:
        return MayHaveHappened(UNREACHABLE)
    return NeverWill(REFUSED)
