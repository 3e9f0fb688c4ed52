"""The organisation's process as frozen values. How it is written down, `playbook_file` knows.

People, groups and channels stand here as *references*: what the file says (`alice@example.com`,
`@service-duty`, `#incidents`) until `resolve` has put Slack's ids in their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from firebell.domain.callouts import PAGERDUTY, OnDuty, Webhook
from firebell.domain.hours import USUAL_HOURS, Hours
from firebell.domain.place import Place
from firebell.domain.review_template import USUAL_REVIEW, ReviewRules
from firebell.domain.rota import ROTA, Rota, on_duty
from firebell.domain.status_pages import BY_RANK, Impact, StatusPage, StatusPageKind
from firebell.domain.team_fields import TeamField


def is_group(reference: str) -> bool:
    """Whether this is a user group's id."""
    return reference[:1] == "S" and reference.isalnum()


def is_person(reference: str) -> bool:
    """Whether this is a person's id."""
    return reference[:1] in ("U", "W") and reference.isalnum()


UNSURE = "unsure"
"""The key of *Not sure*, which is an answer for service and for severity."""


class Loudness(StrEnum):
    """Whom a new message pings: everybody, those who are there, nobody."""

    CHANNEL = "channel"
    HERE = "here"
    NONE = "none"

    def quieter(self) -> Loudness:
        """One step down; what closes is one step quieter than what opened."""
        return Loudness.HERE if self is Loudness.CHANNEL else Loudness.NONE

    def at_most(self, most: Loudness) -> Loudness:
        """This loudness or `most`, whichever pings fewer people."""
        order = [Loudness.NONE, Loudness.HERE, Loudness.CHANNEL]
        return min(self, most, key=order.index)


class ReviewRule(StrEnum):
    """Whether a severity asks for a review."""

    REQUIRED = "required"
    OFFERED = "offered"
    NONE = "none"


class Moment(StrEnum):
    """When a step comes up."""

    RAISED = "raised"
    SEVERITY = "severity"
    CLOSED = "closed"


class Audience(StrEnum):
    """Whom the playbook lets do something: full members of the workspace, guests (where they were
    invited), whoever has a role in the incident or is in charge of it."""

    MEMBERS = "members"
    GUESTS = "guests"
    LEADS = "leads"


RAISERS = (Audience.MEMBERS,)
"""Who raises, where the playbook does not say it."""
PARTICIPANTS = (Audience.MEMBERS, Audience.GUESTS)
"""Who does everything else, where the playbook does not say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permissions:
    """Who may raise an incident, take part in one (roles, steps, notes), say how it stands
    (updates, severity, corrections), and end it (close, reopen)."""

    raise_: tuple[Audience, ...] = RAISERS
    take_part: tuple[Audience, ...] = PARTICIPANTS
    update: tuple[Audience, ...] = PARTICIPANTS
    close: tuple[Audience, ...] = PARTICIPANTS


class StakeholdersRead(StrEnum):
    """What stakeholders read where nobody wrote words for them: the words for the team, or only a
    sentence that is made of where it stands."""

    UPDATE = "update"
    SENTENCE = "sentence"


class Offer(StrEnum):
    """What a step offers to do."""

    PRIVATE = "private"


class DoneBy(StrEnum):
    """What Firebell sees happen, and so knows a step to be done by: the first update is sent,
    every role has somebody who is on it, the incident is closed, words are marked for the public
    (once it is closed: with the closing)."""

    UPDATE = "update"
    ROLES = "roles"
    CLOSING = "closing"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """How bad it is: the playbook's own key (`P1`) and criteria; first in the list is worst.

    `reminders_wait`: its reminders wait for the end of the quiet hours. `factors` are what speaks
    for it: that many of them, `needs`, suggest it. `place` is where such an incident lives.
    """

    key: str
    criteria: str
    loud: Loudness = Loudness.HERE
    update_every: timedelta | None = None
    answer_within: timedelta | None = None
    announce: tuple[str, ...] = ()
    invite: tuple[str, ...] = ()
    review: ReviewRule = ReviewRule.OFFERED
    reminders_wait: bool = False
    call: str = ""
    factors: tuple[str, ...] = ()
    needs: int = 1
    place: Place = Place.CHANNEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A duty that one person holds. `short` stands where room is scarce (*Comms*). Without
    `services`, here and in others, it is for every service."""

    key: str
    name: str
    short: str
    duty: str
    in_charge: bool = False
    writes_updates: bool = False
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What can be wrong. `channels` pre-fill it; `leads` fill roles that the form left empty.

    `highest` is the severity above which it never counts. It `depends_on` the services before it
    and `feeds` those behind it, by key. What it says of `announce` comes to what is said for all;
    its `time_zone` stands in place of the organisation's.
    """

    key: str
    name: str
    channels: tuple[str, ...] = ()
    leads: Mapping[str, str] | None = None
    invite: tuple[str, ...] = ()
    contact: str | None = None
    call: str = ""
    announce: tuple[str, ...] = ()
    time_zone: str | None = None
    highest: str | None = None
    depends_on: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()

    def lead(self, role: str) -> str | None:
        """Who usually holds this role for this service (a person, or a rota), or None."""
        return (self.leads or {}).get(role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line of the playbook to be ticked. Empty `severities` means every severity. `while_open`:
    once the incident is over nobody needs to do it any more, so it is no follow-up."""

    key: str
    words: str
    moment: Moment = Moment.RAISED
    role: str | None = None
    severities: tuple[str, ...] = ()
    within: timedelta | None = None
    offers: Offer | None = None
    done_by: DoneBy | None = None
    services: tuple[str, ...] = ()
    while_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page that people need during an incident; an https address."""

    title: str
    url: str
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholders:
    """Who is told of incidents of these severities and services (empty: of all) without working on
    them: channels, people and groups of Slack; Microsoft Teams, by the names that the settings give
    to addresses; and e-mail addresses.

    Of a private incident they hear only that there is one, and only with `private`; of a drill
    only with `drills`.
    """

    severities: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    private: bool = False
    drills: bool = False


class TrackerKind(StrEnum):
    """Which program keeps the organisation's tickets."""

    GITHUB = "github"
    JIRA = "jira"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """Where actions of incidents of these services (empty: of all) can be made into tickets: a
    repository of GitHub (`owner/name`), or a project of Jira by its key. `kind_of_issue` is Jira's.

    Of a private incident nothing goes there but with `private`, and then its number alone; of a
    drill only with `drills`.
    """

    key: str
    kind: TrackerKind
    project: str
    services: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    kind_of_issue: str = "Task"
    private: bool = False
    drills: bool = False


class SenderKind(StrEnum):
    """Which program sends alerts, and so what it sends and how it shows that it may."""

    ALERTMANAGER = "alertmanager"
    GRAFANA = "grafana"
    AZURE_MONITOR = "azure_monitor"
    SENTRY = "sentry"
    STATUSCAKE = "statuscake"
    JSON = "json"


class RaisedHow(StrEnum):
    """Whether an alert asks people to raise an incident, or a rule raises it."""

    ASK = "ask"
    AT_ONCE = "at once"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSource:
    """A program that sends alerts, by the name in its address, and the channel where they stand.

    `services` and `severities` say which of the playbook's the values of two labels mean; `service`
    holds where nothing else is known. A rule (`raise_`) raises what has one of `raise_severities`
    and all of `raise_labels` (empty: whatever comes) and has fired for `raise_after`. `fields` are
    JSON Pointers (RFC 6901) into plain JSON; `ended` are the states that say that it is over.
    """

    key: str
    kind: SenderKind
    channel: str
    service: str = ""
    service_label: str = "service"
    services: Mapping[str, str] = field(default_factory=dict)
    severity_label: str = "severity"
    severities: Mapping[str, str] = field(default_factory=dict)
    raise_: RaisedHow = RaisedHow.ASK
    raise_severities: tuple[str, ...] = ()
    raise_labels: Mapping[str, str] = field(default_factory=dict)
    raise_after: timedelta = timedelta()
    fields: Mapping[str, str] = field(default_factory=dict)
    ended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long after its closing an incident keeps its people and its words; None for ever."""

    private: timedelta | None = None
    public: timedelta | None = None
    drills: timedelta | None = None

    def of(self, *, private: bool, drill: bool) -> timedelta | None:
        """For such an incident. A drill is a drill, whether private or not."""
        if drill:
            return self.drills
        return self.private if private else self.public


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """The whole process. Exactly one role is in charge; `when_unsure` is a severity's key;
    `written` is what the file calls a person, group or channel, by their id; `unanswered` are those
    of whom the chat has not said yet whether there are such. `call`, here and in severities and
    services, is an address or a template of one (`domain/calls.py`).

    `operators` run it and hear what is wrong with its file; `feedback` is where people say how it
    worked. `version` tells this one from earlier ones, since `since`; what those had and this has
    not any more is `gone`: it still names what stands in open incidents. `everywhere` is the whole
    process, of which this is what concerns one service (`of`).
    """

    organisation: str
    severities: tuple[Severity, ...]
    roles: tuple[Role, ...]
    services: tuple[Service, ...]
    when_unsure: str
    severity_word: str = "severity"
    language: str = "en"
    time_zone: str = "UTC"
    channel_name: str = "inc-{number}-{service}-{title}"
    announce: tuple[str, ...] = ()
    drill_announce: tuple[str, ...] = ()
    invite: tuple[str, ...] = ()
    private_invite: tuple[str, ...] = ()
    call: str = ""
    private_call: str = ""
    steps: tuple[Step, ...] = ()
    documents: tuple[Document, ...] = ()
    archive_after: timedelta | None = None
    review_within: timedelta = timedelta(days=10)
    permissions: Permissions = Permissions()
    retention: Retention = Retention()
    record_emoji: tuple[str, ...] = ("pushpin",)
    hours: Hours = USUAL_HOURS
    written: Mapping[str, str] = field(default_factory=dict)
    unanswered: frozenset[str] = frozenset()
    tell: tuple[Stakeholders, ...] = ()
    stakeholders_read: StakeholdersRead = StakeholdersRead.UPDATE
    rotas: tuple[Rota, ...] = ()
    pages: tuple[OnDuty, ...] = ()
    webhooks: tuple[Webhook, ...] = ()
    fields: tuple[TeamField, ...] = ()
    operators: tuple[str, ...] = ()
    feedback: str | None = None
    version: str = ""
    since: datetime | None = None
    gone_severities: tuple[Severity, ...] = ()
    gone_roles: tuple[Role, ...] = ()
    everywhere: Playbook | None = field(default=None, compare=False, repr=False)

    def of(self, service: str, held: Iterable[str] = ()) -> Playbook:
        """What concerns this service: its roles (and those that somebody has), steps, documents,
        places and clock."""
        whole = self.everywhere or self
        own = whole.service(service) or Service(key=service, name="")
        there = {role.key for role in whole.roles}
        return replace(
            whole,
            roles=(
                *(role for role in whole.roles if _concerns(role, service) or role.key in held),
                *(whole.role(key) for key in held if key not in there),
            ),
            steps=tuple(step for step in whole.steps if _concerns(step, service)),
            documents=tuple(page for page in whole.documents if _concerns(page, service)),
            announce=tuple(dict.fromkeys([*whole.announce, *own.announce])),
            time_zone=own.time_zone or whole.time_zone,
            everywhere=whole,
        )

    def after(self, earlier: Playbook) -> Playbook:
        """This one, in place of an earlier one: the severities and roles that it has not any more
        keep their names, and bring nobody."""
        severities = {severity.key for severity in self.severities}
        roles = {role.key for role in self.roles}
        return replace(
            self,
            gone_severities=tuple(
                replace(each, announce=(), invite=())
                for each in (*earlier.severities, *earlier.gone_severities)
                if each.key not in severities
            ),
            gone_roles=tuple(
                replace(each, in_charge=False, writes_updates=False)
                for each in (*earlier.roles, *earlier.gone_roles)
                if each.key not in roles
            ),
        )

    trackers: tuple[Tracker, ...] = ()
    status_pages: tuple[StatusPage, ...] = ()
    review_rules: ReviewRules = USUAL_REVIEW
    alerts: tuple[AlertSource, ...] = ()

    def alert_source(self, key: str) -> AlertSource | None:
        """The source of alerts with this name, or None."""
        return next((source for source in self.alerts if source.key == key), None)

    def severity(self, key: str) -> Severity:
        """The severity with this key; one that the playbook has lost is read as a plain label."""
        for severity in (*self.severities, *self.gone_severities):
            if severity.key == key:
                return severity
        return Severity(key=key, criteria="")

    def working_time(self, at: datetime) -> datetime:
        """This moment where people work, else the next one at which they begin."""
        return self.hours.in_working_time(at, self.time_zone)

    def when_reminded(self, at: datetime, severity: str) -> datetime:
        """When what is due at this moment is reminded of, with this severity: then, or once the
        quiet hours are over."""
        if not self.severity(severity).reminders_wait:
            return at
        return self.hours.after_quiet(at, self.time_zone)

    def is_higher(self, a: str, b: str) -> bool:
        """Whether severity `a` is worse than `b`; unknown ones are never higher."""
        order = [severity.key for severity in self.severities]
        return a in order and b in order and order.index(a) < order.index(b)

    def service(self, key: str) -> Service | None:
        """The service with this key, or None (also for *Not sure*)."""
        return next((service for service in self.services if service.key == key), None)

    def role(self, key: str) -> Role:
        """The role with this key; one that the playbook has lost is read as a plain label."""
        for role in (*self.roles, *(self.everywhere or self).roles, *self.gone_roles):
            if role.key == key:
                return role
        return Role(key=key, name=key, short=key, duty="")

    def lead(self, service: Service, role: str, at: datetime) -> str | None:
        """Who is to be asked for this role of this service now, as far as that is known: a person's
        id, else what the file says; None where it names nobody."""
        named = service.lead(role)
        if named is None or not named.startswith(ROTA):
            return named
        rota = self._rota(named)
        return on_duty(rota, at, self.time_zone) if rota else None

    def usual_leads(self, role: str) -> tuple[str, ...]:
        """Everybody who has this role for some service, whether on duty now or not."""
        found: list[str] = []
        for named in (service.lead(role) for service in self.services):
            rota = self._rota(named or "")
            found += rota.people if rota else [named] if named else []
        return tuple(dict.fromkeys(found))

    def tracker(self, key: str) -> Tracker | None:
        """The tracker with this key, or None."""
        return next((tracker for tracker in self.trackers if tracker.key == key), None)

    def tracker_of(self, service: str, *, private: bool, drill: bool) -> Tracker | None:
        """Where actions of such an incident can be made into tickets, the first that fits; None
        for nowhere."""
        for tracker in self.trackers:
            fits = not tracker.services or service in tracker.services
            if fits and (tracker.private or not private) and (tracker.drills or not drill):
                return tracker
        return None

    def status_page(self, key: str) -> StatusPage | None:
        """The status page with this key, or None."""
        return next((page for page in self.status_pages if page.key == key), None)

    @property
    def own_page(self) -> StatusPage | None:
        """The status page that Firebell serves itself, if there is to be one."""
        own = (page for page in self.status_pages if page.kind is StatusPageKind.OWN)
        return next(own, None)

    def status_page_of(self, service: str) -> StatusPage | None:
        """Where the public reads of incidents of this service, the first that fits; None for
        nowhere."""
        fits = (page for page in self.status_pages if not page.services or service in page.services)
        return next(fits, None)

    def impact(self, page: StatusPage, severity: str) -> Impact:
        """What this severity means for the parts of the page."""
        keys = [each.key for each in self.severities]
        rank = keys.index(severity) if severity in keys else len(BY_RANK)
        return page.impact.get(severity, BY_RANK[min(rank, len(BY_RANK) - 1)])

    def _rota(self, named: str) -> Rota | None:
        return next((rota for rota in self.rotas if ROTA + rota.key == named), None)

    def has_usual_lead(self, role: str) -> bool:
        """Whether a service says who usually has this role."""
        return any(service.lead(role) for service in self.services)

    @property
    def leading_role(self) -> Role:
        """The role that is in charge."""
        return next((role for role in self.roles if role.in_charge), self.roles[0])

    @property
    def updating_role(self) -> Role:
        """The role that is reminded of updates; whoever is in charge when there is none."""
        return next((role for role in self.roles if role.writes_updates), self.leading_role)

    def service_of_channel(self, channel: str) -> Service | None:
        """The service that the playbook maps to this channel, by whichever of id or name it has."""
        return next((service for service in self.services if channel in service.channels), None)

    def steps_for(self, moment: Moment, severity: str) -> tuple[Step, ...]:
        """The lines that come up at this moment for this severity, in the file's order."""
        return tuple(
            step
            for step in self.steps
            if step.moment is moment and (not step.severities or severity in step.severities)
        )

    def invitees(self, *, private: bool, severity: str, service: str) -> tuple[str, ...]:
        """Whom it brings: into a private incident only those that it names for private ones."""
        if private:
            return self.private_invite
        found = self.service(service)
        invited = [*self.invite, *self.severity(severity).invite, *(found.invite if found else ())]
        return tuple(dict.fromkeys(invited))

    def id_of(self, reference: str) -> str | None:
        """Whom or what it names by this reference, where that is known."""
        return next((id for id, written in self.written.items() if written == reference), None)

    def schedules(self) -> frozenset[str]:
        """Those outside that say who is on call, as leads of services name them."""
        named = (lead for service in self.services for lead in (service.leads or {}).values())
        return frozenset(lead for lead in named if lead.startswith(PAGERDUTY))

    def references(self) -> frozenset[str]:
        """Every person, group and channel that the playbook names, as it names them."""
        found = {*self.announce, *self.drill_announce, *self.invite, *self.private_invite}
        found.update(self.operators)
        for severity in self.severities:
            found.update(severity.announce, severity.invite)
        for service in self.services:
            leads = [
                lead
                for lead in (service.leads or {}).values()
                if not lead.startswith((ROTA, PAGERDUTY))
            ]
            found.update(service.channels, service.invite, service.announce, leads)
        for rota in self.rotas:
            found.update(rota.references())
        for stakeholders in self.tell:
            found.update(stakeholders.channels, stakeholders.people, stakeholders.groups)
        found.update(source.channel for source in self.alerts)
        return frozenset(found)

    def resolve(self, ids: Mapping[str, str]) -> Playbook:
        """The same process with Slack's ids for the references that `ids` knows.

        What is not known stays as it is written, so that it is told by the name that it has there.
        """

        def known(references: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(ids.get(reference, reference) for reference in references))

        mine = self.references() | self.schedules()
        return replace(
            self,
            written={id: reference for reference, id in ids.items() if reference in mine},
            announce=known(self.announce),
            drill_announce=known(self.drill_announce),
            invite=known(self.invite),
            private_invite=known(self.private_invite),
            operators=known(self.operators),
            severities=tuple(
                replace(s, announce=known(s.announce), invite=known(s.invite))
                for s in self.severities
            ),
            services=tuple(
                replace(
                    s,
                    channels=known(s.channels),
                    invite=known(s.invite),
                    announce=known(s.announce),
                    leads={role: ids.get(lead, lead) for role, lead in (s.leads or {}).items()},
                )
                for s in self.services
            ),
            rotas=tuple(rota.resolve(ids) for rota in self.rotas),
            tell=tuple(
                replace(
                    s,
                    channels=known(s.channels),
                    people=known(s.people),
                    groups=known(s.groups),
                )
                for s in self.tell
            ),
            alerts=tuple(replace(s, channel=ids.get(s.channel, s.channel)) for s in self.alerts),
        )


def _concerns(part: Role | Step | Document, service: str) -> bool:
    return not part.services or service in part.services
