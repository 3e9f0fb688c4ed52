"""views: forms over the page, and the app's Home."""

from __future__ import annotations

from slack_sandbox.block_kit import check_view, view_is_too_large
from slack_sandbox.state.entities import Json, View
from slack_sandbox.state.shapes.views import view_shape
from slack_sandbox.state.views import MOST_STACKED, DuplicateExternalId, add_view, replace_view
from slack_sandbox.web_api.call import Call, Method, SlackError, invalid_arguments


def open_view(call: Call) -> Json:
    """A first form, for whoever pressed something three seconds ago at most."""
    payload = _read(call, "modal")
    user = _triggered(call)
    view = _add(call, payload, user, previous=None)
    call.workspace.view_stacks[user] = [view.id]
    call.workspace.changed()
    return {"view": view_shape(call.workspace, view)}


def push(call: Call) -> Json:
    """`views.push`: another modal on top, three at most."""
    payload = _read(call, "modal")
    user = _triggered(call)
    stack = call.workspace.view_stacks.get(user, [])
    if not stack:
        raise SlackError("not_found")
    if len(stack) >= MOST_STACKED:
        raise SlackError("push_limit_reached")
    view = _add(call, payload, user, previous=stack[-1])
    stack.append(view.id)
    call.workspace.changed()
    return {"view": view_shape(call.workspace, view)}


def update(call: Call) -> Json:
    """Another content; what was typed stays where block and element are the same."""
    payload = _read(call, "modal")
    wanted = call.text("view_id")
    external = call.text("external_id")
    for view in call.workspace.views.values():
        stacked = any(view.id in stack for stack in call.workspace.view_stacks.values())
        named = view.id == wanted or (external and view.payload.get("external_id") == external)
        if stacked and named:
            if call.text("hash") and call.text("hash") != view.hash:
                raise SlackError("hash_conflict")
            _replace(call, view, payload)
            call.workspace.changed()
            return {"view": view_shape(call.workspace, view)}
    raise SlackError("not_found")


def publish(call: Call) -> Json:
    """`views.publish`: the app's Home for one person."""
    payload = _read(call, "home")
    user = call.text("user_id")
    if not call.workspace.app.home_tab:
        raise SlackError("not_enabled")
    if user not in call.workspace.people:
        raise invalid_arguments("user_not_found [json-pointer:/user_id]")
    home = call.workspace.homes.get(user)
    if home is None:
        home = _add(call, payload, user, previous=None)
        call.workspace.homes[user] = home
    else:
        if call.text("hash") and call.text("hash") != home.hash:
            raise SlackError("hash_conflict")
        _replace(call, home, payload)
    call.workspace.changed()
    return {"view": view_shape(call.workspace, home)}


def _read(call: Call, kind: str) -> Json:
    """The form or the Home that was sent, checked as Slack does."""
    payload = call.json("view", "invalid_arguments")
    if not isinstance(payload, dict):
        raise invalid_arguments("must be a valid view [json-pointer:/view]")
    if view_is_too_large(payload):
        raise SlackError("view_too_large")
    wrong = check_view(payload, kind)
    if wrong:
        raise invalid_arguments(*wrong)
    return payload


def _add(call: Call, payload: Json, user: str, previous: str | None) -> View:
    try:
        return add_view(call.workspace, payload, user, previous)
    except DuplicateExternalId:
        raise SlackError("duplicate_external_id") from None


def _replace(call: Call, view: View, payload: Json) -> None:
    try:
        replace_view(call.workspace, view, payload)
    except DuplicateExternalId:
        raise SlackError("duplicate_external_id") from None


def _triggered(call: Call) -> str:
    trigger_id = call.text("trigger_id") or call.text("interactivity_pointer")
    if not trigger_id:
        raise invalid_arguments("missing required field: trigger_id")
    known = call.workspace.triggers.get(trigger_id)
    if known is None:
        raise SlackError("invalid_trigger_id")
    user, until = known
    if until < 0:
        raise SlackError("exchanged_trigger_id")
    if call.workspace.clock.now() > until:
        raise SlackError("expired_trigger_id")
    call.workspace.triggers[trigger_id] = (user, -1.0)
    return user


METHODS = {
    "views.open": Method(run=open_view, required=("view",), tier=4),
    "views.push": Method(run=push, required=("view",), tier=4),
    "views.update": Method(run=update, required=("view",), tier=4),
    "views.publish": Method(run=publish, required=("user_id", "view"), tier=4),
}
