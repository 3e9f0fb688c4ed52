"""`Sandbox.serve`: a workspace behind HTTP in this process, until the block ends."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from slack_sandbox.control_api.scenarios import Scenarios
from slack_sandbox.delivery.dispatch import ACKNOWLEDGE_WITHIN
from slack_sandbox.foreign_pages import ForeignPages, no_foreign_pages
from slack_sandbox.server import Server
from slack_sandbox.startup_warnings import startup_warnings
from slack_sandbox.state.clock import Clock
from slack_sandbox.state.new_app import new_app
from slack_sandbox.state.seed import read_seed
from slack_sandbox.state.seed_file import Tables
from slack_sandbox.state.workspace import PAID, TRIGGER_LIVES, Workspace

log = logging.getLogger("slack_sandbox")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sandbox:
    """A running one. `url` has no slash at its end, `api_url` has."""

    url: str
    server: Server

    @property
    def api_url(self) -> str:
        """What a client's base address is set to."""
        return f"{self.url}/api/"

    @property
    def workspace(self) -> Workspace:
        """The state of the workspace that is served."""
        return self.server.workspace

    @property
    def scenarios(self) -> Scenarios:
        """What can be played in it, and what it begins with."""
        return self.server.scenarios

    @property
    def bot_token(self) -> str:
        """The app's bot token, `xoxb-…`."""
        return self.workspace.app.bot_token

    @property
    def app_token(self) -> str:
        """The app's app-level token for Socket Mode, `xapp-…`."""
        return self.workspace.app.app_token

    @property
    def client_id(self) -> str:
        """What the app calls itself where people sign in with Slack."""
        return self.workspace.app.client_id

    @property
    def client_secret(self) -> str:
        """What it proves that with."""
        return self.workspace.app.client_secret

    @property
    def signing_secret(self) -> str:
        """The secret that signs what is sent to the app over HTTP."""
        return self.workspace.app.signing_secret

    @staticmethod
    @asynccontextmanager
    async def serve(
        host: str = "127.0.0.1",
        port: int = 0,
        seed: Path | str | Tables | None = None,
        manifest: Path | str | Mapping[str, Any] | None = None,
        latency: float = 0.0,
        rate_limits: bool = True,
        request_url: str | None = None,
        clock: float | None = None,
        fault_seed: int | None = None,
        patience: float = ACKNOWLEDGE_WITHIN,
        allow_hosts: Collection[str] = (),
        plan: str = PAID,
    ) -> AsyncIterator[Sandbox]:
        """Serve until the block ends. Port 0 is any free one; `latency` in seconds;
        `seed` is a file (TOML) and `manifest` is one (JSON or YAML), or what would stand in it.

        With `clock` (Unix seconds) the workspace's clock stands there until it is moved, and ids
        and secrets are the same in every run. `fault_seed` repeats the faults that strike by rate.
        Payloads go to `request_url`, where that has no path to those of the manifest there.
        `patience`: the seconds in which the app must acknowledge. Slack's are three; fewer try an
        app that is late, more are for a machine that is busy with something else, and then trigger
        ids live as long.
        `plan`: what of Slack is paid for, `paid`, `free`, or `no-canvases` where an administrator
        has switched them off.
        `allow_hosts`: names by which it may be called, besides `host` and those of this machine.
        Raises BadSeed, BadManifest, OSError where the port is taken.
        """
        app = new_app(manifest, request_url, fixed=clock is not None)
        for warning in startup_warnings(app):
            log.warning(warning)
        workspace = Workspace(app, Clock(clock))
        workspace.plan = plan
        workspace.trigger_lives = max(TRIGGER_LIVES, patience)
        server = Server(workspace, read_seed(seed), latency, rate_limits, fault_seed, patience)
        application = server.application(no_foreign_pages(ForeignPages(host, allow_hosts)))
        runner = web.AppRunner(
            application, handler_cancellation=False, access_log=None, shutdown_timeout=0.2
        )
        await runner.setup()
        try:
            site = web.TCPSite(runner, host, port)
            await site.start()
            actual = runner.addresses[0][1]
            named = f"[{host}]" if ":" in host else host  # IPv6 (RFC 3986, 3.2.2)
            workspace.address = f"http://{named}:{actual}"
            yield Sandbox(url=workspace.address, server=server)
        finally:
            await server.close()
            await runner.cleanup()
