"""Bringing people in. One who can't come keeps nobody else out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firebell.app.errors import IsSoAlready
from firebell.app.ports import Done, Job
from firebell.domain.commands import ReportGroup, ReportInvited, ReportStakeholders
from firebell.domain.effects import InvitePeople, ReadGroup, ReadStakeholders
from firebell.domain.pseudonyms import is_pseudonym
from firebell.slack.client.gateway import ApiResponse, Refusal
from firebell.slack.effects.channels import call_inside, own
from firebell.slack.effects.context import EffectContext

ABOUT_A_PERSON = frozenset(
    {
        "already_in_channel",
        "cant_invite",
        "cant_invite_self",
        "user_not_found",
        "user_is_restricted",
        "user_is_ultra_restricted",
        "user_disabled",
        "app_cannot_join_channel",
        "no_external_invite_permission",
        "failed_for_some_users",
    }
)
"""Codes of `conversations.invite` that speak of one person and not of the channel."""


async def invite(context: EffectContext, job: Job, body: InvitePeople) -> Done:
    """All at once with `force`; Slack says of each who did not come in, why."""
    people = [
        person
        for person in body.people
        if person != context.slack.bot_user and not is_pseudonym(person)
    ]
    if not people:
        return Done()
    refused = await _invite(context, job, people)
    came = tuple(person for person in people if person not in refused)
    return Done(reports=[ReportInvited(where=own(job), people=came, refused=refused)])


async def _invite(context: EffectContext, job: Job, people: Sequence[str]) -> dict[str, str]:
    try:
        answer: ApiResponse = await call_inside(
            context,
            job,
            "conversations.invite",
            channel=own(job),
            users=",".join(people),
            force=True,
        )
    except IsSoAlready:
        return await _one_by_one(context, job, people) if len(people) > 1 else {}
    except Refusal as refusal:
        if refusal.code not in ABOUT_A_PERSON:
            raise
        refused = _errors(refusal.answer)
        if refused:
            return refused
        if len(people) == 1:
            return {people[0]: refusal.code}
        return await _one_by_one(context, job, people)
    return _errors(answer)


async def _one_by_one(context: EffectContext, job: Job, people: Sequence[str]) -> dict[str, str]:
    """When Slack refuses all and does not say because of whom."""
    refused: dict[str, str] = {}
    for person in people:
        refused.update(await _invite(context, job, [person]))
    return refused


def _errors(answer: Mapping[str, object]) -> dict[str, str]:
    errors = answer.get("errors")
    if not isinstance(errors, list):
        return {}
    return {
        str(error["user"]): str(error.get("error", "unknown"))
        for error in errors
        if isinstance(error, dict)
        and "user" in error
        and error.get("error") != "already_in_channel"
    }


async def read_group(context: EffectContext, _: Job, body: ReadGroup) -> Done:
    """Report who belongs to the user group now; of one that is gone, that it is."""
    try:
        answer = await context.slack.call("usergroups.users.list", usergroup=body.group)
    except Refusal as refusal:
        if refusal.code != "no_such_subteam":
            raise
        gone = ReportGroup(people=(), group=body.group, reason=refusal.code)
        return Done(reports=[gone])
    people = tuple(answer.get("users") or ())
    return Done(reports=[ReportGroup(people=people, group=body.group)])


async def read_stakeholders(context: EffectContext, _: Job, body: ReadStakeholders) -> Done:
    """Report who belongs to a group that is told."""
    answer = await context.slack.call("usergroups.users.list", usergroup=body.group)
    return Done(reports=[ReportStakeholders(people=tuple(answer.get("users") or ()))])
