"""views: forms over the page, and the app's Home."""

from __future__ import annotations

from slack_sandbox.block_kit import check_view, name_view, view_is_too_large
from slack_sandbox.state.entities import Json, View
from slack_sandbox.state.form_state import elements, initial_state, kept
from slack_sandbox.state.shapes.messages import view_shape
from slack_sandbox.state.workspace import Workspace
from slack_sandbox.web_api.call import Call, Method, SlackError, invalid_arguments

MOST_STACKED = 3


def open_view(call: Call) -> Json:
    """A first form, for whoever pressed something three seconds ago at most."""
    payload = read(call, "modal")
    user = _triggered(call)
    view = add(call, payload, user, previous=None)
    call.workspace.stacks[user] = [view.id]
    call.workspace.changed()
    return {"view": view_shape(call.workspace, view)}


def push(call: Call) -> Json:
    """Another on top, three at most."""
    payload = read(call, "modal")
    user = _triggered(call)
    stack = call.workspace.stacks.get(user, [])
    if not stack:
        raise SlackError("not_found")
    if len(stack) >= MOST_STACKED:
        raise SlackError("push_limit_reached")
    view = add(call, payload, user, previous=stack[-1])
    stack.append(view.id)
    call.workspace.changed()
    return {"view": view_shape(call.workspace, view)}


def update(call: Call) -> Json:
    """Another content; what was typed stays where block and element are the same."""
    payload = read(call, "modal")
    wanted = call.text("view_id")
    external = call.text("external_id")
    for view in call.workspace.views.values():
        stacked = any(view.id in stack for stack in call.workspace.stacks.values())
        named = view.id == wanted or (external and view.payload.get("external_id") == external)
        if stacked and named:
            if call.text("hash") and call.text("hash") != view.hash:
                raise SlackError("hash_conflict")
            replace(call.workspace, view, payload)
            call.workspace.changed()
            return {"view": view_shape(call.workspace, view)}
    raise SlackError("not_found")


def publish(call: Call) -> Json:
    """The app's Home for one person."""
    payload = read(call, "home")
    user = call.text("user_id")
    if not call.workspace.app.home_tab:
        raise SlackError("not_enabled")
    if user not in call.workspace.people:
        raise invalid_arguments("user_not_found [json-pointer:/user_id]")
    home = call.workspace.homes.get(user)
    if home is None:
        home = add(call, payload, user, previous=None)
        call.workspace.homes[user] = home
    else:
        if call.text("hash") and call.text("hash") != home.hash:
            raise SlackError("hash_conflict")
        replace(call.workspace, home, payload)
    call.workspace.changed()
    return {"view": view_shape(call.workspace, home)}


def read(call: Call, kind: str) -> Json:
    """The form or the Home that was sent, checked as Slack does."""
    payload = call.json("view", "invalid_arguments")
    if not isinstance(payload, dict):
        raise invalid_arguments("must be a valid view [json-pointer:/view]")
    if view_is_too_large(payload):
        raise SlackError("view_too_large")
    wrong = wrong_view(payload, kind)
    if wrong:
        raise invalid_arguments(*wrong)
    return payload


def wrong_view(payload: object, kind: str) -> list[str]:
    """What Slack would say is wrong with a view that must be a `modal` or a `home`."""
    wrong = check_view(payload)
    if isinstance(payload, dict) and payload.get("type") in {"modal", "home"} - {kind}:
        wrong.append(f"must be one of: {kind} [json-pointer:/view/type]")
    return wrong


def add(call: Call, payload: Json, user: str, previous: str | None) -> View:
    """A new one, with what it is filled with."""
    _unique(call.workspace, payload)
    name_view(payload)
    id = call.workspace.new_id("V")
    root = call.workspace.views[previous].root if previous else id
    view = View(
        id=id,
        user=user,
        payload=payload,
        hash=_hash(call.workspace),
        root=root,
        previous=previous,
        state=initial_state(payload["blocks"]),
    )
    _default_to_current(call.workspace, view)
    call.workspace.views[id] = view
    return view


def replace(workspace: Workspace, view: View, payload: Json) -> None:
    """Another content for the same form. Raises SlackError."""
    _unique(workspace, payload, view)
    name_view(payload)
    view.state = kept(view.state, payload["blocks"])
    view.payload = payload
    view.hash = _hash(workspace)


def _unique(workspace: Workspace, payload: Json, but: View | None = None) -> None:
    """No other view that is open, and nobody's Home, has this external id."""
    wanted = payload.get("external_id")
    stacked = [workspace.views[id] for stack in workspace.stacks.values() for id in stack]
    shown = [one for one in (*stacked, *workspace.homes.values()) if one is not but]
    if wanted and any(one.payload.get("external_id") == wanted for one in shown):
        raise SlackError("duplicate_external_id")


def _default_to_current(workspace: Workspace, view: View) -> None:
    """Menus of places that begin with the one that the person is looking at."""
    place = workspace.looking.get(view.user)
    for block in view.payload["blocks"] if place else []:
        for element in elements(block):
            if element.get("default_to_current_conversation"):
                many = element["type"].startswith("multi_")
                key = "selected_conversations" if many else "selected_conversation"
                shown = view.state[block["block_id"]][element["action_id"]]
                shown[key] = [place] if many else place


def _hash(workspace: Workspace) -> str:
    return f"{int(workspace.clock.now())}.{workspace.secret('view')[:8]}"


def _triggered(call: Call) -> str:
    given = call.text("trigger_id") or call.text("interactivity_pointer")
    if not given:
        raise invalid_arguments("missing required field: trigger_id")
    known = call.workspace.triggers.get(given)
    if known is None:
        raise SlackError("invalid_trigger_id")
    user, until = known
    if until < 0:
        raise SlackError("exchanged_trigger_id")
    if call.workspace.clock.now() > until:
        raise SlackError("expired_trigger_id")
    call.workspace.triggers[given] = (user, -1.0)
    return user


METHODS = {
    "views.open": Method(run=open_view, required=("view",), tier=4),
    "views.push": Method(run=push, required=("view",), tier=4),
    "views.update": Method(run=update, required=("view",), tier=4),
    "views.publish": Method(run=publish, required=("user_id", "view"), tier=4),
}
