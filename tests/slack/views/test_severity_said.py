"""What was only assumed of how bad it is is never said as known, when somebody says it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firebell.domain.effects import ChannelMessage, Say
from firebell.domain.events import SeverityChanged
from firebell.slack.views.blocks import plainly
from firebell.slack.views.messages import channel
from tests.domain.build import CHANNEL, DECLARED, NOW, incident_after
from tests.slack.views.test_text_stays_text import job, updated

UPDATED = ChannelMessage.UPDATED


@pytest.mark.parametrize(("unconfirmed", "said"), [(True, "P2, to be confirmed"), (False, "P2")])
def test_an_update_that_comes_late_says_of_its_severity_what_was_so_when_it_was_given(
    unconfirmed: bool, said: str
) -> None:
    """It was confirmed while Slack was slow, so the update called known what it only assumed."""
    event = replace(updated("It is the cache"), unconfirmed=unconfirmed)
    confirmed = incident_after(replace(DECLARED, severity_confirmed=True), CHANNEL)
    message = channel.message(job(confirmed, event), Say(what=UPDATED, channel="C1"))
    assert plainly(message.words, {}).splitlines()[0] == f"INC-1 · {said} · Cause identified"


@pytest.mark.parametrize(
    ("higher", "unconfirmed", "said"),
    [
        (True, False, "INC-1 is P1 now. It was P2."),
        (True, True, "INC-1 is P1 now. It had counted as P2, which nobody had confirmed."),
        (False, False, "INC-1 is P1 now, less bad than P2."),
        (False, True, "INC-1 is P1 now, less bad than P2, which nobody had confirmed."),
    ],
)
def test_a_severity_that_nobody_had_confirmed_is_not_said_to_have_been_one(
    higher: bool, unconfirmed: bool, said: str
) -> None:
    event = SeverityChanged(
        at=NOW, by="UBOB", severity="P1", before="P2", higher=higher, unconfirmed=unconfirmed
    )
    found = job(incident_after(DECLARED, CHANNEL, event), event)
    message = channel.message(found, Say(what=ChannelMessage.SEVERITY, channel="C1"))
    assert plainly(message.words, {}).splitlines()[0] == said
