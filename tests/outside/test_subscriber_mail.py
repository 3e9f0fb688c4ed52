"""Mail to subscribers through GOV.UK Notify: as its documentation says, and once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import SecretStr

from firebell.app.errors import ChatError, DidNotHappen, MayHaveHappened, NeverWill
from firebell.app.public_mail import Letter
from firebell.outside.http import http_session
from firebell.outside.subscriber_mail import Notify, message
from tests.domain.build import NOW
from tests.outside.notify_server import KEY, SECRET, TEMPLATE, notify

LETTER = Letter(
    id="a-reference",
    recipient="tess@school.example.com",
    subject="It is back",
    text="You can sign in again.",
    at=NOW,
    leave="https://firebell.example.com/status/leave?t=x.y",
)


def yes() -> bool:
    """The lease lasts."""
    return True


async def test_notify_gets_what_its_template_needs_and_the_one_click_address() -> None:
    async with notify() as there, http_session() as session:
        door = Notify(session=session, key=SecretStr(KEY), template=TEMPLATE, url=there.url)
        assert not await door.was_sent(LETTER)
        await door.send(LETTER, yes)
        assert there.got == [
            {
                "email_address": "tess@school.example.com",
                "template_id": TEMPLATE,
                "personalisation": {
                    "subject": "It is back",
                    "message": "You can sign in again.",
                },
                "reference": "a-reference",
                "one_click_unsubscribe_url": "https://firebell.example.com/status/leave?t=x.y",
            }
        ]
        assert await door.was_sent(LETTER)


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        (400, NeverWill, "outside_refused"),
        (403, NeverWill, "outside_sign_in"),
        (429, DidNotHappen, "outside_busy"),
        (500, MayHaveHappened, "outside_unreachable"),
        ("late", MayHaveHappened, "outside_unreachable"),
    ],
)
async def test_each_answer_of_notify_is_one_kind_of_failure(
    answer: int | str, kind: type[ChatError], code: str
) -> None:
    async with notify(answer) as there, http_session() as session:
        door = Notify(session=session, key=SecretStr(KEY), template=TEMPLATE, url=there.url)
        with pytest.raises(kind) as caught:
            await door.send(LETTER, yes)
        assert caught.value.code == code
        assert await door.was_sent(LETTER) is (answer == "late")


@pytest.mark.parametrize("key", ["nonsense", KEY.replace(SECRET, SECRET[::-1].replace("-", "a"))])
async def test_a_key_that_is_none_is_said_without_it(key: str) -> None:
    async with notify() as there, http_session() as session:
        door = Notify(session=session, key=SecretStr(key), template=TEMPLATE, url=there.url)
        with pytest.raises(NeverWill) as caught:
            await door.send(LETTER, yes)
        assert caught.value.code == "outside_sign_in"
        assert key not in repr(caught.value)


def test_a_subject_of_several_lines_makes_no_header() -> None:
    odd = replace(LETTER, subject="It is back\r\nBcc: all@example.com")
    mail = message(odd, "incidents@example.com", "Example")
    assert mail["Subject"] == "It is back Bcc: all@example.com"
    assert mail["Bcc"] is None
