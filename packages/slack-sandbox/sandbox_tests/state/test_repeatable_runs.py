"""Where the clock stands still, the same actions give the same in every run, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox_tests.slack_sdks.test_documented_bolt_apps import free_port
from slack_sandbox.testing import SandboxHandle, sandbox_in_thread

MACHINE = ("started", "ended")
"""Times of the machine, which alone may differ."""
FORM = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Form"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "words",
            "label": {"type": "plain_text", "text": "Words"},
            "element": {"type": "plain_text_input", "action_id": "value"},
        }
    ],
}
SCOPES = ["channels:join", "channels:manage", "channels:history", "chat:write", "files:write"]
MANIFEST = {
    "features": {"slash_commands": [{"command": "/form"}]},
    "oauth_config": {"scopes": {"bot": [*SCOPES, "commands", "users:read"]}},
    "settings": {"event_subscriptions": {"bot_events": ["message.channels"]}},
}
PRESS = {"type": "button", "action_id": "press", "text": {"type": "plain_text", "text": "Press"}}


@contextmanager
def listening(sandbox: SandboxHandle) -> Iterator[None]:
    """An app that answers commands, presses, forms and messages."""
    app = App(client=WebClient(token=sandbox.bot_token, base_url=sandbox.api_url))

    @app.command("/form")
    def form(ack: Any, client: WebClient, command: Any) -> None:
        ack()
        client.views_open(trigger_id=command["trigger_id"], view=FORM)

    @app.view("form")
    def sent(ack: Any, client: WebClient, view: Any) -> None:
        ack()
        words = view["state"]["values"]["words"]["value"]["value"]
        client.chat_postMessage(
            channel="C00000001S", text=words, blocks=[{"type": "actions", "elements": [PRESS]}]
        )

    @app.action("press")
    def pressed(ack: Any, respond: Any) -> None:
        ack()
        respond("Pressed", replace_original=False)

    @app.message("remember")
    def remember(client: WebClient, message: Any) -> None:
        at = int(float(message["ts"])) + 1800
        client.chat_scheduleMessage(channel=message["channel"], post_at=at, text="Remember")

    @app.event("message")
    def heard() -> None:
        """Acknowledged, no more."""

    handler = SocketModeHandler(app, sandbox.app_token)
    handler.connect()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        handler.close()  # type: ignore[no-untyped-call]


def evening(port: int) -> str:
    """Everything that could be seen of the same actions."""
    options = {"manifest": MANIFEST, "clock": 1_790_000_000.0, "fault_seed": 7}
    with sandbox_in_thread(port=port, **options) as sandbox:
        with listening(sandbox):
            sandbox.connected()
            bot, alice, bob = do_everything(sandbox)
            strike(sandbox, bot)
        seen = {
            "secrets": [sandbox.bot_token, sandbox.app_token, sandbox.signing_secret],
            "calls": [without_times(call) for call in sandbox.calls()],
            "deliveries": [without_times(delivery) for delivery in sandbox.deliveries()],
            "channel": sandbox.channel("general"),
            "notices": [alice.notices(), bob.notices()],
            "workspace": sandbox.look("/workspace")["people"],
        }
    return json.dumps(seen, indent=1)


def do_everything(sandbox: SandboxHandle) -> Any:
    """What people do, each once what was before is done."""
    alice, bob = sandbox.person("alice"), sandbox.person("bob")
    bot = WebClient(token=sandbox.bot_token, base_url=sandbox.api_url)
    bot.conversations_join(channel="C00000001S")
    settled(sandbox)
    alice.types("/form")
    sandbox.until(alice.form)
    alice.submits({"words": "Good morning"})
    said = sandbox.until(lambda: with_text(sandbox, "Good morning"))
    settled(sandbox)
    bob.presses("press", channel="general", message_ts=said["ts"])
    sandbox.until(bob.notices)
    bob.types("please remember")
    sandbox.until(lambda: sandbox.calls("chat.scheduleMessage"))
    sandbox.later(1800)
    sandbox.until(lambda: with_text(sandbox, "Remember"))
    settled(sandbox)
    bot.conversations_create(name="inc-1")
    bot.files_upload_v2(channel="C00000001S", content="a,b", filename="log.csv")
    sandbox.post("/people", name="frank")
    settled(sandbox)
    return bot, alice, bob


def settled(sandbox: SandboxHandle) -> None:
    """Returns when the app has acknowledged all that it was sent."""
    sandbox.until(lambda: all(delivery["ended"] for delivery in sandbox.deliveries()))


def strike(sandbox: SandboxHandle, bot: WebClient) -> None:
    """Some of ten calls fail, and they are always the same."""
    sandbox.fault("users.info", "error", rate=0.5)
    for _ in range(10):
        try:
            bot.users_info(user="U00000001")
        except SlackApiError:
            continue
    sandbox.heal()


def with_text(sandbox: SandboxHandle, text: str) -> Any:
    """What was said so in #general, or None."""
    said = sandbox.channel("general")["messages"]
    return next((message for message in said if message["text"] == text), None)


def without_times(entry: Any) -> Any:
    """A line of a list, but for the machine's times."""
    return {key: value for key, value in entry.items() if key not in MACHINE}


def test_two_runs_of_the_same_deeds_are_the_same_byte_for_byte() -> None:
    port = free_port()
    first, second = evening(port), evening(port)
    assert first == second
    struck = [call["answer"]["ok"] for call in json.loads(first)["calls"]][-10:]
    assert len(set(struck)) == 2


@contextmanager
def standing() -> Iterator[SandboxHandle]:
    """A workspace whose clock stands still."""
    with sandbox_in_thread(clock=1_790_000_000.0) as sandbox:
        yield sandbox


def test_what_a_bot_asks_in_between_changes_no_id() -> None:
    # Once every id came from one count, so that a bot that looked around once more, or an event
    # delivered a moment later, gave a new channel another id.
    made = []
    for looks in (0, 3):
        with standing() as sandbox:
            bot = WebClient(token=sandbox.bot_token, base_url=sandbox.api_url)
            for _ in range(looks):
                bot.auth_test()
            made.append(bot.conversations_create(name="inc-1")["channel"]["id"])
    assert made == ["C00000007S", "C00000007S"]
