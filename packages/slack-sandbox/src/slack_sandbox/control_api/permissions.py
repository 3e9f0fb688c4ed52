"""What each action in a channel requires, besides that the person sees the channel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from slack_sandbox.control_api.requests import Refused
from slack_sandbox.state.entities import Channel, Person

Requirement = Callable[[Person, Channel], str | None]
"""The code of the refusal, or None."""
NOWHERE = Channel(id="", name="", creator="", created=0)
"""For what is required of a person wherever they are."""


def check(action: str, person: Person, channel: Channel) -> None:
    """Raises Refused with the code of the first requirement that is not met."""
    for need in REQUIREMENTS[action]:
        refusal = need(person, channel)
        if refusal:
            raise Refused(refusal)


def check_new_channel(person: Person) -> None:
    """Raises Refused unless this person may create channels: full members may."""
    for need in (_no_guest, _no_foreigner):
        refusal = need(person, NOWHERE)
        if refusal:
            raise Refused(refusal)


def check_invited(person: Person, channel: Channel, inside: Sequence[Channel]) -> None:
    """Raises Refused where this person can't be brought in; `inside`: where they are already."""
    if person.deleted:
        raise Refused("user_not_found")
    if person.is_ultra_restricted and inside:
        raise Refused("ura_max_channels")
    if person.team and channel.is_general:
        raise Refused("cant_invite")


def _member(person: Person, channel: Channel) -> str | None:
    return None if person.id in channel.members else "not_in_channel"


def _open(_: Person, channel: Channel) -> str | None:
    return "is_archived" if channel.is_archived else None


def _not_twice(_: Person, channel: Channel) -> str | None:
    return "already_archived" if channel.is_archived else None


def _archived(_: Person, channel: Channel) -> str | None:
    return None if channel.is_archived else "not_archived"


def _no_direct(_: Person, channel: Channel) -> str | None:
    return "method_not_supported_for_channel_type" if channel.is_direct else None


def _no_guest(person: Person, _: Channel) -> str | None:
    return "user_is_restricted" if person.is_restricted else None


def _no_foreigner(person: Person, _: Channel) -> str | None:
    return "restricted_action" if person.team else None


def _may_leave(person: Person, _: Channel) -> str | None:
    return "user_is_restricted" if person.is_ultra_restricted else None


def _not_general(code: str) -> Requirement:
    return lambda _, channel: code if channel.is_general else None


def _not_last(_: Person, channel: Channel) -> str | None:
    return "last_member" if channel.is_private and len(channel.members) == 1 else None


INSIDE = (_open, _member)
CHANGING = (_no_direct, _open, _member, _no_guest, _no_foreigner)
REQUIREMENTS: Mapping[str, Sequence[Requirement]] = {
    "join": (_no_direct, _open),
    "leave": (
        _no_direct,
        _open,
        _member,
        _may_leave,
        _not_general("cant_leave_general"),
        _not_last,
    ),
    "invite": CHANGING,
    "kick": (*CHANGING, _not_general("cant_kick_from_general")),
    "rename": CHANGING,
    "convert": (*CHANGING, _not_general("channel_type_not_supported")),
    "topic": INSIDE,
    "archive": (
        _no_direct,
        _not_twice,
        _not_general("cant_archive_general"),
        _member,
        _no_guest,
        _no_foreigner,
    ),
    "unarchive": (_no_direct, _archived, _no_guest, _no_foreigner),
    **dict.fromkeys(("pin", "unpin", "react", "unreact", "edit", "delete", "upload"), INSIDE),
}
