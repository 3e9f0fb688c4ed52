"""What was said openly of an incident that is private now: deleted, or left as a sentence that
names nothing but its number.

A message is known by what the chat gave back; where the answer never came it is looked for by its
key. A channel that is left is cleared by looking at what is in it, since Slack's own lines (its
topic was set, it was renamed) repeat what nobody may read any more.
"""

from __future__ import annotations

import logging

from firebell.app.errors import DidNotHappen
from firebell.app.ports import Done, Job, State, StoredEffect
from firebell.domain.commands import ReportCleared
from firebell.domain.effects import (
    ClearChannel,
    DeleteLines,
    DirectMessage,
    KeepCanvas,
    KeepMessage,
    Say,
    ShareRecord,
    TakeBack,
    Tell,
)
from firebell.domain.events import Redacted
from firebell.slack.client import limits
from firebell.slack.client.gateway import ApiResponse, Refusal
from firebell.slack.client.limits import mrkdwn
from firebell.slack.effects.canvas import remove
from firebell.slack.effects.channels import own, remove_bookmark, with_id
from firebell.slack.effects.context import EffectContext
from firebell.slack.effects.messages import delete, found_by_key, open_channel, reword, thread_of
from firebell.slack.effects.places import identity
from firebell.slack.effects.record_file import delete_file, shared_files
from firebell.slack.views.messages.parts import event_of
from firebell.slack.views.messages.withdrawn import handled_privately, not_asked_any_more

log = logging.getLogger(__name__)

STAYS = ("tombstone", "channel_join", "group_join", "channel_archive", "group_archive")
"""Subtypes of lines that say nothing of the incident."""
MOST_WAITS = 10
"""Tries, some minutes in all."""
LINES = tuple(
    f"{kind}_{what}" for kind in ("channel", "group") for what in ("name", "topic", "purpose")
)
"""Subtypes of lines that repeat what a channel was given."""
GONE = ("is_archived", "is_inactive")
"""Somebody put the channel away in the meantime."""


async def take_back(context: EffectContext, job: Job, _: TakeBack) -> Done:
    """Once what it takes back has ended, however that was; what never was there needs nothing."""
    left = job.swept
    if left is None:
        return Done()
    if left.state is State.PENDING:
        raise DidNotHappen("in_flight", method="")
    match left.body:
        case Say() | KeepMessage() | Tell():
            await _take_back_message(context, job, left)
        case KeepCanvas() if canvas := (left.result or {}).get("canvas"):
            await remove(context, job, str(canvas))
        case ShareRecord():
            for file in await _files(context, job, left, left.body):
                await delete_file(context, job, file)
        case _:
            pass
    return Done()


async def _take_back_message(context: EffectContext, job: Job, left: StoredEffect) -> None:
    """Whoever was asked to help reads that they are not; every other message goes."""
    asked = isinstance(left.body, Tell) and left.body.what is DirectMessage.ASK
    for channel, ts in await _messages(context, job, left):
        if asked:
            await reword(context, job, channel, ts, not_asked_any_more(job.incident))
        else:
            await delete(context, job, channel, ts)


async def _messages(context: EffectContext, job: Job, left: StoredEffect) -> list[tuple[str, str]]:
    """Where it stands: as the chat said, else as it is found."""
    body = left.body
    assert isinstance(body, Say | KeepMessage | Tell), "others leave no message"
    known = left.result or {}
    if "ts" in known and "channel" in known:
        return [(str(known["channel"]), str(known["ts"]))]
    if left.state is State.DONE:
        return []
    to = body.person if isinstance(body, Tell) else await identity(context, job, body.channel)
    place = await open_channel(context, to)
    thread = None if isinstance(body, Tell) else thread_of(job, body)
    try:
        found = await found_by_key(context, job, place, thread)
    except Refusal as refusal:
        log.warning("What may have been said can't be looked for (%s)", refusal.code)
        return []
    return [(place, str(message["ts"])) for message in found]


async def _files(
    context: EffectContext, job: Job, left: StoredEffect, body: ShareRecord
) -> list[str]:
    known = left.result or {}
    if "file" in known:
        return [str(known["file"])]
    if left.state is State.DONE:
        return []
    try:
        return await shared_files(context, job, body, f"{job.incident.number_label}-")
    except Refusal as refusal:
        log.warning("What may have been shared can't be looked for (%s)", refusal.code)
        return []


async def clear_channel(context: EffectContext, job: Job, body: ClearChannel) -> Done:
    """Look what is there, and do what is still to be done; the last look is the one that counts."""
    try:
        left = await _clear(context, job, body)
    except Refusal as refusal:
        if refusal.code not in GONE:
            raise
        left = None
    if not body.last:
        return Done()
    cleared = ReportCleared(where=body.channel, left=left or 0, archived=left is None)
    return Done(reports=[cleared])


async def _clear(context: EffectContext, job: Job, body: ClearChannel) -> int | None:
    """How many lines Slack keeps; None of an archived channel."""
    answer = await context.slack.call("conversations.info", channel=body.channel)
    channel: ApiResponse = answer["channel"]
    if channel.get("is_archived"):
        return None
    if channel.get("is_member") is False and not channel.get("is_private"):
        await context.slack.call("conversations.join", job.may_send, channel=body.channel)
    await _say_nothing_above(context, job, body, channel)
    await _rename(context, job, body, str(channel.get("name", "")))
    for bookmark in await _our_bookmarks(context, body.channel):
        await remove_bookmark(context, job, body.channel, bookmark)
    return await _delete_messages(context, job, body.channel)


async def _say_nothing_above(
    context: EffectContext, job: Job, body: ClearChannel, channel: ApiResponse
) -> None:
    """Topic and purpose, whoever wrote them."""
    words = mrkdwn(handled_privately(job.incident).words, limits.TOPIC)
    for part, method in (
        ("topic", "conversations.setTopic"),
        ("purpose", "conversations.setPurpose"),
    ):
        if (channel.get(part) or {}).get("value", "") != words:
            arguments = {"channel": body.channel, part: words}
            await context.slack.call(method, job.may_send, **arguments)


async def _rename(context: EffectContext, job: Job, body: ClearChannel, name: str) -> None:
    """To its number; where somebody else has that, with the channel's own id behind it."""
    fallback = with_id(body.name, body.channel)
    if name in (body.name, fallback):
        return
    try:
        await _name(context, job, body.channel, body.name)
    except Refusal as refusal:
        if refusal.code != "name_taken":
            raise
        await _name(context, job, body.channel, fallback)


async def _name(context: EffectContext, job: Job, channel: str, name: str) -> None:
    await context.slack.call("conversations.rename", job.may_send, channel=channel, name=name)


async def _our_bookmarks(context: EffectContext, channel: str) -> list[str]:
    answer = await context.slack.call("bookmarks.list", channel_id=channel)
    return [
        str(bookmark["id"])
        for bookmark in answer.get("bookmarks") or []
        if bookmark.get("last_updated_by_user_id") == context.slack.bot_user
    ]


async def _delete_messages(context: EffectContext, job: Job, channel: str) -> int:
    """All of ours, and Slack's own lines about what we did; how many it does not let us delete."""
    left = 0
    for message in await context.slack.pages("conversations.history", "messages", channel=channel):
        subtype = message.get("subtype")
        if message.get("user") != context.slack.bot_user or subtype in STAYS:
            continue
        for file in message.get("files") or []:
            await delete_file(context, job, str(file["id"]))
        try:
            await delete(context, job, channel, str(message["ts"]))
        except Refusal as refusal:
            if refusal.code != "cant_delete_message" or subtype is None:
                raise
            left += 1
    return left


async def delete_lines(context: EffectContext, job: Job, _: DeleteLines) -> Done:
    """Those of the channel that the incident has; how many Slack keeps. A new name makes one more,
    so that it is waited for; but not for ever, since somebody may call the channel otherwise."""
    channel = own(job)
    if job.effect.attempts < MOST_WAITS and await _is_to_be_renamed(context, job, channel):
        raise DidNotHappen("in_flight", method="")
    left = 0
    for message in await context.slack.pages("conversations.history", "messages", channel=channel):
        if message.get("user") == context.slack.bot_user and message.get("subtype") in LINES:
            left += not await _was_deleted(context, job, channel, str(message["ts"]))
    return Done(result={"left": left})


async def _is_to_be_renamed(context: EffectContext, job: Job, channel: str) -> bool:
    if event_of(job, Redacted).channel_name is None:
        return False
    answer = await context.slack.call("conversations.info", channel=channel)
    return (answer.get("channel") or {}).get("name") != job.incident.channel_name


async def _was_deleted(context: EffectContext, job: Job, channel: str, ts: str) -> bool:
    try:
        await delete(context, job, channel, ts)
    except Refusal as refusal:
        if refusal.code != "cant_delete_message":
            raise
        return False
    return True
