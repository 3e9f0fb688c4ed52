"""What Slack's client does when somebody posts: mrkdwn, rich text, files stored and shared."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from slack_sandbox.control_api.requests import Refused
from slack_sandbox.state import messages
from slack_sandbox.state.entities import Channel, Json, Message, Person
from slack_sandbox.state.files import share
from slack_sandbox.state.mrkdwn import to_mrkdwn
from slack_sandbox.state.rich_text import rich_text_blocks
from slack_sandbox.state.shapes.files import file_shape
from slack_sandbox.state.workspace import Workspace

MOST_FILES = 10
"""In one message (Slack's help on adding files)."""


def post_as(
    workspace: Workspace, channel: Channel, person: Person, text: str, **more: Any
) -> Message:
    """Posts a person's message as Slack's client does: mrkdwn, with rich text beside it."""
    said = to_mrkdwn(workspace, person, text)
    blocks = rich_text_blocks(said, workspace.secret()[:5])
    if "files" not in more:
        more["client_msg_id"] = str(UUID(workspace.secret()))
    return messages.post(workspace, channel, person.id, said, blocks=blocks, **more)


def store_file(workspace: Workspace, person: Person, body: Json) -> Json:
    """What somebody uploads: `filename` and `content`, a text or bytes in base64."""
    content = _bytes(str(body.get("content", "")), body.get("encoding"))
    file: Json = {"id": workspace.new_id("F"), "user": person.id, "content": content}
    file |= {"name": str(body.get("filename") or "file.txt"), "size": len(content)}
    file |= {"created": int(workspace.clock.now()), "shared": True}
    workspace.files[file["id"]] = file
    return file


def own_files(workspace: Workspace, person: Person, file_ids: Any) -> list[Json]:
    """The files with these ids, which this person has uploaded. Raises Refused."""
    ids = file_ids if isinstance(file_ids, list) else [file_ids] if file_ids else []
    found = [workspace.files.get(file_id) for file_id in dict.fromkeys(map(str, ids))]
    if any(file is None or file["user"] != person.id for file in found):
        raise Refused("file_not_found")
    if len(found) > MOST_FILES:
        raise Refused("too_many_files")
    return [file for file in found if file is not None]


def share_files(
    workspace: Workspace,
    channel: Channel,
    person: Person,
    text: str,
    files: Sequence[Json],
    origin: str,
    **more: Any,
) -> Message:
    """Somebody's message with files in it, as Slack's client sends it."""
    shown = [file_shape(file, origin) for file in files]
    kind = {"subtype": "file_share", **more}
    message = post_as(workspace, channel, person, text, files=shown, **kind)
    for file in files:
        share(workspace, file, channel)
    return message


def _bytes(content: str, encoding: Any) -> bytes:
    if encoding != "base64":
        return content.encode()
    try:
        return base64.b64decode(content, validate=True)
    except ValueError:
        raise Refused("invalid_content") from None
