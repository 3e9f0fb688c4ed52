"""The incident's channel: made, named, described, decorated, put away.

A channel can be marked only once it exists, so a doubtful one is looked for by its name: the name
is reserved for this incident for ever, and it is ours if we made it (`creator`) as wanted.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress

from firebell.app.errors import IsSoAlready, MayHaveHappened
from firebell.app.ports import Done, Job
from firebell.domain import naming
from firebell.domain.commands import ReportArchived, ReportChannel, ReportNameTaken
from firebell.domain.effects import (
    AddBookmark,
    ArchiveChannel,
    CreateChannel,
    JoinChannel,
    KeepName,
    KeepTopic,
    PinCard,
    SetPurpose,
)
from firebell.slack.client import limits
from firebell.slack.client.gateway import ApiResponse, Refusal
from firebell.slack.client.limits import fit, mrkdwn
from firebell.slack.effects.context import EffectContext
from firebell.slack.effects.sight import may_hear
from firebell.slack.views.messages.topic import purpose, topic


async def create(context: EffectContext, job: Job, body: CreateChannel) -> Done:
    """Make the incident's channel; a name that somebody else has leads to the next one. No public
    one is made for what has become private since."""
    if job.incident.private and not body.private:
        return Done()
    try:
        answer = await context.slack.call(
            "conversations.create", job.may_send, name=body.name, is_private=body.private
        )
    except Refusal as refusal:
        if refusal.code != "name_taken":
            raise
        return Done(reports=[ReportNameTaken(name=body.name)])
    return _created(answer["channel"])


async def join(context: EffectContext, job: Job, body: JoinChannel) -> Done:
    """Come into the channel that the incident has adopted, or where it lives in a thread; being in
    it already is as good, and in a private one where it could write the bot is."""
    with suppress(IsSoAlready):
        channel = body.channel or own(job)
        try:
            await context.slack.call("conversations.join", job.may_send, channel=channel)
        except Refusal as refusal:
            if body.channel is None or refusal.code != "method_not_supported_for_channel_type":
                raise
    return Done()


async def call_inside(
    context: EffectContext, job: Job, method: str, **arguments: object
) -> ApiResponse:
    """Call it in the incident's channel. Into a public one the bot comes first where it is not in
    it: it is on its way into one that was adopted, or somebody removed it."""
    try:
        return await context.slack.call(method, job.may_send, **arguments)
    except Refusal as refusal:
        if refusal.code != "not_in_channel" or job.incident.private:
            raise
    with suppress(IsSoAlready):
        await context.slack.call("conversations.join", job.may_send, channel=own(job))
    return await context.slack.call(method, job.may_send, **arguments)


async def find_created(context: EffectContext, _: Job, body: CreateChannel) -> Done | None:
    """The channel that we made under the reserved name, or None."""
    found = await _ours(context, body)
    return _created(found[0]) if found else None


async def sweep_created(context: EffectContext, job: Job, body: CreateChannel) -> int:
    """Every other channel that we made under this name is put away: Slack lets none be deleted.
    The name of one that was made openly says nothing of what is private now."""
    incident = job.incident
    kept = incident.channel.id if incident.channel else None
    ours = await _ours(context, body)
    doubles = [each["id"] for each in ours if each["id"] not in (kept, *incident.leaving)]
    for channel in doubles if kept else []:
        if incident.private and not body.private:
            name = with_id(naming.number_name(incident.number), channel)
            await context.slack.call(
                "conversations.rename", job.may_send, channel=channel, name=name
            )
        await context.slack.call("conversations.archive", job.may_send, channel=channel)
    return len(doubles) if kept else 0


def with_id(name: str, channel: str) -> str:
    """A name that no other channel has: with this channel's id behind it."""
    return f"{name}-{channel.casefold()}"


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
    """Pin the card, so that it stays at hand, where it still stands."""
    if not may_hear(job.incident, body.channel):
        return Done()
    try:
        await call_inside(context, job, "pins.add", channel=body.channel, timestamp=body.ts)
    except Refusal as refusal:
        if refusal.code != "message_not_found":
            raise
    return Done()


async def archive(context: EffectContext, job: Job, body: ArchiveChannel) -> Done:
    """Archive the channel; whatever is in it stays readable. That it was archived already is told
    too: where we did it and ended before hearing so, nobody else says it."""
    with suppress(IsSoAlready):
        await context.slack.call("conversations.archive", job.may_send, channel=body.channel)
    return Done(reports=[ReportArchived(where=body.channel)])


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
        await remove_bookmark(context, job, own(job), bookmark)
    return len(doubles)


async def remove_bookmark(context: EffectContext, job: Job, channel: str, bookmark: str) -> None:
    """Take a bookmark away; one that is gone is as good."""
    try:
        await context.slack.call(
            "bookmarks.remove", job.may_send, channel_id=channel, bookmark_id=bookmark
        )
    except Refusal as refusal:
        if refusal.code != "not_found":
            raise


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
