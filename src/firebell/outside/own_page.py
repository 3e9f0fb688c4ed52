"""Our own status page as a place like the others: a row of the database, and files beside it.

What is put there is known by the same marks as elsewhere, so that a second try changes nothing.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from firebell.app.errors import DidNotHappen
from firebell.app.public_page import PublicPage
from firebell.app.public_ports import PublicIncident, PublicUpdate
from firebell.domain.status_pages import OnPage, Published, StatusPage
from firebell.domain.typed_text import clean, one_line
from firebell.outside.public_words import Post
from firebell.outside.upptime import MaySend

FOLDER = "status_page_folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """The page that this process serves and writes."""

    page: PublicPage
    scope: str

    async def publish(
        self, page: StatusPage, post: Post, _there: OnPage, may_send: MaySend, **_look: bool
    ) -> Published:
        """Once, however often it is tried. Raises DidNotHappen."""
        may_send()
        await self._put(page, post)
        return self._published(page, post)

    async def found(self, _page: StatusPage, _post: Post, _there: OnPage) -> Published | None:
        """Nothing needs to be looked for: publishing it once more changes nothing."""
        return None

    async def change(
        self, _page: StatusPage, post: Post, _there: OnPage, _update: str, may_send: MaySend
    ) -> None:
        """Other words where these stand. Raises DidNotHappen."""
        may_send()
        title = _title(post) if post.retitle else None
        try:
            await self.page.reword(post.update, clean(post.text).strip(), title)
        except OSError:
            raise DidNotHappen(FOLDER, method=self.scope) from None

    async def tidy(
        self, _page: StatusPage, _post: Post, _there: OnPage, _update: str, _may_send: MaySend
    ) -> int:
        """There are no doubles."""
        return 0

    async def _put(self, page: StatusPage, post: Post) -> None:
        said = post.said
        try:
            await self.page.put(_incident(page, post, said), _update(post, said))
        except OSError:
            raise DidNotHappen(FOLDER, method=self.scope) from None

    def _published(self, page: StatusPage, post: Post) -> Published:
        link = f"{self.page.address(page)}incident-{post.mark}.html"
        return Published(id=post.mark, link=link, update=post.update, shut=post.over)


def can_be_written(folder: Path) -> bool:
    """Whether files can be put there; where there is none yet, whether it can be made."""
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _incident(page: StatusPage, post: Post, said: datetime) -> PublicIncident:
    """A service that has no name for the public is not named."""
    name = page.names.get(post.service, "")
    return PublicIncident(
        id=post.mark,
        service=post.service if name else "",
        service_name=name,
        title=_title(post),
        state=post.status.value,
        impact=post.impact.value,
        began=said,
        changed=said,
    )


def _update(post: Post, said: datetime) -> PublicUpdate:
    return PublicUpdate(
        id=post.update,
        incident=post.mark,
        at=said,
        state=post.status.value,
        words=clean(post.text).strip(),
    )


def _title(post: Post) -> str:
    return one_line(clean(post.title))
