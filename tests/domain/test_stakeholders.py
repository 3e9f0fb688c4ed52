"""Who hears of an incident without working on it, when, and what of it may leave the chat.

Until now nobody but channels of Slack heard anything: whoever led wrote each update twice.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from firebell.domain import commands as c
from firebell.domain import events as e
from firebell.domain.effect_names import EffectName
from firebell.domain.effects import (
    ChannelMessage,
    DirectMessage,
    Effect,
    Rank,
    Reaction,
    ReadStakeholders,
    TellOutside,
)
from firebell.domain.incident import Incident, Status
from firebell.domain.lifecycle import apply, decide
from firebell.domain.playbook import Stakeholders
from firebell.domain.reactions import reactions
from firebell.domain.stakeholders import address_of, by_email, hear
from tests.domain.build import CHANNEL, NOW, PLAYBOOK, decided, declared, incident_after
from tests.domain.reactions.build import said, told

OWNERS = by_email("Owners@example.com")
ALL = Stakeholders(channels=("COWNERS",), people=("UHEAD",), groups=("SPOLICY",), teams=("desk",))
BAD = Stakeholders(severities=("P1",), email=("owners@example.com",))
APP = Stakeholders(services=("app",), teams=("app-desk",))
SECRET = Stakeholders(teams=("security",), private=True)
PRACTICE = Stakeholders(teams=("practice",), drills=True)
PROCESS = replace(PLAYBOOK, tell=(ALL, BAD, APP, SECRET, PRACTICE))
EVERYBODY = ("COWNERS", "UHEAD", "SPOLICY", "teams:desk", "teams:security", "teams:practice")
UPDATED = e.Updated(
    at=NOW,
    by="UBOB",
    known="A disk is full",
    doing="",
    status=Status.INVESTIGATING,
    severity="P2",
    next_update=None,
)
CLOSED = decided(incident_after(declared(), CHANNEL), c.Close(by="UBOB"))[0]


@pytest.mark.parametrize(
    ("severity", "service", "kind", "expected"),
    [
        ("P2", "website", {}, EVERYBODY),
        ("P1", "website", {}, (*EVERYBODY[:4], OWNERS, *EVERYBODY[4:])),
        ("P3", "app", {}, (*EVERYBODY[:4], "teams:app-desk", *EVERYBODY[4:])),
        ("P1", "unsure", {"private": True}, ("teams:security",)),
        ("P1", "unsure", {"drill": True}, ("teams:practice",)),
        ("P1", "unsure", {"drill": True, "private": True}, ()),
    ],
)
def test_who_hears_follows_from_severity_service_and_kind(
    severity: str, service: str, kind: dict[str, bool], expected: tuple[str, ...]
) -> None:
    found = hear(PROCESS, severity, service, **{"private": False, "drill": False, **kind})
    assert found == expected


def test_an_address_is_kept_as_a_mark_that_only_the_playbook_explains() -> None:
    assert by_email("owners@EXAMPLE.com") == OWNERS
    assert "owners" not in OWNERS
    assert address_of(OWNERS, PROCESS) == "owners@example.com"
    assert address_of(OWNERS, PLAYBOOK) is None


def raised() -> Incident:
    return incident_after(declared(tell=("COWNERS", "UHEAD", "SPOLICY", "teams:desk")), CHANNEL)


def outside(place: str) -> Effect:
    return Effect(
        body=TellOutside(place=place),
        reaction="tell-outside",
        target=place,
        rank=Rank.OUTSIDE,
        lane=f"incident-1:{place}",
    )


def news(before: Incident | None, event: e.Event) -> list[Reaction]:
    """What stakeholders hear of it."""
    found = reactions(before, event, apply(before, event), PROCESS)
    return [
        each
        for each in found
        if isinstance(each, Effect)
        and (each.body.effect_name is EffectName.STAKEHOLDERS or each.rank is Rank.OUTSIDE)
    ]


SAID = said(ChannelMessage.NEWS, "COWNERS")
TOLD = told(DirectMessage.NEWS, "UHEAD")
READ = Effect(
    body=ReadStakeholders(group="SPOLICY"),
    reaction="stakeholders",
    target="SPOLICY",
    rank=Rank.OUTSIDE,
)


def test_everybody_hears_of_what_happens_and_a_group_is_read_once() -> None:
    first = declared(tell=("COWNERS", "UHEAD", "SPOLICY", "teams:desk"))
    assert news(None, first) == [SAID, TOLD, READ, outside("teams:desk")]
    assert news(raised(), UPDATED) == [SAID, TOLD, outside("teams:desk")]
    assert news(raised(), CLOSED) == [SAID, TOLD, outside("teams:desk")]
    assert news(raised(), e.SeverityConfirmed(at=NOW, severity="P2")) == []


def test_whoever_is_in_a_group_hears_where_it_stands_and_of_all_that_follows() -> None:
    report = c.ReportStakeholders(people=("UHEAD", "UPOLLY"))
    read = e.StakeholdersRead(at=NOW, people=("UPOLLY",))
    assert decided(raised(), report) == [read]
    assert news(raised(), read) == [told(DirectMessage.NEWS, "UPOLLY")]
    later = apply(raised(), read)
    assert decided(later, report) == []
    polly = told(DirectMessage.NEWS, "UPOLLY")
    assert news(later, UPDATED) == [SAID, TOLD, outside("teams:desk"), polly]


def test_whoever_wrote_it_need_not_read_it() -> None:
    assert TOLD not in news(raised(), replace(UPDATED, by="UHEAD"))


def test_a_change_of_severity_inside_an_update_is_heard_once_with_it() -> None:
    worse = e.SeverityChanged(
        at=NOW, by="UBOB", severity="P1", before="P2", higher=True, tell=(OWNERS,)
    )
    assert outside(OWNERS) in news(raised(), worse)
    inside = replace(worse, in_update=True)
    assert news(raised(), inside) == []
    assert outside(OWNERS) in news(apply(raised(), inside), UPDATED)


def test_a_corrected_service_tells_those_whom_it_concerns() -> None:
    incident = raised()
    (edited,) = decide(incident, c.Edit(by="UBOB", service="app"), NOW, PROCESS)
    assert isinstance(edited, e.Edited)
    assert edited.tell == ("teams:app-desk", "teams:security", "teams:practice")
    assert news(incident, edited) == [outside(place) for place in edited.tell]


def test_what_became_private_is_told_outside_only_where_the_playbook_says_so() -> None:
    both = ("COWNERS", "UHEAD", "teams:desk", "teams:security")
    private = replace(incident_after(declared(tell=both), CHANNEL), private=True)
    assert news(private, UPDATED) == []
    assert news(private, CLOSED) == [outside("teams:security")]


def test_where_it_was_sent_before_is_known_when_it_becomes_private() -> None:
    sent = apply(raised(), e.ToldOutside(at=NOW, place="teams:desk"))
    (made,) = decided(sent, c.MakePrivate(by="UALICE"))
    exposure = apply(sent, made).exposure
    assert exposure is not None
    assert exposure.outside == ("teams:desk",)
    assert "COWNERS" in exposure.places


def test_a_place_is_put_on_the_record_once_and_each_time_that_nobody_knows() -> None:
    sure = c.ReportToldOutside(place="teams:desk")
    sent = apply(raised(), e.ToldOutside(at=NOW, place="teams:desk"))
    assert decided(raised(), sure) == [e.ToldOutside(at=NOW, place="teams:desk")]
    assert decided(sent, sure) == []
    unsure = e.ToldOutside(at=NOW, place="teams:desk", sure=False)
    assert decided(sent, replace(sure, sure=False)) == [unsure]


def test_what_did_not_arrive_is_told_to_whoever_writes_the_updates() -> None:
    failed = e.EffectFailed(
        at=NOW,
        effect="key",
        what=EffectName.STAKEHOLDERS,
        target="teams:desk",
        reason="outside_unreachable",
        asked_by="UBOB",
    )
    unsure = e.ToldOutside(at=NOW, place="teams:desk", sure=False)
    comms = apply(raised(), e.RoleTaken(at=NOW, role="comms", person="UPRIYA"))
    for event in (failed, unsure):
        assert reactions(comms, event, apply(comms, event), PROCESS) == [
            told(DirectMessage.NOT_DELIVERED, "UPRIYA")
        ]
        assert reactions(raised(), event, apply(raised(), event), PROCESS) == [
            told(DirectMessage.NOT_DELIVERED, "UALICE")
        ]
