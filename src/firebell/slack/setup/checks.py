"""What Slack says of our setup: the token, the scopes, and whom and what the playbook names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firebell.app.errors import ChatError
from firebell.domain.playbook import Playbook
from firebell.slack.client.gateway import ApiResponse, Gateway
from firebell.slack.setup.manifest import scopes
from firebell.words.say import reason


@dataclass(frozen=True, slots=True)
class Line:
    """What was looked at, whether it is well, and what to do when it is not."""

    what: str
    well: bool
    todo: str = ""


MOST_LISTED = 999
"""Channels in one answer of Slack's lists."""
MOST_PAGES = 200
"""Two hundred thousand channels."""


async def check_slack(slack: Gateway, playbook: Playbook | None, app_token: str = "") -> list[Line]:
    """A line each; when Slack does not let us in, only that, and whether it opens Socket Mode's
    line, where there is an app token."""
    return [*await _let_in(slack, playbook), *(await _line(slack, app_token) if app_token else [])]


async def _line(slack: Gateway, app_token: str) -> list[Line]:
    """Whether what people do in Slack comes through to us."""
    try:
        await slack.opens_line(app_token)
    except ChatError as error:
        todo = "Make an app-level token with the scope connections:write for SLACK_APP_TOKEN."
        why = f"Slack opens none with SLACK_APP_TOKEN ({error.code}). {todo}"
        return [Line("Socket Mode's line", False, why)]
    return [Line("Slack opens a line to Firebell (Socket Mode)", True)]


async def _let_in(slack: Gateway, playbook: Playbook | None) -> list[Line]:
    try:
        name, granted = await slack.who()
    except ChatError as error:
        return [Line("Slack", False, f"{reason(error.code)} ({error.code}).")]
    lines = [Line(f"Slack lets Firebell in, as {name}", True), _scopes(granted)]
    if playbook is not None:
        lines += await _people(slack, playbook)
        lines += await _groups(slack, playbook)
        lines += await _channels(slack, playbook)
    return lines


def _scopes(granted: frozenset[str]) -> Line:
    """Slack names what was granted with every answer; an open sandbox names nothing."""
    missing = [scope for scope in scopes() if scope not in granted]
    if not granted:
        return Line("Permissions: this workspace does not limit them", True)
    if not missing:
        return Line(f"Permissions: all {len(scopes())} are granted", True)
    todo = "add them to the app (firebell manifest prints them all) and install it again"
    return Line(f"Permissions missing: {', '.join(missing)}", False, todo)


async def _people(slack: Gateway, playbook: Playbook) -> list[Line]:
    wanted = sorted(reference for reference in playbook.references() if "@" in reference[1:])
    lines = []
    for address in wanted:
        try:
            answer = await slack.call("users.lookupByEmail", email=address)
        except ChatError as error:
            lines.append(Line(f"Person {address}", False, f"{reason(error.code)}."))
            continue
        user = answer["user"]
        if user.get("deleted"):
            todo = "the account is deactivated. Name somebody else in the playbook."
            lines.append(Line(f"Person {address}", False, todo))
        elif user.get("is_restricted"):
            lines.append(Line(f"Person {address}", False, "a guest can't be invited by Firebell."))
        else:
            lines.append(Line(f"Person {address}: {user.get('real_name')}", True))
    return lines


async def _groups(slack: Gateway, playbook: Playbook) -> list[Line]:
    wanted = sorted(group for group in playbook.references() if group.startswith("@"))
    if not wanted:
        return []
    try:
        answer = await slack.call("usergroups.list", include_disabled=True)
    except ChatError as error:
        return [Line(f"Group {group}", False, f"{reason(error.code)}.") for group in wanted]
    known = {f"@{group['handle']}": group for group in answer.get("usergroups") or []}
    return [await _group(slack, handle, known.get(handle)) for handle in wanted]


async def _group(slack: Gateway, handle: str, found: ApiResponse | None) -> Line:
    """Whether there is somebody to come."""
    what = f"Group {handle}"
    if found is None:
        todo = "there is no group with this handle. Correct the playbook, or make the group."
        return Line(what, False, todo)
    if found.get("date_delete"):
        return Line(what, False, "it is disabled. Enable it in Slack, or name another.")
    try:
        answer = await slack.call("usergroups.users.list", usergroup=found["id"])
    except ChatError as error:
        return Line(what, False, f"{reason(error.code)}.")
    count = len(answer.get("users") or ())
    if not count:
        todo = "nobody is in it, so nobody comes. Put somebody in, or name another."
        return Line(what, False, todo)
    return Line(f"{what}: {count} {'person' if count == 1 else 'people'}", True)


async def _channels(slack: Gateway, playbook: Playbook) -> list[Line]:
    """Looked for until all are found, however many channels there are. Of what is not among those
    that Slack showed, nobody knows whether it is there."""
    wanted = {name for name in playbook.references() if name.startswith("#")}
    known: dict[str, ApiResponse] = {}
    why = ""
    arguments = {"limit": MOST_LISTED, "types": "public_channel,private_channel"}
    try:
        async for page in slack.each_page(
            "conversations.list", "channels", arguments, most=MOST_PAGES, whole=True
        ):
            listed = {f"#{channel['name']}": channel for channel in page}
            known |= {name: listed[name] for name in wanted & set(listed)}
            if set(known) == wanted:
                break
    except ChatError as error:
        why = f"not looked through, so it may be there: {reason(error.code)}."
    return [
        Line(f"Channel {name}", False, why)
        if why and name not in known
        else Line(f"Channel {name}", *_channel(known.get(name)))
        for name in sorted(wanted)
    ]


def _channel(found: object) -> tuple[bool, str]:
    if not isinstance(found, dict):
        todo = "Firebell sees no such channel. If it is private, invite Firebell there with /invite"
        return False, f"{todo}."
    if found.get("is_archived"):
        return False, "it is archived. Name another one in the playbook."
    return True, ""


def well(lines: Sequence[Line]) -> bool:
    """Whether nothing needs to be done."""
    return all(line.well for line in lines)
