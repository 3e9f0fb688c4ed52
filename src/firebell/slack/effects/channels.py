"""The incident's channel: made, named, described, decorated, put away.

A channel can be marked only once it exists, so a doubtful one is looked for by its name: the name
is reserved for this incident for ever, and it is ours if we made it (`creator`) as wanted.
"""

from __future__ import annotations

from firebell.app.errors import MayHaveHappened
from firebell.app.ports import Done, Job
from firebell.domain.commands import ReportArchived, ReportChannel, ReportNameTaken
from firebell.domain.effects import (
    AddBookmark,
    ArchiveChannel,
    CreateChannel,
    KeepTopic,
    PinCard,
    SetPurpose,
)
from firebell.slack.client import limits
from firebell.slack.client.gateway import Answer, Refusal
from firebell.slack.client.limits import fit, mrkdwn
from firebell.slack.effects.context import Tools
from firebell.slack.views.messages.topic import purpose, topic


async def create(tools: Tools, job: Job, body: CreateChannel) -> Done:
    """A name that somebody else has leads to the next one."""
    try:
        answer = await tools.slack.call(
            "conversations.create", job.may_send, name=body.name, is_private=body.private
        )
    except Refusal as refusal:
        if refusal.code != "name_taken":
            raise
        return Done(facts=[ReportNameTaken(name=body.name)])
    return _created(answer["channel"])


async def find_created(tools: Tools, _: Job, body: CreateChannel) -> Done | None:
    """Ours, under the reserved name."""
    found = await _ours(tools, body)
    return _created(found[0]) if found else None


async def sweep_created(tools: Tools, job: Job, body: CreateChannel) -> int:
    """Every other channel that we made under this name is put away: Slack lets none be deleted."""
    kept = job.incident.channel.id if job.incident.channel else None
    doubles = [one for one in await _ours(tools, body) if one["id"] != kept]
    for one in doubles if kept else []:
        await tools.slack.call("conversations.archive", job.may_send, channel=one["id"])
    return len(doubles) if kept else 0


async def _ours(tools: Tools, body: CreateChannel) -> list[Answer]:
    mine = await tools.slack.pages(
        "users.conversations",
        "channels",
        types="private_channel" if body.private else "public_channel",
        exclude_archived=True,
    )
    return sorted(
        (
            one
            for one in mine
            if one.get("name") == body.name and one.get("creator") == tools.slack.bot_user
        ),
        key=lambda one: (one.get("created", 0), one["id"]),
    )


def _created(channel: Answer) -> Done:
    fact = ReportChannel(channel=channel["id"], name=channel["name"])
    return Done(result={"channel": channel["id"]}, facts=[fact])


async def set_purpose(tools: Tools, job: Job, _: SetPurpose) -> Done:
    """What the channel is for."""
    words = mrkdwn(purpose(job.incident), limits.PURPOSE)
    await tools.slack.call(
        "conversations.setPurpose", job.may_send, channel=own(job), purpose=words
    )
    return Done()


async def keep_topic(tools: Tools, job: Job, _: KeepTopic) -> Done:
    """What is wrong, how bad it is, who has it. Each change is a line in the channel, so the same
    words are not set twice."""
    words = mrkdwn(topic(job), limits.TOPIC)
    before = (job.effect.result or {}).get("topic")
    if before != words or job.effect.doubtful:
        await tools.slack.call(
            "conversations.setTopic", job.may_send, channel=own(job), topic=words
        )
    return Done(result={"topic": words})


async def pin(tools: Tools, job: Job, body: PinCard) -> Done:
    """The card stays at hand."""
    await tools.slack.call("pins.add", job.may_send, channel=body.channel, timestamp=body.ts)
    return Done()


async def archive(tools: Tools, job: Job, body: ArchiveChannel) -> Done:
    """Put away; whatever is in it stays readable."""
    await tools.slack.call("conversations.archive", job.may_send, channel=body.channel)
    return Done(facts=[ReportArchived()])


async def add_bookmark(tools: Tools, job: Job, body: AddBookmark) -> Done:
    """A document above the channel."""
    answer = await tools.slack.call(
        "bookmarks.add",
        job.may_send,
        channel_id=own(job),
        title=fit(body.title, limits.BOOKMARK_TITLE),
        type="link",
        link=body.url,
    )
    return Done(result={"bookmark": answer["bookmark"]["id"]})


async def find_bookmark(tools: Tools, job: Job, body: AddBookmark) -> Done | None:
    """By its address."""
    found = await _bookmarks(tools, job, body)
    return Done(result={"bookmark": found[0]}) if found else None


async def sweep_bookmarks(tools: Tools, job: Job, body: AddBookmark) -> int:
    """One of each is enough."""
    doubles = (await _bookmarks(tools, job, body))[1:]
    for one in doubles:
        await tools.slack.call(
            "bookmarks.remove", job.may_send, channel_id=own(job), bookmark_id=one
        )
    return len(doubles)


async def _bookmarks(tools: Tools, job: Job, body: AddBookmark) -> list[str]:
    answer = await tools.slack.call("bookmarks.list", channel_id=own(job))
    title = fit(body.title, limits.BOOKMARK_TITLE)
    return [
        one["id"]
        for one in answer.get("bookmarks") or []
        if one.get("link") == body.url and one.get("title") == title
    ]


def own(job: Job) -> str:
    """The incident's channel. Effects that need it are queued once it is there; a reopening may
    have taken it away again, and its successor brings effects of its own."""
    if job.incident.channel is None:
        raise MayHaveHappened("no_channel_yet")
    return job.incident.channel.id
