"""Pages as PagerDuty takes them: what is sent, what its answers mean, and that it rings once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.app.errors import ChatError, DidNotHappen, MayHaveHappened, NeverWill
from firebell.app.ports import Done, Job
from firebell.domain import events as e
from firebell.domain.callouts import OnDuty
from firebell.domain.commands import ReportToldOutside
from firebell.domain.effects import PageDuty
from firebell.domain.incident import Incident, Paging
from firebell.outside import http
from firebell.outside import pagerduty as sender
from firebell.outside.chat import Outside, Places, outside
from firebell.outside.pagerduty import PagerDuty
from tests.domain.build import CHANNEL, NOW, declared, incident_after
from tests.outside.build import PROCESS, job
from tests.outside.duty import KEY, Duty, faults, pagerduty

DUTY = "pagerduty:duty"
PAGED = e.Paged(at=NOW, places=(DUTY,))
WATCHED = replace(PROCESS, pages=(OnDuty(pagerduty=("duty",), private=True),))


def incident(**changes: Any) -> Incident:
    """One that nobody leads, so that duty is called."""
    return incident_after(declared(**changes), CHANNEL, PAGED)


def page(paging: Paging = Paging.CALLED, **more: Any) -> Job:
    """The page is to be told of this."""
    given = {"incident": incident(), "playbook": WATCHED, **more}
    found = job(PAGED, DUTY, **given)
    body = PageDuty(place=DUTY, paging=paging)
    return replace(found, effect=replace(found.effect, body=body))


def places(there: Duty, **keys: str) -> Places:
    """Where the settings send events."""
    return Places(pagerduty=PagerDuty(url=there.url, keys=keys or {"duty": KEY}))


async def sent(there: Duty, *jobs: Job) -> list[Done]:
    """What came of each."""
    async with outside(places(there)) as found:
        return [await carried(found, each) for each in jobs]


async def carried(found: Outside, each: Job) -> Done:
    """One effect, as the worker has it done."""
    assert isinstance(each.effect.body, PageDuty)
    return await found.carry_out(each, each.effect.body)


async def failed(there: Duty, of: Job) -> ChatError:
    """How paging failed."""
    with pytest.raises(ChatError) as caught:
        await sent(there, of)
    return caught.value


def became(paging: Paging) -> Job:
    """The page stands so by now, and PagerDuty is to know it."""
    return page(paging, incident=replace(incident(), paging={DUTY: paging}))


async def test_an_alert_is_triggered_acknowledged_and_resolved_under_one_key() -> None:
    async with pagerduty() as there:
        done = await sent(there, page(), became(Paging.ANSWERED), became(Paging.OVER))
    assert done == [Done(reports=[ReportToldOutside(place=DUTY)]), Done(), Done()]
    key = {"routing_key": KEY, "dedup_key": "firebell/incident-1/duty"}
    assert there.events == [
        {
            **key,
            "event_action": "trigger",
            "client": "Firebell",
            "payload": {
                "summary": "INC-1 (P2): nobody leads it yet. It is down (Website)",
                "source": "Example",
                "severity": "error",
                "timestamp": "2026-11-23T03:04:00+00:00",
                "class": "incident without a lead",
                "component": "Website",
                "custom_details": {
                    "incident": "INC-1",
                    "severity": "P2",
                    "channel": "#inc-1-website-it-is-down",
                },
            },
        },
        {**key, "event_action": "acknowledge"},
        {**key, "event_action": "resolve"},
    ]
    assert there.stands() == [["triggered", "acknowledged", "resolved"]]


async def test_of_a_private_incident_a_page_says_number_and_severity() -> None:
    secret = incident(private=True, description="Passports", title="Passports have leaked")
    async with pagerduty() as there:
        await sent(there, page(incident=secret))
    assert there.events[0]["payload"] == {
        "summary": "INC-1 (P2): nobody leads it yet. It is handled privately in Slack.",
        "source": "Example",
        "severity": "error",
        "timestamp": "2026-11-23T03:04:00+00:00",
        "class": "incident without a lead",
        "custom_details": {"incident": "INC-1", "severity": "P2"},
    }


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        (400, NeverWill, "outside_refused"),
        (403, NeverWill, "outside_sign_in"),
        (302, NeverWill, "outside_refused"),
        (429, DidNotHappen, "outside_busy"),
        (500, MayHaveHappened, "outside_unreachable"),
        (503, DidNotHappen, "outside_busy"),
        ("cut", MayHaveHappened, "outside_unreachable"),
        ("silence", MayHaveHappened, "outside_unreachable"),
    ],
)
async def test_each_answer_is_one_kind_of_failure(
    answer: int | str, kind: type[ChatError], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "SECONDS", 0.2)
    async with pagerduty(answer) as there:
        error = await failed(there, page())
    assert (type(error), error.code) == (kind, code)
    assert KEY not in repr(error)


async def test_what_may_have_arrived_is_sent_until_it_is_known_and_rings_once() -> None:
    async with pagerduty("cut", 500) as there:
        for again in (page(), page(doubtful=True)):
            assert isinstance(await failed(there, again), MayHaveHappened)
        await sent(there, page(doubtful=True))
        assert (there.actions(), there.stands()) == (["trigger", "trigger"], [["triggered"]])


async def test_after_a_quarter_of_an_hour_somebody_has_to_ring() -> None:
    async with pagerduty(500, 429) as there:
        for _ in range(2):
            late = page(first_tried=NOW - timedelta(minutes=15), doubtful=True)
            assert isinstance(await failed(there, late), NeverWill)


async def test_nobody_is_called_whom_nobody_needs_any_more() -> None:
    led = replace(incident(), paging={DUTY: Paging.ANSWERED})
    over = replace(incident(), paging={DUTY: Paging.OVER})
    hidden = replace(WATCHED, pages=(OnDuty(pagerduty=("duty",)),))
    withheld = [
        page(incident=led),
        page(incident=over),
        page(Paging.ANSWERED, incident=over),
        page(incident=replace(incident(), drill=True)),
        page(incident=replace(incident(), private=True), playbook=hidden),
    ]
    async with pagerduty() as there:
        assert await sent(there, *withheld) == [Done(result={"withheld": True})] * len(withheld)
        assert there.asked == 0


async def test_what_came_late_calls_nobody_after_the_end() -> None:
    """A trigger that PagerDuty took after its answer was given up, and after the resolve."""
    async with pagerduty() as there:
        await sent(there, page(), became(Paging.OVER), page())
        assert there.stands() == [["triggered", "resolved", "triggered"]]
        async with outside(places(there)) as found:
            called = PageDuty(place=DUTY, paging=Paging.CALLED)
            assert await found.sweep(became(Paging.OVER), called) == 0
        assert there.stands() == [["triggered", "resolved"] * 2]


async def test_without_a_key_without_a_lease_and_without_leave_nothing_is_sent() -> None:
    async with pagerduty() as there:
        async with outside(places(there, other=KEY)) as found:
            with pytest.raises(NeverWill) as caught:
                await carried(found, page())
        assert caught.value.code == "page_no_key"
        assert isinstance(await failed(there, page(may_send=lambda: False)), DidNotHappen)
        async with outside(replace(places(there), sends=False)) as found:
            assert await carried(found, page()) == Done(result={"sent": False})
        assert there.asked == 0


@given(st.text(max_size=3000), st.sampled_from(["P1", "P2", "P3", "lost"]))
def test_whatever_people_type_the_event_is_one_that_pagerduty_takes(
    title: str, severity: str
) -> None:
    of = page(incident=replace(incident(), title=title, severity=severity))
    assert list(faults(sender.event(KEY, of, PageDuty(place=DUTY, paging=Paging.CALLED)))) == []
