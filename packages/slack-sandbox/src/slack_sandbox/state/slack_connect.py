"""Slack Connect: who is of which workspace, and which channels are shared with others.

A channel is shared from the moment that somebody of another workspace comes in. Whoever shares no
channel with the app is a stranger to it (docs.slack.dev/apis/slack-connect).
"""

from __future__ import annotations

from slack_sandbox.state.entities import Channel, Person
from slack_sandbox.state.team import TEAM_DOMAIN
from slack_sandbox.state.workspace import Workspace


def team_named(ws: Workspace, name: str) -> str:
    """The id of another workspace; one that is new here gets the next."""
    for known, known_name in ws.other_teams.items():
        if known_name == name:
            return known
    made = f"T{len(ws.other_teams) + 2:08d}"
    ws.other_teams[made] = name
    return made


def team_of(ws: Workspace, user: str) -> str:
    """The id of the workspace that somebody belongs to."""
    person = ws.people.get(user)
    return (person.team if person else "") or ws.team


def team_domain(ws: Workspace, team: str) -> str:
    """The domain of a workspace, this one or another."""
    name = ws.other_teams.get(team)
    return TEAM_DOMAIN if name is None else name.lower().replace(" ", "-")


def is_stranger(ws: Workspace, person: Person) -> bool:
    """Somebody of another workspace with whom the app shares no channel."""
    return bool(person.team) and not meet(ws, person.id, ws.app.bot_user)


def meet(ws: Workspace, one: str, other: str) -> bool:
    """Whether there is a channel that both are in; direct messages are none."""
    return any(
        {one, other} <= set(channel.members)
        for channel in ws.channels.values()
        if not channel.is_direct
    )


def connect(ws: Workspace, channel: Channel, user: str) -> str | None:
    """Shares a channel with the workspace of somebody who comes in; its id where that is new."""
    person = ws.people.get(user)
    if person is None or person.team in ("", *channel.connected_teams):
        return None
    channel.connected_teams.append(person.team)
    return person.team
