"""A user group as Slack's answers show it."""

from __future__ import annotations

from slack_sandbox.state.entities import Json, UserGroup
from slack_sandbox.state.workspace import Workspace


def usergroup_shape(ws: Workspace, group: UserGroup) -> Json:
    """The user group object of `usergroups.list`, without its `users`."""
    made, owner = ws.created, ws.primary_owner()
    return {
        "id": group.id,
        "team_id": ws.team,
        "is_usergroup": True,
        "is_subteam": True,
        "handle": group.handle,
        "name": group.name,
        "description": "",
        "is_external": False,
        "date_create": made,
        "date_update": made,
        "date_delete": 0,
        "auto_type": None,
        "auto_provision": False,
        "created_by": owner,
        "updated_by": owner,
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
        "channel_count": 0,
        "user_count": len(group.users),
    }
