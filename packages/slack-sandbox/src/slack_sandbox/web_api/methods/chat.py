"""chat: saying, changing and removing messages (`docs/slack-facts.md`, Limits)."""

from __future__ import annotations

from slack_sandbox.state import messages
from slack_sandbox.state.entities import SLACKBOT, Channel, Json, Message
from slack_sandbox.state.preferences import ADMIN
from slack_sandbox.state.shapes.files import file_shape
from slack_sandbox.state.shapes.messages import event_message_shape, message_shape, permalink
from slack_sandbox.state.slack_connect import is_stranger
from slack_sandbox.web_api.call import Call, Method, SlackError
from slack_sandbox.web_api.methods import message_content

LONGEST_UPDATE = 4_000


def post_message(call: Call) -> Json:
    """Into a channel, or to a person directly."""
    channel = writable(call)
    if call.flag("as_user"):
        raise SlackError("as_user_not_supported")
    content = message_content.read_content(call, channel, "msg_blocks_too_long")
    message_content.check_pings(call, channel, content)
    bot = call.workspace.app.bot_id
    message = messages.post(call.workspace, channel, call.bot, bot_id=bot, **content)
    answer: Json = {
        "channel": channel.id,
        "ts": message.ts,
        "message": _with_metadata(call, message),
    }
    return answer | message_content.truncation_warning(call)


def writable(call: Call) -> Channel:
    """Where the bot may say something: a channel, or a person's direct messages."""
    channel = _target(call)
    if channel.is_archived:
        raise SlackError("is_archived")
    if call.bot not in channel.members:
        if channel.is_private:
            raise SlackError("channel_not_found")
        if call.scopes is not None and "chat:write.public" not in call.scopes:
            raise SlackError("not_in_channel")
    if channel.who_can_post == ADMIN:
        raise SlackError("restricted_action")
    return channel


def update(call: Call) -> Json:
    """Only its own. Text without blocks removes the blocks; metadata stays unless `{}` is sent."""
    channel = call.channel()
    message = _message(call, channel)
    if message.user != call.bot:
        raise SlackError("cant_update_message")
    if channel.is_archived:
        raise SlackError("is_inactive")
    if len(call.text("text")) > LONGEST_UPDATE:
        raise SlackError("msg_too_long")
    broadcast, files = _broadcast(call, channel, message), _files(call)
    metadata = message_content.metadata(call) if "metadata" in call.arguments else message.metadata
    before = event_message_shape(call.workspace, message)
    if any(key in call.arguments for key in ("text", "blocks", "attachments", "markdown_text")):
        text, blocks = message_content.text_and_blocks(call, message_content.TOO_LONG)
        attachments = message_content.attachments(call)
        if text != message.text or not blocks:
            message.edited = {"user": call.bot, "ts": call.workspace.clock.ts()}
        message.text, message.blocks, message.attachments = text, blocks, attachments
    message.metadata = metadata
    if files is not None:
        message.files = files
    if broadcast:
        message.subtype, message.root = broadcast["subtype"], broadcast["root"]
        message.parent_user_id = None
    messages.emit_message_changed(call.workspace, channel, message, before)
    shown = {key: value for key, value in _with_metadata(call, message).items() if key != "ts"}
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def _broadcast(call: Call, channel: Channel, message: Message) -> Json:
    """What makes an answer in a thread one for the whole channel."""
    if not call.flag("reply_broadcast") or message.subtype == "thread_broadcast":
        return {}
    root = channel.message(message.thread_ts or "")
    if root is None or root is message:
        raise SlackError("cant_broadcast_message")
    return messages.thread_fields(call.workspace, channel, root, broadcast=True)


def _files(call: Call) -> list[Json] | None:
    """Those that the message is to have from now on; None for as before."""
    if "file_ids" not in call.arguments:
        return None
    return [
        file_shape(call.uploaded_file(file_id), call.origin) for file_id in call.list_of("file_ids")
    ]


def delete(call: Call) -> Json:
    """`chat.delete`: takes away a message of the bot's own."""
    channel = call.channel()
    message = _message(call, channel)
    if message.user != call.bot:
        raise SlackError("cant_delete_message")
    messages.delete_message(call.workspace, channel, message)
    return {"channel": channel.id, "ts": message.ts}


def _message(call: Call, channel: Channel) -> Message:
    """The message at `ts`; what is left of a deleted one is none."""
    found = channel.message(call.text("ts"))
    if found is None or found.subtype == "tombstone":
        raise SlackError("message_not_found")
    return found


def post_ephemeral(call: Call) -> Json:
    """Only for one person, who must be there; in a thread where it has begun."""
    channel = _channel_by_name(call, call.text("channel"))
    if channel.is_archived:
        raise SlackError("is_archived")
    if call.bot not in channel.members:
        raise SlackError("not_in_channel")
    user = call.text("user")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    text, blocks = message_content.text_and_blocks(call, message_content.TOO_LONG)
    attachments, thread = (
        message_content.attachments(call),
        message_content.thread_fields(call, channel).get("thread_ts"),
    )
    ts = call.workspace.post_ephemeral(user, channel.id, text, blocks, attachments, thread)
    return {"message_ts": ts}


def get_permalink(call: Call) -> Json:
    """`chat.getPermalink`: the address of a message."""
    channel = call.channel()
    ts = call.text("message_ts")
    if channel.message(ts) is None:
        raise SlackError("message_not_found")
    return {"channel": channel.id, "permalink": permalink(call.origin, channel, ts)}


def _target(call: Call) -> Channel:
    """By id, by name as old apps do, or a person's direct messages."""
    target = call.text("channel")
    if target == SLACKBOT.id:
        raise SlackError("cannot_dm_bot")
    person = call.workspace.people.get(target)
    if person is not None:
        if person.deleted:
            raise SlackError("user_disabled")
        if person.is_bot:
            raise SlackError("cannot_dm_bot")
        if not call.workspace.app.messages_tab:
            raise SlackError("messages_tab_disabled")
        if is_stranger(call.workspace, person):
            raise SlackError("channel_not_found")
        return call.workspace.direct_conversation(person.id)
    return _channel_by_name(call, target)


def _channel_by_name(call: Call, id_or_name: str) -> Channel:
    found = call.workspace.channel(id_or_name)
    if found is None or (found.is_private and call.bot not in found.members):
        raise SlackError("channel_not_found")
    return found


def _with_metadata(call: Call, message: Message) -> Json:
    shown = message_shape(call.workspace, message)
    return {**shown, "metadata": message.metadata} if message.metadata else shown


METHODS = {
    "chat.postMessage": Method(
        run=post_message,
        required=("channel",),
        scopes=("chat:write",),
        tier=5,
        missing="nothing is unfurled",
    ),
    "chat.update": Method(
        run=update,
        required=("channel", "ts"),
        scopes=("chat:write",),
    ),
    "chat.delete": Method(run=delete, required=("channel", "ts"), scopes=("chat:write",)),
    "chat.postEphemeral": Method(
        run=post_ephemeral, required=("channel", "user"), scopes=("chat:write",), tier=4
    ),
    "chat.getPermalink": Method(run=get_permalink, required=("channel", "message_ts"), tier=5),
}
