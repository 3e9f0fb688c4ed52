"""`firebell erase-person`: whom it takes out, what it asks and says, what it leaves to people."""

from __future__ import annotations

import re
from pathlib import Path

from firebell.storage.file_lock import file_lock
from tests.cli.database import BOB, address, environment, fill, incident
from tests.cli.test_commands import firebell

LEFT = """\
Firebell can't reach these. Look after them yourself:
- Messages in Slack, the names of channels among them: delete or edit them there.
- Exports and backups that were made before: delete them, or make new ones.
- Logs of other programs, and your shell's history, which holds the command that you typed.
- Nicknames, parts of a name and misspelt names: run this again with --also.
"""


async def erase(folder: Path, *arguments: str, url: str | None = None) -> tuple[int, str, str]:
    return await firebell("erase-person", *arguments, cwd=folder, env=environment(folder, url))


async def test_it_says_what_it_did_and_what_it_can_not_reach(tmp_path: Path) -> None:
    await fill(tmp_path)
    code, out, err = await erase(tmp_path, BOB, "--yes")
    assert (code, err) == (0, "")
    mark = re.search(r"\(([0-9a-f]{4})\)", out)
    assert mark is not None
    assert out == (
        f"Replaced by a former colleague ({mark[1]}): in 2 incidents and 3 other rows.\n"
        "Roles are free again in INC-1, INC-2. Take them there.\n"
        "Nobody is in charge of INC-1 now. Take over there.\n"
        "Nothing of this person is here any more.\n" + LEFT
    )
    again = await erase(tmp_path, BOB, "--yes")
    assert again == (0, "Nothing of this person is here any more.\n" + LEFT, "")
    for path in (tmp_path / "data").iterdir():
        assert re.search(rb"(?i)u0bob4711|bob.example|bob@", path.read_bytes()) is None, path
    assert (await incident(address(tmp_path), 1)).title.startswith("a former colleague (")


async def test_on_postgresql_too(tmp_path: Path, postgres_url: str) -> None:
    await fill(tmp_path, postgres_url)
    code, out, _ = await erase(tmp_path, "bob@example.com", "--yes", url=postgres_url)
    assert (code, "in 2 incidents and 3 other rows" in out) == (0, True)
    assert (await incident(postgres_url, 1)).declarer.startswith("former-")


async def test_it_asks_first_and_whatever_is_not_yes_changes_nothing(tmp_path: Path) -> None:
    await fill(tmp_path)
    code, out, _ = await erase(tmp_path, "bob example")
    assert code == 1
    assert out.startswith(
        f"This takes {BOB} (Bob Example, bob@example.com) out of the database for good. Go on?"
    )
    assert LEFT not in out
    assert (await incident(address(tmp_path), 1)).declarer == BOB


async def test_who_is_not_known_is_asked_for_by_id(tmp_path: Path) -> None:
    await fill(tmp_path)
    code, out, err = await erase(tmp_path, "Bobby", "--yes")
    assert (code, out, err) == (
        1,
        "",
        "Nobody called 'Bobby' is known here. Give their Slack id: it stands in their profile in "
        "Slack, behind the three dots, as Copy member ID.\n",
    )


async def test_who_is_named_by_the_playbook_is_taken_out_there_first(tmp_path: Path) -> None:
    await fill(tmp_path)
    playbook = tmp_path / "playbook.toml"
    playbook.write_text(f'invite = ["Bob@example.com"]\n{playbook.read_text()}')
    code, _, err = await erase(tmp_path, BOB, "--yes")
    assert code == 1
    assert err == (
        f"The playbook names this person ({playbook}, line 1), so Firebell would ask Slack for "
        "them again. Take them out there, start Firebell once, stop it, and run this again. "
        "Nothing was changed.\n"
    )
    assert (await incident(address(tmp_path), 1)).declarer == BOB


async def test_while_the_bot_is_at_work_on_the_file_nothing_is_done(tmp_path: Path) -> None:
    await fill(tmp_path)
    with file_lock(tmp_path / "data" / "firebell.db"):
        code, _, err = await erase(tmp_path, BOB, "--yes")
    assert (code, err.startswith("Another Firebell is at work on")) == (1, True)
    assert (await incident(address(tmp_path), 1)).declarer == BOB


async def test_what_else_they_are_called_may_be_added(tmp_path: Path) -> None:
    await fill(tmp_path)
    code, _, _ = await erase(tmp_path, BOB, "--yes", "--also", "zanzibar")
    title = (await incident(address(tmp_path), 2)).title
    assert (code, re.fullmatch(r"a former colleague \([0-9a-f]{4}\)", title) is not None) == (
        0,
        True,
    )


async def test_without_a_database_it_says_so(tmp_path: Path) -> None:
    code, _, err = await erase(tmp_path, BOB)
    assert (code, err) == (1, f"There is no database at {tmp_path / 'data' / 'firebell.db'}.\n")
