"""Alerts as they are shown: text of strangers, whatever it is."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from firebell.domain.alerts import Alert, AlertGroup, AlertState
from firebell.slack.views.messages.alert import alert_message
from tests.domain.build import CHANNEL, NOW, PLAYBOOK, RAISED, declared, incident_after

ALERT = Alert(key="a", title="It is down", state=AlertState.FIRING, since=RAISED)
GROUP = AlertGroup(
    id="group-1", source="prometheus", key="a", opened=NOW, changed=NOW, alerts=(ALERT,)
)


@pytest.mark.parametrize(
    "typed",
    [
        "<!channel> look",
        "<@UALICE>",
        "<https://example.com|click>",
        "*bold* _it_ ~no~ `code`",
        "> quoted",
        ":fire:",
        "a & b < c",
        "x" * 5000,
    ],
)
@pytest.mark.parametrize("link", ["", "https://example.com/graph"])
def test_whatever_an_alert_says_stays_text_and_pings_nobody(typed: str, link: str) -> None:
    group = replace(GROUP, alerts=(replace(ALERT, title=typed, link=link),))
    sent = alert_message(group, None, PLAYBOOK).posted()
    words = json.dumps(sent, ensure_ascii=False)
    assert "<!" not in words
    assert "<@" not in words
    assert "<https://example.com|click>" not in words
    assert all(len(block["text"]["text"]) <= 3000 for block in sent["blocks"][:1])  # type: ignore[index]


def test_a_hundred_alerts_name_five() -> None:
    many = tuple(replace(ALERT, key=str(n), title=f"Host {n}") for n in range(100))
    words = json.dumps(alert_message(replace(GROUP, alerts=many), None, PLAYBOOK).posted())
    assert "Host 4" in words
    assert "Host 5" not in words
    assert "and 95 more" in words


def test_it_names_its_incident_unless_that_is_private() -> None:
    openly = incident_after(declared(), CHANNEL)
    private = incident_after(declared(private=True), CHANNEL)
    assert "INC-1" in json.dumps(alert_message(GROUP, openly, PLAYBOOK).posted())
    assert alert_message(GROUP, private, PLAYBOOK) == alert_message(GROUP, None, PLAYBOOK)
