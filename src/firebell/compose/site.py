"""The pages, where people can sign in; else there are none, and nothing of theirs is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from starlette.routing import BaseRoute

from firebell.app.changes import Changes
from firebell.app.deeds import Deeds
from firebell.app.figures import Counting
from firebell.app.library import Library
from firebell.app.review import ToFile
from firebell.app.sessions import Sessions
from firebell.app.tokens import Tokens
from firebell.compose.base import Base, new_id
from firebell.compose.outside import secret
from firebell.documents import pdf, word


@dataclass(slots=True)
class Address:
    """Where people reach the pages: what the settings say, else where the process listens, which
    is known once it does."""

    url: str

    def __call__(self) -> str:
        """Without a stroke at its end."""
        return self.url


def pages_for(base: Base, address: Address) -> list[BaseRoute]:
    """Their routes."""
    if not base.settings.has_pages:
        return []
    from firebell.web.api.application import api  # noqa: PLC0415 - its frameworks take time
    from firebell.web.site.application import website  # noqa: PLC0415
    from firebell.web.site.parts import Parts, SignIn  # noqa: PLC0415

    settings, directory = base.settings, base.directory
    slack = urlsplit(settings.slack_api_url)
    origin = f"{slack.scheme}://{slack.netloc}"
    parts = Parts(
        address=address,
        sign_in=SignIn(
            authorize_url=f"{origin}/openid/connect/authorize",
            token_url=f"{settings.slack_api_url}openid.connect.token",
            user_info_url=f"{settings.slack_api_url}openid.connect.userInfo",
            client_id=settings.client_id.strip(),
            client_secret=secret(settings.client_secret) or "",
            team=lambda: base.slack.team,
        ),
        sessions=Sessions(base.store, base.clock.now),
        tokens=Tokens(base.store, base.clock.now),
        library=Library(
            base.store, base.incidents, directory.learn, directory.playbook, base.clock.now
        ),
        changes=Changes(base.store, base.clock.now),
        counting=Counting(base.store, base.incidents, directory.playbook, base.clock.now),
        deeds=Deeds(base.store, base.incidents, directory.playbook, base.clock.now, new_id),
        who=base.accounts.surely,
        files=_files(settings.playbook.parent),
    )
    return [api(parts), website(parts)]


def _files(folder: Path) -> Mapping[str, ToFile]:
    """What makes a review a file, as far as its extra is installed."""
    found: dict[str, ToFile] = {}
    if word.INSTALLED:
        found["docx"] = word.maker(folder)
    if pdf.INSTALLED:
        found["pdf"] = pdf.to_pdf
    return found
