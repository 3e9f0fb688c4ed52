"""The app's manifest, made from what the code registers and calls; the fewest scopes that do.

`SCOPES` has a row for every method that the code calls; a test reads the code and compares.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from firebell.slack.inbound.commands import COMMANDS
from firebell.slack.inbound.shortcuts import (
    ADD_THREAD,
    ADD_TO_TIMELINE,
    DECLARE,
    MAKE_ACTION,
    RAISE_FROM,
)

SCOPES: Mapping[str, tuple[str, ...]] = {
    "auth.test": (),
    "bookmarks.add": ("bookmarks:write",),
    "bookmarks.list": ("bookmarks:read",),
    "bookmarks.remove": ("bookmarks:write",),
    "canvases.delete": ("canvases:write",),
    "canvases.edit": ("canvases:write",),
    "chat.delete": ("chat:write",),
    "chat.getPermalink": (),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write", "chat:write.public"),
    "chat.update": ("chat:write",),
    "conversations.archive": ("channels:manage", "groups:write"),
    "conversations.canvases.create": ("canvases:write",),  # the review, where there are canvases
    "conversations.create": ("channels:manage", "groups:write"),
    "conversations.info": ("channels:read", "groups:read"),
    "conversations.history": ("channels:history", "groups:history", "im:history"),
    "conversations.invite": ("channels:manage", "groups:write"),
    "conversations.join": ("channels:join",),
    "conversations.list": ("channels:read", "groups:read"),
    "conversations.members": ("channels:read", "groups:read"),
    "conversations.open": ("im:write",),
    "conversations.rename": ("channels:manage", "groups:write"),
    "conversations.replies": ("channels:history", "groups:history"),
    "conversations.setPurpose": ("channels:manage", "groups:write"),
    "conversations.setTopic": ("channels:manage", "groups:write"),
    "dnd.info": ("dnd:read",),
    "files.completeUploadExternal": ("files:write",),
    "files.delete": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "files.info": ("files:read",),  # pictures in messages that are put on the record
    "pins.add": ("pins:write",),
    "usergroups.list": ("usergroups:read",),
    "usergroups.users.list": ("usergroups:read",),
    "users.conversations": ("channels:read", "groups:read"),
    "users.info": ("users:read",),
    "users.list": ("users:read",),
    "users.lookupByEmail": ("users:read.email",),
    "views.open": (),
    "views.publish": (),
    "views.update": (),
}

EVENTS: Mapping[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "channel_archive": ("channels:read",),
    "channel_unarchive": ("channels:read",),
    "group_archive": ("groups:read",),
    "group_unarchive": ("groups:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
    "user_change": ("users:read",),
}


def scopes() -> list[str]:
    """All that the bot needs, in order."""
    needed = {"commands"}
    for wanted in (*SCOPES.values(), *EVENTS.values()):
        needed.update(wanted)
    return sorted(needed)


def manifest(request_url: str | None = None, pages_url: str | None = None) -> dict[str, Any]:
    """For Slack's page of new apps. With `request_url` Slack calls us, else Socket Mode is on.
    `pages_url` is where people sign in to the pages."""
    address: dict[str, Any] = {"request_url": request_url} if request_url else {}
    commands = [
        {
            "command": command.name,
            "description": command.description,
            "usage_hint": command.usage_hint,
            "should_escape": True,
            **({"url": request_url} if request_url else {}),
        }
        for command in COMMANDS
    ]
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "Firebell",
            "description": "Raises, runs and closes incidents.",
            "background_color": "#7a1f1f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "Firebell", "always_online": True},
            "shortcuts": [
                {
                    "name": "Raise an incident",
                    "type": "global",
                    "callback_id": DECLARE,
                    "description": "Opens the form of /incident",
                },
                {
                    "name": "Raise from this message",
                    "type": "message",
                    "callback_id": RAISE_FROM,
                    "description": "Opens the form of /incident with this message in it",
                },
                {
                    "name": "Add to the timeline",
                    "type": "message",
                    "callback_id": ADD_TO_TIMELINE,
                    "description": "Puts this message on the incident's record",
                },
                {
                    "name": "Add the whole thread",
                    "type": "message",
                    "callback_id": ADD_THREAD,
                    "description": "Puts this message's thread on the incident's record",
                },
                {
                    "name": "Make it an action",
                    "type": "message",
                    "callback_id": MAKE_ACTION,
                    "description": "Writes down something to do in the incident",
                },
            ],
            "slash_commands": commands,
        },
        "oauth_config": {
            **({"redirect_urls": [f"{pages_url.rstrip('/')}/signed-in"]} if pages_url else {}),
            "scopes": {"bot": scopes()},
        },
        "settings": {
            "event_subscriptions": {"bot_events": sorted(EVENTS), **address},
            "interactivity": {"is_enabled": True, **address},
            "org_deploy_enabled": False,
            "socket_mode_enabled": request_url is None,
            "token_rotation_enabled": False,
        },
    }
