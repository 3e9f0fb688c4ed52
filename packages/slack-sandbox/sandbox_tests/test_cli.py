"""`slack-sandbox` as a program: its options, what it prints, and how it ends."""

from __future__ import annotations

import asyncio
import errno
import signal
import sys

import pytest

from sandbox_tests.bot import running_bot


async def program(*options: str) -> asyncio.subprocess.Process:
    """`slack-sandbox` with these options."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "slack_sandbox", *options),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def ended(*options: str) -> tuple[int | None, str]:
    """How it ended, and the last line that it said."""
    process = await program(*options)
    _, said = await process.communicate()
    return process.returncode, said.decode().splitlines()[-1]


@pytest.mark.parametrize(
    ("option", "arguments", "told"),
    [
        ("--port", "70000", "'70000' is no port. It would be from 0 to 65535."),
        (
            "--allow-host",
            "http://sandbox",
            "'http://sandbox' is no host. It would be sandbox or sandbox.example, without a port.",
        ),
        (
            "--allow-host",
            "sandbox:8065",
            "'sandbox:8065' is no host. It would be sandbox or sandbox.example, without a port.",
        ),
        ("--latency", "fast", "'fast' is no duration. It would be 120ms or 1s."),
        ("--clock", "now", "'now' is no time. It would be 2026-11-24T03:00:00Z."),
        (
            "--request-url",
            "localhost:3000",
            "'localhost:3000' is no address. It would be http://127.0.0.1:3000/slack/events.",
        ),
    ],
)
async def test_a_wrong_option_is_told_with_a_right_one(
    option: str, arguments: str, told: str
) -> None:
    # Once a port of 70000 was a traceback, and any words were an address.
    assert await ended(option, arguments) == (2, f"slack-sandbox: error: argument {option}: {told}")


async def test_an_address_of_ipv6_stands_in_brackets() -> None:
    # Once it was http://::1:8065, which no client takes.
    try:
        async with running_bot(host="::1") as bot:
            assert bot.sandbox.url.startswith("http://[::1]:")
            assert (await bot.call("auth.test"))["ok"]
    except OSError as error:
        if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
            raise
        pytest.skip("this machine has no IPv6")


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
async def test_it_prints_what_an_app_needs_and_ends_quietly_when_told_to(end: int) -> None:
    process = await program("--port", "0", "--clock", "1790000000", "--fault-seed", "7")
    assert process.stdout is not None
    # Line by line into a pipe: whoever reads it waits for `ready`.
    said = [(await process.stdout.readline()).decode() for _ in range(4)]
    assert said[:3] == [
        f"SLACK_BOT_TOKEN=xoxb-{'0' * 24}\n",
        f"SLACK_APP_TOKEN=xapp-{'0' * 24}\n",
        f"SLACK_SIGNING_SECRET={'0' * 32}\n",
    ]
    port = said[3].removeprefix("ready http://127.0.0.1:").strip()
    taken = f"Port {port} is taken, by another sandbox perhaps. --port 0 takes a free one."
    assert await ended("--port", port) == (1, taken)
    process.send_signal(end)
    rest = await process.communicate()
    told = b"Faults by rate come from seed 7 (--fault-seed).\n"
    assert (process.returncode, *rest) == (0, b"", told)
