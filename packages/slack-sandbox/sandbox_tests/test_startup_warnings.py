"""What is said at the start of a manifest that holds, but names what nobody knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sandbox_tests.contract.material import OUTSIDE, load, needs_outside
from sandbox_tests.test_cli import program
from slack_sandbox.startup_warnings import startup_warnings
from slack_sandbox.state.documented_names import EVENTS
from slack_sandbox.state.new_app import new_app

FOR_PEOPLE = {"admin.apps:read", "admin.invites:read", "stars:read"}
"""Scopes that no bot can have."""
NOBODYS = {"url_verification", "goodbye"}
"""Payloads that nobody subscribes to."""
RECORDED = OUTSIDE / "json-logs" / "events"


def manifest(scopes: list[str], events: list[str]) -> dict[str, Any]:
    """An app with these."""
    return {
        "oauth_config": {"scopes": {"bot": scopes}},
        "settings": {"event_subscriptions": {"bot_events": events}},
    }


def said(scopes: list[str], events: list[str]) -> list[str]:
    """All remarks on such an app."""
    return list(startup_warnings(new_app(manifest(scopes, events), None)))


def test_a_misspelt_scope_or_event_is_told_with_what_may_be_meant() -> None:
    # Once it passed silently, and the app was refused or deaf later.
    scopes = ["chat:wirte", "commands", "links:read", "chat:write.public", "everything"]
    assert said(scopes, ["message.channel", "app_mention", "message"]) == [
        'The manifest\'s scope "chat:wirte" is not known here. Is "chat:write" meant?',
        'The manifest\'s scope "everything" is not known here.',
        'The manifest\'s event "message.channel" is not known here. Is "message.channels" meant?',
    ]


def test_nothing_is_said_without_a_manifest() -> None:
    assert list(startup_warnings(new_app(None, None))) == []


@needs_outside
def test_every_documented_scope_and_event_is_known() -> None:
    listed = [event for event in load("docs", "events", "events.json") if "Events" in event["APIs"]]
    recorded = [load("json-logs", "events", path.name) for path in RECORDED.iterdir()]
    names = {event["name"] for event in listed} | {
        payload.get("event", payload)["type"] for payload in recorded
    }
    assert names - NOBODYS == EVENTS
    scopes = {scope for event in listed for scope in event.get("scopes", ())} - FOR_PEOPLE
    scopes = {scope.replace("app_mentions.read", "app_mentions:read") for scope in scopes}
    assert said(sorted(scopes), []) == []
    example = load("manifest", "example-incident-bot.manifest.json")
    assert list(startup_warnings(new_app(example, None))) == []


async def test_the_program_says_it_on_standard_error_and_starts(tmp_path: Path) -> None:
    path = tmp_path / "app.json"
    path.write_text(json.dumps(manifest([], ["app_mentoin"])))
    process = await program("--port", "0", "--manifest", str(path))
    assert process.stderr is not None
    assert process.stdout is not None
    told = 'The manifest\'s event "app_mentoin" is not known here. Is "app_mention" meant?\n'
    assert (await process.stderr.readline()).decode() == told
    assert (await process.stdout.readline()).startswith(b"SLACK_BOT_TOKEN=")
    process.terminate()
    await process.communicate()
