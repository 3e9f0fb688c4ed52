"""What a user gives: a seed, a manifest, options. Mistakes are told, with what would be right."""

from __future__ import annotations

import asyncio
import errno
import json
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox_tests.bot import bot
from slack_sandbox import BadManifest, BadSeed, Sandbox
from slack_sandbox.state.manifest import read_manifest
from slack_sandbox.state.new_app import new_app
from slack_sandbox.state.seed import fill, read_seed
from slack_sandbox.state.workspace import Workspace

SEED = """\
[[person]]
name = "alice"
reel_name = "Alice"
deleted = "yes"

[[person]]
name = "alice"
dnd_hours = true

[[channel]]
name = "Bad Name"
members = [
  "alice",
  "zoe",
]

[[team]]
name = "x"

[[group]]
members = ["nobody"]
"""
TOLD = """\
team.toml:3: a person has no 'reel_name'. It has name, real_name, email, is_bot, is_restricted, \
deleted, dnd_hours.
team.toml:4: deleted is 'yes'. It would be true or false.
team.toml:7: there are two persons 'alice'.
team.toml:8: dnd_hours is True. It would be a number.
team.toml:11: a channel can't be called 'Bad Name'. It has lower-case letters, digits, - and _, \
at most 80.
team.toml:14: there is no person 'zoe'.
team.toml:17: [[team]] is not person, channel or group.
team.toml:20: a group needs a handle.
team.toml:21: there is no person 'nobody'."""


def seed_told(text: str, folder: Path) -> str:
    """What is said of this seed, its folder taken away."""
    path = folder / "team.toml"
    path.write_text(text)
    with pytest.raises(BadSeed) as bad:
        read_seed(path)
    return str(bad.value).replace(f"{folder}/", "")


def test_all_mistakes_of_a_seed_are_told_at_once_each_with_its_line(tmp_path: Path) -> None:
    # Once only the first was told, so that a file with nine of them took nine attempts.
    assert seed_told(SEED, tmp_path) == TOLD


ALICE = '[[person]]\nname = "alice"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("person = 1\n", ":1: person is 1. It would be a table: [[person]]."),
        (
            '# one\n[person]\nname = "a"\n',
            ":2: person is {'name': 'a'}. It would be a table: [[person]].",
        ),
        ("", ':1: there is nobody in it. It would have [[person]], name = "alice".'),
        (f"{ALICE}name =\n", ":3: this is not TOML: Invalid value."),
        (f'{ALICE}name = "bob"\n', ":3: this is not TOML: Cannot overwrite a value."),
        (f"{ALICE}real_name = 'A", ':3: this is not TOML: Expected "\'".'),
        (f"{ALICE}dnd_hours = inf\n", ":3: dnd_hours is inf. It would be from 0 to 8760, a year."),
        (f"{ALICE}dnd_hours = nan\n", ":3: dnd_hours is nan. It would be a number."),
        (
            f'{ALICE}email = "nowhere"\n',
            ":3: email is 'nowhere'. It would be an address, such as alice@example.com.",
        ),
        (
            '[[person]]\nname = "Alice Jones"\n',
            ":2: a person can't be called 'Alice Jones'."
            " It has letters, digits, ., - and _, at most 80; real_name may be any.",
        ),
        (
            f'{ALICE}[[group]]\nhandle = "g"\nmembers = ["alice", "alice"]\n',
            ":5: 'alice' is there twice.",
        ),
        (
            f'{ALICE}[[channel]]\nname = "c"\ntopic = "{"t" * 251}"\n',
            ":5: topic has 251 characters. It would have at most 250.",
        ),
    ],
)
def test_a_mistake_in_a_seed_is_told_with_what_would_be_right(
    text: str, told: str, tmp_path: Path
) -> None:
    assert seed_told(text, tmp_path) == f"team.toml{told}"


WORDS = st.sampled_from(["alice", "general", "A b", ""])
VALUES = st.one_of(WORDS, st.booleans(), st.integers(), st.floats(), st.none(), st.lists(WORDS))
NAMES = st.sampled_from(["handle", "name", "members", "topic", "email", "dnd_hours", "deleted"])
KINDS = st.sampled_from(["person", "channel", "group", "team"])
ROWS = st.one_of(VALUES, st.lists(st.dictionaries(NAMES, VALUES)), st.tuples(st.just({})))


@given(st.dictionaries(KINDS, ROWS))
def test_whatever_stands_in_a_seed_is_told_or_taken(tables: Any) -> None:
    try:
        seed = read_seed(tables)
    except BadSeed:
        return
    fill(Workspace(new_app(None, None)), seed)


@pytest.mark.parametrize("read", [read_seed, read_manifest])
def test_a_file_that_cannot_be_read_is_named(read: Any, tmp_path: Path) -> None:
    # Once it was "No such file or directory", and a file that is no text a traceback.
    absent, noise = tmp_path / "absent", tmp_path / "noise"
    noise.write_bytes(b"\xff\xfe\x00")
    told = []
    for path in (absent, tmp_path, noise):
        with pytest.raises((BadSeed, BadManifest)) as bad:
            read(path)
        told.append(str(bad.value))
    assert told == [
        f"{absent}: there is no such file.",
        f"{tmp_path}: this is a folder. It would be a file.",
        f"{noise}: this is not a text in UTF-8.",
    ]


async def test_a_seed_may_be_a_mapping_and_every_workspace_has_general() -> None:
    seed = {"person": [{"name": "zoe"}], "channel": [{"name": "kitchen", "members": ["zoe"]}]}
    async with bot(seed=seed) as one:
        shown = (await one.client.get("/people/zoe/channels"))["channels"]
        assert [(row["name"], row["is_member"]) for row in shown] == [
            ("general", True),
            ("kitchen", True),
        ]
    with pytest.raises(BadSeed, match=r"^seed, person 2: a person has no 'nmae'\..*\nseed, person"):
        async with Sandbox.serve(seed={"person": [{"name": "zoe"}, {"nmae": "yan"}]}):
            pass


@pytest.mark.parametrize(
    ("seed", "members"),
    [
        (
            None,
            {
                "general": "alice bob charlie priya erin gus deploybot",
                "incidents": "alice bob charlie priya erin deploybot",
            },
        ),
        (
            {
                "person": [
                    {"name": "zoe"},
                    {"name": "gil", "is_restricted": True},
                    {"name": "moe", "is_restricted": True},
                    {"name": "old", "deleted": True},
                ],
                "channel": [{"name": "kitchen"}, {"name": "garden", "members": ["gil"]}],
            },
            {"general": "zoe gil moe", "kitchen": "zoe", "garden": "gil"},
        ),
        (
            {
                "person": [{"name": "zoe"}, {"name": "gil", "is_restricted": True}],
                "channel": [{"name": "general", "members": ["zoe"]}],
            },
            {"general": "zoe"},
        ),
    ],
)
async def test_guests_are_in_general_and_elsewhere_only_where_they_are_named(
    seed: Any, members: dict[str, str]
) -> None:
    # Once the guest of the default seed was nowhere, though everybody is in #general.
    async with bot(seed=seed) as one:
        people = one.sandbox.workspace.people
        for channel, names in members.items():
            shown = (await one.client.get(f"/channels/{channel}"))["channel"]["members"]
            assert " ".join(people[id].name for id in shown) == names


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


async def program(*options: str) -> asyncio.subprocess.Process:
    """`slack-sandbox` with these options."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "slack_sandbox", *options),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def ended(*options: str) -> tuple[int | None, str]:
    """How it ended, and the last line that it said."""
    process = await program(*options)
    _, said = await process.communicate()
    return process.returncode, said.decode().splitlines()[-1]


@pytest.mark.parametrize(
    ("option", "given", "told"),
    [
        ("--port", "70000", "'70000' is no port. It would be from 0 to 65535."),
        ("--latency", "fast", "'fast' is no duration. It would be 120ms or 1s."),
        ("--clock", "now", "'now' is no time. It would be 2026-11-24T03:00:00Z."),
        (
            "--request-url",
            "localhost:3000",
            "'localhost:3000' is no address. It would be http://127.0.0.1:3000/slack/events.",
        ),
    ],
)
async def test_a_wrong_option_is_told_with_a_right_one(option: str, given: str, told: str) -> None:
    # Once a port of 70000 was a traceback, and any words were an address.
    assert await ended(option, given) == (2, f"slack-sandbox: error: argument {option}: {told}")


async def test_an_address_of_ipv6_stands_in_brackets() -> None:
    # Once it was http://::1:8065, which no client takes.
    try:
        async with bot(host="::1") as one:
            assert one.sandbox.url.startswith("http://[::1]:")
            assert (await one.call("auth.test"))["ok"]
    except OSError as error:
        if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
            raise
        pytest.skip("this machine has no IPv6")


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
async def test_it_prints_what_an_app_needs_and_ends_quietly_when_told_to(end: int) -> None:
    process = await program("--port", "0", "--clock", "1790000000", "--fault-seed", "7")
    assert process.stdout is not None
    # Line by line into a pipe: whoever reads it waits for `ready`.
    said = [(await process.stdout.readline()).decode() for _ in range(4)]
    assert said[:3] == [
        f"SLACK_BOT_TOKEN=xoxb-{'0' * 24}\n",
        f"SLACK_APP_TOKEN=xapp-{'0' * 24}\n",
        f"SLACK_SIGNING_SECRET={'0' * 32}\n",
    ]
    port = said[3].removeprefix("ready http://127.0.0.1:").strip()
    taken = f"Port {port} is taken, by another sandbox perhaps. --port 0 takes a free one."
    assert await ended("--port", port) == (1, taken)
    process.send_signal(end)
    rest = await process.communicate()
    told = b"Faults by rate come from seed 7 (--fault-seed).\n"
    assert (process.returncode, *rest) == (0, b"", told)
