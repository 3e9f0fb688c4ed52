"""A figure never depends on what whoever asks may not see, in however many chunks it is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firebell.app import figures as counting
from firebell.app.figures import Counted, Counting
from firebell.app.incidents import Incidents
from firebell.app.ports import Transaction
from firebell.domain.events import Declared, Event
from firebell.domain.figures import Rate, Span
from firebell.domain.incident import Channel, Incident, Outcome
from firebell.domain.permissions import AccountType, Caller, sees
from firebell.storage.address import open_store
from tests.app.world import FakeRoster
from tests.domain.build import CLOSED, PLAYBOOK, RAISED, declared, incident_after

SPAN = Span(date(2026, 1, 1), date(2026, 12, 31))
NOW = RAISED + timedelta(days=20)
CALLERS = (
    Caller("UALICE"),
    Caller("UCHARLIE"),
    Caller("UGUEST", AccountType.GUEST),
    Caller("UGUEST", AccountType.EXTERNAL),
)

life = st.tuples(
    st.builds(
        declared,
        private=st.booleans(),
        drill=st.booleans(),
        severity=st.sampled_from(["P1", "P2"]),
        service=st.sampled_from(["app", "website"]),
    ),
    st.none() | st.sampled_from([replace(CLOSED, outcome=outcome) for outcome in Outcome]),
    st.sets(st.sampled_from(["UALICE", "UCHARLIE", "UGUEST"])),
)
Life = tuple[Incident, list[Event]]


def lived(number: int, begun: Declared, end: Event | None, members: set[str]) -> Life:
    """The incident with this number, and what happened in it."""
    id = f"incident-{number}"
    first = replace(begun, id=id, number=number, key=f"form-{number}")
    events: list[Event] = [first] if end is None else [first, end]
    channel = Channel(id=f"C{number}", name=f"inc-{number}")
    incident = incident_after(*events)
    return replace(incident, channel=channel, members=tuple(sorted(members)), entered=True), events


async def counted(folder: Path, lives: list[Life], caller: Caller) -> Counted:
    """What this person is shown, where there are these."""
    store = open_store(f"sqlite:///{folder / 'firebell.db'}")

    def save(tx: Transaction) -> None:
        for incident, events in lives:
            tx.save(incident, None, events)

    await store.transact(save)
    incidents = Incidents(store, lambda: PLAYBOOK, lambda: None, lambda: "", FakeRoster())
    shown = await Counting(store, incidents, lambda: PLAYBOOK, lambda: NOW).of(caller, SPAN)
    store.close()
    return shown


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(life, max_size=8), st.sampled_from(CALLERS))
async def test_what_somebody_may_not_see_changes_no_figure(
    found: list[tuple[Declared, Event | None, set[str]]], caller: Caller
) -> None:
    lives = [lived(number, *each) for number, each in enumerate(found, 1)]
    seen = [each for each in lives if sees(caller, each[0])]
    with TemporaryDirectory() as all_of_them, TemporaryDirectory() as those_seen:
        shown = await counted(Path(all_of_them), lives, caller)
        assert shown == await counted(Path(those_seen), seen, caller)
    figures = (shown.real, shown.drills)
    total = sum(each.incidents + each.false_alarms + each.duplicates for each in figures)
    assert total == len(seen)


async def test_many_are_read_in_chunks_and_promises_of_the_newest_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "WHOLE", counting.CHUNK)
    begun = declared(next_update=RAISED + timedelta(hours=1))
    lives = [lived(number, begun, CLOSED, set()) for number in range(1, 122)]
    shown = await counted(tmp_path, lives, Caller("UALICE"))
    assert (shown.real.incidents, shown.whole) == (121, 50)
    assert shown.real.promises == Rate(50, 50)


async def test_what_is_older_than_the_span_is_in_no_figure(tmp_path: Path) -> None:
    old = replace(declared(), at=RAISED - timedelta(days=700))
    lives = [lived(number, old, None, set()) for number in range(1, 130)]
    lives += [lived(number, declared(), None, set()) for number in range(130, 140)]
    shown = await counted(tmp_path, lives, Caller("UALICE"))
    assert (shown.real.incidents, shown.whole) == (10, None)
