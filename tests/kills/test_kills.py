"""kill -9 at every Slack call of a declare, an answer, a nudge, a picture, an action and a close,
and where it is made private, before and after it took effect.

The calls are enumerated by an undisturbed run: the nth call of each method; `make test` kills at
the first of each method, before or after, `make chaos` at each of them, both. After the kill the
bot is started again; what everybody sees in the end must be what the undisturbed run left.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from slack_sandbox import Sandbox
from slack_sandbox.client import PersonClient, SandboxClient
from tests.kills import commits
from tests.kills.bots import (
    Child,
    Nursery,
    Rows,
    environment,
    held,
    new_database,
    nursery,
    postgres_rows,
    recorded,
    settled,
    sqlite_rows,
    state,
    swept,
)
from tests.kills.sample import OF, WHOLE, pairs
from tests.stories.evening import DFE, Json, takes_longer, until
from tests.stories.test_in_a_thread import minor

AT_ONCE = 6
READING = ("users.info", "users.lookupByEmail", "usergroups.list", "conversations.list")
"""Calls that only learn names and ids: they change nothing, and come when they come."""

MAKING_PRIVATE = (
    "conversations.create",
    "conversations.invite",
    "chat.update",
    "chat.delete",
    "files.delete",
    "bookmarks.remove",
    "conversations.setTopic",
    "conversations.rename",
    "chat.postMessage",
    "conversations.archive",
)
"""What writes when an incident is made private."""

REDACTING = (
    "chat.update",
    "conversations.setPurpose",
    "conversations.rename",
    "files.delete",
    "chat.postMessage",
)
"""What writes when an old title is removed from the record."""

ADOPTING = ("conversations.join", "conversations.invite", "chat.postMessage", "pins.add")
"""What writes when a channel that was there before becomes an incident's."""

REVIEWING = (
    "chat.postMessage",
    "files.getUploadURLExternal",
    "files.completeUploadExternal",
    "conversations.canvases.create",
)
"""What writes when a review is published."""

PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/VscvDQAAAABJRU5ErkJg"
    "gg=="
)
FEWEST = {"answer": 2, "picture": 0, "action": 1, "handover": 2, "archive": 0}
"""Calls that a deed takes at least, where they are few."""
NUDGES = 2
"""The second is said where the incident was announced, and pings those who are there."""

IN_A_THREAD = ("thread", "move")
"""Deeds with what is minor, which has no channel."""

Call = tuple[str, int]


RECORDED = {
    "declare": "Declared",
    "answer": "RoleTaken",
    "nudge": "Nudged",
    "picture": "Noted",
    "action": "ActionAdded",
    "close": "Closed",
    "private": "ChannelCleared",
    "redact": "Redacted",
    "adopt": "ChannelAdopted",
    "review": "ReviewPublished",
    "thread": "Declared",
    "move": "ChannelCreated",
    "update": "Updated",
    "handover": "HandoverOffered",
    "take": "RoleTaken",
    "reopen": "Reopened",
    "archive": "ChannelArchived",
}
"""The event of each deed; of making it private the last one."""
BEGUN = {"private": "MadePrivate", "adopt": "Declared", "move": "MovedToChannel"}
"""The first event of those of which RECORDED names the last."""
OF_TIME = ("nudge", "archive")
"""Deeds that nobody does: time passes."""
ONCE_CLOSED = ("review", "reopen", "archive")
"""Deeds with what is over."""


def begun(deed: str) -> str:
    """The event that says that it was heard."""
    return BEGUN.get(deed, RECORDED[deed])


async def typed(person: PersonClient, words: str, channel: str = "general") -> None:
    """They type it, and again where Slack says that there is no line to the bot: on a busy machine
    it breaks, as it does where the bot is killed."""
    for _ in range(100):
        sent = await person.types(words, channel)
        if sent != {"ok": False, "error": "dispatch_failed"}:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"{words} went nowhere")


async def sent_off(person: PersonClient, values: Mapping[str, Any]) -> Json:
    """They send their form off, and again where it says so, or Slack that there is no line."""
    sent = await person.submits(values)
    for _ in range(100):
        if sent == {"ok": False, "error": "dispatch_failed"}:
            await asyncio.sleep(0.1)
        elif not takes_longer(sent):
            break
        sent = await person.submits(values)
    return sent


@dataclass(slots=True)
class Run:
    """One workspace with a bot of its own."""

    sandbox: Sandbox
    client: SandboxClient
    nursery: Nursery
    data: Path
    child: Child
    rows: Rows
    database: str | None
    playbook: Path = DFE

    @property
    def commits(self) -> Path:
        """Where the bot notes its commits (`tests.kills.commits`)."""
        return self.data / "commits"

    async def again(self, log: str) -> None:
        """The bot is started anew."""
        started = environment(self.sandbox, self.data, self.database, self.playbook)
        self.child = await self.nursery.bot(started, self.data / log)

    async def declare(self, **values: str) -> None:
        """Alice raises; a form that did not open is asked for again."""
        alice = self.client.person("alice")
        for _ in range(20):
            await typed(alice, "/incident It is down")
            if await alice.form() is None:
                await asyncio.sleep(0.3)
                continue
            sent = await sent_off(alice, {"service": "apply-manage", "severity": "P2", **values})
            if sent["ok"]:
                return
            await asyncio.sleep(0.3)
        raise AssertionError("Alice could not raise it")

    async def form_for(self, command: str, channel: str = "general") -> Any:
        """The form for what Alice types; where none comes, she types it again."""
        alice = self.client.person("alice")
        for _ in range(20):
            await typed(alice, command, channel)
            for _ in range(40):
                form = await alice.form()
                if form is not None:
                    return form
                await asyncio.sleep(0.05)
        raise AssertionError(f"{command} opened no form")

    async def in_thread(self) -> None:
        """Alice raises what is minor: it lives in a thread."""
        await self.declare(severity="P3")

    async def move(self) -> None:
        """Bob moves it to a channel."""
        await typed(self.client.person("bob"), "/incident channel INC-1")

    async def adopt(self) -> None:
        """Alice makes Bob's channel the incident's; it was there before."""
        alice = self.client.person("alice")
        for _ in range(20):
            await typed(alice, "/incident adopt It is down", "payments")
            if await alice.form() is None:
                await asyncio.sleep(0.3)
                continue
            sent = await sent_off(alice, {"service": "apply-manage", "severity": "P2"})
            if sent["ok"] and "errors" not in sent:
                return
            await asyncio.sleep(0.3)
        raise AssertionError("Alice could not adopt it")

    async def answer(self) -> None:
        """Bob is on it: whatever asked him shows so."""
        bob = self.client.person("bob")
        asked = next(notice for notice in await bob.notices() if "on_it" in json.dumps(notice))
        await bob.presses("on_it", channel=asked["channel"], message_ts=asked["ts"])

    async def nudge(self) -> None:
        """Nobody answers, until it is asked wherever it was announced."""
        await self.client.later(20 * 60)

    async def picture(self) -> None:
        """Alice shares a picture, and marks it."""
        alice = self.client.person("alice")
        shared = await alice.does(
            "upload", self.own(), filename="a.png", content=PICTURE, encoding="base64"
        )
        await alice.does("react", self.own(), message_ts=shared["ts"], name="pushpin")

    async def action(self) -> None:
        """Alice gives Bob something to do."""
        await typed(self.client.person("alice"), "/incident action @bob ring them", self.own())

    async def close(self) -> None:
        """Alice closes, with words."""
        own = self.own()
        await typed(self.client.person("alice"), "/closeincident It is up again", own)

    async def update(self) -> None:
        """Alice says how it stands."""
        alice = self.client.person("alice")
        await self.form_for("/incident update", self.own())
        await sent_off(alice, {"known": "It is the database", "status": "identified"})

    async def handover(self) -> None:
        """Alice offers Bob to be in charge."""
        await typed(self.client.person("alice"), "/incident handover @bob", self.own())

    async def take(self) -> None:
        """Bob takes it."""
        bob = self.client.person("bob")
        notices = await bob.notices()
        asked = next(each for each in notices if "take_handover" in json.dumps(each))
        await bob.presses("take_handover", channel=asked["channel"], message_ts=asked["ts"])

    async def reopen(self) -> None:
        """Alice opens it again."""
        alice = self.client.person("alice")
        await self.form_for("/incident reopen", self.own())
        await sent_off(alice, {"why": "It is down again"})

    async def archive(self) -> None:
        """A month passes."""
        await self.client.later(31 * 86400)

    async def make_private(self) -> None:
        """Alice makes it private, with Bob; ten seconds later the old channel is put away."""
        alice = self.client.person("alice")
        await self.form_for("/incident private INC-1")
        await sent_off(alice, {"people": ["alice", "bob"]})

        async def moved() -> bool:
            return self.rows("events", "type = ?", "ChannelCreated") > 1

        await until("the private channel", moved)
        await self.client.later(12)

    async def redact(self) -> None:
        """Alice removes the title that it had at first."""
        alice = self.client.person("alice")
        form = await self.form_for("/incident redact INC-1")
        old = next(b for b in form["blocks"] if "Old title" in b.get("text", {}).get("text", ""))
        value = old["accessory"]["value"]
        await alice.presses("redact_entry", view_id=form["id"], value=value)
        await sent_off(alice, {})

    async def review(self) -> None:
        """Alice publishes it, with a summary."""
        alice = self.client.person("alice")
        await self.form_for("/incident review publish", self.own())
        await sent_off(alice, {"section.summary": "It was down for an hour."})

    async def prepare(self, deed: str) -> None:
        """What the deed is about: an incident, its record, for a removal its other title."""
        if deed == "declare":
            return
        if deed == "adopt":
            for person, does in (("bob", "create"), ("alice", "join")):
                await self.client.person(person).does(does, "payments")
            return
        if deed == "nudge":
            await self.silent()
            return
        if deed == "thread":
            return
        if deed == "move":
            await self.in_thread()
            await done(self, "thread")
            return
        await self.declare()
        await done(self, "declare")
        alice = self.client.person("alice")
        if deed == "redact":
            await alice.types("/incident edit", self.own())
            await self.client.until(alice.form)
            await alice.submits({"title": "The disk is full"})
            await recorded(self.rows, "Edited")
        if deed in ONCE_CLOSED:
            await self.close()
            await done(self, "close")
        if deed == "take":
            await self.handover()
            await done(self, "handover")
        if deed == "review":
            await alice.types("/incident review file", self.own())
            await recorded(self.rows, "ReviewBegun")
            await settled(self.sandbox, self.rows, within=5)
        if deed in ("private", "redact"):
            await alice.types("/incident record", self.own())
            await recorded(self.rows, "RecordAsked")
            await settled(self.sandbox, self.rows, within=5)

    async def silent(self) -> None:
        """Bob was asked and says nothing; the first nudge reached nobody else."""
        await self.declare(service="other", **{"role.technical": "bob"})
        await done(self, "declare")
        for minutes, event in ((11, "AnswerMissed"), (10, "Nudged")):
            await self.client.later(minutes * 60)
            await recorded(self.rows, event)
            await settled(self.sandbox, self.rows, within=5)

    def left(self) -> dict[str, Any]:
        """What everybody sees, and how many pictures are kept."""
        kept = {"pictures": self.rows("pictures", "file <> ?", "")}
        return {**state(self.sandbox), "the record": kept}

    def own(self) -> str:
        """The incident's channel."""
        return next(
            channel.id
            for channel in self.sandbox.workspace.channels.values()
            if channel.name.startswith("incident_")
        )

    async def finish(self, doing: asyncio.Task[None], deed: str, before: int) -> None:
        """The deed that a kill came into: whoever reads that nothing came of it does it again.
        `before` are its events until then."""
        await asyncio.wait({doing}, timeout=30)
        ended = doing.done() and doing.exception() is None
        doing.cancel()
        if deed in OF_TIME:
            return
        if not await came(lambda: self.rows("events", "type = ?", begun(deed)) > before):
            await self.do(deed)
        elif not ended and deed == "private":
            await self.client.later(12)

    async def do(self, deed: str) -> None:
        """By name."""
        deeds = {
            "declare": self.declare,
            "answer": self.answer,
            "nudge": self.nudge,
            "picture": self.picture,
            "action": self.action,
            "close": self.close,
            "private": self.make_private,
            "redact": self.redact,
            "adopt": self.adopt,
            "review": self.review,
            "thread": self.in_thread,
            "move": self.move,
            "update": self.update,
            "handover": self.handover,
            "take": self.take,
            "reopen": self.reopen,
            "archive": self.archive,
        }
        await deeds[deed]()


@asynccontextmanager
async def run(
    bots: Nursery, data: Path, server: str | None = None, deed: str = ""
) -> AsyncIterator[Run]:
    """A workspace and a bot. With a server its database is made anew."""
    data.mkdir()
    playbook = minor(data) if deed in IN_A_THREAD else DFE
    database = new_database(server) if server else None
    async with Sandbox.serve(rate_limits=False) as sandbox, SandboxClient(sandbox.url) as client:
        started = environment(sandbox, data, database, playbook)
        (data / "commits").mkdir()
        watched = {**started, commits.COMMITS: str(data / "commits")}
        child = await bots.bot(watched, data / "log-1")
        rows = postgres_rows(database) if database else sqlite_rows(data)
        found = Run(sandbox, client, bots, data, child, rows, database, playbook)
        try:
            yield found
        finally:
            await found.child.kill()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calm:
    """What an undisturbed run leaves, the calls that it takes, and how many commits."""

    left: dict[str, Any]
    calls: list[Call]
    commits: int


async def undisturbed(bots: Nursery, data: Path, deed: str, server: str | None) -> Calm:
    """A deed that nothing comes between."""
    async with run(bots, data, server, deed) as trial:
        await trial.prepare(deed)
        since = time.time()
        commits.arm(trial.commits)
        await trial.do(deed)
        await done(trial, deed)
        count = commits.noted(trial.commits)
        calls = await trial.client.calls(since=since)
        await swept(trial.sandbox, trial.client, trial.rows)
        counted: Counter[str] = Counter()
        found: list[Call] = []
        for call in calls:
            if call["method"] not in READING:
                found.append((call["method"], counted[call["method"]]))
                counted[call["method"]] += 1
        return Calm(left=trial.left(), calls=found, commits=count)


async def done(trial: Run, deed: str) -> None:
    """The deed is on the record, and has led to all that it leads to."""
    await recorded(trial.rows, RECORDED[deed], NUDGES if deed == "nudge" else 1)
    await settled(trial.sandbox, trial.rows, within=5)


async def killed(
    bots: Nursery, data: Path, deed: str, call: Call, hold: str, server: str | None
) -> dict[str, Any]:
    """What it leads to when the bot is killed at this call."""
    method, nth = call
    async with run(bots, data, server, deed) as trial:
        await trial.prepare(deed)
        before = trial.rows("events", "type = ?", begun(deed))
        since = time.time()
        await trial.client.fault(method, hold, skip=nth, times=1)
        doing = asyncio.create_task(trial.do(deed))
        called = await held(trial.client, method, since, within=20)
        assert called, f"{method} {nth} was not called"
        await trial.child.kill()
        await trial.client.heal()
        await trial.again("log-2")
        await trial.finish(doing, deed, before)
        await done(trial, deed)
        await swept(trial.sandbox, trial.client, trial.rows)
        return trial.left()


async def killed_at_commit(
    bots: Nursery, data: Path, deed: str, nth: int, hold: str, server: str | None
) -> dict[str, Any]:
    """What it leads to when the bot ends right before or after this commit. Whoever reads that
    nothing came of it does it again."""
    async with run(bots, data, server, deed) as trial:
        await trial.prepare(deed)
        before = trial.rows("events", "type = ?", begun(deed))
        commits.arm(trial.commits, nth, hold)
        doing = asyncio.create_task(trial.do(deed))
        if await trial.child.ends(within=10):
            await trial.again("log-2")
        await trial.finish(doing, deed, before)
        await done(trial, deed)
        await swept(trial.sandbox, trial.client, trial.rows)
        return trial.left()


async def came(look: Callable[[], bool], within: float = 6.0) -> bool:
    """Whether it is so, within so many seconds."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if look():
            return True
        await asyncio.sleep(0.05)
    return False


async def every_kill(
    tmp_path: Path, deed: str, server: str | None = None, only: Sequence[str] = ()
) -> Sequence[str]:
    """The kills that left something else behind, in words; `only` at the first of these calls."""
    limit = asyncio.Semaphore(AT_ONCE)
    async with nursery() as bots:
        calm = await undisturbed(bots, tmp_path / "undisturbed", deed, server)
        assert len(calm.calls) > FEWEST.get(deed, 5), calm.calls
        wanted, calls = calm.left, [(name, 0) for name in only] or tried_calls(calm.calls)

        async def difference(call: Call, hold: str) -> str | None:
            async with limit:
                data = tmp_path / f"{call[0]}-{call[1]}-{hold}"
                found = await killed(bots, data, deed, call, hold, server)
            return None if found == wanted else f"{hold} {call}: {differences(wanted, found)}"

        tried = pairs(calls, ("hold_before", "hold_after"))
        ended = await asyncio.gather(*(difference(*pair) for pair in tried))
        return [words for words in ended if words]


async def every_kill_at_a_commit(
    tmp_path: Path, deed: str, server: str | None = None
) -> Sequence[str]:
    """The same for the commits of a deed."""
    limit = asyncio.Semaphore(AT_ONCE)
    async with nursery() as bots:
        calm = await undisturbed(bots, tmp_path / "undisturbed", deed, server)
        assert calm.commits > 0, "a deed is written down"

        async def difference(nth: int, hold: str) -> str | None:
            async with limit:
                data = tmp_path / f"{nth}-{hold}"
                found = await killed_at_commit(bots, data, deed, nth, hold, server)
            alike = found == calm.left
            return None if alike else f"{hold} commit {nth}: {differences(calm.left, found)}"

        tried = pairs(range(0, calm.commits, 1 if WHOLE else OF), ("before", "after"))
        ended = await asyncio.gather(*(difference(*pair) for pair in tried))
        return [words for words in ended if words]


def tried_calls(calls: Sequence[Call]) -> Sequence[Call]:
    """All; in a sample the first of each method."""
    return calls if WHOLE else [call for call in calls if call[1] == 0]


def differences(wanted: dict[str, Any], found: dict[str, Any]) -> str:
    """Where two states part."""
    parts = []
    for place in sorted({*wanted, *found}):
        a, b = wanted.get(place), found.get(place)
        if a is None or b is None:
            parts.append(f"{place} is {'new' if a is None else 'missing'}")
            continue
        for key in a:
            if a[key] != b[key]:
                parts.append(f"{place} {key}: {_less(a[key], b[key])}")
    return "; ".join(parts)


def _less(a: Any, b: Any) -> str:
    if isinstance(a, Counter):
        return f"missing {list(a - b)}, too many {list(b - a)}"
    return f"{a!r} became {b!r}"


async def test_a_kill_at_any_call_of_a_declare_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_kill(tmp_path, "declare")
    assert not differing, "\n".join(differing)


async def test_a_kill_at_any_call_of_an_answer_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_kill(tmp_path, "answer")
    assert not differing, "\n".join(differing)


async def test_a_kill_at_any_call_of_a_nudge_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_kill(tmp_path, "nudge")
    assert not differing, "\n".join(differing)


async def test_a_kill_at_any_call_that_keeps_a_picture_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_kill(tmp_path, "picture")
    assert not differing, "\n".join(differing)


async def test_a_kill_at_any_call_of_an_action_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_kill(tmp_path, "action")
    assert not differing, "\n".join(differing)


async def test_a_kill_at_any_call_of_a_close_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_kill(tmp_path, "close")
    assert not differing, "\n".join(differing)


async def test_a_kill_where_it_is_raised_in_a_thread_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_kill(tmp_path, "thread")
    assert not differing, "\n".join(differing)


async def test_a_kill_where_it_is_moved_to_a_channel_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    differing = await every_kill(tmp_path, "move")
    assert not differing, "\n".join(differing)


async def test_a_kill_where_it_is_made_private_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    """At the first call of each method that writes: all of them are many more."""
    differing = await every_kill(tmp_path, "private", only=MAKING_PRIVATE)
    assert not differing, "\n".join(differing)


async def test_a_kill_where_an_old_title_is_removed_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    """At the first call of each method that writes."""
    differing = await every_kill(tmp_path, "redact", only=REDACTING)
    assert not differing, "\n".join(differing)


async def test_a_kill_where_a_channel_is_adopted_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    """At the first call of each method that writes."""
    differing = await every_kill(tmp_path, "adopt", only=ADOPTING)
    assert not differing, "\n".join(differing)


async def test_a_kill_where_a_review_is_published_ends_as_if_nothing_had_happened(
    tmp_path: Path,
) -> None:
    """At the first call of each method that writes."""
    differing = await every_kill(tmp_path, "review", only=REVIEWING)
    assert not differing, "\n".join(differing)


@pytest.mark.parametrize("deed", ["update", "handover", "take", "reopen", "archive"])
async def test_a_kill_at_any_call_of_what_comes_between_ends_as_if_nothing_had_happened(
    tmp_path: Path, deed: str
) -> None:
    """A bot that ended once it had archived a channel never put down that it is archived."""
    differing = await every_kill(tmp_path, deed)
    assert not differing, "\n".join(differing)


@pytest.mark.parametrize("deed", ["declare", "private", "archive"])
async def test_a_kill_at_any_commit_ends_as_if_nothing_had_happened(
    tmp_path: Path, deed: str
) -> None:
    differing = await every_kill_at_a_commit(tmp_path, deed)
    assert not differing, "\n".join(differing)


async def test_on_postgresql_a_kill_at_some_calls_ends_as_if_nothing_had_happened(
    tmp_path: Path, postgres_url: str
) -> None:
    sample = ["conversations.create", "conversations.invite", "chat.postMessage", "pins.add"]
    differing = await every_kill(tmp_path, "declare", postgres_url, sample)
    assert not differing, "\n".join(differing)
