"""Guests: of several channels (`is_restricted`), or of a single one (`is_ultra_restricted` too)."""

from __future__ import annotations

from collections.abc import Collection

from slack_sandbox.state import channels
from slack_sandbox.state.entities import Channel, Person
from slack_sandbox.state.workspace import Workspace


def agree(person: Person, said: Collection[str]) -> None:
    """Makes the two flags agree: a guest of a single channel is a guest; `said`: what was set."""
    if not person.is_restricted and "is_restricted" in said and person.is_ultra_restricted:
        person.is_ultra_restricted = "is_ultra_restricted" in said
    if person.is_ultra_restricted:
        person.is_restricted = True


def channels_of(ws: Workspace, person: Person) -> list[Channel]:
    """The channels that somebody is in; direct messages are none."""
    return [
        channel
        for channel in ws.channels.values()
        if person.id in channel.members and not channel.is_direct
    ]


def keep_to_one(ws: Workspace, person: Person, kept: str | None) -> None:
    """Takes a guest out of all channels but one: the one with this id, else their first."""
    inside = channels_of(ws, person)
    stays = kept or (inside[0].id if inside else "")
    for channel in inside:
        if channel.id != stays:
            channels.leave(ws, channel, person.id)
