"""The table of moves: whatever is asked in whatever order, an incident goes on making sense."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.domain import commands as c
from firebell.domain import events as e
from firebell.domain.actions import ActionPart, Ticket
from firebell.domain.effect_names import EffectName
from firebell.domain.effects import Effect
from firebell.domain.incident import Incident, Outcome, Status, Twin, UserTime
from firebell.domain.lifecycle import CHANGES, MOVES, UNCHANGED, apply, decide
from firebell.domain.playbook import UNSURE
from firebell.domain.reactions import ROWS, SILENT, reactions
from firebell.domain.refusals import Refused
from firebell.domain.timeline import SILENT as NOT_TOLD
from firebell.domain.timeline_actions import is_said_otherwise
from firebell.playbook_file import read_playbook
from firebell.words.export import to_json, to_markdown
from firebell.words.say import refusal
from tests.domain.said import Said

PLAYBOOK = read_playbook(Path(__file__).parents[2] / "examples" / "dfe" / "playbook.toml")
START = datetime(2026, 11, 23, 3, 4, tzinfo=UTC)
PEOPLE = ("UALICE", "UBOB", "UCHARLIE")

people = st.sampled_from(PEOPLE)
severities = st.sampled_from(["P1", "P2", "P3"])
roles = st.sampled_from(["comms", "technical", "support"])
actions = st.sampled_from(["1", "2", "9"])
moments = st.integers(-300, 300).map(lambda minutes: START + timedelta(minutes=minutes))

COMMANDS: st.SearchStrategy[c.Command] = st.one_of(
    st.builds(c.Edit, by=people, title=st.none() | st.text(max_size=20)),
    st.builds(
        c.Update,
        by=people,
        known=st.text(max_size=20),
        status=st.none()
        | st.sampled_from([Status.INVESTIGATING, Status.IDENTIFIED, Status.MONITORING]),
        next_update=st.none() | moments,
    ),
    st.builds(c.Update, by=people, no_change=st.just(True)),
    st.builds(c.ChangeSeverity, by=people, severity=severities, why=st.text(max_size=9)),
    st.builds(c.TakeRole, by=people, role=roles),
    st.builds(c.DeclineRole, by=people, role=roles),
    st.builds(c.AskSomeone, by=people, role=roles, person=people),
    st.builds(c.TickStep, by=people, step=st.sampled_from([s.key for s in PLAYBOOK.steps])),
    st.builds(c.Join, by=people),
    st.builds(c.Note, by=people, text=st.text(max_size=9)),
    st.builds(c.MakeReal, by=people),
    st.builds(c.MoveToChannel, by=people),
    st.builds(
        c.Close,
        by=people,
        outcome=st.sampled_from(list(Outcome)),
        affected_from=st.none() | moments,
        working_since=st.none() | moments,
        assumed=st.lists(st.sampled_from(UserTime), unique=True, max_size=2).map(tuple),
        duplicate_of=st.just(7),
        twin=st.just(Twin(number=7, id="other", channel="C7")),
    ),
    st.builds(c.Close, by=people, reviewer=st.none() | people),
    st.builds(c.Edit, by=people, affected_from=moments, working_since=st.none() | moments),
    st.builds(
        c.Update,
        by=people,
        known=st.just("It works"),
        severity=st.none() | severities,
        working_since=st.none() | moments,
    ),
    st.builds(c.Reopen, by=people),
    st.builds(c.TellPublic, by=people),
    st.builds(c.StartReview, by=people, where=st.none() | st.just("C1")),
    st.builds(c.AssignReview, by=people, writer=st.none() | people, due=st.none() | moments),
    st.builds(
        c.SaveReview,
        by=people,
        base=st.integers(0, 3),
        text=st.dictionaries(st.sampled_from(["summary", "impact"]), st.text(max_size=9)),
        names=st.none() | st.booleans(),
        careful=st.booleans(),
    ),
    st.builds(
        c.CommentOnReview,
        by=people,
        text=st.sampled_from(["Which team?", " "]),
        section=st.sampled_from(["", "summary", "gone"]),
    ),
    st.builds(c.SendForReview, by=people, readers=st.lists(people, max_size=2).map(tuple)),
    st.builds(
        c.PublishReview,
        by=people,
        events=st.just(
            {"1": e.ReviewWritten(at=START, by="UBOB", section="summary", text="It", version=1)}
        ),
    ),
    st.builds(c.ShowReview, by=people),
    st.builds(c.RemindOfReview, by=st.none(), due=moments, late=st.booleans()),
    st.builds(c.MakePrivate, by=people, people=st.lists(people, max_size=2).map(tuple)),
    st.builds(
        c.AddAction,
        by=people,
        text=st.sampled_from(["Call the supplier", "| # Buy a disk", " "]),
        owner=st.none() | people,
        due=st.none() | moments,
    ),
    st.builds(
        c.ChangeAction,
        by=people,
        action=actions,
        parts=st.lists(st.sampled_from(ActionPart), unique=True).map(tuple),
        text=st.sampled_from(["Call them", ""]),
        owner=st.none() | people,
        due=st.none() | moments,
    ),
    st.builds(c.FinishAction, by=people, action=actions, done=st.booleans()),
    st.builds(c.RemoveAction, by=people, action=actions),
    st.builds(c.RemindOfActions, by=st.none(), look=st.integers(0, 6)),
    st.builds(c.ReportGone, person=people),
    st.builds(
        c.ReportTicket,
        action=actions,
        ticket=st.just(Ticket(tracker="t", number="#1", link="https://example.com/1")),
    ),
    st.builds(c.ReportTicketClosed, action=actions),
    st.builds(c.RemindOfDataClock, by=st.none()),
    st.builds(c.ReportCleared, where=st.just("C1")),
    st.builds(c.RemindOfUpdate, by=st.none(), promised=moments),
    st.builds(c.ChaseAnswer, by=st.none(), role=roles, person=people),
    st.builds(c.ArchiveDue, by=st.none()),
    st.builds(c.ReportChannel, channel=st.just("C1"), name=st.just("inc-1")),
    st.builds(
        c.ReportInvited, people=st.tuples(people), refused=st.just({"UDANA": "user_not_found"})
    ),
    st.builds(c.ReportMember, person=people),
    st.builds(c.ReportArchived, archived=st.booleans()),
    st.builds(
        c.ReportFailure,
        effect=st.just("e/r/t"),
        what=st.just(EffectName.CHANNEL_MESSAGE),
        target=st.just("C1"),
        reason=st.just("is_archived"),
    ),
)


def declared(**more: object) -> tuple[Incident, list[e.Event]]:
    command = c.Declare(
        by="UALICE",
        key="k",
        title="It is down",
        service="apply-manage",
        id="i",
        number=1,
        **{"severity": "P1", **more},  # type: ignore[arg-type]
    )
    events = list(decide(None, command, START, PLAYBOOK))
    incident: Incident | None = None
    for event in events:
        incident = apply(incident, event)
    assert incident is not None
    return incident, events


@given(st.lists(st.tuples(COMMANDS, st.integers(0, 90)), max_size=25), st.booleans())
def test_any_order_of_commands_leaves_an_incident_that_makes_sense(
    asked: list[tuple[c.Command, int]], private: bool
) -> None:
    incident, events = declared(private=private)
    refusals: list[tuple[c.Command, str]] = []
    now = START
    for command, minutes in asked:
        now += timedelta(minutes=minutes)
        try:
            new = decide(incident, command, now, PLAYBOOK)
        except Refused as refused:
            refusals.append((command, "".join(map(str, refusal(refused)))))
            continue
        for event in new:
            after = apply(incident, event)
            effects = [
                (effect.reaction, effect.target)
                for effect in reactions(incident, event, after, PLAYBOOK)
                if isinstance(effect, Effect)
            ]
            assert sorted(effects) == sorted(set(effects))  # the same key twice can't be queued
            incident = after
            events.append(event)
    assert not [asks for asks, words in refusals if isinstance(asks, c.Report) or not words]
    assert (incident.status is Status.CLOSED) == (incident.ending is not None)
    assert (incident.milestones.closed is None) == incident.is_open
    assert incident.title.strip() != ""
    names = dict.fromkeys(PEOPLE, "Somebody")
    lines = to_markdown(incident, events, names, PLAYBOOK, now).splitlines()
    assert [line for line in lines if line.startswith("# ")] == lines[:1]
    record = json.loads(to_json(incident, events, names, PLAYBOOK, now))
    assert (record["number"], record["status"]) == (1, incident.status)
    told = [
        event.at
        for event in events
        if not isinstance(event, NOT_TOLD) and not is_said_otherwise(event, events)
    ]
    assert [datetime.fromisoformat(line["at"]) for line in record["timeline"]] == told


@given(st.lists(st.tuples(COMMANDS, st.integers(0, 90)), max_size=25))
def test_an_incident_is_what_its_events_say(asked: list[tuple[c.Command, int]]) -> None:
    incident, events = declared()
    now = START
    for command, minutes in asked:
        now += timedelta(minutes=minutes)
        try:
            new = decide(incident, command, now, PLAYBOOK)
        except Refused:
            continue
        for event in new:
            incident = apply(incident, event)
            events.append(event)
    again: Incident | None = None
    for event in events:
        again = apply(again, event)
    assert again == incident


@given(st.lists(st.tuples(COMMANDS, st.integers(0, 90)), max_size=25))
def test_nothing_assumed_is_said_as_known(asked: list[tuple[c.Command, int]]) -> None:
    """Whatever the record calls known, somebody has said; what nobody said is called assumed."""
    incident, events = declared(severity=UNSURE)
    said = Said(severity="none yet")
    now = START
    for command, minutes in asked:
        now += timedelta(minutes=minutes)
        try:
            new = decide(incident, command, now, PLAYBOOK)
        except Refused:
            continue
        said.hear(command)
        for event in new:
            incident = apply(incident, event)
            events.append(event)
        record = json.loads(to_json(incident, events, {}, PLAYBOOK, now))
        assert said.said_as_known(incident, record) == []


def test_every_event_has_its_row_in_each_table() -> None:
    every = {kind for kind in vars(e).values() if isinstance(kind, type)}
    kinds = {kind for kind in every if issubclass(kind, e.Event) and kind is not e.Event}
    assert kinds == {*CHANGES, *UNCHANGED}
    assert kinds == {*ROWS, *SILENT}


def test_every_command_is_possible_somewhere() -> None:
    every = {kind for kind in vars(c).values() if isinstance(kind, type)}
    bases = (c.Command, c.MayPing, c.OnRecord, c.Report)
    kinds = {kind for kind in every if issubclass(kind, c.Command) and kind not in bases}
    assert {command for _, command in MOVES} == kinds


def test_a_move_without_a_row_is_refused_with_what_stands() -> None:
    incident, _ = declared()
    over = incident
    for event in decide(incident, c.Close(by="UALICE"), START, PLAYBOOK):
        over = apply(over, event)
    with pytest.raises(Refused) as refused:
        decide(over, c.Update(by="UBOB", known="late"), START, PLAYBOOK)
    assert (refused.value.key, refused.value.facts["command"]) == ("not_possible", "Update")
