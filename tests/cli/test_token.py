"""`firebell token`: made, listed and revoked where Firebell runs, also while it does."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from firebell.app.tokens import PREFIX, Tokens, checksum, is_written_well, new_token
from firebell.domain.grants import Scope
from firebell.storage.address import open_store
from tests.cli.database import ALICE, BOB, address, environment, fill
from tests.cli.test_commands import firebell


async def test_a_token_is_printed_once_listed_and_revoked(tmp_path: Path) -> None:
    await fill(tmp_path)
    env = environment(tmp_path)

    async def token(*arguments: str) -> tuple[int, str, str]:
        return await firebell("token", *arguments, cwd=tmp_path, env=env)

    more = ("--may", "read", "--may", "raise", "--days", "7")
    code, out, err = await token("make", "deploys", "--for", "alice", *more)
    assert (code, err) == (0, "")
    first, written, _ = out.split("\n")
    assert first.startswith(f"For {ALICE}, until ")
    assert first.endswith("It is not shown again:")
    assert is_written_well(written)

    with closing(open_store(address(tmp_path))) as store:
        found = await Tokens(store, lambda: datetime.now(UTC)).find(written)
    assert found is not None
    assert (found.person, found.name) == (ALICE, "deploys")
    assert found.scopes == {Scope.READ, Scope.RAISE}

    code, out, _ = await token("list")
    id, _, told = out.strip().partition("  ")
    assert told.startswith(f"deploys of {ALICE}: read, raise; ends ")
    assert told.endswith(f"last used {datetime.now(UTC):%Y-%m-%d}")
    assert written not in out
    assert await token("list", "--for", BOB) == (0, "There is no token.\n", "")

    revoked = f"Revoked: deploys of {ALICE}.\n"
    assert await token("revoke", id) == (0, revoked, "")
    nothing = "No token that lasts is called so. Nothing was changed.\n"
    assert await token("revoke", "--for", "alice") == (1, "", nothing)
    with closing(open_store(address(tmp_path))) as store:
        assert await Tokens(store, lambda: datetime.now(UTC)).find(written) is None


async def test_what_is_no_token_to_be_made_is_said(tmp_path: Path) -> None:
    await fill(tmp_path)
    env = environment(tmp_path)
    for arguments, said in (
        (("deploys", "--for", "alice", "--days", "400"), "Write a whole number of days, 365 "),
        ((" ", "--for", "alice"), "Say in a few words what it is for."),
        (("x" * 61, "--for", "alice"), "This is longer than 60 characters."),
        (("deploys", "--for", "alice", "--may", "private"), "Choose at least one thing"),
        (("deploys", "--for", "dana"), "Nobody called 'dana' is known here."),
    ):
        code, out, err = await firebell("token", "make", *arguments, cwd=tmp_path, env=env)
        assert (code, out) == (1, "")
        assert err.startswith(said)


def test_what_is_mistyped_is_no_token() -> None:
    token = new_token()
    assert len({token, new_token()}) == 2
    assert is_written_well(token)
    assert checksum("") == "000000"
    wrong = (token[:-1], f"{token}0", token.lower(), token.replace(PREFIX, "ghp_"), "", PREFIX)
    other = "1" if token[12] == "0" else "0"
    assert not any(map(is_written_well, (*wrong, f"{token[:12]}{other}{token[13:]}")))
