"""`check`, `manifest`, `export` and `run`, as somebody who sets Firebell up types them."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

import aiohttp
import pytest
from jsonschema import Draft7Validator

from firebell.slack.setup.manifest import EVENTS, SCOPES, manifest
from firebell.words.catalogue import NEWS
from sandbox_tests.contract.material import OUTSIDE, needs_outside
from slack_sandbox import Sandbox
from slack_sandbox.client import SandboxClient
from slack_sandbox.web_api.methods import METHODS
from tests.kills.bots import environment
from tests.outside.duty import KEY, SECRET, TOKEN, pagerduty, program, schedule
from tests.outside.page_servers import GITHUB_TOKEN, UpptimeDesk
from tests.outside.servers import webhook
from tests.outside.tracker_servers import desk
from tests.stories.evening import DFE

ROOT = Path(__file__).parents[2]
HERE = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
"""What a process needs to find the code that is tested, and nothing else of this machine."""


async def firebell(
    *arguments: str, cwd: Path, env: Mapping[str, str] | None = None
) -> tuple[int, str, str]:
    """Exit code, what was printed, what was complained about."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "firebell",
        *arguments,
        cwd=cwd,
        env={**HERE, "PYTHONUTF8": "1", **(env or {})},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode or 0, out.decode(), err.decode()


async def test_run_without_settings_names_all_that_is_missing_at_once(tmp_path: Path) -> None:
    code, out, err = await firebell("run", cwd=tmp_path)
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "These settings are missing or wrong.",
        "SLACK_BOT_TOKEN: the bot's token, which begins with xoxb-.",
        "SLACK_APP_TOKEN: the app-level token for Socket Mode, which begins with xapp-; "
        "or SLACK_SIGNING_SECRET, when Slack is to call this machine over HTTP.",
    ]


async def test_run_says_what_is_wrong_with_the_playbook_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "playbook.toml").write_text('organisation = "Example"\nwhen_unsure = "P9"\n')
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    code, _, err = await firebell("run", cwd=tmp_path, env=tokens)
    assert code == 1
    assert [line for line in err.splitlines() if line.startswith("playbook.toml:1: there is no")]
    assert "playbook.toml:2: when_unsure is" in err


async def test_a_second_process_on_the_same_file_says_so_and_stops(tmp_path: Path) -> None:
    async with Sandbox.serve() as sandbox:
        # A proxy is passed over where Slack is on this machine (the SDK would use it).
        env = {**environment(sandbox, tmp_path), "HTTP_PROXY": "http://127.0.0.1:9"}
        first = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "firebell",
            "run",
            cwd=tmp_path,
            env={**HERE, **env},
            stdout=asyncio.subprocess.PIPE,
        )
        assert first.stdout is not None
        ready = await asyncio.wait_for(first.stdout.readline(), 30)
        assert ready.decode().startswith("ready http://127.0.0.1:")
        assert len(sandbox.server.socket.connections) == 1
        code, _, err = await firebell("run", cwd=tmp_path, env=env)
        first.terminate()
        await first.wait()
    assert code == 1
    assert "Another Firebell is at work on" in err


async def test_secrets_may_come_from_files_and_never_show(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text("xoxp-very-secret\n")
    env = {"SLACK_BOT_TOKEN_FILE": str(secret), "SLACK_APP_TOKEN": "xapp-also-secret"}
    code, out, err = await firebell("run", cwd=tmp_path, env=env)
    assert code == 1
    assert "SLACK_BOT_TOKEN: it would begin with xoxb-" in err
    assert "very-secret" not in out + err
    assert "also-secret" not in out + err


CALLED = """
[[page]]
pagerduty = ["duty"]

[[webhook]]
key = "tracker"
"""


ON_CALL = 'name = "Other"\nleads = { technical = "pagerduty:PAPPLY" }'


async def test_check_says_line_by_line_that_all_is_well(tmp_path: Path) -> None:
    described = tmp_path / "manifest.json"
    described.write_text(json.dumps(manifest()))
    playbook = tmp_path / "playbook.toml"
    text = DFE.read_text()
    text = text.replace("https://example.com/", "https://127.0.0.1:9/")
    playbook.write_text(text.replace('name = "Other"', ON_CALL) + CALLED)
    async with (
        Sandbox.serve(manifest=described) as sandbox,
        webhook() as teams,
        pagerduty() as duty,
        program() as tracker,
        schedule(PAPPLY=["bob@example.com"]) as rota,
        desk(UpptimeDesk()) as page,
    ):
        env = {**environment(sandbox, tmp_path), "FIREBELL_PLAYBOOK": str(playbook)}
        env |= {"FIREBELL_STATUS_PAGES": f"status {GITHUB_TOKEN}", "FIREBELL_GITHUB_URL": page.url}
        env |= {"FIREBELL_TEAMS": f"service-owners {teams.url}", "FIREBELL_SEND_OUTSIDE": "true"}
        env |= {"FIREBELL_PAGERDUTY": f"duty {KEY}", "FIREBELL_PAGERDUTY_URL": duty.url}
        signed = f"whsec_{b64encode(SECRET).decode()}"
        env |= {"FIREBELL_WEBHOOKS": f"tracker {tracker.url} {signed}"}
        env |= {"FIREBELL_WEBHOOKS_INSIDE": "true"}
        env |= {"FIREBELL_PAGERDUTY_TOKEN": TOKEN, "FIREBELL_PAGERDUTY_API": rota.url}
        code, out, err = await firebell("check", cwd=tmp_path, env=env)
        assert (teams.got, duty.events, tracker.asked) == ([], [], [])
        await firebell("check", "--send-test", cwd=tmp_path, env=env)
        assert [said[1] for said in teams.said()] == [NEWS["test"]]
        assert (duty.actions(), duty.stands()) == (
            ["trigger", "resolve"],
            [["triggered", "resolved"]],
        )
        assert [message["text"] for message in tracker.got.values()] == [NEWS["test"]]
        refused = {**env, "FIREBELL_WEBHOOKS_INSIDE": "false", "FIREBELL_PAGERDUTY": ""}
        _, told, _ = await firebell("check", cwd=tmp_path, env=refused)
    lines = out.splitlines()
    assert err == ""
    assert "✓ Settings are complete, for Socket Mode" in lines
    assert f"✓ Playbook {playbook}, with 21 services" in lines
    assert "✓ Slack lets Firebell in, as firebell" in lines
    assert "✓ Slack opens a line to Firebell (Socket Mode)" in lines
    assert "✓ Person alice@example.com: Alice" not in lines
    assert "✓ Person bob@example.com: Bob" in lines
    assert any(line.startswith("✓ Group @service-duty: ") for line in lines)
    assert "✓ Channel #incidents" in lines
    assert "✓ Microsoft Teams service-owners" in lines
    assert "✓ Webhook tracker" in lines
    assert "✓ PagerDuty duty" in lines
    assert "✓ Status page the status page (example/status)" in lines
    assert "✓ On call in PagerDuty PAPPLY: bob@example.com" in lines
    assert (
        "✗ Webhook tracker: its address is inside, where Firebell's settings do not let it call."
        in told.splitlines()
    )
    assert (
        "✗ PagerDuty duty: its key is not in Firebell's settings. Set it there."
        in told.splitlines()
    )
    wrong = [line for line in lines if line.startswith("✗")]
    assert all("does not answer" in line for line in wrong)
    assert (len(wrong), code) == (3, 1)


async def test_check_says_what_to_do_about_what_is_wrong(tmp_path: Path) -> None:
    described = tmp_path / "manifest.json"
    poor = manifest()
    poor["oauth_config"]["scopes"]["bot"].remove("pins:write")
    described.write_text(json.dumps(poor))
    playbook = tmp_path / "playbook.toml"
    text = (ROOT / "examples" / "small" / "playbook.toml").read_text()
    text = text.replace('"#random"', '"#old-project"').replace('"#incidents"', '"#nowhere"')
    playbook.write_text(f'invite = ["dana@example.com", "@nobody"]\n{text}')
    async with Sandbox.serve(manifest=described) as sandbox:
        env = {**environment(sandbox, tmp_path), "FIREBELL_PLAYBOOK": str(playbook)}
        code, out, _ = await firebell("check", cwd=tmp_path, env=env)
    assert code == 1
    assert [line for line in out.splitlines() if line.startswith("✗")] == [
        "✗ Permissions missing: pins:write: add them to the app (firebell manifest prints them "
        "all) and install it again",
        "✗ Person dana@example.com: no such person in this Slack.",
        "✗ Group @nobody: there is no group with this handle. Correct the playbook, or make the "
        "group.",
        "✗ Channel #nowhere: Firebell sees no such channel. If it is private, invite Firebell "
        "there with /invite.",
        "✗ Channel #old-project: it is archived. Name another one in the playbook.",
    ]


async def test_check_finds_a_channel_among_thousands_and_tries_the_app_token(
    tmp_path: Path,
) -> None:
    """With 4,300 channels it said of one that is there that Firebell sees no such channel, and of
    an app token that Slack does not accept it said nothing."""
    playbook = tmp_path / "playbook.toml"
    text = (ROOT / "examples" / "small" / "playbook.toml").read_text()
    playbook.write_text(text.replace('"#incidents"', '"#zz-last"'))
    channels = "".join(f'[[channel]]\nname = "c{number}"\n' for number in range(4300))
    seed = tmp_path / "team.toml"
    people = "".join(f'[[person]]\nname = "{name}"\n' for name in ("alice", "bob"))
    named = "".join(f'[[channel]]\nname = "{name}"\n' for name in ("random", "zz-last"))
    seed.write_text(f"{people}{channels}{named}")
    async with Sandbox.serve(seed=seed) as sandbox:
        env = {**environment(sandbox, tmp_path), "FIREBELL_PLAYBOOK": str(playbook)}
        _, out, err = await firebell("check", cwd=tmp_path, env=env)
        wrong = {**env, "SLACK_APP_TOKEN": "xapp-wrong"}
        code, told, _ = await firebell("check", cwd=tmp_path, env=wrong)
        await SandboxClient(sandbox.url).fault("conversations.list", "rate_limited", retry_after=9)
        _, slow, _ = await firebell("check", cwd=tmp_path, env=env)
    assert err == ""
    assert "✓ Channel #zz-last" in out.splitlines()
    assert code == 1
    assert (
        "✗ Socket Mode's line: Slack opens none with SLACK_APP_TOKEN (invalid_auth). Make an "
        "app-level token with the scope connections:write for SLACK_APP_TOKEN."
    ) in told.splitlines()
    assert (
        "✗ Channel #zz-last: not looked through, so it may be there: Slack asked us to slow down."
    ) in slow.splitlines()


async def test_run_says_of_a_wrong_app_token_what_to_do_and_is_never_ready(tmp_path: Path) -> None:
    """It printed `ready`, health was green, and it was deaf for ever with traces in its log."""
    async with Sandbox.serve() as sandbox:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        env = {**environment(sandbox, tmp_path), "FIREBELL_WEB_PORT": str(port)}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "firebell", "run"),
            cwd=tmp_path,
            env={**HERE, **env, "SLACK_APP_TOKEN": "xapp-wrong\n"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        assert process.stderr is not None
        said = ""
        while "What is stored is safe" not in said:
            said += (await asyncio.wait_for(process.stderr.readline(), 60)).decode()
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}/health/ready") as ready,
            session.get(f"http://127.0.0.1:{port}/health/live") as live,
        ):
            found = await ready.json()
            assert (ready.status, found["ok"], found["line"], live.status) == (
                503,
                False,
                False,
                200,
            )
        process.terminate()
        out, err = await asyncio.wait_for(process.communicate(), 60)
    said += err.decode()
    assert out == b""
    assert "Traceback" not in said
    assert "Slack does not accept SLACK_APP_TOKEN (invalid_auth), so nothing that people" in said


async def test_the_manifest_is_printed_as_json(tmp_path: Path) -> None:
    code, out, _ = await firebell("manifest", cwd=tmp_path)
    assert (code, json.loads(out)) == (0, manifest())


def test_the_manifest_asks_for_the_scopes_of_the_methods_that_the_code_calls() -> None:
    code = "\n".join(path.read_text() for path in (ROOT / "src" / "firebell").rglob("*.py"))
    called = {name for name in METHODS if f'"{name}"' in code} - {"apps.connections.open"}
    assert called == set(SCOPES)


@needs_outside
@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
def test_the_manifest_is_valid_by_the_official_schema(version: str) -> None:
    schema = json.loads((OUTSIDE / "manifest" / f"manifest.schema.{version}.json").read_text())
    for made in (manifest(), manifest("https://example.com/slack/events")):
        made["_metadata"] = {"major_version": int(version[0]), "minor_version": 0}
        assert [error.message for error in Draft7Validator(schema).iter_errors(made)] == []


@needs_outside
def test_scopes_and_events_are_ones_that_slack_documents() -> None:
    for method, scopes in SCOPES.items():
        path = OUTSIDE / "docs" / "methods" / f"{method}.json"
        if method == "files.delete":  # the material leaves it out; Slack's page asks files:write
            continue
        found = json.loads(path.read_text())
        documented = set(json.dumps(found).replace('"', " ").replace(",", " ").split())
        extra = {"chat:write.public"}
        assert set(scopes) - documented - extra == set(), method
    events = (OUTSIDE / "docs" / "events" / "events.json").read_text()
    assert [name for name in EVENTS if f'"{name}"' not in events] == []


async def test_export_of_what_is_not_there_says_so(tmp_path: Path) -> None:
    nothing = await firebell("export", "INC-1", cwd=tmp_path)
    assert nothing[0] == 1
    assert nothing[2].startswith("There is no database at data/firebell.db.")
    wrong = await firebell("export", "42nd", cwd=tmp_path)
    assert wrong[2] == "'42nd' is no incident's number. It would be INC-1.\n"
