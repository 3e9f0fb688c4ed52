"""Lives of an incident at random, with the real use cases, worker, store and words.

Slack is a small one that refuses, fails and stalls; the bot is killed in the middle of a call and
started again; time passes by hours and days, jumps, and is put back. Whatever happens:

- nothing assumed is said as known, in no message as it was first said or stands now, nor on the
  record;
- no open incident is silent for ever: one look is always ahead, until it was said that nobody is
  asked any more;
- each thing is said once, no two reminders come to one person in one moment, nothing waits for
  ever, and nothing is given up but what Slack refused;
- of a closed incident nobody is reminded; of a private one nothing is said elsewhere; a drill says
  so in every message.
"""

from __future__ import annotations

import asyncio
import json
import shutil
from collections import Counter
from collections.abc import Coroutine
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from firebell.app.ports import State
from firebell.domain import commands as c
from firebell.domain.incident import Incident, Outcome, Status, UserTime
from firebell.domain.playbook import UNSURE
from firebell.domain.refusals import Refused
from firebell.storage.address import open_store
from firebell.words.export import to_json
from tests.app.conftest import stop_clocks
from tests.domain.build import PLAYBOOK
from tests.domain.said import Said
from tests.lives.heard import said_as_known
from tests.lives.life import Life
from tests.lives.slack import Trouble

FOR_EVER = timedelta(days=40)
PEOPLE = ("UALICE", "UBOB", "UCHARLIE", "UPRIYA")
REMINDERS = {
    "an update is due": ("You promised an update", "People are waiting"),
    "nobody is heard": ("Nobody has taken", "that was promised for", "Is it still going?"),
    "nobody is asked any more": ("and asks no more.",),
    "how bad is it": ("How bad is it really?",),
}
"""What asks for something, by its words: never of somebody once it is closed, nor twice at once."""
ASKS_NO_MORE = "and asks no more."

people = st.sampled_from(PEOPLE)
roles = st.sampled_from(["comms", "tech", "support"])
severities = st.sampled_from(["P1", "P2", "P3"])
statuses = st.none() | st.sampled_from([s for s in Status if s is not Status.CLOSED])
minutes = st.none() | st.integers(-300, 300)


class Lives(RuleBasedStateMachine):
    """One incident, from its raising on, and everybody."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.stack = ExitStack()
        self.stack.callback(self.loop.close)
        stop_clocks(self.stack.enter_context(pytest.MonkeyPatch.context()))
        folder = Path(self.stack.enter_context(TemporaryDirectory()))
        self.life = Life(f"sqlite:///{shutil.copy(migrated(), folder / 'firebell.db')}")
        self.stack.callback(self.life.store.close)
        self.acted = {"UALICE"}
        self.heard = 0
        self.real = False
        self.goes_on = False

    @initialize(
        severity=severities | st.just(UNSURE),
        service=st.sampled_from(["website", "app", UNSURE]),
        private=st.booleans(),
        drill=st.booleans(),
        troubles=st.lists(st.sampled_from(Trouble), max_size=2),
    )
    def raised(
        self, severity: str, service: str, private: bool, drill: bool, troubles: list[Trouble]
    ) -> None:
        """Alice raises it."""
        self.said = Said(severity="none yet" if severity == UNSURE else severity)
        self.private, self.drill = private, drill
        self.life.slack.trouble += troubles

        async def declare() -> None:
            await self.life.declare(
                severity=severity, service=service, private=private, drill=drill
            )

        self.step(declare())

    def teardown(self) -> None:
        """All that will ever be said of it is said; then everything ends."""
        try:
            if self.goes_on:
                self.loop.run(self.ends())
        finally:
            self.stack.close()

    # What people do.

    @rule(
        by=people,
        known=st.sampled_from(["It is the cache.", "Restarted."]),
        status=statuses,
        severity=st.none() | severities,
        next_update=minutes,
        since=minutes,
    )
    def updates(
        self,
        by: str,
        known: str,
        status: Status | None,
        severity: str | None,
        next_update: int | None,
        since: int | None,
    ) -> None:
        """By form, or in words."""
        self.asks(
            c.Update(
                by=by,
                known=known,
                status=status,
                severity=severity,
                next_update=self.at(next_update),
                working_since=self.at(since),
            )
        )

    @rule(by=people)
    def no_change(self, by: str) -> None:
        """By button."""
        self.asks(c.Update(by=by, no_change=True))

    @rule(by=people, severity=severities)
    def says_how_bad(self, by: str, severity: str) -> None:
        """Or confirms it."""
        self.asks(c.ChangeSeverity(by=by, severity=severity))

    @rule(by=people, role=roles, answer=st.sampled_from([c.TakeRole, c.DeclineRole]))
    def answers(self, by: str, role: str, answer: type[c.TakeRole]) -> None:
        """*I'm on it*, *I can't*."""
        self.asks(answer(by=by, role=role))

    @rule(by=people, role=roles, person=people)
    def asks_somebody(self, by: str, role: str, person: str) -> None:
        """To take a role."""
        self.asks(c.AskSomeone(by=by, role=role, person=person))

    @rule(by=people, person=people)
    def hands_over(self, by: str, person: str) -> None:
        """Being in charge is offered."""
        self.asks(c.HandOver(by=by, person=person))

    @rule(by=people, answer=st.sampled_from([c.TakeHandover, c.DeclineHandover]))
    def answers_the_offer(self, by: str, answer: type[c.TakeHandover]) -> None:
        """*I'll take over*, *I can't*."""
        self.asks(answer(by=by))

    @rule(by=people, what=st.sampled_from([c.ConfirmOngoing, c.MakeReal, c.Join]))
    def presses(self, by: str, what: type[c.Join]) -> None:
        """*Still going*, *This is real now*, *Come and help*."""
        self.asks(what(by=by))

    @rule(by=people, began=minutes, ended=minutes)
    def says_when(self, by: str, began: int | None, ended: int | None) -> None:
        """When users were affected."""
        self.asks(c.Edit(by=by, affected_from=self.at(began), working_since=self.at(ended)))

    @rule(by=people, words=st.sampled_from(["", "It works again."]))
    def closes_by_words(self, by: str, words: str) -> None:
        """`/closeincident`, with what is known or without."""
        self.asks(c.Close(by=by, summary=words))

    @rule(
        by=people,
        outcome=st.sampled_from(Outcome),
        began=minutes,
        ended=minutes,
        assumed=st.lists(st.sampled_from(UserTime), unique=True).map(tuple),
        reviewer=st.none() | people,
    )
    def closes_by_form(
        self,
        by: str,
        outcome: Outcome,
        began: int | None,
        ended: int | None,
        assumed: tuple[UserTime, ...],
        reviewer: str | None,
    ) -> None:
        """With times, of which some were left as the form showed them."""
        self.asks(
            c.Close(
                by=by,
                outcome=outcome,
                affected_from=self.at(began),
                working_since=self.at(ended),
                assumed=assumed,
                reviewer=reviewer,
                by_form=True,
            )
        )

    @rule(by=people)
    def reopens(self, by: str) -> None:
        """It is not over."""
        self.asks(c.Reopen(by=by))

    @rule(who=people)
    def comes(self, who: str) -> None:
        """Into its channel, by themselves or brought by somebody."""
        self.moves(who, inside=True)

    @rule(who=people)
    def goes(self, who: str) -> None:
        """Out of its channel."""
        self.moves(who, inside=False)

    # What the world does.

    @rule(
        time=st.sampled_from(
            [timedelta(minutes=4), timedelta(minutes=40), timedelta(hours=9), timedelta(days=3)]
        ),
        jumps=st.booleans(),
    )
    def time_passes(self, time: timedelta, jumps: bool) -> None:
        """Or the clock jumps, so that everything comes due at once."""
        self.step(self.life.jumps(time) if jumps else self.life.passes(time), alone=True)

    @rule(time=st.sampled_from([timedelta(seconds=30), timedelta(minutes=50)]))
    def the_clock_is_put_back(self, time: timedelta) -> None:
        """By little or by much."""
        self.step(self.life.jumps(-time), alone=True)

    @rule(troubles=st.lists(st.sampled_from(Trouble), min_size=1, max_size=3))
    def something_will_go_wrong(self, troubles: list[Trouble]) -> None:
        """With the calls to come."""
        self.life.slack.trouble += troubles

    # How each step is judged.

    def at(self, minutes: int | None) -> Any:
        """A moment this many minutes from now."""
        return None if minutes is None else self.life.now() + timedelta(minutes=minutes)

    def moves(self, who: str, *, inside: bool) -> None:
        """Slack says that somebody came or went."""

        async def report() -> None:
            channel = (await self.life.incident()).channel
            if channel is None or channel.archived:
                return
            members = self.life.slack.places[channel.id].members
            (members.add if inside else members.discard)(who)
            kind = c.ReportMember if inside else c.ReportMemberLeft
            await self.life.ask(kind(where=channel.id, person=who))

        self.step(report())

    def asks(self, command: c.Command) -> None:
        """Somebody asks for this; it may be refused."""

        async def ask() -> None:
            try:
                await self.life.ask(command)
            except Refused:
                return
            self.said.hear(command)
            self.acted.add(str(command.by))
            self.real = self.real or isinstance(command, c.MakeReal)

        self.step(ask())

    def step(self, work: Coroutine[Any, Any, None], *, alone: bool = False) -> None:
        """Do it, let the bot do what follows, and look at all that was said. `alone`: nobody did
        anything."""

        async def judged() -> None:
            closed = alone and not (await self.life.incident()).is_open
            await work
            await self.life.work_off()
            incident = await self.life.incident()
            self.judge_messages(reminds=not closed)
            await self.judge_record(incident)
            await self.judge_silence(incident)

        self.goes_on = False
        self.loop.run(judged())
        self.goes_on = True

    def judge_messages(self, *, reminds: bool) -> None:
        """All that was said since, as it was said and as it stands."""
        since, self.heard = self.heard, len(self.life.slack.heard)
        for message, words in self.life.slack.heard[since:]:
            wrong = said_as_known(words, self.said, self.acted, PLAYBOOK)
            assert wrong == [], f"{words!r} says {wrong} as known"
            assert self.real or not self.drill or "DRILL" in words, words
            inside = message.channel[0] == "D" or message.channel in self.life.slack.places
            assert inside or not self.private, words
            assert reminds or not kinds(words), words
        keys = Counter(each.key for each in self.life.slack.messages)
        assert [key for key, many in keys.items() if many > 1] == []
        reminded = Counter(
            (each.channel, each.at, kind)
            for each in self.life.slack.standing()
            for kind in kinds(each.said[0])
        )
        assert [reminder for reminder, many in reminded.items() if many > 1] == []

    async def judge_record(self, incident: Incident) -> None:
        """The record, as it is exported."""
        events = await self.life.events()
        record = json.loads(to_json(incident, events, {}, PLAYBOOK, self.life.now()))
        assert self.said.said_as_known(incident, record) == []

    async def judge_silence(self, incident: Incident) -> None:
        """Of an open one there is one look ahead, or it was said that there is none."""
        if not incident.is_open:
            return
        if incident.watch.stopped:
            standing = any(ASKS_NO_MORE in each.words for each in self.life.slack.messages)
            assert standing or "chat.postMessage" in self.life.slack.refused
            return
        look = c.LookIn(by=None, watch=incident.watch.number)
        pending = await self.life.of_state(State.PENDING)
        ahead = [each for each in pending if getattr(each.body, "command", None) == look]
        assert len(ahead) == 1

    async def ends(self) -> None:
        """Forty days later: everything said once, nothing waiting, the last word spoken."""
        self.life.slack.trouble.clear()
        was_open = (await self.life.incident()).is_open
        await self.life.passes(FOR_EVER)
        incident = await self.life.incident()
        self.judge_messages(reminds=was_open)
        await self.judge_silence(incident)
        assert incident.watch.stopped or not incident.is_open
        now = self.life.now()
        assert [each for each in await self.life.of_state(State.PENDING) if each.due <= now] == []
        parked = await self.life.of_state(State.PARKED)
        assert len(parked) <= len(self.life.slack.refused)


def kinds(words: str) -> list[str]:
    """What these words ask for."""
    return [kind for kind, parts in REMINDERS.items() if any(part in words for part in parts)]


def migrated() -> Path:
    """A file with its tables, made once."""
    if not MADE:
        folder = TemporaryDirectory()
        path = Path(folder.name) / "firebell.db"
        open_store(f"sqlite:///{path}").close()
        MADE.append((folder, path))
    return MADE[0][1]


MADE: list[tuple[TemporaryDirectory[str], Path]] = []

TestLives = Lives.TestCase
# What fails is read as it is: to look for a shorter life takes minutes.
TestLives.settings = settings(
    max_examples=12,
    stateful_step_count=12,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
