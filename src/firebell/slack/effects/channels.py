"""The incident's channel: made, named, described, decorated, put away.

A channel can be marked only once it exists, so a doubtful one is looked for by its name: the name
is reserved for this incident for ever, and it is ours if we made it (`creator`) as wanted.
"""

from __future__ import annotations

import hashlib

from firebell.app.errors import MayHaveHappened
from firebell.app.ports import Done, Job
from firebell.domain.commands import ReportArchived, ReportChannel, ReportNameTaken
from firebell.domain.effects import (
    AddBookmark,
    ArchiveChannel,
    CreateChannel,
    KeepName,
    KeepTopic,
    PinCard,
    SetPurpose,
)
from firebell.slack.client import limits
from firebell.slack.client.gateway import ApiResponse, Refusal
from firebell.slack.client.limits import fit, mrkdwn
from firebell.slack.effects.context import EffectContext
from firebell.slack.views.messages.topic import purpose, topic


async def create(context: EffectContext, job: Job, body: CreateChannel) -> Done:
    """Make the incident's channel; a name that somebody else has leads to the next one."""
    try:
        answer = await context.slack.call(
            "conversations.create", job.may_send, name=body.name, is_private=body.private
        )
    except Refusal as refusal:
        if refusal.code != "name_taken":
            raise
        return Done(reports=[ReportNameTaken(name=body.name)])
    return _created(answer["channel"])


async def find_created(context: EffectContext, _: Job, body: CreateChannel) -> Done | None:
    """The channel that we made under the reserved name, or None."""
    found = await _ours(context, body)
    return _created(found[0]) if found else None


async def sweep_created(context: EffectContext, job: Job, body: CreateChannel) -> int:
    """Every other channel that we made under this name is put away: Slack lets none be deleted."""
    kept = job.incident.channel.id if job.incident.channel else None
    doubles = [channel for channel in await _ours(context, body) if channel["id"] != kept]
    for channel in doubles if kept else []:
        await context.slack.call("conversations.archive", job.may_send, channel=channel["id"])
    return len(doubles) if kept else 0


async def _ours(context: EffectContext, body: CreateChannel) -> list[ApiResponse]:
    mine = await context.slack.pages(
        "users.conversations",
        "channels",
        types="private_channel" if body.private else "public_channel",
        exclude_archived=True,
    )
    return sorted(
        (
            channel
            for channel in mine
            if channel.get("name") == body.name and channel.get("creator") == context.slack.bot_user
        ),
        key=lambda channel: (channel.get("created", 0), channel["id"]),
    )


def _created(channel: ApiResponse) -> Done:
    report = ReportChannel(channel=channel["id"], name=channel["name"])
    return Done(result={"channel": channel["id"]}, reports=[report])


async def set_purpose(context: EffectContext, job: Job, _: SetPurpose) -> Done:
    """Set the channel's purpose to what the channel is for."""
    words = mrkdwn(purpose(job.incident), limits.PURPOSE)
    await context.slack.call(
        "conversations.setPurpose", job.may_send, channel=own(job), purpose=words
    )
    return Done()


async def keep_topic(context: EffectContext, job: Job, _: KeepTopic) -> Done:
    """What is wrong, how bad it is, who has it. Each change is a line in the channel, so the same
    words are not set twice. What is remembered of them is only what tells them from others."""
    words = mrkdwn(topic(job), limits.TOPIC)
    mark = hashlib.sha256(words.encode()).hexdigest()[:16]
    before = (job.effect.result or {}).get("topic")
    # Rows of an earlier version hold the words themselves.
    if before not in (mark, words) or job.effect.doubtful:
        await context.slack.call(
            "conversations.setTopic", job.may_send, channel=own(job), topic=words
        )
    return Done(result={"topic": mark})


async def keep_name(context: EffectContext, job: Job, _: KeepName) -> Done:
    """Call the channel what the incident calls it; a name that somebody else has leads to the next
    one. Slack says of the channel's own name too that it is taken."""
    channel, name = own(job), job.incident.channel_name
    try:
        await context.slack.call("conversations.rename", job.may_send, channel=channel, name=name)
    except Refusal as refusal:
        if refusal.code != "name_taken":
            raise
        answer = await context.slack.call("conversations.info", channel=channel)
        if (answer.get("channel") or {}).get("name") != name:
            return Done(reports=[ReportNameTaken(name=name, renaming=True)])
    return Done()


async def pin(context: EffectContext, job: Job, body: PinCard) -> Done:
    """Pin the card, so that it stays at hand."""
    await context.slack.call("pins.add", job.may_send, channel=body.channel, timestamp=body.ts)
    return Done()


async def archive(context: EffectContext, job: Job, body: ArchiveChannel) -> Done:
    """Archive the channel; whatever is in it stays readable."""
    await context.slack.call("conversations.archive", job.may_send, channel=body.channel)
    return Done(reports=[ReportArchived()])


async def add_bookmark(context: EffectContext, job: Job, body: AddBookmark) -> Done:
    """Put a document above the channel, as a bookmark."""
    answer = await context.slack.call(
        "bookmarks.add",
        job.may_send,
        channel_id=own(job),
        title=fit(body.title, limits.BOOKMARK_TITLE),
        type="link",
        link=body.url,
    )
    return Done(result={"bookmark": answer["bookmark"]["id"]})


async def find_bookmark(context: EffectContext, job: Job, body: AddBookmark) -> Done | None:
    """The bookmark with this address and title, or None."""
    found = await _bookmarks(context, job, body)
    return Done(result={"bookmark": found[0]}) if found else None


async def sweep_bookmarks(context: EffectContext, job: Job, body: AddBookmark) -> int:
    """Remove every bookmark of this address and title but the oldest."""
    doubles = (await _bookmarks(context, job, body))[1:]
    for bookmark in doubles:
        await context.slack.call(
            "bookmarks.remove", job.may_send, channel_id=own(job), bookmark_id=bookmark
        )
    return len(doubles)


async def _bookmarks(context: EffectContext, job: Job, body: AddBookmark) -> list[str]:
    answer = await context.slack.call("bookmarks.list", channel_id=own(job))
    title = fit(body.title, limits.BOOKMARK_TITLE)
    return [
        bookmark["id"]
        for bookmark in answer.get("bookmarks") or []
        if bookmark.get("link") == body.url and bookmark.get("title") == title
    ]


def own(job: Job) -> str:
    """The incident's channel. Effects that need it are queued once it is there; a reopening may
    have taken it away again, and its successor brings effects of its own."""
    if job.incident.channel is None:
        raise MayHaveHappened("no_channel_yet")
    return job.incident.channel.id
