"""slack_sdk alone, without asyncio: what its documentation shows works; only the address is ours.

docs.slack.dev/tools/python-slack-sdk: paging, files, retries, response URLs, Socket Mode.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.webhook import WebhookClient

from slack_sandbox.testing import SandboxHandle

Listener = Callable[[Any, SocketModeRequest], None]


@pytest.fixture
def client(slack_sandbox: SandboxHandle) -> WebClient:
    """The app's."""
    return WebClient(token=slack_sandbox.bot_token, base_url=slack_sandbox.api_url)


def general(client: WebClient) -> str:
    """The id of #general, with the app in it."""
    listed = client.conversations_list()["channels"]
    found: str = next(channel["id"] for channel in listed if channel["name"] == "general")
    client.conversations_join(channel=found)
    return found


def test_iterating_over_an_answer_fetches_all_its_pages(client: WebClient) -> None:
    pages = [[member["name"] for member in page["members"]] for page in client.users_list(limit=4)]
    assert pages == [
        ["slackbot", "app", "alice", "bob"],
        ["charlie", "priya", "erin", "dana"],
        ["gus", "deploybot"],
    ]


def test_history_and_threads_are_paged_too(client: WebClient) -> None:
    channel = general(client)
    root = client.chat_postMessage(channel=channel, text="0")["ts"]
    for number in range(1, 8):
        client.chat_postMessage(channel=channel, text=str(number), thread_ts=root)
    replies = client.conversations_replies(channel=channel, ts=root, limit=3)
    said = [message["text"] for page in replies for message in page["messages"]]
    assert list(dict.fromkeys(said)) == [str(number) for number in range(8)]


def test_a_file_goes_up_and_comes_down_again(client: WebClient) -> None:
    channel = general(client)
    sent = client.files_upload_v2(
        channel=channel, filename="log.csv", content="a,b", title="Log", initial_comment="Here"
    )
    (file,) = sent["files"]
    about = client.files_info(file=file["id"])["file"]
    assert (about["name"], about["title"], about["size"]) == ("log.csv", "Log", 3)
    request = urllib.request.Request(
        about["url_private"], headers={"Authorization": f"Bearer {client.token}"}
    )
    with urllib.request.urlopen(request) as answer:
        assert answer.read() == b"a,b"
    (last, *_) = client.conversations_history(channel=channel)["messages"]
    assert (last["text"], last["files"][0]["id"]) == ("Here", file["id"])


def refused(client: WebClient, channel: str) -> Any:
    """The answer to the first message that is one too many."""
    for _ in range(100):
        try:
            client.chat_postMessage(channel=channel, text="Again")
        except SlackApiError as error:
            return error.response
    raise AssertionError("all were taken")


@pytest.mark.slack_sandbox(rate_limits=True, clock=1_790_000_000.0)
def test_a_channel_takes_one_message_a_second_after_its_burst(
    slack_sandbox: SandboxHandle, client: WebClient
) -> None:
    channel = general(client)
    answer = refused(client, channel)
    assert (answer.status_code, answer["error"]) == (429, "ratelimited")
    slack_sandbox.later(int(answer.headers["retry-after"]))
    assert client.chat_postMessage(channel=channel, text="At last")["ok"]


def test_the_retry_handler_for_rate_limits_waits_and_sends_again(
    slack_sandbox: SandboxHandle, client: WebClient
) -> None:
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
    slack_sandbox.fault("auth.test", "rate_limited", retry_after=1, times=1)
    assert client.auth_test()["ok"]
    first, second = slack_sandbox.calls("auth.test")
    assert (first["answer"]["error"], second["answer"]["ok"]) == ("ratelimited", True)
    assert second["started"] - first["ended"] >= 1


def socket_mode(sandbox: SandboxHandle, client: WebClient, heard: Listener) -> SocketModeClient:
    """Connected, with one listener."""
    found = SocketModeClient(app_token=sandbox.app_token, web_client=client)
    found.socket_mode_request_listeners.append(heard)
    found.connect()
    sandbox.connected()
    return found


def test_a_response_url_says_replaces_and_deletes_five_times(
    slack_sandbox: SandboxHandle, client: WebClient
) -> None:
    urls: list[str] = []

    def heard(socket: Any, request: SocketModeRequest) -> None:
        socket.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))
        urls.extend([request.payload["response_url"]] if "response_url" in request.payload else [])

    channel = general(client)
    press = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    ts = client.chat_postMessage(
        channel=channel, text="Go?", blocks=[{"type": "actions", "elements": [press]}]
    )["ts"]
    socket = socket_mode(slack_sandbox, client, heard)
    alice = slack_sandbox.person("alice")
    assert alice.presses("go", channel="general", message_ts=ts) == {"ok": True}
    socket.close()
    hook = WebhookClient(urls[0])
    said = [
        hook.send(text="Only you"),
        hook.send(text="All", response_type="in_channel"),
        hook.send(text="Gone", replace_original=True),
        hook.send(text="", delete_original=True),
        hook.send(text="Once more"),
    ]
    assert [(message.status_code, message.body) for message in said] == [(200, "ok")] * 5
    assert hook.send(text="Too often").status_code == 404
    assert [notice["text"] for notice in alice.notices()] == ["Only you", "Once more"]
    shown = [bot["text"] for bot in slack_sandbox.channel("general")["messages"]]
    assert shown[1:] == ["All"]


def test_the_socket_mode_client_connects_anew_when_slack_asks_for_it(
    slack_sandbox: SandboxHandle, client: WebClient
) -> None:
    heard_of: list[SocketModeRequest] = []

    def heard(socket: Any, request: SocketModeRequest) -> None:
        socket.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))
        heard_of.append(request)

    socket = socket_mode(slack_sandbox, client, heard)
    first = slack_sandbox.calls("apps.connections.open")
    slack_sandbox.post("/socket/disconnect", reason="refresh_requested")
    slack_sandbox.until(lambda: len(slack_sandbox.calls("apps.connections.open")) > len(first))
    bob = slack_sandbox.person("bob")
    slack_sandbox.until(lambda: bob.types("/anything at all")["ok"])
    slack_sandbox.until(lambda: heard_of)
    socket.close()
    (request,) = heard_of
    assert (request.type, request.payload["user_name"]) == ("slash_commands", "bob")
    assert request.payload["text"] == "at all"
