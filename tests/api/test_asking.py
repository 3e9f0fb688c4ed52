"""What programs are answered: who may ask, lists in pages, what has not changed, what is wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import httpx2
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.responses import Response
from starlette.types import Receive, Send
from starlette.types import Scope as Scope_

from firebell.app.tokens import Tokens
from firebell.domain.grants import Scope
from firebell.domain.permissions import Caller
from firebell.storage.address import open_store
from firebell.web.api.guard import Guard
from firebell.web.api.pace import Pace
from firebell.web.site.parts import Parts
from slack_sandbox.testing import SandboxHandle
from tests.api.asking import Program, asking
from tests.site.browsing import with_pages
from tests.stories.evening import evening, in_the_workspace

pytestmark = in_the_workspace
NOW = datetime(2026, 11, 27, 3, 4, tzinfo=UTC)
ADDRESSES = ("/incidents", "/incidents/1", "/incidents/1/timeline", "/playbook", "/figures")
SCOPES = {
    Scope.READ: ("GET", "/incidents", None),
    Scope.RAISE: ("POST", "/incidents", {"title": "It is slow"}),
    Scope.UPDATE: ("POST", "/incidents/1/updates", {"known": "It is slow"}),
    Scope.NOTE: ("POST", "/incidents/1/notes", {"text": "It is slow"}),
    Scope.CLOSE: ("POST", "/incidents/1/close", {}),
}


async def asks(program: Program, scope: Scope) -> int:
    """What this scope is for; the answer's status."""
    method, path, body = SCOPES[scope]
    if method == "GET":
        return (await program.gets(path)).status_code
    return (await program.posts(path, body, f"{scope} {program.token[-9:]}")).status_code


async def test_without_a_token_nothing_is_said_and_each_scope_lets_do_its_own_and_no_more(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        async with asking(night, "alice") as alice:
            assert (await alice.raises()).status_code == 201
        async with asking(night, None) as nobody:
            for address in (*ADDRESSES, "/gone"):
                answer = await nobody.gets(address)
                assert (answer.status_code, answer.json()["code"]) == (401, "no_token")
                assert answer.headers["content-type"] == "application/problem+json"
                assert answer.headers["www-authenticate"] == 'Bearer realm="firebell"'
            nobody.token = f"{alice.token[:-1]}{'0' if alice.token[-1] != '0' else '1'}"
            assert (await nobody.gets("/incidents")).json()["code"] == "bad_token"
            assert (await nobody.client.get(f"{nobody.url}/openapi.json")).status_code == 200
        for scope in SCOPES:
            async with asking(night, "bob", frozenset({scope})) as one:
                allowed = {each for each in SCOPES if await asks(one, each) < 300}
                assert allowed == {scope}


async def test_a_list_comes_in_pages_and_what_has_not_changed_is_not_sent_again(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        asking(night, "alice") as program,
    ):
        for title in ("It is slow", "It is slower", "It is down"):
            assert (await program.raises(title, drill=True)).status_code == 201
        first = (await program.gets("/incidents?limit=2")).json()
        assert [each["number"] for each in first["incidents"]] == [3, 2]
        rest = (await program.gets(f"/incidents?limit=2&cursor={first['next_cursor']}")).json()
        assert [each["number"] for each in rest["incidents"]] == [1]
        assert rest["next_cursor"] is None
        found = (await program.gets("/incidents?words=SLOW&status=open")).json()
        assert [each["title"] for each in found["incidents"]] == ["It is slower", "It is slow"]
        await night.settled()
        one = await program.gets("/incidents/1")
        same = await program.gets("/incidents/1", **{"If-None-Match": one.headers["etag"]})
        assert (same.status_code, same.content) == (304, b"")
        assert (await program.posts("/incidents/1/updates", {"known": "x"})).status_code == 201
        other = await program.gets("/incidents/1", **{"If-None-Match": one.headers["etag"]})
        assert other.json()["last_update"]["known"] == "x"


async def test_what_is_wrong_is_said_where_it_is_and_nothing_is_changed(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        asking(night, "alice") as program,
    ):
        for body, pointer, said in (
            ({}, "#/title", "This is missing."),
            ({"title": " "}, "#/title", "Say in one line what is going wrong."),
            ({"title": "x" * 3001}, "#/title", "This is longer than 3000 characters."),
            ({"title": "x", "severty": "P1"}, "#/severty", "There is no such part."),
            ({"title": "x", "severity": "P9"}, "#/severity", "not in the playbook any more"),
            ({"title": "x", "private": "maybe"}, "#/private", "This is not written as it has"),
        ):
            answer = await program.posts("/incidents", body, "key")
            (part,) = answer.json()["errors"]
            assert (answer.status_code, part["pointer"]) == (422, pointer)
            assert said in part["detail"]
        keyless = await program.posts("/incidents", {"title": "x"})
        assert keyless.json()["errors"] == [
            {"pointer": "Idempotency-Key", "detail": "This is missing."}
        ]
        assert await night.bot_numbers() == []
        await program.raises()
        far = {"known": "x", "next_update_at": "2036-01-01T00:00:00Z"}
        for path, sent, code in (
            ("/incidents/1/updates", far, "next_update_too_far"),
            ("/incidents/1/updates", {"known": " "}, "say_what_is_known"),
            ("/incidents/1/updates", {"known": "x", "status": "closed"}, "wrong"),
            ("/incidents/1/updates", {"known": "x", "next_update_at": "2026-01-01"}, "wrong"),
            ("/incidents/1/notes", {"text": "\n"}, "nothing_to_note"),
            ("/incidents/1/close", {"outcome": "fine"}, "wrong"),
            ("/incidents/1/close", {"outcome": "duplicate", "duplicate_of": 1}, "same_as_itself"),
        ):
            answer = await program.posts(path, sent)
            assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
        for address, code in (
            ("/incidents?cursor=soon", "no_cursor"),
            ("/incidents?from=soon", "not_searchable"),
            ("/figures?from=2026-11-27&to=2026-11-26", "span_backwards"),
            ("/incidents/0", "wrong"),
        ):
            answer = await program.gets(address)
            assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert (await program.gets("/gone")).json()["code"] == "not_found"
        denied = await program.client.delete(
            f"{program.url}/incidents/1", headers={"Authorization": f"Bearer {program.token}"}
        )
        assert (denied.status_code, denied.json()["code"]) == (405, "not_allowed")
        found = await night.found(lambda reads: reads.by_number(1))
        assert found is not None
        assert (found.is_open, found.last_update) == (True, None)


@settings(max_examples=50)
@given(gaps=st.lists(st.floats(0, 120), max_size=400))
def test_a_token_asks_no_more_often_than_it_may_and_again_once_it_has_waited(
    gaps: list[float],
) -> None:
    pace, at, allowed = Pace(at_once=10, a_minute=60), NOW, []
    for gap in gaps:
        at += timedelta(seconds=gap)
        wait = pace.wait("one", at)
        assert 0 <= wait <= 1
        assert pace.wait(f"other {at}", at) == 0
        if wait == 0:
            allowed.append(at)
        within = [each for each in allowed if at - each < timedelta(seconds=60)]
        assert len(within) <= 10 + 60


async def test_who_asks_too_often_reads_how_long_to_wait(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'firebell.db'}")

    class Known:
        """Alice's token, and that she is a member."""

        tokens = Tokens(store, lambda: NOW)

        async def who(self, person: str) -> Caller:
            """She is."""
            return Caller(person)

    async def answers(scope: Scope_, receive: Receive, send: Send) -> None:
        await Response("here")(scope, receive, send)

    try:
        _, written = await Known.tokens.make(
            "U0ALICE11", "deploys", frozenset({Scope.READ}), 1, "1"
        )
        guard = Guard(answers, cast(Parts, Known()), Pace(at_once=1, a_minute=2))
        transport = httpx2.ASGITransport(guard)
        async with httpx2.AsyncClient(transport=transport, base_url="http://here") as client:
            headers = {"Authorization": f"bearer {written}"}
            first, second = [await client.get("/x", headers=headers) for _ in range(2)]
        assert (first.status_code, second.status_code) == (200, 429)
        assert second.headers["retry-after"] == "30"
        assert second.json()["detail"] == (
            "This token asks too often. Nothing was changed. Wait 30 seconds."
        )
    finally:
        store.close()


def test_so_often_at_once_and_no_more() -> None:
    pace = Pace(at_once=3, a_minute=60)
    assert [pace.wait("one", NOW) for _ in range(5)] == [0, 0, 0, 1, 1]
    assert pace.wait("one", NOW + timedelta(seconds=1)) == 0
