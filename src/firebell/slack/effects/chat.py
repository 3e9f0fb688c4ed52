"""Slack as the worker's Chat: looks each effect up in the tables of this package."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from firebell.app.errors import ChatError
from firebell.app.ports import Done, Job
from firebell.slack.client.gateway import Refusal
from firebell.slack.effects import CARRY_OUT, FIND, SWEEP
from firebell.slack.effects.context import EffectContext
from firebell.slack.effects.sight import is_out_of_sight


class SlackChat:
    """The chat of `app.ports.Chat`, over the gateway to Slack."""

    def __init__(self, context: EffectContext) -> None:
        self._context = context

    async def carry_out(self, job: Job) -> Done:
        """Do what the effect says: one writing call."""
        return await CARRY_OUT[type(job.effect.body)](self._context, job, job.effect.body)

    async def find(self, job: Job) -> Done | None:
        """What the effect has left in Slack already, or None. Where its channel has been left
        since, nothing is to be done there any more."""
        body = job.effect.body
        try:
            return await FIND[type(body)](self._context, job, body)
        except Refusal as refusal:
            if not is_out_of_sight(job, body, refusal):
                raise
            return Done()

    async def sweep(self, job: Job) -> int:
        """Remove the doubles of what was swept; what needs none has no row, and in a channel that
        has been left there are none."""
        swept = job.swept
        sweeper = SWEEP.get(type(swept.body)) if swept else None
        if sweeper is None or swept is None:
            return 0
        try:
            return await sweeper(self._context, job, swept.body)
        except Refusal as refusal:
            if not is_out_of_sight(job, swept.body, refusal):
                raise
            return 0

    def rest(self, pauses: Mapping[str, datetime], paced: Collection[str] = ()) -> None:
        """Call none of these methods before its time."""
        self._context.slack.rest(pauses, paced)

    async def alive(self) -> bool:
        """Whether Slack lets us in now (`auth.test`); then who we are is known."""
        try:
            answer = await self._context.slack.call("auth.test")
        except ChatError:
            return False
        self._context.slack.bot_user = str(answer["user_id"])
        self._context.slack.bot_id = str(answer.get("bot_id") or "")
        self._context.slack.team = str(answer.get("team_id") or "")
        return True
