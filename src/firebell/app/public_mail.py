"""Mail to subscribers: each message is a row, stored with what causes it, retried until sent.

A row is removed once its message was sent. Where a crash or a broken line leaves in doubt whether
it was, it is looked for where that is possible; else it is sent once more with the same id, which
most mailboxes show once, and left after a second doubt.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from firebell.app.errors import ChatError, DidNotHappen, MayHaveHappened
from firebell.app.ports import Store
from firebell.app.public_page import PublicPage, PublicView
from firebell.app.public_ports import PublicMail
from firebell.app.subscribers import Purpose, Subscribers
from firebell.words.catalogue import PUBLIC

log = logging.getLogger(__name__)

AT_ONCE = 100
"""Messages in one look; the rest come with the next."""
LEASE = timedelta(seconds=60)
SENT_WITHIN = 30.0
"""Seconds of the lease in which a message may still be handed over."""
NEWS_FOR = timedelta(hours=24)
LONGEST_WAIT = timedelta(minutes=15)
FOR_NO_ADDRESS = frozenset({"mail_no_address", "outside_refused"})
"""What no later try betters: this address takes no mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message in plain text. `id` is the same for every try; `leave` is the address of
    one-click unsubscribe (RFC 8058), empty where there is nothing to leave yet."""

    id: str
    recipient: str
    subject: str
    text: str
    at: datetime
    leave: str = ""


class Postbox(Protocol):
    """Where mail is handed over."""

    async def send(self, letter: Letter, may_send: Callable[[], bool]) -> None:
        """Hand it over. Raises ChatError."""

    async def was_sent(self, letter: Letter, /) -> bool:
        """Whether it was, as far as anybody can be asked. Raises ChatError."""


class PublicMailer:
    """`look` again and again."""

    def __init__(
        self,
        store: Store,
        subscribers: Subscribers,
        page: PublicPage,
        postbox: Postbox,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._subscribers = subscribers
        self._page = page
        self._postbox = postbox
        self._now = now

    async def look(self) -> None:
        """Whatever is due is sent; who did not answer in time is forgotten."""
        view = await self._page.view()
        if view is None:
            return
        await self._subscribers.forget_unconfirmed()
        for _ in range(AT_ONCE):
            mail = await self._store.transact(lambda tx: tx.public().take_mail(LEASE), urgent=False)
            if mail is None:
                return
            await self._send(mail, view)

    async def _send(self, mail: PublicMail, view: PublicView) -> None:
        until = asyncio.get_running_loop().time() + SENT_WITHIN
        letter = await self._letter(mail, view)
        try:
            sent = mail.doubtful and await self._postbox.was_sent(letter)
            if not sent:
                await self._postbox.send(letter, lambda: asyncio.get_running_loop().time() < until)
        except ChatError as error:
            await self._failed(mail, error)
            return
        await self._done(mail)

    async def _failed(self, mail: PublicMail, error: ChatError) -> None:
        doubt = isinstance(error, MayHaveHappened)
        log.warning("Mail to a subscriber was not sent (%s)", error.code)
        is_old = self._now() - mail.queued > NEWS_FOR
        if is_old or error.code in FOR_NO_ADDRESS or (doubt and mail.doubtful):
            await self._done(mail)
            return
        after = min(timedelta(seconds=2.0 ** min(mail.attempts, 10)), LONGEST_WAIT)
        if isinstance(error, DidNotHappen) and error.retry_after:
            after = max(after, timedelta(seconds=error.retry_after))
        doubtful = doubt or mail.doubtful
        await self._store.transact(
            lambda tx: tx.public().mail_waits(mail, after, doubtful=doubtful), urgent=False
        )

    async def _done(self, mail: PublicMail) -> None:
        await self._store.transact(lambda tx: tx.public().mail_is_done(mail), urgent=False)

    async def _letter(self, mail: PublicMail, view: PublicView) -> Letter:
        own = view.subscribe.removesuffix("subscribe")
        id, to, title = mail.subscriber.id, mail.subscriber.address, view.page.title
        if mail.about is None or mail.incident is None:
            link = f"{own}confirm?t={await self._subscribers.token(id, Purpose.CONFIRM)}"
            return Letter(
                id=mail.id,
                recipient=to,
                subject=PUBLIC["mail.confirm_subject"].format(title=title),
                text=PUBLIC["mail.confirm"].format(page=view.address, link=link),
                at=mail.queued,
            )
        leave = f"{own}leave?t={await self._subscribers.token(id, Purpose.LEAVE)}"
        state = PUBLIC[f"state.{mail.about.state}"]
        foot = PUBLIC["mail.foot"].format(
            page=f"{view.address}incident-{mail.incident.id}.html", leave=leave
        )
        about = mail.incident.service_name or title
        return Letter(
            id=mail.id,
            recipient=to,
            subject=PUBLIC["mail.subject"].format(title=mail.incident.title, state=state),
            text=f"{about}\n\n{mail.about.words}\n\n{state}.\n\n{foot}",
            at=mail.queued,
            leave=leave,
        )
