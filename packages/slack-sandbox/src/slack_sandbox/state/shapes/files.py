"""A file as Slack's answers show it: short in messages, in full with where it was shared."""

from __future__ import annotations

import mimetypes
from urllib.parse import quote

from slack_sandbox.state.entities import Channel, Json, Message
from slack_sandbox.state.workspace import Workspace

SNIPPET_TYPES = {
    "auto", "text", "applescript", "boxnote", "c", "csharp", "cpp", "css", "csv", "clojure",
    "coffeescript", "cfm", "d", "dart", "diff", "dockerfile", "erlang", "fsharp", "fortran",
    "go", "groovy", "html", "handlebars", "haskell", "haxe", "java", "javascript", "json",
    "kotlin", "latex", "lisp", "lua", "markdown", "matlab", "mumps", "ocaml", "objc", "php",
    "pascal", "perl", "pig", "post", "powershell", "puppet", "python", "r", "ruby", "rust",
    "sql", "sass", "scala", "scheme", "shell", "smalltalk", "swift", "tsv", "typescript",
    "vb", "vbscript", "velocity", "verilog", "xml", "yaml",
}  # fmt: skip
"""What a snippet may be written in (Slack's page on file types)."""
MARKDOWN = ("md", "markdown")
BYTES = "application/octet-stream"


def file_shape(file: Json, origin: str) -> Json:
    """The file object in a message; `origin` is the server's own address."""
    address = f"{origin}/files/{file['id']}/{quote(file['name'], safe='')}"
    kind = file.get("snippet") or file["name"].rpartition(".")[2].lower()
    found = {
        "id": file["id"],
        "name": file["name"],
        "title": file.get("title", file["name"]),
        "size": file["size"],
        "created": file["created"],
        "timestamp": file["created"],
        "user": file["user"],
        "filetype": "markdown" if kind in MARKDOWN else kind,
        "mimetype": mimetype(file),
        "url_private": address,
        "permalink": address,
        "url_private_download": address,
        "pretty_type": kind.upper(),
        "mode": "snippet" if file.get("snippet") else "hosted",
        "is_external": False,
        "external_type": "",
        "editable": bool(file.get("snippet")),
        "is_public": False,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
    }
    return found | {"alt_txt": file["alt_txt"]} if file.get("alt_txt") else found


def listed_file_shape(ws: Workspace, file: Json, origin: str) -> Json:
    """The file object in lists, with the ids of the channels where it was shared."""
    found: Json = {**file_shape(file, origin), "channels": [], "groups": [], "ims": []}
    for channel, _ in ws.messages_with_file(file["id"]):
        kind = "ims" if channel.im else "groups" if channel.is_private else "channels"
        if channel.id not in found[kind]:
            found[kind].append(channel.id)
    return found | {"is_public": bool(found["channels"]), "comments_count": 0}


def file_details(ws: Workspace, file: Json, origin: str) -> Json:
    """The file object on its own, with the messages that shared it."""
    shares: dict[str, dict[str, list[Json]]] = {}
    for channel, message in ws.messages_with_file(file["id"]):
        side = shares.setdefault("private" if channel.is_private else "public", {})
        side.setdefault(channel.id, []).append(_share(ws, channel, message))
    about = {"shares": shares, "is_starred": False, "has_rich_preview": False}
    return {**listed_file_shape(ws, file, origin), **about}


def _share(ws: Workspace, channel: Channel, message: Message) -> Json:
    replies = [reply for reply in channel.messages if reply.thread_ts == message.ts != reply.ts]
    users = list(dict.fromkeys(reply.user for reply in replies))
    top = message.thread_ts or (message.ts if replies else None)
    return {
        "reply_users": users,
        "reply_users_count": len(users),
        "reply_count": len(replies),
        "ts": message.ts,
        **({"thread_ts": top} if top else {}),
        **({"latest_reply": replies[-1].ts} if replies else {}),
        "channel_name": channel.name,
        "team_id": ws.team,
        "share_user_id": message.user,
    }


def mimetype(file: Json) -> str:
    """The file's media type, from its name."""
    if file.get("snippet"):
        return "text/plain"
    if file["name"].rpartition(".")[2].lower() in MARKDOWN:
        return "text/markdown"
    return mimetypes.guess_type(file["name"])[0] or BYTES
