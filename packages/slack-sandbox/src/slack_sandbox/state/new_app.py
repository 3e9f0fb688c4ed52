"""The app of a new workspace: its ids and secrets, and what its manifest grants it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from slack_sandbox.state.entities import App
from slack_sandbox.state.manifest import apply_manifest, read_manifest


def new_app(
    manifest: Path | str | Mapping[str, Any] | None,
    request_url: str | None,
    *,
    fixed: bool = False,
) -> App:
    """The app, with fresh secrets or `fixed` ones; its manifest's commands, scopes, events hold."""
    fresh = (lambda n: "0" * 2 * n) if fixed else secrets.token_hex
    app = App(
        id="A00000001",
        bot_id="B00000001",
        bot_user="U00000000",
        bot_token=f"xoxb-{fresh(12)}",
        app_token=f"xapp-{fresh(12)}",
        signing_secret=fresh(16),
        client_id="1000000001.2000000002",
        client_secret=fresh(16),
        request_url=request_url,
        socket_mode=request_url is None,
    )
    if manifest is not None:
        apply_manifest(app, read_manifest(manifest))
    return app
