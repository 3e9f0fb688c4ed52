"""What carrying out needs beside the job: the gateway, and the record as a document."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from firebell.app.ports import Roster
from firebell.domain.incident import Person, ReviewCopy
from firebell.domain.typed_words import Record
from firebell.slack.client.gateway import Gateway


@dataclass(frozen=True, slots=True)
class EffectContext:
    """`record` makes the incident's record as Markdown, by its opaque id; `review` its review as
    a file, up to a version of its words (raises NotMade); `events` are all that
    happened in it, by their ids; `roster` says who is in a channel; `publish_home` makes a
    person's Home anew; `known` is the id of a channel that the playbook names (`#incidents`),
    where that is known."""

    slack: Gateway
    record: Callable[[str], Awaitable[str]]
    review: Callable[[str, ReviewCopy, int | None], Awaitable[bytes]]
    events: Callable[[str], Awaitable[Record]]
    roster: Roster
    publish_home: Callable[[Person], Awaitable[None]]
    known: Callable[[str], str | None]
