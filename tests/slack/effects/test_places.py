"""Which channel a name of the playbook's is, found out before anything is said under it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from firebell.app.errors import DidNotHappen
from firebell.domain.events import PlaceKnown
from firebell.slack.client.gateway import Gateway, Refusal
from firebell.slack.effects.context import EffectContext
from firebell.slack.effects.places import identity
from tests.domain.build import CHANNEL, NOW, declared, incident_after
from tests.slack.views.test_text_stays_text import job

INCIDENT = incident_after(declared(announce=("CHELP", "#incidents")), CHANNEL)


class Slack:
    """Says what channels are called, or why not; the names that it was asked for stay with it."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    async def call(self, method: str, _: object = None, /, **arguments: str) -> Any:
        """`conversations.info`, and nothing else."""
        assert method == "conversations.info"
        self.asked.append(arguments["channel"])
        answer = self.answers[arguments["channel"]]
        if isinstance(answer, Exception):
            raise answer
        return {"channel": {"name": answer}}


def context(slack: Slack, **known: str) -> EffectContext:
    """What carrying out needs, with a directory that knows these."""

    async def nothing(_: str) -> Any:
        raise AssertionError("a place needs no record and no Home")

    async def no_review(_: str, __: object, ___: int | None) -> bytes:
        raise AssertionError("a place needs no review")

    return EffectContext(
        slack=cast(Gateway, slack),
        record=nothing,
        review=no_review,
        events=nothing,
        roster=cast(Any, None),
        publish_home=nothing,
        known=lambda name: known.get(name.removeprefix("#")),
    )


async def test_an_id_is_a_place_and_needs_no_question() -> None:
    slack = Slack({})
    assert await identity(context(slack), job(INCIDENT, CHANNEL), "CHELP") == "CHELP"
    known = context(slack, incidents="CINC")
    assert await identity(known, job(INCIDENT, CHANNEL), "#incidents") == "CINC"
    found = PlaceKnown(at=NOW, reference="#incidents", channel="CINC")
    after = job(incident_after(declared(announce=("#incidents",)), found), CHANNEL)
    assert await identity(context(slack), after, "#incidents") == "CINC"
    assert slack.asked == []


async def test_a_name_that_nobody_knows_is_compared_with_where_it_is_told_already() -> None:
    """It was told twice in the channel where it was raised: once by its id, once by its name."""
    same, other = Slack({"CHELP": "incidents"}), Slack({"CHELP": "help"})
    of_the_job = job(INCIDENT, CHANNEL)
    assert await identity(context(same), of_the_job, "#incidents") == "CHELP"
    assert await identity(context(other), of_the_job, "#incidents") == "#incidents"
    assert (same.asked, other.asked) == (["CHELP"], ["CHELP"])


async def test_what_slack_does_not_say_for_the_moment_is_waited_for() -> None:
    busy = Slack({"CHELP": DidNotHappen("ratelimited", method="conversations.info")})
    with pytest.raises(DidNotHappen):
        await identity(context(busy), job(INCIDENT, CHANNEL), "#incidents")
    unseen = Slack({"CHELP": Refusal("channel_not_found", {})})
    assert await identity(context(unseen), job(INCIDENT, CHANNEL), "#incidents") == "#incidents"


async def test_the_channel_where_it_was_raised_counts_though_it_is_announced_elsewhere() -> None:
    elsewhere = replace(INCIDENT, announce=("#incidents",))
    slack = Slack({"CHELP": "incidents"})
    assert await identity(context(slack), job(elsewhere, CHANNEL), "#incidents") == "CHELP"
