"""calls: a call somewhere else, announced here."""

from __future__ import annotations

from slack_sandbox.state.entities import Json
from slack_sandbox.web_api.call import Call, Method, SlackError, invalid_arguments


def add(call: Call) -> Json:
    """Registers a call; a `call` block shows it."""
    users = call.json("users", "invalid_arguments") or []
    if not isinstance(users, list):
        raise invalid_arguments("must be an array [json-pointer:/users]")
    named = [
        user.get("slack_id") for user in users if isinstance(user, dict) and user.get("slack_id")
    ]
    if any(user not in call.workspace.people for user in named):
        raise SlackError("user_not_found")
    creator = call.text("created_by")
    if creator and creator not in call.workspace.people:
        raise SlackError("invalid_created_by")
    start = call.number("date_start", int(call.workspace.clock.now()))
    if start <= 0:
        raise SlackError("invalid_start_time")
    found: Json = {
        "id": call.workspace.new_id("R"),
        "date_start": start,
        "external_unique_id": call.text("external_unique_id"),
        "join_url": call.text("join_url"),
        "title": call.text("title"),
        "users": users,
    }
    for key in ("desktop_app_join_url", "external_display_id"):
        if call.text(key):
            found[key] = call.text(key)
    return {"call": found}


METHODS = {
    "calls.add": Method(
        run=add,
        required=("external_unique_id", "join_url"),
        scopes=("calls:write",),
        missing="the call can be added, not changed or ended",
    ),
}
