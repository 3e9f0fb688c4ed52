"""One call of a method: its arguments, whoever makes it, and how a refusal is said."""

from __future__ import annotations

import base64
import math
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from slack_sandbox.state.entities import Channel, Json
from slack_sandbox.state.untrusted import read_json
from slack_sandbox.state.workspace import Workspace

T = TypeVar("T")


class SlackError(Exception):
    """Slack's refusal: `ok: false`, the code, and whatever stands beside it."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.more = more

    def answer(self) -> Json:
        """The JSON of the refusal."""
        return {"ok": False, "error": self.code, **self.more}


def invalid_arguments(*messages: str) -> SlackError:
    """The refusal that names what is wrong (`docs/slack-facts.md`, The wire)."""
    said = [f"[ERROR] {message}" for message in messages]
    return SlackError("invalid_arguments", response_metadata={"messages": said})


@dataclass(slots=True, kw_only=True)
class Call:
    """`lag`: seconds that reads are behind (a fault). `origin`: the server's own address.

    `token`: `bot`, `app` or `user`. `caller`: the person whose token it is, empty for the app's
    own. `arrived`: on the machine's clock, for what two calls in flight do not see of each other.
    """

    workspace: Workspace
    arguments: Mapping[str, Any]
    origin: str = ""
    token: str = ""
    caller: str = ""
    secret: str = ""
    arrived: float = math.inf
    lag: float = 0.0
    warnings: list[str] = field(default_factory=list)
    scopes: frozenset[str] | None = None

    def text(self, name: str, default: str = "") -> str:
        """An argument as a string, or `default` where there is none."""
        value = self.arguments.get(name)
        return default if value is None else str(value)

    def number(self, name: str, default: int) -> int:
        """An argument as a whole number, or `default`. Raises SlackError."""
        value = self.arguments.get(name)
        if value in (None, ""):
            return default
        try:
            return int(float(str(value)))
        except (ValueError, OverflowError):
            raise invalid_arguments(f"{name} must be a number") from None

    def flag(self, name: str, default: bool = False) -> bool:
        """An argument as a boolean: `true`, `1` and JSON's true are true."""
        value = self.arguments.get(name)
        return default if value is None else str(value).lower() in ("true", "1")

    def json(self, name: str, code: str) -> Any:
        """An argument that is structured, or written as JSON; `code` refuses what is not."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        found = read_json(value)
        if found is None and value.strip() != "null":
            raise SlackError(code)
        return found

    def list_of(self, name: str) -> list[str]:
        """An argument as a list of strings: a JSON list, or separated by commas."""
        value = self.arguments.get(name)
        if isinstance(value, str) and value.startswith("["):
            value = self.json(name, "invalid_arguments")
        if isinstance(value, list):
            return [str(item) for item in value]
        return [part.strip() for part in str(value or "").split(",") if part.strip()]

    def require_scope(self, *scopes: str) -> None:
        """Raises SlackError unless one of these scopes was granted."""
        if self.scopes is None or not scopes or self.scopes & set(scopes):
            return
        provided = ",".join(sorted(self.scopes))
        raise SlackError("missing_scope", needed=",".join(scopes), provided=provided)

    def timestamp(self) -> str:
        """A message's, as `timestamp`. Raises SlackError where it is none."""
        value = self.text("timestamp")
        if not re.fullmatch(r"\d+\.\d+", value):
            raise SlackError("bad_timestamp")
        return value

    def channel(self, name: str = "channel") -> Channel:
        """The channel that the bot may know of; a private one only from inside."""
        return self.channel_by_id(self.text(name))

    def channel_by_id(self, id: str) -> Channel:
        """The channel with this id, if the bot may know of it. Raises SlackError."""
        found = self.workspace.channels.get(id)
        if found is None or (found.is_private and self.bot not in found.members):
            raise SlackError("channel_not_found")
        if self.lag and time.time() - found.machine_created < self.lag:
            raise SlackError("channel_not_found")
        return found

    def joined_channel(self) -> Channel:
        """The channel that is named, if the bot is in it. Raises SlackError."""
        found = self.channel()
        if found.is_archived:
            raise SlackError("is_archived")
        if self.bot not in found.members:
            raise SlackError("not_in_channel")
        return found

    def file(self, id: str) -> Json:
        """A file that the app may see: its own, given to it in a form, or shared where it is.

        Raises SlackError.
        """
        file = self.workspace.files.get(id)
        if file is None or not self._sees(file):
            raise SlackError("file_not_found")
        return file

    def uploaded_file(self, id: str) -> Json:
        """The same, and its bytes have arrived. Raises SlackError."""
        file = self.file(id)
        if file["content"] is None:
            raise SlackError("file_not_found")
        return file

    def _sees(self, file: Json) -> bool:
        if file["user"] == self.bot or file.get("submitted"):
            return True
        shares = self.workspace.messages_with_file(file["id"])
        return any(self.bot in channel.members for channel, _ in shares)

    @property
    def bot(self) -> str:
        """The id of the app's bot user."""
        return self.workspace.app.bot_user

    def limit(self, most: int, default: int = 100) -> int:
        """The argument `limit`, from 1 to `most`. Raises SlackError."""
        found = self.number("limit", default)
        if found < 1 or found > most:
            raise SlackError("invalid_limit")
        return found

    def page(self, items: Sequence[T], most: int, default: int = 100) -> tuple[Sequence[T], str]:
        """One page and the opaque cursor of the next, empty at the end."""
        limit = self.limit(most, default)
        start = _decode(self.text("cursor"))
        end = start + limit
        return items[start:end], _encode(end) if end < len(items) else ""

    def numbered_page(self, items: Sequence[T]) -> tuple[list[T], Json]:
        """One page by `count` and `page`, as older methods have it, and where it stands."""
        count, page = max(1, self.number("count", 100)), max(1, self.number("page", 1))
        pages = -(-len(items) // count)
        paging = {"count": count, "total": len(items), "page": page, "pages": pages}
        return list(items[(page - 1) * count : page * count]), paging


def _encode(position: int) -> str:
    return base64.b64encode(f"next:{position}".encode()).decode()


def _decode(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        kind, _, position = base64.b64decode(cursor, validate=True).decode().partition(":")
        if kind != "next":
            raise SlackError("invalid_cursor")
        return int(position)
    except ValueError:
        raise SlackError("invalid_cursor") from None


Handler = Callable[[Call], Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A row of the registry. `scopes`: one of them. `tier`: 1 to 4, 5 for special.

    `tokens`: which are taken (`bot`, `app`, `user`), none where there is no need of one.
    `missing` says what Slack does and this does not; empty means faithful.
    """

    run: Handler
    required: Sequence[str] = ()
    scopes: Sequence[str] = ()
    tier: int = 3
    missing: str = ""
    tokens: Sequence[str] = ("bot",)
