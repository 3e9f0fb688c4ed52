"""Tickets in GitHub and Jira: made once, found after doubt, read back; and what may not be made."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from firebell.app.errors import CannotNow, ChatError, DidNotHappen, MayHaveHappened, NeverWill
from firebell.app.ports import Done, Job, StoredEffect, StoredEvent
from firebell.domain import events as e
from firebell.domain.actions import Ticket
from firebell.domain.commands import ReportTicket
from firebell.domain.effects import MakeTicket, Rank, Sweep
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook, Tracker, TrackerKind
from firebell.outside import http
from firebell.outside.chat import Places, WithOutside, outside
from firebell.outside.github import body
from firebell.outside.ticket_words import Content, content_of
from firebell.outside.trackers import TrackerAccess, Trackers, mark_of
from tests.domain.build import CHANNEL, DECLARED, NOW, PLAYBOOK, PRIVATE, incident_after
from tests.outside.tracker_servers import LOGIN, TOKEN, Desk, GitHubDesk, JiraDesk, desk, text_of

WEBSITE = Tracker(
    key="website", kind=TrackerKind.GITHUB, project="example/website", labels=("incident",)
)
OPS = Tracker(key="ops", kind=TrackerKind.JIRA, project="OPS", labels=("incident",))
ADDED = e.ActionAdded(
    at=NOW,
    by="UALICE",
    action="1",
    text="Ask @alice about ```#12```",
    owner="UBOB",
    due=NOW + timedelta(days=3),
)
KINDS = pytest.mark.parametrize(
    ("kind", "tracker"), [(GitHubDesk, WEBSITE), (JiraDesk, OPS)], ids=["github", "jira"]
)


def process(tracker: Tracker) -> Playbook:
    """A playbook with one tracker."""
    return replace(PLAYBOOK, trackers=(tracker,), time_zone="Europe/London")


def job(tracker: Tracker, raised: e.Declared = DECLARED, **more: Any) -> Job:
    """A ticket is to be made of an action."""
    asked = e.TicketAsked(at=NOW, by="UALICE", action="1", tracker=tracker.key)
    effect = StoredEffect(
        key="incident-1-3/ticket/1",
        incident="incident-1",
        event_id="incident-1-3",
        reaction="ticket",
        target="1",
        body=MakeTicket(action="1", tracker=tracker.key),
        rank=Rank.OUTSIDE,
        keep=False,
        lane=None,
        due=NOW,
        first_tried=NOW,
        attempts=1,
    )
    given_ = {key: more.pop(key) for key in ("doubtful", "first_tried", "key") if key in more}
    found = Job(
        effect=replace(effect, **given_),
        incident=incident_after(raised, CHANNEL, ADDED, asked),
        event=StoredEvent(id="incident-1-3", seq=3, event=asked),
        playbook=process(tracker),
        now=NOW,
    )
    return replace(found, **more)


@asynccontextmanager
async def trackers(there: Desk, **more: Any) -> AsyncIterator[Trackers]:
    """The bot's side of it."""
    access = TrackerAccess(
        github_token=SecretStr(TOKEN),
        github_url=there.url,
        jira_url=there.url,
        jira_user=LOGIN[0],
        jira_token=SecretStr(LOGIN[1]),
    )
    async with outside(Places(trackers=replace(access, **more))) as found:
        yield found.trackers


def made(there: Desk, tracker: Tracker, number: int = 1) -> Done:
    """What is known once it stands there."""
    ticket = Ticket(
        tracker="website",
        number=f"#{number}",
        link=f"{there.url}/example/website/issues/{number}",
    )
    if tracker is OPS:
        ticket = Ticket(
            tracker="ops", number=f"OPS-{number}", link=f"{there.url}/browse/OPS-{number}"
        )
    report = ReportTicket(action="1", ticket=ticket)
    return Done(result={"number": ticket.number, "link": ticket.link}, reports=[report])


def body_of(found: Job) -> MakeTicket:
    """What is to be made."""
    assert isinstance(found.effect.body, MakeTicket)
    return found.effect.body


async def test_github_gets_an_issue_in_which_nobody_is_mentioned_and_nothing_is_linked() -> None:
    async with desk(GitHubDesk()) as there, trackers(there) as found:
        work = job(WEBSITE)
        assert await found.carry_out(work, body_of(work)) == made(there, WEBSITE)
        assert there.issues == [
            {
                "number": 1,
                "state": "open",
                "title": "INC-1: Ask @alice about ```#12```",
                "body": (
                    "````text\nAsk @alice about ```#12```\n````\n\n"
                    "Written down in INC-1 (Example). Closing this marks it as done there.\n\n"
                    f"To be done by Thu 26 Nov.\n\n{mark_of(work.effect)}"
                ),
                "labels": [{"name": "incident"}],
                "html_url": f"{there.url}/example/website/issues/1",
            }
        ]


async def test_jira_gets_an_issue_whose_text_holds_no_markup() -> None:
    async with desk(JiraDesk()) as there, trackers(there) as found:
        work = job(OPS)
        assert await found.carry_out(work, body_of(work)) == made(there, OPS)
        fields = there.issues[0]["fields"]
        assert fields["summary"] == "INC-1: Ask @alice about ```#12```"
        assert fields["labels"] == ["incident", mark_of(work.effect)]
        assert text_of(fields["description"]) == [
            "Ask @alice about ```#12```",
            "Written down in INC-1 (Example). Closing this marks it as done there.",
            "To be done by Thu 26 Nov.",
        ]


@KINDS
async def test_after_doubt_it_is_found_and_stands_once(kind: type[Desk], tracker: Tracker) -> None:
    there_: Desk = kind(answers=["cut"])
    async with desk(there_) as there, trackers(there) as found:
        work = job(tracker)
        with pytest.raises(MayHaveHappened):
            await found.carry_out(work, body_of(work))
        assert await found.find(work, body_of(work)) == made(there, tracker)
        assert await found.find(job(tracker, key="another/ticket/1"), body_of(work)) is None
        assert len(there.issues) == 1


@KINDS
async def test_what_was_made_twice_is_one_after_the_sweep(
    kind: type[Desk], tracker: Tracker
) -> None:
    async with desk(kind()) as there, trackers(there) as found:
        work = job(tracker)
        for _ in range(2):
            await found.carry_out(work, body_of(work))
        sweep = replace(work.effect, key="s", body=Sweep(effect=work.effect.key))
        swept = replace(work, effect=sweep, swept=work.effect)
        assert await found.sweep(swept, body_of(work)) == 1
        left = [each.get("state", "open") for each in there.issues]
        assert left == (["open", "closed"] if tracker is WEBSITE else ["open"])


@KINDS
async def test_what_is_closed_there_is_said_to_be(kind: type[Desk], tracker: Tracker) -> None:
    async with desk(kind()) as there, trackers(there) as found:
        work = job(tracker)
        done = await found.carry_out(work, body_of(work))
        report = done.reports[0]
        assert isinstance(report, ReportTicket)
        assert await found.is_closed(tracker, report.ticket) is False
        there.issues[0]["state"] = "closed"
        there.issues[0].setdefault("fields", {})["status"] = {"statusCategory": {"key": "done"}}
        assert await found.is_closed(tracker, report.ticket) is True


@KINDS
@pytest.mark.parametrize(
    ("answer", "failure", "code"),
    [
        (401, NeverWill, "outside_sign_in"),
        (403, NeverWill, "outside_sign_in"),
        (404, NeverWill, "outside_gone"),
        (410, NeverWill, "outside_gone"),
        (422, NeverWill, "outside_refused"),
        (429, DidNotHappen, "outside_busy"),
        (503, DidNotHappen, "outside_busy"),
        (500, MayHaveHappened, "outside_unreachable"),
        ("cut_before", MayHaveHappened, "outside_unreachable"),
    ],
)
async def test_each_answer_is_one_kind_of_failure_and_none_stops_the_chat(
    kind: type[Desk],
    tracker: Tracker,
    answer: int | str,
    failure: type[ChatError],
    code: str,
) -> None:
    async with desk(kind(answers=[answer])) as there, trackers(there) as found:
        work = job(tracker)
        with pytest.raises(ChatError) as caught:
            await found.carry_out(work, body_of(work))
        assert not isinstance(caught.value, CannotNow)
        assert (type(caught.value), caught.value.code) == (failure, code)
        assert there.issues == []


@pytest.mark.parametrize(
    ("headers", "wait"),
    [({"Retry-After": "30"}, 30.0), ({"X-RateLimit-Remaining": "0"}, 120.0)],
)
async def test_github_says_with_403_too_that_it_was_too_much(
    headers: dict[str, str], wait: float
) -> None:
    async with desk(GitHubDesk(answers=[(403, headers)])) as there, trackers(there) as found:
        work = job(WEBSITE)
        with pytest.raises(DidNotHappen) as caught:
            await found.carry_out(work, body_of(work))
        assert (caught.value.code, caught.value.retry_after) == ("outside_busy", wait)


async def test_silence_may_have_happened_within_the_time_of_a_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(http, "SECONDS", 0.2)
    async with desk(GitHubDesk(answers=["silence"])) as there, trackers(there) as found:
        work = job(WEBSITE)
        with pytest.raises(MayHaveHappened):
            await found.carry_out(work, body_of(work))
        assert await found.find(work, body_of(work)) == made(there, WEBSITE)


async def test_of_a_private_incident_nothing_goes_there_unless_the_playbook_says_so() -> None:
    async with desk(GitHubDesk()) as there, trackers(there) as found:
        work = job(WEBSITE, PRIVATE)
        with pytest.raises(NeverWill) as caught:
            await found.carry_out(work, body_of(work))
        assert caught.value.code == "tracker_private"
        with pytest.raises(NeverWill):
            await found.carry_out(job(WEBSITE, replace(DECLARED, drill=True)), body_of(work))
        assert there.calls == []
        allowed = replace(WEBSITE, private=True)
        await found.carry_out(job(allowed, PRIVATE), body_of(work))
        (issue,) = there.issues
        assert issue["title"] == "INC-1: something to do"
        assert "alice" not in str(issue)
        assert "It is down" not in str(issue)


async def test_what_was_removed_done_elsewhere_or_may_not_leave_is_not_made() -> None:
    async with desk(GitHubDesk()) as there, trackers(there) as found:
        work = job(WEBSITE)
        removed = replace(work, incident=replace(work.incident, actions=()))
        assert await found.carry_out(removed, body_of(work)) == Done(result={"sent": False})
        with pytest.raises(DidNotHappen):
            await found.carry_out(replace(work, may_send=lambda: False), body_of(work))
        lost = replace(work, playbook=PLAYBOOK)
        with pytest.raises(NeverWill):
            await found.carry_out(lost, body_of(work))
        async with outside(Places(sends=False)) as quiet:
            assert await quiet.trackers.carry_out(work, body_of(work)) == Done(
                result={"sent": False}
            )
        async with trackers(there, github_token=None) as unset:
            with pytest.raises(NeverWill) as caught:
                await unset.carry_out(work, body_of(work))
            assert caught.value.code == "outside_not_set"
        assert there.calls == []


async def test_it_is_given_up_after_a_quarter_of_an_hour_and_tokens_stand_in_no_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with desk(GitHubDesk(answers=[429, 500])) as there, trackers(there) as found:
        late = job(WEBSITE, first_tried=NOW - timedelta(minutes=15))
        with pytest.raises(NeverWill):
            await found.carry_out(late, body_of(late))
        with pytest.raises(MayHaveHappened) as caught:
            await found.carry_out(late, body_of(late))
        assert TOKEN not in repr(caught.value)
        assert caught.value.__cause__ is None
    assert TOKEN not in caplog.text


@KINDS
async def test_whether_a_project_is_within_reach_is_known_without_making_anything(
    kind: type[Desk], tracker: Tracker
) -> None:
    async with desk(kind(answers=[200, 404])) as there, trackers(there) as found:
        assert [await found.reach(tracker), await found.reach(tracker)] == [None, "outside_gone"]
        assert there.issues == []


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=500))
def test_whatever_people_type_stays_inside_the_block_of_code(words: str) -> None:
    said = body(Content(title="", words=words, mark="mark"))
    if not words:
        assert said == "mark"
        return
    fence = said.partition("text\n")[0]
    assert set(fence) == {"`"}
    assert fence not in words
    assert said == f"{fence}text\n{words}\n{fence}\n\nmark"


async def test_the_worker_finds_and_sweeps_tickets_as_it_does_messages() -> None:
    class Nobody:
        """A chat that is asked nothing."""

    async with desk(GitHubDesk()) as there:
        access = TrackerAccess(github_token=SecretStr(TOKEN), github_url=there.url)
        async with outside(Places(trackers=access)) as beside:
            chat = WithOutside(Nobody(), beside)  # type: ignore[arg-type]  # it is asked nothing
            work = job(WEBSITE)
            assert await chat.find(work) is None
            assert await chat.carry_out(work) == made(there, WEBSITE)
            assert await chat.find(work) == made(there, WEBSITE)
            sweep = replace(work.effect, key="s", body=Sweep(effect=work.effect.key))
            assert await chat.sweep(replace(work, effect=sweep, swept=work.effect)) == 0


def test_a_drill_says_so_in_its_ticket() -> None:
    practised: Incident = replace(job(WEBSITE).incident, drill=True)
    found = content_of(practised, practised.actions[0], process(WEBSITE), "mark")
    assert found.title.startswith("DRILL · INC-1: ")
