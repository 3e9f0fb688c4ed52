"""What people write in an incident's channel stays in Slack, unless somebody puts it on the record.

And then it is what stands in Slack at that moment, whatever a payload says.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from firebell.app.ports import Reads
from firebell.domain.events import Noted
from firebell.settings import Settings
from firebell.slack.setup.manifest import manifest
from firebell.storage.tables import metadata
from slack_sandbox import Sandbox
from slack_sandbox.client import SandboxClient
from slack_sandbox.testing import SandboxHandle
from tests.cli.test_log_lines import logged
from tests.stories.evening import DFE, Evening, evening, in_the_workspace, settings_for
from tests.stories.test_http import free_port
from tests.stories.test_raising import raised

pytestmark = in_the_workspace

SECRET = "hunter2"
TEAM = "T00000001"


async def noted(night: Evening) -> list[str]:
    """What was put on the record of INC-1 by hand."""
    assert night.bot is not None
    await night.settled()

    def read(reads: Reads) -> list[str]:
        loaded = reads.by_number(1)
        assert loaded is not None
        found = [stored.event for stored in reads.events(loaded.incident.id)]
        return [event.text for event in found if isinstance(event, Noted)]

    return await night.bot.store.read(read)


def files_with(words: str, folder: Path) -> list[str]:
    """The files that hold these words, journals included."""
    return [
        path.name
        for path in folder.iterdir()
        if path.is_file() and words.encode() in path.read_bytes()
    ]


async def test_what_bob_writes_and_changes_and_deletes_is_in_no_file_of_the_bot(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await night.bob.does("join", own)
        said = await night.bob.types(f"The password is {SECRET}", own)
        await night.charlie.does("join", own)
        await night.charlie.types(f"Never write {SECRET} here", own, thread_ts=said["ts"])
        await night.charlie.does("react", own, message_ts=said["ts"], name="eyes")
        await night.bob.does("edit", own, message_ts=said["ts"], text=f"It was {SECRET}")
        await night.bob.does("upload", own, name=f"{SECRET}.txt", content=SECRET, text=SECRET)
        await night.bob.does("delete", own, message_ts=said["ts"])
        await night.settled()
        assert files_with(SECRET, tmp_path) == []
        assert night.bob.id in await members(night)


async def test_what_alice_says_of_an_incident_stands_in_it_and_its_events_alone(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night, "ZEBRA is down", description="ZEBRA shows an error")
        await night.alice.types("/incident update", own)
        assert await night.alice.submits(known="ZEBRA fails") == {"ok": True}
        await night.alice.types("/closeincident ZEBRA is up again", own)
        await night.settled()
        assert columns_with("ZEBRA", tmp_path / "firebell.db") == ["events.body", "incidents.body"]


def columns_with(words: str, database: Path) -> list[str]:
    """The columns that hold these words, as `table.column`."""
    found = []
    with closing(sqlite3.connect(database)) as connection:
        for table in metadata.sorted_tables:
            columns = table.columns.keys()
            for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table.name}"):
                pairs = zip(columns, row, strict=True)
                found += [f"{table.name}.{column}" for column, cell in pairs if words in str(cell)]
    return sorted(set(found))


async def test_no_line_of_the_log_holds_what_alice_says_or_a_token_whatever_slack_does(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    with logged(logging.DEBUG) as written:
        async with evening(slack_sandbox, tmp_path, strict=False) as night:
            for fault in ("drop_before", "http_500", "malformed"):
                await night.fault("chat.postMessage", fault, times=1)
            await night.fault("conversations.setTopic", "error", error="invalid_blocks", times=1)
            own = await raised(night, f"{SECRET} is out", description=f"{SECRET} everywhere")
            await night.fault("views.open", "error", error=f"{SECRET} too", times=1)
            await night.alice.types("/incident update", own)
            await night.alice.types(f"/closeincident {SECRET} is over", own)
            await night.settled()
    lines = written.getvalue()
    secrets = (SECRET, slack_sandbox.bot_token, slack_sandbox.app_token)
    assert [secret for secret in secrets if secret in lines] == []
    assert "Given up: KeepTopic (invalid_blocks)" in lines


async def members(night: Evening) -> tuple[str, ...]:
    """Who is known to be in INC-1: what was heard was not lost on the way."""
    assert night.bot is not None
    found = await night.bot.store.read(lambda reads: reads.by_number(1))
    assert found is not None
    return tuple(found.incident.members)


async def test_a_reply_in_a_thread_goes_on_the_record_by_pushpin_and_by_shortcut(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.bob.does("join", own)
        first = await night.bob.types("Shall I undo it?", own)
        for number, words in enumerate(["Wait", "Yes, undo it", "Done"]):
            reply = await night.alice.types(words, own, thread_ts=first["ts"])
            if number == 1:
                await night.bob.does("react", own, message_ts=reply["ts"], name="pushpin")
                assert await noted(night) == ["Yes, undo it"]
        await night.alice.uses("add_to_timeline", channel=own, message_ts=reply["ts"])
        await night.alice.reads("It is on the record of INC-1.")
        assert await noted(night) == ["Yes, undo it", "Done"]


async def test_when_slack_does_not_show_the_message_alice_hears_that_it_is_not_on_the_record(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        said = await night.alice.types("It began at 02:45", own)
        await night.fault("conversations.replies", "error", error="internal_error", times=1)
        await night.alice.uses("add_to_timeline", channel=own, message_ts=said["ts"])
        await night.alice.reads(
            "Slack did not show us that message, so it is not on the record of INC-1 yet. "
            "Try again in a minute."
        )
        await night.alice.uses("add_to_timeline", channel=own, message_ts=said["ts"])
        await night.alice.reads("It is on the record of INC-1.")
        assert await noted(night) == ["It began at 02:45"]


async def test_the_words_of_a_payload_are_not_believed_and_what_was_deleted_stays_deleted(
    tmp_path: Path,
) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/slack/events"
    described = manifest("https://example.com/slack/events")
    async with (
        Sandbox.serve(rate_limits=False, manifest=described, request_url=url) as sandbox,
        SandboxClient(sandbox.url) as client,
    ):
        given = settings_for(sandbox, tmp_path, DFE, None)
        settings = Settings(**{**given.model_dump(), "app_token": None, "web_port": port})
        night = Evening(client, settings, await client.workspace())
        await night.start()
        try:
            own = await raised(night)
            said = await night.alice.types("It began at 02:45", own)
            gone = await night.alice.types(f"The password is {SECRET}", own)
            await night.alice.does("delete", own, message_ts=gone["ts"])
            forged = {"type": "message", "user": night.bob.id, "text": f"Bob broke it, {SECRET}"}
            for ts in (said["ts"], gone["ts"], "1.000001", f"{SECRET}"):
                message = {**forged, "ts": ts}
                await shortcut(url, sandbox.signing_secret, night.alice.id, own, message)
            await night.alice.reads("It is on the record of INC-1.")
            await night.alice.reads("That message was deleted, so it is not on the record of INC-1")
            assert await noted(night) == ["It began at 02:45"]
            assert files_with(SECRET, tmp_path) == []
        finally:
            await night.stop()


async def shortcut(
    url: str, secret: str, person: str, channel: str, message: Mapping[str, Any]
) -> None:
    """*Add to timeline* with a payload that is signed as Slack would, and says what it likes."""
    payload = {
        "type": "message_action",
        "callback_id": "add_to_timeline",
        "team": {"id": TEAM},
        "user": {"id": person},
        "channel": {"id": channel},
        "message": message,
        "message_ts": message["ts"],
    }
    body = urlencode({"payload": json.dumps(payload)})
    now = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=now, body=body)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": now,
        "X-Slack-Signature": str(signature),
    }
    async with aiohttp.ClientSession() as session:
        answer = await session.post(url, data=body, headers=headers)
        assert answer.status == 200
