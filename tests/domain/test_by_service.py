"""What of a playbook concerns one service, and what an earlier one leaves behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firebell.domain.factors import capped, counts_as, suggested
from firebell.domain.neighbouring import Neighbour, Where, neighbours, where_its_team_reads
from firebell.domain.playbook import Document, Playbook, Role, Service, Severity, Step
from tests.domain.build import NOW, PLAYBOOK

PAGE = Document(title="Records", url="https://example.com/records", services=("app",))
DATA = Role(key="data", name="data lead", short="Data", duty="Says.", services=("app",))
PAPER = Step(key="paper", words="Use the paper form", services=("app",))
WEBSITE, APP = PLAYBOOK.services
PROCESS = replace(
    PLAYBOOK,
    services=(
        replace(WEBSITE, depends_on=("app",), highest="P2"),
        replace(APP, time_zone="Asia/Kolkata", announce=("CNEWS",)),
        Service(key="forms", name="Forms", depends_on=("website",)),
    ),
    roles=(*PLAYBOOK.roles, DATA),
    steps=(*PLAYBOOK.steps, PAPER),
    documents=(PAGE,),
)
FACTORS = replace(
    PROCESS,
    severities=(
        replace(PROCESS.severities[0], factors=("breach", "sixty")),
        replace(PROCESS.severities[1], factors=("twenty", "tickets", "deadline"), needs=2),
        PROCESS.severities[2],
    ),
)


def test_a_service_has_its_own_part_and_another_has_not() -> None:
    own, other = PROCESS.of("app"), PROCESS.of("website")
    assert (own.time_zone, own.announce) == ("Asia/Kolkata", ("CINCIDENTS", "CNEWS"))
    assert (own.documents, own.steps[-1], own.roles[-1]) == ((PAGE,), PAPER, DATA)
    assert (other.time_zone, other.announce) == ("UTC", ("CINCIDENTS",))
    assert (other.documents, PAPER in other.steps, DATA in other.roles) == ((), False, False)
    assert other.of("app") == own


def test_a_role_that_somebody_has_stays_whatever_the_service_and_the_file_say() -> None:
    held = PROCESS.of("website", ["data", "lost"]).roles
    assert held[-2:] == (DATA, Role(key="lost", name="lost", short="lost", duty=""))


def test_what_a_later_file_has_lost_keeps_its_name_and_brings_nobody() -> None:
    comms, *roles = PLAYBOOK.roles
    p1, *severities = PLAYBOOK.severities
    later = replace(PLAYBOOK, roles=tuple(roles), severities=tuple(severities)).after(PLAYBOOK)
    assert later.role("comms") == replace(comms, writes_updates=False)
    assert later.severity("P1") == replace(p1, announce=(), invite=())
    assert comms.key not in [role.key for role in later.roles]
    # A third file has lost it too, and a fourth has it again.
    third = replace(later, gone_roles=(), gone_severities=()).after(later)
    assert third.role("comms").name == "comms lead"
    assert PLAYBOOK.after(third).gone_roles == ()


@pytest.mark.parametrize(
    ("ticked", "service", "found"),
    [
        ((), "app", None),
        (("tickets",), "app", None),
        (("tickets", "deadline"), "app", "P2"),
        (("breach",), "app", "P1"),
        (("breach", "tickets", "deadline"), "app", "P1"),
        (("breach",), "website", "P2"),
        (("of another playbook",), "app", None),
    ],
)
def test_enough_factors_suggest_the_worst_that_the_service_may_have(
    ticked: tuple[str, ...], service: str, found: str | None
) -> None:
    assert suggested(ticked, FACTORS, service) == found


def test_not_sure_is_what_is_suggested_else_what_the_playbook_says_and_a_choice_stays() -> None:
    assert counts_as("unsure", ("breach",), FACTORS, "app") == "P1"
    assert counts_as("unsure", (), FACTORS, "app") == "P2"
    assert counts_as("P3", ("breach",), FACTORS, "app") == "P3"
    assert (capped("P1", "website", FACTORS), capped("P3", "website", FACTORS)) == ("P2", "P3")
    worst = replace(FACTORS, when_unsure="P1")
    assert counts_as("unsure", (), worst, "website") == "P2"


def test_services_are_near_whichever_of_the_two_says_it() -> None:
    website, app, forms = PROCESS.services
    assert neighbours("website", PROCESS) == (
        Neighbour(service=app, before=True),
        Neighbour(service=forms, before=False),
    )
    assert neighbours("app", PROCESS) == (Neighbour(service=website, before=False),)
    assert neighbours("unsure", PROCESS) == ()


def test_a_team_reads_in_its_channel_else_its_lead_does() -> None:
    website, app, _ = PROCESS.services
    assert where_its_team_reads(app, PROCESS, NOW) == Where(channel="CAPP")
    alone = replace(app, channels=())
    assert where_its_team_reads(alone, PROCESS, NOW) == Where(person="UBOB")
    unknown = replace(alone, leads={"tech": "nobody@example.com"})
    assert where_its_team_reads(unknown, PROCESS, NOW) == Where()
    assert where_its_team_reads(website, PROCESS, NOW) == Where()


def test_a_lost_severity_is_read_as_a_label() -> None:
    assert Playbook.severity(PROCESS, "P9") == Severity(key="P9", criteria="")
