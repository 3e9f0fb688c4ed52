"""Status pages for the public: which the playbook names, and what stands there of an incident.

Nothing goes there but words that somebody wrote for the public and marked as such, of an incident
that is neither private nor a drill. What was marked stands with the event that told people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

PAGE = "page:"
"""Before the key of a status page, where places outside are named."""

_IN_SLACK = re.compile(
    r"<[@#!][^<>\s]*>?"  # a mention as Slack's machines write it
    r"|<(?:https?|mailto|tel):[^<>\s|]*(?:\|[^<>]*)?>"  # a link of theirs
    r"|(?<![\w.@])@(?:channel|here|everyone)\b"
    r"|\b[UWCGDBTS]0[A-Z0-9]{6,}\b",  # an id
    re.IGNORECASE,
)


class StatusPageKind(StrEnum):
    """Which program keeps the page."""

    UPPTIME = "upptime"
    STATUSPAGE = "statuspage"
    OWN = "own"


class Impact(StrEnum):
    """How badly a part of the page is affected, in the words of Statuspage."""

    NONE = "operational"
    DEGRADED = "degraded_performance"
    PARTIAL = "partial_outage"
    MAJOR = "major_outage"


BY_RANK = (Impact.MAJOR, Impact.PARTIAL, Impact.DEGRADED)
"""What severities mean for the parts of a page unless the playbook says otherwise, worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPage:
    """A page about these services (empty: about all): a repository of GitHub with Upptime, a page
    of Statuspage by its id (`project`), or one that Firebell serves and writes itself.

    Of our own page `title` is its heading, `address` is where the public reads it (empty: where the
    process serves it), and `names` are the services that it shows, by their keys, as the public
    calls them: it is about those and no others.

    `labels` are what Upptime reads issues by; `components` are a service's parts of the page, by
    its key: slugs of Upptime, ids of Statuspage. `impact` is what a severity means for them.
    """

    key: str
    name: str
    kind: StatusPageKind
    project: str
    services: tuple[str, ...] = ()
    labels: tuple[str, ...] = ("status",)
    components: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    impact: Mapping[str, Impact] = field(default_factory=dict)
    title: str = ""
    address: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    def parts(self, service: str) -> tuple[str, ...]:
        """This service's parts of the page."""
        return self.components.get(service, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class ForThePublic:
    """What a form had for the public: words, and a title where the page has none yet. Only what is
    `marked` is published. `typed`: somebody wrote there, other than what the form showed."""

    page: str
    title: str = ""
    text: str = ""
    marked: bool = False
    typed: bool = False


NOTHING = ForThePublic(page="")


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPage:
    """What was marked for a status page, and what stands there.

    `title` and `text` are the last that were marked; `over`: it was marked with the closing. Once
    something is there: what the page calls the incident (`id`), its `link`, whether it was opened
    by Firebell (`own`), whether it is `shut`; `updates` are what the page calls each, by the event
    that told people; `said` is when the newest of them was. `struck` are events whose words were
    removed from the record.
    """

    page: str
    title: str = ""
    text: str = ""
    over: bool = False
    id: str = ""
    link: str = ""
    own: bool = True
    shut: bool = False
    updates: Mapping[str, str] = field(default_factory=dict)
    said: datetime | None = None
    struck: tuple[str, ...] = ()
    struck_titles: tuple[str, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether the page has it."""
        return bool(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a page says of words that stand there: what it calls the incident and the words, where
    people read them, whether Firebell opened it, whether it is over there."""

    id: str
    link: str
    update: str
    own: bool = True
    shut: bool = False


def on_page(key: str) -> str:
    """The place that is a status page of the playbook."""
    return PAGE + key


def slack_words(words: str) -> str | None:
    """The first thing in these words that makes sense in Slack alone; None where nothing is."""
    found = _IN_SLACK.search(words)
    return found[0] if found else None
