"""bookmarks: links above a channel."""

from __future__ import annotations

import re

from slack_sandbox.state.entities import Channel, Json
from slack_sandbox.state.untrusted import is_web_address
from slack_sandbox.web_api.call import Call, Method, SlackError, invalid_arguments

LONGEST_TITLE = 256
LONGEST_LINK = 2048
MOST = 100
EMOJI = re.compile(r":[\w+'-]+(::skin-tone-[2-6])?:")


def add(call: Call) -> Json:
    """`bookmarks.add`: a link with a title, above the channel."""
    channel = _writable(call)
    if call.text("type") != "link":
        raise SlackError("invalid_bookmark_type")
    _check({key: call.text(key) for key in ("title", "link", "emoji")})
    if len(channel.bookmarks) >= MOST:
        raise SlackError("too_many_bookmarks")
    bookmark = {
        "id": call.workspace.new_id("Bk"),
        "channel_id": channel.id,
        "title": call.text("title"),
        "link": call.text("link"),
        "emoji": call.text("emoji"),
        "icon_url": None,
        "type": "link",
        "entity_id": None,
        "date_created": int(call.workspace.clock.now()),
        "date_updated": 0,
        "rank": "",
        "last_updated_by_user_id": call.bot,
        "last_updated_by_team_id": call.workspace.team,
        "shortcut_id": None,
        "app_id": call.workspace.app.id,
    }
    channel.bookmarks.append(bookmark)
    call.workspace.changed()
    return {"bookmark": bookmark}


def edit(call: Call) -> Json:
    """`bookmarks.edit`: another title, link or emoji."""
    bookmark = _existing(call, _writable(call))
    changes: Json = {key: call.text(key) for key in ("title", "link", "emoji") if call.text(key)}
    _check({**bookmark, **changes})
    changes["date_updated"] = int(call.workspace.clock.now())
    bookmark |= changes
    call.workspace.changed()
    return {"bookmark": bookmark}


def remove(call: Call) -> Json:
    """`bookmarks.remove`: takes a bookmark away."""
    channel = _writable(call)
    channel.bookmarks.remove(_existing(call, channel))
    call.workspace.changed()
    return {}


def list_all(call: Call) -> Json:
    """`bookmarks.list`: all bookmarks of a channel."""
    return {"bookmarks": list(call.channel("channel_id").bookmarks)}


def _writable(call: Call) -> Channel:
    channel = call.channel("channel_id")
    if channel.is_archived or call.bot not in channel.members:
        raise SlackError("permission_denied")
    return channel


def _existing(call: Call, channel: Channel) -> Json:
    for bookmark in channel.bookmarks:
        if bookmark["id"] == call.text("bookmark_id"):
            return bookmark
    raise SlackError("not_found")


def _check(bookmark: Json) -> None:
    link = bookmark["link"]
    if len(bookmark["title"]) > LONGEST_TITLE:
        raise invalid_arguments("must be less than 257 characters [json-pointer:/title]")
    if not is_web_address(link) or len(link) > LONGEST_LINK:
        raise SlackError("invalid_link")
    if bookmark["emoji"] and not EMOJI.fullmatch(bookmark["emoji"]):
        raise SlackError("invalid_emoji")


METHODS = {
    "bookmarks.add": Method(
        run=add, required=("channel_id", "title", "type"), scopes=("bookmarks:write",), tier=2
    ),
    "bookmarks.edit": Method(
        run=edit, required=("channel_id", "bookmark_id"), scopes=("bookmarks:write",), tier=2
    ),
    "bookmarks.remove": Method(
        run=remove, required=("channel_id", "bookmark_id"), scopes=("bookmarks:write",), tier=2
    ),
    "bookmarks.list": Method(run=list_all, required=("channel_id",), scopes=("bookmarks:read",)),
}
