"""E-mail: one message to one address, in plain text and as simple HTML, one thread an incident.

The same news has the same Message-ID however often it is sent, so that what arrives twice after
doubt is one message in most mailboxes.
"""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime, parseaddr
from enum import StrEnum
from html import escape

import aiosmtplib
from aiosmtplib import SMTP

from firebell.app.errors import ChatError, DidNotHappen, MayHaveHappened, NeverWill
from firebell.outside.http import BUSY, CERTIFICATE, REFUSED, UNREACHABLE
from firebell.words.catalogue import NEWS, spoken
from firebell.words.news import News

SECONDS = 10.0
"""For each answer of the server, and for all of them before the message is handed over."""
LONGEST_SUBJECT = 200
SCOPE = "outside email"
GREYLISTED = 60.0
"""Seconds until the next try, where a server says *not now*."""


class Security(StrEnum):
    """How the way to the server is protected: TLS after a greeting, from the start, or not."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail is handed over, and as whom. `tls` is for tests and for a CA of one's own."""

    host: str
    port: int
    sender: str
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = ""
    tls: ssl.SSLContext | None = None


def message(
    news: News,
    *,
    sender: str,
    recipient: str,
    incident: str,
    event: str,
    first: bool,
    at: datetime,
    organisation: str,
) -> EmailMessage:
    """The message. `first` is the one that the others of this incident answer to."""
    root = _id(f"incident {incident}", sender)
    mail = EmailMessage(policy=SMTP_POLICY)
    mail["Subject"] = news.subject[:LONGEST_SUBJECT]
    mail["From"] = sender
    mail["To"] = recipient
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = root if first else _id(f"event {event}", sender)
    if not first:
        mail["In-Reply-To"] = root
        mail["References"] = root
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    foot = NEWS["sent_by"].format(organisation=organisation)
    text = "\n\n".join([news.head, *news.lines, f"-- \n{foot}"])
    mail.set_content(f"{text}\n", cte="quoted-printable")
    mail.add_alternative(_html(news, foot), subtype="html", cte="quoted-printable")
    return mail


def _id(of: str, sender: str) -> str:
    """An id that tells nothing of what it is made of, in the sender's own domain."""
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(of.encode()).hexdigest()[:32]}@{domain}>"


def _html(news: News, foot: str) -> str:
    paragraphs = [f"<p><strong>{_as_html(news.head)}</strong></p>"]
    paragraphs += [f"<p>{_as_html(line)}</p>" for line in news.lines]
    paragraphs.append(f"<p><small>{_as_html(foot)}</small></p>")
    inside = "\n".join(paragraphs)
    language = spoken().code
    return f'<!doctype html>\n<html lang="{language}"><body dir="auto">\n{inside}\n</body></html>\n'


def _as_html(words: str) -> str:
    return escape(words).replace("\n", "<br>\n")


async def hand_over(server: MailServer, mail: EmailMessage, may_send: Callable[[], bool]) -> None:
    """Give the message to the server. Raises one of the kinds of `app.errors`.

    Until the message itself is sent nothing has happened, whatever goes wrong.
    """
    client = _client(server)
    try:
        async with asyncio.timeout(SECONDS):
            await log_in(client, server)
            await client.mail(parseaddr(server.sender)[1])
            await client.rcpt(str(mail["To"]))
        if not may_send():
            raise DidNotHappen("lease_lost", method=SCOPE, retry_after=1.0)
    except (aiosmtplib.SMTPException, OSError, ValueError) as error:
        client.close()
        raise _sorted(error) from None
    try:
        await client.data(mail.as_bytes())
    except aiosmtplib.SMTPResponseException as error:
        raise _sorted(error) from None
    except (aiosmtplib.SMTPException, OSError):
        raise MayHaveHappened(UNREACHABLE) from None
    finally:
        client.close()


async def reach(server: MailServer) -> None:
    """Log in and leave again. Raises one of the kinds of `app.errors`."""
    client = _client(server)
    try:
        async with asyncio.timeout(SECONDS):
            await log_in(client, server)
    except (aiosmtplib.SMTPException, OSError, ValueError) as error:
        raise _sorted(error) from None
    finally:
        client.close()


def _client(server: MailServer) -> SMTP:
    return SMTP(
        hostname=server.host,
        port=server.port,
        timeout=SECONDS,
        use_tls=server.security is Security.TLS,
        start_tls=server.security is Security.STARTTLS,
        tls_context=server.tls,
    )


async def log_in(client: SMTP, server: MailServer) -> None:
    """Greet, protect the way, say who we are."""
    await client.connect()
    if server.user:
        await client.login(server.user, server.password)


def _sorted(error: Exception) -> ChatError:
    """What a server's answer, or its silence, before the message means."""
    match error:
        case ssl.SSLError():
            return NeverWill(CERTIFICATE)
        case aiosmtplib.SMTPAuthenticationError():
            return NeverWill("outside_sign_in")
        case aiosmtplib.SMTPConnectError() if isinstance(error.__cause__, ssl.SSLError):
            return NeverWill(CERTIFICATE)
        case aiosmtplib.SMTPResponseException() if 400 <= error.code < 500:
            return DidNotHappen(BUSY, method=SCOPE, retry_after=GREYLISTED)
        case aiosmtplib.SMTPRecipientRefused():
            return NeverWill("mail_no_address")
        case aiosmtplib.SMTPResponseException() | ValueError():
            return NeverWill(REFUSED)
        case aiosmtplib.SMTPTimeoutError() | OSError():
            return DidNotHappen(UNREACHABLE, method=SCOPE)
        case _:
            return NeverWill(REFUSED)
