"""What an answer from outside means, and what becomes of the message."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest

from firebell.app.errors import CannotNow, ChatError, DidNotHappen, MayHaveHappened, NeverWill
from firebell.app.ports import Done, Job
from firebell.domain.commands import ReportToldOutside
from firebell.domain.effects import TellOutside
from firebell.outside import http
from firebell.outside.chat import Places, outside
from tests.domain.build import NOW
from tests.outside.build import DESK, job
from tests.outside.servers import webhook

TOLD = Done(reports=[ReportToldOutside(place=DESK)])
NOBODY_KNOWS = Done(reports=[ReportToldOutside(place=DESK, sure=False)])


async def told(address: str, of: Job | None = None) -> Done:
    """What came of telling the desk."""
    async with outside(Places(teams={"desk": address})) as found:
        return await found.carry_out(of or job(), TellOutside(place=DESK))


async def failed(address: str, of: Job | None = None) -> ChatError:
    """How telling the desk failed."""
    with pytest.raises(ChatError) as caught:
        await told(address, of)
    assert not isinstance(caught.value, CannotNow), "that would stop the chat"
    return caught.value


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        (429, DidNotHappen, "outside_busy"),
        (503, DidNotHappen, "outside_busy"),
        (500, MayHaveHappened, "outside_unreachable"),
        (502, MayHaveHappened, "outside_unreachable"),
        ("cut", MayHaveHappened, "outside_unreachable"),
        (302, NeverWill, "outside_refused"),
        (400, NeverWill, "outside_refused"),
        (401, NeverWill, "outside_sign_in"),
        (404, NeverWill, "outside_gone"),
        (410, NeverWill, "outside_gone"),
        (413, NeverWill, "outside_too_long"),
        (
            "Webhook message delivery failed with error: HTTP error 429",
            DidNotHappen,
            "outside_busy",
        ),
        (
            "Webhook message delivery failed with error: HTTP error 413",
            NeverWill,
            "outside_too_long",
        ),
    ],
)
async def test_each_answer_is_one_kind_of_failure(
    answer: int | str, kind: type[ChatError], code: str
) -> None:
    async with webhook(answer) as there:
        error = await failed(there.url)
    assert (type(error), error.code) == (kind, code)


async def test_it_is_told_and_goes_on_the_record() -> None:
    async with webhook(202, "1") as there:
        assert [await told(there.url), await told(there.url)] == [TOLD, TOLD]
        assert len(there.got) == 2


async def test_the_other_end_says_how_long_it_rests_and_nobody_asks_it_before() -> None:
    async with webhook(429) as there:
        error = await failed(there.url)
        assert isinstance(error, DidNotHappen)
        assert (error.method, error.retry_after) == ("outside teams:desk", 7.0)
        async with outside(Places(teams={"desk": there.url})) as found:
            found.rest({error.method: NOW + timedelta(seconds=7)})
            with pytest.raises(DidNotHappen):
                await found.carry_out(job(), TellOutside(place=DESK))
        assert there.got == []


async def test_where_nobody_answers_it_did_not_happen_and_waits_without_an_outage_of_slack() -> (
    None
):
    async with webhook() as there:
        pass
    error = await failed(there.url)
    assert isinstance(error, DidNotHappen)
    assert (error.code, error.retry_after) == ("outside_unreachable", 2.0)


async def test_silence_may_have_happened_and_a_second_one_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(http, "SECONDS", 0.2)
    async with webhook("silence", "silence", 202) as there:
        assert isinstance(await failed(there.url), MayHaveHappened)
        assert await told(there.url, job(doubtful=True)) == NOBODY_KNOWS
        assert await told(there.url, job(doubtful=True)) == TOLD


async def test_after_a_quarter_of_an_hour_it_is_no_news_any_more() -> None:
    async with webhook(429, 429) as there:
        early = job(first_tried=NOW - timedelta(minutes=14))
        late = job(first_tried=NOW - timedelta(minutes=15))
        assert isinstance(await failed(there.url, early), DidNotHappen)
        assert isinstance(await failed(there.url, late), NeverWill)


async def test_four_at_once_wait_for_one_place_and_no_more() -> None:
    async with (
        webhook("silence", "silence", "silence", "silence") as there,
        outside(Places(teams={"desk": there.url})) as found,
    ):
        calls = [
            asyncio.create_task(found.carry_out(job(), TellOutside(place=DESK))) for _ in range(4)
        ]
        await asyncio.sleep(0)
        with pytest.raises(DidNotHappen) as caught:
            await found.carry_out(job(), TellOutside(place=DESK))
        assert caught.value.retry_after == 1.0
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)


async def test_without_a_lease_without_an_address_and_without_leave_nothing_is_sent() -> None:
    async with webhook() as there:
        assert isinstance(await failed(there.url, job(may_send=lambda: False)), DidNotHappen)
        private = job()
        async with outside(Places()) as found:
            with pytest.raises(NeverWill):
                await found.carry_out(job(), TellOutside(place=DESK))
        async with outside(Places(teams={"desk": there.url}, sends=False)) as found:
            done = await found.carry_out(private, TellOutside(place=DESK))
        assert done == Done(result={"sent": False})
        assert there.got == []


async def test_an_address_stands_in_no_error_and_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with webhook(500, 404, "cut") as there:
        for _ in range(3):
            error = await failed(there.url)
            assert "secret" not in repr(error)
            assert error.__cause__ is None
    assert "secret-in-the-address" not in caplog.text
