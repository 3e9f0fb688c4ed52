"""Bringing people in. One who can't come keeps nobody else out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firebell.app.errors import IsSoAlready
from firebell.app.ports import Done, Job
from firebell.domain.commands import ReportGroup, ReportInvited
from firebell.domain.effects import InvitePeople, ReadGroup
from firebell.slack.client.gateway import Answer, Refusal
from firebell.slack.effects.channels import own
from firebell.slack.effects.context import Tools

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


async def invite(tools: Tools, job: Job, body: InvitePeople) -> Done:
    """All at once with `force`; Slack says of each who did not come in, why."""
    people = [person for person in body.people if person != tools.slack.bot_user]
    if not people:
        return Done()
    refused = await _invite(tools, job, people)
    came = tuple(person for person in people if person not in refused)
    return Done(facts=[ReportInvited(people=came, refused=refused)])


async def _invite(tools: Tools, job: Job, people: Sequence[str]) -> dict[str, str]:
    try:
        answer: Answer = await tools.slack.call(
            "conversations.invite",
            job.may_send,
            channel=own(job),
            users=",".join(people),
            force=True,
        )
    except IsSoAlready:
        return await _one_by_one(tools, job, people) if len(people) > 1 else {}
    except Refusal as refusal:
        if refusal.code not in ABOUT_A_PERSON:
            raise
        refused = _errors(refusal.answer)
        if refused:
            return refused
        if len(people) == 1:
            return {people[0]: refusal.code}
        return await _one_by_one(tools, job, people)
    return _errors(answer)


async def _one_by_one(tools: Tools, job: Job, people: Sequence[str]) -> dict[str, str]:
    """When Slack refuses all and does not say because of whom."""
    refused: dict[str, str] = {}
    for person in people:
        refused.update(await _invite(tools, job, [person]))
    return refused


def _errors(answer: Mapping[str, object]) -> dict[str, str]:
    errors = answer.get("errors")
    if not isinstance(errors, list):
        return {}
    return {
        str(one["user"]): str(one.get("error", "unknown"))
        for one in errors
        if isinstance(one, dict) and "user" in one and one.get("error") != "already_in_channel"
    }


async def read_group(tools: Tools, _: Job, body: ReadGroup) -> Done:
    """Who belongs to it now."""
    answer = await tools.slack.call("usergroups.users.list", usergroup=body.group)
    return Done(facts=[ReportGroup(people=tuple(answer.get("users") or ()))])
