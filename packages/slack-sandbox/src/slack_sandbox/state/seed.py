"""What a new workspace holds: the default, or what a `team.toml` says.

[[person]]            [[channel]]             [[group]]
name = "alice"        name = "incidents"      handle = "service-duty"
real_name = "Alice"   members = ["alice"]     members = ["bob"]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from slack_sandbox.state import guests, slack_connect
from slack_sandbox.state.entities import Person, UserGroup
from slack_sandbox.state.seed_file import BadSeed, Tables, check_seed, parse_seed_file
from slack_sandbox.state.workspace import Workspace

GENERAL = "general"
"""The channel that each workspace has, and everybody is in, guests too; a seed need not name it."""

DEFAULT: Tables = {
    "person": [
        {"name": "alice", "real_name": "Alice"},
        {"name": "bob", "real_name": "Bob"},
        {"name": "charlie", "real_name": "Charlie"},
        {"name": "priya", "real_name": "Priya"},
        {"name": "erin", "real_name": "Erin", "dnd_hours": 8},
        {"name": "dana", "real_name": "Dana", "deleted": True},
        {"name": "gus", "real_name": "Gus (guest)", "is_restricted": True},
        {"name": "deploybot", "real_name": "Deploy Bot", "is_bot": True},
    ],
    "channel": [
        {"name": "general"},
        {"name": "incidents"},
        {"name": "security", "members": ["priya", "bob"]},
        {"name": "random", "members": ["alice", "bob", "charlie"]},
        {"name": "leadership", "is_private": True, "members": ["priya", "charlie"]},
        {"name": "old-project", "is_archived": True, "members": ["alice"]},
    ],
    "group": [{"handle": "service-duty", "name": "Service duty", "members": ["bob", "priya"]}],
}


def read_seed(rows: Path | str | Tables | None) -> Tables:
    """The tables of a `team.toml`, or the same as a mapping. Raises BadSeed."""
    if rows is None:
        return DEFAULT
    tables = check_seed(rows) if isinstance(rows, Mapping) else parse_seed_file(Path(rows))
    channels = tables.get("channel", [])
    if any(channel["name"] == GENERAL for channel in channels):
        return tables
    return {**tables, "channel": [{"name": GENERAL}, *channels]}


def fill(workspace: Workspace, tables: Tables) -> None:
    """Put people, channels and groups into an empty workspace."""
    bot = workspace.app.bot_user
    name = workspace.app.name
    workspace.people[bot] = Person(id=bot, name=name.lower(), real_name=name, is_bot=True)
    for number, row in enumerate(tables.get("person", []), start=1):
        _add_person(workspace, f"U{number:08d}", row)
    for row in tables.get("channel", []):
        _add_channel(workspace, row)
    for number, row in enumerate(tables.get("group", []), start=1):
        group = UserGroup(
            id=f"S{number:08d}",
            handle=row["handle"],
            name=row.get("name", row["handle"]),
            users=[_id(workspace, name) for name in row.get("members", [])],
        )
        workspace.groups[group.id] = group


def _add_person(workspace: Workspace, id: str, row: Mapping[str, Any]) -> None:
    hours = float(row.get("dnd_hours", 0))
    team = row.get("team", "")
    workspace.people[id] = person = Person(
        id=id,
        name=row["name"],
        real_name=row.get("real_name", row["name"]),
        email=row.get("email", f"{row['name']}@example.com"),
        is_bot=bool(row.get("is_bot", False)),
        is_restricted=bool(row.get("is_restricted", False)),
        is_ultra_restricted=bool(row.get("is_ultra_restricted", False)),
        team=slack_connect.team_named(workspace, team) if team else "",
        deleted=bool(row.get("deleted", False)),
        dnd_until=workspace.clock.now() + hours * 3600 if hours else 0.0,
    )
    guests.agree(person, row)


def _add_channel(workspace: Workspace, row: Mapping[str, Any]) -> None:
    names = row.get("members")
    if names is None:
        members = list(_everybody(workspace, guests=row["name"] == GENERAL))
    else:
        members = [_id(workspace, name) for name in names]
    channel = workspace.add_channel(
        row["name"], members[0] if members else "USLACKBOT", is_private=row.get("is_private", False)
    )
    channel.members = list(members)
    for member in members:
        slack_connect.connect(workspace, channel, member)
    channel.is_general = channel.name == GENERAL
    channel.topic = row.get("topic", "")
    channel.topic_by = (channel.creator, channel.created) if channel.topic else ("", 0)
    channel.is_archived = row.get("is_archived", False)
    channel.machine_created = 0.0  # long since: reads that lag see it


def _everybody(workspace: Workspace, *, guests: bool) -> Iterator[str]:
    """But who is deactivated, and the app. Guests, of a single channel even in #general, and
    people of other workspaces are only where they are named.
    """
    for person in workspace.people.values():
        named_only = person.deleted or person.is_ultra_restricted or person.team
        absent = person.id == workspace.app.bot_user or named_only
        if not absent and (guests or not person.is_restricted):
            yield person.id


def _id(workspace: Workspace, name: str) -> str:
    person = workspace.person(name)
    if person is None:
        raise BadSeed(f"there is no person {name!r}.")
    return person.id
