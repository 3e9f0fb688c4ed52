"""The record, and the review, as files. Each is known by its name, which holds the moment that it
was asked for."""

from __future__ import annotations

from firebell.app.ports import Done, Job
from firebell.app.review import NotMade
from firebell.domain.commands import ReportReviewNotMade
from firebell.domain.effects import ShareRecord, ShareReview
from firebell.domain.incident import ReviewCopy
from firebell.domain.playbook import is_person
from firebell.slack.client import limits
from firebell.slack.client.gateway import ApiResponse, Refusal
from firebell.slack.client.limits import plain_text
from firebell.slack.effects.context import EffectContext
from firebell.slack.effects.messages import open_channel
from firebell.slack.effects.sight import is_withdrawn, may_hear, may_read
from firebell.slack.views.messages.parts import when
from firebell.words.review import state_words
from firebell.words.say import say
from firebell.words.text import Text


async def share(context: EffectContext, job: Job, body: ShareRecord) -> Done:
    """Upload, then put it where it was asked for: only the last call shows anything to anybody.

    What was shared with words in it that were removed since is taken away.
    """
    if job.effect.sent:
        return await _take_away(context, job)
    person = body.channel if is_person(body.channel) else None
    if person is not None and not await may_read(context, job.incident, person):
        return Done()
    if person is None and not may_hear(job.incident, body.channel):
        return Done()
    try:
        content, words = await _made(context, job, body)
    except NotMade as why:
        assert isinstance(body, ShareReview), "a record can always be written"
        asked = job.event.event.by
        return Done(
            reports=[ReportReviewNotMade(what=body.copy, reason=why.reason, asked_by=asked)]
        )
    name = file_name(job, body)
    channel = await open_channel(context, body.channel)
    place = await context.slack.call(
        "files.getUploadURLExternal", filename=name, length=len(content)
    )
    await context.slack.upload(str(place["upload_url"]), content)
    await context.slack.call(
        "files.completeUploadExternal",
        job.may_send,
        files=[{"id": place["file_id"], "title": name}],
        channel_id=channel,
        initial_comment=plain_text(words, limits.SECTION),
    )
    return Done(result={"file": place["file_id"]})


async def _made(context: EffectContext, job: Job, body: ShareRecord) -> tuple[bytes, Text]:
    """What is in it, and what is said beside it. Raises NotMade."""
    label = job.incident.label
    if not isinstance(body, ShareReview):
        content = (await context.record(job.incident.id)).encode()
        return content, say("say.record", label=label, when=when(job, job.event.event.at))
    state = state_words(job.incident.review, body.version)
    words = say("say.review_file", label=label, state=f"{state[:1].lower()}{state[1:]}")
    return await context.review(job.incident.id, body.copy, body.version), words


async def _take_away(context: EffectContext, job: Job) -> Done:
    there = job.effect.result or {}
    if "file" in there:
        await delete_file(context, job, str(there["file"]))
    return Done(result={**there, "removed": True})


async def find(context: EffectContext, job: Job, body: ShareRecord) -> Done | None:
    """The file that was shared there already, as it was first asked for, or None."""
    found = await shared_files(context, job, body)
    return Done(result={"file": found[0]}, version=1) if found else None


async def sweep(context: EffectContext, job: Job, body: ShareRecord) -> int:
    """Delete all copies of the file but the oldest; all, of what was taken back."""
    found = await shared_files(context, job, body)
    doubles = found if is_withdrawn(job, body) else found[1:]
    for file in doubles:
        await delete_file(context, job, file)
    return len(doubles)


async def delete_file(context: EffectContext, job: Job, file: str) -> None:
    """Delete a file of ours; one that is gone is as good."""
    try:
        await context.slack.call("files.delete", job.may_send, file=file)
    except Refusal as refusal:
        if refusal.code not in ("file_not_found", "file_deleted"):
            raise


async def shared_files(
    context: EffectContext, job: Job, body: ShareRecord, title: str = ""
) -> list[str]:
    """The ids of our copies of this record where it was shared, oldest first; with the beginning
    of a title, of all whose titles begin like this."""
    wanted = title or file_name(job, body)
    channel = await open_channel(context, body.channel)
    messages: list[ApiResponse] = await context.slack.pages(
        "conversations.history", "messages", channel=channel
    )
    files = [file for message in reversed(messages) for file in message.get("files") or []]
    return [str(file["id"]) for file in files if str(file.get("title")).startswith(wanted)]


def file_name(job: Job, body: ShareRecord) -> str:
    """The name of the file, which is its title too: `INC-42-20261123-030412.md`."""
    at = f"{job.event.event.at:%Y%m%d-%H%M%S}"
    if isinstance(body, ShareReview):
        kind = "docx" if body.copy is ReviewCopy.WORD else "md"
        return f"{job.incident.number_label}-review-{at}.{kind}"
    return f"{job.incident.number_label}-{at}.md"
