"""Lives of incidents at random, with clocks that jump: no open one is silent for ever.

What comes due is kept as the table of effects keeps it, and put off as the worker puts it off. On
de36bd9 nothing came due any more five minutes after the promised update.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.domain import commands as c
from firebell.domain.effects import CancelLater, Effect, Later, Say, Tell
from firebell.domain.events import Event, Nudged
from firebell.domain.incident import Incident, Nudge, Status
from firebell.domain.lifecycle import apply, decide, waits_until
from firebell.domain.reactions import reactions
from firebell.domain.refusals import Refused
from firebell.domain.timely import is_timely
from tests.domain.test_lifecycle import COMMANDS, PLAYBOOK, START, declared

FOR_EVER = timedelta(days=40)
MOST_TOLD = 60
"""Messages to all people together, of one silence; a dozen of them to each."""


class Life:
    """An incident, what comes due for it, and what was told when."""

    def __init__(self, **raised: object) -> None:
        self.now = START
        self.due: list[tuple[datetime, int, c.Command]] = []
        self.told: Counter[tuple[datetime, str, str]] = Counter()
        self.last: Event | None = None
        self.count = 0
        incident, events = declared(**raised)
        self.incident = incident
        before: Incident | None = None
        for event in events:
            after = apply(before, event)
            self._follow(before, event, after)
            before = after

    def asks(self, command: c.Command) -> None:
        """Somebody asks for this, or something is reported; it may be refused."""
        try:
            events = decide(self.incident, command, self.now, PLAYBOOK)
        except Refused:
            return
        for event in events:
            before, self.incident = self.incident, apply(self.incident, event)
            self._follow(before, event, self.incident)

    def passes(self, time: timedelta, *, jumps: bool = False) -> None:
        """Time passes, or the clock jumps over it, so that everything comes due at once."""
        until = self.now + time
        if jumps:
            self.now = until
        while self.due and min(self.due)[0] <= until:
            at, _, command = self.due.pop(self.due.index(min(self.due)))
            self.now = max(self.now, at)
            put_off = waits_until(self.incident, command, self.now, PLAYBOOK)
            if put_off > self.now:
                self._later(put_off, command)
            else:
                self.asks(command)
        self.now = until

    def _follow(self, before: Incident | None, event: Event, after: Incident) -> None:
        if isinstance(event, Nudged):
            self.last = event
        timely = is_timely(after, event, event.at)
        for reaction in reactions(before, event, after, PLAYBOOK):
            match reaction:
                case CancelLater():
                    self.due.clear()
                case Effect(body=Later(command=command)):
                    self._later(self.now + reaction.delay, command)
                case Effect(body=Tell() as body) if timely:
                    self.told[self.now, body.what, body.person] += 1
                case Effect(body=Say() as body) if timely:
                    self.told[self.now, body.what, body.channel] += 1
                case _:
                    pass

    def _later(self, at: datetime, command: c.Command) -> None:
        self.count += 1
        self.due.append((at, self.count, command))

    def is_silent_for_ever(self) -> bool:
        """Open, without a look ahead, and without having said that nobody is asked any more."""
        number = self.incident.watch.number
        ahead = [1 for _, _, each in self.due if each == c.LookIn(by=None, watch=number)]
        return self.incident.is_open and not self.incident.watch.stopped and len(ahead) != 1


waits = st.tuples(st.integers(0, 5000).map(lambda found: timedelta(minutes=found)), st.booleans())
asked = st.lists(st.tuples(COMMANDS, waits), max_size=12)
private = st.booleans()


@given(asked, private)
@settings(max_examples=60)
def test_no_open_incident_is_silent_for_ever(
    asked: list[tuple[c.Command, tuple[timedelta, bool]]], private: bool
) -> None:
    life = Life(private=private)
    assert not life.is_silent_for_ever()
    for command, (time, jumps) in asked:
        life.asks(command)
        assert not life.is_silent_for_ever()
        life.passes(time, jumps=jumps)
        assert not life.is_silent_for_ever()
    reminders = Counter(
        {key: many for key, many in life.told.items() if key[1] in REMINDERS and many > 1}
    )
    assert not reminders
    before = life.told.total()
    life.passes(FOR_EVER)
    if life.incident.status is not Status.CLOSED:
        assert life.incident.watch.stopped
        assert isinstance(life.last, Nudged)
        assert life.last.nudge is Nudge.STOPPED
    assert life.told.total() - before <= MOST_TOLD


REMINDERS = ("update_due", "nudged", "severity_asked", "steps_late")
"""What asks for something: never twice of one person, or in one place, at one moment."""


def test_a_clock_that_jumps_over_seventy_three_hours_brings_each_thing_once() -> None:
    life = Life()
    life.passes(timedelta(hours=73), jumps=True)
    assert [what for _, what, who in life.told if who == "UALICE"] == ["nudged", "update_due"]
    life.passes(timedelta(minutes=9))
    assert set(life.told.values()) == {1}
    assert len([who for _, _, who in life.told if who == "UALICE"]) == 2


def test_of_a_night_that_nobody_takes_alice_hears_further_and_further_apart() -> None:
    life = Life()
    life.passes(timedelta(hours=73))
    heard = [f"{at:%a %H:%M} {what}" for at, what, who in sorted(life.told) if who == "UALICE"]
    assert heard == [
        "Mon 03:14 nudged",
        "Mon 03:24 nudged",
        "Mon 03:29 update_due",
        "Mon 03:39 update_due",
        "Mon 03:44 nudged",
        "Mon 04:24 nudged",
        "Mon 09:00 nudged",
        "Tue 09:00 nudged",
        "Wed 09:00 nudged",
    ]
