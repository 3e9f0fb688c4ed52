"""search.messages: what a person can find, with that person's own token; no bot may search.

Words are looked for in any case and any order, `"several words"` as they stand. What is understood
besides: `in:#channel`, `from:@alice`, `before:`, `after:` and `on:` a day, `has:link`,
`has:reaction`, `has:pin`, and a minus before any of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from slack_sandbox.state.entities import Channel, Json, Message
from slack_sandbox.state.shapes.messages import permalink
from slack_sandbox.state.workspace import Workspace
from slack_sandbox.web_api.call import Call, Method, SlackError, invalid_arguments

TERM = re.compile(r'(-?)(?:(in|from|before|after|on|has):)?("[^"]*"|\S+)')
MOST = 100
"""Matches on a page, and pages (`search.messages`, arguments)."""
BEGIN, END = "\ue000", "\ue001"
"""Around what was found, with `highlight`."""

Matcher = Callable[[Workspace, Channel, Message, str], bool]


def messages(call: Call) -> Json:
    """What the caller can see and the query fits, the newest first."""
    query = call.text("query").strip()
    if not query:
        raise SlackError("no_query")
    count, page = _bounded(call, "count", 20), _bounded(call, "page", 1)
    terms = TERM.findall(query)
    found = [
        (channel, message)
        for channel in call.workspace.channels.values()
        if call.workspace.people[call.caller].sees(channel)
        for message in channel.messages
        if not message.subtype and _matches_all(call.workspace, channel, message, terms)
    ]
    found.sort(key=lambda match: match[1].ts, reverse=call.text("sort_dir", "desc") != "asc")
    shown = found[(page - 1) * count : page * count]
    words = [word.strip('"') for minus, kind, word in terms if not minus and not kind]
    marked = words if call.flag("highlight") else []
    return {
        "query": query,
        "messages": {
            "total": len(found),
            "matches": [
                _search_match(call, channel, message, marked) for channel, message in shown
            ],
            **_paging(len(found), count, page, len(shown)),
        },
    }


def _bounded(call: Call, name: str, default: int) -> int:
    found = call.number(name, default)
    if not 1 <= found <= MOST:
        raise invalid_arguments(f"must be from 1 to {MOST} [json-pointer:/{name}]")
    return found


def _matches_all(ws: Workspace, channel: Channel, message: Message, terms: list[list[str]]) -> bool:
    return all(
        MATCHERS[kind](ws, channel, message, word.strip('"').casefold()) != bool(minus)
        for minus, kind, word in terms
    )


def _has_word(_: Workspace, __: Channel, message: Message, word: str) -> bool:
    return word in message.text.casefold()


def _in_channel(_: Workspace, channel: Channel, __: Message, word: str) -> bool:
    return word.removeprefix("#") in (channel.name, channel.id.casefold())


def _from_person(ws: Workspace, _: Channel, message: Message, word: str) -> bool:
    person = ws.people.get(message.user)
    return word.removeprefix("@") in (person.name if person else "", message.user.casefold())


def _has(_: Workspace, channel: Channel, message: Message, word: str) -> bool:
    match word:
        case "link":
            return "<http" in message.text
        case "reaction":
            return bool(message.reactions)
        case "pin":
            return any(pin["ts"] == message.ts for pin in channel.pins)
        case _:
            return word.strip(":") in message.reactions


def _day_of(message: Message) -> str:
    """The day in UTC, which is the time of everybody in the sandbox."""
    return datetime.fromtimestamp(float(message.ts), UTC).date().isoformat()


MATCHERS: Mapping[str, Matcher] = {
    "": _has_word,
    "in": _in_channel,
    "from": _from_person,
    "has": _has,
    "before": lambda _, __, message, word: _day_of(message) < word,
    "after": lambda _, __, message, word: _day_of(message) > word,
    "on": lambda _, __, message, word: _day_of(message) == word,
}


def _search_match(call: Call, channel: Channel, message: Message, words: list[str]) -> Json:
    text = message.text
    for word in words:
        text = re.sub(re.escape(word), lambda m: f"{BEGIN}{m[0]}{END}", text, flags=re.IGNORECASE)
    person = call.workspace.people.get(message.user)
    place: Json = {"id": channel.id, "name": channel.name or channel.im, "pending_shared": []}
    place |= {"is_private": channel.is_private, "is_mpim": channel.mpim}
    place |= dict.fromkeys(("is_shared", "is_org_shared", "is_ext_shared"), False)
    shown: Json = {"type": "message", "iid": f"{channel.id}-{message.ts}", "channel": place}
    shown |= {"team": call.workspace.team, "user": message.user, "ts": message.ts, "text": text}
    shown |= {"username": person.name if person else ""}
    return {**shown, "permalink": permalink(call.origin, channel, message.ts)}


def _paging(total: int, count: int, page: int, shown: int) -> Json:
    """Twice, as Slack says it: of old and of later."""
    pages = -(-total // count)
    first = (page - 1) * count + 1 if shown else 0
    later = {"total_count": total, "page": page, "per_page": count, "page_count": pages}
    later |= {"first": first, "last": first + shown - 1 if shown else 0}
    paging = {"count": count, "total": total, "page": page, "pages": pages}
    return {"pagination": later, "paging": paging}


METHODS = {
    "search.messages": Method(
        run=messages,
        required=("query",),
        scopes=("search:read",),
        tier=2,
        tokens=("user",),
        missing="the score, by which Slack sorts: here the newest come first",
    ),
}
