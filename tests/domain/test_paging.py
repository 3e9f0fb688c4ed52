"""Who is paged when nobody leads, and when a page is answered, over, or asked for anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from firebell.domain import commands as c
from firebell.domain import events as e
from firebell.domain.callouts import OnDuty
from firebell.domain.effect_names import EffectName
from firebell.domain.effects import ChannelMessage, DirectMessage, Effect, PageDuty
from firebell.domain.incident import Incident, Nudge, Outcome, Paging
from firebell.domain.lifecycle import apply, decide
from firebell.domain.paging import is_led, who_is_paged
from firebell.domain.playbook import Playbook
from firebell.domain.reactions import reactions
from firebell.domain.refusals import Refused
from tests.domain.build import CHANNEL, NOW, PLAYBOOK, RAISED, declared, incident_after
from tests.domain.reactions.build import said, told
from tests.domain.test_lifecycle import COMMANDS, START
from tests.domain.test_lifecycle import PLAYBOOK as DFE
from tests.domain.test_lifecycle import declared as raised_at_random

DUTY, SECURITY = "pagerduty:duty", "pagerduty:security"
PROCESS = replace(
    PLAYBOOK,
    pages=(
        OnDuty(pagerduty=("duty",), severities=("P1", "P2")),
        OnDuty(pagerduty=("security", "duty"), services=("website",), private=True),
        OnDuty(pagerduty=("app",), services=("app",)),
    ),
)
ASKED = e.RoleAsked(at=RAISED, by="UALICE", role="tech", person="UBOB")
COMMS = e.RoleTaken(at=RAISED, by="UPRIYA", role="comms", person="UPRIYA")
PAGED = e.Paged(at=NOW, places=(DUTY, SECURITY))
MISSED = c.ChaseAnswer(by=None, role="tech", person="UBOB")
TAKES = c.TakeRole(by="UBOB", where="C1", role="tech")
ANSWERED = e.PagesSettled(at=NOW, places=(DUTY, SECURITY), answered=True)
OVER = replace(ANSWERED, answered=False)

HOUR = timedelta(hours=1)
gaps = st.integers(0, 90).map(lambda minutes: timedelta(minutes=minutes))


def incident(*events: e.Event, **changes: object) -> Incident:
    """Bob was asked to lead."""
    return incident_after(declared(**changes), CHANNEL, ASKED, *events)


def pages(of: Incident, command: c.Command, process: Playbook = PROCESS) -> list[e.Event]:
    """What becomes of pages when this is asked."""
    events = decide(of, command, NOW, process)
    return [each for each in events if isinstance(each, e.Paged | e.PagesSettled)]


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({}, (DUTY, SECURITY)),
        ({"severity": "P3"}, (SECURITY, DUTY)),
        ({"service": "app"}, (DUTY, "pagerduty:app")),
        ({"service": "unsure"}, (DUTY,)),
        ({"severity": "P3", "service": "unsure"}, ()),
        ({"private": True}, (SECURITY, DUTY)),
        ({"private": True, "service": "app"}, ()),
        ({"drill": True}, ()),
    ],
)
def test_who_is_paged_follows_from_severity_service_and_kind_and_a_drill_pages_nobody(
    changes: dict[str, object], places: tuple[str, ...]
) -> None:
    wanted = [e.Paged(at=NOW, places=places)] if places else []
    assert pages(incident(**changes), MISSED) == wanted


def test_only_whose_silence_leaves_nobody_leading_pages_anybody() -> None:
    support = e.RoleAsked(at=RAISED, by="UALICE", role="support", person="UBOB")
    silent = c.ChaseAnswer(by=None, role="support", person="UBOB")
    assert pages(incident(support), silent) == []
    led = incident(e.RoleTaken(at=RAISED, by="UBOB", role="tech", person="UBOB"))
    offered = apply(led, replace(ASKED, person="UPRIYA"))
    assert pages(offered, replace(MISSED, person="UPRIYA")) == []
    assert pages(incident(COMMS), MISSED) == [PAGED]


def test_where_nobody_was_asked_the_first_silence_pages() -> None:
    raised = incident_after(declared(), CHANNEL)
    look = c.LookIn(by=None, watch=raised.watch.number)
    assert pages(raised, look) == [PAGED]
    attended = incident_after(declared(), CHANNEL, COMMS)
    assert pages(attended, replace(look, watch=attended.watch.number)) == []


def test_a_silence_that_goes_on_pages_nobody_twice() -> None:
    silent = incident(PAGED)
    look = c.LookIn(by=None, watch=silent.watch.number)
    (nudged, *rest) = decide(silent, look, NOW, PROCESS)
    assert isinstance(nudged, e.Nudged)
    assert (nudged.nudge, rest) == (Nudge.NEXT_ROLE, [])


def test_whoever_takes_the_lead_answers_the_page_and_another_role_does_not() -> None:
    silent = incident(PAGED)
    assert pages(silent, TAKES) == [ANSWERED]
    assert pages(silent, replace(TAKES, by="UPRIYA")) == [ANSWERED]
    assert pages(silent, c.TakeRole(by="UPRIYA", where="C1", role="comms")) == []


def test_where_nobody_was_asked_whoever_says_how_it_stands_answers() -> None:
    silent = incident_after(declared(), CHANNEL, PAGED)
    assert pages(silent, c.ConfirmOngoing(by="UALICE", where="C1")) == [ANSWERED]


@pytest.mark.parametrize("outcome", [Outcome.RESOLVED, Outcome.FALSE_ALARM])
@pytest.mark.parametrize("answered", [False, True])
def test_however_it_ends_the_page_is_over(outcome: Outcome, answered: bool) -> None:
    silent = incident(PAGED, *([ANSWERED] if answered else []))
    assert pages(silent, c.Close(by="UALICE", where="C1", outcome=outcome))[-1:] == [OVER]
    closed = incident(PAGED, OVER)
    assert pages(closed, c.Close(by="UALICE", where="C1")) == []


def test_what_is_not_paged_for_any_more_is_over() -> None:
    silent = incident(e.Paged(at=NOW, places=(DUTY,)), service="app")
    milder = c.ChangeSeverity(by="UALICE", severity="P3")
    assert pages(silent, milder) == [e.PagesSettled(at=NOW, places=(DUTY,), answered=False)]
    secret = c.MakePrivate(by="UALICE", where="C1")
    assert pages(silent, secret) == [e.PagesSettled(at=NOW, places=(DUTY,), answered=False)]
    gone = replace(PROCESS, pages=())
    assert pages(silent, milder, gone) == [e.PagesSettled(at=NOW, places=(DUTY,), answered=False)]


def test_a_private_page_goes_on_where_the_playbook_pages_for_private_ones() -> None:
    assert pages(incident(PAGED), c.MakePrivate(by="UALICE", where="C1")) == []


def test_where_nobody_leads_any_more_the_next_silence_pages_anew() -> None:
    taken = e.RoleTaken(at=NOW, by="UBOB", role="tech", person="UBOB")
    led = incident(PAGED, taken, ANSWERED)
    assert pages(led, c.DeclineRole(by="UBOB", where="C1", role="tech")) == [OVER]
    declined = e.RoleDeclined(at=NOW, by="UBOB", role="tech", person="UBOB")
    again = replace(ASKED, at=NOW, person="UPRIYA")
    alone = apply(apply(apply(led, declined), OVER), again)
    assert pages(alone, replace(MISSED, person="UPRIYA")) == [PAGED]


def test_a_drill_that_is_real_now_pages_at_the_next_silence() -> None:
    real = apply(incident(drill=True), e.MadeReal(at=NOW, by="UALICE"))
    assert pages(real, MISSED) == [PAGED]


def rung(place: str, paging: Paging) -> Effect:
    """A place is told how the page stands, after all that it was told before."""
    return Effect(
        body=PageDuty(place=place, paging=paging),
        reaction=f"page-{paging.value}",
        target=place,
        lane=f"incident-1:{place}",
    )


def test_each_place_hears_how_the_page_stands_and_the_channel_that_there_is_one() -> None:
    before = incident()
    assert reactions(before, PAGED, apply(before, PAGED), PROCESS) == [
        rung(DUTY, Paging.CALLED),
        rung(SECURITY, Paging.CALLED),
        said(ChannelMessage.PAGED, "C1"),
    ]
    silent = incident(PAGED)
    assert reactions(silent, ANSWERED, apply(silent, ANSWERED), PROCESS) == [
        rung(DUTY, Paging.ANSWERED),
        rung(SECURITY, Paging.ANSWERED),
    ]
    assert reactions(silent, OVER, apply(silent, OVER), PROCESS) == [
        rung(DUTY, Paging.OVER),
        rung(SECURITY, Paging.OVER),
    ]


def test_a_page_leaves_the_silence_as_it_was() -> None:
    before = incident()
    after = apply(before, replace(PAGED, at=NOW + timedelta(hours=1)))
    assert after.watch == before.watch
    assert after.paging == {DUTY: Paging.CALLED, SECURITY: Paging.CALLED}


def test_a_page_that_did_not_go_out_is_told_to_whoever_is_in_charge() -> None:
    failed = e.EffectFailed(
        at=NOW, effect="key", what=EffectName.PAGE, target=DUTY, reason="outside_unreachable"
    )
    silent = incident(PAGED, COMMS)
    assert reactions(silent, failed, apply(silent, failed), PROCESS) == [
        told(DirectMessage.NOT_DELIVERED, "UALICE")
    ]


RANDOM = replace(
    DFE,
    pages=(
        OnDuty(pagerduty=("duty",), severities=("P1", "P2")),
        OnDuty(pagerduty=("security",), services=("publish-find",), private=True),
    ),
)


SILENCE = st.sampled_from(["look", "chase", "ask", "take"])
"""What makes pages come and go; any other command comes in between."""


def said_of(found: Incident, what: str | c.Command) -> c.Command:
    """The command that fits the incident as it is."""
    held = found.roles.get("technical")
    match what:
        case "look":
            return c.LookIn(by=None, watch=found.watch.number)
        case "chase":
            return c.ChaseAnswer(by=None, role="technical", person=held.person if held else "UBOB")
        case "ask":
            return c.AskSomeone(by="UALICE", role="technical", person="UBOB")
        case "take":
            return c.TakeRole(by="UBOB", where="C1", role="technical")
        case _:
            assert isinstance(what, c.Command)
            return what


@given(
    st.lists(st.tuples(SILENCE | COMMANDS, gaps), min_size=3, max_size=25),
    st.booleans(),
    st.booleans(),
)
@example([("ask", HOUR), ("chase", HOUR), ("take", HOUR)], False, False)
@example([("look", HOUR), (c.Reopen(by="UBOB"), HOUR), ("take", HOUR)], False, False)
def test_whatever_happens_nobody_is_called_who_is_not_needed_and_each_call_has_an_end(
    asked: list[tuple[str | c.Command, timedelta]], private: bool, drill: bool
) -> None:
    found, _ = raised_at_random(private=private, drill=drill)
    now = START
    for what, gap in [*asked, (c.Close(by="UALICE", where="C1"), HOUR)]:
        now += gap
        try:
            events = decide(found, said_of(found, what), now, RANDOM)
        except Refused:
            continue
        for event in events:
            found = apply(found, event)
        wanted, led = who_is_paged(found, RANDOM), is_led(found, RANDOM)
        for place, state in found.paging.items():
            needs = {Paging.CALLED: not led, Paging.ANSWERED: led}
            assert state is Paging.OVER or (place in wanted and needs[state])
    assert set(found.paging.values()) <= {Paging.OVER}
