"""The app's manifest: what is read of it, and its mistakes, all of them at once.

Slack shows each app's manifest as JSON and as YAML, and takes both; so does this. What the sandbox
has no use for (colours, languages, addresses of sign-in) is passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from slack_sandbox.state.entities import App
from slack_sandbox.state.input_files import BadFile, read_text
from slack_sandbox.state.untrusted import is_web_address

KINDS: Mapping[type, str] = {
    dict: "an object",
    list: "a list",
    str: "a text",
    bool: "true or false",
}
PARTS: Mapping[str, type] = {
    "display_information": dict,
    "display_information/name": str,
    "features": dict,
    "features/app_home": dict,
    "features/app_home/home_tab_enabled": bool,
    "features/app_home/messages_tab_enabled": bool,
    "features/bot_user": dict,
    "features/bot_user/display_name": str,
    "features/shortcuts": list,
    "features/slash_commands": list,
    "oauth_config": dict,
    "oauth_config/scopes": dict,
    "oauth_config/scopes/bot": list,
    "settings": dict,
    "settings/event_subscriptions": dict,
    "settings/event_subscriptions/bot_events": list,
    "settings/interactivity": dict,
}
"""What is read, and what it is, each after what it stands in."""
ADDRESSES: Mapping[str, str] = {
    "events_api": "settings/event_subscriptions/request_url",
    "interactive": "settings/interactivity/request_url",
    "block_suggestion": "settings/interactivity/message_menu_options_url",
}
"""What is sent, and where the manifest names its address; a command's stands in its row."""
COMMAND_HELP = ("description", "usage_hint")
"""What people read of a command while they type it."""


class BadManifest(BadFile):
    """It can't be an app; the message says where and why, a line for each mistake."""


def read_manifest(source: Path | str | Mapping[str, Any]) -> Mapping[str, Any]:
    """What stands in a file (JSON or YAML), or the same as a mapping. Raises BadManifest."""
    if isinstance(source, Mapping):
        where, found = "manifest", source
    else:
        where, found = str(source), _parsed(Path(source))
    if wrong := [f"{where}: {mistake}" for mistake in _mistakes(found)]:
        raise BadManifest("\n".join(wrong))
    return found


def _parsed(path: Path) -> Any:
    """YAML by its name, or by beginning as no JSON does."""
    text = read_text(path, BadManifest)
    named = path.suffix in (".yaml", ".yml")
    return (_yaml if named or not text.lstrip().startswith(("{", "[")) else _json)(path, text)


def _json(path: Path, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as wrong:
        at = f"{path}:{wrong.lineno}"
        raise BadManifest(f"{at}: this is not JSON: {wrong.msg} (column {wrong.colno}).") from wrong


def _yaml(path: Path, text: str) -> Any:
    """Plain data only: a tag that would make an object is refused."""
    try:
        found = yaml.safe_load(text)
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = str(wrong.problem)
        said = f"{wrong.context}, {said}" if said.startswith("but ") else said
        raise BadManifest(f"{path}:{line}: this is not YAML: {said} (column {column}).") from wrong
    except (yaml.YAMLError, ValueError) as wrong:  # a character that no text has, a 13th month
        raise BadManifest(f"{path}: this is not YAML: {str(wrong).splitlines()[0]}.") from wrong
    try:
        json.dumps(found, default=str, skipkeys=True)
    except ValueError as circular:
        told = (
            "a part of it is inside itself (`*` names what it stands in). It would be written out."
        )
        raise BadManifest(f"{path}: {told}") from circular
    return found


def _mistakes(manifest: Any) -> Iterator[str]:
    """Each with its place, as Slack names places in a manifest."""
    if not isinstance(manifest, Mapping):
        yield f"it is {_quoted(manifest)}. It would be an object: {{…}}."
        return
    for place, kind in PARTS.items():
        found = _part(manifest, place)
        if found is not None and not isinstance(found, kind):
            yield f"/{place} is {_quoted(found)}. It would be {KINDS[kind]}."
    for place in ADDRESSES.values():
        yield from _address(f"/{place}", _part(manifest, place))
    yield from _commands(_rows(manifest, "features/slash_commands"))
    for number, row in enumerate(_rows(manifest, "features/shortcuts")):
        yield from _shortcut(f"/features/shortcuts/{number}", row)
    for place in ("oauth_config/scopes/bot", "settings/event_subscriptions/bot_events"):
        for number, name in enumerate(_rows(manifest, place)):
            if not isinstance(name, str):
                yield f"/{place}/{number} is {_quoted(name)}. It would be a text."


def _commands(rows: list[Any]) -> Iterator[str]:
    names: list[str] = []
    for number, row in enumerate(rows):
        name = row.get("command") if isinstance(row, Mapping) else None
        place = f"/features/slash_commands/{number}/command"
        if not isinstance(name, str) or not name.startswith("/") or len(name.split()) != 1:
            yield f'{place} is {_quoted(name)}. It would be one word, such as "/hello".'
        elif name in names:
            yield f'{place}: there are two commands "{name}".'
        else:
            names.append(name)
        for key in COMMAND_HELP if isinstance(row, Mapping) else ():
            if row.get(key) is not None and not isinstance(row[key], str):
                place = f"/features/slash_commands/{number}/{key}"
                yield f"{place} is {_quoted(row[key])}. It would be a text."
        url = row.get("url") if isinstance(row, Mapping) else None
        yield from _address(f"/features/slash_commands/{number}/url", url)


def _address(place: str, found: Any) -> Iterator[str]:
    """Absent is well: Socket Mode has no need of it."""
    if found is not None and not _is_address(found):
        right = "It would be an address, such as https://example.com/slack/events."
        yield f"{place} is {_quoted(found)}. {right}"


def _is_address(found: Any) -> bool:
    return isinstance(found, str) and is_web_address(found) and bool(urlsplit(found).netloc)


def _shortcut(place: str, row: Any) -> Iterator[str]:
    found = row if isinstance(row, Mapping) else {}
    for key in ("name", "callback_id"):
        if not isinstance(found.get(key), str) or not found[key]:
            yield f"{place}/{key} is {_quoted(found.get(key))}. It would be a text."
    if found.get("type") not in ("global", "message"):
        yield f'{place}/type is {_quoted(found.get("type"))}. It would be "global" or "message".'


def _part(manifest: Any, place: str) -> Any:
    """The part of a manifest at this path, or None where it has none."""
    for key in place.split("/"):
        manifest = manifest.get(key) if isinstance(manifest, Mapping) else None
    return manifest


def _rows(manifest: Mapping[str, Any], place: str) -> list[Any]:
    found = _part(manifest, place)
    return found if isinstance(found, list) else []


def _quoted(value: Any) -> str:
    """A value as JSON writes it, cut to 60 characters; `absent` for None."""
    said = "absent" if value is None else json.dumps(value, ensure_ascii=False, default=str)
    return said if len(said) <= 60 else f"{said[:59]}…"


def apply_manifest(app: App, manifest: Mapping[str, Any]) -> None:
    """Gives the app what its manifest says, and no more."""
    features = manifest.get("features") or {}
    shown = _part(manifest, "display_information/name")
    app.name = _part(features, "bot_user/display_name") or shown or app.name
    commands = features.get("slash_commands") or []
    app.commands = frozenset(command["command"] for command in commands)
    app.command_help = {
        command["command"]: {key: command.get(key) or "" for key in COMMAND_HELP}
        for command in commands
    }
    app.escaped_commands = frozenset(
        command["command"] for command in commands if command.get("should_escape")
    )
    app_home = features.get("app_home") or {}
    app.home_tab = bool(app_home.get("home_tab_enabled"))
    app.messages_tab = bool(app_home.get("messages_tab_enabled", True))
    app.shortcuts = list(features.get("shortcuts") or [])
    app.scopes = frozenset(_rows(manifest, "oauth_config/scopes/bot"))
    app.addresses = dict(_addresses(manifest, commands))
    app.events = frozenset(_rows(manifest, "settings/event_subscriptions/bot_events"))


def _addresses(
    manifest: Mapping[str, Any], commands: list[Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    yield from ((command["command"], command["url"]) for command in commands if command.get("url"))
    for kind, place in ADDRESSES.items():
        if found := _part(manifest, place):
            yield kind, found
