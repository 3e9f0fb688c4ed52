"""The contract: what programs send and read. The description at `openapi.json` is made of it.

Programs depend on it: a field may be added, never renamed, and never mean something else.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints

from firebell.app.told_to_programs import rfc3339
from firebell.domain.callouts import Happening
from firebell.domain.incident import Outcome, Status

LONGEST = 3000
"""Characters of what is typed, as in Slack's forms."""
HIGHEST = 2**31 - 1

Words = Annotated[str, StringConstraints(max_length=LONGEST)]
Key = Annotated[str, StringConstraints(max_length=255)]
Time = Annotated[datetime, PlainSerializer(rfc3339, return_type=str, when_used="json")]
"""RFC 3339 in UTC."""
At = Annotated[AwareDatetime, Field(examples=["2026-11-27T03:04:00Z"])]
"""A moment with its zone, as programs send it."""


class Read(BaseModel):
    """What is read."""

    model_config = ConfigDict(frozen=True)


class Sent(BaseModel):
    """What is sent: what is not asked for is a mistake, so that no typing error goes unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Part(Read):
    """One part of what was sent that is wrong, and why."""

    pointer: str = Field(
        description="Where it stands: a JSON Pointer into the body (`#/title`), or the name of a "
        "parameter (`?from`) or a header.",
        examples=["#/title"],
    )
    detail: str = Field(examples=["Say in one line what is going wrong."])


class Problem(Read):
    """What went wrong (RFC 9457). Nothing was changed."""

    type: str = Field("about:blank", examples=["about:blank"])
    title: str = Field(examples=["Unprocessable Entity"])
    status: int = Field(examples=[422])
    detail: str = Field(
        description="The same sentence that people read, in the organisation's language.",
        examples=["Say in one line what is going wrong."],
    )
    code: str = Field(description="What a program can tell it by.", examples=["title_needed"])
    errors: list[Part] = Field(default_factory=list)


class Person(Read):
    """Somebody of the workspace; the name is missing where Slack has not told it."""

    id: str = Field(examples=["U0ALICE11"])
    name: str | None = Field(examples=["Alice"])


class Service(Read):
    """What is wrong, by the playbook's key and name."""

    key: str = Field(examples=["apply-manage"])
    name: str = Field(examples=["Apply/Manage"])


class Role(Read):
    """A duty in an incident: who has it, and whether they answered when they were asked."""

    key: str = Field(examples=["technical"])
    name: str = Field(examples=["Technical lead"])
    person: Person
    on_it: bool


class Told(Read):
    """The last update."""

    known: str
    doing: str
    at: Time
    by: Person


class Facts(Read):
    """What webhooks are sent of an incident, and the API shows of it."""

    number: int = Field(examples=[42])
    label: str = Field(examples=["INC-42"])
    severity: str = Field(description="The playbook's key.", examples=["P1"])
    status: Status
    private: bool
    drill: bool = Field(description="It is for practice, and nothing is wrong.")
    title: str = Field(examples=["Nobody can log in"])
    service: Service | None = Field(description="`null` where nobody is sure.")
    severity_confirmed: bool = Field(description="`false`: it is to be confirmed.")
    raised_at: Time
    next_update_at: Time | None
    closed_at: Time | None
    outcome: Outcome | None = Field(description="`null` while it is open.")
    duplicate_of: int | None


class Incident(Facts):
    """One incident, as it stands now. Times that nobody said are named in `assumed`."""

    url: str = Field(
        description="Its page, for people.", examples=["https://incidents.example.com/incidents/42"]
    )
    description: str
    summary: str = Field(description="How it ended, in a few lines.")
    raised_by: Person
    in_charge: Person
    roles: list[Role]
    last_update: Told | None
    affected_from: Time | None
    working_since: Time | None
    assumed: list[str] = Field(description="Of the two times above, those that nobody said.")


class PrivateFacts(Read):
    """All that is sent of a private one, to a webhook with `private = true` in the playbook."""

    number: int
    label: str
    severity: str
    status: Status
    private: Literal[True]
    drill: bool


class MissedRole(Read):
    """Which role was asked and has not answered in time."""

    key: str
    name: str


class Delivery(Read):
    """What a webhook is sent, signed as the Standard Webhooks specification says. Fields that make
    no sense at a moment are not there."""

    version: Literal[1]
    moment: Happening | Literal["test"]
    at: Time
    organisation: str
    incident: Facts | PrivateFacts | None = None
    text: str | None = Field(None, description="What stakeholders read of it.")
    severity_before: str | None = None
    role: MissedRole | None = None


class Incidents(Read):
    """Some incidents, the newest first."""

    incidents: list[Incident]
    next_cursor: str | None = Field(
        description="Send it as `cursor` to read on; `null` at the end.", examples=["41"]
    )


class Entry(Read):
    """One line of the record."""

    at: Time
    kind: str = Field(
        description="What happened, as a word; new ones may come at any time.",
        examples=["updated"],
    )
    text: str = Field(
        description="The same in words, in the organisation's language.",
        examples=["Update by Alice: The sign-in service is down."],
    )
    by: Person | None = Field(description="`null` where Firebell did it by itself.")
    token: str | None = Field(
        description="What their token is called, where a program did it for them.",
        examples=["deploys"],
    )


class Timeline(Read):
    """The record of one incident, in order."""

    entries: list[Entry]


class Raise(Sent):
    """Raise an incident: what is going wrong is enough."""

    title: Words = Field(
        description="What is going wrong, in one line.", examples=["Nobody can log in"]
    )
    service: Key = Field("unsure", description="The playbook's key.", examples=["unsure"])
    severity: Key = Field("unsure", description="The playbook's key.", examples=["unsure"])
    description: Words = Field("", examples=["Since 03:00, on every machine."])
    private: bool = Field(False, description="Personal data or security is involved.")
    drill: bool = Field(False, description="It is for practice.")


class Update(Sent):
    """Tell people how it stands. What is left out stays as it is."""

    known: Words = Field(description="What is known.", examples=["The sign-in service is down."])
    doing: Words | None = Field(None, examples=["Restarting it."])
    status: Literal["investigating", "identified", "monitoring"] | None = None
    severity: Key | None = Field(None, description="The playbook's key.", examples=[None])
    next_update_at: At | None = Field(
        None,
        description="When people hear next; left out, it is as the playbook says.",
        examples=[None],
    )


class Note(Sent):
    """Put something on the record. It stands there with your name."""

    text: Words = Field(examples=["Release 812 went out."])
    happened_at: At | None = Field(
        None, description="When it was so, if that is not now.", examples=[None]
    )


class Close(Sent):
    """Sound the all-clear. Times that are left out are assumed, and called so."""

    outcome: Outcome = Outcome.RESOLVED
    summary: Words = Field("", examples=["A certificate had run out. It is renewed."])
    duplicate_of: Annotated[int, Field(ge=1, le=HIGHEST)] | None = Field(
        None, description="With the outcome `duplicate`: the number of the other one."
    )
    affected_from: At | None = Field(None, examples=[None])
    working_since: At | None = Field(None, examples=[None])


class Receipt(Read):
    """It is done. The same for the same key, however often it is sent."""

    number: int = Field(examples=[42])
    label: str = Field(examples=["INC-42"])
    url: str = Field(examples=["https://incidents.example.com/incidents/42"])


class SeverityLevel(Read):
    """How bad things can be."""

    key: str = Field(examples=["P1"])
    criteria: str


class RoleKind(Read):
    """A duty that the playbook knows."""

    key: str = Field(examples=["technical"])
    name: str = Field(examples=["Technical lead"])
    in_charge: bool


class Process(Read):
    """The playbook that is in force, as far as programs need it."""

    organisation: str
    time_zone: str = Field(examples=["Europe/London"])
    services: list[Service]
    severities: list[SeverityLevel]
    roles: list[RoleKind]
    when_unsure: str = Field(
        description="What a severity `unsure` counts as until it is confirmed.", examples=["P2"]
    )


class Count(Read):
    """So many of one kind."""

    key: str
    name: str
    count: int


class Week(Read):
    """So many in the week that begins on this Monday."""

    monday: str = Field(examples=["2026-11-23"])
    count: int


class Duration(Read):
    """How long something took, from raising it on, in seconds; assumed times stand in neither."""

    measure: str = Field(examples=["first_update"])
    count: int
    median: float | None
    p90: float | None
    assumed: int


class Rate(Read):
    """So many of all."""

    kept: int
    all: int


class Figures(Read):
    """Figures of real incidents, or of drills."""

    incidents: int
    private: int
    false_alarms: int
    duplicates: int
    services: list[Count]
    severities: list[Count]
    worst_severities: list[Count]
    weeks: list[Week]
    times: list[Duration]
    promises: Rate
    reviews: Rate


class Counted(Read):
    """Figures of a span of days, of what the token may see."""

    first: str = Field(examples=["2026-01-01"])
    last: str = Field(examples=["2026-03-31"])
    real: Figures
    drills: Figures
    counted_whole: int | None = Field(
        description="Promises and the worst severity are counted in so many, the newest; `null`: "
        "in all."
    )
