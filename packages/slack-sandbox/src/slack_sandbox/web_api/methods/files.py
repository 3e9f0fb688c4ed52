"""files: an upload in three steps, of which only the last is seen by people."""

from __future__ import annotations

from slack_sandbox.state import messages
from slack_sandbox.state.entities import Channel, Json
from slack_sandbox.state.files import share
from slack_sandbox.state.shapes.files import (
    SNIPPET_TYPES,
    file_details,
    file_shape,
    listed_file_shape,
)
from slack_sandbox.web_api.call import Call, Method, SlackError, invalid_arguments
from slack_sandbox.web_api.methods import message_content

LONGEST_ALTERNATIVE = 1000
MOST_CHANNELS = 100
LONGEST_SNIPPET = 1024 * 1024
"""Bytes (Slack's help on snippets: one megabyte)."""

LAST_PAGE = {"response_metadata": {"next_cursor": ""}}


def get_upload_url(call: Call) -> Json:
    """`files.getUploadURLExternal`: a new file, and the address for its bytes."""
    file, length, syntax = (
        call.workspace.new_id("F"),
        call.number("length", 0),
        call.text("snippet_type"),
    )
    if length <= 0:
        raise SlackError("missing_argument")
    if len(call.text("alt_txt")) > LONGEST_ALTERNATIVE:
        raise SlackError("alt_txt_too_large")
    if syntax and syntax not in SNIPPET_TYPES:
        raise SlackError("unknown_snippet_type")
    if syntax and length > LONGEST_SNIPPET:
        raise SlackError("snippet_too_large")
    call.workspace.files[file] = {
        "id": file,
        "name": call.text("filename"),
        "size": length,
        "alt_txt": call.text("alt_txt"),
        "snippet": syntax,
        "created": int(call.workspace.clock.now()),
        "user": call.bot,
        "content": None,
        "shared": False,
    }
    return {"file_id": file, "upload_url": f"{call.origin}/upload/{file}"}


def complete_upload(call: Call) -> Json:
    """Shared in a channel, with a comment."""
    uploads = _uploads(call)
    files = [call.uploaded_file(str(upload.get("id"))) for upload in uploads]
    for file, upload in zip(files, uploads, strict=True):
        file["title"] = upload.get("title") or file["name"]
    channels = _channels_to_share_in(call)
    sent = call.json("blocks", "invalid_blocks")
    blocks = message_content.checked_blocks(call, sent) if sent else []
    for channel in channels:
        messages.post(
            call.workspace,
            channel,
            call.bot,
            call.text("initial_comment"),
            bot_id=call.workspace.app.bot_id,
            subtype="file_share",
            blocks=blocks,
            files=[file_shape(file, call.origin) for file in files],
            **message_content.thread_fields(call, channel),
        )
    for file in files:
        share(call.workspace, file, *channels)
    return {"files": [{"id": file["id"], "title": file["title"]} for file in files]}


def _uploads(call: Call) -> list[Json]:
    """The argument `files`: objects with `id` and, where one is wanted, `title`."""
    uploads = call.json("files", "invalid_arguments")
    if not isinstance(uploads, list) or not uploads:
        raise invalid_arguments("must be a list of files [json-pointer:/files]")
    if not all(isinstance(upload, dict) for upload in uploads):
        raise invalid_arguments("must be a list of files [json-pointer:/files]")
    return uploads


def _channels_to_share_in(call: Call) -> list[Channel]:
    """Where to share it: `channel_id`, or several `channels`."""
    ids = [*filter(None, [call.text("channel_id")]), *call.list_of("channels")]
    if len(ids) > MOST_CHANNELS:
        raise SlackError("channels_limit_exceeded")
    found = [call.channel_by_id(channel_id) for channel_id in dict.fromkeys(ids)]
    if any(call.bot not in channel.members for channel in found):
        raise SlackError("not_in_channel")
    return found


def info(call: Call) -> Json:
    """`files.info`: one file with where it was shared."""
    file = file_details(call.workspace, call.file(call.text("file")), call.origin)
    paging = {"count": 100, "total": 0, "page": 1, "pages": 0}
    return {"file": file, "comments": [], "paging": paging} | LAST_PAGE


def list_all(call: Call) -> Json:
    """Files that were shared where the bot is, the newest first, by page."""
    user, place, kinds = call.text("user"), call.text("channel"), call.list_of("types")
    if user and user not in call.workspace.people:
        raise SlackError("user_not_found")
    if not {"all", "images", "pdfs", "snippets", "spaces", "gdocs", "zips"}.issuperset(kinds):
        raise SlackError("unknown_type")
    readable = _readable_file_ids(call, place)
    oldest, latest = call.number("ts_from", 0), call.number("ts_to", 2**53)
    found = [
        listed_file_shape(call.workspace, file, call.origin)
        for file in reversed(call.workspace.files.values())
        if file["id"] in readable
        and user in ("", file["user"])
        and oldest <= file["created"] <= latest
        and _kind_fits(file, kinds)
    ]
    part, paging = call.numbered_page(found)
    return {"files": part, "paging": paging}


def _readable_file_ids(call: Call, place: str) -> set[str]:
    """Ids of the files in messages that the bot may read."""
    return {
        file["id"]
        for channel in call.workspace.channels.values()
        if call.bot in channel.members and place in ("", channel.id)
        for message in channel.messages
        for file in message.files
    }


def _kind_fits(file: Json, kinds: list[str]) -> bool:
    """Posts (`spaces`) and Google's documents (`gdocs`) nobody has here."""
    if not kinds or "all" in kinds:
        return True
    if file.get("snippet"):
        return "snippets" in kinds
    kind = file["name"].rpartition(".")[2].lower()
    ends = {"images": ("png", "jpg", "jpeg", "gif"), "pdfs": ("pdf",), "zips": ("zip",)}
    return any(kind in ends.get(wanted, ()) for wanted in kinds)


def delete(call: Call) -> Json:
    """Away, and out of the messages that showed it; only its own."""
    file = call.file(call.text("file"))
    if file["user"] != call.bot:
        raise SlackError("cant_delete_file")
    del call.workspace.files[file["id"]]
    channels = [channel.id for channel, _ in call.workspace.messages_with_file(file["id"])]
    for channel in call.workspace.channels.values():
        for message in [message for message in channel.messages if message.files]:
            message.files = [kept for kept in message.files if kept["id"] != file["id"]]
            if not message.files and message.subtype == "file_share":
                messages.delete_message(call.workspace, channel, message)
    event = {"type": "file_deleted", "file_id": file["id"], "channel_ids": channels}
    call.workspace.emit({**event, "event_ts": call.workspace.clock.ts()})
    call.workspace.changed()
    return {}


METHODS = {
    "files.getUploadURLExternal": Method(
        run=get_upload_url,
        required=("filename", "length"),
        scopes=("files:write",),
        tier=4,
    ),
    "files.completeUploadExternal": Method(
        run=complete_upload, required=("files",), scopes=("files:write",), tier=4
    ),
    "files.info": Method(run=info, required=("file",), scopes=("files:read",), tier=4),
    "files.list": Method(run=list_all, scopes=("files:read",)),
    "files.delete": Method(run=delete, required=("file",), scopes=("files:write",)),
}
