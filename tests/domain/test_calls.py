"""Where people talk: the most particular address wins, and nothing of what is private is in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firebell.domain.calls import call_of, without_calls
from firebell.domain.playbook import Playbook
from tests.domain.build import CHANNEL, CLOSED, DRILL, PLAYBOOK, PRIVATE, declared, incident_after

EVERYTHING = "https://meet.example.com/{number}/{channel}/{service}/{severity}/{yymmdd}"


def with_calls(
    *, top: str = "", severity: str = "", service: str = "", private: str = ""
) -> Playbook:
    """The process with these calls, of P2 and of the website."""
    severities = [
        replace(each, call=severity if each.key == "P2" else "") for each in PLAYBOOK.severities
    ]
    services = [
        replace(each, call=service if each.key == "website" else "") for each in PLAYBOOK.services
    ]
    return replace(
        PLAYBOOK,
        call=top,
        private_call=private,
        severities=tuple(severities),
        services=tuple(services),
    )


OPEN = incident_after(declared(), CHANNEL)


@pytest.mark.parametrize(
    ("calls", "found"),
    [
        ({}, None),
        ({"top": "https://a.example"}, "https://a.example"),
        ({"top": "https://a.example", "severity": "https://b.example"}, "https://b.example"),
        (
            {
                "top": "https://a.example",
                "severity": "https://b.example",
                "service": "https://c.example",
            },
            "https://c.example",
        ),
        (
            {"top": EVERYTHING},
            "https://meet.example.com/1/inc-1-website-it-is-down/website/P2/261123",
        ),
    ],
)
def test_the_services_own_call_wins_then_the_severitys(
    calls: dict[str, str], found: str | None
) -> None:
    assert call_of(OPEN, with_calls(**calls)) == found


def test_what_is_put_into_an_address_stays_one_part_of_it() -> None:
    odd = incident_after(declared(severity="P2/?#&", service="a b"), CHANNEL)
    playbook = with_calls(top="https://a.example/{severity}?s={service}")
    assert call_of(odd, playbook) == "https://a.example/P2%2F%3F%23%26?s=a%20b"


def test_before_there_is_a_channel_and_once_it_is_over_there_is_none() -> None:
    playbook = with_calls(top="https://a.example/{channel}")
    assert call_of(incident_after(declared()), playbook) is None
    assert call_of(incident_after(declared(), CHANNEL, CLOSED), playbook) is None
    drill = incident_after(DRILL, CHANNEL)
    assert call_of(drill, playbook) == "https://a.example/inc-1-website-it-is-down"


def test_a_private_one_has_only_the_call_that_is_named_for_private_ones() -> None:
    private = incident_after(PRIVATE, replace(CHANNEL, name="inc-1-private"))
    others = {"top": "https://a.example", "severity": "https://b.example"}
    assert call_of(private, with_calls(**others)) is None
    named = with_calls(**others, private="https://p.example/{number}-{yymmdd}")
    assert call_of(private, named) == "https://p.example/1-261123"


def test_without_calls_there_is_none_anywhere() -> None:
    playbook = with_calls(top="https://a.example", private="https://p.example")
    assert call_of(OPEN, without_calls(playbook)) is None
    assert call_of(incident_after(PRIVATE, CHANNEL), without_calls(playbook)) is None
