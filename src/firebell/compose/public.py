"""Our own status page, whenever the playbook has one; until then nothing of it is loaded.

It is served by Starlette alone, so that it needs neither the pages nor their framework.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Receive, Scope, Send

from firebell.app.background import Work, every
from firebell.app.public_mail import Postbox, PublicMailer
from firebell.app.public_page import PublicPage
from firebell.app.subscribers import Subscribers
from firebell.compose.base import Base
from firebell.compose.site import Address

if TYPE_CHECKING:
    from firebell.web.public.serving import Rendered

log = logging.getLogger(__name__)

WRITTEN_EVERY = 60.0
"""Seconds: a page in a folder says when it was written, and that is not long ago while we stand."""
MAILED_EVERY = 1.0


class Public:
    """The page, its addresses, and what is done for it now and then."""

    def __init__(self, base: Base, address: Address, postbox: Postbox | None) -> None:
        self._base = base
        self._mails = postbox is not None
        store, now = base.store, base.clock.now
        playbook = base.directory.playbook
        self.page = PublicPage(store, playbook, now, address, mails=self._mails)
        self.page.changed = self._renew
        self._subscribers = Subscribers(store, now)
        self._postbox = postbox

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """They lead nowhere while the playbook has no page of ours."""
        return [Route("/status", self._begin), Mount("/status", app=self._serve)]

    @property
    def chores(self) -> Sequence[Work]:
        """The folder is kept fresh, and mail is sent."""
        found: list[Work] = [every(WRITTEN_EVERY, self._write)]
        if self._postbox is not None:
            page, now = self.page, self._base.clock.now
            mailer = PublicMailer(self._base.store, self._subscribers, page, self._postbox, now)
            found.append(every(MAILED_EVERY, mailer.look))
        return found

    async def _write(self) -> None:
        await self.page.forget()
        try:
            await self._renew()
        except OSError as error:
            log.warning("The status page's folder can't be written (%s)", error.strerror)

    async def _renew(self) -> None:
        if self._there:
            await self._rendered.renew()

    async def _begin(self, _: Request) -> Response:
        self._known()
        return RedirectResponse("/status/", 308)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._known()
        await self._application(scope, receive, send)

    def _known(self) -> None:
        if not self._there:
            raise HTTPException(404)

    @property
    def _there(self) -> bool:
        return self._base.directory.playbook().own_page is not None

    @cached_property
    def _rendered(self) -> Rendered:
        from firebell.web.public.serving import Rendered  # noqa: PLC0415 - its templates take time

        return Rendered(self.page, self._base.settings.status_page_folder)

    @cached_property
    def _application(self) -> Starlette:
        from firebell.web.public.serving import application  # noqa: PLC0415

        page, rendered = self.page, self._rendered
        return application(page, rendered, self._subscribers, mails=self._mails)
