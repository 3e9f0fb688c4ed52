"""`slack-sandbox`: the workspace as a program of its own."""

from __future__ import annotations

import argparse
import asyncio
import re
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from slack_sandbox import BadSeed, Sandbox
from slack_sandbox.methods import METHODS


def main() -> None:
    """Serve until interrupted."""
    options = parser().parse_args()
    if options.methods:
        print(coverage())
        return
    try:
        asyncio.run(serve(options))
    except BadSeed as bad:
        sys.exit(str(bad))
    except OSError as error:
        sys.exit(f"The sandbox could not start: {error.strerror or error}.")


def parser() -> argparse.ArgumentParser:
    """What may be said on the command line."""
    found = argparse.ArgumentParser(prog="slack-sandbox", description=__doc__)
    found.add_argument("--host", default="127.0.0.1")
    found.add_argument("--port", type=int, default=8065)
    found.add_argument("--seed", type=Path, help="people, channels and groups (TOML)")
    found.add_argument("--manifest", type=Path, help="the app's manifest (JSON)")
    found.add_argument("--latency", type=duration, default=0.0, help="such as 120ms or 1s")
    found.add_argument("--rate-limits", choices=["on", "off"], default="on")
    found.add_argument("--request-url", help="deliver by signed HTTP instead of Socket Mode")
    found.add_argument("--clock", type=moment, help="stands still there (2026-11-24T03:00:00Z)")
    found.add_argument("--fault-seed", type=int, help="repeats the faults that strike by rate")
    found.add_argument("--methods", action="store_true", help="print what is covered, and end")
    return found


def duration(given: str) -> float:
    """`120ms`, `1.5s` or a number of seconds, in seconds."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s)?", given)
    if match is None:
        raise argparse.ArgumentTypeError(f"{given!r} is no duration. It would be 120ms or 1s.")
    return float(match[1]) / (1000 if match[2] == "ms" else 1)


def moment(given: str) -> float:
    """A date and time as in ISO 8601, in Unix seconds."""
    try:
        at = datetime.fromisoformat(given)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{given!r} is no time. It would be 2026-11-24T03:00:00Z."
        ) from None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


async def serve(options: argparse.Namespace) -> None:
    """Prints the secrets and, when it answers, `ready`."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for end in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(end, stopped.set)
    async with Sandbox.serve(
        host=options.host,
        port=options.port,
        seed=options.seed,
        manifest=options.manifest,
        latency=options.latency,
        rate_limits=options.rate_limits == "on",
        request_url=options.request_url,
        clock=options.clock,
        fault_seed=options.fault_seed,
    ) as sandbox:
        seed = sandbox.server.faults.seed
        print(f"Faults by rate come from seed {seed} (--fault-seed).", file=sys.stderr)
        print(f"SLACK_BOT_TOKEN={sandbox.bot_token}", flush=True)
        print(f"SLACK_APP_TOKEN={sandbox.app_token}", flush=True)
        print(f"SLACK_SIGNING_SECRET={sandbox.signing_secret}", flush=True)
        print(f"ready {sandbox.url}", flush=True)
        await stopped.wait()


def coverage() -> str:
    """The registry as a table."""
    lines = ["| method | faithful | what is missing |", "| --- | --- | --- |"]
    for name, method in sorted(METHODS.items()):
        lines.append(f"| {name} | {'partly' if method.missing else 'yes'} | {method.missing} |")
    return "\n".join(lines)
