"""What an app answers a person: checked like a message, shown to them alone or in the channel.

It comes in the acknowledgement of a slash command, or at a response URL.
"""

from __future__ import annotations

from dataclasses import dataclass

from slack_sandbox.state import messages
from slack_sandbox.state.entities import Channel, Json
from slack_sandbox.state.workspace import Workspace
from slack_sandbox.web_api.call import Call
from slack_sandbox.web_api.methods import message_content


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Words, blocks and attachments of a response, checked as those of a message are."""

    text: str
    blocks: list[Json]
    attachments: list[Json]
    in_channel: bool
    thread_ts: str

    @property
    def content_fields(self) -> Json:
        """What is beside the text, as `messages.post` and `Workspace.post_ephemeral` take them."""
        return {"blocks": self.blocks, "attachments": self.attachments}


def read_response(ws: Workspace, body: Json) -> Response:
    """Reads a response. Raises SlackError for what Slack would not show."""
    call = Call(workspace=ws, arguments=body)
    text, blocks = message_content.text_and_blocks(call)
    return Response(
        text=text,
        blocks=blocks,
        attachments=message_content.attachments(call),
        in_channel=body.get("response_type") == "in_channel",
        thread_ts=call.text("thread_ts"),
    )


def has_content(body: Json) -> bool:
    """Whether an acknowledgement says anything; it may be bare."""
    return any(body.get(key) for key in ("text", "blocks", "attachments"))


def respond(ws: Workspace, user: str, channel: Channel, response: Response) -> None:
    """Shows a response to one person, or to the channel where it says so."""
    root = channel.message(response.thread_ts)
    if not response.in_channel:
        ws.post_ephemeral(
            user,
            channel.id,
            response.text,
            **response.content_fields,
            thread=root.ts if root else None,
        )
        return
    thread = messages.thread_fields(ws, channel, root, broadcast=False) if root else {}
    app = ws.app
    messages.post(
        ws,
        channel,
        app.bot_user,
        response.text,
        bot_id=app.bot_id,
        **response.content_fields,
        **thread,
    )
