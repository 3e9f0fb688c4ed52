"""`firebell manifest`: what Slack's page of new apps asks for."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from firebell.cli.terminal import show
from firebell.slack.setup.manifest import manifest as made


def manifest(
    request_url: Annotated[
        str | None,
        typer.Option(help="Where Slack reaches Firebell over HTTP; without it, Socket Mode."),
    ] = None,
    pages_url: Annotated[
        str | None,
        typer.Option(help="Where people reach the pages, to sign in with Slack there."),
    ] = None,
) -> None:
    """Print the app's manifest as JSON, with the fewest permissions that do."""
    show(json.dumps(made(request_url, pages_url), indent=2))
