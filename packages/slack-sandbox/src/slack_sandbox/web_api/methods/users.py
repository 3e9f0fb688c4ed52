"""users, usergroups, dnd: who is here."""

from __future__ import annotations

from slack_sandbox.state.entities import SLACKBOT, Json, Person
from slack_sandbox.state.shapes.people import do_not_disturb, person_shape
from slack_sandbox.state.shapes.usergroups import usergroup_shape
from slack_sandbox.web_api.call import Call, Method, SlackError

NOT_IN_PROFILE = ("team", "api_app_id", "bot_id")
"""Keys of a profile that `users.profile.get` leaves out."""
ONLY_IN_PROFILE = {
    "fields": {}, "pronouns": "", "start_date": "", "huddle_state": "default_unset",
    "huddle_state_expiration_ts": 0,
}  # fmt: skip
"""Those that only it has; nobody has filled them in here."""


def info(call: Call) -> Json:
    """`users.info`: one person."""
    return {"user": _user_object(call, _person(call))}


def list_all(call: Call) -> Json:
    """Everybody of the workspace, Slackbot too, a page at a time."""
    members = [person for person in call.workspace.people.values() if not person.team]
    page, cursor = call.page([SLACKBOT, *members], 1000)
    return {
        "members": [_user_object(call, person) for person in page],
        "cache_ts": int(call.workspace.clock.now()),
        "response_metadata": {"next_cursor": cursor},
    }


def lookup_by_email(call: Call) -> Json:
    """Who has this address. The deactivated and people of other workspaces are not found."""
    wanted = call.text("email").casefold()
    for person in call.workspace.people.values():
        hidden = person.deleted or person.team
        if person.email and person.email.casefold() == wanted and not hidden:
            return {"user": _user_object(call, person)}
    raise SlackError("users_not_found")


def profile(call: Call) -> Json:
    """`users.profile.get`: a person's names, e-mail address and status."""
    found = _user_object(call, _person(call))["profile"]
    theirs = {key: value for key, value in found.items() if key not in NOT_IN_PROFILE}
    return {"profile": {**theirs, **ONLY_IN_PROFILE}}


def groups(call: Call) -> Json:
    """`usergroups.list`: all user groups."""
    found = []
    for group in call.workspace.groups.values():
        shown = usergroup_shape(call.workspace, group)
        if not call.flag("include_count"):
            del shown["user_count"], shown["channel_count"]
        if call.flag("include_users"):
            shown["users"] = list(group.users)
        found.append(shown)
    return {"usergroups": found}


def group_users(call: Call) -> Json:
    """`usergroups.users.list`: the members of one user group."""
    group = call.workspace.groups.get(call.text("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    return {"users": list(group.users)}


def dnd(call: Call) -> Json:
    """Until when it is silent for a person; whether it is a snooze, only themselves are told."""
    person = _person(call)
    found = do_not_disturb(call.workspace, person)
    return found | {"snooze_enabled": False} if person.id == call.bot else found


def presence(call: Call) -> Json:
    """Whether somebody is there: whoever is not deactivated and not in Do Not Disturb."""
    person = _person(call)
    away = person.deleted or person.dnd_until > call.workspace.clock.now()
    found: Json = {"presence": "away" if away else "active"}
    if person.id != call.bot:
        return found
    at = int(call.workspace.clock.now())
    found |= {"online": True, "auto_away": False, "manual_away": False}
    return {**found, "connection_count": 1, "last_activity": at}


def _user_object(call: Call, person: Person) -> Json:
    with_email = call.scopes is None or "users:read.email" in call.scopes
    found = person_shape(call.workspace, person, with_email=with_email)
    if not person.deleted:
        found["profile"]["status_emoji_display_info"] = []
    with_locale = call.flag("include_locale") and not person.team
    return {**found, "locale": "en-GB"} if with_locale else found


def _person(call: Call) -> Person:
    user = call.text("user") or call.bot
    found = SLACKBOT if user == SLACKBOT.id else call.workspace.people.get(user)
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
    "dnd.info": Method(run=dnd, scopes=("dnd:read",)),
    "users.getPresence": Method(
        run=presence, scopes=("users:read",), missing="it follows Do Not Disturb, not open pages"
    ),
}
