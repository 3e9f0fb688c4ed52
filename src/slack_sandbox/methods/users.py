"""users, usergroups, dnd: who is here."""

from __future__ import annotations

from slack_sandbox.call import Call, Method, SlackError
from slack_sandbox.entities import Json, Person
from slack_sandbox.workspace import Workspace


def info(call: Call) -> Json:
    """One person."""
    return {"user": _shown(call, _person(call))}


def list_all(call: Call) -> Json:
    """Everybody, a page at a time."""
    page, cursor = call.page(list(call.workspace.people.values()), 1000)
    return {
        "members": [_shown(call, one) for one in page],
        "cache_ts": int(call.workspace.clock.now()),
        "response_metadata": {"next_cursor": cursor},
    }


def lookup_by_email(call: Call) -> Json:
    """Who has this address. The deactivated are not found."""
    wanted = call.text("email").casefold()
    for one in call.workspace.people.values():
        if one.email and one.email.casefold() == wanted and not one.deleted:
            return {"user": _shown(call, one)}
    raise SlackError("users_not_found")


def profile(call: Call) -> Json:
    """Names and address."""
    found = _shown(call, _person(call))["profile"]
    return {"profile": {key: value for key, value in found.items() if key != "team"}}


def groups(call: Call) -> Json:
    """All user groups."""
    found = []
    for one in call.workspace.groups.values():
        shown = {"id": one.id, "team_id": call.workspace.team, "is_usergroup": True}
        shown |= {"handle": one.handle, "name": one.name}
        shown |= {"description": "", "date_delete": 0, "is_external": False}
        if call.flag("include_count"):
            shown["user_count"] = len(one.users)
        if call.flag("include_users"):
            shown["users"] = list(one.users)
        found.append(shown)
    return {"usergroups": found}


def group_users(call: Call) -> Json:
    """Who belongs to one."""
    group = call.workspace.groups.get(call.text("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    return {"users": list(group.users)}


def dnd(call: Call) -> Json:
    """Until when it is silent for a person."""
    person = _person(call) if call.text("user") else None
    return {**do_not_disturb(call.workspace, person), "snooze_enabled": False}


def do_not_disturb(workspace: Workspace, person: Person | None) -> Json:
    """As `dnd.info` and `dnd_updated_user` show it; 1 is Slack's own for never."""
    now = workspace.clock.now()
    silent = person is not None and person.dnd_until > now
    return {
        "dnd_enabled": silent,
        "next_dnd_start_ts": int(now) - 60 if silent else 1,
        "next_dnd_end_ts": int(person.dnd_until) if silent and person else 1,
    }


def presence(call: Call) -> Json:
    """Whether somebody is there: whoever is not deactivated and not in Do Not Disturb."""
    person = _person(call)
    away = person.deleted or person.dnd_until > call.workspace.clock.now()
    return {"presence": "away" if away else "active"}


def _shown(call: Call, person: Person) -> Json:
    address = call.scopes is None or "users:read.email" in call.scopes
    found = shape(call.workspace, person, address=address)
    return {**found, "locale": "en-GB"} if call.flag("include_locale") else found


def shape(workspace: Workspace, person: Person, *, address: bool) -> Json:
    """A person as Slack's answers and events show them; `address`: the e-mail address too."""
    found: Json = {
        "id": person.id,
        "team_id": workspace.team,
        "name": person.name,
        "deleted": person.deleted,
        "real_name": person.real_name,
        "tz": "Europe/London",
        "tz_label": "Greenwich Mean Time",
        "tz_offset": 0,
        "profile": {
            "real_name": person.real_name,
            "real_name_normalized": person.real_name,
            "display_name": person.name,
            "display_name_normalized": person.name,
            "status_text": person.status_text,
            "status_emoji": person.status_emoji,
            "team": workspace.team,
        },
        "is_bot": person.is_bot,
        "is_app_user": False,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": False,
        "is_admin": False,
        "is_owner": False,
        "updated": 0,
    }
    if person.email and address:
        found["profile"]["email"] = person.email
    return found


def _person(call: Call) -> Person:
    found = call.workspace.people.get(call.text("user") or call.bot)
    if found is None:
        raise SlackError("user_not_found")
    return found


METHODS = {
    "users.info": Method(run=info, required=("user",), scopes=("users:read",), tier=4),
    "users.list": Method(run=list_all, scopes=("users:read",), tier=2),
    "users.lookupByEmail": Method(
        run=lookup_by_email, required=("email",), scopes=("users:read.email",)
    ),
    "users.profile.get": Method(run=profile, scopes=("users.profile:read",), tier=4),
    "usergroups.list": Method(run=groups, scopes=("usergroups:read",), tier=2),
    "usergroups.users.list": Method(
        run=group_users, required=("usergroup",), scopes=("usergroups:read",), tier=2
    ),
    "dnd.info": Method(run=dnd, scopes=("dnd:read",), missing="snoozing"),
    "users.getPresence": Method(
        run=presence, scopes=("users:read",), missing="it follows Do Not Disturb, not open pages"
    ),
}
