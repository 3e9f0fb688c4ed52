"""A Slack small enough to be held in mind, behind the bot's own gateway: what was said there, to
whom, under which key. It refuses, fails and stalls when it is told to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from firebell.app.errors import DidNotHappen, IsSoAlready, MayHaveHappened
from firebell.app.ports import Done
from firebell.slack.client.gateway import ApiResponse, Gateway, Refusal

BOT = "UBOT"


class Trouble(StrEnum):
    """What becomes of the next writing call."""

    REFUSED = "refused"
    LIMITED = "limited"
    LOST_BEFORE = "lost before it was done"
    LOST_AFTER = "done, and the answer was lost"
    KILLED_BEFORE = "killed before it was done"
    KILLED_AFTER = "killed after it was done"


@dataclass(kw_only=True)
class Message:
    """What stands in a channel: its words as they were first said, and each time they changed."""

    channel: str
    ts: str
    thread: str | None
    key: str
    at: datetime
    said: list[str] = field(default_factory=list)
    gone: bool = False

    @property
    def words(self) -> str:
        """What it says now."""
        return self.said[-1]


@dataclass(kw_only=True)
class Place:
    """A channel."""

    id: str
    name: str
    private: bool = False
    archived: bool = False
    members: set[str] = field(default_factory=set)
    topic: str = ""


class SmallSlack(Gateway):
    """`trouble` is what the next writing calls meet, in turn; `killed` is set when the bot is to
    die in the middle of one; `heard` is all that messages have said, in order."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.bot_user = BOT
        self.places: dict[str, Place] = {}
        self.messages: list[Message] = []
        self.trouble: list[Trouble] = []
        self.killed = asyncio.Event()
        self.refused: list[str] = []
        self.heard: list[tuple[Message, str]] = []
        self._rest: Mapping[str, datetime] = {}

    def rest(self, pauses: Mapping[str, datetime], paced: Collection[str] = ()) -> None:
        self._rest = dict(pauses)

    def standing(self) -> Iterator[Message]:
        """What can be read now."""
        return (message for message in self.messages if not message.gone)

    async def call(
        self, method: str, may_send: Callable[[], bool] | None = None, /, **given: Any
    ) -> ApiResponse:
        rests = (self._rest.get(method, self.now()) - self.now()).total_seconds()
        if rests > 0:
            raise DidNotHappen("ratelimited", method=method, retry_after=rests)
        if may_send is None:
            return self._done(method, given)
        assert may_send(), "no lease runs out here"
        match self.trouble.pop(0) if self.trouble else None:
            case Trouble.REFUSED:
                self.refused.append(method)
                raise Refusal("restricted_action", {})
            case Trouble.LIMITED:
                raise DidNotHappen("ratelimited", method=method, retry_after=30)
            case Trouble.LOST_BEFORE:
                raise MayHaveHappened("timeout")
            case Trouble.LOST_AFTER:
                self._done(method, given)
                raise MayHaveHappened("timeout")
            case Trouble.KILLED_BEFORE:
                await self._dies()
            case Trouble.KILLED_AFTER:
                self._done(method, given)
                await self._dies()
            case _:
                pass
        return self._done(method, given)

    async def _dies(self) -> None:
        self.killed.set()
        await asyncio.Event().wait()

    def _done(self, method: str, given: Mapping[str, Any]) -> ApiResponse:
        return METHODS[method](self, given)

    def create(self, given: Mapping[str, Any]) -> ApiResponse:
        if given["name"] in (place.name for place in self.places.values()):
            raise Refusal("name_taken", {})
        made = Place(
            id=f"C{len(self.places) + 1}",
            name=given["name"],
            private=given["is_private"],
            members={BOT},
        )
        self.places[made.id] = made
        return {"channel": self._shown(made)}

    def _shown(self, place: Place) -> ApiResponse:
        return {"id": place.id, "name": place.name, "creator": BOT, "is_private": place.private}

    def mine(self, given: Mapping[str, Any]) -> ApiResponse:
        private = given["types"] == "private_channel"
        found = [place for place in self.places.values() if not place.archived]
        return {"channels": [self._shown(each) for each in found if each.private is private]}

    def info(self, given: Mapping[str, Any]) -> ApiResponse:
        place = self.places.get(given["channel"])
        return {"channel": self._shown(place) if place else {"name": given["channel"]}}

    def members(self, given: Mapping[str, Any]) -> ApiResponse:
        return {"members": sorted(self.places[given["channel"]].members)}

    def invite(self, given: Mapping[str, Any]) -> ApiResponse:
        self.open_place(given).members.update(given["users"].split(","))
        return {}

    def open_place(self, given: Mapping[str, Any]) -> Place:
        place = self.places[given["channel"]]
        if place.archived:
            raise Refusal("is_archived", {})
        return place

    def set_topic(self, given: Mapping[str, Any]) -> ApiResponse:
        self.open_place(given).topic = given["topic"]
        return {}

    def rename(self, given: Mapping[str, Any]) -> ApiResponse:
        self.open_place(given).name = given["name"]
        return {}

    def archive(self, given: Mapping[str, Any]) -> ApiResponse:
        if self.places[given["channel"]].archived:
            raise IsSoAlready("already_archived", Done())
        self.places[given["channel"]].archived = True
        return {}

    def nothing(self, _: Mapping[str, Any]) -> ApiResponse:
        return {}

    def direct(self, given: Mapping[str, Any]) -> ApiResponse:
        return {"channel": {"id": f"D{given['users']}"}}

    def post(self, given: Mapping[str, Any]) -> ApiResponse:
        channel = given["channel"]
        if channel in self.places:
            self.open_place(given)
        self.messages.append(
            Message(
                channel=f"D{channel}" if channel[0] == "U" else channel,
                ts=f"{len(self.messages) + 1}.0",
                thread=given.get("thread_ts"),
                key=given["metadata"]["event_payload"]["key"],
                at=self.now(),
            )
        )
        self._says(self.messages[-1], given)
        return {"channel": self.messages[-1].channel, "ts": self.messages[-1].ts}

    def _says(self, message: Message, given: Mapping[str, Any]) -> None:
        message.said.append(whole(given))
        self.heard.append((message, message.words))

    def _there(self, given: Mapping[str, Any]) -> Message:
        for message in self.standing():
            if (message.channel, message.ts) == (given["channel"], given["ts"]):
                return message
        raise Refusal("message_not_found", {})

    def update(self, given: Mapping[str, Any]) -> ApiResponse:
        self._says(self._there(given), given)
        return {}

    def delete(self, given: Mapping[str, Any]) -> ApiResponse:
        self._there(given).gone = True
        return {}

    def history(self, given: Mapping[str, Any]) -> ApiResponse:
        thread = given.get("ts")
        found = [each for each in self.standing() if each.channel == given["channel"]]
        return {"messages": [_as_history(each) for each in found if each.thread == thread]}


def _as_history(message: Message) -> ApiResponse:
    payload = {"key": message.key, "version": len(message.said)}
    metadata = {"event_type": "firebell", "event_payload": payload}
    return {"ts": message.ts, "user": BOT, "metadata": metadata}


def whole(given: Mapping[str, Any]) -> str:
    """All that a message says: its blocks, else its text."""
    found = []
    for block in given["blocks"]:
        found += [block["text"]["text"]] if block["type"] == "section" else []
        found += [each["text"] for each in block.get("elements", ()) if each["type"] == "mrkdwn"]
    return "\n".join(found) or str(given["text"])


METHODS: Mapping[str, Callable[[SmallSlack, Mapping[str, Any]], ApiResponse]] = {
    "conversations.create": SmallSlack.create,
    "conversations.info": SmallSlack.info,
    "conversations.members": SmallSlack.members,
    "conversations.invite": SmallSlack.invite,
    "conversations.setTopic": SmallSlack.set_topic,
    "conversations.setPurpose": SmallSlack.nothing,
    "conversations.rename": SmallSlack.rename,
    "conversations.archive": SmallSlack.archive,
    "conversations.open": SmallSlack.direct,
    "conversations.history": SmallSlack.history,
    "conversations.replies": SmallSlack.history,
    "users.conversations": SmallSlack.mine,
    "usergroups.users.list": SmallSlack.nothing,
    "dnd.info": SmallSlack.nothing,
    "chat.postMessage": SmallSlack.post,
    "chat.update": SmallSlack.update,
    "chat.delete": SmallSlack.delete,
    "pins.add": SmallSlack.nothing,
}
