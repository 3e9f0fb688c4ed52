"""The fixture of the pytest plugin, and what a test without asyncio does with it."""

from __future__ import annotations

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from slack_sandbox import BadSeed
from slack_sandbox.testing import Missing, SandboxHandle, sandbox_in_thread


def test_a_test_waits_for_its_bot_and_for_what_it_does(slack_sandbox: SandboxHandle) -> None:
    app = App(client=WebClient(token=slack_sandbox.bot_token, base_url=slack_sandbox.api_url))

    @app.event("app_home_opened")
    def opened(client: WebClient, event: dict[str, str]) -> None:
        menu = {"type": "external_select", "action_id": "place", "min_query_length": 1}
        view = {
            "type": "home",
            "blocks": [{"type": "actions", "block_id": "m", "elements": [menu]}],
        }
        client.views_publish(user_id=event["user"], view=view)

    with pytest.raises(TimeoutError, match=r"^Nothing was there within 0 seconds\.$"):
        slack_sandbox.connected(within=0)
    handler = SocketModeHandler(app, slack_sandbox.app_token)
    handler.connect()  # type: ignore[no-untyped-call]
    try:
        slack_sandbox.connected()
        alice = slack_sandbox.person("alice")
        alice.opens_home()
        home = slack_sandbox.until(alice.home)
    finally:
        handler.close()  # type: ignore[no-untyped-call]
    assert home["blocks"][0]["elements"][0]["action_id"] == "place"
    kinds = [
        delivery["payload"]["event"]["type"] for delivery in slack_sandbox.deliveries("events_api")
    ]
    assert "app_home_opened" in kinds
    assert slack_sandbox.deliveries("interactive") == []


def test_what_can_go_wrong_can_be_mended(slack_sandbox: SandboxHandle) -> None:
    client = WebClient(slack_sandbox.bot_token, base_url=slack_sandbox.api_url, retry_handlers=[])
    slack_sandbox.fault("auth.test", "error", error="account_inactive")
    assert slack_sandbox.look("/faults")["faults"][0]["error"] == "account_inactive"
    slack_sandbox.heal()
    assert client.auth_test()["ok"]


def test_whoever_is_not_there_is_named(slack_sandbox: SandboxHandle) -> None:
    # Once it was a KeyError that named neither the person nor the channel.
    with pytest.raises(Missing, match=r"^person_not_found: /people/zoe/notices$"):
        slack_sandbox.person("zoe").notices()
    with pytest.raises(Missing, match=r"^channel_not_found: /channels/kitchen%20sink$"):
        slack_sandbox.channel("kitchen sink")
    assert slack_sandbox.person("zo e").types("Hello") == {"ok": False, "error": "person_not_found"}


def test_a_sandbox_that_cannot_start_says_why_at_once() -> None:
    # Once the test heard after ten seconds that it "did not start".
    told = r"^seed, person 1: a person needs a name\.$"
    with pytest.raises(BadSeed, match=told), sandbox_in_thread(seed={"person": [{}]}):
        pass
    told = "unexpected keyword argument 'sed'"
    with pytest.raises(TypeError, match=told), sandbox_in_thread(sed={}):
        pass
