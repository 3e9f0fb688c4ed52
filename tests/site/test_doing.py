"""Raising, updating and closing on the pages, in the hour in which Slack is what is broken."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.web.site.doing import LONGEST_PROMISE, _minutes
from slack_sandbox.testing import SandboxHandle
from tests.site.browsing import Reader, reading, with_pages
from tests.stories.evening import DFE, Evening, evening, in_the_workspace
from tests.stories.test_private import SECRET

pytestmark = in_the_workspace
LATER = "What Slack has to hear of it follows as soon as Slack answers."
HIDDEN = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)">')
ADDRESSES = ("/incidents/1/update", "/incidents/1/close", "/incidents/1/note")


async def form(reader: Reader, path: str) -> dict[str, str]:
    """What a form carries that nobody sees."""
    answer = await reader.sees(path)
    assert answer.status_code == 200, answer.text
    _, _, main = answer.text.partition("<main")
    return {name: unescape(value) for name, value in HIDDEN.findall(main)}


async def sends(reader: Reader, path: str, data: dict[str, str]) -> httpx2.Response:
    """The form, as it is."""
    return await reader.client.post(f"{reader.url}{path}", data=data)


async def fills(reader: Reader, path: str, **typed: str) -> httpx2.Response:
    """The form that this address shows, filled in and sent."""
    return await sends(reader, path, {**await form(reader, path), **typed})


async def raises(reader: Reader, **typed: str) -> httpx2.Response:
    """Alice's three answers, or others."""
    known = {"title": "Nobody can log in", "service": "apply-manage", "severity": "P1"}
    return await fills(reader, "/raise", **{**known, "sensitive": "no", **typed})


async def after(reader: Reader, answer: httpx2.Response) -> str:
    """The page to which a form leads, as it reads."""
    assert answer.status_code == 303, answer.text
    return unescape((await reader.sees(answer.headers["location"])).text)


async def told(night: Evening, part: str, where: str) -> int:
    """How many messages of the bot's there say this."""
    messages = (await night.channel(where))["messages"]
    mine = [each for each in messages if each["user"] == night.bot_user]
    return sum(part in str(each) for each in mine)


async def test_alice_raises_updates_and_closes_while_slack_is_away_and_it_hears_once_it_is_back(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "alice") as alice,
        reading(night, "charlie") as charlie,
    ):
        await night.fault("*", "http_500")
        carried = await form(alice, "/raise")
        typed = {"title": "Nobody can log in", "service": "apply-manage", "severity": "P1"}
        data = {**carried, **typed, "sensitive": "no", "description": "Since 03:00\r\nor so"}
        answer = await sends(alice, "/raise", data)
        assert answer.headers["location"] == "/incidents/1"
        page = await after(alice, answer)
        assert "INC-1 is raised." in page
        assert LATER in page
        assert "INC-1 is raised." not in (await alice.sees("/incidents/1")).text
        # Pressed twice, or sent again after going back.
        page = await after(alice, await sends(alice, "/raise", data))
        assert "That is INC-1 already. Nothing was doubled." in page

        update = {"known": "The sign-in service is down", "doing": "Restarting it"}
        carried = await form(alice, "/incidents/1/update")
        assert carried["stood_severity"] == "P1"
        data = {**carried, **update, "status": "identified", "severity": "P1", "next_update": "25"}
        for said in ("Your update of INC-1 is on the record.", "This was sent off before"):
            page = await after(alice, await sends(alice, "/incidents/1/update", data))
            assert said in page
        assert "Cause identified" in page
        assert "The sign-in service is down" in (await charlie.sees("/incidents/1")).text
        answer = await fills(charlie, "/incidents/1/note", words="I saw it at 02:50")
        assert "Your note is on the record of INC-1." in await after(charlie, answer)

        ended = {"outcome": "resolved", "summary": "A certificate ran out"}
        page = await after(alice, await fills(alice, "/incidents/1/close", **ended))
        assert "INC-1 is closed." in page
        assert LATER in page
        assert "/incidents/1/update" not in page
        assert "/incidents/1/note" in page
        assert (await night.events(1)).count("Updated") == 1

        await night.client.heal()
        for _ in range(6):
            await night.later(minutes=2)
        own = await night.own()
        names = [channel["name"] for channel in await night.channels()]
        assert len([name for name in names if "nobody-can-log-in" in name]) == 1
        for place in ("general", "incidents"):
            assert await told(night, "The sign-in service is down", place) == 1
            assert await told(night, "INC-1 is closed.", place) == 1
            assert await told(night, "Closed: resolved · Nobody can log in", place) == 1
        # The channel comes after the end; its card says how it stands.
        assert await told(night, "*INC-1 · P1 · Closed: resolved*", own) == 1
        assert LATER not in (await alice.sees("/incidents/1")).text
        assert await night.bot_numbers() == []


async def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "alice") as alice,
    ):
        wrong: tuple[tuple[dict[str, str], str, str], ...] = (
            ({"title": " \u200b "}, "title", "Say in one line what is going wrong."),
            ({"title": "x" * 3001}, "title", "This is longer than 3000 characters."),
            ({"service": ""}, "service", "Choose one of these."),
            ({"service": "gone"}, "service", "This service is not in the playbook any more."),
            ({"severity": ""}, "severity", "Choose one of these."),
            ({"severity": "P9"}, "severity", "not in the playbook any more"),
            ({"sensitive": "maybe"}, "sensitive", "Choose one of these."),
        )
        for typed, field, said in wrong:
            answer = await raises(alice, **{"description": "It was <b>red</b>", **typed})
            assert answer.status_code == 400, typed
            assert f'<a href="#{field}">' in answer.text, typed
            at_field = answer.text.partition(f'id="{field}-wrong">')[2].partition("</span>")[0]
            assert said in unescape(at_field), (typed, at_field)
            assert "It was &lt;b&gt;red&lt;/b&gt;</textarea>" in answer.text
        assert await night.bot_numbers() == []

        await after(alice, await raises(alice, severity="unsure", service="unsure"))
        told_why: tuple[tuple[str, dict[str, str], str, str], ...] = (
            ("update", {"known": " "}, "known", "Say what you know"),
            ("update", {"known": "x", "status": "closed"}, "status", "Choose one of these."),
            (
                "update",
                {"known": "x", "severity": "P9"},
                "severity",
                "not in the playbook any more",
            ),
            ("update", {"known": "x", "next_update": "soon"}, "next_update", "whole number"),
            ("close", {"outcome": "fine"}, "outcome", "Choose one of these."),
            ("close", {"outcome": "duplicate", "duplicate_of": "7"}, "duplicate_of", "INC-7"),
            ("note", {"words": "\n"}, "words", "There are no words here"),
        )
        stands = {"status": "investigating", "severity": "unsure", "doing": "Looking"}
        for name, typed, field, said in told_why:
            answer = await fills(alice, f"/incidents/1/{name}", **{**stands, **typed})
            assert answer.status_code == 400, (name, typed)
            at_field = answer.text.partition(f'id="{field}-wrong">')[2].partition("</span>")[0]
            assert at_field, (name, typed, answer.text)
            assert said in unescape(at_field), (name, typed, at_field)
        found = await night.found(lambda reads: reads.by_number(1))
        assert found is not None
        assert (found.is_open, found.last_update, found.severity_confirmed) == (True, None, False)

        # Left as it stands, nothing is confirmed.
        again = await form(alice, "/incidents/1/update")
        data = {**again, **stands, "known": "A & b"}
        assert "A & b" in await after(alice, await sends(alice, "/incidents/1/update", data))
        found = await night.found(lambda reads: reads.by_number(1))
        assert found is not None
        assert found.severity_confirmed is False
        assert found.last_update is not None
        assert (found.last_update.known, found.last_update.doing) == ("A & b", "Looking")


async def test_a_form_without_its_token_does_nothing_and_keeps_what_was_typed(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "alice") as alice,
        reading(night, "bob") as bob,
        reading(night) as nobody,
    ):
        theirs = (await form(bob, "/raise"))["token"]
        for token in ({}, {"token": ""}, {"token": "0" * 64}, {"token": theirs}):
            data = {"title": "Nobody can log in", "service": "unsure", "severity": "P2"}
            carried = {"key": (await form(alice, "/raise"))["key"], **token}
            answer = await sends(alice, "/raise", {**carried, **data, "sensitive": "no"})
            assert answer.status_code == 400
            assert "This form was no longer good." in answer.text
            assert 'value="Nobody can log in"' in answer.text
        assert await night.bot_numbers() == []
        assert (await sends(nobody, "/raise", data)).status_code == 401

        await after(alice, await raises(alice))
        for path in ADDRESSES:
            answer = await sends(alice, path, {"known": "x", "words": "x", "outcome": "resolved"})
            assert answer.status_code == 400
            assert (await sends(nobody, path, {})).status_code == 401
        assert "Noted" not in await night.events(1)
        assert "Updated" not in await night.events(1)
        assert await night.bot_numbers() == [1]


async def test_a_private_incident_is_raised_unseen_and_others_can_do_nothing_to_it(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "alice") as alice,
        reading(night, "charlie") as charlie,
    ):
        answer = await raises(alice, title=f"A {SECRET} leak", sensitive="yes")
        assert answer.headers["location"] == "/now"
        assert "INC-1 is raised. You find it here" in await after(alice, answer)
        await night.own()
        await night.settled()
        assert SECRET in (await alice.sees("/incidents/1/update")).text

        token = (await form(charlie, "/raise"))["token"]
        data = {"token": token, "key": "0" * 32, "known": "x", "words": "x", "outcome": "resolved"}
        for path in ADDRESSES:
            missing = path.replace("/1/", "/2/")
            there, gone = await charlie.sees(path), await charlie.sees(missing)
            assert (there.status_code, there.text) == (404, gone.text)
            for sent in (data, {}):
                there, gone = await sends(charlie, path, sent), await sends(charlie, missing, sent)
                assert (there.status_code, there.text) == (404, gone.text)
        # It is no answer to whether something is like it, or the same as it.
        answer = await raises(charlie, title="The same?")
        assert answer.status_code == 303
        ended = {"outcome": "duplicate", "duplicate_of": "INC-1"}
        hidden = await fills(charlie, "/incidents/2/close", **ended)
        ended["duplicate_of"] = "INC-9"
        unknown = await fills(charlie, "/incidents/2/close", **ended)
        assert hidden.status_code == unknown.status_code == 400
        assert _without_keys(hidden) == _without_keys(unknown).replace("INC-9", "INC-1")
        assert SECRET not in hidden.text

        await night.alice.does("leave", await night.own())
        await night.settled()
        for path in ADDRESSES:
            assert (await alice.sees(path)).status_code == 404
            sent = {**data, "token": (await form(alice, "/raise"))["token"]}
            assert (await sends(alice, path, sent)).status_code == 404


async def test_where_firebell_was_removed_its_people_read_so_and_others_nothing(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "alice") as alice,
        reading(night, "charlie") as charlie,
    ):
        await after(alice, await raises(alice, title=f"A {SECRET} leak", sensitive="yes"))
        own = await night.own()
        await night.settled()
        await night.alice.does("kick", own, user=night.bot_user)
        for path in ("/incidents/1", *ADDRESSES):
            answer = await alice.sees(path)
            assert answer.status_code == 403
            assert "Firebell is not in the channel of INC-1 any more" in answer.text
            assert SECRET not in answer.text
            assert (await charlie.sees(path)).status_code == 404


def _without_keys(answer: httpx2.Response) -> str:
    return re.sub(r'name="key" value="[0-9a-f]+"', "", answer.text)


async def test_one_that_looks_like_another_asks_once_and_the_third_loud_one_asks_too(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "alice") as alice,
    ):
        await after(alice, await raises(alice))
        answer = await raises(alice, title="Sign-in is down")
        assert answer.status_code == 200
        assert "INC-1 is open for the same service since" in answer.text
        assert '<a href="/incidents/1">Open INC-1</a>' in answer.text
        assert ">Raise anyway</button>" in answer.text
        carried = dict(HIDDEN.findall(answer.text.partition("<main")[2]))
        typed = {"title": "Sign-in is down", "service": "apply-manage", "severity": "P1"}
        data = {**carried, **typed, "sensitive": "no"}
        assert "INC-2 is raised." in await after(alice, await sends(alice, "/raise", data))

        answer = await raises(alice, title="Three", service="unsure")
        assert answer.status_code == 200
        assert "This one is announced without a ping." in answer.text
        assert ">Raise quietly</button>" in answer.text
        carried = dict(HIDDEN.findall(answer.text.partition("<main")[2]))
        data = {**carried, **typed, "service": "unsure", "sensitive": "no"}
        assert carried["quiet"] == "yes"
        assert "INC-3 is raised." in await after(alice, await sends(alice, "/raise", data))

        answer = await raises(alice, title="Practice", service="unsure", drill="yes")
        assert "INC-4 is raised, as a drill." in await after(alice, answer)
        page = (await alice.sees("/incidents/4/update")).text
        assert "This is a drill." in page
        # The same form with other words corrects what it raised.
        data = {**data, "title": "Three it is"}
        page = await after(alice, await sends(alice, "/raise", data))
        assert "INC-3 was raised already." in page
        assert "INC-3 Three it is" in page
        openly = await sends(alice, "/raise", {**data, "sensitive": "yes"})
        assert openly.status_code == 400
        assert "INC-3 was raised openly." in openly.text


async def test_what_somebody_may_not_do_is_neither_shown_nor_done(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    playbook = tmp_path / "playbook.toml"
    rules = '\n[permissions]\nraise = ["members"]\nupdate = ["leads"]\nclose = ["leads"]\n'
    playbook.write_text(DFE.read_text() + rules)
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, playbook, strict=False, more=more) as night,
        reading(night, "alice") as alice,
        reading(night, "charlie") as charlie,
    ):
        await after(alice, await raises(alice))
        page = (await charlie.sees("/incidents/1")).text
        shown = [path in page for path in ADDRESSES]
        assert shown == [False, False, True]
        token = (await form(charlie, "/raise"))["token"]
        data = {"token": token, "key": "0" * 32, "known": "x", "outcome": "resolved"}
        for path in ADDRESSES[:2]:
            for answer in (await charlie.sees(path), await sends(charlie, path, data)):
                assert answer.status_code == 403
                assert "<form class" not in answer.text
        assert await night.bot_numbers() == [1]

        await night.charlie.becomes(is_restricted=True)
        await night.settled()
        assert '"/raise"' not in (await charlie.sees("/now")).text
        for answer in (await charlie.sees("/raise"), await sends(charlie, "/raise", data)):
            assert answer.status_code == 403
        for path in ADDRESSES:
            assert (await charlie.sees(path)).status_code == 404


async def test_a_form_that_no_page_makes_is_answered_with_a_page(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "alice") as alice,
    ):
        await after(alice, await raises(alice))
        token = (await form(alice, "/raise"))["token"]
        odd = f"token={token}&key={'0' * 32}&".encode()
        bodies: tuple[tuple[bytes, str], ...] = (
            (b"", "application/x-www-form-urlencoded"),
            (b"token=%ff%fe&key=%ed%a0%80", "application/x-www-form-urlencoded"),
            (odd + b"title=%00&known=%ed%a0%80", "application/x-www-form-urlencoded"),
            (b"&".join([b"a=b"] * 2000), "application/x-www-form-urlencoded"),
            (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
            (b"{}", "application/json"),
        )
        for path in ("/raise", *ADDRESSES):
            for body, kind in bodies:
                answer = await alice.client.post(
                    f"{alice.url}{path}", content=body, headers={"content-type": kind}
                )
                assert answer.status_code in (400, 404), (path, body[:40], answer.status_code)
                assert "<main" in answer.text
        for line in ("closed.2", "closed.1x", "nonsense.1", "repeated.99999999999"):
            alice.client.cookies.set("firebell_said", line)
            assert 'role="status"' not in (await alice.sees("/incidents/1")).text
        assert await night.bot_numbers() == [1]


async def test_the_forms_speak_the_language_of_the_playbook(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    playbook = tmp_path / "playbook.toml"
    playbook.write_text(f'language = "fr"\n{DFE.read_text()}')
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, playbook, strict=False, more=more) as night,
        reading(night, "alice") as alice,
    ):
        assert "Déclarer un incident" in unescape((await alice.sees("/raise")).text)
        assert "INC-1 est déclaré." in await after(alice, await raises(alice))
        titles = ("Faire le point", "Clore l'incident", "Écrire une note")
        for path, title in zip(ADDRESSES, titles, strict=True):
            assert f"<h1>{title}</h1>" in unescape((await alice.sees(path)).text)


@given(st.text())
def test_minutes_are_a_whole_number_or_none(typed: str) -> None:
    found = _minutes(typed)
    assert found is None or 0 <= found <= LONGEST_PROMISE


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("", 0), (" 25 ", 25), ("10080", 10080), ("10081", None), ("0", None), ("-5", None)],
)
def test_minutes_are_read_as_they_are_meant(typed: str, minutes: int | None) -> None:
    assert _minutes(typed) == minutes
