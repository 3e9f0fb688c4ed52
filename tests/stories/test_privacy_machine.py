"""Whoever is not in a private incident's channel learns nothing of it, whatever anybody does.

A machine of Hypothesis: members, former members, people who were never in it, a guest, somebody of
another workspace and somebody who is deactivated do everything, in any order, over every entry
that Firebell has, by hand and by payloads that Slack's client would never send. After each step
nobody outside reads a word that was typed about it: in no message, view, file or answer, in no
topic or name of another channel, in no log line; and nothing that they asked for has happened.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from firebell.slack.inbound.buttons import BUTTONS
from firebell.slack.inbound.commands import SUBCOMMANDS
from firebell.slack.inbound.shortcuts import ADD_TO_TIMELINE
from firebell.slack.inbound.submissions import SUBMISSIONS
from slack_sandbox.client import Refused
from slack_sandbox.testing import sandbox_in_thread
from tests.stories.evening import WORKSPACE, Evening, Person, evening

SECRET = "zanzibar"
"""It stands in everything that is typed about the private incident, and nowhere else."""
ACTORS = ("alice", "bob", "priya", "charlie", "gus", "zoe", "dana")
"""Two who are in it, one of the security team, one who never was; a guest; somebody of another
workspace; somebody who is deactivated."""
EVERYWHERE = ("general", "incidents", "security", "random")

BY_SLACK = (
    "MemberCame",
    "MemberLeft",
    "UpdateReminded",
    "MessagePosted",
    "SeverityAsked",
    "EffectFailed",
    "PeopleInvited",
    "AnswerMissed",
    "ChannelCreated",
    "ChannelCleared",
    "DataClockReminded",
    "TimePassed",
    "StepsLate",
    "Nudged",
    "HandoverMissed",
    "NamesUnresolved",
    "ChannelWaits",
    "PlaceKnown",
    "PingRefused",
    "MessageGone",
)
"""Events that nobody asked for."""

actors = st.sampled_from(ACTORS)
subcommands = st.sampled_from(sorted(SUBCOMMANDS))
buttons = st.sampled_from(sorted(BUTTONS))
forms = st.sampled_from(sorted(SUBMISSIONS))


class Log(logging.Handler):
    """All that Firebell logs, as it would be written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


class Privacy(RuleBasedStateMachine):
    """One private incident, and everybody."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.log = Log()
        self.seen: dict[str, str] = {}
        self.copies: list[Any] = []
        self.typed = 0

    @initialize(openly=st.booleans())
    def raised(self, openly: bool) -> None:
        """Alice raises it, with Bob as technical lead; Priya is of the security team. Or she raised
        it openly and makes it private."""
        logging.getLogger("firebell").addHandler(self.log)
        logging.getLogger("firebell").setLevel(logging.DEBUG)
        folder = self.stack.enter_context(TemporaryDirectory())
        sandbox = self.stack.enter_context(sandbox_in_thread(**WORKSPACE))

        async def begin() -> None:
            night = evening(sandbox, Path(folder), strict=False)
            self.night: Evening = await self.stack.enter_async_context(night)
            await self.night.client.post("/people", name="zoe", team="Partner")
            self.people = {name: self.night.person(name) for name in ACTORS}
            for person in (await self.night.client.workspace())["people"]:
                self.night.people[person["name"]] = person
            await self.night.alice.raises(
                f"A {SECRET} leak",
                service="apply-manage",
                sensitive="no" if openly else "yes",
                description=f"{SECRET} in the logs",
                role_technical="bob",
            )
            self.own = await self.night.own()
            await self.night.settled()
            if openly:
                await self.make_private()
            found = await self.night.found(lambda reads: reads.by_number(1))
            assert found is not None
            self.incident = found.id
            for person in self.people.values():
                await self.outside_reads_nothing(person)

        self.run(begin())

    async def make_private(self) -> None:
        """It goes on with Alice, Bob and Priya, in a channel of its own."""
        await self.night.alice.types("/incident private", self.own)
        await self.night.alice.submits(people=["alice", "bob"])
        await self.puts_away(self.night.alice)
        await self.night.settled()
        await self.night.later(minutes=1)
        self.own = await self.night.own()
        await self.night.settled()

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """In the one loop in which the bot lives."""
        self.loop.run(work)

    def teardown(self) -> None:
        """The bot and the workspace end."""
        self.loop.run(self.stack.aclose())
        self.loop.close()
        logging.getLogger("firebell").removeHandler(self.log)

    # What people do to the channel.

    @rule(who=st.sampled_from(("alice", "bob", "charlie", "priya", "gus", "zoe")))
    def comes(self, who: str) -> None:
        """Somebody who is in it brings somebody else in."""

        async def invite(inside: list[str]) -> None:
            if inside:
                await self.people[inside[0]].does("invite", self.own, user=who)

        self.step(invite)

    @rule(who=st.sampled_from(("alice", "bob", "charlie", "priya", "gus", "zoe")))
    def goes(self, who: str) -> None:
        """Somebody leaves, or is removed by somebody else, and asks at once."""

        async def leave(inside: list[str]) -> None:
            if len(inside) > 1:
                others = [name for name in inside if name != who]
                await self.people[others[0]].does("kick", self.own, user=who)

        self.step(leave)

    # What whoever is inside does to the incident.

    @rule(what=st.sampled_from(("update", "severity", "edit", "note", "close", "reopen", "record")))
    def goes_on(self, what: str) -> None:
        """Something happens in it, with words that nobody outside may read."""

        async def do(inside: list[str]) -> None:
            inside = [name for name in inside if name in ("alice", "bob", "priya", "charlie")]
            if not inside:
                return
            who = self.people[inside[0]]
            self.typed += 1
            words = f"{SECRET} number {self.typed}"
            match what:
                case "close":
                    await who.types(f"/closeincident {words}", self.own)
                case "record":
                    await who.types("/incident record", self.own)
                case "note":
                    said = await who.types(words, self.own)
                    await who.does("react", self.own, ts=said["ts"], name="pushpin")
                case _:
                    await who.types(f"/incident {what}", self.own)
                    values = {
                        "update": {"known": words, "doing": words},
                        "severity": {"severity": "P2", "why": words},
                        "edit": {"title": words},
                        "reopen": {"why": words},
                    }
                    await self.night.settled()
                    shown = await who.form()
                    if shown is not None and shown["callback_id"] == what:
                        await who.submits(values[what])
            await self.puts_away(who)

        self.step(do)

    @rule(minutes=st.sampled_from((1, 31, 70)))
    def time_passes(self, minutes: int) -> None:
        """Reminders come due."""

        async def later(_: list[str]) -> None:
            await self.night.client.later(minutes * 60)

        self.step(later)

    @rule(fault=st.sampled_from(("http_500", "rate_limited")))
    def slack_does_not_say_who_is_in(self, fault: str) -> None:
        """For a moment nobody can be asked."""

        async def fail(_: list[str]) -> None:
            more = {"retry_after": 1} if fault == "rate_limited" else {}
            await self.night.fault("conversations.members", fault, times=1, **more)

        self.step(fail)

    @rule()
    def firebell_begins_anew(self) -> None:
        """It stops and starts again."""

        async def again(_: list[str]) -> None:
            await self.night.stop()
            await self.night.start()

        self.step(again)

    # What anybody tries.

    @rule(who=actors, word=subcommands, where=st.booleans(), numbered=st.booleans())
    def types(self, who: str, word: str, where: bool, numbered: bool) -> None:
        """A command, from anywhere, with a number or without."""
        text = f"/incident {word}{' INC-1' if numbered else ''}"
        place = self.own if where else "general"
        self.asks(who, "command", text=text, channel=place)

    @rule(who=actors, where=st.booleans())
    def closes(self, who: str, where: bool) -> None:
        """The all-clear, from whom it may not come."""
        place = self.own if where else "general"
        self.asks(who, "command", text="/closeincident INC-1 nosy", channel=place)

    @rule(who=actors, button=buttons, about=st.sampled_from(("", "technical", "P3", "status")))
    def presses(self, who: str, button: str, about: str) -> None:
        """An old button, or one that was never shown to them."""
        value = "|".join(part for part in (self.incident, about) if part)

        async def newest(_: list[str]) -> str:
            stored = await self.night.events(1)
            return f"{self.incident}|{self.incident}-{len(stored)}"

        async def press(inside: list[str]) -> None:
            carried = await newest(inside) if button == "copy_text" else value
            await self.forges(who, "press", action_id=button, value=carried, channel="general")

        self.step(press, outsider=who)

    @rule(who=actors, form=forms)
    def sends_a_form(self, who: str, form: str) -> None:
        """A form that somebody else had open, or one that was open before they left."""
        view = {
            "type": "modal",
            "callback_id": form,
            "title": {"type": "plain_text", "text": "Form"},
            "blocks": [],
            "private_metadata": json.dumps({"incident": self.incident, "key": f"k{self.typed}"}),
        }

        async def send(_: list[str]) -> None:
            await self.forges(who, "submit", view=view, values={})

        self.step(send, outsider=who)

    @rule(who=actors)
    def marks_a_message(self, who: str) -> None:
        """The message shortcut, on a message of the channel."""

        async def mark(_: list[str]) -> None:
            messages = (await self.night.channel(self.own))["messages"]
            about = {"channel": self.own, "message_ts": messages[-1]["ts"]}
            await self.forges(who, "shortcut", callback_id=ADD_TO_TIMELINE, **about)

        self.step(mark, outsider=who)

    @rule(who=actors)
    def opens_home(self, who: str) -> None:
        """Home, as this person may see it."""

        async def home(_: list[str]) -> None:
            event = {"type": "app_home_opened", "user": self.id(who), "tab": "home"}
            await self.night.client.deliver("events_api", event)

        self.step(home, outsider=who)

    @rule(who=actors)
    def mentions(self, who: str) -> None:
        """A mention of the bot, as if from within the channel."""

        async def mention(_: list[str]) -> None:
            event = {
                "type": "app_mention",
                "user": self.id(who),
                "channel": self.own,
                "text": "help",
                "ts": "1.1",
            }
            await self.night.client.deliver("events_api", event)

        self.step(mention, outsider=who)

    def asks(self, who: str, deed: str, **about: Any) -> None:
        async def ask(_: list[str]) -> None:
            await self.forges(who, deed, **about)

        self.step(ask, outsider=who)

    # How each step is judged.

    def step(self, work: Any, outsider: str | None = None) -> None:
        """Do it, let everything settle, and look what everybody outside can read."""

        async def judged() -> None:
            before = await self.inside()
            events = await self.of_people()
            await work(before)
            await self.night.settled()
            after = await self.inside()
            stays_out = outsider is not None and outsider not in {*before, *after}
            if stays_out or outsider in ("zoe", "dana"):
                assert await self.of_people() == events, f"{outsider} did something to it"
            for name in ACTORS:
                if name not in {*before, *after} or name in ("zoe", "dana"):
                    await self.outside_reads_nothing(self.people[name])
                else:
                    self.seen[name] = await self.sees(self.people[name])
                await self.puts_away(self.people[name])
            await self.nothing_elsewhere()
            assert not [line for line in self.log.lines if SECRET in line.lower()]

        self.run(judged())

    async def forges(self, who: str, deed: str, **about: Any) -> None:
        """Slack signs it, whoever it is; what the app answers at once counts as read."""
        try:
            answer = await self.people[who].forges(deed, **about)
        except Refused:
            return
        inside = await self.inside()
        if who not in inside or who in ("zoe", "dana"):
            assert SECRET not in json.dumps(answer).lower()

    async def outside_reads_nothing(self, person: Person) -> None:
        """Nothing new that they see says a word of it; Home and forms say none at all."""
        before, now = self.seen.get(person.name, ""), await self.sees(person)
        self.seen[person.name] = now
        fresh = [line for line in now.splitlines() if line not in before.splitlines()]
        shown = [json.dumps(await person.home()), json.dumps(await person.form())]
        inside = await self.inside()
        if person.name in inside and person.name not in ("zoe", "dana"):
            return
        found = [line for line in [*fresh, *shown] if SECRET in line.lower()]
        assert not found, f"{person.name} reads {found}"
        # Nor does Home count it, or offer what it alone is of.
        told = [part for part in ("INC-1", "home_filter", "apply-manage") if part in shown[0]]
        assert not told, f"{person.name} is told of {told}"

    async def sees(self, person: Person) -> str:
        """Everything that only they see, a line each."""
        lines = [json.dumps(notice) for notice in await person.notices()]
        direct = await self.night.direct(person.name)
        if direct is not None:
            lines += map(json.dumps, (await self.night.channel(direct))["messages"])
        return "\n".join(lines)

    async def nothing_elsewhere(self) -> None:
        """In no other channel, by name, topic, purpose, bookmark or message."""
        for name in EVERYWHERE:
            assert SECRET not in json.dumps(await self.night.channel(name)).lower()
        names = [channel["name"] for channel in await self.night.channels()]
        assert not [name for name in names if SECRET in name]

    async def puts_away(self, person: Person) -> None:
        """Whatever form is open. Whose account is deactivated can't close one: a run stood still
        for ever when one of them had typed `/incident drill`."""
        while await person.form():
            if not (await person.closes())["ok"]:
                return

    async def inside(self) -> list[str]:
        """Who is in its channel, by Slack's own word."""
        members = (await self.night.channel(self.own))["members"]
        return [name for name in ACTORS if self.id(name) in members]

    async def of_people(self) -> list[str]:
        """What people did to it, without what Slack reported."""
        return [event for event in await self.night.events(1) if event not in BY_SLACK]

    def id(self, name: str) -> str:
        """As Slack knows them."""
        return str(self.night.people[name]["id"])


TestPrivacy = Privacy.TestCase
TestPrivacy.settings = settings(
    max_examples=8,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
