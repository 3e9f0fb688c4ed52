"""What becomes of files: they are shared in channels, and the app is told of what it may see."""

from __future__ import annotations

from slack_sandbox.state.entities import Channel, Json
from slack_sandbox.state.workspace import Workspace


def share(workspace: Workspace, file: Json, *channels: Channel) -> None:
    """Mark a file as shared in these channels; emits `file_created` and `file_shared`."""
    app = workspace.app.bot_user
    if file["user"] == app or any(app in channel.members for channel in channels):
        event = {"type": "file_created", **_file_reference(file)}
        workspace.emit({**event, "event_ts": workspace.clock.ts()})
    for channel in channels:
        file["shared"] = True
        event = {"type": "file_shared", **_file_reference(file), "channel_id": channel.id}
        workspace.emit({**event, "event_ts": workspace.clock.ts()}, channel)


def _file_reference(file: Json) -> Json:
    return {"file_id": file["id"], "user_id": file["user"], "file": {"id": file["id"]}}
