"""A wrong database address, or a secret in the wrong place, is told without the secret."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.settings import BadSettings, Settings, complete, read_settings
from firebell.storage.address import open_store
from firebell.storage.base import BadAddress
from tests.cli.test_commands import firebell

SMALL = Path(__file__).parents[2] / "examples" / "small" / "playbook.toml"
PASSWORD = "hunter2"
ENCODED = "hunter2%2F%40%21"
SECRETS = ("hunter2", "%2F", "ws0rd")

WRONG = {
    "nobody there": f"postgresql://bot:{PASSWORD}@127.0.0.1:1/firebell",
    "encoded": f"postgresql://bot:{ENCODED}@127.0.0.1:1/firebell",
    "in the query": f"postgresql://127.0.0.1:1/firebell?user=bot&password={PASSWORD}",
    "in an option that does not exist": f"postgresql://127.0.0.1:1/firebell?pasword={PASSWORD}",
    "as an option's name": f"postgresql://127.0.0.1:1/firebell?{PASSWORD}=1",
    "in the port": f"postgresql://127.0.0.1:{PASSWORD}/firebell",
    "an at sign in it": f"postgresql://bot:{PASSWORD}@pa@ss@127.0.0.1:1/firebell",
    "a slash in it": f"postgresql://bot:{PASSWORD}/p:ws0rd@127.0.0.1:1/firebell",
    "a question mark in it": f"postgresql://bot:{PASSWORD}?ws0rd@127.0.0.1:1/firebell",
    "a bracket in it": f"postgresql://bot:[{PASSWORD}@127.0.0.1:1/firebell",
    "a driver": f"postgresql+asyncpg://bot:{PASSWORD}@127.0.0.1:1/firebell",
    "another database": f"mysql://bot:{PASSWORD}@127.0.0.1/firebell",
    "no scheme": f"bot:{PASSWORD}@127.0.0.1/firebell",
    "one slash": f"postgresql:/bot:{PASSWORD}@127.0.0.1/firebell",
    "a DSN": f"host=127.0.0.1 port=1 password={PASSWORD}",
    "a DSN that does not parse": f"postgresql://host=127.0.0.1 '{PASSWORD} =",
    "the password alone": PASSWORD,
    "a line end in it": f"postgresql://bot:{PASSWORD}\nws0rd@127.0.0.1:1/firebell",
    "a zero in it": f"postgresql://bot:{PASSWORD}%00ws0rd@127.0.0.1:1/firebell",
    "SQLite with a host": f"sqlite://bot:{PASSWORD}@127.0.0.1/firebell.db",
    "SQLite with options": f"sqlite:///firebell.db?key={PASSWORD}",
    "SQLite before another address": f"sqlite:///postgresql://bot:{PASSWORD}@127.0.0.1/firebell",
    "another SQLite": f"sqlite3:///{PASSWORD}",
}
wrong = pytest.mark.parametrize("address", WRONG.values(), ids=WRONG.keys())


def secrets_in(words: str) -> list[str]:
    return [secret for secret in SECRETS if secret in words]


@wrong
def test_what_is_wrong_with_an_address_is_said_without_any_of_it(address: str) -> None:
    with pytest.raises(BadAddress) as raised:
        open_store(address)
    assert secrets_in(str(raised.value)) == []
    assert "FIREBELL_DATABASE_URL" in str(raised.value)


@given(rest=st.text())
def test_whatever_stands_in_an_address_is_not_repeated(rest: str) -> None:
    address = f"{rest}{PASSWORD}{rest}"
    with pytest.raises(BadAddress) as raised:
        open_store(address)
    assert secrets_in(str(raised.value)) == []


async def test_every_command_says_it_in_one_line_and_without_the_password(tmp_path: Path) -> None:
    given = ["nobody there", "SQLite with options"]
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    env = {
        **tokens,
        "FIREBELL_PLAYBOOK": str(SMALL),
        "FIREBELL_SLACK_API_URL": "http://127.0.0.1:1/",
    }

    async def said(command: str, address: str) -> tuple[int, str]:
        settings = {**env, "FIREBELL_DATABASE_URL": address}
        code, out, err = await firebell(*command.split(), cwd=tmp_path, env=settings)
        assert secrets_in(out + err) == []
        lines = [line for line in (out + err).splitlines() if "FIREBELL_DATABASE_URL" in line]
        return code, "\n".join(lines)

    for name in given:
        commands = ("run", "check", "export INC-1", "erase-person U1 --yes")
        told = await asyncio.gather(*(said(command, WRONG[name]) for command in commands))
        assert [(code, words.count("\n")) for code, words in told] == [(1, 0)] * 4
        assert all("FIREBELL_DATABASE_URL" in words for _, words in told)


def file_in_place_of(secret: str) -> Mapping[str, str]:
    """Somebody puts the secret itself where the file's name belongs."""
    return {"SLACK_BOT_TOKEN_FILE": secret, "FIREBELL_DATABASE_URL_FILE": secret}


@pytest.mark.parametrize("secret", ["xoxb-hunter2", "postgresql://bot:hunter2@h/d", "\0hunter2"])
def test_a_secret_in_place_of_its_files_name_is_not_repeated(secret: str) -> None:
    with pytest.raises(BadSettings) as raised:
        read_settings(file_in_place_of(secret))
    assert secrets_in(str(raised.value)) == []
    assert str(raised.value).startswith("SLACK_BOT_TOKEN_FILE names a file that ")


def test_a_file_of_secrets_that_is_no_text_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "token").write_bytes(b"\xff\xfehunter2")
    with pytest.raises(BadSettings, match=r"^SLACK_BOT_TOKEN_FILE names a file that is not text"):
        read_settings({"SLACK_BOT_TOKEN_FILE": str(tmp_path / "token")})


def test_a_setting_of_the_wrong_kind_is_said_without_its_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FIREBELL_WEB_PORT", PASSWORD)
    with pytest.raises(BadSettings) as raised:
        read_settings({})
    assert secrets_in(str(raised.value)) == []
    assert str(raised.value).startswith("FIREBELL_WEB_PORT: ")
    assert raised.value.__cause__ is None


def test_a_token_of_another_kind_is_not_repeated() -> None:
    with pytest.raises(BadSettings) as raised:
        complete(Settings.model_validate({"bot_token": "xoxp-hunter2"}))
    assert secrets_in(str(raised.value)) == []
