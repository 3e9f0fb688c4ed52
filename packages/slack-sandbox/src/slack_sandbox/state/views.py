"""Modals and Homes in the workspace: opened, replaced, and what they are filled with at first."""

from __future__ import annotations

from slack_sandbox.block_kit import add_view_defaults
from slack_sandbox.state.entities import Json, View
from slack_sandbox.state.form_state import initial_state, input_elements, keep_entered_values
from slack_sandbox.state.mrkdwn import link_plain_words
from slack_sandbox.state.workspace import Workspace

MOST_STACKED = 3
"""Modals of one person at the same time (Slack's page on modals)."""


class DuplicateExternalId(Exception):
    """Another open view has this `external_id`; Slack's code for it is `duplicate_external_id`."""


def add_view(workspace: Workspace, payload: Json, user: str, previous: str | None) -> View:
    """A new view of this person, on top of `previous`. Raises DuplicateExternalId."""
    _require_unique_external_id(workspace, payload)
    add_view_defaults(payload)
    link_plain_words(workspace, payload["blocks"])
    id = workspace.new_id("V")
    root = workspace.views[previous].root if previous else id
    view = View(
        id=id,
        user=user,
        payload=payload,
        hash=_new_hash(workspace),
        root=root,
        previous=previous,
        state=initial_state(payload["blocks"]),
    )
    _default_to_current(workspace, view)
    workspace.views[id] = view
    return view


def replace_view(workspace: Workspace, view: View, payload: Json) -> None:
    """Gives a view other content. Raises DuplicateExternalId."""
    _require_unique_external_id(workspace, payload, view)
    add_view_defaults(payload)
    link_plain_words(workspace, payload["blocks"])
    view.state = keep_entered_values(view.state, payload["blocks"])
    view.payload = payload
    view.hash = _new_hash(workspace)


def _require_unique_external_id(
    workspace: Workspace, payload: Json, except_for: View | None = None
) -> None:
    """No other view that is open, and nobody's Home, has this external id."""
    wanted = payload.get("external_id")
    stacked = [workspace.views[id] for stack in workspace.view_stacks.values() for id in stack]
    shown = [view for view in (*stacked, *workspace.homes.values()) if view is not except_for]
    if wanted and any(view.payload.get("external_id") == wanted for view in shown):
        raise DuplicateExternalId


def _default_to_current(workspace: Workspace, view: View) -> None:
    """Menus of places that begin with the one that the person is looking at."""
    place = workspace.current_channel.get(view.user)
    for block in view.payload["blocks"] if place else []:
        for element in input_elements(block):
            if element.get("default_to_current_conversation"):
                many = element["type"].startswith("multi_")
                key = "selected_conversations" if many else "selected_conversation"
                shown = view.state[block["block_id"]][element["action_id"]]
                shown[key] = [place] if many else place


def _new_hash(workspace: Workspace) -> str:
    return f"{int(workspace.clock.now())}.{workspace.secret('view')[:8]}"
