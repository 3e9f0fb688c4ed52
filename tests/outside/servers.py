"""A webhook of Teams and a mail server, on this machine: what they take, and how they say no."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import partial
from typing import Any

import trustme
from aiohttp import web
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

TEAMS_LIMIT = 28 * 1024
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(slots=True)
class Webhook:
    """Answers as Teams' workflows do, with 202 and nothing; `answers` come first, in order: a
    status, a body of a connector, `cut` (it breaks off), `silence` (it never answers) or `late` (it
    took the message, and answers after everybody has gone)."""

    url: str = ""
    answers: list[int | str] = field(default_factory=list)
    got: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    asked: int = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """What the other end says."""
        raw = await request.read()
        self.asked += 1
        if len(raw) > TEAMS_LIMIT:
            return web.Response(status=413)
        said = self.answers.pop(0) if self.answers else 202
        if said == "silence":
            await asyncio.sleep(3600)
        if isinstance(said, int) and said >= 300:
            more = {"Location": "/elsewhere"} if said == 302 else {}
            more |= {"Retry-After": "7"} if said == 429 else {}
            return web.Response(status=said, headers=more)
        self.got.append(await request.json())
        self.headers.append(dict(request.headers))
        if said == "late":
            await asyncio.sleep(3600)
        if said == "cut":
            assert request.transport is not None
            request.transport.close()
        return web.Response(status=202) if said == 202 else web.Response(text=str(said))

    def said(self) -> list[list[str]]:
        """The words of each card, as a person reads them, one line each."""
        return [words_of(message) for message in self.got]


def words_of(message: Any) -> list[str]:
    """The words of one card; it has to be a message with one adaptive card and nothing else."""
    (attachment,) = message["attachments"]
    assert message["type"] == "message"
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    card = attachment["content"]
    assert (card["type"], card["version"]) == ("AdaptiveCard", "1.4")
    assert {block["type"] for block in card["body"]} == {"RichTextBlock"}
    return ["".join(run["text"] for run in block["inlines"]) for block in card["body"]]


@asynccontextmanager
async def webhook(*answers: int | str) -> AsyncIterator[Webhook]:
    """One that answers so first."""
    found = Webhook(answers=list(answers))
    async with serving(found.answer) as address:
        found.url = f"{address}/workflows/secret-in-the-address"
        yield found


@asynccontextmanager
async def serving(answer: Answer) -> AsyncIterator[str]:
    """A server on this machine that answers everything so; its address."""
    app = web.Application(client_max_size=1 << 20)
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


AUTHORITY = trustme.CA()
CERTIFICATE = AUTHORITY.issue_cert("127.0.0.1")


def trusting() -> ssl.SSLContext:
    """A client that trusts the mail server here."""
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


@dataclass(slots=True)
class MailBox:
    """What the mail server took. `answers` come first: what it says to the next recipients."""

    port: int = 0
    mail: list[EmailMessage] = field(default_factory=list)
    to: list[list[str]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    data_answers: list[str] = field(default_factory=list)
    asked: int = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: Sequence[str]
    ) -> str:
        """Somebody is named."""
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802
        """A message came."""
        said = self.data_answers.pop(0) if self.data_answers else "250 OK"
        self.asked += 1
        if said == "silence":
            await asyncio.sleep(3600)
        if said.startswith("2") or said == "late":
            content = envelope.content
            assert isinstance(content, bytes)
            found = message_from_bytes(content, policy=default)
            assert isinstance(found, EmailMessage)
            self.mail.append(found)
            self.to.append(list(envelope.rcpt_tos))
        if said == "late":
            await asyncio.sleep(3600)
        return said


def _let_in(*given: Any) -> AuthResult:
    login = given[-1]
    good = isinstance(login, LoginPassword) and login.password == b"right"
    return AuthResult(success=good, handled=False)


@asynccontextmanager
async def mail_server(*, starttls: bool = True, tls: bool = False) -> AsyncIterator[MailBox]:
    """One that asks for TLS before anything else, or speaks it from the start, or not at all."""
    box = MailBox()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    CERTIFICATE.configure_cert(context)
    protocol = partial(
        SMTP,
        box,
        tls_context=context if starttls and not tls else None,
        require_starttls=starttls and not tls,
        authenticator=_let_in,
        auth_require_tls=False,
        hostname="mail.example.com",
        enable_SMTPUTF8=True,
    )
    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=context if tls else None)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
