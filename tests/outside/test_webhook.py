"""A program that is called: what it reads, how it knows who calls, and where nobody calls."""

from __future__ import annotations

import base64
import logging
from dataclasses import replace
from typing import Any

import pytest
from aiohttp.abc import ResolveResult

from firebell.app.errors import ChatError, DidNotHappen, MayHaveHappened, NeverWill
from firebell.app.ports import Done, Job
from firebell.domain import events as e
from firebell.domain.callouts import Happening, Webhook
from firebell.domain.commands import ReportToldOutside
from firebell.domain.effects import TellOutside
from firebell.domain.incident import Incident
from firebell.outside import webhook
from firebell.outside.addresses import OnlyOutside
from firebell.outside.chat import Places, outside
from firebell.outside.http import http_session
from firebell.outside.webhook import Hook
from firebell.web.api import shown
from firebell.web.api.models import Delivery, Facts
from tests.domain.build import CHANNEL, CLOSED, NOW, declared, incident_after
from tests.outside.build import PROCESS, UPDATED, job
from tests.outside.duty import SECRET, Program, program

TRACKER = "hook:tracker"
CALLED = replace(PROCESS, webhooks=(Webhook(key="tracker", private=True, drills=True),))
TOLD = Done(reports=[ReportToldOutside(place=TRACKER)])


def of(event: e.Event = UPDATED, **more: Any) -> Job:
    """The program is to hear of this."""
    return job(event, TRACKER, **{"playbook": CALLED, **more})


def closed(**changes: Any) -> Incident:
    """One that is over."""
    return incident_after(declared(tell=(TRACKER,), **changes), CHANNEL, CLOSED)


def hook(there: Program, **more: Any) -> Hook:
    """How the settings know it."""
    return Hook(**{"address": there.url, "secret": SECRET, "inside": True, **more})


async def told(where: Hook, each: Job) -> Done:
    """What came of calling it."""
    async with outside(Places(hooks={"tracker": where})) as found:
        return await found.carry_out(each, TellOutside(place=TRACKER))


async def failed(where: Hook, each: Job | None = None) -> ChatError:
    """How calling it failed."""
    with pytest.raises(ChatError) as caught:
        await told(where, each or of())
    return caught.value


HEAD = {"version": 1, "organisation": "Example", "at": "2026-11-23T03:14:00+00:00"}
INCIDENT = {
    "number": 1,
    "label": "INC-1",
    "title": "It is down",
    "service": {"key": "website", "name": "Website"},
    "severity": "P2",
    "severity_confirmed": True,
    "status": "investigating",
    "private": False,
    "drill": False,
    "raised_at": "2026-11-23T03:04:00+00:00",
    "next_update_at": "2026-11-23T04:04:00+00:00",
    "closed_at": None,
    "outcome": None,
    "duplicate_of": None,
}


async def test_a_program_reads_each_moment_field_by_field() -> None:
    worse = e.SeverityChanged(at=NOW, by="UBOB", severity="P2", before="P3", higher=True)
    missed = e.AnswerMissed(at=NOW, role="tech", person="UBOB")
    async with program() as there:
        for each in (of(), of(worse), of(missed), of(CLOSED, incident=closed())):
            assert await told(hook(there), replace(each, effect=keyed(each))) == TOLD
    assert list(there.got.values()) == [
        {
            **HEAD,
            "moment": "updated",
            "incident": INCIDENT,
            "text": "INC-1 · P2 · Cause identified\nIt is down (Website)\nUpdate of 03:14 GMT.\n"
            "A disk is full\nNext update by 03:50 GMT.",
        },
        {
            **HEAD,
            "moment": "severity",
            "incident": INCIDENT,
            "severity_before": "P3",
            "text": "INC-1 · P2 · Investigating\nIt is down (Website)\n"
            "It is P2 now. It was P3. Said 03:14 GMT.\nPeople are looking into it.",
        },
        {
            **HEAD,
            "moment": "unanswered",
            "incident": INCIDENT,
            "role": {"key": "tech", "name": "technical lead"},
        },
        {
            **HEAD,
            "moment": "closed",
            "incident": {
                **INCIDENT,
                "status": "closed",
                "next_update_at": None,
                "closed_at": "2026-11-23T03:14:00+00:00",
                "outcome": "resolved",
            },
            "text": "INC-1 · P2 · Closed\nIt is down (Website)\nIt is over. Closed 03:14 GMT.",
        },
    ]


def keyed(each: Job) -> Any:
    """An effect of its own for each event."""
    return replace(each.effect, key=f"incident-1-2/{type(each.event.event).__name__}")


async def test_of_a_private_incident_it_reads_number_severity_and_status() -> None:
    secret = replace(closed(title="Passports have leaked"), private=True)
    async with program() as there:
        assert await told(hook(there), of(CLOSED, incident=secret)) == TOLD
    (message,) = there.got.values()
    assert message == {
        **HEAD,
        "moment": "closed",
        "incident": {
            "number": 1,
            "label": "INC-1",
            "severity": "P2",
            "status": "closed",
            "private": True,
            "drill": False,
        },
    }


async def test_of_what_became_private_nothing_leaves_where_the_playbook_does_not_say_so() -> None:
    openly = replace(CALLED, webhooks=(Webhook(key="tracker"),))
    secret = of(incident=replace(closed(), private=True), playbook=openly)
    async with program() as there:
        assert await told(hook(there), secret) == Done(result={"withheld": True})
        assert there.asked == []


async def test_a_drill_is_marked() -> None:
    async with program() as there:
        await told(hook(there), of(incident=replace(closed(), drill=True)))
    (message,) = there.got.values()
    assert message["incident"]["drill"] is True
    assert message["text"].startswith("DRILL · ")


def test_the_signature_is_that_of_the_standard_webhooks_specification() -> None:
    """By the example that its libraries are tested with."""
    headers = webhook.signed(
        "msg_loFOjxBNrRLzqYUf",
        NOW.fromtimestamp(1731705121, NOW.tzinfo),
        b'{"event_type":"ping","data":{"success":true}}',
        base64.b64decode("plJ3nmyCDGBKInavdOK15jsl"),
    )
    assert headers == {
        "webhook-id": "msg_loFOjxBNrRLzqYUf",
        "webhook-timestamp": "1731705121",
        "webhook-signature": "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
    }


async def test_what_may_have_arrived_is_sent_under_the_same_id_until_it_is_known() -> None:
    async with program("cut", 500) as there:
        for again in (of(), of(doubtful=True)):
            assert isinstance(await failed(hook(there), again), MayHaveHappened)
        assert await told(hook(there), of(doubtful=True)) == TOLD
        assert len(there.asked) == 3
        assert len(there.got) == 1


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        (302, NeverWill, "outside_refused"),
        (401, NeverWill, "outside_sign_in"),
        (404, NeverWill, "outside_gone"),
        (429, DidNotHappen, "outside_busy"),
        (500, MayHaveHappened, "outside_unreachable"),
    ],
)
async def test_each_answer_is_one_kind_of_failure_and_no_redirect_is_followed(
    answer: int, kind: type[ChatError], code: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with program(answer) as there:
        error = await failed(hook(there))
        assert (type(error), error.code, len(there.asked)) == (kind, code, 1)
    assert "secret" not in repr(error) + caplog.text


async def test_who_can_not_sign_is_not_believed() -> None:
    async with program() as there:
        error = await failed(hook(there, secret=b"another key of quite some length"))
        assert (error.code, there.got) == ("outside_sign_in", {})


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "10.0.0.8",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "[::1]",
        "[fe80::1]",
        "[fd00::1]",
        "[::ffff:127.0.0.1]",
        "224.0.0.1",
        "localhost",
        "0x7f.1",
        "127.1",
        "2130706433",
        "192.0.0.192",
        "[64:ff9b::a9fe:a9fe]",
        "[2002:7f00:1::1]",
        "[::127.0.0.1]",
    ],
)
async def test_no_address_inside_is_called_unless_the_settings_allow_it(host: str) -> None:
    error = await failed(Hook(address=f"http://{host}:9/secret", secret=SECRET))
    assert (type(error), error.code) == (NeverWill, "outside_inside")


class Names:
    """A name server that has both addresses for every name."""

    async def resolve(self, host: str, *_: object) -> list[ResolveResult]:
        """The one inside first."""
        return [
            ResolveResult(hostname=host, host=each, port=1, family=2, proto=6, flags=0)
            for each in ("127.0.0.1", "192.0.0.9", "8.8.8.8")
        ]

    async def close(self) -> None:
        """Nothing to be done."""


async def test_a_name_leads_nowhere_inside_whatever_else_it_means() -> None:
    resolver = OnlyOutside(Names())  # type: ignore[arg-type]  # it does what is asked of it
    assert [found["host"] for found in await resolver.resolve("both.example.com")] == [
        "192.0.0.9",
        "8.8.8.8",
    ]


async def test_the_way_past_a_proxy_is_taken_where_addresses_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    async with http_session(resolver=OnlyOutside()) as session:
        assert session.trust_env is False
    async with http_session() as session:
        assert session.trust_env is True


async def test_a_program_that_nobody_knows_any_more_is_not_called() -> None:
    async with program() as there:
        async with outside(Places()) as found:
            with pytest.raises(NeverWill) as caught:
                await found.carry_out(of(), TellOutside(place=TRACKER))
        assert caught.value.code == "outside_not_set"
        gone = await failed(hook(there), of(playbook=replace(CALLED, webhooks=())))
        assert (gone.code, there.asked) == ("outside_not_named", [])


def test_what_people_typed_is_cut_where_it_has_no_end() -> None:
    long = of(replace(UPDATED, known="x" * 20_000))
    found = webhook.body(long, TRACKER, Happening.UPDATED)
    assert len(str(found["text"])) == webhook.LONGEST_WORDS + 1


def test_a_program_is_sent_of_an_incident_what_the_api_shows_of_it() -> None:
    sent = webhook.body(of(), TRACKER, Happening.UPDATED)["incident"]
    incident = of().incident
    read = shown.incident(incident, {}, PROCESS, "").model_dump(mode="json")
    assert isinstance(sent, dict)
    assert set(sent) == set(Facts.model_fields)
    assert {name: read[name] for name in sent} == sent


def test_whatever_is_sent_is_as_the_description_of_the_api_says() -> None:
    hidden = of(CLOSED, incident=replace(closed(), private=True))
    for each in (of(), of(CLOSED, incident=closed()), hidden):
        body = webhook.body(each, TRACKER, Happening.CLOSED)
        read = Delivery.model_validate(body).model_dump(mode="json", exclude_unset=True)
        assert read == body
