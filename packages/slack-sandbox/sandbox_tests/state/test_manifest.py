"""Manifests: what is read of one, and how every mistake in it is told, with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from sandbox_tests.bot import running_bot
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


def test_a_manifest_that_is_no_json_is_told_so(tmp_path: Path) -> None:
    assert manifest_told('{\n"features": {},\n}', tmp_path) == [
        "app.json:3: this is not JSON: Expecting property name enclosed in double quotes"
        " (column 1)."
    ]
    assert manifest_told("[]", tmp_path) == ["app.json: it is []. It would be an object: {…}."]


IN_YAML = """\
# As Slack shows it
display_information:
  name: Harold
features:
  bot_user:
    display_name: harry
    always_online: false
  slash_commands:
    - command: /hello
      description: Says good morning
      usage_hint: "[name]"
      should_escape: true
oauth_config:
  scopes:
    bot: [chat:write, commands]
settings:
  event_subscriptions:
    bot_events:
      - app_mention
"""


@pytest.mark.parametrize("name", ["app.yaml", "app.yml", "manifest"])
async def test_a_manifest_in_yaml_is_the_same_as_in_json(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(IN_YAML)
    (tmp_path / "app.json").write_text(json.dumps(read_manifest(str(path))))
    found = []
    for file in (str(path), str(tmp_path / "app.json")):
        async with running_bot(manifest=file, clock=1_790_000_000.0) as bot:
            found.append(bot.sandbox.workspace.app)
    assert found[0] == found[1]
    assert (found[0].name, found[0].scopes, found[0].events, found[0].escaped_commands) == (
        "harry",
        frozenset({"chat:write", "commands"}),
        frozenset({"app_mention"}),
        frozenset({"/hello"}),
    )


def test_the_mistakes_of_a_manifest_in_yaml_are_those_of_json(tmp_path: Path) -> None:
    in_json = manifest_told(json.dumps(MANIFEST), tmp_path)
    in_yaml = manifest_told(yaml.safe_dump(MANIFEST), tmp_path, "app.yaml")
    assert in_yaml == [line.replace("app.json", "app.yaml") for line in in_json]
    assert len(in_yaml) == 11


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "a: b: c\n",
            "app.yaml:1: this is not YAML: mapping values are not allowed here (column 5).",
        ),
        (
            "features:\n\tbot_user: {}\n",
            "app.yaml:2: this is not YAML: found character '\\t' that cannot start any token"
            " (column 1).",
        ),
        (
            "a: [\n",
            "app.yaml:2: this is not YAML: expected the node content, but found"
            " '<stream end>' (column 1).",
        ),
        (
            "a: !!python/object:os.system {}\n",
            "app.yaml:1: this is not YAML: could not determine a constructor for the tag"
            " 'tag:yaml.org,2002:python/object:os.system' (column 4).",
        ),
        (
            "a: 1\n---\nb: 2\n",
            "app.yaml:2: this is not YAML: expected a single document in the stream, but found"
            " another document (column 1).",
        ),
        ("a: 2026-13-01\n", "app.yaml: this is not YAML: month must be in 1..12."),
        (
            "a: \x07\n",
            "app.yaml: this is not YAML: unacceptable character #x0007: special characters are not"
            " allowed.",
        ),
        (
            "features: &all\n  bot_user: *all\n",
            "app.yaml: a part of it is inside itself (`*` names what it stands in)."
            " It would be written out.",
        ),
        ("", "app.yaml: it is absent. It would be an object: {…}."),
        ("just words\n", 'app.yaml: it is "just words". It would be an object: {…}.'),
        ("- a\n", 'app.yaml: it is ["a"]. It would be an object: {…}.'),
        (
            "oauth_config: {scopes: {bot: [yes, 2026-01-01]}}\n",
            "app.yaml: /oauth_config/scopes/bot/0 is true. It would be a text.",
        ),
    ],
)
def test_a_manifest_that_is_no_yaml_is_told_so(tmp_path: Path, text: str, told: str) -> None:
    assert manifest_told(text, tmp_path, "app.yaml")[0] == told


async def test_names_are_escaped_for_the_commands_that_ask_for_it_and_no_others() -> None:
    # Once a single command with should_escape made all of them so.
    commands = [{"command": "/plain"}, {"command": "/links", "should_escape": True}]
    async with running_bot(manifest={"features": {"slash_commands": commands}}) as bot:
        for command in ("/plain", "/links"):
            await bot.client.post(
                "/people/alice/messages", channel="general", text=f"{command} @bob"
            )
        sent = (await bot.client.get("/deliveries"))["deliveries"]
        assert [row["payload"]["text"] for row in sent] == ["@bob", f"<@{bot.id('bob')}|bob>"]


async def test_the_bot_is_called_as_the_manifest_says() -> None:
    shown = {"display_information": {"name": "Harold"}}
    async with running_bot(manifest=shown) as bot:
        assert (await bot.call("auth.test"))["user"] == "harold"
    both = {**shown, "features": {"bot_user": {"display_name": "harry"}}}
    async with running_bot(manifest=both) as bot:
        assert (await bot.call("auth.test"))["user"] == "harry"
