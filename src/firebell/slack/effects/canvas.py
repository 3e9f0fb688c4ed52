"""The review as the canvas of the incident's channel, where this Slack has canvases.

A channel has one canvas at most, so nothing stands twice. What Slack refuses is said to whoever
published; the file is there all the same.
"""

from __future__ import annotations

from firebell.app.ports import Done, Job
from firebell.domain.commands import ReportReviewNotMade
from firebell.domain.effects import KeepCanvas
from firebell.domain.incident import ReviewCopy
from firebell.slack.client.error_codes import NO_CANVAS
from firebell.slack.client.gateway import Refusal
from firebell.slack.effects.context import EffectContext
from firebell.slack.effects.sight import may_hear


async def keep(context: EffectContext, job: Job, body: KeepCanvas) -> Done:
    """Make it, or put the words as they are now in place of those in it."""
    review = job.incident.review
    if review is None or review.published is None or not may_hear(job.incident, body.channel):
        return Done(result=job.effect.result or {})
    words = await context.review(job.incident.id, ReviewCopy.MARKDOWN, review.published)
    content = {"type": "markdown", "markdown": words.decode()}
    known = (job.effect.result or {}).get("canvas")
    try:
        if known:
            change = {"operation": "replace", "document_content": content}
            await context.slack.call(
                "canvases.edit", job.may_send, canvas_id=str(known), changes=[change]
            )
            return Done(result={"canvas": known})
        made = await context.slack.call(
            "conversations.canvases.create",
            job.may_send,
            channel_id=body.channel,
            document_content=content,
        )
    except Refusal as refusal:
        if refusal.code not in NO_CANVAS:
            raise
        asked = job.event.event.by
        report = ReportReviewNotMade(what=ReviewCopy.CANVAS, reason=refusal.code, asked_by=asked)
        return Done(result=job.effect.result or {}, reports=[report])
    return Done(result={"canvas": made["canvas_id"]})


async def find(context: EffectContext, job: Job, body: KeepCanvas) -> Done | None:
    """The canvas that the channel has since, or None. Its words may be older ones."""
    answer = await context.slack.call("conversations.info", channel=body.channel)
    properties = (answer.get("channel") or {}).get("properties") or {}
    found = (properties.get("canvas") or {}).get("file_id")
    return Done(result={"canvas": str(found)}, version=job.effect.sent) if found else None


async def sweep(_: EffectContext, __: Job, ___: KeepCanvas) -> int:
    """Slack lets a channel have no second one, so there never is a double."""
    return 0


async def remove(context: EffectContext, job: Job, canvas: str) -> None:
    """Delete it; one that is gone is as good."""
    try:
        await context.slack.call("canvases.delete", job.may_send, canvas_id=canvas)
    except Refusal as refusal:
        if refusal.code != "canvas_not_found":
            raise
