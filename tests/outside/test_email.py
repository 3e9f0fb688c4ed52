"""Mail as a real server takes it: who it is from, which thread it belongs to, how it is refused."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.app.errors import ChatError, DidNotHappen, MayHaveHappened, NeverWill
from firebell.app.ports import Done, Job
from firebell.domain.commands import ReportToldOutside
from firebell.domain.effects import TellOutside
from firebell.outside import email
from firebell.outside.chat import Places, outside
from firebell.outside.email import MailServer, Security
from firebell.words.news import news_of
from tests.domain.build import NOW, declared
from tests.outside.build import OWNERS, PROCESS, UPDATED, job
from tests.outside.servers import MailBox, mail_server, trusting

SENDER = "Incidents <incidents@example.com>"
TOLD = Done(reports=[ReportToldOutside(place=OWNERS)])


def server(box: MailBox, security: Security = Security.STARTTLS, **more: str) -> MailServer:
    """How the settings name it."""
    found = MailServer(
        host="127.0.0.1", port=box.port, sender=SENDER, security=security, tls=trusting()
    )
    return replace(found, **more)  # type: ignore[arg-type]  # they are texts


async def told(where: MailServer, of: Job | None = None) -> Done:
    """What came of telling the owners."""
    async with outside(Places(mail=where)) as found:
        return await found.carry_out(of or job(place=OWNERS), TellOutside(place=OWNERS))


async def failed(where: MailServer, of: Job | None = None) -> tuple[type[ChatError], str]:
    """How telling the owners failed."""
    with pytest.raises(ChatError) as caught:
        await told(where, of)
    return type(caught.value), caught.value.code


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    """What stands in it, as text or as HTML."""
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.mark.parametrize("security", list(Security))
async def test_mail_is_handed_over_protected_as_the_settings_say(security: Security) -> None:
    starttls, tls = security is Security.STARTTLS, security is Security.TLS
    async with mail_server(starttls=starttls, tls=tls) as box:
        assert await told(server(box, security, user="firebell", password="right")) == TOLD
        assert box.to == [["owners@example.com"]]
    (mail,) = box.mail
    assert (mail["From"], mail["To"]) == (SENDER, "owners@example.com")
    assert mail["Subject"] == "INC-1: It is down"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert text_of(mail).splitlines() == [
        "INC-1 · P2 · Cause identified",
        "",
        "It is down (Website)",
        "",
        "Update of 03:14 GMT.",
        "",
        "A disk is full",
        "",
        "Next update by 03:50 GMT.",
        "",
        "-- ",
        "Sent by Firebell for Example.",
    ]


async def test_all_mail_of_an_incident_is_one_thread_and_the_same_news_one_message() -> None:
    async with mail_server() as box:
        for event in (declared(tell=(OWNERS,)), UPDATED, UPDATED):
            assert await told(server(box), job(event, OWNERS)) == TOLD
    first, second, again = box.mail
    assert first["In-Reply-To"] is None
    assert {second["In-Reply-To"], second["References"]} == {first["Message-ID"]}
    assert second["Message-ID"] == again["Message-ID"] != first["Message-ID"]
    assert first["Message-ID"].endswith("@example.com>")
    assert first["Subject"] == second["Subject"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("550 no such user", (NeverWill, "mail_no_address")),
        ("451 greylisted", (DidNotHappen, "outside_busy")),
    ],
)
async def test_a_refused_address_is_a_kind_of_failure(
    answer: str, expected: tuple[type[ChatError], str]
) -> None:
    async with mail_server() as box:
        box.answers = [answer]
        assert await failed(server(box)) == expected
        assert box.mail == []


async def test_what_goes_wrong_with_the_message_itself_is_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(email, "SECONDS", 1.0)
    async with mail_server() as box:
        box.data_answers = ["554 spam", "451 later", "silence", "silence"]
        assert await failed(server(box)) == (NeverWill, "outside_refused")
        assert await failed(server(box)) == (DidNotHappen, "outside_busy")
        assert await failed(server(box)) == (MayHaveHappened, "outside_unreachable")
        again = await told(server(box), job(place=OWNERS, doubtful=True))
        assert again == Done(reports=[ReportToldOutside(place=OWNERS, sure=False)])


async def test_who_can_not_be_trusted_logged_into_or_reached_gets_nothing() -> None:
    async with mail_server() as box:
        stranger = replace(server(box), tls=None)
        assert await failed(stranger) == (NeverWill, "outside_certificate")
        wrong = server(box, user="firebell", password="wrong")
        assert await failed(wrong) == (NeverWill, "outside_sign_in")
        nobody_named = job(place=OWNERS, playbook=replace(PROCESS, tell=()))
        assert await failed(server(box), nobody_named) == (NeverWill, "outside_not_named")
        assert await failed(server(box), job(place=OWNERS, may_send=lambda: False)) == (
            DidNotHappen,
            "lease_lost",
        )
    async with mail_server(starttls=False) as open_to_all:
        assert await failed(server(open_to_all)) == (NeverWill, "outside_refused")
    assert await failed(server(box)) == (DidNotHappen, "outside_unreachable")
    assert (box.mail, open_to_all.mail) == ([], [])


TYPED = st.text(st.characters(exclude_categories=()), max_size=400)


@given(TYPED, TYPED)
def test_whatever_people_type_stays_text_in_one_message_with_the_headers_that_we_set(
    title: str, words: str
) -> None:
    incident = replace(job().incident, title=title)
    news = news_of(incident, replace(UPDATED, outside=words), PROCESS, NOW)
    mail = email.message(
        news,
        sender=SENDER,
        recipient="owners@example.com",
        incident="incident-1",
        event="incident-1-2",
        first=False,
        at=NOW,
        organisation="Example",
    )
    raw = mail.as_bytes()
    assert raw.isascii()
    assert max(map(len, raw.splitlines())) <= 998
    assert raw.count(b"\nTo: ") + raw.startswith(b"To: ") == 1
    assert b"\nBcc:" not in raw
    html = text_of(mail, "html")
    tags = {"<!doctype html>", '<html lang="en">', '<body dir="auto">', "</body>", "</html>"}
    tags |= {"<p>", "</p>", "<strong>", "</strong>", "<small>", "</small>", "<br>"}
    for tag in tags:
        html = html.replace(tag, "")
    assert "<" not in html
