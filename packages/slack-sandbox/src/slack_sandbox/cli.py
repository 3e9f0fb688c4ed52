"""`slack-sandbox`: the workspace as a program of its own."""

from __future__ import annotations

import argparse
import asyncio
import errno
import re
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from slack_sandbox.foreign_pages import host_name
from slack_sandbox.sandbox import Sandbox
from slack_sandbox.state.input_files import BadFile
from slack_sandbox.state.workspace import PAID, PLANS
from slack_sandbox.web_api.methods import METHODS

ALLOW_HOST = "another name by which it may be called, as of a container; may be repeated"


def main() -> None:
    """The command `slack-sandbox`: serves until it is interrupted."""
    options = parser().parse_args()
    if options.methods:
        print(coverage())
        return
    try:
        asyncio.run(serve(options))
    except KeyboardInterrupt:
        return
    except BadFile as bad:
        sys.exit(str(bad))
    except OSError as error:
        sys.exit(unstarted(options, error))


def unstarted(options: argparse.Namespace, error: OSError) -> str:
    """Why the sandbox could not start, and what to do about it."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {options.port} is taken, by another sandbox perhaps. --port 0 takes a free one."
        )
    return f"The sandbox could not start on {options.host}: {error.strerror or error}."


def parser() -> argparse.ArgumentParser:
    """What may be said on the command line."""
    found = argparse.ArgumentParser(
        prog="slack-sandbox", description="A Slack workspace on this machine. Ctrl-C ends it."
    )
    say = found.add_argument
    say("--host", default="127.0.0.1", help="where to listen (%(default)s)")
    say("--port", type=port, default=8065, help="0 takes a free one (%(default)s)")
    say("--allow-host", type=host, action="append", default=[], metavar="NAME", help=ALLOW_HOST)
    say("--seed", type=Path, metavar="FILE", help="people, channels and groups (TOML)")
    say("--manifest", type=Path, metavar="FILE", help="the app's manifest (JSON or YAML)")
    say("--request-url", type=address, metavar="URL", help="signed HTTP instead of Socket Mode")
    say("--clock", type=moment, metavar="TIME", help="stands still there (2026-11-24T03:00:00Z)")
    say("--latency", type=duration, default=0.0, metavar="TIME", help="of calls, as 120ms or 1s")
    say("--rate-limits", choices=["on", "off"], default="on", help="(%(default)s)")
    say("--plan", choices=PLANS, default=PAID, help="what refuses canvases (%(default)s)")
    say("--fault-seed", type=int, metavar="N", help="repeats the faults that strike by rate")
    say("--methods", action="store_true", help="print what is covered, and end")
    return found


def port(value: str) -> int:
    """A port number from 0 to 65535, read from the command line."""
    if not value.isdecimal() or int(value) > 65535:
        raise argparse.ArgumentTypeError(f"{value!r} is no port. It would be from 0 to 65535.")
    return int(value)


def host(value: str) -> str:
    """A name without scheme or port."""
    try:
        return host_name(value)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{value!r} is no host. It would be sandbox or sandbox.example, without a port."
        ) from None


def address(value: str) -> str:
    """One that a request can be sent to."""
    found = urlsplit(value)
    if found.scheme not in ("http", "https") or not found.netloc:
        raise argparse.ArgumentTypeError(
            f"{value!r} is no address. It would be http://127.0.0.1:3000/slack/events."
        )
    return value


def duration(value: str) -> float:
    """`120ms`, `1.5s` or a number of seconds, in seconds."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s)?", value)
    if match is None:
        raise argparse.ArgumentTypeError(f"{value!r} is no duration. It would be 120ms or 1s.")
    return float(match[1]) / (1000 if match[2] == "ms" else 1)


def moment(value: str) -> float:
    """A date and time as in ISO 8601, or Unix seconds, in Unix seconds."""
    if re.fullmatch(r"\d{1,11}(\.\d+)?", value) and len(value) != len("20261124"):
        return float(value)
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{value!r} is no time. It would be 2026-11-24T03:00:00Z."
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
        allow_hosts=options.allow_host,
        plan=options.plan,
    ) as sandbox:
        seed = sandbox.server.faults.seed
        print(f"Faults by rate come from seed {seed} (--fault-seed).", file=sys.stderr)
        print(f"SLACK_BOT_TOKEN={sandbox.bot_token}", flush=True)
        print(f"SLACK_APP_TOKEN={sandbox.app_token}", flush=True)
        print(f"SLACK_SIGNING_SECRET={sandbox.signing_secret}", flush=True)
        print(f"ready {sandbox.url}", flush=True)
        await stopped.wait()


def coverage() -> str:
    """Every Web API method of the sandbox as a table in Markdown, with what is missing."""
    lines = ["| method | faithful | what is missing |", "| --- | --- | --- |"]
    for name, method in sorted(METHODS.items()):
        lines.append(f"| {name} | {'partly' if method.missing else 'yes'} | {method.missing} |")
    return "\n".join(lines)
