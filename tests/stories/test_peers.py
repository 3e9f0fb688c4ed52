"""How others failed: the DfE bot's fourteen defects and the bugs that repeat across peers.

`PROVED` names for each the test that shows that ours is free of it; what no other file proves is
proved here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import psycopg
import pytest

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import evening, in_the_workspace
from tests.stories.test_raising import forget, raised

pytestmark = in_the_workspace

PROVED: Mapping[str, str] = {
    # The DfE's bot, by number.
    "1 closing never reached the channel where it was raised": (
        "test_alice_raises_bob_comes_and_everybody_hears_the_end"
    ),
    "2 state lived in a cache": (
        "test_what_was_said_while_the_bot_was_away_is_read_back_when_it_starts"
    ),
    "3 capitals were lost": "test_a_correction_changes_topic_and_cards_and_pings_nobody",
    "4 changing one lead sent empty ones": ("test_changing_one_lead_leaves_the_others_as_they_are"),
    "5 members beyond the first page": "test_who_is_there_already_counts_as_added",
    "6 errors of the invitation were never read": (
        "test_who_cannot_be_added_is_named_with_the_reason_and_the_others_are_in"
    ),
    "7 state was parsed from the topic": "test_a_topic_changed_by_hand_harms_nothing",
    "8 any channel with incident in its name": (
        "test_a_channel_is_an_incidents_own_by_record_and_not_by_name"
    ),
    "9 typed text could ping": "test_a_hostile_title_harms_nobody",
    "10 a slow Slack led to name_taken": (
        "test_any_fault_at_any_call_of_a_declare_ends_as_if_nothing_had_happened"
    ),
    "11 not acknowledged in time": (
        "test_a_slow_slack_is_acknowledged_in_time_and_the_form_still_opens"
    ),
    "12 closing twice, and nothing after it": (
        "test_of_two_who_close_at_the_same_moment_one_hears_who_was_first"
    ),
    "13 no private incidents": ("test_whatever_happens_to_it_nothing_of_it_is_said_to_outsiders"),
    "14 everybody was pinged for everything": "test_closing_a_quiet_incident_is_quiet",
    # What repeats across peers.
    "rate limits while listing": "test_raising_reads_nothing_before_it_writes",
    "blind retries": "test_any_fault_at_any_call_of_a_close_ends_as_if_nothing_had_happened",
    "name taken, archived names": "test_a_name_that_is_taken_gets_a_number",
    "name or title too long": "test_any_title_makes_a_name_with_room_for_a_number",
    "topic too long": "test_a_hostile_title_harms_nobody",
    "invitations": "test_a_lead_who_is_a_bot_is_refused_at_the_field",
    "central channel without the bot": (
        "test_a_channel_that_cannot_be_told_is_named_to_the_declarer_with_try_again"
    ),
    "trigger expired": "test_a_form_that_could_not_open_gives_the_words_back",
    "raised from a direct message": "test_an_incident_is_raised_from_a_direct_message",
    "archived channel touched later": (
        "test_when_the_channel_is_archived_by_hand_it_can_still_be_closed"
    ),
    "limits of blocks and options": "test_the_largest_playbook_fits_slack",
    "private leaks by a side path": (
        "test_whatever_happens_to_it_nothing_of_it_is_said_to_outsiders"
    ),
    "doubles on concurrent handling": "test_a_form_that_is_sent_twice_at_once_raises_one_incident",
    "stale database connections": "test_a_database_that_went_away_is_found_again",
    "redelivered events": "test_an_event_that_is_delivered_twice_is_handled_once",
    "No that counted as yes": "test_no_is_no",
    "case and markup of what was typed": "test_a_hostile_title_harms_nobody",
    "a green test that hid a broken feature": "test_every_proof_that_is_named_exists",
}


def test_every_proof_that_is_named_exists() -> None:
    tests = Path(__file__).parents[1].rglob("test_*.py")
    there = {name for path in tests for name in re.findall(r"def (test_\w+)\(", path.read_text())}
    assert {defect for defect, test in PROVED.items() if test not in there} == set()


HOSTILE = [
    "x" * 3000,
    "🔥" * 400,
    "<!channel> <!here|here> <@U00000002> <https://example.com|click> & co",
    "*bold* _it_ ~no~ `code` > quote :fire: ```pre```",
    "\u202egnp.exe \u200f مرحبا",
    "申請ができません。" * 300,
    "'; DROP TABLE incidents; -- {title} {0} %s \\n",
]


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
async def test_a_hostile_title_harms_nobody(
    slack_sandbox: SandboxHandle, tmp_path: Path, title: str
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.alice.types("/incident")
        sent = await night.alice.submits(
            title=title, description=title, service="other", severity="P3"
        )
        assert sent == {"ok": True}
        own = await night.own()
        await night.settled()
        channel = await night.channel(own)
        assert re.fullmatch(r"incident_other-1_\d{6}[a-z0-9_-]*", channel["name"])
        assert len(channel["topic"]) <= 250
        await night.alice.types(f"/incident close {title[:2000]}", own)
        await night.settled()
        calls = await night.calls()
        wrong = [call for call in calls if call["answer"] and not call["answer"]["ok"]]
        assert wrong == []
        for place in ("general", "incidents", "security", own):
            for message in (await night.channel(place))["messages"]:
                assert not re.search(r"<!(channel|here|everyone)", str(message["blocks"]))
                assert "<@U00000002>" not in message["text"]
        await forget(night)


async def test_who_is_there_already_counts_as_added(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await night.bob.does("join", own)
        await night.alice.types("/incident edit", own)
        await night.alice.submits(role_comms="bob")
        await night.bob.reads("Alice asks you to be comms lead")
        await night.settled()
        card = await night.said(own, "What to do now")
        assert "could not be added" not in card["whole"]


async def test_a_channel_is_an_incidents_own_by_record_and_not_by_name(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.alice.does("create", "incidental-expenses")
        assert await night.alice.types("/incident", "incidental-expenses") == {"ok": True}
        assert (await night.alice.shown_form())["callback_id"] == "declare"
        await night.alice.closes()
        await night.alice.types("/closeincident", "incidental-expenses")
        await night.alice.reads("No incident is open, so there is nothing to close.")


async def test_raising_reads_nothing_before_it_writes(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.settled()
        await night.client.delete("/calls")
        await raised(night, severity="P2")
        called = [call["method"] for call in await night.calls()]
        reading = [name for name in called if name.endswith((".list", ".info", ".history"))]
        assert [method for method in reading if method != "users.info"] == []
        assert called[:2] == ["views.open", "conversations.create"]


async def test_the_largest_playbook_fits_slack(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    def tables(name: str, count: int, row: str) -> str:
        return "".join(f"[[{name}]]\n{row.format(n=n)}\n" for n in range(count))

    path = tmp_path / "playbook.toml"
    path.write_text(
        'organisation = "Example"\nwhen_unsure = "S0"\nannounce = ["#incidents"]\n'
        + tables("severity", 6, 'key = "S{n}"\ncriteria = "' + "c" * 299 + '{n}"')
        + tables(
            "role", 10, 'key = "r{n}"\nname = "' + "n" * 47 + '{n}"\nduty = "' + "d" * 299 + '"'
        ).replace("duty", "in_charge = true\nduty", 1)
        + tables("service", 99, 'key = "s{n}"\nname = "' + "s" * 72 + '{n:03}"')
        + tables("step", 200, 'key = "t{n}"\nwords = "' + "w" * 146 + '{n:03}"')
        + tables("document", 10, 'title = "' + "t" * 74 + '{n}"\nurl = "https://example.com/{n}"')
    )
    async with evening(slack_sandbox, tmp_path, path) as night:
        assert await night.alice.types("/incident") == {"ok": True}
        form = await night.alice.shown_form()
        assert form["callback_id"] == "declare"
        sent = await night.alice.submits(
            title="It is down", service="s98", severity="S5", description="x" * 3000
        )
        assert sent == {"ok": True}
        own = await night.own()
        await night.settled()
        for verb in ("menu_update", "menu_edit", "menu_roles", "menu_severity", "menu_steps"):
            await night.alice.types("/incident", own)
            assert await night.alice.presses(verb) == {"ok": True}
        await night.alice.types("/closeincident", own)
        assert await night.alice.submits(summary="x" * 3000) == {"ok": True}
        await night.settled()
        calls = await night.calls()
        assert [call for call in calls if call["answer"] and not call["answer"]["ok"]] == []
        await forget(night)


async def test_an_event_that_is_delivered_twice_is_handled_once(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, role_technical="bob")
        await night.bob.reads("asks you to be technical lead")
        await night.fault("delivery", "twice")
        await night.bob.types("I am on it", own)
        await night.said(own, "Bob is in charge now")
        await night.alice.reads("Bob is in charge of INC-1 now. You can stand down from that.")
        await night.settled()
        assert (await night.events(1)).count("RoleTaken") == 1


async def test_no_is_no(slack_sandbox: SandboxHandle, tmp_path: Path) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, sensitive="no")
        assert (await night.channel(own))["is_private"] is False


async def test_a_database_that_went_away_is_found_again(
    slack_sandbox: SandboxHandle, tmp_path: Path, postgres_url: str
) -> None:
    async with evening(slack_sandbox, tmp_path, database=postgres_url) as night:
        await raised(night)
        name = postgres_url.partition("?")[0].rpartition("/")[2]
        server = postgres_url.replace(f"/{name}?", "/postgres?")
        with psycopg.connect(server, autocommit=True) as connection:
            query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            connection.execute(query, (name,))
        assert await night.bob.types("/incident status INC-1") == {"ok": True}
        await night.bob.reads("INC-1 · P2 · Investigating")
