"""Manifests: what is read of one, and how every mistake in it is told, with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox_tests.bot import bot
from slack_sandbox import BadManifest
from slack_sandbox.state.manifest import read_manifest

MANIFEST: dict[str, Any] = {
    "display_information": "Bot",
    "features": {
        "bot_user": {"display_name": 7},
        "app_home": {"home_tab_enabled": "yes"},
        "slash_commands": [
            {"description": "x"},
            {"command": "/a"},
            {"command": "/a"},
            "hello",
            {"command": "/b", "description": ["x"], "usage_hint": None},
        ],
        "shortcuts": [{"name": "Do", "type": "local"}],
    },
    "oauth_config": {"scopes": {"bot": "chat:write"}},
    "settings": {"event_subscriptions": {"bot_events": ["app_mention", 3]}},
}


def manifest_told(text: str, folder: Path, name: str = "app.json") -> list[str]:
    """What is said of this manifest, its folder taken away."""
    path = folder / name
    path.write_text(text)
    with pytest.raises(BadManifest) as bad:
        read_manifest(path)
    return str(bad.value).replace(f"{folder}/", "").splitlines()


def test_all_mistakes_of_a_manifest_are_told_at_once_each_with_its_place(tmp_path: Path) -> None:
    # Once most of them were a KeyError at the start, or an app that heard nothing.
    one_word = 'It would be one word, such as "/hello".'
    assert manifest_told(json.dumps(MANIFEST), tmp_path) == [
        'app.json: /display_information is "Bot". It would be an object.',
        'app.json: /features/app_home/home_tab_enabled is "yes". It would be true or false.',
        "app.json: /features/bot_user/display_name is 7. It would be a text.",
        'app.json: /oauth_config/scopes/bot is "chat:write". It would be a list.',
        f"app.json: /features/slash_commands/0/command is absent. {one_word}",
        'app.json: /features/slash_commands/2/command: there are two commands "/a".',
        f"app.json: /features/slash_commands/3/command is absent. {one_word}",
        'app.json: /features/slash_commands/4/description is ["x"]. It would be a text.',
        "app.json: /features/shortcuts/0/callback_id is absent. It would be a text.",
        'app.json: /features/shortcuts/0/type is "local". It would be "global" or "message".',
        "app.json: /settings/event_subscriptions/bot_events/1 is 3. It would be a text.",
    ]


def test_a_manifest_that_is_no_json_is_told_so_and_yaml_by_name(tmp_path: Path) -> None:
    assert manifest_told('{\n"features": {},\n}', tmp_path) == [
        "app.json:3: this is not JSON: Expecting property name enclosed in double quotes"
        " (column 1)."
    ]
    assert manifest_told("[]", tmp_path) == ["app.json: it is []. It would be an object: {…}."]
    assert manifest_told("features:\n  bot_user: {}\n", tmp_path, "app.yaml") == [
        "app.yaml:1: this is not JSON. A manifest in YAML is not read here; Slack shows each"
        " app's manifest as JSON too (App Manifest, JSON)."
    ]


async def test_names_are_escaped_for_the_commands_that_ask_for_it_and_no_others() -> None:
    # Once a single command with should_escape made all of them so.
    commands = [{"command": "/plain"}, {"command": "/links", "should_escape": True}]
    async with bot(manifest={"features": {"slash_commands": commands}}) as one:
        for command in ("/plain", "/links"):
            await one.client.post(
                "/people/alice/messages", channel="general", text=f"{command} @bob"
            )
        sent = (await one.client.get("/deliveries"))["deliveries"]
        assert [row["payload"]["text"] for row in sent] == ["@bob", f"<@{one.id('bob')}|bob>"]


async def test_the_bot_is_called_as_the_manifest_says() -> None:
    shown = {"display_information": {"name": "Harold"}}
    async with bot(manifest=shown) as one:
        assert (await one.call("auth.test"))["user"] == "harold"
    both = {**shown, "features": {"bot_user": {"display_name": "harry"}}}
    async with bot(manifest=both) as one:
        assert (await one.call("auth.test"))["user"] == "harry"
