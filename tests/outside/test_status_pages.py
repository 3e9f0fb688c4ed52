"""Words for the public, on a page of Upptime and of Statuspage: once, found, changed, as text."""

from __future__ import annotations

import html
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import SecretStr

from firebell.app.errors import DidNotHappen, MayHaveHappened, NeverWill
from firebell.app.ports import Done, Job, StoredEffect, StoredEvent
from firebell.domain import events as e
from firebell.domain.commands import ReportPublished, Update
from firebell.domain.effects import Publish, Rank, Sweep
from firebell.domain.incident import Incident, Outcome, Status
from firebell.domain.lifecycle import apply, decide
from firebell.domain.playbook import Playbook
from firebell.domain.reactions import reactions
from firebell.domain.refusals import Refused
from firebell.domain.status_pages import ForThePublic, StatusPage, StatusPageKind, slack_words
from firebell.outside.chat import Places, outside
from firebell.outside.public_words import (
    JOINER,
    for_github,
    for_statuspage,
    github_title,
    statuspage_title,
)
from firebell.outside.status_pages import StatusPageAccess, StatusPages
from tests.domain.build import CHANNEL, DECLARED, NOW, PLAYBOOK, declared, incident_after
from tests.outside.page_servers import (
    GITHUB_TOKEN,
    STATUSPAGE_TOKEN,
    StatuspageDesk,
    UpptimeDesk,
)
from tests.outside.tracker_servers import Desk, desk

UPPTIME = StatusPage(
    key="status",
    name="the status page",
    kind=StatusPageKind.UPPTIME,
    project="example/status",
    components={DECLARED.service: ("apply",)},
)
STATUSPAGE = replace(
    UPPTIME,
    kind=StatusPageKind.STATUSPAGE,
    project="abcdef123456",
    components={DECLARED.service: ("c1",)},
)
KINDS = pytest.mark.parametrize(
    ("kind", "page"),
    [(UpptimeDesk, UPPTIME), (StatuspageDesk, STATUSPAGE)],
    ids=["upptime", "statuspage"],
)
UPDATED = e.Updated(
    at=NOW,
    by="UBOB",
    known="A disk is full",
    doing="",
    status=Status.IDENTIFIED,
    severity="P2",
    next_update=None,
    public="We are on it",
    public_title="Some can't sign in",
    status_page="status",
)
CLOSED = e.Closed(
    at=NOW + timedelta(minutes=9),
    by="UBOB",
    outcome=Outcome.RESOLVED,
    summary="A disk was full",
    affected_from=NOW,
    working_since=NOW,
    reviewer=None,
    review_due=None,
    public="It works",
    status_page="status",
)
Event = e.Updated | e.Closed


def process(page: StatusPage) -> Playbook:
    """A playbook with one status page."""
    return replace(PLAYBOOK, status_pages=(page,))


def job(page: StatusPage, event: Event = UPDATED, id: str = "incident-1-3", **more: Any) -> Job:
    """What the event has for the public is to be published."""
    effect = StoredEffect(
        key=f"{id}/publish/page:status",
        incident="incident-1",
        event_id=id,
        reaction="publish",
        target="page:status",
        body=Publish(page="status"),
        rank=Rank.OUTSIDE,
        keep=False,
        lane=None,
        due=NOW,
        first_tried=NOW,
        attempts=1,
    )
    given_ = {
        key: more.pop(key) for key in ("doubtful", "attempts", "first_tried", "sent") if key in more
    }
    incident = more.pop("incident", None) or incident_after(DECLARED, CHANNEL, event)
    found = Job(
        effect=replace(effect, **given_),
        incident=incident,
        event=StoredEvent(id=id, seq=3, event=event),
        playbook=process(page),
        now=NOW,
    )
    return replace(found, **more)


@asynccontextmanager
async def pages(there: Desk) -> AsyncIterator[StatusPages]:
    """The bot's side of it."""
    token = GITHUB_TOKEN if isinstance(there, UpptimeDesk) else STATUSPAGE_TOKEN
    access = StatusPageAccess(
        tokens={"status": SecretStr(token)}, github_url=there.url, statuspage_url=there.url
    )
    async with outside(Places(status_pages=access)) as found:
        yield found.pages


def settled(found: Job, done: Done | None) -> Incident:
    """The incident, once what was published is on the record."""
    assert done is not None
    incident = found.incident
    for report in done.reports:
        assert isinstance(report, ReportPublished)
        for event in decide(incident, report, NOW, found.playbook):
            incident = apply(incident, event)
    return incident


BODY = Publish(page="status")


@KINDS
async def test_an_incident_is_opened_told_of_and_ended_there(
    kind: type[UpptimeDesk | StatuspageDesk], page: StatusPage
) -> None:
    async with desk(kind()) as there, pages(there) as found:
        first = job(page)
        incident = settled(first, await found.carry_out(first, BODY))
        public = incident.public
        assert public is not None
        assert (list(public.updates), public.shut, public.is_there) == (
            ["incident-1-3"],
            False,
            True,
        )
        last = job(page, CLOSED, "incident-1-4", incident=apply(incident, CLOSED))
        incident = settled(last, await found.carry_out(last, BODY))
        assert incident.public is not None
        assert incident.public.shut
        assert isinstance(there, UpptimeDesk | StatuspageDesk)
        over = "closed" if kind is UpptimeDesk else "resolved"
        assert there.shown() == [("Some can't sign in", over, ["We are on it", "It works"])]
        everything = json.dumps(there.issues)
        assert "A disk is full" not in everything
        assert DECLARED.title not in everything


async def test_statuspage_hears_how_badly_its_parts_are_affected() -> None:
    there = StatuspageDesk()
    async with desk(there), pages(there) as found:
        first = job(STATUSPAGE, replace(UPDATED, severity=PLAYBOOK.severities[0].key))
        incident = settled(first, await found.carry_out(first, BODY))
        assert there.components == {"c1": "major_outage", "c2": "operational"}
        last = job(STATUSPAGE, CLOSED, "incident-1-4", incident=apply(incident, CLOSED))
        await found.carry_out(last, BODY)
        assert there.components == {"c1": "operational", "c2": "operational"}


@KINDS
@pytest.mark.parametrize("cut_at", [0, 1])
async def test_what_may_have_happened_is_found_and_stands_once(
    kind: type[UpptimeDesk | StatuspageDesk], page: StatusPage, cut_at: int
) -> None:
    """The answer to the first or to the second writing call is lost."""
    answers = [200] * cut_at + ["cut"]
    async with desk(kind(answers=answers)) as there, pages(there) as found:
        first = job(page)
        if kind is StatuspageDesk and cut_at:
            there.answers = ["cut"]
        with pytest.raises(MayHaveHappened):
            await found.carry_out(first, BODY)
        doubtful = job(page, doubtful=True, attempts=2)
        done = await found.find(doubtful, BODY)
        if done is None:
            done = await found.carry_out(doubtful, BODY)
        assert settled(doubtful, done).public is not None
        assert isinstance(there, UpptimeDesk | StatuspageDesk)
        assert [said for _, _, said in there.shown()] == [["We are on it"]]


@KINDS
async def test_doubles_leave_the_page_and_the_recorded_one_stays(
    kind: type[UpptimeDesk | StatuspageDesk], page: StatusPage
) -> None:
    async with desk(kind()) as there, pages(there) as found:
        first = job(page)
        await found.carry_out(first, BODY)  # its answer never came, and nobody looked
        done = await found.carry_out(first, BODY) if kind is StatuspageDesk else None
        assert isinstance(there, UpptimeDesk | StatuspageDesk)
        if isinstance(there, UpptimeDesk):
            late = dict(there.issues[0], number=2, html_url=f"{there.url}/2")
            there.issues.append(late)
            there.comments.append(dict(there.comments[0], id=9100))
            done = await found.find(replace(first, effect=replace(first.effect)), BODY)
        incident = settled(first, done)
        sweep = job(page, incident=incident, swept=first.effect)
        sweep = replace(sweep, effect=replace(sweep.effect, body=Sweep(effect=first.effect.key)))
        assert await found.sweep(sweep, BODY) == (2 if kind is UpptimeDesk else 1)
        assert [said for _, _, said in there.shown()] == [["We are on it"]]


@KINDS
async def test_removed_words_are_changed_in_place_and_name_nobody(
    kind: type[UpptimeDesk | StatuspageDesk], page: StatusPage
) -> None:
    async with desk(kind()) as there, pages(there) as found:
        first = job(page)
        incident = settled(first, await found.carry_out(first, BODY))
        for part in (e.Words.PUBLIC, e.Words.PUBLIC_TITLE):
            gone = e.Redacted(
                at=NOW,
                by="UALICE",
                entry="incident-1-3",
                part=part,
                of=NOW,
                instead="(removed by Alice)",
                touched=("incident-1-3",),
                shown=(part.value,),
            )
            incident = apply(incident, gone)
        struck = replace(UPDATED, public="(removed by Alice)", public_title="(removed by Alice)")
        again = job(page, struck, incident=incident, sent=1)
        assert await found.carry_out(again, BODY) == Done(result={"changed": True})
        assert isinstance(there, UpptimeDesk | StatuspageDesk)
        assert [(title, said) for title, _, said in there.shown()] == [
            ("Incident", ["This update was removed."])
        ]


@KINDS
async def test_what_is_private_a_drill_struck_or_older_than_what_stands_there_is_not_published(
    kind: type[UpptimeDesk | StatuspageDesk], page: StatusPage
) -> None:
    async with desk(kind()) as there, pages(there) as found:
        for more in ({"private": True}, {"drill": True}):
            hidden = incident_after(declared(**more), UPDATED)
            withheld = await found.carry_out(job(page, incident=hidden), BODY)
            assert withheld == Done(result={"withheld": True})
        first = job(page)
        assert first.incident.public is not None
        struck = replace(first.incident.public, struck=("incident-1-3",))
        gone = replace(first.incident, public=struck)
        withheld = await found.carry_out(job(page, incident=gone), BODY)
        assert withheld == Done(result={"withheld": True})
        assert there.calls == []
        newer = replace(first.incident.public, said=NOW + timedelta(minutes=1))
        later = replace(first.incident, public=newer)
        with pytest.raises(NeverWill, match="overtaken"):
            await found.carry_out(job(page, incident=later), BODY)


@KINDS
@pytest.mark.parametrize(
    ("status", "kind_of_failure"),
    [(429, DidNotHappen), (503, DidNotHappen), (500, MayHaveHappened), (404, NeverWill)],
)
async def test_each_answer_is_one_kind_of_failure_and_no_token_is_repeated(
    kind: type[UpptimeDesk | StatuspageDesk],
    page: StatusPage,
    status: int,
    kind_of_failure: type[Exception],
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with desk(kind(answers=[status])) as there, pages(there) as found:
        with pytest.raises(kind_of_failure) as failed:
            await found.carry_out(job(page), BODY)
        said = f"{failed.value} {caplog.text}"
        assert GITHUB_TOKEN not in said
        assert STATUSPAGE_TOKEN not in said
        late = job(page, first_tried=NOW - timedelta(minutes=16))
        there.answers = [status]
        with pytest.raises(NeverWill):
            await found.carry_out(late, BODY)


async def test_statuspages_own_too_many_is_not_now() -> None:
    async with desk(StatuspageDesk(answers=[420])) as there, pages(there) as found:
        with pytest.raises(DidNotHappen):
            await found.carry_out(job(STATUSPAGE), BODY)


@KINDS
async def test_a_check_looks_and_writes_nothing(
    kind: type[UpptimeDesk | StatuspageDesk], page: StatusPage
) -> None:
    async with desk(kind()) as there, pages(there) as found:
        assert await found.reach(page) is None
        assert await found.reach(replace(page, key="other")) == "status_page_no_token"
        assert [call.split()[0] for call in there.calls] == ["GET"]


# What people type is text, on any page.

TEXTS = st.text(max_size=300) | st.lists(
    st.sampled_from(
        ["@alice", "#12", "GH-3", "<b>", "&amp;", "**x**", "`", "[a](http://b)", "~~", "\n", "- a",
         "1. b", "# c", "abcdef1", "a@b.org", "owner/repo#4", "<!-- ", "-->", "> q", "| t |", " "]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(words=TEXTS)
@example(words="Ask @alice about #12, GH-3 and abcdef1")
@example(words="<script>alert(1)</script><!-- start: 1 -->")
@example(words="- a\n1. b\n# c\n> d\n    code\n===\n---")
def test_whatever_people_type_marks_up_mentions_and_links_nothing_in_github(words: str) -> None:
    shown = for_github(words)
    bare = re.sub(r"&#\d+;", "", shown)
    assert not re.search(r"[<>*_`~\[\]|\\#!^&]", bare)
    read = html.unescape(shown)
    for found in (read, github_title(words)):
        assert not re.search(r"(?<![A-Za-z0-9_])@[A-Za-z0-9]", found)
        assert not re.search(r"#\d", found)
        assert not re.search(r"(?i)(?<![a-z0-9])gh-\d", found)
    assert not re.search(r"^\s*(?:[-+=]|\d+[.)])", shown, re.MULTILINE)
    assert "\n" not in github_title(words)
    assert read.replace(JOINER, "").split() == html.unescape(read).replace(JOINER, "").split() or (
        "&" in words
    )


@given(words=TEXTS)
def test_whatever_people_type_marks_up_nothing_in_statuspage(words: str) -> None:
    shown = for_statuspage(words)
    assert not re.search(r"[<>*_`\[\]]", shown)
    assert not re.search(r"&#?\w+;", shown)
    assert not re.search(r"^[ \t]*#", shown, re.MULTILINE)
    assert "\n" not in statuspage_title(words)


def test_an_e_mail_address_can_still_be_copied() -> None:
    assert for_github("Write to help@example.org") == "Write to help@example.org"
    assert for_statuspage("Write to help@example.org") == "Write to help@example.org"


@given(words=TEXTS, title=TEXTS, marked=st.booleans(), typed=st.booleans())
@example(words="Ask <@U0123ABCD>", title="x", marked=True, typed=True)
@example(words="@here", title="x", marked=True, typed=True)
def test_nothing_leaves_but_what_was_marked_and_nothing_of_slacks_in_it(
    words: str, title: str, *, marked: bool, typed: bool
) -> None:
    playbook, incident = process(UPPTIME), incident_after(DECLARED, CHANNEL)
    public = ForThePublic(page="status", title=title, text=words, marked=marked, typed=typed)
    command = Update(by=incident.in_charge, known="A disk is full", public=public)
    try:
        events = decide(incident, command, NOW, playbook)
    except Refused:
        return
    after = incident
    for event in events:
        after = apply(before := after, event)
        sent = [r for r in reactions(before, event, after, playbook) if _publishes(r)]
        assert bool(sent) is (marked and isinstance(event, e.Updated))
        if isinstance(event, e.Updated):
            assert event.public == (words.strip() if marked else "")
            assert slack_words(event.public) is None
            assert slack_words(event.public_title) is None


def _publishes(reaction: object) -> bool:
    return isinstance(getattr(reaction, "body", None), Publish)


@pytest.mark.parametrize(
    "words",
    ["<@U0123ABCD>", "<#C01|general>", "<!here>", "@channel", "ask @everyone", "U0123ABCD", "<https://x.org|x>"],
)  # fmt: skip
def test_what_makes_sense_in_slack_alone_is_known(words: str) -> None:
    assert slack_words(f"Please {words} now") is not None


@pytest.mark.parametrize("words", ["Call 0123", "help@here.org", "COVID19 and UNIVERSITY", "1 < 2"])
def test_plain_words_are_left_alone(words: str) -> None:
    assert slack_words(words) is None
