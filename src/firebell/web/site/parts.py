"""What the pages' handlers are given to work with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from firebell.app.changes import Changes
from firebell.app.deeds import Deeds
from firebell.app.figures import Counting
from firebell.app.library import Library
from firebell.app.review import ToFile
from firebell.app.sessions import Sessions
from firebell.app.tokens import Tokens
from firebell.domain.incident import Person
from firebell.domain.permissions import Caller

Who = Callable[[Person], Awaitable[Caller | None]]
"""Somebody as the gate wants to know them; None where the workspace can't be asked just now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """How people say who they are: Slack's addresses for it, our credentials, and which workspace
    they have to be of."""

    authorize_url: str
    token_url: str
    user_info_url: str
    client_id: str
    client_secret: str
    team: Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """`address` is where people reach the pages, without a stroke at its end. `files` make a review
    a file, by the ends of its name: those whose extra is installed."""

    address: Callable[[], str]
    sign_in: SignIn
    sessions: Sessions
    tokens: Tokens
    library: Library
    changes: Changes
    counting: Counting
    deeds: Deeds
    who: Who
    files: Mapping[str, ToFile]

    @property
    def is_safe(self) -> bool:
        """Whether browsers reach us by https only."""
        return self.address().startswith("https://")
