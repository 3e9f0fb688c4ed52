"""The tables. Times are seconds since 1970 (UTC); what the domain owns is JSON in `body`.

Most tables only grow. What is still open or still to be done has partial indexes of its own; a
query that wants one has to say the index's condition with a literal (`is_open` and the like),
because a planner that sees a parameter can't know that the index holds all it asks for.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Double,
    FromClause,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    exists,
    false,
    literal_column,
    select,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("key", String(255), nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("status", String(32), nullable=False),
    Column("private", Boolean, nullable=False),
    Column("drill", Boolean, nullable=False),
    Column("service", String(255), nullable=False),
    Column("raised", Double, nullable=False),
    Column("closed", Double, nullable=True),
    Column("to_do", Boolean, nullable=False, server_default=false()),
    Column("review_due", Double, nullable=True),
    Column("severity", String(255), nullable=False, server_default=""),
    Column("body", Text, nullable=False),
    Index("ix_incidents_service_number", "service", "number"),
    Index("ix_incidents_severity_number", "severity", "number"),
    Index("ix_incidents_status_number", "status", "number"),
    Index("ix_incidents_status_raised", "status", "raised"),
)
"""`closed`: since when it is closed; none while it is open, and once its time has passed. `to_do`:
whether any of its actions is to be done still. `review_due`: by when its review is to be published
(since when it is closed, where nobody said); none once it was, and where there is to be none.
`severity`: its key, empty where an earlier version wrote the row last."""


def is_open(table: FromClause) -> ColumnElement[bool]:
    """The condition of the index of open incidents."""
    return table.c.status != literal_column("'closed'")


Index(
    "ix_incidents_open",
    incidents.c.number,
    sqlite_where=is_open(incidents),
    postgresql_where=is_open(incidents),
)


def is_kept(table: FromClause) -> ColumnElement[bool]:
    """The condition of the index of closed incidents whose time may pass."""
    return table.c.closed.is_not(None)


Index(
    "ix_incidents_kept",
    incidents.c.private,
    incidents.c.drill,
    incidents.c.closed,
    sqlite_where=is_kept(incidents),
    postgresql_where=is_kept(incidents),
)


def has_to_do(table: FromClause) -> ColumnElement[bool]:
    """The condition of the index of incidents with actions that are to be done."""
    return table.c.to_do == literal_column("true")


Index(
    "ix_incidents_to_do",
    incidents.c.number,
    sqlite_where=has_to_do(incidents),
    postgresql_where=has_to_do(incidents),
)

Index(
    "ix_incidents_kept_raised",
    incidents.c.raised,
    sqlite_where=is_kept(incidents),
    postgresql_where=is_kept(incidents),
)


def awaits_review(table: FromClause) -> ColumnElement[bool]:
    """The condition of the index of incidents whose review is not published yet."""
    return table.c.review_due.is_not(None)


Index(
    "ix_incidents_review",
    incidents.c.review_due,
    sqlite_where=awaits_review(incidents),
    postgresql_where=awaits_review(incidents),
)

channels = Table(
    "channels",
    metadata,
    Column("channel", String(64), primary_key=True),
    Column("incident", String(64), nullable=False, index=True),
)

events = Table(
    "events",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("incident", String(64), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("type", String(64), nullable=False),
    Column("at", Double, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("incident", "seq"),
)

search_words = Table(
    "search",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("entry", String(255), nullable=False, unique=True),
    Column("incident", String(64), nullable=False, index=True),
    Column("words", Text, nullable=False),
)
"""By which words an incident is found: `storage/search.py`. What makes that quick is made by the
migration alone, since each database has its own."""

pictures = Table(
    "pictures",
    metadata,
    Column("event", String(128), primary_key=True),
    Column("file", String(64), primary_key=True),
    Column("incident", String(64), nullable=False, index=True),
    Column("type", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

effects = Table(
    "effects",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String(512), nullable=False, unique=True),
    Column("incident", String(64), nullable=False, index=True),
    Column("event_id", String(128), nullable=False),
    Column("reaction", String(128), nullable=False),
    Column("target", String(384), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Column("rank", String(32), nullable=False),
    Column("keep", Boolean, nullable=False),
    Column("lane", String(255), nullable=True),
    Column("due", Double, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("doubtful", Boolean, nullable=False),
    Column("first_tried", Double, nullable=True),
    Column("since", Double, nullable=False),
    Column("lease", String(64), nullable=True),
    Column("lease_until", Double, nullable=True),
    Column("wanted", Integer, nullable=False),
    Column("sent", Integer, nullable=False),
    Column("result", Text, nullable=True),
    Column("failure", String(255), nullable=True),
    Column("waits_for", String(128), nullable=True),
    sqlite_autoincrement=True,
)


paces = Table(
    "paces",
    metadata,
    Column("scope", String(128), primary_key=True),
    Column("every", Double, nullable=False),
    Column("next", Double, nullable=False),
)


def is_pending(table: FromClause) -> ColumnElement[bool]:
    """The condition of the indexes of effects that are still to be done."""
    return table.c.state == literal_column("'pending'")


def is_parked(table: FromClause) -> ColumnElement[bool]:
    """The condition of the index of effects that were put aside."""
    return table.c.state == literal_column("'parked'")


def awaits_turn(table: FromClause) -> ColumnElement[bool]:
    """The condition of the index of effects that wait for their turn at a method."""
    return and_(is_pending(table), table.c.waits_for.is_not(None))


def is_paced() -> ColumnElement[bool]:
    """Whether the method that an effect waits for is called in turn."""
    return exists(select(paces.c.scope).where(paces.c.scope == effects.c.waits_for))


def in_lane() -> ColumnElement[bool]:
    """Whether an earlier effect of its lane is still to be done."""
    earlier = effects.alias("earlier")
    return exists(
        select(earlier.c.id).where(
            earlier.c.lane == effects.c.lane,
            is_pending(earlier),
            earlier.c.id < effects.c.id,
        )
    )


Index(
    "ix_effects_pending",
    effects.c.due,
    sqlite_where=is_pending(effects),
    postgresql_where=is_pending(effects),
)
Index(
    "ix_effects_lane",
    effects.c.lane,
    effects.c.id,
    sqlite_where=is_pending(effects),
    postgresql_where=is_pending(effects),
)
Index(
    "ix_effects_waits_for",
    effects.c.waits_for,
    sqlite_where=awaits_turn(effects),
    postgresql_where=awaits_turn(effects),
)
Index(
    "ix_effects_since",
    effects.c.since,
    sqlite_where=is_pending(effects),
    postgresql_where=is_pending(effects),
)
Index(
    "ix_effects_parked",
    effects.c.failure,
    sqlite_where=is_parked(effects),
    postgresql_where=is_parked(effects),
)
Index(
    "uq_effects_kept",
    effects.c.incident,
    effects.c.target,
    unique=True,
    sqlite_where=effects.c.keep,
    postgresql_where=effects.c.keep,
)

pings = Table(
    "pings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", String(64), nullable=False),
    Column("at", Double, nullable=False),
    Index(None, "person", "at"),
    Index(None, "at"),
)

names = Table(
    "names",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("incident", String(64), nullable=False),
)

handled = Table(
    "handled",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("incident", String(64), nullable=False),
    Column("said", String(64), nullable=False, server_default=""),
)
"""`said`: a digest of what was asked with the key first, where the same has to be asked again."""

inbox = Table(
    "inbox",
    metadata,
    Column("id", String(255), primary_key=True),
    Column("body", Text, nullable=False),
    Column("received", Double, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("about", String(255), nullable=True),
    Column("attempts", Integer, nullable=False),
    Column("mistakes", Integer, nullable=False),
    Column("due", Double, nullable=False),
    Column("taken_until", Double, nullable=True),
    Column("failure", String(255), nullable=True),
    Column("set_aside", Boolean, nullable=False),
    Index(None, "done", "received"),
)


def is_waiting(table: FromClause) -> ColumnElement[bool]:
    """The condition of the index of events of the chat that have no end yet."""
    return ~table.c.done


def is_set_aside(table: FromClause) -> ColumnElement[bool]:
    """The condition of the index of events of the chat that came to nothing because of us."""
    column: ColumnElement[bool] = table.c.set_aside
    return column


def held_back() -> ColumnElement[bool]:
    """Whether an earlier event about the same has no end yet."""
    earlier = inbox.alias("earlier")
    return exists(
        select(earlier.c.id).where(
            earlier.c.about == inbox.c.about,
            is_waiting(earlier),
            earlier.c.received < inbox.c.received,
        )
    )


Index(
    "ix_inbox_about",
    inbox.c.about,
    inbox.c.received,
    sqlite_where=is_waiting(inbox),
    postgresql_where=is_waiting(inbox),
)
Index(
    "ix_inbox_set_aside",
    inbox.c.received,
    sqlite_where=is_set_aside(inbox),
    postgresql_where=is_set_aside(inbox),
)

people = Table(
    "people",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(255), nullable=False),
    Column("met", Double, nullable=True),
)


def is_unnamed(table: FromClause) -> ColumnElement[bool]:
    """The condition of the index of people whose names are still to be asked for."""
    return table.c.name == literal_column("''")


Index("ix_people_met", people.c.met)
Index(
    "ix_people_unnamed",
    people.c.met,
    sqlite_where=is_unnamed(people),
    postgresql_where=is_unnamed(people),
)

homes = Table(
    "homes",
    metadata,
    Column("person", String(64), primary_key=True),
    Column("incident", String(64), primary_key=True, index=True),
)

home_looks = Table(
    "home_looks",
    metadata,
    Column("person", String(64), primary_key=True),
    Column("at", Double, nullable=False, index=True),
    Column("service", String(255), nullable=False, server_default=""),
    Column("severity", String(255), nullable=False, server_default=""),
    Column("status", String(32), nullable=False, server_default=""),
    Column("own", String(16), nullable=False, server_default=""),
    Column("shown", String(64), nullable=False, server_default=""),
)
"""Who looked at their Home, when last, what of it they chose to see, and a mark of what was
published last."""

directory = Table(
    "directory",
    metadata,
    Column("reference", String(255), primary_key=True),
    Column("id", String(64), nullable=False),
)

playbooks = Table(
    "playbooks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("fingerprint", String(128), nullable=False),
    Column("activated", Double, nullable=False),
    Column("body", Text, nullable=False),
)

pauses = Table(
    "pauses",
    metadata,
    Column("scope", String(128), primary_key=True),
    Column("until", Double, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Integer, nullable=False),
)

salts = Table(
    "salts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", String(64), nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("person", String(64), nullable=False),
    Column("ends", Double, nullable=False),
    Index("ix_sessions_ends", "ends"),
)
"""Who is signed in to the pages. `id` is a digest of what their browser holds."""

tokens = Table(
    "tokens",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("person", String(64), nullable=False, index=True),
    Column("name", String(255), nullable=False),
    Column("scopes", String(255), nullable=False),
    Column("made", Double, nullable=False),
    Column("ends", Double, nullable=False, index=True),
    Column("used", Double, nullable=True),
    Column("revoked", Boolean, nullable=False),
)
"""By which programs ask for people. `digest` is of the token, which nobody keeps; `scopes` stand
between commas; `used` is a day."""

alert_groups = Table(
    "alert_groups",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("source", String(64), nullable=False),
    Column("key", String(255), nullable=False),
    Column("service", String(255), nullable=False),
    Column("opened", Double, nullable=False),
    Column("changed", Double, nullable=False),
    Column("over", Boolean, nullable=False),
    Column("incident", String(64), nullable=True),
    Column("seen", Integer, nullable=False),
    Column("due", Double, nullable=True),
    Column("taken_until", Double, nullable=True),
    Column("body", Text, nullable=False),
    Index("ix_alert_groups_changed", "changed"),
    Index("ix_alert_groups_source_opened", "source", "opened"),
    Index("ix_alert_groups_service", "service", "opened"),
)
"""Alerts that are one message in Slack. `seen` is the version of its incident that the message
shows; `due`: when something is to be done for it; `taken_until`: somebody is at it."""


def fires(table: FromClause) -> ColumnElement[bool]:
    """The condition of the index of groups that have not ended."""
    return table.c.over == literal_column("false")


def is_linked(table: FromClause) -> ColumnElement[bool]:
    """The condition of the index of groups that belong to an incident."""
    return table.c.incident.is_not(None)


Index(
    "ix_alert_groups_incident",
    alert_groups.c.incident,
    sqlite_where=is_linked(alert_groups),
    postgresql_where=is_linked(alert_groups),
)


def is_due(table: FromClause) -> ColumnElement[bool]:
    """The condition of the index of groups for which something is to be done."""
    return table.c.due.is_not(None)


Index(
    "ix_alert_groups_firing",
    alert_groups.c.source,
    alert_groups.c.key,
    unique=True,
    sqlite_where=fires(alert_groups),
    postgresql_where=fires(alert_groups),
)
Index(
    "ix_alert_groups_due",
    alert_groups.c.due,
    sqlite_where=is_due(alert_groups),
    postgresql_where=is_due(alert_groups),
)

alert_keys = Table(
    "alert_keys",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("in_group", String(64), nullable=False, index=True),
)
"""In which group an alert is that fires, or fired while others of the group do."""

public_incidents = Table(
    "public_incidents",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("service", String(255), nullable=False),
    Column("service_name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("state", String(32), nullable=False),
    Column("impact", String(32), nullable=False),
    Column("began", Double, nullable=False),
    Column("changed", Double, nullable=False),
    Index("ix_public_incidents_changed", "changed"),
)
"""What our own status page shows: only what was marked for the public, and nothing by which an
incident is found. `id` is a mark that says nothing of it."""

public_updates = Table(
    "public_updates",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("incident", String(64), nullable=False, index=True),
    Column("at", Double, nullable=False),
    Column("state", String(32), nullable=False),
    Column("words", Text, nullable=False),
)

subscribers = Table(
    "subscribers",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("address", String(320), nullable=False, index=True),
    Column("service", String(255), nullable=False),
    Column("asked", Double, nullable=False),
    Column("confirmed", Boolean, nullable=False, index=True),
)
"""Who is told by e-mail, of one service or (empty) of all; not `confirmed`: who asked to be."""

public_mails = Table(
    "public_mails",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("subscriber", String(64), nullable=False, index=True),
    Column("about", String(64), nullable=False, index=True),
    Column("queued", Double, nullable=False),
    Column("due", Double, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("doubtful", Boolean, nullable=False),
    Column("lease", String(64), nullable=True),
)
"""Mail that is to be sent: about a public update, or (empty) the question whether to subscribe."""
