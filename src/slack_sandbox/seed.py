"""What a new workspace holds: the default, or what a `team.toml` says, with its mistakes named.

[[person]]            [[channel]]             [[group]]
name = "alice"        name = "incidents"      handle = "service-duty"
real_name = "Alice"   members = ["alice"]     members = ["bob"]
"""

from __future__ import annotations

import json
import re
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


TYPES: Mapping[str, Any] = {
    **dict.fromkeys(("name", "real_name", "email", "topic", "handle"), str),
    **dict.fromkeys(("is_bot", "is_restricted", "deleted", "is_private", "is_archived"), bool),
    "members": list,
    "dnd_hours": int | float,
}
NAMED = {"person": "name", "channel": "name", "group": "handle"}
RIGHT = {str: "a text", bool: "true or false", list: 'names: ["alice"]', int | float: "a number"}


class BadSeed(Exception):
    """The file can't be a team; the message says where and why."""


def new_app(
    manifest: Path | Mapping[str, Any] | None, request_url: str | None, *, fixed: bool = False
) -> App:
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
        _hold(app, json.loads(manifest.read_text()) if isinstance(manifest, Path) else manifest)
    return app


def _hold(app: App, manifest: Mapping[str, Any]) -> None:
    features = manifest.get("features") or {}
    app.name = (features.get("bot_user") or {}).get("display_name") or app.name
    commands = (manifest.get("features") or {}).get("slash_commands") or []
    app.commands = frozenset(one["command"] for one in commands)
    app_home = features.get("app_home") or {}
    app.home_tab = bool(app_home.get("home_tab_enabled"))
    app.messages_tab = bool(app_home.get("messages_tab_enabled", True))
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
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            line = _at(path, text, kind)
            raise BadSeed(f"{line}: {kind} is {rows!r}. It would be a table: [[{kind}]].")
    people = [row.get("name") for row in tables.get("person", [])]
    for kind, rows in tables.items():
        names: list[str] = []
        for number, row in enumerate(rows):
            key, mistake = _wrong(kind, row, names, people)
            if mistake:
                raise BadSeed(f"{_at(path, text, kind, number, key)}: {mistake}")
            names.append(row[NAMED[kind]])
    return tables


def _wrong(
    kind: str, row: Mapping[str, Any], names: Sequence[str], people: Sequence[str]
) -> tuple[str, str]:
    """The key with a mistake, and what is wrong with it; `names`: those of its kind before it."""
    for key, value in row.items():
        if key not in KEYS[kind]:
            return key, f"a {kind} has no {key!r}. It has {', '.join(sorted(KEYS[kind]))}."
        if not _fits(value, TYPES[key]):
            return key, f"{key} is {value!r}. It would be {RIGHT[TYPES[key]]}."
    key = NAMED[kind]
    name = row.get(key)
    if not name:
        return "", f"a {kind} needs a {key}."
    if name in names:
        return key, f"there are two {kind}s {name!r}."
    if kind == "channel" and not re.fullmatch(r"[a-z0-9_-]{1,80}", name):
        right = "lower-case letters, digits, - and _, at most 80"
        return key, f"a channel can't be called {name!r}. It has {right}."
    unknown = [one for one in row.get("members", []) if one not in people]
    return "members", f"there is no person {unknown[0]!r}." if unknown else ""


def _fits(value: object, wanted: Any) -> bool:
    """Of the type; true and false are no numbers."""
    return isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))


def _at(path: Path, text: str, kind: str, number: int = 0, key: str = "") -> str:
    """File and line of a key in the so manieth table of a kind, else of the table itself."""
    lines = list(enumerate(text.splitlines(), start=1))
    tables = [at for at, line in lines if re.match(rf"\s*(\[\[)?{re.escape(kind)}\b", line)]
    if number >= len(tables):
        return str(path)
    start = tables[number]
    for at, line in lines[start:]:
        if line.lstrip().startswith("[["):
            break
        if key and re.match(rf"\s*{re.escape(key)}\s*=", line):
            return f"{path}:{at}"
    return f"{path}:{start}"


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
    channel.is_general = channel.name == "general"
    channel.topic = row.get("topic", "")
    channel.topic_by = (channel.creator, channel.created) if channel.topic else ("", 0)
    channel.is_archived = row.get("is_archived", False)


def _id(workspace: Workspace, name: str) -> str:
    person = workspace.person(name)
    if person is None:
        raise BadSeed(f"there is no person {name!r}.")
    return person.id
