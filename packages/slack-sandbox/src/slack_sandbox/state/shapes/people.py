"""A person as Slack's answers and events show them.

Who is deactivated has no time zone and no rights any more. Slackbot is in every workspace, and is
not marked as a bot. Of people of other workspaces Slack says less: no rights, no time zone.
"""

from __future__ import annotations

import hashlib

from slack_sandbox.state.entities import SLACKBOT, Json, Person
from slack_sandbox.state.slack_connect import is_stranger
from slack_sandbox.state.workspace import Workspace

COLORS = ("9f69e7", "4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "e0a729", "684b6c",
          "5b89d5", "2b6836", "99a949", "df3dc0")  # fmt: skip
SIZES = (24, 32, 48, 72, 192, 512)
"""Of pictures, in pixels."""


def person_shape(workspace: Workspace, person: Person, *, with_email: bool) -> Json:
    """A user object of `users.info`; `with_email`: its profile has the e-mail address too."""
    found: Json = {
        "id": person.id,
        "team_id": person.team or workspace.team,
        "name": person.name,
        "deleted": person.deleted,
        "profile": _profile(workspace, person, with_email=with_email),
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": person.updated or workspace.created,
    }
    if person.team:
        return found | _external(workspace, person)
    return found if person.deleted else found | _active(workspace, person)


def mention_profile(workspace: Workspace, person: Person) -> Json:
    """The `user_profile` of an event, which says who somebody of another workspace is."""
    keys = ("first_name", "real_name", "display_name", "team", "avatar_hash", "image_72")
    whole = _profile(workspace, person, with_email=False)
    guest = {key: getattr(person, key) for key in ("is_restricted", "is_ultra_restricted")}
    return {"name": person.name, **guest, **{key: whole[key] for key in keys}}


def do_not_disturb(workspace: Workspace, person: Person | None) -> Json:
    """As `dnd.info` and `dnd_updated_user` show it; 1 is Slack's own for never."""
    now = workspace.clock.now()
    silent = person is not None and person.dnd_until > now
    return {
        "dnd_enabled": silent,
        "next_dnd_start_ts": int(now) - 60 if silent else 1,
        "next_dnd_end_ts": int(person.dnd_until) if silent and person else 1,
    }


def avatar_color(user: str) -> str:
    """The colour of a person's picture, always the same for an id."""
    return COLORS[_digest(user)[0] % len(COLORS)]


def _active(workspace: Workspace, person: Person) -> Json:
    owner = person.id == workspace.primary_owner()
    found: Json = {
        "color": avatar_color(person.id),
        "real_name": person.real_name,
        "tz": "Europe/London",
        "tz_label": "Greenwich Mean Time",
        "tz_offset": 0,
        **dict.fromkeys(("is_admin", "is_owner", "is_primary_owner"), owner),
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        "who_can_share_contact_card": "EVERYONE",
    }
    if not person.is_bot:
        found |= {"has_2fa": False, "is_email_confirmed": person is not SLACKBOT}
    return found


def _external(workspace: Workspace, person: Person) -> Json:
    """What is known of somebody of another workspace, who is not deactivated there."""
    if person.deleted:
        return {"is_stranger": is_stranger(workspace, person)}
    return {
        "color": avatar_color(person.id),
        "real_name": person.real_name,
        **dict.fromkeys(("is_restricted", "is_ultra_restricted"), False),
        "is_stranger": is_stranger(workspace, person),
        "who_can_share_contact_card": "EVERYONE",
    }


def _profile(workspace: Workspace, person: Person, *, with_email: bool) -> Json:
    first, _, last = person.real_name.partition(" ")
    found: Json = {
        "title": "",
        "phone": "",
        "skype": "",
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "first_name": first,
        "last_name": last,
        "status_text": person.status_text,
        "status_emoji": person.status_emoji,
        "status_expiration": 0,
        "status_text_canonical": "",
        "avatar_hash": f"g{_digest(person.id).hex()[:11]}",
        **avatar_urls(workspace, person.id),
        "team": person.team or workspace.team,
    }
    if person.is_bot:
        found |= {"always_active": person.id == workspace.app.bot_user}
        if person.id == workspace.app.bot_user:
            found |= {"api_app_id": workspace.app.id, "bot_id": workspace.app.bot_id}
    if person.email and with_email:
        found["email"] = person.email
    return found


def avatar_urls(workspace: Workspace, user: str) -> Json:
    """The addresses of a person's picture in all sizes, `image_24` to `image_512`."""
    base = f"{workspace.address}/avatars/{user}"
    return {f"image_{size}": f"{base}-{size}.png" for size in SIZES}


def _digest(user: str) -> bytes:
    return hashlib.sha256(user.encode()).digest()
