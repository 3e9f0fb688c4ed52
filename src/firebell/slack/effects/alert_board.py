"""Alerts in Slack: a message of its own each, found again by a key in its metadata.

It belongs to no incident, so that it is no effect; how often it is tried says `app/alerts.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from firebell.app.alerts import Shown
from firebell.app.errors import ChatError, DidNotHappen, IsSoAlready
from firebell.domain.alerts import AlertGroup
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.slack.client.gateway import Gateway, Refusal
from firebell.slack.effects.messages import BEFORE_FIRST_TRY, EVENT_TYPE, OUT_OF_REACH
from firebell.slack.effects.places import is_name
from firebell.slack.views.messages.alert import alert_message


class SlackBoard:
    """Implements `app.alerts.AlertBoard`."""

    def __init__(self, slack: Gateway, playbook: Callable[[], Playbook]) -> None:
        self._slack = slack
        self._playbook = playbook

    async def find(self, group: AlertGroup, channel: str) -> Shown | None:
        """In the channel's history; in one of which only the name is known nobody can look."""
        if is_name(channel):
            raise DidNotHappen("channel_not_known", method="conversations.history")
        since = group.opened - BEFORE_FIRST_TRY
        arguments = {
            "channel": channel,
            "oldest": f"{since.timestamp():.6f}",
            "include_all_metadata": True,
            "inclusive": True,
        }
        try:
            messages = await self._slack.pages("conversations.history", "messages", **arguments)
        except Refusal as refusal:
            if refusal.code not in ("not_in_channel", "channel_not_found"):
                raise
            await self._join(channel)
            messages = await self._slack.pages("conversations.history", "messages", **arguments)
        mine = [each for each in messages if _key_of(each.get("metadata")) == _key(group)]
        ts = min((str(each["ts"]) for each in mine), default=None)
        return Shown(place=channel, ts=ts) if ts else None

    async def post(self, group: AlertGroup, incident: Incident | None, channel: str) -> Shown:
        """Into a public channel the bot comes first, where it has to."""
        message = alert_message(group, incident, self._playbook())
        arguments = {
            "channel": channel,
            **message.posted(),
            "metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": _key(group)}},
            "unfurl_links": False,
            "unfurl_media": False,
        }
        try:
            answer = await self._slack.call("chat.postMessage", **arguments)
        except Refusal as refusal:
            if refusal.code != "not_in_channel":
                raise
            await self._join(channel)
            answer = await self._slack.call("chat.postMessage", **arguments)
        return Shown(place=str(answer["channel"]), ts=str(answer["ts"]))

    async def change(self, group: AlertGroup, incident: Incident | None) -> None:
        """In place, which pings nobody."""
        message = alert_message(group, incident, self._playbook())
        there = {"channel": group.place, "ts": group.ts}
        try:
            await self._slack.call("chat.update", **there, **message.posted())
        except Refusal as refusal:
            if refusal.code not in OUT_OF_REACH:
                raise

    async def link(self, place: str, ts: str) -> str:
        """Its address; empty where Slack does not say for now: raising does not wait for it."""
        try:
            answer = await self._slack.call("chat.getPermalink", channel=place, message_ts=ts)
        except ChatError:
            return ""
        return str(answer.get("permalink") or "")

    async def _join(self, channel: str) -> None:
        try:
            await self._slack.call("conversations.join", channel=channel)
        except IsSoAlready:
            return


def _key(group: AlertGroup) -> str:
    """The same for every try of one message, and says nothing of it."""
    made = f"alert/{group.id}/{group.opened.timestamp()}"
    return hashlib.sha256(made.encode()).hexdigest()[:24]


def _key_of(metadata: object) -> object:
    found = metadata if isinstance(metadata, dict) else {}
    if found.get("event_type") != EVENT_TYPE:
        return None
    return (found.get("event_payload") or {}).get("key")
