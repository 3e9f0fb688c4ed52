"""What a new workspace holds: the default, or what a `team.toml` says, with its mistakes named.

[[person]]            [[channel]]             [[group]]
name = "alice"        name = "incidents"      handle = "service-duty"
real_name = "Alice"   members = ["alice"]     members = ["bob"]
"""

from __future__ import annotations

import json
import secrets
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from slack_sandbox.entities import App, Person, UserGroup
from slack_sandbox.workspace import Workspace

DEFAULT: Mapping[str, Sequence[Mapping[str, Any]]] = {
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

KEYS = {
    "person": {"name", "real_name", "email", "is_bot", "is_restricted", "deleted", "dnd_hours"},
    "channel": {"name", "is_private", "is_archived", "members", "topic"},
    "group": {"handle", "name", "members"},
}


class BadSeed(Exception):
    """The file can't be a team; the message says where and why."""


def new_app(manifest: Path | None, request_url: str | None, *, fixed: bool = False) -> App:
    """The app, with fresh secrets or `fixed` ones; its manifest's commands, scopes, events hold."""
    fresh = (lambda n: "0" * 2 * n) if fixed else secrets.token_hex
    app = App(
        id="A00000001",
        bot_id="B00000001",
        bot_user="U00000000",
        bot_token=f"xoxb-{fresh(12)}",
        app_token=f"xapp-{fresh(12)}",
        signing_secret=fresh(16),
        client_id="1000000001.2000000002",
        client_secret=fresh(16),
        request_url=request_url,
    )
    if manifest is not None:
        _hold(app, json.loads(manifest.read_text()))
    return app


def _hold(app: App, manifest: Mapping[str, Any]) -> None:
    features = manifest.get("features") or {}
    app.name = (features.get("bot_user") or {}).get("display_name") or app.name
    commands = (manifest.get("features") or {}).get("slash_commands") or []
    app.commands = frozenset(one["command"] for one in commands)
    app.shortcuts = list(features.get("shortcuts") or [])
    app.escapes = any(one.get("should_escape") for one in commands)
    bot = ((manifest.get("oauth_config") or {}).get("scopes") or {}).get("bot") or []
    app.scopes = frozenset(bot)
    subscribed = (manifest.get("settings") or {}).get("event_subscriptions") or {}
    app.events = frozenset(subscribed.get("bot_events") or [])


def read_seed(path: Path | None) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The tables of a `team.toml`. Raises BadSeed with file and line."""
    if path is None:
        return DEFAULT
    text = path.read_text()
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise BadSeed(f"{path}: {wrong}") from wrong
    for kind, rows in tables.items():
        if kind not in KEYS:
            raise BadSeed(f"{_at(path, text, kind)}: [[{kind}]] is not person, channel or group.")
        for row in rows:
            unknown = sorted(set(row) - KEYS[kind])
            if unknown:
                known = ", ".join(sorted(KEYS[kind]))
                line = _at(path, text, unknown[0])
                raise BadSeed(f"{line}: a {kind} has no {unknown[0]!r}. It has {known}.")
            if not row.get("handle" if kind == "group" else "name"):
                raise BadSeed(f"{_at(path, text, kind)}: a {kind} needs a name.")
    people = {row["name"] for row in tables.get("person", [])}
    for row in [*tables.get("channel", []), *tables.get("group", [])]:
        for member in row.get("members", []):
            if member not in people:
                raise BadSeed(f"{_at(path, text, member)}: there is no person {member!r}.")
    return tables


def _at(path: Path, text: str, word: str) -> str:
    for number, line in enumerate(text.splitlines(), start=1):
        if word in line:
            return f"{path}:{number}"
    return str(path)


def fill(workspace: Workspace, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
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
    workspace.people[id] = Person(
        id=id,
        name=row["name"],
        real_name=row.get("real_name", row["name"]),
        email=row.get("email", f"{row['name']}@example.com"),
        is_bot=bool(row.get("is_bot", False)),
        is_restricted=bool(row.get("is_restricted", False)),
        deleted=bool(row.get("deleted", False)),
        dnd_until=workspace.clock.now() + hours * 3600 if hours else 0.0,
    )


def _add_channel(workspace: Workspace, row: Mapping[str, Any]) -> None:
    everybody = [
        one.id
        for one in workspace.people.values()
        if one.id != workspace.app.bot_user and not one.deleted and not one.is_restricted
    ]
    names = row.get("members")
    members = everybody if names is None else [_id(workspace, name) for name in names]
    channel = workspace.add_channel(
        row["name"], members[0] if members else "USLACKBOT", is_private=row.get("is_private", False)
    )
    channel.members = list(members)
    channel.topic = row.get("topic", "")
    channel.is_archived = row.get("is_archived", False)


def _id(workspace: Workspace, name: str) -> str:
    person = workspace.person(name)
    if person is None:
        raise BadSeed(f"there is no person {name!r}.")
    return person.id
