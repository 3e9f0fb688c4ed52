"""Events: stored before they are acknowledged, handled by the worker, each once.

Only `essentials` of them is stored; what goes on the record is read when it is put there.
A middleware that raises leaves the event unacknowledged, so that Slack sends it again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from firebell.app.incidents import Incidents
from firebell.app.ports import InboxEvent, Store
from firebell.app.tokens import revoke
from firebell.domain.commands import (
    Command,
    Join,
    Report,
    ReportArchived,
    ReportGone,
    ReportMember,
    ReportMemberLeft,
    ReportMessageGone,
    ReportPrivacy,
    TakeRole,
)
from firebell.domain.incident import Incident, thread_key
from firebell.domain.permissions import AccountType
from firebell.slack.client.accounts import Accounts
from firebell.slack.client.gateway import Gateway
from firebell.slack.inbound.catching_up import Latecomers
from firebell.slack.inbound.essentials import essentials
from firebell.slack.inbound.message_notes import MessageNotes
from firebell.slack.views.blocks import actions, button, said
from firebell.slack.views.home.publisher import HomePublisher
from firebell.slack.views.messages.parts import value
from firebell.words.say import form, say

ORDERLESS = ("app_mention", "app_home_opened")
"""Answered as things are by then, whatever came before."""
OF_MEMBERS = ("member_joined_channel", "member_left_channel")
OF_A_CHANNEL = ("channel_", "group_")
"""How the types of events about a channel as a whole begin."""
ABOUT_LENGTH = 255
REWRITTEN = ("message_changed", "message_deleted")
"""Subtypes of the message that says what became of another."""
CONVERTED = {"channel_convert_to_private": True, "channel_convert_to_public": False}
"""Subtypes of the message that says that somebody converted the channel."""
SPOKEN = (None, "file_share", "thread_broadcast", "me_message")
"""Subtypes of a message that a person wrote."""


class Inbox:
    """`store_first` on the way in; `handle` when the worker comes to it."""

    def __init__(
        self,
        store: Store,
        incidents: Incidents,
        slack: Gateway,
        homes: HomePublisher,
        accounts: Accounts,
        notes: MessageNotes,
        latecomers: Latecomers,
        wake: Callable[[], None],
    ) -> None:
        self._store = store
        self._incidents = incidents
        self._slack = slack
        self._homes = homes
        self._accounts = accounts
        self._notes = notes
        self._latecomers = latecomers
        self._wake = wake

    async def store_first(self, body: dict[str, Any], next: Callable[[], Awaitable[None]]) -> None:
        """Bolt's global middleware: an event is ours before Slack hears that we have it."""
        if body.get("type") == "event_callback" and "event_id" in body and not self._ours(body):
            event_id, kept = str(body["event_id"]), essentials(body)
            subject = about(body.get("event") or {})
            await self._store.transact(lambda tx: tx.receive(event_id, kept, subject))
            self._wake()
        await next()

    def _ours(self, body: Mapping[str, Any]) -> bool:
        """Whether we did it ourselves, so that it is no news. Who deleted a message is not said, so
        that one of ours that is gone may be."""
        event = _fields(body.get("event"))
        message = _fields(event.get("message"))
        gone = event.get("subtype") == "message_deleted" or message.get("subtype") == "tombstone"
        if gone or event.get("type") in OF_MEMBERS:
            return False
        user = event.get("user") or message.get("user")
        by_id = bool(self._slack.bot_id) and event.get("bot_id") == self._slack.bot_id
        return by_id or (bool(self._slack.bot_user) and user == self._slack.bot_user)

    async def handle(self, stored: InboxEvent) -> None:
        """All that it stands for. Raises ChatError, Refused."""
        event = stored.body.get("event")
        if not isinstance(event, Mapping):
            return
        if event.get("type") == "app_home_opened":
            # The same event comes for the tab of messages.
            if event.get("tab") != "messages":
                await self._homes.opened(str(event["user"]))
            return
        if event.get("type") == "user_change":
            await self._changed(event.get("user"))
            return
        channel = _channel(event)
        if event.get("type") == "app_mention":
            await self._mentioned(event, channel)
            return
        incident = await self._incident_of(event, channel)
        if incident is not None:
            for number, command in enumerate(await self._commands_for(event, incident)):
                await self._give(incident.id, command, f"{stored.id}:{number}", _team(event))
            if event.get("type") == "member_joined_channel":
                caller = await self._accounts.caller(str(event["user"]), _team(event))
                await self._latecomers.came(caller, channel)

    async def _incident_of(self, event: Mapping[str, Any], channel: str) -> Incident | None:
        """The one whose channel it is, else the one that lives, or lived, in that thread of it."""
        own = await self._incidents.known_by(channel)
        if own is not None or await self._incidents.known_by(thread_key(channel)) is None:
            return own
        first = thread_of(event)
        if first is None and self._notes.is_mark(event.get("reaction")):
            first = await self._thread_marked(channel, str((event.get("item") or {}).get("ts")))
        return await self._incidents.known_by(thread_key(channel, first)) if first else None

    async def _thread_marked(self, channel: str, ts: str) -> str | None:
        """The first message of the thread of a message that was marked, which Slack does not say
        with the mark. Raises ChatError when nobody knows."""
        message = await self._notes.message_at(channel, ts)
        return str(message.get("thread_ts") or ts) if message else None

    async def _changed(self, user: object) -> None:
        """Slack takes whoever is deactivated out of every channel, and says no more than this."""
        if not isinstance(user, Mapping) or "id" not in user:
            return
        person = str(user["id"])
        if self._accounts.note(user) is not AccountType.DEACTIVATED:
            return
        await self._store.transact(lambda tx: revoke(tx, person, tx.now()), urgent=False)
        for incident in await self._incidents.all_open():
            if incident.channel is not None and person in incident.members:
                report = ReportMemberLeft(where=incident.channel.id, person=person)
                await self._incidents.report(incident.id, report)
        for incident in await self._incidents.all_with_actions():
            if any(action.owner == person for action in incident.actions):
                await self._incidents.report(incident.id, ReportGone(person=person))

    async def _give(self, incident: str, command: Command, key: str, team: str | None) -> None:
        """What the chat says is so; what a person did by writing or marking passes the gate."""
        if isinstance(command, Report):
            await self._incidents.report(incident, command, key)
            return
        assert command.by is not None, "a person did it"
        caller = await self._accounts.caller(command.by, team)
        await self._incidents.handle(incident, command, caller, key)

    async def _commands_for(self, event: Mapping[str, Any], incident: Incident) -> list[Command]:
        """The commands that an event in an incident's channel stands for."""
        where = _channel(event)
        match event.get("type"):
            case "message" if event.get("subtype") in CONVERTED:
                return [ReportPrivacy(where=where, private=CONVERTED[event["subtype"]])]
            case "message" if event.get("subtype") in SPOKEN and not event.get("bot_id"):
                return _spoke(incident, str(event.get("user", "")), where)
            case "message" if event.get("subtype") in REWRITTEN:
                followed = await self._followed(incident, where, _rewritten(event))
                return [*_gone(incident, event, where), *followed]
            case "reaction_added" if incident.has_let_go:
                return []
            case "reaction_added" if self._notes.is_mark(event.get("reaction")):
                return await self._marked(event, where)
            case "reaction_removed" if self._notes.is_mark(event.get("reaction")):
                ts, by = str(event["item"]["ts"]), str(event["user"])
                return await self._followed(incident, where, ts, by)
            case "member_joined_channel" if event.get("user") != self._slack.bot_user:
                return [ReportMember(where=where, person=str(event["user"]))]
            case "member_left_channel" if event.get("user") != self._slack.bot_user:
                return [ReportMemberLeft(where=where, person=str(event["user"]))]
            case "channel_archive" | "group_archive":
                return [ReportArchived(by=event.get("user"), where=where)]
            case "channel_unarchive" | "group_unarchive":
                return [ReportArchived(by=event.get("user"), where=where, archived=False)]
            case _:
                return []

    async def _marked(self, event: Mapping[str, Any], where: str) -> list[Command]:
        """The message that was marked goes on the record, as it reads now."""
        message = await self._notes.message_at(where, str(event["item"]["ts"]))
        if message is None:
            return []
        return [await self._notes.marked(message, str(event["user"]), where)]

    async def _followed(
        self, incident: Incident, where: str, ts: str, by: str | None = None
    ) -> list[Command]:
        """What became of a message that is on the record; of others nobody is asked."""
        if ts not in incident.noted:
            return []
        return [await self._notes.as_it_stands(where, ts, by)]

    async def _mentioned(self, event: Mapping[str, Any], channel: str) -> None:
        """Slash commands do not work in threads; a mention opens the same menu."""
        person = str(event.get("user", ""))
        caller = await self._accounts.caller(person, _team(event))
        incident = await self._incidents.by_channel(channel, caller)
        if incident is None:
            thread = thread_key(channel, str(event.get("thread_ts") or event.get("ts")))
            incident = await self._incidents.by_channel(thread, caller)
        if incident is not None:
            words = say("note.mention", label=incident.label)
            press = button(form("menu"), "menu", value(incident))
        else:
            words = say("note.mention_none")
            press = button(form("declare"), "open_declare", "new")
        await self._slack.call(
            "chat.postEphemeral",
            channel=channel,
            user=person,
            thread_ts=event.get("thread_ts"),
            **said(words, actions([press])).posted(),
        )


def about(event: object) -> str | None:
    """Whose earlier event this one waits for: the same message's, the same person's in a channel,
    the channel's own. None: it goes by itself. Whatever Slack sends, this answers."""
    if not isinstance(event, Mapping) or event.get("type") in ORDERLESS:
        return None
    item, message = (_fields(event.get(key)) for key in ("item", "message"))
    channel = _id(event.get("channel") or event.get("channel_id") or item.get("channel"))
    of_channel = str(event.get("type")).startswith(OF_A_CHANNEL)
    if of_channel or event.get("subtype") in list(CONVERTED):
        return channel[:ABOUT_LENGTH]
    which = item.get("ts") or event.get("deleted_ts") or message.get("ts") or event.get("user")
    return f"{channel}:{_id(which)}"[:ABOUT_LENGTH]


def _fields(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _id(value: object) -> str:
    """Slack gives a channel or a person by their id, or whole."""
    return str(_fields(value).get("id", "") if isinstance(value, Mapping) else value or "")


def _channel(event: Mapping[str, Any]) -> str:
    item = event.get("item") or {}
    channel = event.get("channel") or event.get("channel_id") or item.get("channel") or ""
    return str(channel.get("id", "")) if isinstance(channel, Mapping) else str(channel)


def _rewritten(event: Mapping[str, Any]) -> str:
    """The time stamp of the message that was edited or deleted."""
    message = event.get("message") or event.get("previous_message") or {}
    return str(event.get("deleted_ts") or message.get("ts") or "")


def _gone(incident: Incident, event: Mapping[str, Any], where: str) -> list[Command]:
    """A message of ours that lasts was deleted; of one with answers, a stone stays."""
    stone = _fields(event.get("message")).get("subtype") == "tombstone"
    ts = _rewritten(event) if stone else str(event.get("deleted_ts") or "")
    if (where, ts) not in [(ref.channel, ref.ts) for ref in incident.messages.values()]:
        return []
    return [ReportMessageGone(where=where, channel=where, ts=ts)]


def _team(event: Mapping[str, Any]) -> str | None:
    """The workspace of whoever wrote or marked something, where the event says it."""
    found = event.get("user_team") or event.get("team")
    return str(found) if found else None


def thread_of(event: Mapping[str, Any]) -> str | None:
    """The first message of the thread in which it happened, as far as the event says it."""
    message = event.get("message") or event.get("previous_message") or {}
    found = event.get("thread_ts") or message.get("thread_ts") or event.get("deleted_ts")
    return str(found) if found else None


def joined_by_writing(incident: Incident, user: str, where: str) -> list[Command]:
    """Whoever writes in the thread where it lives comes to help, once."""
    known = (*incident.people(), *incident.helpers)
    lives_here = incident.home is not None and incident.is_open
    return [Join(by=user, where=where)] if lives_here and user not in known else []


def _spoke(incident: Incident, user: str, where: str) -> list[Command]:
    """Whoever was asked and writes in the channel, or in the thread, is on it. Nobody is a member
    of a thread: whoever writes there helps."""
    found = joined_by_writing(incident, user, where)
    if incident.home is None and user not in incident.members:
        found.append(ReportMember(where=where, person=user))
    if incident.is_open:
        found += [
            TakeRole(by=user, where=where, role=role)
            for role, held in incident.roles.items()
            if held.person == user and not held.on_it
        ]
    return found
