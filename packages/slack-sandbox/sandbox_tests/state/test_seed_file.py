"""Seeds: what they may say, and how every mistake in one is told, with what would be right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox_tests.bot import running_bot
from slack_sandbox import BadSeed, Sandbox
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
is_ultra_restricted, deleted, dnd_hours, team.
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


async def test_a_seed_may_be_a_mapping_and_every_workspace_has_general() -> None:
    seed = {"person": [{"name": "zoe"}], "channel": [{"name": "kitchen", "members": ["zoe"]}]}
    async with running_bot(seed=seed) as bot:
        shown = (await bot.client.get("/people/zoe/channels"))["channels"]
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
    async with running_bot(seed=seed) as bot:
        people = bot.sandbox.workspace.people
        for channel, names in members.items():
            shown = (await bot.client.get(f"/channels/{channel}"))["channel"]["members"]
            assert " ".join(people[id].name for id in shown) == names
