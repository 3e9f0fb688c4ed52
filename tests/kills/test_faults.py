"""Any fault at any call: Slack fails in every way that it can, and the end is the same.

Each method that a deed calls is failed once in each way (of which `make test` tries a sample); what
everybody sees in the end must be what an undisturbed evening left.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from firebell.playbook_file import read_playbook
from slack_sandbox import Sandbox
from tests.kills import sample
from tests.kills.bots import new_database, state
from tests.kills.sample import pairs
from tests.kills.test_kills import (
    IN_A_THREAD,
    MAKING_PRIVATE,
    PICTURE,
    REDACTING,
    REVIEWING,
    differences,
)
from tests.stories.evening import DFE, WORKSPACE, Evening, evening
from tests.stories.test_in_a_thread import above, minor
from tests.stories.test_notes import pictures

AT_ONCE = 4
UNHURRIED = {**WORKSPACE, "patience": 20.0}
"""Evenings side by side keep a machine busy for longer than Slack's three seconds, and what is
held to here is what Slack's faults do, not how fast two cores are: runs were red where a command, a
form or a press came too late, each at another place."""
FAULTS: dict[str, dict[str, Any]] = {
    "drop_before": {},
    "drop_after": {},
    "late": {"seconds": 1.5},
    "http_500": {},
    "latency": {"seconds": 5.5},
    "malformed": {},
    "rate_limited": {"retry_after": 1},
    "error": {"error": "fatal_error"},
}
METHODS = {
    "declare": [
        "conversations.create",
        "conversations.invite",
        "conversations.setTopic",
        "conversations.setPurpose",
        "chat.postMessage",
        "chat.update",
        "bookmarks.add",
        "pins.add",
        "usergroups.users.list",
    ],
    "thread": ["chat.postMessage", "chat.update", "chat.getPermalink", "conversations.join"],
    "move": ["conversations.create", "conversations.invite", "chat.postMessage", "chat.update"],
    "answer": ["chat.postMessage", "chat.update", "conversations.setTopic"],
    "nudge": ["chat.postMessage", "chat.update"],
    "neighbour": ["chat.postMessage", "chat.update"],
    "picture": ["files.info"],
    "action": ["chat.postMessage", "chat.update"],
    "close": ["chat.postMessage", "chat.update", "conversations.setTopic"],
    "redact": [*REDACTING],
    "review": [*REVIEWING],
    "private": [*MAKING_PRIVATE, "conversations.info", "conversations.history", "bookmarks.list"],
}
OF = {"private": 8, "redact": 4}
"""What takes many calls is tried at fewer of them in `make test`."""


async def declare(
    night: Evening, service: str = "apply-manage", severity: str = "P2", **roles: str
) -> None:
    """Alice raises it. On a busy machine she asks for the form again; where Slack's three seconds
    pass it is raised as well."""
    await form_for(night, "/incident")
    values = {"title": "It is down", "service": service, "severity": severity}
    sent = await night.alice.submits(values, **roles)
    assert sent in ({"ok": True}, {"ok": False, "error": "operation_timeout"})
    await (above if severity == "P3" else Evening.own)(night)


async def in_thread(night: Evening) -> None:
    """Alice raises what is minor: it lives in a thread."""
    await declare(night, severity="P3")


async def move(night: Evening) -> None:
    """Bob moves it to a channel."""
    await night.bob.types("/incident channel INC-1")
    await night.own()


async def form_for(night: Evening, command: str, channel: str = "general") -> Any:
    """The form for what Alice types. Where it comes too late to open, which she reads, she types it
    again."""

    async def asked() -> Any:
        await types(night, command, channel)
        await night.until("an answer", night.is_answered)
        return await night.alice.form()

    return await night.until(f"a form for {command}", asked)


async def types(night: Evening, command: str, channel: str = "general") -> None:
    """Alice types it, and again where Slack says that the line to the bot was not there: on a busy
    machine it breaks, as any does, and then nobody has heard of it."""

    async def is_sent() -> bool:
        sent = await night.alice.types(command, channel)
        return sent != {"ok": False, "error": "dispatch_failed"}

    await night.until(f"{command} on its way", is_sent)


async def make_private(night: Evening) -> None:
    """Alice goes on with Bob, in a channel of their own; the old one is put away."""
    await form_for(night, "/incident private INC-1")
    sent = await night.alice.submits(people=["alice", "bob"])
    assert sent in ({"ok": True}, {"ok": False, "error": "operation_timeout"})
    await calm(night)
    await night.later(minutes=12 / 60)


async def correct(night: Evening) -> None:
    """Alice calls it otherwise."""
    await form_for(night, "/incident edit", await night.own())
    await night.alice.submits(title="The disk is full")
    await night.settled()


async def redact(night: Evening) -> None:
    """Alice removes the title that it had at first."""
    form = await form_for(night, "/incident redact INC-1")
    old = next(b for b in form["blocks"] if "Old title" in b.get("text", {}).get("text", ""))

    async def asked_once_more() -> bool:
        """There is something to send off: that form stands in place of the list, which has not."""
        await night.alice.presses("redact_entry", value=old["accessory"]["value"])
        await night.until("an answer", night.is_answered)
        form = await night.alice.form()
        return form is not None and bool(form.get("submit"))

    await night.until("what asks once more", asked_once_more)
    sent = await night.alice.submits()
    assert sent in ({"ok": True}, {"ok": False, "error": "operation_timeout"})


async def silent(night: Evening) -> None:
    """Bob was asked and says nothing; the first nudge reached nobody else."""
    await declare(night, "other", role_technical="bob")
    await night.settled()
    for minutes in (11, 10):
        await night.later(minutes=minutes)


async def answer(night: Evening) -> None:
    """Bob is on it: whatever asked him shows so."""
    await night.bob.presses("on_it", await night.bob.reads("asks you to be technical lead"))


async def neighbour(night: Evening) -> None:
    """Alice tells the team of the service that this one uses."""
    own = await night.own()
    card = await night.said(own, "Apply/Manage uses Publish/Find.")
    await night.alice.presses("tell_service:publish-find", card, own)
    await night.until("the telling on the record", lambda: neighbour_told(night))


async def neighbour_told(night: Evening) -> bool:
    """Whether it is, whatever Slack said to Alice."""
    return "NeighbourTold" in await night.events(1)


async def picture(night: Evening) -> None:
    """Alice shares a picture, and marks it."""
    own = await night.own()
    shared = await night.alice.does(
        "upload", own, filename="a.png", content=PICTURE, encoding="base64"
    )
    await night.alice.does("react", own, message_ts=shared["ts"], name="pushpin")
    await night.until("the note", lambda: noted(night))


async def noted(night: Evening) -> bool:
    """Whether the picture's message is on the record."""
    return "Noted" in await night.events(1)


async def action(night: Evening) -> None:
    """Alice gives Bob something to do."""
    await types(night, "/incident action @bob ring them", await night.own())
    await night.until("the action on the record", lambda: added(night))


async def added(night: Evening) -> bool:
    """Whether it is on the record."""
    return "ActionAdded" in await night.events(1)


async def close(night: Evening) -> None:
    """Alice closes, with words."""
    await types(night, "/closeincident It is up again", await night.own())
    await night.until("the end of INC-1 on the record", lambda: closed(night))


async def review(night: Evening) -> None:
    """Alice publishes the review, with a summary."""
    await form_for(night, "/incident review publish", await night.own())
    sent = await night.alice.submits({"section.summary": "It was down for an hour."})
    assert sent in ({"ok": True}, {"ok": False, "error": "operation_timeout"})
    await calm(night)


async def nudge(night: Evening) -> None:
    """Nobody answers, until it is asked wherever it was announced."""
    await night.later(minutes=20)


async def closed(night: Evening) -> bool:
    """Whether INC-1 is, whatever Slack said to Alice."""
    assert night.bot is not None
    incident = await night.found(lambda reads: reads.by_number(1))
    return incident is not None and not incident.is_open


DEEDS: dict[str, Callable[[Evening], Awaitable[None]]] = {
    "declare": declare,
    "thread": in_thread,
    "move": move,
    "answer": answer,
    "nudge": nudge,
    "neighbour": neighbour,
    "picture": picture,
    "action": action,
    "close": close,
    "redact": redact,
    "private": make_private,
    "review": review,
}


@asynccontextmanager
async def begun(
    data: Path, starting: asyncio.Lock, playbook: Path, server: str | None
) -> AsyncIterator[tuple[Sandbox, Evening]]:
    """A workspace with the bot in it. One begins after the other: a start is all work and no
    waiting, and many at once have stood still for longer than Slack has patience."""
    async with AsyncExitStack() as stack:
        async with starting:
            sandbox = await stack.enter_async_context(Sandbox.serve(**UNHURRIED))
            night = await stack.enter_async_context(
                evening(
                    sandbox, data, playbook, new_database(server) if server else None, strict=False
                )
            )
            await everybody_known(night)
        yield sandbox, night


async def everybody_known(night: Evening) -> None:
    """Slack has said who is meant by every name of the playbook. A question that came too late on a
    busy machine is asked again in half a minute, and an evening without Priya ended otherwise."""
    assert night.bot is not None
    directory = night.bot.directory
    names = read_playbook(night.settings.playbook).references()

    async def look() -> bool:
        if all(directory.known(name) for name in names):
            return True
        await directory.refresh()
        return False

    await night.until("an answer for every name", look)


async def told(
    data: Path,
    starting: asyncio.Lock,
    deed: str,
    method: str = "",
    fault: str = "",
    server: str | None = None,
) -> dict[str, Any]:
    """What an evening with this fault ends in; no method, no fault. With a server its database is
    PostgreSQL."""
    data.mkdir()
    playbook = minor(data) if deed in IN_A_THREAD else DFE
    async with begun(data, starting, playbook, server) as (sandbox, night):
        if deed == "nudge":
            await silent(night)
        elif deed == "move":
            await in_thread(night)
            await night.settled()
        elif deed not in ("declare", "thread"):
            await declare(night)
            await night.settled()
        if deed == "redact":
            await correct(night)
        if deed == "review":
            await close(night)
            await types(night, "/incident review file", await night.own())
            await night.settled()
        if deed in ("private", "redact"):
            await types(night, "/incident record INC-1", await night.own())
            await night.settled()
        if method:
            await night.fault(method, fault, times=1, **FAULTS[fault])
        await DEEDS[deed](night)
        await calm(night)
        await night.later(minutes=61 / 60)
        await calm(night)
        kept = await pictures(night)
        return {**state(sandbox), "the record": {"pictures": len(kept)}}


async def calm(night: Evening) -> None:
    """Nothing is due now, nor in the seconds that a failed call waits."""
    assert night.bot is not None
    bot = night.bot

    async def look() -> bool:
        def quiet(tx: Any) -> bool:
            due = tx.next_due()
            return due is None or (due - tx.now()).total_seconds() > 10

        return await bot.store.transact(quiet)

    await night.until("calm", look)


async def every_fault(tmp_path: Path, deed: str) -> list[str]:
    """The faults that left something else behind, in words."""
    limit, starting = asyncio.Semaphore(AT_ONCE), asyncio.Lock()
    wanted = await told(tmp_path / "undisturbed", starting, deed)

    async def difference(method: str, fault: str) -> str | None:
        async with limit:
            found = await told(tmp_path / f"{method}-{fault}", starting, deed, method, fault)
        return None if found == wanted else f"{fault} {method}: {differences(wanted, found)}"

    tried = pairs(METHODS[deed], list(FAULTS), OF.get(deed, sample.OF))
    ended = await asyncio.gather(*(difference(*pair) for pair in tried))
    return [words for words in ended if words]


async def test_any_fault_at_any_call_of_a_declare_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_fault(tmp_path, "declare")
    assert not differing, "\n".join(differing)


async def test_any_fault_where_it_is_raised_in_a_thread_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_fault(tmp_path, "thread")
    assert not differing, "\n".join(differing)


async def test_any_fault_where_it_is_moved_to_a_channel_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_fault(tmp_path, "move")
    assert not differing, "\n".join(differing)


async def test_any_fault_at_any_call_of_an_answer_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_fault(tmp_path, "answer")
    assert not differing, "\n".join(differing)


async def test_any_fault_at_any_call_of_a_nudge_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_fault(tmp_path, "nudge")
    assert not differing, "\n".join(differing)


async def test_any_fault_where_a_neighbour_is_told_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_fault(tmp_path, "neighbour")
    assert not differing, "\n".join(differing)


async def test_any_fault_where_a_picture_is_kept_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_fault(tmp_path, "picture")
    assert not differing, "\n".join(differing)


async def test_any_fault_at_any_call_of_an_action_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_fault(tmp_path, "action")
    assert not differing, "\n".join(differing)


async def test_any_fault_at_any_call_of_a_close_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_fault(tmp_path, "close")
    assert not differing, "\n".join(differing)


async def test_any_fault_at_any_call_that_removes_a_title_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_fault(tmp_path, "redact")
    assert not differing, "\n".join(differing)


async def test_faults_where_a_review_is_published_end_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_fault(tmp_path, "review")
    assert not differing, "\n".join(differing)


async def test_faults_where_it_is_made_private_end_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_fault(tmp_path, "private")
    assert not differing, "\n".join(differing)
